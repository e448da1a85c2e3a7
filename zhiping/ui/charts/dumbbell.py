"""The dumbbell: two values of each member of a row on one scale, and which way the second lies from the first."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import (
    GRID,
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
    text_width,
)
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html, coloured
from zhiping.ui.look.states import BACKGROUNDS, Theme
from zhiping.words import N_, _, bracketed

_ROW = 62  # pixels a row: a line of words above its dots, so that nothing is cut on a phone
_TOP, _BOTTOM, _SIDE = 28, 30, 22
_FIRST, _SECOND = 0.08, 0.32  # how far below the middle of its row the dots of each value lie
_PHONE = 358  # pixels a line of words may take: a phone of 390 less the page's edges
_GAP = 8
_BEFORE, _AFTER = SERIES[2], SERIES[0]


def _ticks(values: Sequence[float]) -> list[int]:
    """Whole marks that hold all values: a difference of points is read, not a length from zero."""
    step = 5 if max(values) - min(values) <= 20 else 20
    low, high = floor(min(values) / step), ceil(max(values) / step)
    return [place * step for place in range(low, max(high, low + 1) + 1)]


def _members(rows: Sequence[Row]) -> list[tuple[int, Row]]:
    return [(place, member) for place, row in enumerate(rows) for member in row["members"]]


def _dots(
    rows: Sequence[Row],
    column: str,
    lower: float,
    words: str,
    marker: dict[str, Any],
    unit: str,
    click: Click,
) -> Trace:
    known = [(place, one) for place, one in _members(rows) if one[column] is not None]
    return scatter_trace(
        name=words,
        x=[one[column] for _place, one in known],
        y=[place + lower for place, _one in known],
        mode="markers",
        customdata=[click(rows[place], "") for place, _one in known],
        cliponaxis=False,
        marker=marker,
        hovertemplate=[
            f"<b>{as_html(one['label'])}</b><br>{as_html(words)} {numbers.decimal(one[column])} {_(unit)}<extra></extra>"
            for _place, one in known
        ],
    )


def _bars(rows: Sequence[Row], before: str, after: str, theme: Theme) -> list[dict[str, Any]]:
    """The line between the two dots of each member that has both."""
    return [
        {
            "type": "line",
            "x0": one[before],
            "x1": one[after],
            "y0": place + _FIRST,
            "y1": place + _SECOND,
            "line": {"color": GRID.on(theme), "width": 3},
            "layer": "below",
        }
        for place, one in _members(rows)
        if one[before] is not None and one[after] is not None
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
    click: Click = silent,
) -> Figure | None:
    """Two values of each member of a row, hollow the first and full below it the second, in the order given.

    Row: `label`, `note` (words at the right end: what moved, or why there is nothing to see), `members`: rows with
    `label`, `before` and `after` (names of columns; numbers or None); lines that cross are members whose order
    changed. The scale need not begin at zero: its marks are written. None where no member has a value.
    """
    members = [one for _place, one in _members(rows)]
    values = [one[column] for one in members for column in (before, after) if one[column] is not None]
    if not values:
        return None
    ticks = _ticks(values)
    names = [_(before_words), _(after_words)]
    hollow = {
        "size": 11,
        "color": BACKGROUNDS[theme][0],
        "line": {"color": _BEFORE.on(theme), "width": 2},
        "opacity": 1,
    }
    full = {"size": 11, "symbol": "diamond", "color": _AFTER.on(theme), "opacity": 1}
    xaxis = {
        "range": [ticks[0], ticks[-1]],
        "tickvals": ticks,
        "ticktext": [*map(str, ticks[:-1]), f"{ticks[-1]} {_(unit)}"],
        "showgrid": True,
    }
    drawn = [any(one[column] is not None for one in members) for column in (before, after)]
    return framed(
        theme,
        [
            _dots(rows, before, _FIRST, names[0], hollow, unit, click),
            _dots(rows, after, _SECOND, names[1], full, unit, click),
        ],
        alt=_alt(rows, before, after, names, unit),
        height=_TOP + len(rows) * _ROW + _BOTTOM,
        margin=(_TOP, _SIDE, _BOTTOM, _SIDE),
        xaxis=xaxis,
        yaxis={"range": [len(rows) - 0.5, -0.5], "visible": False},
        shapes=_bars(rows, before, after, theme),
        annotations=_words(rows, names, drawn, theme),
    )


def _words(
    rows: Sequence[Row], names: Sequence[str], drawn: Sequence[bool], theme: Theme
) -> list[dict[str, Any]]:
    above = {"xref": "paper", "yref": "y", "yanchor": "bottom"}
    words = []
    for place, row in enumerate(rows):
        name = shortened(row["label"], _PHONE - _GAP - text_width(row["note"], SMALL))
        font = {"color": MUTED.on(theme), "size": SMALL}
        middle = place - 0.14
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
        said = [_member_told(one, before, after, names, row) for one in row["members"]]
        told.append(
            " ".join(filter(None, (row["label"], _("，").join(filter(None, said)), bracketed(row["note"]))))
        )
    return _("哑铃图（{unit}）：{rows}。").format(unit=_(unit), rows=_("；").join(told))


def _member_told(one: Row, before: str, after: str, names: Sequence[str], row: Row) -> str:
    values = _("、").join(
        f"{name} {numbers.decimal(one[column])}"
        for name, column in zip(names, (before, after), strict=True)
        if one[column] is not None
    )
    return values if one["label"] == row["label"] else f"{one['label']} {values}".strip()
