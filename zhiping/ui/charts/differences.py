"""Differences: what lies above and what below a line, the farthest first."""

from collections.abc import Sequence
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import (
    MUTED,
    PLAIN,
    SMALL,
    Click,
    Figure,
    Trace,
    bar_trace,
    framed,
    pattern_over,
    shortened,
    silent,
    text_width,
)
from zhiping.ui.charts.frame import label as written
from zhiping.ui.look.hypertext import as_html
from zhiping.ui.look.numbers import MINUS
from zhiping.ui.look.states import Shade, Theme
from zhiping.words import _

_ROW = 26
_TOP = 28
_NAME_WIDTH = 132
_BELOW = Shade("#6b7687", "#8b98a9")


def signed(value: float) -> str:
    """A difference in points with its sign and two decimals: "+1.20", "−0.35", "0.00"."""
    rounded = round(value, 2)
    if rounded == 0:
        return "0.00"
    return f"{'+' if rounded > 0 else MINUS}{abs(rounded):.2f}"


def differences(
    rows: Sequence[Row],
    theme: Theme = "light",
    *,
    label: str,
    value: str,
    zero: str,
    most: int = 40,
    click: Click = silent,
) -> Figure | None:
    """Bars to the right (more) and, hatched, to the left (less) of a line, sorted from most to least.

    `label`, `value`: names of columns; rows without a value are left out. `zero`: what the line is, in
    words (组平均). Beyond `most` only the farthest are drawn. None where nothing is left.
    """
    known = sorted((row for row in rows if row[value] is not None), key=lambda row: -abs(row[value]))[:most]
    if not known:
        return None
    shown = sorted(known, key=lambda row: (-row[value], str(row[label])))
    names = [shortened(str(row[label]), _NAME_WIDTH) for row in shown]
    number = max(text_width(signed(row[value])) for row in shown) + 10
    left = max(text_width(name) for name in names) + 10 + number
    low, high = min(0, *(row[value] for row in shown)), max(0, *(row[value] for row in shown))
    line = {"color": MUTED.on(theme), "width": 1.5}
    return framed(
        theme,
        [_bars(shown, label, value, theme, click)],
        alt=_alt(shown, label, value, zero),
        height=len(shown) * _ROW + _TOP + 6,
        margin=(_TOP, number, 6, left),
        xaxis={"range": [low, high] if high > low else [-1, 1], "visible": False},
        yaxis={"range": [len(shown) - 0.5, -0.5], "visible": False},
        shapes=[{"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper", "line": line}],
        annotations=_words(shown, names, value, left, zero, theme),
    )


def _bars(shown: Sequence[Row], label: str, value: str, theme: Theme, click: Click) -> Trace:
    is_below = [row[value] < 0 for row in shown]
    points = _("{points} 分")
    return bar_trace(
        name="",
        orientation="h",
        x=[row[value] for row in shown],
        y=list(range(len(shown))),
        width=0.62,
        customdata=[click(row, "") for row in shown],
        marker={
            "color": [(_BELOW if below else PLAIN).on(theme) for below in is_below],
            "pattern": pattern_over(["/" if below else "" for below in is_below], theme),
        },
        hovertemplate=[
            f"<b>{as_html(row[label])}</b><br>{points.format(points=signed(row[value]))}<extra></extra>"
            for row in shown
        ],
    )


def _words(
    shown: Sequence[Row], names: Sequence[str], value: str, left: int, zero: str, theme: Theme
) -> list[dict[str, Any]]:
    found = []
    for height, (row, name) in enumerate(zip(shown, names, strict=True)):
        beside = {"xanchor": "right", "xshift": -4} if row[value] < 0 else {"xanchor": "left", "xshift": 4}
        found.append(
            written(signed(row[value]), row[value], height, name="number", yanchor="middle", **beside)
        )
        found.append(
            written(
                as_html(name),
                0,
                height,
                name="name",
                xref="paper",
                xanchor="left",
                xshift=-left,
                yanchor="middle",
            )
        )
    text = _("比{zero}少 ◀　▶ 比{zero}多（分）").format(zero=_(zero))
    font = {"color": MUTED.on(theme), "size": SMALL}
    at_top = {
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -left,
        "yshift": 4,
    }
    return [*found, written(text, 0, 1, name="zero", font=font, **at_top)]


def _alt(shown: Sequence[Row], label: str, value: str, zero: str) -> str:
    told = _("；").join(f"{row[label]} {signed(row[value])}" for row in shown)
    return _("横条图，与{zero}相差的分数：{told}。").format(zero=_(zero), told=told)
