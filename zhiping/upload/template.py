"""The Excel template of a contract: what a clerk fills in and text_tables() reads back.

What is read back, headings and the values of closed lists, is Chinese in every language; what explains it is translated.
"""

import io
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zhiping.contracts.kinds import KIND_LABELS, Column, Dataset
from zhiping.upload.reading.sheets import NOTES_SHEETS
from zhiping.upload.reading.texttable import column_letter
from zhiping.words import _

_FILLED_ROWS = 10_000
_MAX_LIST_LETTERS = 255  # Excel's limit for choices written into the validation itself
_MADE_AT = datetime(2025, 1, 1)
_REQUIRED_FILL = PatternFill("solid", fgColor="FFF2CC")
_OPTIONAL_FILL = PatternFill("solid", fgColor="E7ECF3")
_GREY = Font(color="808080", italic=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
# Text format keeps what Excel would rewrite: leading zeros, long codes, 1-2 as a date.
_TEXT_KINDS = ("text", "code", "area", "list", "choice", "hours")
_SHEET_NAME_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


def template(dataset: Dataset) -> bytes:
    """The .xlsx template of `dataset`: a sheet to fill in, with an example row, and 填写说明."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = dataset.label.translate(_SHEET_NAME_FORBIDDEN)[:31]
    notes = workbook.create_sheet(NOTES_SHEETS[0])
    _write_notes(notes, dataset)
    for index, column in enumerate(dataset.columns):
        _write_column(sheet, notes, index, column)
    sheet.freeze_panes = "A2"
    workbook.properties.creator = "治屏"
    workbook.properties.created = workbook.properties.modified = _MADE_AT
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _write_column(sheet: Worksheet, notes: Worksheet, index: int, column: Column) -> None:
    letter = column_letter(index)
    header = sheet.cell(1, index + 1, column.label)
    header.font = Font(bold=True)
    header.fill = _REQUIRED_FILL if column.is_required else _OPTIONAL_FILL
    header.comment = Comment(_hint(column), "治屏")
    number_format = "@" if column.kind in _TEXT_KINDS else "General"
    sheet.column_dimensions[letter].width = max(12, 2 * len(column.label) + 4, len(column.example) + 4)
    sheet.column_dimensions[letter].number_format = number_format
    example = sheet.cell(2, index + 1)
    _write_text(example, column.example)
    example.font = _GREY
    if index == 0:
        example.comment = Comment(_("这一行是示例，填写前请删除。"), "治屏")
    choices = _choices(column)
    if choices:
        _add_choices(sheet, notes, index, choices)


def _write_text(cell: Cell, text: str) -> None:
    """Write `text` as it stands, in text format: never as a formula or a number."""
    if text:
        cell.value = text
        cell.data_type = "s"
    cell.number_format = "@"


def _choices(column: Column) -> tuple[str, ...]:
    return ("是", "否") if column.kind == "flag" else column.choices


def _add_choices(sheet: Worksheet, notes: Worksheet, index: int, choices: tuple[str, ...]) -> None:
    letter = column_letter(index)
    listed = f'"{",".join(choices)}"'
    if len(listed) > _MAX_LIST_LETTERS or any("," in choice or '"' in choice for choice in choices):
        listed = _choice_range(notes, index, choices)
    drop_down = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=True)
    drop_down.error = _("请从下拉选项里选择。")
    drop_down.add(f"{letter}2:{letter}{_FILLED_ROWS}")
    sheet.add_data_validation(drop_down)


def _choice_range(notes: Worksheet, index: int, choices: tuple[str, ...]) -> str:
    """Long lists stand in a hidden column of the notes; the address of the range."""
    place = len(_NOTES) + 2 + index
    for row, choice in enumerate(choices, 1):
        _write_text(notes.cell(row, place), choice)
    letter = column_letter(place - 1)
    notes.column_dimensions[letter].hidden = True
    return f"{quote_sheetname(notes.title)}!${letter}$1:${letter}${len(choices)}"


def _hint(column: Column) -> str:
    is_required = _("必填") if column.is_required else _("选填")
    parts = [_translated(column), is_required, _(KIND_LABELS[column.kind]), _(column.meaning)]
    return _("；").join(part for part in parts if part)


def _translated(column: Column) -> str:
    """The column's label for those who read no Chinese; "" for those who do."""
    return "" if _(column.label) == column.label else _(column.label)


def _notes(column: Column) -> tuple[str, ...]:
    choices = _choices(column)
    labels = column.choice_labels or choices
    return (
        " ".join(filter(None, (column.label, _translated(column)))),
        _("必填") if column.is_required else _("选填"),
        _(KIND_LABELS[column.kind]),
        _("、").join(labels),
        _(column.meaning),
        _("、").join(column.synonyms),
        _(column.unit),
        column.example,
    )


_NOTES = (14, 8, 12, 40, 50, 40, 8, 24)  # widths of the columns of the notes


def _write_notes(sheet: Worksheet, dataset: Dataset) -> None:
    titles = (
        _("列名"),
        _("是否必填"),
        _("类型"),
        _("可选的值"),
        _("含义"),
        _("也认得的列名"),
        _("单位"),
        _("示例"),
    )
    for place, (title, width) in enumerate(zip(titles, _NOTES, strict=True), 1):
        header = sheet.cell(3, place, title)
        header.font = Font(bold=True)
        header.fill = _OPTIONAL_FILL
        sheet.column_dimensions[column_letter(place - 1)].width = width
    _write_text(
        sheet["A1"], _("{dataset}：{grain}。").format(dataset=_(dataset.label), grain=_(dataset.grain))
    )
    _write_text(
        sheet["A2"],
        _("第一行的列名请不要改动；第二行是灰色的示例，填写前请删除；黄色的列必填。本说明页不会被读取。"),
    )
    for row, column in enumerate(dataset.columns, 4):
        for place, text in enumerate(_notes(column), 1):
            cell = sheet.cell(row, place)
            _write_text(cell, text)
            cell.alignment = _WRAPPED
    sheet.freeze_panes = "A4"
