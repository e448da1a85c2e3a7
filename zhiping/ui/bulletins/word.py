"""A bulletin as an editable .docx in the form of official documents (GB/T 9704-2012).

A4; above 37 mm, left 28 mm, so that 156 × 225 mm hold 22 lines of 28 letters; the title in 2号小标宋, the text in 3号仿宋,
headings in 黑体 and 楷体, the number of the page outside below. No red head: that is an office's own.
"""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from zhiping.rules.numerals import chapter_number, section_number
from zhiping.ui.bulletins.pdf import pngs
from zhiping.ui.bulletins.runs import (
    add_svg,
    borders,
    indent,
    link,
    made,
    mark,
    name_font,
    page_number,
    put,
    refer,
    say,
)
from zhiping.ui.bulletins.template import FIELDS, fill, move_before
from zhiping.ui.bulletins.written import Bulletin, Cell, Grid, Line, Picture
from zhiping.words import _

_TITLE, _TEXT, _SMALL = Pt(22), Pt(16), Pt(10.5)  # 二号, 三号, 五号
_LINE = Pt(28.95)  # 225 mm in 22 lines
_CLOSER = "-5"  # a twentieth of a point each: 28 letters of 三号 are a little wider than 156 mm
_WIDTH = 156  # of a sheet, in mm
_SONG, _FANG, _HEI, _KAI, _PLAIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
# Under which other names a machine may have them: Word and WPS look there where the first is missing.
_OTHER_NAMES = {
    _SONG: "方正小标宋_GBK,小标宋体,FZXiaoBiaoSong-B05S,宋体",
    _FANG: "仿宋,FangSong,STFangsong",
    _HEI: "SimHei,Noto Sans CJK SC",
    _KAI: "楷体,KaiTi,STKaiti",
    _PLAIN: "SimSun,Noto Serif CJK SC",
}


def written(bulletin: Bulletin, template: Path | None = None) -> bytes:
    """The file, in an office's own template where there is one that can be used (see template.why_not)."""
    document = Document(str(template) if template else None)
    place, before = None, len(document.element.body)
    if template:
        place = fill(document, _values(bulletin))
    else:
        _set_page(document)
        _set_styles(document)
        _set_fonts(document)
        _set_edges(document, bulletin.mark)
        _head(document, bulletin)
    document.core_properties.author = "治屏"
    document.core_properties.title = bulletin.title
    _text(document, bulletin)
    _notes(document, bulletin)
    if place is not None:
        # Before the properties of the last section, which end every document.
        move_before(place, list(document.element.body)[before - 1 : -1])
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _values(bulletin: Bulletin) -> dict[str, str]:
    """The fields of a template; the number is the second of three lines where there is one."""
    period, *number, made_by = bulletin.head
    return dict(zip(FIELDS, (bulletin.title, period, "".join(number), made_by), strict=False))


def _head(document: Any, bulletin: Bulletin) -> None:
    say(_styled(document, "Title"), bulletin.title, _SONG, _TITLE)
    for line in bulletin.head:
        say(_paragraph(document, is_indented=False, is_centred=True), line, _KAI, _TEXT)


def _text(document: Any, bulletin: Bulletin) -> None:
    images = iter(pngs(bulletin.pictures()))
    for place, section in enumerate(bulletin.sections, 1):
        say(_styled(document, "Heading 1"), section_number(place) + section.title, _HEI, _TEXT)
        for number, chapter in enumerate(section.chapters, 1):
            if chapter.title:
                say(_styled(document, "Heading 2"), chapter_number(number) + chapter.title, _KAI, _TEXT)
            for block in chapter.blocks:
                if isinstance(block, Line):
                    _line(document, block)
                elif isinstance(block, Picture):
                    _picture(document, block, next(images))
                else:
                    _table(document, block)


def _styled(document: Any, name: str) -> Any:
    """A paragraph in a style; plain and indented where an office's template has none of that name."""
    if name in document.styles:
        return document.add_paragraph(style=name)
    return _paragraph(document)


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(25)
    grid = made("w:docGrid", type="lines", linePitch="579")
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    document.settings.odd_and_even_pages_header_footer = True


def _set_styles(document: Any) -> None:
    """The names by which whoever edits it changes all of one kind at once."""
    for name, font, size in (
        ("Normal", _FANG, _TEXT),
        ("Title", _SONG, _TITLE),
        ("Heading 1", _HEI, _TEXT),
        ("Heading 2", _KAI, _TEXT),
    ):
        style = document.styles[name]
        style.font.size, style.font.bold, style.font.italic = size, False, False
        style.font.color.rgb = None
        properties = style.element.get_or_add_rPr()
        for old in properties.findall(qn("w:color")):
            properties.remove(old)
        name_font(properties, font)
        put(properties, made("w:spacing", val=_CLOSER))
        form = style.paragraph_format
        form.line_spacing = _LINE
        form.space_before = form.space_after = Pt(0)
        for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
            style.element.pPr.remove(border)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.styles["Title"].paragraph_format.space_after = _LINE
    document.styles["Title"].paragraph_format.line_spacing = Pt(34)
    for name in ("Heading 1", "Heading 2"):
        indent(document.styles[name].element.get_or_add_pPr())


