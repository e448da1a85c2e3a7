"""An .xls -> its sheets: the values by python-calamine, what it does not tell by the records of the file."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from zhiping.upload.reading.biff import SheetFacts, sheet_facts
from zhiping.upload.reading.budget import Budget, check_sheets
from zhiping.upload.reading.cell import DATE, INEXACT, Cell, flag_cell, moment_text, number_text
from zhiping.upload.reading.ole import ole_streams
from zhiping.upload.reading.sheet import NOTHING_SHOWN, Row, Sheet
from zhiping.upload.reading.texttable import UnreadableFile, corrupt, password_protected
from zhiping.words import _

_MAX_RECTANGLE = 4_000_000


def xls_sheets(path: Path, budget: Budget) -> list[Sheet]:
    """Its sheets of cells. Raises UnreadableFile; struct.error, IndexError, KeyError or ValueError where it is broken."""
    streams = ole_streams(path.read_bytes())
    facts = sheet_facts(streams.get("Workbook") or streams["Book"])
    for name, known in facts.items():
        _check_extent(name, known)
    workbook = _workbook(path)
    found = [data for data in workbook.sheets_metadata if data.typ == SheetTypeEnum.WorkSheet]
    check_sheets(len(found))
    return [
        _sheet(
            workbook,
            data.name,
            facts.get(data.name) or SheetFacts(),
            budget,
            data.visible != SheetVisibleEnum.Visible,
        )
        for data in found
    ]


def _check_extent(name: str, facts: SheetFacts) -> None:
    """calamine holds the whole rectangle of a sheet, blank cells too."""
    if facts.height * facts.width > _MAX_RECTANGLE:
        raise UnreadableFile(
            _(
                "工作表“{sheet}”的内容一直伸到第 {row} 行、第 {column} 列，范围过大。请删去远处的零散内容，或另存为 .xlsx 后重新上传。"
            ).format(sheet=name, row=facts.height, column=facts.width)
        )


def _sheet(
    workbook: CalamineWorkbook, name: str, facts: SheetFacts, budget: Budget, is_hidden: bool
) -> Sheet:
    sheet = _opened(workbook, name)
    merges = sheet.merged_cell_ranges or ()
    return Sheet(
        name,
        lambda: _rows(sheet, facts, budget),
        is_hidden,
        tuple((top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in merges),
        tuple(facts.hidden_columns),
    )


def _rows(sheet: CalamineSheet, facts: SheetFacts, budget: Budget) -> Iterator[Row]:
    """The rows as calamine gives them, what the records know better in the place of its cells."""
    start = (sheet.start or (0, 0))[1]
    number = 0
    for number, values in enumerate(sheet.iter_rows(), 1):
        budget.take_cells(len(values))
        yield _row(number, [Cell("")] * start + list(map(cell_of, values)), facts)
    for row in sorted(row for row in facts.cells if row >= number):
        yield _row(row + 1, [], facts)


def _row(number: int, cells: list[Cell], facts: SheetFacts) -> Row:
    known = facts.cells.get(number - 1, {})
    if known:
        cells += [Cell("")] * (max(known) + 1 - len(cells))
        cells = [known.get(index, cell) for index, cell in enumerate(cells)]
    marks = "".join(cell.mark for cell in cells)
    shown = {index: cell.shown for index, cell in known.items() if cell.shown is not None}
    texts = [cell.text for cell in cells]
    return Row(
        number, texts, marks if marks.strip() else "", shown or NOTHING_SHOWN, number - 1 in facts.hidden_rows
    )


def cell_of(value: object) -> Cell:
    """A cell as calamine gives it."""
    match value:
        case str():
            return Cell(value)
        case bool():
            return flag_cell(value)
        case int() | float():
            text = number_text(value)
            return Cell(text) if text.lstrip("-").isdigit() else Cell(text, INEXACT)
        case date() | time() | timedelta():
            return Cell(moment_text(value), DATE)
        case _:
            return Cell("" if value is None else str(value))


def _workbook(path: Path) -> CalamineWorkbook:
    with path.open("rb") as file:  # by its content: from_path() trusts the extension
        try:
            return CalamineWorkbook.from_filelike(file)
        except PasswordError as error:
            raise password_protected() from error
        except BaseException as error:
            raise _refusal(error) from error


def _opened(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_name(name)
    except BaseException as error:
        raise _refusal(error) from error


def _refusal(error: BaseException) -> BaseException:
    # A panic of the Rust reader is a BaseException; a person's Ctrl-C stays what it is.
    return error if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)) else corrupt()
