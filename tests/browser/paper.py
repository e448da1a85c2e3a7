"""What stands on paper: a page as the PDF that its reader would print, and what of the screen must be found in it."""

from base64 import b64decode
from dataclasses import dataclass
from re import findall
from unicodedata import normalize

import pypdfium2  # type: ignore[import-untyped]
from playwright.sync_api import Page

# The cells of the tables that are open, the labels of the pictures, the headings, and the images of the maps.
_SHOWN = """() => {
    const told = (parts) => [...document.querySelectorAll(parts)].filter(one => !one.closest('details:not([open])'));
    return {
        cells: told('.zp-rows > span').flatMap(one => one.textContent.split(/[\\t\\n]/)),
        labels: told('.zp-picture text:not(.zp-wide, .zp-wider)').map(one => one.textContent),
        headings: told('.stMain :is(h2, h3)').map(one => one.textContent),
        notes: told(`.stMain :is(div[data-testid="stElementContainer"], div[data-testid="stLayoutWrapper"]):has(h2, h3)
            + [data-testid="stElementContainer"] [data-testid="stCaptionContainer"]`).map(one => one.textContent),
        maps: told('.zp-paper').map(one => one.src.split(',')[1]),
    };
}"""
_LARGEST = 30  # points
_NAME = r">([^<>]*[\u4e00-\u9fff][^<>]*)</text>"  # on a map; its numbers are printed in a font that is not read back
# Radicals that Unicode does not call the same as the letters that they look like.
_RADICALS = str.maketrans(
    "⻩⻚⻓⻔⻋⻢⻅⻉⻛⻜⻝⻰⻄⺠⻘⻆⻥⻦⻨⻬⻮⻣⻤", "黄页长门车马见贝风飞食龙西民青角鱼鸟麦齐齿骨鬼"
)
_EDGE = 1  # points: a letter may stand out of the sheet by its own bearing


@dataclass(frozen=True)
class Sheet:
    """A printed sheet: its text without blanks, its last line, and those of its letters that lie beyond its edges."""

    text: str
    last_line: str
    outside: str


def _bare(text: str) -> str:
    """Without what a line's end changes: blanks, and hyphens, which are read as something else there.

    A letter that is also a radical (⽟, 玉) is read as either.
    """
    letters = normalize("NFKC", text).translate(_RADICALS)
    return "".join(letter for letter in letters if not letter.isspace() and letter not in "-\x02\ufffe")


Box = tuple[float, float, float, float]  # left, bottom, right, top


def _is_beyond(box: Box, before: Box, width: float) -> bool:
    """Whether a letter begins beside the sheet.

    A few are told in another scale: larger than any, or far from the letter before them.
    """
    left, bottom, right, top = box
    is_in_scale = max(top - bottom, right - left) < _LARGEST and abs(left - before[2]) < _LARGEST
    return is_in_scale and not -_EDGE <= left <= width


def sheets(page: Page) -> list[Sheet]:
    """The page on A4, as the browser's own menu prints it: nothing but `beforeprint` tells the page."""
    page.emulate_media(media="null")  # a visitor of several tests has been told that it is a screen
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    found = []
    for sheet in document:
        text = sheet.get_textpage()
        width = sheet.get_width()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        beyond = [
            place for place in range(1, len(boxes)) if _is_beyond(boxes[place], boxes[place - 1], width)
        ]
        outside = "".join(text.get_text_range(place, 1) for place in beyond).strip()
        written = text.get_text_range()
        # The mark of the margin comes after the page's own text.
        lines = [_bare(line) for line in written.splitlines() if _bare(line)]
        found.append(Sheet(_bare(written), lines[-1] if lines else "", outside))
    document.close()
    return found


def missing(page: Page) -> list[str]:
    """What the screen shows or leads to and paper does not: cells, labels, names on maps; and headings left alone."""
    shown = page.evaluate(_SHOWN)
    printed = sheets(page)
    whole = "".join(sheet.text for sheet in printed)
    maps = [b64decode(one).decode() for one in shown["maps"]]
    names = [name for one in maps for name in findall(_NAME, one)]
    wanted = {*shown["cells"], *shown["labels"], *names}
    faults = [f"not on paper: {text}" for text in sorted(wanted) if _bare(text) not in whole]
    headings, notes = ([_bare(text) for text in shown[part]] for part in ("headings", "notes"))
    for last in (sheet.last_line for sheet in printed[:-1]):
        # A line of one sign is how any sentence may end.
        if last in headings or (len(last) > 1 and any(note.endswith(last) for note in notes)):
            faults.append(f"alone at the foot: {last}")
    faults += [f"beyond the edge: {sheet.outside}" for sheet in printed if sheet.outside]
    return faults
