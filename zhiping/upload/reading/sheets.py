"""A workbook (.xlsx, .xls) -> one text table a sheet, by python-calamine."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

import duckdb
from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from zhiping.upload.reading.cellerrors import Cells, xls_errors, xlsx_errors
from zhiping.upload.reading.headers import found_header
from zhiping.upload.reading.texttable import (
    HEADER_SEARCH_ROWS,
    SkippedRows,
    TextTable,
    UnreadableFile,
    column_letter,
    corrupt,
    is_blank_row,
    loaded_rows,
    password_protected,
    skipped_rows,
)
from zhiping.words import _

EXPORT_NOTES = "导出说明"  # beside the rows that a page gave out
FAULTS_SHEET = "错误说明"  # in the workbook that answers a faulty file
NOTES_SHEETS = ("填写说明", FAULTS_SHEET, EXPORT_NOTES)
_EXACT_DIGITS = 1e15  # Excel keeps 15 digits; what is longer has lost some
_MARKS: dict[type, str] = {bool: "b", date: "d", datetime: "d", time: "d", timedelta: "d"}


def sheet_tables(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    form: str,
    sheet: str | None = None,
    known: frozenset[str] = frozenset(),
) -> list[TextTable]:
    """One table for each visible sheet with data, or that of `sheet` alone.

    Sheets left out are named in `skipped` of the first table. Raises UnreadableFile.
    """
    errors = xlsx_errors(path) if form == "xlsx" else xls_errors(path)
    workbook = _workbook(path)
    names, left_out = _chosen_sheets(workbook, sheet)
    tables: list[TextTable] = []
    try:
        for name in names:
            rows = _opened(workbook, name)
            if _has_content(rows, errors.get(name, {})):
                tables.append(_sheet_table(con, rows, errors.get(name, {}), known))
    except BaseException:
        _drop(con, tables)
        raise
    header_only = [table for table in tables if not table.row_count]
    _drop(con, header_only)
    left_out += [SkippedRows(table.sheet, "", _("只有表头，没有数据")) for table in header_only]
    full = [table for table in tables if table.row_count]
    if not full:
        raise UnreadableFile(
            _("文件里只有表头，没有数据。请填好数据后重新上传。")
            if header_only
            else _(
                "文件里没有可读的工作表：全是空表、说明页或隐藏的工作表。请把数据放在一张可见的工作表里重新上传。"
            )
        )
    return [replace(full[0], skipped=(*full[0].skipped, *left_out)), *full[1:]]


def _drop(con: duckdb.DuckDBPyConnection, tables: list[TextTable]) -> None:
    for table in tables:
        con.execute(f"drop table {table.table}")


def cell_mark(value: object) -> str:
    """What a cell is where it is no text and no whole number: a letter as `TextTable.marked` says, else " "."""
    if type(value) in {int, float}:
        return " " if cell_text(value).lstrip("-").isdigit() else "n"
    return _MARKS.get(type(value), " ")


def cell_text(value: object) -> str:
    """A cell as text: 是/否, whole numbers without ".0", dates and times as ISO text to the second."""
    match value:
        case str():
            return value
        case bool():
            return "是" if value else "否"
        case int() | float():
            is_whole = abs(value) < _EXACT_DIGITS and value == int(value)
            if not is_whole and abs(value) >= _EXACT_DIGITS:
                return f"{value:.15E}"
            return str(int(value)) if is_whole else repr(value)
        case datetime():
            rounded = (value + timedelta(milliseconds=500)).replace(microsecond=0)
            return rounded.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("seconds")
        case timedelta():
            seconds = round(value.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case _:
            return "" if value is None else str(value)


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


def _chosen_sheets(workbook: CalamineWorkbook, sheet: str | None) -> tuple[list[str], list[SkippedRows]]:
    found = [data for data in workbook.sheets_metadata if data.typ == SheetTypeEnum.WorkSheet]
    if sheet is not None:
        if sheet not in {data.name for data in found}:
            raise UnreadableFile(
                _("文件里没有叫“{sheet}”的工作表，只有：{sheets}。请从这些里选一张。").format(
                    sheet=sheet, sheets=_("、").join(data.name for data in found)
                )
            )
        return [sheet], []
    names, left_out = [], []
    for data in found:
        if data.name in NOTES_SHEETS:
            left_out.append(SkippedRows(data.name, "", _("说明页，不是数据")))
        elif data.visible != SheetVisibleEnum.Visible:
            left_out.append(SkippedRows(data.name, "", _("隐藏的工作表")))
        else:
            names.append(data.name)
    return names, left_out


def _has_content(sheet: CalamineSheet, errors: Cells) -> bool:
    return bool(errors) or any(not is_blank_row(map(cell_text, row)) for row in sheet.iter_rows())


def _text_rows(sheet: CalamineSheet, errors: Cells) -> Iterator[tuple[int, list[str], str]]:
    """(row number, cells from column A on, their marks). Error cells, which calamine leaves blank, have their text."""
    start = (sheet.start or (0, 0))[1]
    last_error = max((column + 1 for _row, column in errors), default=0)
    error_rows = {row for row, _column in errors}
    number, cells = 0, list[str]()
    for number, values in enumerate(sheet.iter_rows(), 1):
        cells = [""] * start + [cell_text(value) for value in values]
        cells += [""] * (last_error - len(cells))
        if number - 1 in error_rows:
            cells = [errors.get((number - 1, index), cell) for index, cell in enumerate(cells)]
        marks = "" if {str}.issuperset(map(type, values)) else " " * start + "".join(map(cell_mark, values))
        yield number, cells, marks
    for row in sorted(row for row in error_rows if row >= number):
        yield row + 1, [errors.get((row, index), "") for index in range(max(last_error, len(cells)))], ""


def _sheet_table(
    con: duckdb.DuckDBPyConnection, sheet: CalamineSheet, errors: Cells, known: frozenset[str]
) -> TextTable:
    place = _("工作表“{sheet}”").format(sheet=sheet.name)
    head = _head(sheet, errors)
    ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = sheet.merged_cell_ranges or ()
    merges = [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges]
    header = found_header(head, known, merges)
    header_row, headers = head[header.last][0], header.texts
    _check_no_merges(sheet, header_row, len(headers), place)
    rows = (row for row in _text_rows(sheet, errors) if row[0] > header_row)
    loaded = loaded_rows(con, rows, len(headers), place=place)
    titles = [number for number, _cells in head[: header.first]]
    of_header = {number for number, _cells in head[header.first : header.last]}
    above = [number for number in range(1, header_row) if number not in {*titles, *of_header}]
    skipped = skipped_rows(sheet.name, titles, [*above, *loaded.blanks], loaded.totals)
    written = tuple(tuple(cells) for _number, cells in head[: header.last + 1])
    return TextTable(
        loaded.table, sheet.name, headers, header_row, loaded.row_count, skipped, loaded.marked, written
    )


def _head(sheet: CalamineSheet, errors: Cells) -> list[tuple[int, list[str]]]:
    """The first rows that say something; the header is one of them."""
    filled = (
        (number, cells) for number, cells, _marks in _text_rows(sheet, errors) if not is_blank_row(cells)
    )
    return list(islice(filled, HEADER_SEARCH_ROWS))


def _check_no_merges(sheet: CalamineSheet, header_row: int, width: int, place: str) -> None:
    """Refuse merged cells that would leave a row or a header blank: only the first cell holds the text."""
    merges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = sheet.merged_cell_ranges or ()
    for (top, left), (bottom, right) in merges:
        is_tall = bottom > top and bottom >= header_row
        if left < width and is_tall:
            cells = f"{column_letter(left)}{top + 1}:{column_letter(right)}{bottom + 1}"
            raise UnreadableFile(
                _(
                    "{place}里 {cells} 是合并单元格，只有第一格有内容，其余会读成空白。请取消合并、把每一格填好后重新上传。"
                ).format(place=place, cells=cells)
            )
