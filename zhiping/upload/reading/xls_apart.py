"""The values of an .xls by python-calamine, in a process of its own: `python -m zhiping.upload.reading.xls_apart FILE`.

Its reader is foreign code that ends the whole process where a broken file makes it ask for too much memory.
It writes, by marshal, a list of sheets: (name, is it hidden, merged ranges, rows of texts and marks).
"""

import marshal
import resource
import sys
from datetime import date, time, timedelta
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from zhiping.upload.reading.cell import DATE, INEXACT, Cell, flag_cell, moment_text, number_text

Merged = tuple[int, int, int, int]  # top, left, bottom, right: rows from 1, columns from 0
Apart = tuple[str, bool, list[Merged], list[tuple[list[str], str]]]
ENCRYPTED = 3  # the exit code
_MOST_MEMORY = 2 << 30
_MOST_SECONDS = 120


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


def _sheet(sheet: CalamineSheet, *, is_hidden: bool) -> Apart:
    start = (sheet.start or (0, 0))[1]
    rows = []
    for values in sheet.iter_rows():
        found = list(map(cell_of, values))
        rows.append(
            ([""] * start + [cell.text for cell in found], " " * start + "".join(c.mark for c in found))
        )
    merges = [
        (top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return sheet.name, is_hidden, merges, rows


def _main(path: Path) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    with path.open("rb") as file:  # by its content: from_path() trusts the extension
        try:
            workbook = CalamineWorkbook.from_filelike(file)
        except PasswordError:
            return ENCRYPTED
    sheets = [
        _sheet(workbook.get_sheet_by_name(data.name), is_hidden=data.visible != SheetVisibleEnum.Visible)
        for data in workbook.sheets_metadata
        if data.typ == SheetTypeEnum.WorkSheet
    ]
    sys.stdout.buffer.write(marshal.dumps(sheets))
    return 0


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1])))
