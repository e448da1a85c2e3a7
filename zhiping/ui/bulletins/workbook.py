"""A bulletin as an .xlsx: its sentences, a sheet a table, and a sheet that says where each number comes from."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook

from zhiping.ui.bulletins.written import Bulletin, Cell
from zhiping.ui.kit.workbook import add_sheet
from zhiping.words import _

_MOST_LETTERS = 31


def written(bulletin: Bulletin) -> bytes:
    """The file. Numbers are numbers, shares percentages; the last column names the note of a row."""
    book = Workbook(write_only=True)
    book.properties.creator = "治屏"
    book.properties.title = bulletin.title
    names: set[str] = set()

    def add(name: str, headings: Sequence[str], rows: list[list[Any]], formats: Sequence[str]) -> None:
        add_sheet(book, _free_name(name, names), headings, lambda: rows, formats, bulletin.mark)

    told = [
        [section.title, chapter.title, line.text, _noted(line.notes)]
        for section, chapter, line in bulletin.lines()
    ]
    head = [[bulletin.title, "", text, ""] for text in (*bulletin.head, bulletin.basis)]
    add(_("正文"), [_("系统"), _("页面"), _("说法"), _("数字说明")], [*head, *told], [""] * 4)
    for section, chapter, grid in bulletin.grids():
        title = f"{section.title} {grid.title or chapter.title}"
        rows = [[*map(_value, row), _noted(grid.notes or _of_row(row))] for row in grid.rows]
        add(title, [*grid.sheet_headings, _("数字说明")], rows, [*grid.formats, ""])
    notes = [
        [
            f"[{note.number}]",
            note.id,
            note.name,
            note.meaning,
            note.formula,
            _("、").join(note.questions),
            note.address,
        ]
        for note in bulletin.notes
    ]
    headings = [_("编号"), _("数字编号"), _("指标"), _("定义"), _("算法"), _("查询"), _("地址")]
    add(_("数字说明"), headings, notes, [""] * 7)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _free_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes for a sheet, 31 letters and none of []:*?/\\, and that no other has."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", wanted).strip()[:_MOST_LETTERS]
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[: _MOST_LETTERS - 4]} {number}"
    taken.add(name.lower())
    return name


def _value(cell: Cell) -> Any:
    return cell.text if cell.value is None else cell.value


def _of_row(row: Sequence[Cell]) -> Iterator[int]:
    return (cell.note for cell in row if cell.note)


def _noted(notes: Any) -> str:
    return "".join(f"[{number}]" for number in notes)
