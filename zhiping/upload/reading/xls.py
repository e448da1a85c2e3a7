"""An .xls -> its sheets: the values by python-calamine, and what it does not tell by the records of the file."""

import struct
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from zhiping.upload.reading.budget import Budget, check_sheets
from zhiping.upload.reading.cell import DATE, INEXACT, Cell, flag_cell, moment_text, number_text
from zhiping.upload.reading.sheet import Row, Sheet
from zhiping.upload.reading.texttable import corrupt, password_protected

Cells = dict[tuple[int, int], str]  # (0-based row, 0-based column) -> the error's text

_XLS_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BOUNDSHEET, _FILEPASS, _BOOLERR, _FORMULA, _EOF = 0x85, 0x2F, 0x205, 0x06, 0x0A
_END_OF_CHAIN = 0xFFFFFFFA  # this and above are marks, not sectors


def xls_sheets(path: Path, budget: Budget) -> list[Sheet]:
    """Its sheets of cells. Raises UnreadableFile; struct.error, IndexError, KeyError or ValueError where it is broken."""
    errors = xls_errors(path)
    workbook = _workbook(path)
    found = [data for data in workbook.sheets_metadata if data.typ == SheetTypeEnum.WorkSheet]
    check_sheets(len(found))
    return [
        _sheet(
            workbook, data.name, errors.get(data.name, {}), budget, data.visible != SheetVisibleEnum.Visible
        )
        for data in found
    ]


def _sheet(workbook: CalamineWorkbook, name: str, errors: Cells, budget: Budget, is_hidden: bool) -> Sheet:
    sheet = _opened(workbook, name)
    merges = sheet.merged_cell_ranges or ()
    return Sheet(
        name,
        lambda: _rows(sheet, errors, budget),
        is_hidden,
        tuple((top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in merges),
    )


def _rows(sheet: CalamineSheet, errors: Cells, budget: Budget) -> Iterator[Row]:
    """The rows; error cells, which calamine leaves blank, have their text."""
    start = (sheet.start or (0, 0))[1]
    last_error = max((column + 1 for _row, column in errors), default=0)
    error_rows = {row for row, _column in errors}
    number, cells = 0, list[str]()
    for number, values in enumerate(sheet.iter_rows(), 1):
        budget.take_cells(len(values))
        found = list(map(cell_of, values))
        cells = [""] * start + [cell.text for cell in found]
        cells += [""] * (last_error - len(cells))
        if number - 1 in error_rows:
            cells = [errors.get((number - 1, index), cell) for index, cell in enumerate(cells)]
        marks = "".join(cell.mark for cell in found)
        yield Row(number, cells, " " * start + marks if marks.strip() else "")
    for row in sorted(row for row in error_rows if row >= number):
        yield Row(row + 1, [errors.get((row, index), "") for index in range(max(last_error, len(cells)))])


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


def xls_errors(path: Path) -> dict[str, Cells]:
    """Sheet name -> its error cells, from the records BOOLERR and FORMULA of an .xls.

    Raises UnreadableFile for an encrypted one; struct.error, IndexError, KeyError or ValueError for a broken one.
    """
    streams = ole_streams(path.read_bytes())
    book = streams.get("Workbook") or streams["Book"]
    return {name: _sheet_errors(book, offset) for name, offset in _xls_sheets(book)}


def _records(book: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    while offset + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, offset)
        yield kind, book[offset + 4 : offset + 4 + size]
        if kind == _EOF:
            return
        offset += 4 + size


def _xls_sheets(book: bytes) -> Iterator[tuple[str, int]]:
    for kind, data in _records(book, 0):
        if kind == _FILEPASS:
            raise password_protected()
        if kind == _BOUNDSHEET:
            size, is_wide = data[6], data[7] & 1
            name = (
                data[8 : 8 + size * 2].decode("utf-16-le")
                if is_wide
                else data[8 : 8 + size].decode("latin-1")
            )
            yield name, struct.unpack_from("<I", data)[0]


def _sheet_errors(book: bytes, offset: int) -> Cells:
    found: Cells = {}
    for kind, data in _records(book, offset):
        code = None
        if kind == _BOOLERR and data[7]:
            code = data[6]
        elif kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
            code = data[8]
        if code is not None:
            row, column = struct.unpack_from("<HH", data)
            found[row, column] = _XLS_ERRORS.get(code, "#N/A")
    return found


def ole_streams(data: bytes) -> dict[str, bytes]:
    """The streams of an OLE2 compound file by name. Raises struct.error, IndexError or ValueError where broken."""
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    first_directory, cutoff, first_mini = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    if shift not in {9, 12} or mini_shift != 6:
        raise struct.error("no compound file")
    size = 1 << shift

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    def chain(first: int, table: list[int]) -> list[int]:
        numbers: list[int] = []
        while first < _END_OF_CHAIN and len(numbers) <= len(table):
            numbers.append(first)
            first = table[first]
        return numbers

    def entries(numbers: list[int]) -> list[int]:
        raw = b"".join(map(sector, numbers))
        return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))

    fat_sectors = [number for number in struct.unpack_from("<109I", data, 76) if number < _END_OF_CHAIN]
    next_difat = struct.unpack_from("<I", data, 68)[0]
    while next_difat < _END_OF_CHAIN and len(fat_sectors) * size <= len(data):
        *more, next_difat = entries([next_difat])
        fat_sectors += [number for number in more if number < _END_OF_CHAIN]
    fat = entries(fat_sectors)
    directory = b"".join(map(sector, chain(first_directory, fat)))
    mini_fat = entries(chain(first_mini, fat))
    mini, streams = b"", {}
    for at in range(0, len(directory) - 127, 128):
        name_size, kind = struct.unpack_from("<HB", directory, at + 64)
        start, length = struct.unpack_from("<II", directory, at + 116)
        name = directory[at : at + max(name_size - 2, 0)].decode("utf-16-le", "replace")
        if kind == 5:
            mini = b"".join(map(sector, chain(start, fat)))
        elif kind == 2 and length < cutoff:
            step = 1 << mini_shift
            parts = (mini[number * step : (number + 1) * step] for number in chain(start, mini_fat))
            streams[name] = b"".join(parts)[:length]
        elif kind == 2:
            streams[name] = b"".join(map(sector, chain(start, fat)))[:length]
    return streams
