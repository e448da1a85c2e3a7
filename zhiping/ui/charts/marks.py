"""The marks of a picture in SVG: lines, boxes, points and words."""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any

LINE_HEIGHT = 1.3
PIECE = re.compile(r"(<br>|<b>|</b>|<span style=\"color:(#[0-9a-fA-F]{6})\">|</span>)")
DASHES = {"dash": "6,4", "dot": "2,3"}


def each(value: Any, index: int) -> Any:
    """What holds for one point: of a list its own."""
    return value[index] if isinstance(value, list | tuple) else value


def line(x0: float, y0: float, x1: float, y1: float, colour: str, width: float, dash: str = "") -> str:
    """A straight line."""
    more = f' stroke-dasharray="{DASHES[dash]}"' if dash in DASHES else ""
    return f'<path d="M{x0:.1f},{y0:.1f} L{x1:.1f},{y1:.1f}" fill="none" stroke="{colour}" stroke-width="{width}"{more}/>'


def rect(x0: float, y0: float, x1: float, y1: float, look: str) -> str:
    """A box between two corners, whichever they are."""
    return f'<rect x="{min(x0, x1):.1f}" y="{min(y0, y1):.1f}" width="{abs(x1 - x0):.1f}" height="{abs(y1 - y0):.1f}" {look}/>'


def marker(x: float, y: float, look: Mapping[str, Any], index: int) -> str:
    """One of the points of a trace, in its symbol. ValueError for one that is not known."""
    symbol, colour = each(look.get("symbol", "circle"), index), each(look["color"], index)
    half, stroke = each(look["size"], index) / 2, look.get("line", {})
    kind, _dash, is_open = symbol.partition("-open")
    edge = each(stroke.get("color", colour), index), each(stroke.get("width", 0), index)
    paint = (
        f'fill="#ffffff" stroke="{colour}" stroke-width="1.5"'
        if is_open or symbol.endswith("-open")
        else f'fill="{colour}" stroke="{edge[0]}" stroke-width="{edge[1]}"'
    )
    shapes = {
        "square": f"M{x - half:.1f},{y - half:.1f} h{2 * half} v{2 * half} h{-2 * half} z",
        "diamond": f"M{x:.1f},{y - half:.1f} l{half},{half} l{-half},{half} l{-half},{-half} z",
        "triangle-up": f"M{x:.1f},{y - half:.1f} l{half},{2 * half} h{-2 * half} z",
        "triangle-down": f"M{x:.1f},{y + half:.1f} l{half},{-2 * half} h{-2 * half} z",
        "cross": f"M{x - half / 3:.1f},{y - half:.1f} h{2 * half / 3} v{2 * half / 3} h{2 * half / 3} v{2 * half / 3}"
        f" h{-2 * half / 3} v{2 * half / 3} h{-2 * half / 3} v{-2 * half / 3} h{-2 * half / 3} v{-2 * half / 3}"
        f" h{2 * half / 3} z",
    }
    if kind == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" {paint}/>'
    if kind not in shapes:
        raise ValueError(f"no symbol {symbol!r}")
    return f'<path d="{shapes[kind]}" {paint}/>'


def text(html: str, x: float, y: float, anchor: str, colour: str, size: float) -> Iterator[str]:
    """Words of a picture, which have <b>, <br> and colours, a line each from `y` down."""
    spans: list[list[str]] = [[]]
    is_bold, shade = False, colour
    place = 0
    for found in [*PIECE.finditer(html), None]:
        words = html[place : found.start() if found else len(html)]
        if words:
            weight = ' font-weight="bold"' if is_bold else ""
            spans[-1].append(f'<tspan fill="{shade}"{weight}>{escape(unescape(words), quote=False)}</tspan>')
        if found is None:
            break
        place = found.end()
        if found[1] == "<br>":
            spans.append([])
        elif found[1] in ("<b>", "</b>"):
            is_bold = found[1] == "<b>"
        else:
            shade = found[2] or colour
    for number, told in enumerate(spans):
        at = y + number * size * LINE_HEIGHT
        yield f'<text x="{x:.1f}" y="{at:.1f}" text-anchor="{anchor}" font-size="{size}" xml:space="preserve">{"".join(told)}</text>'
