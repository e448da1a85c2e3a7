"""What reading a file comes to: a text table, the rows left out of it, or a sentence that says why not."""

import logging
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from zhiping.words import _

HEADER_SEARCH_ROWS = 20
BLANKS = " \t\r\n\u00a0\u3000"
_MAX_NAMED_ROWS = 5
_ENDINGS = (".csv", ".tsv", ".txt", ".gz")  # of files that have no sheets
_NO_LETTERS = dict.fromkeys(map(ord, "*★:\ufeff\u200b"))  # the full-width colon is a plain one by then


class UnreadableFile(ValueError):  # noqa: N818 - reads as a sentence
    """A file that cannot be read; the message says in Chinese what happened, why and what to do."""


def corrupt() -> UnreadableFile:
    """The refusal of a workbook that no reader opens."""
    return UnreadableFile(
        _("这个表格文件打不开，可能没有传完或已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。")
    )


def unforeseen(dataset: str, error: Exception) -> UnreadableFile:
    """The refusal of a file in which something went wrong that nobody thought of; what it was goes into the log."""
    logging.getLogger(__name__).error("a file of %s could not be taken in", dataset, exc_info=error)
    return UnreadableFile(
        _(
            "没能核对完这个文件，什么都没有发布。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传；仍然不行请联系管理员，原因已记在服务器日志里。"
        )
    )


def password_protected() -> UnreadableFile:
    """The refusal of an encrypted workbook."""
    return UnreadableFile(
        _("这个表格文件设有打开密码，系统读不了。请在 Excel 或 WPS 里取消密码、保存后重新上传。")
    )


@dataclass(frozen=True)
class SkippedRows:
    """What is not data. `rows` is short text like "1-2"; "" where a whole sheet is left out."""

    sheet: str | None
    rows: str
    why: str


@dataclass(frozen=True)
class GivenFile:
    """The clerk's file itself. `size` in bytes as given; `form` is "csv", "xlsx", "xls", "ods", "html" or "xml".

    Of several files, given as one zip, `form` is "zip", `members` are their names and `refused` says which of them
    cannot be read, and why.
    """

    name: str
    sha256: str
    size: int
    form: str
    encoding: str | None = None
    delimiter: str | None = None
    members: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Origin:
    """One table among several in the table of them all, by its `name`: its row n stands there as row `offset` + n.

    `columns`: the column there -> its own (0-based); None where they are the same.
    """

    name: str | None
    offset: int = 0
    columns: Mapping[int, int] | None = None

    def own_row(self, row: int) -> int:
        return row - self.offset

    def letter(self, index: int) -> str:
        """The letter over a column of the whole table in this one's file; "" where it has none."""
        own = index if self.columns is None else self.columns.get(index)
        return "" if own is None else column_letter(own)


@dataclass(frozen=True)
class TextTable:
    """`table`: a temp table with c0…c<n-1> VARCHAR (a blank cell is NULL) and source_row BIGINT.

    `source_row` and `header_row` count from 1 as Excel shows rows (records in a CSV). `headers` has one
    text a column, "" where nothing is written; two may be equal. `row_count` counts rows of data.
    `head`: what stands above the data, down to the header, as it is written.
    `marked`: the columns in which a workbook's cell is no text and no whole number. Only where there are
    any, the table also has `marks` VARCHAR: a letter a cell from column A on, "d" for a date or time, "b"
    for true or false, "n" for a number with a fraction or too long to be exact, "p" for a share in percent,
    "f" for a formula that nobody has calculated, " " for any other.
    `shown`: the columns in which a whole number is shown otherwise than its digits say (000123); each has
    s<n> VARCHAR beside c<n>, NULL where the two are the same.
    `remarks`: what was read and should be known, in the words of SkippedRows: hidden rows, merged cells.
    `file`: which of several files it comes from; None where one was given. `origins`: the tables of which this is
    the one of all, in their order.
    """

    table: str
    sheet: str | None
    headers: tuple[str, ...]
    header_row: int
    row_count: int
    skipped: tuple[SkippedRows, ...] = ()
    marked: frozenset[int] = frozenset()
    head: tuple[tuple[str, ...], ...] = ()
    shown: frozenset[int] = frozenset()
    remarks: tuple[SkippedRows, ...] = ()
    file: str | None = None
    origins: tuple[Origin, ...] = ()

    @property
    def name(self) -> str | None:
        """What it is called in the upload: by its sheet, of several files by its file too."""
        return place_name(self.file, self.sheet)

    @property
    def all_origins(self) -> tuple[Origin, ...]:
        return self.origins or (Origin(self.name),)

    def origin(self, row: int) -> Origin:
        """Where a row of this table comes from."""
        origins = self.all_origins
        return origins[max(bisect_left(origins, row, key=lambda one: one.offset) - 1, 0)]

    def per_origin(self, values: Sequence[str]) -> str:
        """SQL: for each row that of `values` (SQL too) which stands where its origin does."""
        *others, first = zip(reversed(self.all_origins), reversed(values), strict=True)
        if not others:
            return first[1]
        cases = " ".join(f"when source_row > {origin.offset} then {value}" for origin, value in others)
        return f"case {cases} else {first[1]} end"

    def in_file(self, file: str) -> "TextTable":
        """The same as one of several files."""
        skipped, remarks = (
            tuple(replace(part, sheet=place_name(file, part.sheet)) for part in parts)
            for parts in (self.skipped, self.remarks)
        )
        return replace(self, file=file, skipped=skipped, remarks=remarks)