def _set_fonts(document: Any) -> None:
    """Tell what else to look for where a machine has not the fonts of official documents."""
    part = next(
        one for one in document.part.package.iter_parts() if str(one.partname) == "/word/fontTable.xml"
    )
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/></w:font>'
        for name, others in _OTHER_NAMES.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")


def _set_edges(document: Any, mark: str) -> None:
    """What stands on every sheet: the mark above, the number of the page below, outside."""
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        paragraph = header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        say(paragraph, mark, _HEI, _SMALL)
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        say(paragraph, "— ", _PLAIN, Pt(14))
        for part in page_number():
            say(paragraph, "", _PLAIN, Pt(14))._r.append(part)
        say(paragraph, " —", _PLAIN, Pt(14))


def _paragraph(document: Any, *, is_indented: bool = True, is_centred: bool = False) -> Any:
    paragraph = document.add_paragraph()
    if is_indented:
        indent(paragraph._p.get_or_add_pPr())
    if is_centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _line(document: Any, line: Line) -> None:
    paragraph = _paragraph(document)
    say(paragraph, line.text, _FANG, _TEXT)
    for number in line.notes:
        refer(paragraph, number, _FANG)


def _picture(document: Any, picture: Picture, png: bytes) -> None:
    """The picture as SVG, with a PNG in its place for a Word that shows none."""
    _caption(document, picture.title, picture.notes)
    paragraph = _paragraph(document, is_indented=False, is_centred=True)
    paragraph.paragraph_format.line_spacing = 1.0
    run = paragraph.add_run()
    shape = run.add_picture(io.BytesIO(png), width=Mm(_WIDTH * picture.share / 100))
    add_svg(document, shape, picture.svg, picture.alt)


def _caption(document: Any, text: str, notes: Sequence[int]) -> None:
    title = _paragraph(document, is_indented=False, is_centred=True)
    title.paragraph_format.keep_with_next = True
    say(title, text, _HEI, Pt(12))
    for number in notes:
        refer(title, number, _FANG)


def _table(document: Any, grid: Grid) -> None:
    if grid.title:
        _caption(document, grid.title, grid.notes)
    shown = grid.on_paper
    table = document.add_table(rows=1 + len(shown), cols=len(grid.headings))
    if "Table Grid" in document.styles:
        table.style = document.styles["Table Grid"]
    else:
        put(table._tbl.tblPr, borders())
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    parts = grid.widths()
    widths = [_WIDTH * part / sum(parts) for part in parts]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    numbers = grid.number_columns()
    for row, cells in zip(table.rows, [tuple(map(Cell, grid.headings)), *shown], strict=True):
        row._tr.get_or_add_trPr().append(made("w:cantSplit"))
        for place, cell, width, is_number in zip(row.cells, cells, widths, numbers, strict=True):
            place.width = Mm(width)
            paragraph = place.paragraphs[0]
            paragraph.paragraph_format.line_spacing = Pt(16)
            paragraph.paragraph_format.line_spacing_rule = (
                WD_LINE_SPACING.AT_LEAST
            )  # raised numbers need room
            put(paragraph._p.get_or_add_pPr(), made("w:snapToGrid", val="0"))
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_number else WD_ALIGN_PARAGRAPH.LEFT
            say(paragraph, cell.text, _PLAIN, _SMALL)
            if cell.note:
                refer(paragraph, cell.note, _FANG)
    first = table.rows[0]
    first._tr.get_or_add_trPr().append(made("w:tblHeader"))  # again on the next sheet
    for place in first.cells:
        place.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        for run in place.paragraphs[0].runs:
            name_font(run._r.get_or_add_rPr(), _HEI)
    if told := grid.rest_told:
        say(_paragraph(document), told, _FANG, Pt(12))
    else:
        document.add_paragraph().paragraph_format.line_spacing = Pt(12)


def _notes(document: Any, bulletin: Bulletin) -> None:
    if not bulletin.notes:
        return
    say(_styled(document, "Heading 1"), _("数字说明"), _HEI, _TEXT)
    say(_paragraph(document), _("以下各数字都出自{basis}。").format(basis=bulletin.basis), _FANG, Pt(12))
    for note in bulletin.notes:
        paragraph = _paragraph(document, is_indented=False)
        paragraph.paragraph_format.line_spacing = Pt(16)
        put(
            paragraph._p.get_or_add_pPr(), made("w:snapToGrid", val="0")
        )  # else each line is as high as the text's
        mark(paragraph, note.number)
        say(paragraph, f"[{note.number}] ", _FANG, _SMALL)
        link(document, paragraph, note.id, note.address if note.is_followed else "", _FANG, _SMALL)
        say(paragraph, f"　{note.text}", _FANG, _SMALL)
