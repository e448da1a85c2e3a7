"""Set queries for what is wrong, run only where counts say that there is something to find."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from zhiping.contracts.kinds import Dataset
from zhiping.upload.checking import turned
from zhiping.upload.checking.area_names import Places
from zhiping.upload.checking.cells import ColumnSource
from zhiping.upload.checking.faults import MAX_LISTED, Fault, Unreadable
from zhiping.upload.checking.values import stripped
from zhiping.upload.reading.texttable import TextTable, places_words
from zhiping.words import _, in_turn

_MAX_TWINS = 5
_LONGEST_VALUE, _SHORT = 500, 60  # letters of a cell that are said again


@dataclass(frozen=True)
class Found:
    """Faults (or warnings) with the position of their column, and exact counts by kind."""

    faults: tuple[tuple[int, Fault], ...] = ()
    kinds: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Found") -> "Found":
        return Found(self.faults + other.faults, self.kinds + other.kinds)

    @property
    def count(self) -> int:
        return self.kinds.total()

    def listed(self, text: TextTable) -> tuple[Fault, ...]:
        """The first MAX_LISTED: what is of a whole sheet first, then in the order of the sheets, rows and columns."""
        places = {origin.name: place for place, origin in enumerate(text.all_origins)}

        def place(found: tuple[int, Fault]) -> tuple[bool, int, int, int]:
            position, fault = found
            return fault.row > 0, places.get(fault.sheet, -1), fault.row, position

        ordered = sorted(self.faults, key=place)
        return tuple(fault for _position, fault in ordered[:MAX_LISTED])


def counted_rows(con: duckdb.DuckDBPyConnection, columns: str, source: str) -> tuple[int, list[Any]]:
    """How many rows there are in `source` (SQL after `from`), and source_row with `columns` of the first MAX_LISTED."""
    (count,) = con.execute(f"select count(*) from {source}").fetchall()[0]
    if not count:
        return 0, []
    asked = (
        f"select source_row{columns and ', ' + columns} from {source} order by source_row limit {MAX_LISTED}"
    )
    return count, con.execute(asked).fetchall()


def file_findings(faults: Sequence[Fault]) -> Found:
    """Faults of the whole file, in the order in which they were found."""
    return Found(tuple(enumerate(faults)), Counter(fault.kind for fault in faults))


def row_faults(con: duckdb.DuckDBPyConnection, table: str, faults: Mapping[int, tuple[int, Fault]]) -> Found:
    """These faults, one a source row, whose rows are marked unsound in `table`."""
    if faults:
        con.execute(f"update {table} set is_sound = false where source_row in {(*faults, -1)}")
    return Found(tuple(faults.values()), Counter(fault.kind for _position, fault in faults.values()))


def cell_faults(con: duckdb.DuckDBPyConnection, text: TextTable, sources: Sequence[ColumnSource]) -> Found:
    """Cells that have no reading, those that Excel has turned into no text, and required ones that are blank."""
    parts = [
        f"select source_row, {place}, {source.cell}, fault "
        f"from {text.table} join {source.lookup} on {source.cell} = written "
        f"where fault is not null and {source.is_as_written}"
        for place, source in enumerate(sources)
        if source.has_faults
    ]
    parts += [
        f"select source_row, {place}, '', 'blank' from {text.table}"
        f" where {source.cell} is null and {_brings(text, source)}"
        for place, source in enumerate(sources)
        if source.must_be_filled
    ]
    parts += [
        f"select source_row, {place}, {source.cell}, {turned.kind_of(source.mark)} "
        f"from {text.table} where {source.mark} is not null"
        for place, source in enumerate(sources)
        if source.mark
    ]
    rows, kinds = _listed(con, parts)
    return Found(
        tuple(_cell_fault(text, sources[place], row, written, kind) for row, place, written, kind in rows),
        kinds,
    )


def _brings(text: TextTable, source: ColumnSource) -> str:
    """SQL that is true for the rows of the sheets that have the column: of the others it is said once that they lack it."""
    return text.per_origin(
        [str(bool(origin.letter(source.index or 0))).lower() for origin in text.all_origins]
    )


def doubted_cells(
    con: duckdb.DuckDBPyConnection, text: TextTable, sources: Sequence[ColumnSource], places: Places
) -> Found:
    """Values with a reading that is doubted: suspicious only, the rows may be published.

    A doubt belongs to what is written, so it is told once for all cells of a column that say it, at the first.
    """
    parts = [
        f"select {place}, {source.cell}, cast(value as varchar), warning, min(source_row), count(*), "
        f"min(source_row, {_MAX_TWINS}) from {text.table} join {source.lookup} on {source.cell} = written "
        f"where warning is not null and {source.is_as_written} group by all"
        for place, source in enumerate(sources)
        if source.has_warnings
    ]
    if not parts:
        return Found()
    rows = con.execute(f"{' union all '.join(parts)} order by 5, 1").fetchall()
    warnings = []
    for place, written, value, kind, row, count, first_rows in rows[:MAX_LISTED]:
        problem, remedy = doubt_words(kind, written, value, places)
        if count > 1:
            problem = in_turn(problem, rows_words(text, first_rows, count))
        warnings.append(fault_in(text, row, sources[place], written, kind, problem, remedy))
    return Found(tuple(warnings), Counter(row[3] for row in rows))


def rows_words(text: TextTable, first_rows: Sequence[int], count: int) -> str:
    """Which rows say the same: the first of them, and how many there are."""
    listed = where_words(text, first_rows)
    if count > len(first_rows):
        return _("共 {n} 行这样写：{rows}等。").format(n=count, rows=listed)
    return _("共 {n} 行这样写：{rows}。").format(n=count, rows=listed)


def where_words(text: TextTable, rows: Sequence[int]) -> str:
    """Ascending rows of the whole table, as their own sheets number them: 第 3、5 行, of several sheets each by its name."""
    if not text.origins:
        return places_words([(None, row) for row in rows])
    return places_words([(origin.name, origin.own_row(row)) for row in rows for origin in [text.origin(row)]])


def doubt_words(kind: str, written: str, value: str, places: Places) -> tuple[str, str]:
    """What is doubted about a cell that was read as `value` (see Reader.doubt), and how to mend it."""
    if kind == "area_changed":
        remedy = _("这些行按新代码统计，表里的写法不变；以后请改用新代码。")
        return places.changes_told(value), remedy
    if kind == "area_split":
        remedy = _("不知道这些行现在归哪一个，先留在旧代码下。知道的请改成新代码。")
        return places.changes_told(value), remedy
    value = stripped(written)
    if kind == "hours_unread":
        return (
            _("“{value}”读不出哪几天、几点到几点营业，地图上会显示“未知”。").format(value=value),
            _("请写成 周一至周五 8:00-18:00 这样的形式，全天营业写 24小时；暂不改正也可以照常发布。"),
        )
    return (
        _("行政区划表里没有代码“{value}”。").format(value=value),
        _("请核对代码；如果代码正确，可以照常发布，并补传“行政区划”，在那之前归在“属地待核”。"),
    )


def duplicates(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    sources: Sequence[ColumnSource],
) -> Found:
    """Rows that share their key with others; marks all of them unsound in `table`."""
    by_name = {source.column.name: source for source in sources}
    keys = [by_name[name] for name in dataset.key]
    if not keys or any(key.index is None and key.constant is None for key in keys):
        return Found()
    twins = f"{text.table}_twins"
    count = _find_twins(con, text, table, twins, dataset.key)
    if not count:
        return Found()
    con.execute(f"update {table} set is_sound = false where source_row in (select source_row from {twins})")
    first = next((key for key in keys if key.index is not None), keys[0])
    written = "''" if first.index is None else f"coalesce({first.cell}, '')"
    rows = con.execute(
        f"with firsts as (select group_id, min(source_row, {_MAX_TWINS + 1}) as first_rows, count(*) as row_count, "
        f"count(distinct fingerprint) = 1 as is_same from {twins} group by group_id) "
        f"select source_row, {written}, first_rows, row_count, is_same from {twins} "
        f"join firsts using (group_id) join {text.table} using (source_row) order by source_row limit {MAX_LISTED}"
    ).fetchall()
    con.execute(f"drop table {twins}")
    label = _("、").join(_(key.column.label) for key in keys)
    faults = []
    for row, value, first_rows, row_count, is_same in rows:
        others = [other for other in first_rows if other != row][:_MAX_TWINS]
        where = where_words(text, others)
        problem, remedy = _duplicate_sentences(label, where, len(others), row_count - 1, is_same)
        faults.append(fault_in(text, row, first, value, "duplicate", problem, remedy))
    return Found(tuple(faults), Counter({"duplicate": count}))


def _listed(
    con: duckdb.DuckDBPyConnection, parts: Sequence[str]
) -> tuple[list[tuple[int, int, str, str]], Counter[str]]:
    """The first MAX_LISTED (row, index, written, kind) of a union, and the exact count of each kind."""
    if not parts:
        return [], Counter()
    union = f"(select * from ({' union all '.join(parts)}) as cells(source_row, position, written, kind))"
    kinds = Counter(
        dict(con.execute(f"select kind, count(*) from {union} group by kind order by kind").fetchall())
    )
    if not kinds:
        return [], kinds
    query = f"select * from {union} order by source_row, position limit {MAX_LISTED}"
    return con.execute(query).fetchall(), kinds


def _cell_fault(
    text: TextTable, source: ColumnSource, row: int, written: str, kind: str
) -> tuple[int, Fault]:
    if kind in turned.KINDS:
        return fault_in(text, row, source, written, kind, *turned.words(kind, written))
    try:
        source.read(written)
    except Unreadable as fault:
        return fault_in(text, row, source, written, fault.kind, fault.problem, fault.remedy)
    raise AssertionError(f"{source.column.name}: {written!r} was refused and is now read")


def _find_twins(
    con: duckdb.DuckDBPyConnection, text: TextTable, table: str, twins: str, keys: Iterable[str]
) -> int:
    """Fill the temp table `twins` (group_id, source_row, fingerprint); how many rows share a key."""
    listed = ", ".join(keys)
    present = " and ".join(f"{key} is not null" for key in keys)
    cells = ", ".join(f"c{index}" for index in range(len(text.headers)))
    shared = f"select {listed} from {table} where {present} group by {listed} having count(*) > 1"
    if not con.execute(f"{shared} limit 1").fetchall():
        return 0
    con.execute(
        f"create or replace temp table {twins} as "
        f"with shared as ({shared}), numbered as (select *, row_number() over () as group_id from shared), "
        f"fingerprints as (select source_row, hash({cells}) as fingerprint from {text.table}) "
        f"select group_id, source_row, fingerprint from {table} join numbered using ({listed}) "
        f"join fingerprints using (source_row)"
    )
    (row,) = con.execute(f"select count(*) from {twins}").fetchall()
    return int(row[0])


def _duplicate_sentences(label: str, where: str, named: int, count: int, is_same: bool) -> tuple[str, str]:
    if count > named:
        where = _("{rows}等{count}行").format(rows=where, count=count)
    if is_same:
        return (
            _("这一行与{where}完全相同。").format(where=where),
            _("请只保留其中一行。"),
        )
    return (
        _("{label}与{where}重复，其他内容不同。").format(label=label, where=where),
        _("请改正{label}，或只保留正确的一行。").format(label=label),
    )


def fault_in(
    text: TextTable, row: int, source: ColumnSource, value: str, kind: str, problem: str, remedy: str
) -> tuple[int, Fault]:
    """A fault of one cell, with the position of its column: -1 where the file lacks it."""
    index, origin = -1 if source.index is None else source.index, text.origin(row)
    letter = "" if source.index is None else origin.letter(source.index)
    if len(value) > _LONGEST_VALUE:
        short = f"{value[:_SHORT]}…"
        value, problem = short, problem.replace(stripped(value), short)
    own_row, label = origin.own_row(row), _(source.column.label)
    return index, Fault(origin.name, own_row, letter, label, value, kind, problem, remedy)
