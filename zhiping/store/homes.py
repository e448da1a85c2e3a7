"""Areas that were merged or renamed: rows are read at the code in which they belong now.

As with names of units (see unit_names.py) the list stays apart from the rows, which keep the code that the clerk wrote:
a list that comes later reaches the rows that stand, and its undo gives them back.
"""

from collections.abc import Callable, Mapping

import duckdb

from zhiping.contracts.area_changes import area_changes
from zhiping.contracts.areas import areas
from zhiping.contracts.kinds import Dataset
from zhiping.contracts.uploads import coverage
from zhiping.rules.area_changes import AreaChange, AreaChanges

_COLUMNS = ", ".join(AreaChange._fields)


def read_changes(con: duckdb.DuckDBPyConnection, source: str) -> AreaChanges:
    """The changes in `source` (what SQL reads after `from`)."""
    rows = con.execute(f"select {_COLUMNS} from {source}").fetchall()
    return AreaChanges(AreaChange(*row) for row in rows)


class StandingChanges:
    """Called: the changes that stand in the lake, whoever may see them. No version is made for it.

    `last_change`: the version at which they last changed; they are read again where it is another.
    """

    def __init__(self, engine: duckdb.DuckDBPyConnection, last_change: Callable[[], int]) -> None:
        self._engine, self._last_change = engine, last_change
        self._known: tuple[int, AreaChanges] | None = None

    def __call__(self) -> AreaChanges:
        """All of them."""
        changed, known = self._last_change(), self._known
        if known is None or known[0] != changed:
            with self._engine.cursor() as cursor:
                known = self._known = changed, read_changes(cursor, f"lake.{area_changes.name}")
        return known[1]


def moves(dataset: Dataset) -> bool:
    """Whether rows of a dataset, or what its uploads cover, move with their area; what says of areas themselves does not."""
    return dataset == coverage or (dataset.area_column is not None and dataset not in (areas, area_changes))


def at_home(dataset: Dataset, rows: str, homes: Mapping[str, str]) -> str:
    """The select of a dataset's rows at their homes; `rows` is the select of them as they were written.

    Where the area is part of the key and several rows come to one, that of the area itself counts, else the latest.
    What an upload covers it covers at the new code as well.
    """
    if not (homes and moves(dataset)):
        return rows
    listed = ", ".join(f"('{old}', '{home}')" for old, home in sorted(homes.items()))
    table = f"(values {listed}) as h (old_code, home_code)"
    if dataset == coverage:
        return (
            f"select * from ({rows}) union all select c.* replace (h.home_code as area_from, h.home_code || ':' as area_to)"
            f" from ({rows}) as c inner join {table} on c.area_from <= h.old_code and c.area_to > h.old_code"
        )
    area = dataset.area_column
    moved = (
        f"select r.* replace (coalesce(h.home_code, r.{area}) as {area})"
        f" from ({rows}) as r left join {table} on r.{area} = h.old_code"
    )
    if area not in dataset.key:
        return moved
    keys = ", ".join(f"coalesce(h.home_code, r.{area})" if key == area else f"r.{key}" for key in dataset.key)
    first = "h.home_code is not null, r.upload_id desc, r.source_row desc, r.source_sheet desc"
    return f"{moved} qualify row_number() over (partition by {keys} order by {first}) = 1"


def standing_at_home(dataset: Dataset, homes: Mapping[str, str]) -> str:
    """What stands of a dataset in the lake, at home, as SQL reads it after `from`."""
    source = f"lake.{dataset.name}"
    return f"({at_home(dataset, f'select * from {source}', homes)})" if homes and moves(dataset) else source
