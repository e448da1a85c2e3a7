"""Rows below a header that are no data: units, numbers of columns, headers again, headings, notes, signatures.

A row that has all that is required is data, unless it begins as 填表人：, repeats the header or stands below it
as its units or numbers do. (Rows of totals are left out where the file is read.)
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import duckdb

from zhiping.contracts.kinds import Dataset
from zhiping.store.literals import literal
from zhiping.upload.matching import Matching
from zhiping.upload.reading.headers import UNIT_WORDS, unit_in
from zhiping.upload.reading.noted import noted
from zhiping.upload.reading.texttable import SkippedRows, TextTable, UnreadableFile, row_ranges
from zhiping.words import N_, _

UNITS, NUMBERS, HEADER = N_("计量单位行"), N_("列号行"), N_("重复的表头")
HEADING, NOTE, LONE = N_("分组标题"), N_("标题、说明、签名一类的行"), N_("只有一格有内容、没有编号的行")
_FEW = 3  # rows below a header that may be its units or numbers
_MAX_CANDIDATES = 20_000
_NUMERAL = "一二三四五六七八九十"
_HEADING = re.compile(
    rf"(?:第?[{_NUMERAL}]+[、.．,，章节部分]|[(（][{_NUMERAL}\d]+[)）]|\d+[、.．]\s*[\u3400-\u9fff“《]).*",
    re.DOTALL,
)
_LABELS = (
    "(?:注|备注|附注|说明|填表说明|填报说明|填写说明|(?:填报|填表|制表|报送|上报|编制|主管|统计)(?:人|人员|单位|部门|时间|日期)"
    "|审核人?|审核人员|复核人?|审批人?|负责人|(?:单位|部门|分管|主要)(?:负责人|领导|名称|公章|盖章)|经办人|联系人|联系电话|联系方式"
    "|电话|单位|日期|时间|盖章|公章|签字|签章|签名|制表|(?:数据)?(?:截至|截止)(?:日期|时间)?|报表日期|来源|数据来源)"
)
_NOTE = re.compile(
    rf"(?:[*※★]?\s*{_LABELS}\s*\d*\s*[:：].*|[*※].*|[(（]?(?:盖章|公章|签字|签章)[)）]?"
    r"|第\s*\d+\s*页.*|共\s*\d+\s*页.*|\d+\s*/\s*\d+\s*页|以下(?:为)?空白|(?:本[页表])?[合小总共累]\s*计.*|(?:数据)?截[至止].{0,20})",
    re.DOTALL,
)
_LABEL = re.compile(rf"{_LABELS}\s*[:：]?")
_SAID = re.compile(rf"{_LABELS}\s*[:：]")  # no value of a first column begins so
_SCALED = re.compile(r"(?:[百千万亿十]+|[%‰])")
_ORDINALS = ("甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True)
class _Row:
    number: int
    cells: tuple[str | None, ...]

    @property
    def filled(self) -> list[str]:
        return [cell.strip() for cell in self.cells if cell is not None]


def without_no_data(
    con: duckdb.DuckDBPyConnection, text: TextTable, dataset: Dataset, matching: Matching
) -> TextTable:
    """`text` without the rows that are no data, deleted from its table too and named in `skipped`.

    Raises UnreadableFile where a row of units gives another unit than the contract, or nothing is left.
    """
    found = dict(_below_headers(con, text, dataset, matching))
    found |= dict(_incomplete(con, text, dataset, matching, found))
    if not found:
        return text
    con.execute(f"delete from {text.table} where source_row in {(*found, -1)}")
    if len(found) >= text.row_count:
        raise UnreadableFile(_("文件里只有表头，没有数据。请填好数据后重新上传。"))
    whys = dict.fromkeys(found.values())
    skipped = [
        SkippedRows(text.name, row_ranges((row, row) for row in sorted(found) if found[row] == why), _(why))
        for why in whys
    ]
    ordered = sorted((*text.skipped, *skipped), key=_first_row)
    return replace(text, row_count=text.row_count - len(found), skipped=tuple(ordered))


def _first_row(part: SkippedRows) -> float:
    number = re.match(r"\d+", part.rows)
    return int(number[0]) if number else float("inf")


def _required(dataset: Dataset, matching: Matching) -> list[int]:
    names = (column.name for column in dataset.columns if column.is_required)
    return [matching.columns[name] for name in names if name in matching.columns]


def _rows(con: duckdb.DuckDBPyConnection, text: TextTable, where: str) -> list[_Row]:
    cells = ", ".join(f"c{index}" for index in range(len(text.headers)))
    query = f"select source_row, {cells} from {text.table} where {where} order by source_row limit {_MAX_CANDIDATES}"
    return [_Row(row[0], row[1:]) for row in con.execute(query).fetchall()]


def _below_headers(
    con: duckdb.DuckDBPyConnection, text: TextTable, dataset: Dataset, matching: Matching
) -> Iterable[tuple[int, str]]:
    """The header again, and below it or the first one the rows of its units and numbers."""
    written = {_plain(cell) for line in text.head for cell in line} - {""}
    again = _header_again(con, text, _required(dataset, matching), written)
    yield from ((row, HEADER) for row in again)
    own = {unit_in(column.unit) for column in dataset.columns if column.unit}
    for header_row in (text.header_row, *again):
        below = f"source_row > {header_row} and source_row <= {header_row + _FEW}"
        for row in _rows(con, text, below):
            if is_numbering(row.filled):
                yield row.number, NUMBERS
            elif _is_units(row.filled, own):
                _check_units(text, row, dataset, matching)
                yield row.number, UNITS
            elif row.number not in again and len(row.filled) > 1:
                break


def _header_again(
    con: duckdb.DuckDBPyConnection, text: TextTable, required: Sequence[int], written: set[str]
) -> list[int]:
    """The rows that say what the header says; the others of a header of several rows lack what is required."""
    raw = {cell for line in text.head for cell in line if cell.strip()}
    if not raw or not required:
        return []
    known = noted(con, text.table, [f"c{index}" for index in dict.fromkeys(required)])
    asked = {
        column: [cell for cell in sorted(raw) if cell.isascii() or not one.is_ascii]
        for column, one in known.items()
    }
    where = [f"{column} in ({', '.join(map(literal, cells))})" for column, cells in asked.items() if cells]
    rows = _rows(con, text, " or ".join(where)) if where else []
    return [
        row.number for row in rows if len(row.filled) > 1 and {_plain(cell) for cell in row.filled} <= written
    ]


def _incomplete(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    dataset: Dataset,
    matching: Matching,
    known: dict[int, str],
) -> Iterable[tuple[int, str]]:
    """Headings, notes and signatures among the rows that lack something required."""
    required = _required(dataset, matching)
    keys = [matching.columns[name] for name in dataset.key if name in matching.columns]
    if not keys or len(required) < 2:
        return
    titles = {_plain(cell) for line in text.head for cell in line} - {""}
    # What begins a row stands in the first column or, beside a blank or unused one, in the first that is required.
    begins = {f"c{index}" for index in (0, min(required))}
    of_columns = noted(con, text.table, sorted(begins))
    said = [
        f"{cell} like '%{colon}%'"
        for cell in sorted(begins)
        for colon in (":", "：")
        if colon.isascii() or not of_columns[cell].is_ascii
    ]
    lacking = " or ".join([*(f"c{index} is null" for index in required), *said])
    last_note = -1
    shape = _KeyShape(con, text)
    for row in _rows(con, text, lacking):
        if row.number in known:
            continue
        if all(row.cells[index] is not None for index in required):
            why = NOTE if _SAID.match(row.filled[0]) else ""
        else:
            why = _what(row, keys, titles, shape, is_below_note=last_note == row.number - 1)
        if why == NOTE:
            last_note = row.number
        if why:
            yield row.number, why


def _what(
    row: _Row, keys: Sequence[int], titles: set[str], shape: "_KeyShape", *, is_below_note: bool
) -> str:
    """What a row is that lacks something required; "" where it is data with a fault."""
    first, *others = row.filled
    if all(_plain(cell) in titles for cell in row.filled) or _NOTE.fullmatch(first):
        return NOTE
    if others:
        labels = [cell for cell in row.filled if _LABEL.fullmatch(cell)]
        return NOTE if _LABEL.fullmatch(first) and len(labels) * 2 >= len(row.filled) else ""
    if is_below_note:
        return NOTE
    if _HEADING.fullmatch(first):
        return HEADING
    key = next((index for index in keys if row.cells[index] is not None), None)
    if key is None:
        return LONE
    return HEADING if shape.is_foreign(key, first) else ""


class _KeyShape:
    """How the keys of a file look: whether nearly all have digits, and nearly none a Chinese letter."""

    def __init__(self, con: duckdb.DuckDBPyConnection, text: TextTable) -> None:
        self._con, self._text = con, text
        self._shapes: dict[int, tuple[bool, bool]] = {}

    def is_foreign(self, key: int, written: str) -> bool:
        """Whether `written` is none of the keys of its column: it lacks their digits, or is in words."""
        have_digits, are_codes = self._shape(key)
        has_words = bool(re.search(r"[\u3400-\u9fff]", written))
        return (have_digits and not re.search(r"\d", written)) or (are_codes and has_words) or "。" in written

    def _shape(self, key: int) -> tuple[bool, bool]:
        if key not in self._shapes:
            digits, words, count = self._con.execute(
                f"select count_if(regexp_matches(c{key}, '[0-9０-９]')),"
                f" count_if(regexp_matches(c{key}, '\\p{{Han}}')), count(c{key}) from {self._text.table}"
            ).fetchall()[0]
            self._shapes[key] = (digits * 2 > count, words * 2 < count)
        return self._shapes[key]


def is_numbering(cells: Sequence[str]) -> bool:
    """Whether the cells number their columns: 1 2 3, (1) (2) (3), ①②③, 甲 乙 1 2, A B C, 3=1+2."""
    plain = [unicodedata.normalize("NFKC", cell).strip("() \u3000[]") for cell in cells]
    if plain and plain[0] in {"栏次", "行次", "列次", "序号", "栏目"}:
        plain = plain[1:]
    if len(plain) < 3:
        return False
    for letters in _ORDINALS:
        named = 0
        while named < len(plain) and named < len(letters) and plain[named].upper() == letters[named]:
            named += 1
        numbers = [re.match(r"(\d{1,3})(?:\s*=.*)?$", cell, re.ASCII) for cell in plain[named:]]
        if all(numbers):
            values = [int(number[1]) for number in numbers if number]
            start = values[0] if values else 1
            if start <= named + 2 and values == list(range(start, start + len(values))):
                return True
    return False


def _is_units(cells: Sequence[str], own: set[str]) -> bool:
    plain = [unit_in(cell) for cell in cells]
    return bool(set(plain) - {"-", "/", "—", "单位"}) and all(
        cell in UNIT_WORDS or cell in own or cell in {"单位", "计量单位"} for cell in plain
    )


def _check_units(text: TextTable, row: _Row, dataset: Dataset, matching: Matching) -> None:
    """A unit of another size than the contract's (万元 for 元) would shift every number of its column."""
    for name, index in matching.columns.items():
        column, cell = dataset.column(name), row.cells[index]
        if cell is None or column.kind not in {"integer", "number"}:
            continue
        unit = unit_in(cell)
        if unit != column.unit and (_SCALED.match(unit) or (column.unit and _SCALED.match(column.unit))):
            raise UnreadableFile(
                _(
                    "第 {row} 行写明“{header}”的单位是“{unit}”，而“{label}”要的不是这个单位。请换算后重新上传。"
                ).format(row=row.number, header=text.headers[index], unit=unit, label=_(column.label))
            )


def _plain(cell: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", cell)).casefold()
