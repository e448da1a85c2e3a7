"""The strip: one value of each row as a point on one line, a chosen row marked among all others."""

from collections.abc import Sequence
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import (
    INK,
    MUTED,
    SERIES,
    SMALL,
    Click,
    Figure,
    Trace,
    framed,
    label,
    scatter_trace,
    shortened,
    silent,
)
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html
from zhiping.ui.look.states import BACKGROUNDS, Theme
from zhiping.words import N_, _

_TOP, _BOTTOM, _HEIGHT = 40, 46, 120
_SIDE = 16
_NAME = 120


def strip(
    rows: Sequence[Row],
    theme: Theme = "light",
    *,
    value: str,
    marked: str,
    unit: str = N_("分"),
    click: Click = silent,
) -> Figure | None:
    """A point a row, hollow, the marked ones full with name and words above; the words of the lowest and the highest stand
    below.

    Row: `label`, `note` (words at its point), `value` and `marked` (names of columns: a number or None, and whether
    the row is marked). `click`: see frame.Click. None where no value is known.
    """
    known = [row for row in rows if row[value] is not None]
    if not known:
        return None
    own, others = [row for row in known if row[marked]], [row for row in known if not row[marked]]
    low, high = (pick(known, key=lambda row: row[value]) for pick in (min, max))
    room = (high[value] - low[value]) * 0.04 or 1
    line = {"color": SERIES[2].on(theme), "width": 2}
    hollow = {"size": 12, "opacity": 1, "color": BACKGROUNDS[theme][0], "line": line}
    full = {"size": 16, "opacity": 1, "symbol": "diamond", "color": SERIES[0].on(theme)}
    words = [
        _words(row, row[value], is_above=True, theme=theme, edge=_edge(row[value], low, high, value))
        for row in own
    ]
    ends = [(row, edge) for row, edge in ((low, "left"), (high, "right")) if row not in own]
    words += [_words(row, row[value], is_above=False, theme=theme, edge=edge) for row, edge in ends]
    thin = {"color": MUTED.on(theme), "width": 1}
    axis = {
        "type": "line",
        "x0": 0,
        "x1": 1,
        "xref": "paper",
        "y0": 0,
        "y1": 0,
        "layer": "below",
        "line": thin,
    }
    return framed(
        theme,
        [_points(others, value, hollow, click), _points(own, value, full, click)],
        alt=_alt(known, value, marked, unit),
        height=_HEIGHT,
        margin=(_TOP, _SIDE, _BOTTOM, _SIDE),
        xaxis={"range": [low[value] - room, high[value] + room], "visible": False},
        yaxis={"range": [-1, 1], "visible": False},
        shapes=[axis],
        annotations=words,
    )


def _points(rows: Sequence[Row], value: str, marker: dict[str, Any], click: Click) -> Trace:
    return scatter_trace(
        name="",
        x=[row[value] for row in rows],
        y=[0] * len(rows),
        mode="markers",
        marker=marker,
        cliponaxis=False,
        customdata=[click(row, "") for row in rows],
        hovertemplate=[
            f"<b>{as_html(row['label'])}</b><br>{as_html(row['note'])}<extra></extra>" for row in rows
        ],
    )


def _edge(value: float, low: Row, high: Row, column: str) -> str:
    """Where words at a point begin, so that they stay inside: at its left third, its right third, or around it."""
    part = (value - low[column]) / ((high[column] - low[column]) or 1)
    return "left" if part < 1 / 3 else "right" if part > 2 / 3 else "center"


def _words(row: Row, x: float, *, is_above: bool, theme: Theme, edge: str) -> dict[str, object]:
    name = f"{as_html(shortened(str(row['label']), _NAME))} " if is_above else ""
    text = f"{name}{as_html(row['note'])}"
    font = {"color": (INK if is_above else MUTED).on(theme), "size": SMALL}
    return label(
        f"<b>{text}</b>" if is_above else text,
        x,
        0,
        name="own" if is_above else "end",
        xanchor=edge,
        yanchor="bottom" if is_above else "top",
        xshift={"left": -8, "right": 8, "center": 0}[edge],
        yshift=14 if is_above else -12,
        font=font,
    )


def _alt(rows: Sequence[Row], value: str, marked: str, unit: str) -> str:
    own = _("、").join(f"{row['label']} {row['note']}" for row in rows if row[marked])
    values = [row[value] for row in rows]
    text = _("点图，{n} 个从 {low} 到 {high} {unit}").format(
        n=len(rows), low=numbers.decimal(min(values)), high=numbers.decimal(max(values)), unit=_(unit)
    )
    return text + (_("，其中{own}。").format(own=own) if own else _("。"))