_JOINT = " · "  # between a file and its sheet; no sheet's name has it by habit


def place_name(file: str | None, sheet: str | None) -> str | None:
    """What a table is called among those of an upload: 新城区.xlsx · 十一月."""
    return sheet if file is None else _JOINT.join(filter(None, (file, sheet)))


def place_words(name: str | None, rows: str = "") -> str:
    """A table by its name, and rows of it, in words: 工作表“十一月”第 3 行, “新城区.csv”第 3 行; "" for neither."""
    is_file = name is not None and (_JOINT in name or name.lower().endswith(_ENDINGS))
    where = (_("“{name}”") if is_file else _("工作表“{name}”")).format(name=name) if name else ""
    told = _("第 {row} 行").format(row=rows) if rows.isdigit() else _("第 {rows} 行").format(rows=rows)
    return (where + told if rows else where).strip()


def places_words(places: Sequence[tuple[str | None, int]]) -> str:
    """Rows of tables, one after the other, in words: 第 3、5 行, “新城区.csv”第 3 行."""
    by_table = groupby(places, key=lambda place: place[0])
    return _("、").join(
        place_words(name, _("、").join(str(row) for _name, row in of_one)) for name, of_one in by_table
    )


Rows = tuple[int, int]  # the first and the last of some rows that follow each other


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


def known_cells(cells: Iterable[str], known: frozenset[str]) -> int:
    """How many of `cells` are a known label."""
    return sum(label_form(cell) in known for cell in cells) if known else 0


def known_labels(labels: Iterable[str]) -> frozenset[str]:
    """`labels` in the form in which known_cells() compares them."""
    return frozenset(map(label_form, labels)) - {""}


def label_form(written: str) -> str:
    """A label as labels are compared: half-width, without blanks, marks and case."""
    return "".join(unicodedata.normalize("NFKC", written).casefold().translate(_NO_LETTERS).split())


def row_ranges(rows: Iterable[Rows]) -> str:
    """Ascending rows as short text: "1-2、7"; at most five ranges."""
    ranges: list[Rows] = []
    for first, last in rows:
        if ranges and first == ranges[-1][1] + 1:
            ranges[-1] = ranges[-1][0], last
        else:
            ranges.append((first, last))
    texts = [str(first) if first == last else f"{first}-{last}" for first, last in ranges]
    named = _("、").join(texts[:_MAX_NAMED_ROWS])
    return named if len(texts) <= _MAX_NAMED_ROWS else _("{rows}等").format(rows=named)


def skipped_rows(
    sheet: str | None, titles: Sequence[int], blanks: Sequence[Rows], totals: Sequence[int]
) -> tuple[SkippedRows, ...]:
    """The rows above the header, the blank and the totals rows, as a TextTable names them."""
    blank_count = sum(last - first + 1 for first, last in blanks)
    found = (
        ([(row, row) for row in titles], _("表头以上的标题行")),
        (blanks, _("空行，共 {n} 行").format(n=blank_count)),
        ([(row, row) for row in totals], _("合计、小计一类的行，不是数据，共 {n} 行").format(n=len(totals))),
    )
    return tuple(SkippedRows(sheet, row_ranges(rows), why) for rows, why in found if rows)
