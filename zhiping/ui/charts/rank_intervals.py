"""Ranks with their intervals: the official rank first, how firm it is beside it."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import INK, MUTED, SMALL, framed, label, shortened, text_width, whole_ticks
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html
from zhiping.ui.look.states import BACKGROUNDS, Shade, Theme
from zhiping.words import _

ROW_HEIGHT = 26
TOP, BOTTOM = 54, 8
NAME_WIDTH = 104
_BAND = Shade("#7f97b8", "#5a7396")
_GAP = 12


def rank_intervals(rows: Sequence[Row], theme: Theme = "light") -> go.Figure | None:
    """One line a unit in the order given: a dot on the official rank, a band from P5 to P95 of the draws.

    Row: unit_name, rank (None: not ranked), score, is_tied, unit_count, rank_low, rank_high (None: no
    interval), why (for units that are not ranked, in words). Rank 1 stands at the left, the last one that
    a unit of these rows reaches at the right. None without rows.
    """
    if not rows:
        return None
    last = max(max(row["rank"] or 1, row["rank_high"] or 1) for row in rows)
    names = [shortened(unit_label(row), NAME_WIDTH) for row in rows]
    left = max(text_width(name) for name in names) + _GAP
    interval_width = max(text_width(text) for text in [_("区间"), *map(interval_words, rows)]) + _GAP
    right = max(text_width(text) for text in [_("得分"), *map(_score, rows)]) + interval_width + _GAP
    figure = framed(
        theme,
        alt=_alt(rows),
        height=len(rows) * ROW_HEIGHT + TOP + BOTTOM,
        margin=(TOP, right, BOTTOM, left),
    )
    figure.add_traces([_bands(rows, theme), _dots(rows, theme)])
    ticks = [1, *(tick for tick in whole_ticks(last) if 1 < tick <= last)]
    figure.update_xaxes(
        range=[0.5, last + 0.5],
        tickvals=ticks,
        ticktext=[str(tick) for tick in ticks],
        side="top",
        showgrid=True,
        ticklen=2,
    )
    draw_rows(figure, names, theme)
    figure.update_layout(annotations=_words(rows, left, right, interval_width, theme))
    return figure


def unit_label(row: Row) -> str:
    """A unit as the rows of both rank pictures name it: "3 上都镇", "并列3 上都镇", or its name alone."""
    if not row["rank"]:
        return str(row["unit_name"])
    place = _("并列{rank}").format(rank=row["rank"]) if row["is_tied"] else str(row["rank"])
    return f"{place} {row['unit_name']}"


def interval_words(row: Row) -> str:
    """From which rank to which, "2–5"; one number where both are one, MISSING where there is no interval."""
    if row["rank_low"] is None:
        return numbers.MISSING
    return (
        f"{row['rank_low']}–{row['rank_high']}"
        if row["rank_low"] < row["rank_high"]
        else f"{row['rank_low']}"
    )


def draw_rows(figure: go.Figure, names: Sequence[str], theme: Theme) -> None:
    """Lay the y axis: one line a name, the first at the top."""
    figure.update_yaxes(
        range=[len(names) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=[f"{as_html(name)} " for name in names],
        tickfont={"color": INK.on(theme)},
    )


def _score(row: Row) -> str:
    return numbers.MISSING if row["score"] is None else f"{row['score']:.2f}"


def _bands(rows: Sequence[Row], theme: Theme) -> go.Scatter:
    places: list[Any] = []
    heights: list[Any] = []
    for height, row in enumerate(rows):
        if row["rank_low"] is not None:
            places += [row["rank_low"], row["rank_high"], None]
            heights += [height, height, None]
    return go.Scatter(
        name=_("区间"),
        x=places,
        y=heights,
        mode="lines",
        line={"color": _BAND.on(theme), "width": 8},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _dots(rows: Sequence[Row], theme: Theme) -> go.Scatter:
    ranked = [(height, row) for height, row in enumerate(rows) if row["rank"]]
    hovers = []
    for _height, row in ranked:
        text = _("第 {rank} 名，共 {count} 个，{score} 分").format(
            rank=row["rank"], count=row["unit_count"], score=_score(row)
        )
        band = _("90%的情形在第 {interval} 名").format(interval=interval_words(row))
        hovers.append(f"<b>{as_html(row['unit_name'])}</b><br>{text}<br>{band}<extra></extra>")
    return go.Scatter(
        name=_("官方名次"),
        x=[row["rank"] for _height, row in ranked],
        y=[height for height, _row in ranked],
        mode="markers",
        marker={
            "color": INK.on(theme),
            "size": 11,
            "opacity": 1,
            "line": {"color": BACKGROUNDS[theme][0], "width": 1.5},
        },
        hovertemplate=hovers,
        cliponaxis=False,
    )


def _words(
    rows: Sequence[Row], left: int, right: int, interval_width: int, theme: Theme
) -> list[dict[str, Any]]:
    quiet = {"color": MUTED.on(theme), "size": SMALL}
    ends = {"score": right - interval_width - 2, "interval": right - 2}
    found = []
    for height, row in enumerate(rows):
        if row["rank"]:
            for name, text in (("score", _score(row)), ("interval", interval_words(row))):
                found.append(
                    label(text, 1, height, name=name, xref="paper", xanchor="right", xshift=ends[name])
                )
        else:
            found.append(
                label(as_html(row["why"]), 0, height, name="why", xref="paper", xanchor="left", font=quiet)
            )
    above = {"xref": "paper", "yref": "paper", "yanchor": "bottom", "font": quiet}
    for name, text in (("score", _("得分")), ("interval", _("区间"))):
        found.append(label(text, 1, 1, name="head", xanchor="right", xshift=ends[name], yshift=6, **above))
    key = _("● 官方名次　▬ 90%的情形所在的名次")
    return [*found, label(key, 0, 1, name="key", xanchor="left", xshift=-left, yshift=30, **above)]


def _alt(rows: Sequence[Row]) -> str:
    told = []
    for row in rows:
        if row["rank"]:
            text = _("{unit} {score} 分，区间 {interval}").format(
                unit=unit_label(row), score=_score(row), interval=interval_words(row)
            )
        else:
            text = f"{row['unit_name']} {row['why']}"
        told.append(text)
    return _("名次图，官方名次和90%的情形所在的名次：{told}。").format(told="；".join(told))
