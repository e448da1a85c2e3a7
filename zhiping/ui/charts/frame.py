"""What all pictures share: template, colours, and the geometry of labels written into them.

Heights and margins are fixed in pixels, so where a label lies is known before it is drawn, at any width.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import ceil, floor, log10
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.look import numbers
from zhiping.ui.look.states import BACKGROUNDS, Shade, Theme
from zhiping.words import _

# A row and the key of its part ("" where it has none) -> what a click on its point sets, written as in an address;
# "" where it answers nothing. A picture that takes a `click` carries it as the `customdata` of its points.
Click = Callable[[Row, str], str]
# A layer of a picture in the words of plotly.
Trace = dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """A picture: `spec` is its data and layout in the words of plotly, of plain values; `alt` tells it in words.

    Nothing checks a spec while pages run; tests hold every picture against plotly's own validators, and to the words that
    `svg` draws.
    """

    spec: dict[str, Any]
    alt: str

    @property
    def height(self) -> int:
        """In pixels, whatever the width."""
        return int(self.spec["layout"]["height"])


# Digits in these fonts are all of one width.
FONT = "'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
SIZE = 13
SMALL = 12

# Widths in Noto Sans CJK, in parts of the size; other Latin letters are taken as 0.62.
_WIDTHS = {
    **dict.fromkeys("0123456789", 0.56),
    **dict.fromkeys("fijlrt", 0.39),
    **dict.fromkeys("cksvxyz", 0.56),
    **dict.fromkeys("mwMW", 0.93),
    **dict.fromkeys(",. ", 0.28),
    "/": 0.4,
    "%": 0.93,
    "\u2212": 0.56,
}

INK = Shade("#1b2430", "#e7ebf0")
MUTED = Shade("#5a6472", "#a9b3bf")
GRID = Shade("#dde3ea", "#2b3644")
BAND = Shade("#eceff4", "#222c38")
PLAIN = Shade("#4f74a3", "#7096c8")
# None of a state's colours: teal, amber and red keep their one meaning.
SERIES = (
    Shade("#1d5fb0", "#7fb2f0"),
    Shade("#7b48bd", "#bf9cf2"),
    Shade("#475366", "#c3ccd8"),
    Shade("#a83a72", "#f096c0"),
    Shade("#0f6d8c", "#6cc5de"),
)
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross")


@cache
def _template(theme: Theme) -> dict[str, Any]:
    axis = {
        "showgrid": False,
        "tickfont": {"color": MUTED.on(theme), "size": SMALL},
        "gridcolor": GRID.on(theme),
        "linecolor": GRID.on(theme),
    }
    return {
        "layout": {
            "font": {"family": FONT, "size": SIZE, "color": INK.on(theme)},
            "xaxis": axis,
            "yaxis": axis,
        }
    }


def pattern_over(shape: str | list[str], theme: Theme) -> dict[str, Any]:
    """A bar's pattern (one for each, where it is a list): lines of the page's ground through which its colour is seen."""
    return {"shape": shape, "fillmode": "overlay", "fgcolor": BACKGROUNDS[theme][0], "fgopacity": 0.55}


def silent(_row: Row, _part: str) -> str:
    """The click of a picture that answers none."""
    return ""


def framed(
    theme: Theme,
    traces: Sequence[Trace],
    *,
    alt: str,
    height: int,
    margin: tuple[int, int, int, int],
    **layout: Any,
) -> Figure:
    """Traces in the template; `height` and `margin` (top, right, bottom, left) in pixels."""
    top, right, bottom, left = margin
    shown = {
        "template": _template(theme),
        "height": height,
        "margin": {"t": top, "r": right, "b": bottom, "l": left},
        **layout,
    }
    return Figure({"data": traces, "layout": shown}, alt)


def bar_trace(**shown: Any) -> Trace:
    """The attributes of a bar of plotly's, as a trace."""
    return {"type": "bar", **shown}


def scatter_trace(**shown: Any) -> Trace:
    """The attributes of points or a line of plotly's, as a trace."""
    return {"type": "scatter", **shown}


def label(text: str, x: Any, y: Any, **options: Any) -> dict[str, Any]:
    """One label as an annotation: unlike a trace's own text it is never cut at the plot's edge."""
    return {"text": text, "x": x, "y": y, "showarrow": False, **options}


def named(value: object) -> str:
    """What a row is called in a picture: as clerks wrote it, or in the reader's language where it is of a closed list."""
    return _(str(value))


def text_width(text: str, size: int = SIZE) -> int:
    """About how many pixels `text` takes: a Chinese character is a square, a digit a good half of it."""
    return ceil(
        sum(_WIDTHS.get(character, 1 if ord(character) > 0x2000 else 0.62) for character in text) * size
    )


def shortened(text: str, pixels: int, size: int = SIZE) -> str:
    """`text`, or as much of it as fits into `pixels` with "…" behind."""
    if text_width(text, size) <= pixels:
        return text
    while text and text_width(text + "…", size) > pixels:
        text = text[:-1]
    return text + "…"


def spread(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """`positions` moved as little as needed to be `gap` apart and within `low` … `high`.

    Order in, order out. Where there is no room for all, they are spread evenly.
    """
    if len(positions) > 1:
        gap = min(gap, (high - low) / (len(positions) - 1))
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    placed = list(positions)
    floor = low
    for index in order:
        placed[index] = max(positions[index], floor)
        floor = placed[index] + gap
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    return placed


def month_axis(months: Sequence[date], beyond: timedelta) -> dict[str, Any]:
    """An axis of time over `months` (first days, in order) and so much on either side; few months are each written.

    The second line, the year, is written only where it changes.
    """
    axis = {
        "type": "date",
        "range": [(months[0] - beyond).isoformat(), (months[-1] + beyond).isoformat()],
        "tickformat": _("%-m月\n%Y年"),
        "tickangle": 0,
    }
    return axis | ({"tickvals": [month.isoformat() for month in months]} if len(months) <= 6 else {})


def count_axis(ticks: Sequence[int]) -> dict[str, Any]:
    """An axis of counts from 0 to the last of `ticks`, all of which are written."""
    return {"range": [0, ticks[-1]], "tickvals": ticks, "ticktext": [numbers.count(tick) for tick in ticks]}


def whole_ticks(top: float) -> list[int]:
    """About five whole numbers from 0 to at least `top`, in steps of 1, 2 or 5 times a power of ten."""
    step = 1
    for power in range(12):
        for step in (10**power, 2 * 10**power, 5 * 10**power):
            if top <= 5 * step:
                return list(range(0, max(1, -int(-top // step)) * step + 1, step))
    return [0, step]


def fine_ticks(top: float) -> list[float]:
    """The same of a `top` above 0, in fractions where it is below five."""
    parts = 1 if top >= 5 else 10 ** (1 - floor(log10(top)))
    return [tick / parts for tick in whole_ticks(top * parts)]
