"""Rank and score of one unit, term after term: two lines over one axis of time."""

from collections.abc import Sequence
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import (
    INK,
    SERIES,
    SIZE,
    SMALL,
    Click,
    Figure,
    Trace,
    framed,
    label,
    scatter_trace,
    silent,
)
from zhiping.ui.look.states import Theme
from zhiping.words import N_, _

_TOP, _BOTTOM, _PANEL, _BETWEEN = 30, 44, 110, 34
_LEFT, _RIGHT = 24, 36
_MOST_WRITTEN = 8
# As short as they are written under a picture on a phone.
_SHORT = {"一季度": N_("一季度"), "上半年": N_("上半年"), "前三季度": N_("三季度"), "全年": N_("全年")}


def term_lines(rows: Sequence[Row], theme: Theme = "light", *, click: Click = silent) -> Figure | None:
    """Above the rank (1 at the top), below the score; a term without a rank breaks the line.

    Row, in the order of time: year, term, score (or None), rank (or None), unit_count. Numbers stand at
    the points, with many points at the first, last, best and worst. None where no score is known.
    """
    if not any(row["score"] is not None for row in rows):
        return None
    whole = 2 * _PANEL + _BETWEEN
    hidden = {"visible": False}
    places = _ticked(rows)
    xaxis = {
        "range": [-0.4, max(len(rows) - 1, 0) + 0.4],
        "tickvals": places,
        "ticktext": [_tick(rows, place, places) for place in places],
        "anchor": "y2",
        "showgrid": True,
        "tickangle": 0,
    }
    return framed(
        theme,
        [_line(rows, "rank", "y", 0, theme, click), _line(rows, "score", "y2", 1, theme, click)],
        alt=_alt(rows),
        height=_TOP + whole + _BOTTOM,
        margin=(_TOP, _RIGHT, _BOTTOM, _LEFT),
        xaxis=xaxis,
        yaxis={**hidden, "domain": [1 - _PANEL / whole, 1], "range": _rank_range(rows)},
        yaxis2={**hidden, "domain": [0, _PANEL / whole], "range": _score_range(rows), "anchor": "x"},
        annotations=[_title(_("名次"), 1, 0, theme), _title(_("得分"), _PANEL / whole, 1, theme)],
    )


def _rank_range(rows: Sequence[Row]) -> list[float]:
    last = max([row["rank"] or 1 for row in rows] + [2])
    room = (last - 1) * 0.3
    return [last + room, 1 - room]


def _score_range(rows: Sequence[Row]) -> list[float]:
    known = [row["score"] for row in rows if row["score"] is not None]
    room = max((max(known) - min(known)) * 0.3, 0.5)
    return [min(known) - room, max(known) + room]


def _ticked(rows: Sequence[Row]) -> list[int]:
    """The places that are written under the axis: with many, the whole years and the last."""
    if len(rows) <= _MOST_WRITTEN:
        return list(range(len(rows)))
    places = [place for place, row in enumerate(rows[:-2]) if row["term"] == "全年"]
    return [*places, len(rows) - 1]


def _tick(rows: Sequence[Row], place: int, places: Sequence[int]) -> str:
    row = rows[place]
    before = places.index(place) - 1
    is_first_of_year = before < 0 or rows[places[before]]["year"] != row["year"]
    return _(_SHORT[row["term"]]) + (f"<br>{row['year']}" if is_first_of_year else "")


def _written(values: Sequence[Any]) -> set[int]:
    known = [place for place, value in enumerate(values) if value is not None]
    if len(known) <= _MOST_WRITTEN:
        return set(known)
    return {
        known[0],
        known[-1],
        max(known, key=lambda place: (values[place], place)),
        min(known, key=lambda place: (values[place], -place)),
    }


def _line(rows: Sequence[Row], column: str, axis: str, place: int, theme: Theme, click: Click) -> Trace:
    values = [row[column] for row in rows]
    written = _written(values)
    colour = SERIES[place].on(theme)
    return scatter_trace(
        name=_("名次") if column == "rank" else _("得分"),
        x=list(range(len(rows))),
        y=values,
        yaxis=axis,
        mode="lines+markers+text",
        customdata=[click(row, "") for row in rows],
        connectgaps=False,
        line={"color": colour, "width": 2},
        marker={"color": colour, "size": 7, "symbol": "circle" if column == "rank" else "square"},
        text=[_point(row, column) if at in written else "" for at, row in enumerate(rows)],
        textposition=_sides(values, -1 if column == "rank" else 1),
        textfont={"color": INK.on(theme), "size": SMALL},
        cliponaxis=False,
        hovertemplate=[
            f"<b>{row['year']} {_(row['term'])}</b><br>{_told(row)}<extra></extra>" for row in rows
        ],
    )


def _sides(values: Sequence[Any], upward: int) -> list[str]:
    """Where each point's words stand: below it in a valley, whose lines lead up, else above.

    `upward`: 1 where more is higher in the picture, −1 where less is.
    """
    heights = [None if value is None else value * upward for value in values]
    sides = []
    for place, here in enumerate(heights):
        around = [heights[at] for at in (place - 1, place + 1) if 0 <= at < len(heights)]
        known = [each for each in around if each is not None]
        is_valley = here is not None and bool(known) and all(each > here for each in known)
        sides.append("bottom center" if is_valley else "top center")
    return sides


def _point(row: Row, column: str) -> str:
    if row[column] is None:
        return ""
    return f"{row['rank']}/{row['unit_count']}" if column == "rank" else f"{row['score']:.2f}"


def _told(row: Row) -> str:
    if row["score"] is None:
        return _("没有得分")
    score = _("{score} 分").format(score=f"{row['score']:.2f}")
    if row["rank"] is None:
        return score + _("，没有排名")
    return score + _("，第 {rank} 名，共 {count} 个").format(rank=row["rank"], count=row["unit_count"])


def _title(text: str, at: float, place: int, theme: Theme) -> dict[str, Any]:
    font = {"color": SERIES[place].on(theme), "size": SIZE}
    return label(text, 0, at, name="title", xref="paper", yref="paper", xanchor="left", yanchor="bottom",
                 xshift=-_LEFT, yshift=8, font=font)  # fmt: skip


def _alt(rows: Sequence[Row]) -> str:
    told = _("；").join(f"{row['year']} {_(row['term'])} {_told(row)}" for row in rows)
    return _("折线图，各考核期的名次和得分：{told}。").format(told=told)
