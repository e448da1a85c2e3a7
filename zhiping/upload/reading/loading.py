"""Rows of text -> one table in DuckDB: what is blank, what is a total, what is refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

import duckdb
import pyarrow as pa

from zhiping.upload.reading.budget import MAX_LETTERS, too_long
from zhiping.upload.reading.noted import noted
from zhiping.upload.reading.sheet import Row
from zhiping.upload.reading.texttable import Rows, UnreadableFile, column_letter, is_blank, is_blank_row
from zhiping.words import _

_BATCH_ROWS = 20_000
_INK = r"[ \t\r\n\x{a0}\x{3000}]*"  # between letters: 合　计
_SUMS = "合小总共累"
_TOTAL = f"[{_SUMS}]{_INK}计{_INK}(?:[(（][^()（）]*[)）])?{_INK}[:：]?{_INK}"
# Where a row begins with it: 赛罕区合计, 平均值, 其中：女.
_AVERAGE = (
    f"(?:总和|汇总|合计数|总数|平均(?:值|数|分|水平)?|均值|最[高低大小](?:值|数|分)?){_INK}[:：]?{_INK}"
)
_NAMED_TOTAL = f"[^,，.。;；、]{{0,12}}{_TOTAL}|(?:全[区旗市县盟])?{_AVERAGE}|其中.{{0,12}}"
_MAY_SUM = ("计", "均", "总", "最", "其中")


@dataclass(frozen=True)
class LoadedRows:
    """A table of `row_count` rows of data, as a TextTable has it, and the rows left out of it."""

    table: str
    row_count: int
    blanks: tuple[Rows, ...]
    totals: tuple[int, ...]
    marked: frozenset[int] = frozenset()
    shown: frozenset[int] = frozenset()


def new_table_name() -> str:
    return f"text_{uuid4().hex}"


def loaded_rows(
    con: duckdb.DuckDBPyConnection,
    rows: Iterable[Row],
    width: int,
    *,
    first_row: int,
    written_width: int | None = None,
    place: str = "",
) -> LoadedRows:
    """Load rows into a new temp table of `width` columns; those missing from `first_row` on are blank.

    `written_width`: how many cells a row must have, where its writer chose (see `CsvFile.rows`); without it
    cells may be missing at the end. Raises UnreadableFile for a row of other length, or one that says
    something beyond `width`; `place` names the sheet in that sentence. Nothing stays in `con` then.
    """
    table = new_table_name()
    names = [f"c{index}" for index in range(width)] + ["marks"]
    schema = pa.schema([*((name, pa.string()) for name in names), ("source_row", pa.int64())])
    columns = ", ".join(f"{name} varchar" for name in names)
    con.execute(f"create temp table {table} ({columns}, source_row bigint)")
    count, blanks, batch = 0, list[Rows](), list[tuple[str | int | None, ...]]()
    marked, shown = set[int](), _Shown(con, table)
    fill, last = [""] * width, first_row - 1
    try:
        for number, cells, marks, shown_cells, _is_hidden in rows:
            is_blank = is_blank_row(cells)
            if number > last + 1 or is_blank:
                _note_blanks(blanks, last + 1, number - 1 + is_blank)
            last = number
            if is_blank:
                continue
            if len(cells) != width or written_width not in {None, width}:
                _check_fits(cells, width, written_width, number, place)
            if max(map(len, cells), default=0) > MAX_LETTERS:
                longest = max(range(len(cells)), key=lambda index: len(cells[index]))
                raise too_long(number, longest, len(cells[longest]), place)
            if marks.strip():
                marked.update(index for index, mark in enumerate(marks[:width]) if mark != " ")
            if shown_cells:
                shown.add(number, shown_cells)
            batch.append((*cells[:width], *fill[len(cells) :], marks or None, number))
            if len(batch) == _BATCH_ROWS:
                count += _insert(con, table, schema, batch)
        count += _insert(con, table, schema, batch)
        shown_columns = shown.columns_added(width)
    except BaseException:
        con.execute(f"drop table {table}")
        shown.drop()
        raise
    if not marked:
        con.execute(f"alter table {table} drop column marks")
    totals = dropped_totals(con, table, width)
    return LoadedRows(table, count - len(totals), tuple(blanks), totals, frozenset(marked), shown_columns)


def _note_blanks(blanks: list[Rows], first: int, last: int) -> None:
    if blanks and blanks[-1][1] == first - 1:
        blanks[-1] = blanks[-1][0], last
    else:
        blanks.append((first, last))


class _Shown:
    """Cells that are shown otherwise than their text says, on their way into columns beside the texts."""

    def __init__(self, con: duckdb.DuckDBPyConnection, table: str) -> None:
        self._con, self._table, self._name = con, table, f"{table}_shown"
        self._waiting: list[tuple[int, int, str]] = []
        self._is_made = False

    def add(self, row: int, cells: Mapping[int, str]) -> None:
        self._waiting += [(row, index, written) for index, written in cells.items()]
        if len(self._waiting) >= _BATCH_ROWS:
            self._flush()

    def _flush(self) -> None:
        if not self._is_made:
            self._con.execute(
                f"create temp table {self._name} (row_number bigint, place bigint, shown varchar)"
            )
            self._is_made = True
        columns = map(pa.array, zip(*self._waiting, strict=True))
        batch = pa.table(list(columns), ["row_number", "place", "shown"])
        self._con.register(f"{self._name}_batch", batch)
        self._con.execute(f"insert into {self._name} select * from {self._name}_batch")
        self._con.unregister(f"{self._name}_batch")
        self._waiting.clear()

    def columns_added(self, width: int) -> frozenset[int]:
        """Add s<n> for each column that has such cells; which those are."""
        if self._waiting:
            self._flush()
        if not self._is_made:
            return frozenset()
        found = self._con.execute(f"select distinct place from {self._name} where place < {width}").fetchall()
        for (place,) in found:
            self._con.execute(f"alter table {self._table} add column s{place} varchar")
            self._con.execute(
                f"update {self._table} set s{place} = shown from {self._name}"
                f" where source_row = row_number and place = {place}"
            )
        self.drop()
        return frozenset(place for (place,) in found)

    def drop(self) -> None:
        self._con.execute(f"drop table if exists {self._name}")


def dropped_totals(con: duckdb.DuckDBPyConnection, table: str, width: int) -> tuple[int, ...]:
    """Delete the rows of totals; their row numbers.

    Such a row has a cell that says 合计, 小计, 总计 … and nothing else, or begins with one that ends so
    (赛罕区合计) or that says 平均, 汇总 …: what it counts stands in other rows already, so it would be counted twice.
    """
    known = noted(con, table, [f"c{index}" for index in range(width)])
    columns = [column for column, one in known.items() if not one.is_ascii]
    if not columns:
        return ()
    # Comparing first letters spares searching every cell; times, codes and numbers have no Chinese letter.
    cells = [
        f"({begins}) and {column} like '%计%' and regexp_full_match({column}, '{_TOTAL}')"
        for column in columns
        for begins in [" or ".join(f"{column} between '{sum_}' and '{sum_}\uffff'" for sum_ in _SUMS)]
    ]
    first = f"coalesce({', '.join(known)})"
    may_sum = " or ".join(f"{first} like '%{letter}%'" for letter in _MAY_SUM)
    cells.append(
        f"strlen({first}) > length({first}) and ({may_sum}) and regexp_full_match({first}, '{_NAMED_TOTAL}')"
    )
    where = " or ".join(cells)
    found = con.execute(f"select source_row from {table} where {where} order by source_row").fetchall()
    if found:
        con.execute(f"delete from {table} where {where}")
    return tuple(row for (row,) in found)


def null_if_blank(column: str) -> str:
    """NULL where `column` holds only BLANKS. Comparing its first bytes spares trimming every cell."""
    trimmed = f"trim({column}, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288))"
    return f"case when ({begins_with_blank(column)}) and {trimmed} = '' then null else {column} end"


def begins_with_blank(column: str) -> str:
    """SQL that is true where the first letter of `column` is one of BLANKS, or less than any other."""
    is_wide = " or ".join(f"{column} between '{blank}' and '{blank}\uffff'" for blank in "\u00a0\u3000")
    return f"{column} < '!' or {column} >= '\u00a0' and ({is_wide})"


def _check_fits(cells: Sequence[str], width: int, written_width: int | None, number: int, place: str) -> None:
    if written_width is not None and len(cells) < written_width:
        raise UnreadableFile(
            _(
                "{place}第 {row} 行只有 {found} 格，而表头有 {width} 格，后面的列可能错位。请补齐这一行(空的也要留出分隔符)后重新上传。"
            ).format(place=place, row=number, found=len(cells), width=written_width)
        )
    beyond = next((index for index in range(width, len(cells)) if not is_blank(cells[index])), None)
    if beyond is not None:
        raise UnreadableFile(
            _(
                "{place}第 {row} 行在表头以外的 {letter} 列还有内容，可能是某一格里的分隔符没有加引号，或者这一列没有写表头。请改正这一行或补上表头后重新上传。"
            ).format(place=place, row=number, letter=column_letter(beyond))
        )
    if written_width is not None and len(cells) > written_width:
        raise UnreadableFile(
            _(
                "{place}第 {row} 行有 {found} 格，而表头只有 {width} 格，中间可能多了分隔符(例如 1,500 没有加引号)，后面的列已经错位。请改正这一行后重新上传。"
            ).format(place=place, row=number, found=len(cells), width=written_width)
        )


def _insert(
    con: duckdb.DuckDBPyConnection, table: str, schema: pa.Schema, batch: list[tuple[str | int | None, ...]]
) -> int:
    if not batch:
        return 0
    count = len(batch)
    columns = [
        pa.array(values, field.type) for values, field in zip(zip(*batch, strict=True), schema, strict=True)
    ]
    batch.clear()
    con.register(f"{table}_batch", pa.table(columns, schema=schema))
    cells = ", ".join(null_if_blank(name) for name in schema.names[:-2])
    con.execute(f"insert into {table} select {cells}, marks, source_row from {table}_batch")
    con.unregister(f"{table}_batch")
    return count
