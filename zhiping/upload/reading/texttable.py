"""Rows of text -> one table in DuckDB: where the header stands, what is blank, what is refused."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import uuid4

import duckdb
import pyarrow as pa

from zhiping.words import _

HEADER_SEARCH_ROWS = 20
BLANKS = " \t\r\n\u00a0\u3000"
_BATCH_ROWS = 20_000
_INK = r"[ \t\r\n\x{a0}\x{3000}]*"  # between letters: 合　计
_TOTAL = f"[合小总共累]{_INK}计{_INK}(?:[(（][^()（）]*[)）])?{_INK}[:：]?{_INK}"
# Where a row begins with it: 赛罕区合计, 平均值.
_AVERAGE = (
    f"(?:总和|汇总|合计数|总数|平均(?:值|数|分|水平)?|均值|最[高低大小](?:值|数|分)?){_INK}[:：]?{_INK}"
)
_NAMED_TOTAL = f"[^,，.。;；、]{{0,12}}{_TOTAL}|(?:全[区旗市县盟])?{_AVERAGE}"
_MAY_SUM = ("计", "均", "总", "最")
_MAX_NAMED_ROWS = 5


class UnreadableFile(ValueError):  # noqa: N818 - reads as a sentence
    """A file that cannot be read; the message says in Chinese what happened, why and what to do."""


def corrupt() -> UnreadableFile:
    """The refusal of a workbook that no reader opens."""
    return UnreadableFile(
        _("这个 Excel 文件打不开，可能没有传完或已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。")
    )


def password_protected() -> UnreadableFile:
    """The refusal of an encrypted workbook."""
    return UnreadableFile(
        _("这个 Excel 文件设有打开密码，系统读不了。请在 Excel 或 WPS 里取消密码、保存后重新上传。")
    )


@dataclass(frozen=True)
class SkippedRows:
    """What is not data. `rows` is short text like "1-2"; "" where a whole sheet is left out."""

    sheet: str | None
    rows: str
    why: str


@dataclass(frozen=True)
class GivenFile:
    """The clerk's file itself. `size` in bytes as given; `form` is "csv", "xlsx" or "xls"."""

    name: str
    sha256: str
    size: int
    form: str
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True)
class TextTable:
    """`table`: a temp table with c0…c<n-1> VARCHAR (a blank cell is NULL) and source_row BIGINT.

    `source_row` and `header_row` count from 1 as Excel shows rows (records in a CSV). `headers` has one
    text a column, "" where nothing is written; two may be equal. `row_count` counts rows of data.
    `head`: what stands above the data, down to the header, as it is written.
    `marked`: the columns in which a workbook's cell is no text and no whole number. Only where there are
    any, the table also has `marks` VARCHAR: a letter a cell from column A on, "d" for a date or time, "b"
    for true or false, "n" for a number with a fraction or too long to be exact, " " for any other.
    """

    table: str
    sheet: str | None
    headers: tuple[str, ...]
    header_row: int
    row_count: int
    skipped: tuple[SkippedRows, ...] = ()
    marked: frozenset[int] = frozenset()
    head: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class LoadedRows:
    """A table of `row_count` rows of data, as a TextTable has it, and the rows left out of it."""

    table: str
    row_count: int
    blanks: tuple[int, ...]
    totals: tuple[int, ...]
    marked: frozenset[int] = frozenset()


