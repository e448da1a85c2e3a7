"""How far an upload reaches: which areas it replaces or is complete for, and who may see it with its file and undo it."""

from collections.abc import Mapping

import duckdb

from zhiping.access.permissions import Access
from zhiping.asking.narrowing import seen_in_lake
from zhiping.contracts.kinds import Dataset
from zhiping.rules.area_changes import ranges_as_written
from zhiping.rules.areas import EVERYWHERE, area_range, common_area, covered_ranges
from zhiping.upload.checking.check import Checked


def reach(
    con: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    table: str,
    mode: str,
    scope: str,
    homes: Mapping[str, str],
) -> str | None:
    """The smallest area that holds every row of a file, sound or not, and every row that it replaces.

    `table`: the checked rows, of `con`; `scope`: the uploader's; `homes`: of areas that were merged or renamed. None: the upload is only for who is limited to no area.
    A row that says no area is one of the uploader's own, who has seen the file.
    """
    own, parent = dataset.area_column, dataset.parent
    if own is None and parent is None:
        return None
    key = ", ".join(dataset.key)
    column = own or (parent.column if parent else "")
    rows = (
        f"select {column} from {table}"
        f" union select {column} from lake.{dataset.name} semi join (from {table} where is_sound) using ({key})"
    )
    if own is None and parent:
        rows = (
            f"select distinct p.area_code from ({rows}) left join lake.{parent.dataset} as p using ({column})"
        )
    codes = {homes.get(code, code) for (code,) in con.execute(rows).fetchall()}
    if None in codes or mode == "replace-all":
        if not scope:
            return None
        codes = codes - {None} | {scope}
    return common_area(tuple(sorted(codes)))


def replaced_areas(
    dataset: Dataset, mode: str, scope: str, codes: tuple[str, ...], homes: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """The ranges [from, to) of area codes that a file with rows in `codes` replaces in that mode, or is complete for.

    As rows that stand are written: also by codes that were merged or renamed since (`homes`).
    """
    if mode == "replace-all":
        return ranges_as_written((area_range(scope),), homes)
    if not dataset.has_areas:
        return (area_range(EVERYWHERE),)
    return ranges_as_written(covered_ranges(codes), homes)


def codes_spoken_for(
    con: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    checked: Checked,
    access: Access,
    homes: Mapping[str, str],
) -> tuple[str, ...]:
    """The areas of the sound rows; of a child dataset those of its parents that the clerk sees."""
    parent = dataset.parent
    if parent is None:
        return checked.areas
    with seen_in_lake(con, [parent.dataset], access, homes) as place:
        rows = con.execute(
            f"select distinct p.area_code from {place(parent.dataset)} as p"
            f" semi join (from {checked.table} where is_sound) using ({parent.column}) order by all"
        ).fetchall()
    return tuple(row[0] for row in rows)
