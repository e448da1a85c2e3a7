"""Units that may be one, written in two ways: told where a file is checked, listed where 单位名称对照 is uploaded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import duckdb

from zhiping.access.permissions import Access
from zhiping.asking.questions import questions
from zhiping.asking.run import run
from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import COUNTY_DIGITS, FULL_DIGITS
from zhiping.rules.unit_names import differs_by_prefix
from zhiping.store.publishing import Store
from zhiping.words import _

_QUESTION = "/unit_writings"  # of every system whose datasets name units
_MOST_TOLD = 3


@dataclass(frozen=True)
class Writing:
    """One way in which a unit is written in a district, what is meant by it, and in how many rows it stands."""

    area_code: str
    written: str
    meant: str
    row_count: int


@dataclass(frozen=True)
class Alike:
    """Two writings of one district that differ by its name alone; the longer is the clearer one."""

    area_path: str
    shorter: Writing
    longer: Writing


def alike_units(store: Store, access: Access) -> list[Alike]:
    """The writings that may be one unit and are not joined yet, those in most rows first."""
    found = _pairs(_writings(store, access), _paths(store, access))
    return sorted(found, key=lambda pair: -min(pair.shorter.row_count, pair.longer.row_count))


def advice_on_units(
    con: duckdb.DuckDBPyConnection, store: Store, access: Access, dataset: Dataset, table: str
) -> list[str]:
    """Of the sound rows of a checked file: units that may be one with another of the file, or of what stands."""
    own: dict[tuple[str, str], int] = {}
    for column in dataset.unit_columns:
        if column.kind == "list":
            continue
        rows = con.execute(
            f"select {dataset.area_column}, {column.name}, count(*) from {table}"
            f" where is_sound and {column.name} is not null group by all"
        ).fetchall()
        for code, written, count in rows:
            key = _district(code), written
            own[key] = own.get(key, 0) + count
    if not own:
        return []
    standing = {(one.area_code, one.written): one for one in _writings(store, access)}
    new = [Writing(*key, key[1], count) for key, count in own.items() if key not in standing]
    found = [
        pair
        for pair in _pairs([*standing.values(), *new], _paths(store, access))
        if any((one.area_code, one.written) in own for one in (pair.shorter, pair.longer))
    ]
    told = [
        _(
            "单位“{shorter}”与“{longer}”（{area}）只差地区名，现在算作两个单位。"
            "如果是同一个，请上传“单位名称对照”把它们合在一起。"
        ).format(shorter=pair.shorter.written, longer=pair.longer.written, area=pair.area_path)
        for pair in found[:_MOST_TOLD]
    ]
    if len(found) > _MOST_TOLD:
        told.append(
            _("写法只差地区名的单位共 {n} 对，全部在“上传数据”的“单位名称对照”里。").format(n=len(found))
        )
    return told


def _writings(store: Store, access: Access) -> list[Writing]:
    return [
        Writing(row["area_code"], row["written"], row["meant"], row["row_count"])
        for name in questions()
        if name.endswith(_QUESTION)
        for row in run(store, name, access).rows
    ]


def _paths(store: Store, access: Access) -> dict[str, str]:
    return {row["area_code"]: row["area_path"] for row in run(store, "areas/tree", access).rows}


def _district(code: str) -> str:
    return code[:COUNTY_DIGITS].ljust(FULL_DIGITS, "0")


def _pairs(writings: Iterable[Writing], paths: Mapping[str, str]) -> list[Alike]:
    by_area: dict[str, list[Writing]] = {}
    for one in writings:
        by_area.setdefault(one.area_code, []).append(one)
    return [
        Alike(paths.get(code, ""), *sorted((one, other), key=lambda each: len(each.written)))
        for code, found in by_area.items()
        for one, other in combinations(found, 2)
        if one.meant != other.meant
        and differs_by_prefix(one.written, other.written, paths.get(code, "").split(" / "))
    ]
