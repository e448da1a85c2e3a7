"""A bulletin as PDF, set by Typst in the measures of the Word file.

A text is a string of Typst's, never its markup: nothing that a file or a name holds means anything to it.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import typst

from zhiping.rules.numerals import chapter_number, section_number
from zhiping.ui.bulletins.written import Bulletin, Grid, Line, Picture
from zhiping.words import _

# What of these a machine has is taken, letter by letter: the fonts of official documents, then those of Debian.
_SONG = ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "SimSun", "Noto Serif CJK SC", "WenQuanYi Zen Hei")
_FANG = ("FangSong_GB2312", "FangSong", "STFangsong", "Noto Serif CJK SC", "WenQuanYi Zen Hei")
_HEI = ("SimHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei")
_KAI = ("KaiTi_GB2312", "KaiTi", "STKaiti", "Noto Serif CJK SC", "WenQuanYi Zen Hei")
_PPI = 144  # of a PNG: two points of it a pixel of the picture
_CHINESE = {*_SONG, *_FANG, *_HEI, *_KAI}


def why_not() -> str:
    """Why this machine makes no PDF; "" where it does. A sheet of boxes helps nobody."""
    if not _CHINESE.isdisjoint(typst.Fonts().families()):
        return ""
    return _(
        "这台机器没有中文字体，做不了 PDF。请由管理员安装：apt-get install fonts-noto-cjk。Word 和 Excel 不受影响。"
    )


def written(bulletin: Bulletin) -> bytes:
    """The file."""
    content: bytes = typst.compile("\n".join(_lines(bulletin)).encode(), format="pdf")
    return content


def _lines(bulletin: Bulletin) -> Iterator[str]:
    yield f"#set document(title: {_text(bulletin.title)}, author: ({_text('治屏')},))"
    yield (
        '#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),'
        f" header: align(right, text(size: 10.5pt, font: {_fonts(_HEI)}, {_text(bulletin.mark)})),"
        " footer: context { let n = counter(page).get().first();"
        " align(if calc.odd(n) { right } else { left }, text(size: 14pt)[— #n —]) })"
    )
    yield f'#set text(size: 16pt, lang: "zh", region: "cn", font: {_fonts(_FANG)})'
    yield "#set par(leading: 0.82em, spacing: 0.82em, justify: true, first-line-indent: (amount: 2em, all: true))"
    yield "#let small(it) = text(size: 10.5pt, it)"
    yield "#let plain(it) = par(first-line-indent: 0em, it)"
    yield f"#align(center, plain(text(size: 22pt, font: {_fonts(_SONG)}, {_text(bulletin.title)})))"
    for line in bulletin.head:
        yield f"#align(center, plain(text(font: {_fonts(_KAI)}, {_text(line)})))"
    for place, section in enumerate(bulletin.sections, 1):
        yield _heading(section_number(place) + section.title, _HEI)
        for number, chapter in enumerate(section.chapters, 1):
            if chapter.title:
                yield _heading(chapter_number(number) + chapter.title, _KAI)
            for block in chapter.blocks:
                if isinstance(block, Line):
                    yield f"#par[#({_text(block.text)}){_references(block.notes)}]"
                elif isinstance(block, Picture):
                    yield _picture(block)
                else:
                    yield from _table(block)
    if not bulletin.notes:
        return
    yield _heading(_("数字说明"), _HEI)
    yield f"#par(text(size: 12pt, {_text(_('以下各数字都出自{basis}。').format(basis=bulletin.basis))}))"
    for note in bulletin.notes:
        quoted = (
            f"#link({_text(note.address)}, {_text(note.id)})" if note.is_followed else f"#({_text(note.id)})"
        )
        yield f"#plain(small[[{note.number}] {quoted}　#({_text(note.text)})]) <note{note.number}>"


def _heading(text: str, fonts: Sequence[str]) -> str:
    return f"#block(sticky: true, par(text(font: {_fonts(fonts)}, {_text(text)})))"


def _picture(picture: Picture) -> str:
    title = f"text(size: 12pt, font: {_fonts(_HEI)}, {_text(picture.title)})"
    image = f'image(bytes({_text(picture.svg)}), format: "svg", width: {picture.share}%, alt: {_text(picture.alt)})'
    head = f"plain[#{title}{_references(picture.notes)}]"
    return f"#block(breakable: false, width: 100%, {{ set align(center); {head}; {image} }})"


def pngs(pictures: Sequence[Picture]) -> list[bytes]:
    """The pictures as PNG, for who cannot show SVG."""
    if not pictures:
        return []
    pages = "".join(
        f'#page(image(bytes({_text(one.svg)}), format: "svg", width: {one.width}pt))\n' for one in pictures
    )
    made: Any = typst.compile(  # a page alone comes as it is
        f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}".encode(), format="png", ppi=_PPI
    )
    return made if isinstance(made, list) else [made]


def _table(grid: Grid) -> Iterator[str]:
    if grid.title:
        title = f"text(size: 12pt, font: {_fonts(_HEI)}, {_text(grid.title)})"
        yield f"#block(sticky: true, width: 100%, align(center, plain[#{title}{_references(grid.notes)}]))"
    yield "#{ set par(justify: false, first-line-indent: 0em, leading: 0.5em); set text(size: 10.5pt)"
    sides = ", ".join("right" if is_number else "left" for is_number in grid.number_columns())
    widths = ", ".join(f"{width}fr" for width in grid.widths())
    yield f"table(columns: ({widths},), align: ({sides},), stroke: 0.5pt, inset: 3pt,"
    heads = ", ".join(f"align(center, text(font: {_fonts(_HEI)}, {_text(one)}))" for one in grid.headings)
    yield f"table.header({heads}),"
    for row in grid.on_paper:
        yield "".join(
            f"[#({_text(_breakable(cell.text))}){_references((cell.note,) if cell.note else ())}], "
            for cell in row
        )
    yield ") }"
    if told := grid.rest_told:
        yield f"#par(text(size: 12pt, {_text(told)}))"


def _references(notes: Sequence[int]) -> str:
    return "".join(f'#link(<note{number}>, super("[{number}]"))' for number in notes)


def _fonts(names: Sequence[str]) -> str:
    return "(" + ", ".join(map(_text, names)) + ",)"


def _text(text: str) -> str:
    """A string as Typst writes it, which is as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def _breakable(text: str) -> str:
    """A text that may be broken behind its hyphens, as a number of a ticket in a narrow column."""
    return text.replace("-", "-\u200b")
