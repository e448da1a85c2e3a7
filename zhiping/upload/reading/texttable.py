"""What reading a file comes to: a text table, the rows left out of it, or a sentence that says why not."""

import logging
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhiping.words import _

HEADER_SEARCH_ROWS = 20
BLANKS = " \t\r\n\u00a0\u3000"
_MAX_NAMED_ROWS = 5
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
    """The clerk's file itself. `size` in bytes as given; `form` is "csv", "xlsx", "xls", "ods", "html" or "xml"."""

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
    for true or false, "n" for a number with a fraction or too long to be exact, "p" for a share in percent,
    "f" for a formula that nobody has calculated, " " for any other.
    `shown`: the columns in which a whole number is shown otherwise than its digits say (000123); each has
    s<n> VARCHAR beside c<n>, NULL where the two are the same.
    `remarks`: what was read and should be known, in the words of SkippedRows: hidden rows, merged cells.
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
