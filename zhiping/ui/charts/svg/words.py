"""Words of a picture: HTML of a few tags becomes lines of text."""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any

from zhiping.ui.charts.frame import text_width
from zhiping.ui.charts.svg.ground import Ground, element

LINE = 1.3  # the height of a line, in parts of the size
_BASE = 1.01  # how far below the top of its line a text stands
_TAG = re.compile(r"(<[^>]*>)")
_COLOUR = re.compile(r"color:\s*(#[0-9a-fA-F]{3,8})")
_ENDS = {"left": "start", "center": "middle", "right": "end"}
_LEFT_OF = {"left": 0.0, "center": 0.5, "right": 1.0}
_PAD = 2  # pixels around a block, as plotly has them: distances are chosen with them
_ABOVE = {"top": 0.0, "middle": 0.5, "bottom": 1.0}

Run = tuple[str, bool, str]  # words, whether bold, colour or ""


def lines(html: str) -> list[list[Run]]:
    """The lines of a text in HTML of <b>, <br> and <span style="color:…">, each as runs of one look."""
    if "<" not in html and "\n" not in html:
        return [[(unescape(html), False, "")]] if html else [[]]
    found: list[list[Run]] = [[]]
    is_bold, colours = False, [""]
    for part in _TAG.split(html.replace("\n", "<br>")):
        if part in ("<b>", "</b>"):
            is_bold = part == "<b>"
        elif part.startswith("<br"):
            found.append([])
        elif part.startswith("<span"):
            colour = _COLOUR.search(part)
            colours.append(colour[1] if colour else colours[-1])
        elif part == "</span>":
            colours.pop()
        elif part and not part.startswith("<"):
            found[-1].append((unescape(part), is_bold, colours[-1]))
    return found


def plain(html: str) -> str:
    """What is told beside a point, a line each; without plotly's mark for what stands outside of its box."""
    return unescape(_TAG.sub("", html.replace("<extra></extra>", "").replace("<br>", "\n")))


def _width(runs: list[Run], size: int) -> int:
    return text_width("".join(words for words, _is_bold, _colour in runs), size)


def _line(runs: list[Run]) -> Iterator[str]:
    for words, is_bold, colour in runs:
        if is_bold or colour:
            yield element("tspan", escape(words), font_weight="600" if is_bold else None, fill=colour or None)
        else:
            yield escape(words)


def _inwards(share: float) -> float:
    """How far words stand from the place that they are anchored at, towards their own middle."""
    return _PAD * (1 - 2 * share)


def block(
    ground: Ground,
    html: str,
    x: float,
    y: float,
    font: Mapping[str, Any],
    *,
    xanchor: str = "center",
    yanchor: str = "middle",
    xshift: float = 0,
    yshift: float = 0,
    align: str = "center",
    **attributes: object,
) -> str:
    """Lines of words at a place in parts of the ground; `xshift` and `yshift` move them right and up, in pixels.

    `font`: color, size. Where several lines are, they are aligned within the widest.
    """
    size = font["size"]
    written = lines(html)
    top = ground.y(y) - yshift + _inwards(_ABOVE[yanchor]) - _ABOVE[yanchor] * len(written) * LINE * size
    xshift += _inwards(_LEFT_OF[xanchor])
    is_one = len(written) == 1
    side = xanchor if is_one else align
    left = xshift
    if not is_one:
        widest = max(_width(runs, size) for runs in written)
        left += widest * (_LEFT_OF[align] - _LEFT_OF[xanchor])
    return "".join(
        element(
            "text",
            "".join(_line(runs)),
            x=ground.x(x),
            dx=float(left) if left else None,
            y=top + (number * LINE + _BASE) * size,
            text_anchor=_ENDS[side] if side != "left" else None,
            fill=font["color"],
            font_size=size,
            **attributes,
        )
        for number, runs in enumerate(written)
        if runs
    )


def ground_of(html: str, size: int, *, xanchor: str, yanchor: str, pad: float, colour: str) -> str:
    """A box behind a block of words, in pixels from the block's place."""
    written = lines(html)
    width = max(_width(runs, size) for runs in written) + 2 * pad
    height = len(written) * LINE * size + 2 * pad
    return element(
        "rect",
        x=-_LEFT_OF[xanchor] * width,
        y=-_ABOVE[yanchor] * height,
        width=float(width),
        height=height,
        fill=colour,
    )
