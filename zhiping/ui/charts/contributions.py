"""Where the points come from: a unit a line, a dimension a column, each a bar from zero with its number."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import (
    GRID,
    INK,
    MUTED,
    PLAIN,
    SMALL,
    Click,
    Figure,
    Trace,
    bar_trace,
    framed,
    label,
    scatter_trace,
    shortened,
    silent,
    text_width,
)
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html
from zhiping.ui.look.states import Theme
from zhiping.words import _

_ROW = 26
_TOP, _BOTTOM = 54, 8
_NAME_WIDTH = 104
_USED = 0.9  # of a column's width; the rest keeps the columns apart
_HEAD_CHARACTERS = 6  # on two lines: a column on a phone is three characters wide
_BAR_BELOW, _TEXT_ABOVE = 0.3, 0.1  # of a row's height: the number stands over its bar
_GAP = 12


def contributions(
    rows: Sequence[Row], theme: Theme = "light", *, full: Mapping[str, float], click: Click = silent
) -> Figure | None:
    """Points a unit and dimension, in the order given; all columns have one scale, so lengths compare.

    `full`: the columns by name with their weights, which are written at their heads. Row: unit_name,
    rank, is_tied, and under each of these names its points (None: nothing scored). None without rows or columns.
    """
    if not rows or not full:
        return None
    columns = list(full)
    known = [row[name] for row in rows for name in columns if row[name] is not None]
    top = max([*known, *full.values()]) or 1
    names = [shortened(unit_label(row), _NAME_WIDTH) for row in rows]
    left = max(text_width(name) for name in names) + _GAP
    yaxis = {
        "range": [len(names) - 0.5, -0.5],
        "tickvals": list(range(len(names))),
        "ticktext": [f"{as_html(name)} " for name in names],
        "tickfont": {"color": INK.on(theme)},
    }
    return framed(
        theme,
        [
            trace
            for place, name in enumerate(columns)
            for trace in _column(rows, name, place, top, theme, click)
        ],
        alt=_alt(rows, columns),
        height=len(rows) * _ROW + _TOP + _BOTTOM,
        margin=(_TOP, 4, _BOTTOM, left),
        barmode="overlay",
        xaxis={"range": [0, len(columns)], "visible": False},
        yaxis=yaxis,
        annotations=[_head(name, full[name], place, theme) for place, name in enumerate(columns)],
        shapes=[_edge(place, theme) for place in range(len(columns))],
    )


def _edge(place: int, theme: Theme) -> dict[str, Any]:
    """The line at which a column begins."""
    line = {"color": GRID.on(theme), "width": 1}
    return {"type": "line", "x0": place, "x1": place, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def unit_label(row: Row) -> str:
    """A unit as its row is named: "3 上都镇", "并列3 上都镇", or its name alone."""
    if not row["rank"]:
        return str(row["unit_name"])
    place = _("并列{rank}").format(rank=row["rank"]) if row["is_tied"] else str(row["rank"])
    return f"{place} {row['unit_name']}"


def _column(
    rows: Sequence[Row], name: str, place: int, top: float, theme: Theme, click: Click
) -> list[Trace]:
    values = [row[name] for row in rows]
    heights = list(range(len(rows)))
    lengths = [max(value or 0, 0) / top * _USED for value in values]
    words = [numbers.MISSING if value is None else f"{value:.1f}" for value in values]
    points = _("{points} 分")
    hovers = [
        f"<b>{as_html(row['unit_name'])}</b><br>{as_html(name)} {points.format(points=word)}<extra></extra>"
        for row, word in zip(rows, words, strict=True)
    ]
    bar = bar_trace(
        name=name,
        orientation="h",
        base=place,
        x=lengths,
        y=[height + _BAR_BELOW for height in heights],
        width=0.2,
        customdata=[click(row, "") for row in rows],
        marker={"color": PLAIN.on(theme), "line": {"width": 0}},
        hovertemplate=hovers,
    )
    text = scatter_trace(
        name="",
        x=[place] * len(rows),
        y=[height - _TEXT_ABOVE for height in heights],
        mode="text",
        text=[f" {word}" for word in words],
        textposition="middle right",
        textfont={"color": INK.on(theme), "size": SMALL},
        hoverinfo="skip",
        cliponaxis=False,
    )
    return [bar, text]


def _head(name: str, full: float, place: int, theme: Theme) -> dict[str, Any]:
    weight = _("权重{points}").format(points=numbers.decimal(full))
    text = "<br>".join([*map(as_html, _halves(name)), weight])
    font = {"color": MUTED.on(theme), "size": SMALL}
    return label(text, place, 1, name="head", yref="paper", xanchor="left", yanchor="bottom", align="left",
                 xshift=1, yshift=6, font=font)  # fmt: skip


def _halves(name: str) -> list[str]:
    """A column's name on one line or two, cut where it is too long for both."""
    if len(name) > _HEAD_CHARACTERS:
        name = name[: _HEAD_CHARACTERS - 1] + "…"
    middle = (len(name) + 1) // 2
    return [name] if len(name) <= 3 else [name[:middle], name[middle:]]


def _alt(rows: Sequence[Row], columns: Sequence[str]) -> str:
    told = []
    for row in rows:
        parts = [
            f"{name} {numbers.MISSING if row[name] is None else format(row[name], '.1f')}" for name in columns
        ]
        told.append(f"{unit_label(row)}{_('：')}{_('，').join(parts)}")
    return _("得分构成，各维度的分数：{told}。").format(told=_("；").join(told))