def column_letter(index: int) -> str:
    """The letter that Excel shows over the 0-based column `index`: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def is_blank(cell: str) -> bool:
    return not cell.strip(BLANKS)


def is_blank_row(cells: Iterable[str]) -> bool:
    return is_blank("".join(cells))


def header_text(cell: str) -> str:
    """A header as one line: line breaks and runs of blanks become one space."""
    return " ".join(cell.replace("\ufeff", "").split())


def headers_in(cells: Sequence[str]) -> tuple[str, ...]:
    """The headers of a header row, up to the last one that is written."""
    headers = [header_text(cell) for cell in cells]
    while headers and not headers[-1]:
        headers.pop()
    return tuple(headers)


def known_cells(cells: Iterable[str], known: frozenset[str]) -> int:
    """How many of `cells` are a known label."""
    return sum(_label_form(cell) in known for cell in cells) if known else 0


def known_labels(labels: Iterable[str]) -> frozenset[str]:
    """`labels` in the form in which known_cells() compares them."""
    return frozenset(map(_label_form, labels)) - {""}


def header_index(rows: Sequence[Sequence[str]], known: frozenset[str] = frozenset()) -> int:
    """Where among the first `rows` the header is: the row with most known labels, if any has them;
    else the first that is nearly as full as the fullest. A title above it fills a cell or two.
    """
    hits = [known_cells(row, known) for row in rows]
    if any(hits):
        return hits.index(max(hits))
    filled = [sum(not is_blank(cell) for cell in row) for row in rows]
    return next(index for index, count in enumerate(filled) if 3 * count >= 2 * max(filled) and count)


def row_ranges(rows: Sequence[int]) -> str:
    """Ascending row numbers as short text: "1-2、7"; at most five ranges."""
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    texts = [str(first) if first == last else f"{first}-{last}" for first, last in ranges]
    named = _("、").join(texts[:_MAX_NAMED_ROWS])
    return named if len(texts) <= _MAX_NAMED_ROWS else _("{rows}等").format(rows=named)


def skipped_rows(
    sheet: str | None, titles: Sequence[int], blanks: Sequence[int], totals: Sequence[int]
) -> tuple[SkippedRows, ...]:
    """The rows above the header, the blank and the totals rows, as a TextTable names them."""
    found = (
        (titles, _("表头以上的标题行")),
        (blanks, _("空行，共 {n} 行").format(n=len(blanks))),
        (totals, _("合计、小计一类的行，不是数据，共 {n} 行").format(n=len(totals))),
    )
    return tuple(SkippedRows(sheet, row_ranges(rows), why) for rows, why in found if rows)


def new_table_name() -> str:
    return f"text_{uuid4().hex}"


def loaded_rows(
    con: duckdb.DuckDBPyConnection,
    rows: Iterable[tuple[int, Sequence[str], str]],
    width: int,
    *,
    written_width: int | None = None,
    place: str = "",
) -> LoadedRows:
    """Load (row number, cells, marks) into a new temp table of `width` columns.

    `written_width`: how many cells a row must have, where its writer chose (see `CsvFile.rows`). Raises
    UnreadableFile for a row of other length, or one that says something beyond `width`; `place` names
    the sheet in that sentence. Nothing stays in `con` then.
    """
    table = new_table_name()
    names = [f"c{index}" for index in range(width)] + ["marks"]
    schema = pa.schema([*((name, pa.string()) for name in names), ("source_row", pa.int64())])
    columns = ", ".join(f"{name} varchar" for name in names)
    con.execute(f"create temp table {table} ({columns}, source_row bigint)")
    count, blanks, batch = 0, list[int](), list[tuple[str | int | None, ...]]()
    marked = set[int]()
    try:
        for number, cells, marks in rows:
            if is_blank_row(cells):
                blanks.append(number)
                continue
            _check_fits(cells, width, written_width, number, place)
            if marks.strip():
                marked.update(index for index, mark in enumerate(marks[:width]) if mark != " ")
            batch.append((*cells[:width], marks or None, number))
            if len(batch) == _BATCH_ROWS:
                count += _insert(con, table, schema, batch)
        count += _insert(con, table, schema, batch)
    except BaseException:
        con.execute(f"drop table {table}")
        raise
    if not marked:
        con.execute(f"alter table {table} drop column marks")
    totals = dropped_totals(con, table, width)
    return LoadedRows(table, count - len(totals), tuple(blanks), totals, frozenset(marked))


def dropped_totals(con: duckdb.DuckDBPyConnection, table: str, width: int) -> tuple[int, ...]:
    """Delete the rows of totals; their row numbers.

    Such a row has a cell that says 合计, 小计, 总计 … and nothing else, or begins with one that ends so
    (赛罕区合计) or that says 平均, 汇总 …: what it counts stands in other rows already, so it would be counted twice.
    """
    columns = [f"c{index}" for index in range(width)]
    cells = [f"{column} like '%计%' and regexp_full_match({column}, '{_TOTAL}')" for column in columns]
    first = f"coalesce({', '.join(columns)})"
    may_sum = " or ".join(f"{first} like '%{letter}%'" for letter in _MAY_SUM)
    cells.append(f"({may_sum}) and regexp_full_match({first}, '{_NAMED_TOTAL}')")
    where = " or ".join(cells)
    found = con.execute(f"select source_row from {table} where {where} order by source_row").fetchall()
    if found:
        con.execute(f"delete from {table} where {where}")
    return tuple(row for (row,) in found)


def null_if_blank(column: str) -> str:
    """NULL where `column` holds only BLANKS. Comparing its first bytes spares trimming every cell."""
    begins_blank = " or ".join(
        [
            f"{column} < '!'",
            f"{column} between '\u00a0' and '\u00a0\uffff'",
            f"{column} between '\u3000' and '\u3000\uffff'",
        ]
    )
    trimmed = f"trim({column}, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288))"
    return f"case when ({begins_blank}) and {trimmed} = '' then null else {column} end"


def _label_form(written: str) -> str:
    folded = unicodedata.normalize("NFKC", written).casefold()
    return "".join(letter for letter in folded if not letter.isspace() and letter not in "*★:\ufeff\u200b")


def _check_fits(cells: Sequence[str], width: int, written_width: int | None, number: int, place: str) -> None:
    wanted = written_width or width
    if len(cells) == wanted == width:
        return
    if len(cells) < wanted:
        raise UnreadableFile(
            _(
                "{place}第 {row} 行只有 {found} 格，而表头有 {width} 格，后面的列可能错位。请补齐这一行(空的也要留出分隔符)后重新上传。"
            ).format(place=place, row=number, found=len(cells), width=wanted)
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
