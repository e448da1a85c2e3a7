"""The answer to a faulty upload: the clerk's own workbook with its faulty cells marked, and the rows not published.

Where the file is no .xlsx, or too large to be marked in place, the answer is a new .xlsx of what was read of it, its
rows where they stood, every cell as text: mended and uploaded, it is read as the file was.
"""

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import duckdb
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.worksheet import Worksheet

from zhiping.store.literals import literal
from zhiping.upload.checking.faults import Fault
from zhiping.upload.intake import Intake
from zhiping.upload.parts import Part
from zhiping.upload.reading.budget import MAX_BYTES, Budget
from zhiping.upload.reading.files import form_of
from zhiping.upload.reading.members import pack, unpacked
from zhiping.upload.reading.sheets import FAULTS_SHEET, drop
from zhiping.upload.reading.texttable import TextTable
from zhiping.upload.reports import unsound_rows
from zhiping.words import _, in_turn

MOST_CELLS = 600_000  # openpyxl takes some 20 s of a core for as many
MOST_ROWS = 50_000  # that are handed back as not published
_LONGEST_TITLE = 31  # letters that a sheet's name may have
_RED, _YELLOW = PatternFill("solid", fgColor="FFC7CE"), PatternFill("solid", fgColor="FFEB9C")
_AUTHOR = "治屏"
_COMMENT = (320, 140)  # pixels
_WIDTHS = (14, 8, 8, 18, 24, 60, 60)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_ROW_HEADING = "问题"  # Chinese in every language, as all that is read back
Marks = Mapping[tuple[int, int], list[Fault]]  # (row, column) from 1 -> what is wrong there


def answer_name(intake: Intake) -> str:
    """What the answer is called: of the clerk's own name for the file."""
    stem = intake.file_name.rsplit(".", 1)[0]
    ending = "zip" if intake.source.members else "xlsm" if _has_macros(intake) else "xlsx"
    return _("{file}（标出错误）.{ending}").format(file=stem, ending=ending)


def answer(intake: Intake) -> bytes:
    """The workbook with every faulty cell red, every doubtful one yellow, each with a comment, and sheet 错误说明.

    Of a file above MOST_CELLS it holds the marked rows alone, one after the other. Of several files it is a zip of
    them all: those that need no mending as they are, so that it can be uploaded in their place.
    """
    scratch = intake.store.settings.scratch
    with TemporaryDirectory(prefix="answer-", dir=scratch) as work, _Answer(intake) as made:
        if not intake.source.members:
            return made.workbook(intake.path, intake.chosen.parts)
        files: list[tuple[str, bytes]] = []
        for name, path in unpacked(intake.path, Path(work), Budget(MAX_BYTES)):
            parts = [part for part in intake.chosen.parts if part.text.file == name]
            if name in intake.wishes.without:
                continue
            if not any(made.marks[part.text.name] for part in parts):
                files.append((name, path.read_bytes()))
            else:
                stem, _dot, ending = name.rpartition(".")
                kept = ending if ending in {"xlsx", "xlsm"} else "xlsx"
                files.append((f"{stem or ending}.{kept}", made.workbook(path, parts)))
        packed = io.BytesIO()
        pack(packed, files)
        return packed.getvalue()


def left_out(intake: Intake) -> bytes:
    """The first rows that have errors, under their own headings, with what is wrong in a column of its own; a sheet each."""
    found = unsound_rows(intake.checked)
    whys = {(row["sheet"], int(row["rows"])): row["why"] for row in found if row["rows"] != "0"}
    book, count = Workbook(write_only=True), 0
    tables = _read_again(intake, intake.workspace)
    for text in tables.values():
        where = f"where not {intake.checked.table}.is_sound"
        where += f" and source_sheet is not distinct from {literal(text.name)}"
        sheet = None
        for number, cells in islice(
            _rows(intake.workspace, text, where, intake.checked.table), MOST_ROWS - count
        ):
            if sheet is None:
                sheet = book.create_sheet(_title(text.name) or _("没有发布的行"))
                sheet.append([_text_cell(sheet, header) for header in (*text.headers, _ROW_HEADING)])
            sheet.append([_text_cell(sheet, cell) for cell in (*cells, whys.get((text.name, number), ""))])
            count += 1
    drop(intake.workspace, [*tables.values()])
    if not count:
        book.create_sheet(_("没有发布的行"))
    return _saved(book)


