"""Rules between the columns of a row, as the contract writes them: suspicious where broken, not impossible."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import duckdb

from zhiping.contracts.kinds import Dataset, Need
from zhiping.upload.checking import dates
from zhiping.upload.checking.cells import ColumnSource
from zhiping.upload.checking.faults import MAX_LISTED, Fault
from zhiping.upload.checking.findings import Found, counted_rows, fault_in
from zhiping.upload.reading.texttable import TextTable
from zhiping.words import _


def wrong_orders(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    sources: Sequence[ColumnSource],
) -> Found:
    """Pairs of times of which the later comes before the earlier: suspicious, not impossible."""
    if not dataset.orders:
        return Found()
    by_name = {source.column.name: source for source in sources}
    counts = ", ".join(f"count(*) filter ({later} < {earlier})" for earlier, later in dataset.orders)
    (found,) = con.execute(f"select {counts} from {table}").fetchall()
    warnings: list[tuple[int, Fault]] = []
    for (earlier, later), count in zip(dataset.orders, found, strict=True):
        if not count:
            continue
        first, second = by_name[earlier].column, by_name[later]
        rows = con.execute(
            f"select source_row, cast({earlier} as timestamp), cast({later} as timestamp) from {table} "
            f"where {later} < {earlier} order by source_row limit {MAX_LISTED}"
        ).fetchall()
        for row, earlier_at, later_at in rows:
            problem = _("“{later}”（{later_at}）早于“{earlier}”（{earlier_at}）。").format(
                later=_(second.column.label),
                later_at=dates.in_words(later_at, is_day=second.column.kind == "date"),
                earlier=_(first.label),
                earlier_at=dates.in_words(earlier_at, is_day=first.kind == "date"),
            )
            remedy = _("请核对这两个时间；如果确实如此，可以照常发布。")
            value = dates.in_words(later_at, is_day=second.column.kind == "date")
            warnings.append(fault_in(text, row, second, value, "order", problem, remedy))
    return Found(tuple(warnings), Counter({"order": sum(found)}) if sum(found) else Counter())


def events_to_come(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    sources: Sequence[ColumnSource],
    now: datetime,
) -> Found:
    """What has happened by the file, and is to come by the clock: 2052 for 2025. A day off may be another clock."""
    warnings: list[tuple[int, Fault]] = []
    count, latest = 0, now + timedelta(days=1)
    for source in sources:
        column = source.column
        if not column.is_event:
            continue
        where = f"{table} where {column.name} > timestamp '{latest}'"
        found, rows = counted_rows(con, f"cast({column.name} as timestamp)", where)
        count += found
        for row, at in rows:
            told = dates.in_words(at, is_day=column.kind == "date")
            problem = _("“{label}”是 {at}，还没有到。").format(label=_(column.label), at=told)
            remedy = _("请核对年月日；这一列只填已经发生的，确实如此也可以照常发布。")
            warnings.append(fault_in(text, row, source, told, "to_come", problem, remedy))
    return Found(tuple(warnings), Counter({"to_come": count}) if count else Counter())


def oversized_parts(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    sources: Sequence[ColumnSource],
) -> Found:
    """Counts that are larger than the count of which they are a part: suspicious, not impossible."""
    by_name = {source.column.name: source for source in sources}
    warnings: list[tuple[int, Fault]] = []
    count = 0
    for part, whole in dataset.parts:
        found, rows = counted_rows(con, f"{part}, {whole}", f"{table} where {part} > {whole}")
        count += found
        source = by_name[part]
        for row, part_count, whole_count in rows:
            problem = _("“{part}”（{part_count}）多于“{whole}”（{whole_count}）。").format(
                part=_(source.column.label),
                part_count=part_count,
                whole=_(by_name[whole].column.label),
                whole_count=whole_count,
            )
            remedy = _("请核对这两个数；确实如此也可以照常发布，这一行不计入比例。")
            warnings.append(fault_in(text, row, source, str(part_count), "part", problem, remedy))
    return Found(tuple(warnings), Counter({"part": count}) if count else Counter())


def unmet_needs(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    sources: Sequence[ColumnSource],
) -> Found:
    """Rows that say something and lack what belongs to it: 离职 without a day. Not where the file has no such column."""
    by_name = {source.column.name: source for source in sources}
    warnings: list[tuple[int, Fault]] = []
    count = 0
    for need in dataset.needs:
        wanted = [by_name[name] for name in need.wanted]
        if all(source.index is None for source in wanted):
            continue
        blank = " and ".join(f"{source.column.name} is null" for source in wanted)
        where = f"{_says(need, by_name[need.column])} and {blank}"
        found, rows = counted_rows(con, need.column, f"{table} where {where}")
        count += found
        listed = _("或").join(f"“{_(source.column.label)}”" for source in wanted)
        for row, value in rows:
            told = _("是") if value is True else str(value)
            problem = _("“{label}”是“{value}”，却没有填{wanted}。").format(
                label=_(by_name[need.column].column.label), value=told, wanted=listed
            )
            remedy = _("请补填，或核对“{label}”；确实如此也可以照常发布。").format(
                label=_(by_name[need.column].column.label)
            )
            warnings.append(fault_in(text, row, wanted[0], "", "need", problem, remedy))
    return Found(tuple(warnings), Counter({"need": count}) if count else Counter())


def _says(need: Need, source: ColumnSource) -> str:
    """SQL that is true where the column of a need says something."""
    name = need.column
    if need.values:
        listed = ", ".join(f"'{value}'" for value in need.values)
        return f"{name} in ({listed})"
    if source.column.kind in {"integer", "number"}:
        return f"{name} > 0"
    return name if source.column.kind == "flag" else f"{name} is not null"
