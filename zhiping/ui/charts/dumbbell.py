"""The dumbbell: two values of each row on one scale, and which way the second lies from the first."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

import plotly.graph_objects as go

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import GRID, INK, MUTED, SERIES, SMALL, framed, label, shortened, text_width
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html, coloured
from zhiping.ui.look.states import BACKGROUNDS, Theme
from zhiping.words import N_, _

_ROW = 54  # pixels a row: a line of words above its dots, so that nothing is cut on a phone
_TOP, _BOTTOM, _SIDE = 28, 30, 22
_DOTS = 0.2  # how far below the middle of its row a dot lies
_PHONE = 358  # pixels a line of words may take: a phone of 390 less the page's edges
_GAP = 8
_BEFORE, _AFTER = SERIES[2], SERIES[0]


def _ticks(values: Sequence[float]) -> list[int]:
    """Whole marks that hold all values: a difference of points is read, not a length from zero."""
    step = 5 if max(values) - min(values) <= 20 else 20
    low, high = floor(min(values) / step), ceil(max(values) / step)
    return [place * step for place in range(low, max(high, low + 1) + 1)]


def _dots(rows: Sequence[Row], column: str, words: str, marker: dict[str, Any], unit: str) -> go.Scatter:
    known = [(place, row) for place, row in enumerate(rows) if row[column] is not None]
    return go.Scatter(
        name=words,
        x=[row[column] for _place, row in known],
        y=[place + _DOTS for place, _row in known],
        mode="markers",
        cliponaxis=False,
        marker=marker,
        hovertemplate=[
            f"<b>{as_html(row['label'])}</b><br>{as_html(words)} {numbers.decimal(row[column])} {_(unit)}<extra></extra>"
            for _place, row in known
        ],
    )


def _bars(rows: Sequence[Row], before: str, after: str, theme: Theme) -> list[dict[str, Any]]:
    """The line between the two dots of each row that has both."""
    return [
        {
            "type": "line",
            "x0": row[before],
            "x1": row[after],
            "y0": place + _DOTS,
            "y1": place + _DOTS,
            "line": {"color": GRID.on(theme), "width": 4},
            "layer": "below",
        }
        for place, row in enumerate(rows)
        if row[before] is not None and row[after] is not None
    ]


def dumbbell(
    rows: Sequence[Row],
    theme: Theme = "light",
    *,
    before: str,
    after: str,
    before_words: str,
    after_words: str,
    unit: str = N_("分"),
) -> go.Figure | None:
    """Two values of each row, hollow before and full after, in the order given.

    Row: `label`, `note` (words at the right end: what moved, or why there is nothing to see), `before`
    and `after` (names of columns; numbers or None). The scale need not begin at zero: its marks
    are written. None where no row has a value.
    """
    values = [row[column] for row in rows for column in (before, after) if row[column] is not None]
    if not values:
        return None
    ticks = _ticks(values)
    names = [_(before_words), _(after_words)]
    figure = framed(
        theme,
        alt=_alt(rows, before, after, names, unit),
        height=_TOP + len(rows) * _ROW + _BOTTOM,
        margin=(_TOP, _SIDE, _BOTTOM, _SIDE),
        shapes=_bars(rows, before, after, theme),
    )
    hollow = {
        "size": 11,
        "color": BACKGROUNDS[theme][0],
        "line": {"color": _BEFORE.on(theme), "width": 2},
        "opacity": 1,
    }
    full = {"size": 11, "symbol": "diamond", "color": _AFTER.on(theme), "opacity": 1}
    figure.add_trace(_dots(rows, before, names[0], hollow, unit))
    figure.add_trace(_dots(rows, after, names[1], full, unit))
    figure.update_xaxes(
        range=[ticks[0], ticks[-1]],
        tickvals=ticks,
        ticktext=[*map(str, ticks[:-1]), f"{ticks[-1]} {_(unit)}"],
        showgrid=True,
    )
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5], visible=False)
    drawn = [any(row[column] is not None for row in rows) for column in (before, after)]
    figure.update_layout(annotations=_words(rows, names, drawn, theme))
    return figure


def _words(
    rows: Sequence[Row], names: Sequence[str], drawn: Sequence[bool], theme: Theme
) -> list[dict[str, Any]]:
    above = {"xref": "paper", "yref": "y", "yanchor": "bottom"}
    words = []
    for place, row in enumerate(rows):
        name = shortened(row["label"], _PHONE - _GAP - text_width(row["note"], SMALL))
        font = {"color": MUTED.on(theme), "size": SMALL}
        middle = place - 0.08
        words += [
            label(as_html(name), 0, middle, name="row", xanchor="left", xshift=-_SIDE, **above),
            label(as_html(row["note"]), 1, middle, name="note", xanchor="right", xshift=_SIDE, font=font, **above),
        ]  # fmt: skip
    key = "　".join(
        coloured(f"{sign} {as_html(name)}", shade.on(theme))
        for sign, name, shade, is_drawn in zip("○◆", names, (_BEFORE, _AFTER), drawn, strict=True)
        if is_drawn
    )
    at_top = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    font = {"color": INK.on(theme), "size": SMALL}
    return [*words, label(key, 0, 1, name="key", xshift=-_SIDE, yshift=6, font=font, **at_top)]


def _alt(rows: Sequence[Row], before: str, after: str, names: Sequence[str], unit: str) -> str:
    told = []
    for row in rows:
        values = [
            f"{name} {numbers.decimal(row[column])}"
            for name, column in zip(names, (before, after), strict=True)
            if row[column] is not None
        ]
        told.append(" ".join([row["label"], "、".join(values), f"（{row['note']}）"]))
    return _("哑铃图（{unit}）：{rows}。").format(unit=_(unit), rows="；".join(told))