def _title(name: str | None) -> str:
    """A name as a sheet may have it."""
    title: str = INVALID_TITLE_REGEX.sub(" ", name or "")
    return title[:_LONGEST_TITLE]


def _has_macros(intake: Intake) -> bool:
    return _is_marked_in_place(intake, intake.path) and intake.file_name.lower().endswith(".xlsm")


def _is_small(intake: Intake) -> bool:
    cells = sum(part.text.row_count * len(part.text.headers) for part in intake.chosen.parts)
    return cells <= MOST_CELLS


def _is_marked_in_place(intake: Intake, path: Path) -> bool:
    return _is_small(intake) and form_of(path) == "xlsx"


class _Answer:
    """The workbooks of one answer. In a workspace of its own: a download is made beside the runs of the page, which use the check's."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self.marks = {part.text.name: _marks(intake, part) for part in intake.chosen.parts}
        self._workspace = intake.store.workspace()

    def __enter__(self) -> Self:
        self._con = self._workspace.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._workspace.__exit__(*error)

    @cached_property
    def _tables(self) -> Mapping[str | None, TextTable]:
        return _read_again(self._intake, self._con)

    def workbook(self, path: Path, parts: Sequence[Part]) -> bytes:
        """The workbook of one file, of which `parts` were read."""
        if _is_marked_in_place(self._intake, path):
            book = self._own_workbook(path, parts)
        else:
            book = self._new_workbook(parts)
        names = {None, *(part.text.name for part in parts)}
        _write_faults(book.create_sheet(FAULTS_SHEET), self._intake, names)
        return _saved(book)

    def _own_workbook(self, path: Path, parts: Sequence[Part]) -> Workbook:
        with path.open("rb") as file:  # by its content: in the scratch folder it has no ending
            book: Workbook = load_workbook(file, keep_vba=_has_macros(self._intake), rich_text=True)
        if FAULTS_SHEET in book.sheetnames:  # an answer that was mended and is faulty again
            del book[FAULTS_SHEET]
        for part in parts:
            sheet = book[part.text.sheet] if part.text.sheet else book.worksheets[0]
            for (row, column), faults in self.marks[part.text.name].items():
                cell = sheet.cell(row, column)
                if isinstance(cell, MergedCell):
                    cell = _first_of_merge(sheet, row, column)
                cell.fill = _fill(self._intake, faults)
                before = [cell.comment.text] if cell.comment and cell.comment.author != _AUTHOR else []
                cell.comment = _comment(faults, before)
        return book

    def _new_workbook(self, parts: Sequence[Part]) -> Workbook:
        book = Workbook(write_only=True)
        for part in parts:
            text, marks = self._tables[part.text.name], self.marks[part.text.name]
            sheet = book.create_sheet(text.sheet or _("数据"))
            at, is_whole = 0, _is_small(self._intake)
            marked = {number for number, _column in marks}
            for number, cells in chain([(max(text.header_row, 1), text.headers)], _rows(self._con, text)):
                if not is_whole and at and number not in marked:
                    continue
                for _blank in range(at + 1, number if is_whole else 0):
                    sheet.append([])
                at = max(number, at + 1)
                row = []
                for place, written in enumerate(cells, 1):
                    cell = _text_cell(sheet, written)
                    if faults := marks.get((number, place)):
                        cell.fill, cell.comment = _fill(self._intake, faults), _comment(faults)
                    row.append(cell)
                sheet.append(row)
        return book


def _first_of_merge(sheet: Worksheet, row: int, column: int) -> Any:
    merged = next(
        area
        for area in sheet.merged_cells.ranges
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col
    )
    return sheet.cell(merged.min_row, merged.min_col)


def _read_again(intake: Intake, con: duckdb.DuckDBPyConnection) -> Mapping[str | None, TextTable]:
    """The tables that were checked, by name, read anew into `con`, a workspace of the store."""
    parts = intake.chosen.parts
    sheets = [part.text.sheet for part in parts if part.text.sheet and not part.text.file]
    tables = {table.name: table for table in intake.read(con, sheets or intake.wishes.sheets)[1]}
    wanted = {part.text.name: tables.pop(part.text.name) for part in parts}
    drop(con, [*tables.values()])
    return wanted


def _rows(
    con: duckdb.DuckDBPyConnection, text: TextTable, where: str = "", beside: str = ""
) -> Iterable[tuple[int, Sequence[str | None]]]:
    columns = ", ".join(
        f"coalesce({text.table}.s{index}, {text.table}.c{index})"
        if index in text.shown
        else f"{text.table}.c{index}"
        for index in range(len(text.headers))
    )
    join = f" join {beside} using (source_row)" if beside else ""
    rows = con.execute(f"select source_row, {columns} from {text.table}{join} {where} order by source_row")
    while batch := rows.fetchmany(5_000):
        yield from ((row[0], row[1:]) for row in batch)


def _marks(intake: Intake, part: Part) -> Marks:
    """Each cell of a part that has a fault or a warning; what is wrong with a whole column stands at its heading."""
    found: dict[tuple[int, int], list[Fault]] = {}
    for fault in (*intake.checked.faults, *intake.checked.warnings):
        if fault.column and fault.sheet == part.text.name:
            place = (fault.row or max(part.text.header_row, 1), column_index_from_string(fault.column))
            found.setdefault(place, []).append(fault)
    return found


def _fill(intake: Intake, faults: Sequence[Fault]) -> PatternFill:
    errors = {id(fault) for fault in intake.checked.faults}
    return _RED if any(id(fault) in errors for fault in faults) else _YELLOW


def _comment(faults: Sequence[Fault], before: Sequence[str] = ()) -> Comment:
    told = [in_turn(fault.problem, fault.remedy) for fault in faults]
    return Comment("\n".join([*before, *told]), _AUTHOR, width=_COMMENT[0], height=_COMMENT[1])


def _text_cell(sheet: Any, written: str | None, *, is_bold: bool = False) -> Any:
    """A cell that holds `written` as text: never a formula, a number or a date."""
    cell = WriteOnlyCell(sheet)
    if written:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", written)
        cell.data_type = "s"
    cell.number_format = "@"
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def _write_faults(sheet: Any, intake: Intake, names: Collection[str | None]) -> None:
    """The list of what is wrong in the tables of these names."""
    checked = intake.checked
    for letter, width in zip("ABCDEFGH", (8, *_WIDTHS), strict=True):
        sheet.column_dimensions[letter].width = width
    titles = (_("类别"), _("工作表"), _("行"), _("列"), _("数据项"), _("原值"), _("问题"), _("怎么改"))
    lines: list[Sequence[Any]] = [titles]
    for kind, faults in ((_("错误"), checked.faults), (_("提醒"), checked.warnings)):
        lines += [
            (
                kind,
                one.sheet or "",
                one.row or _("整列"),
                one.column,
                one.label,
                one.value,
                one.problem,
                one.remedy,
            )
            for one in faults
            if one.sheet in names
        ]
    unlisted = checked.fault_count + checked.warning_count - len(checked.faults) - len(checked.warnings)
    if unlisted > 0:
        lines.append((_("另有 {n:,} 处没有列出，改正后重新上传时再列。").format(n=unlisted),))
    for number, line in enumerate(lines):
        cells = []
        for value in line:
            cell = _text_cell(sheet, str(value), is_bold=number == 0)
            if isinstance(value, int):
                cell.value, cell.number_format = value, "0"
            cell.alignment = _WRAPPED
            cells.append(cell)
        sheet.append(cells)


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
