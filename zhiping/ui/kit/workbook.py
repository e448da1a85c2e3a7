"""A table as an Excel file: dates as dates, identifiers as text, nothing that Excel would run, and a sheet that says what it is."""

import io
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from zhiping.definitions import measure_of
from zhiping.ui.kit import dataline, filterbar
from zhiping.ui.kit.addresses import title_of
from zhiping.ui.kit.systems import card_of
from zhiping.ui.kit.view import View
from zhiping.upload.reading.sheets import EXPORT_NOTES
from zhiping.words import _

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A sheet holds 1,048,576, but openpyxl takes some 20 s of a core for 50,000 rows of a dozen columns.
MOST_ROWS = 50_000
PERCENT, MONTH = "0.0%", "yyyy-mm"
_DAY, _TIME, _TEXT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "@"
_FIRST_YEAR = 1900  # Excel counts its days from there
_SAMPLED = 200  # rows that a column's width is taken from
_WIDTHS = (8, 48)
_NOTE_WIDTHS = (14, 90)


def notes(
    view: View, title: str, question: str, meaning: str, row_count: int, mark: str, taken: str = ""
) -> dict[str, str]:
    """What a reader of the file must know, a line each. `meaning`: the measure's key, "" where it shows none.

    `question`: whose rows they are; its system says how far the data reach. `mark`: see demo_mark.words;
    `taken`: watermark.words.
    """
    found = {_("说明"): mark} if mark else {}
    found |= {_("下载"): taken} if taken else {}
    found |= {_("页面"): title_of(view.page), _("表"): title}
    found |= filterbar.told(view)
    system = card_of(question.split("/")[0])
    if system and (reach := dataline.reach_told(view, [system])):
        found[_("数据")] = reach
    if meaning:
        one = measure_of(meaning)
        found |= {_("指标"): _(one.name), _("定义"): _(one.definition), _("算法"): _(one.formula)}
    return found | {_("行数"): f"{row_count:,}"}


def written(
    headings: Sequence[str],
    rows: Callable[[], Iterable[Sequence[Any]]],
    formats: Sequence[str],
    said: Mapping[str, str],
    mark: str,
) -> bytes:
    """An .xlsx file: the rows under their headings, and `said` on a sheet of notes; `mark` heads each printed sheet of paper.

    `rows` gives the same rows each time it is called. `formats`: Excel's format of a column where its values
    alone do not say it (PERCENT, MONTH), else "".
    """
    book = Workbook(write_only=True)
    book.properties.creator = "治屏"
    add_sheet(book, _("数据"), headings, rows, formats, mark)
    about = book.create_sheet(EXPORT_NOTES)  # which an upload reads over
    for letter, width in zip("AB", _NOTE_WIDTHS, strict=True):
        about.column_dimensions[letter].width = width
    for name, text in said.items():
        about.append([_cell(about, name, is_bold=True), _cell(about, text)])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def add_sheet(
    book: Workbook,
    name: str,
    headings: Sequence[str],
    rows: Callable[[], Iterable[Sequence[Any]]],
    formats: Sequence[str],
    mark: str,
) -> None:
    """Add a sheet of rows under their headings to a workbook that is only written; the rest as in `written`."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.oddHeader.center.text = mark.replace("&", "&&")  # alone it begins a code of Excel's
    sampled = list(islice(rows(), _SAMPLED))
    for place, heading in enumerate(headings):
        widest = max((_width(row[place]) for row in sampled), default=0)
        letter = get_column_letter(place + 1)
        least, most = _WIDTHS
        sheet.column_dimensions[letter].width = min(max(least, widest + 2, _width(heading) + 2), most)
    sheet.append([_cell(sheet, heading, is_bold=True) for heading in headings])
    for row in rows():
        sheet.append([_cell(sheet, value, form) for value, form in zip(row, formats, strict=True)])


def _cell(sheet: Any, value: Any, form: str = "", *, is_bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet)
    if isinstance(value, str) or (isinstance(value, date) and value.year < _FIRST_YEAR):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))
        cell.data_type = "s"  # a text, also where it begins like a formula
        cell.number_format = _TEXT  # and stays one when somebody edits it
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = form or (_TIME if isinstance(value, datetime) else _DAY)
    elif value is not None and not (isinstance(value, float) and not math.isfinite(value)):
        cell.value = value
        if form:
            cell.number_format = form
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def _width(value: Any) -> int:
    """How wide a value is written, in digits; a Chinese letter takes two."""
    text = f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
    return sum(2 if letter > "\u2e7f" else 1 for letter in text)
