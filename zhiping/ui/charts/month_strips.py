"""Month strips: a row of small columns a series, so that eight series of different size are read at once."""

from collections.abc import Sequence
from datetime import date, timedelta
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
    month_axis,
    named,
    silent,
    text_width,
)
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html
from zhiping.ui.look.states import Theme
from zhiping.words import N_, _

_ROW = 58
_TOP, _BOTTOM = 30, 44
_TALLEST = 0.6  # of a row; the rest is room for the number over the column
_HALF = timedelta(days=16)
_COLUMN_MS = 20 * 24 * 3600 * 1000
_APART = timedelta(days=62)


def month_strips(
    rows: Sequence[Row],
    theme: Theme = "light",
    *,
    by: str,
    value: str,
    unit: str = N_("件"),
    click: Click = silent,
) -> Figure | None:
    """Counts a month as small columns from zero, a row a series, each row on its own scale.

    Row: month (its first day), `by` (the series' name), `value` (count or None), is_complete. The
    highest column and the last complete one carry their numbers; months that are not complete are
    hollow. Series stand in the order of their first row. None without rows.
    """
    series = _series(rows, by)
    if not series:
        return None
    months = sorted({row["month"] for row in rows})
    left = max(text_width(name) for name in series) + 12
    based = [(-(place + 1.0), name, own) for place, (name, own) in enumerate(series.items())]
    yaxis = {
        "range": [-len(series), 0],
        "tickvals": [-place - 1 + _TALLEST / 2 for place in range(len(series))],
        "ticktext": [f"{as_html(name)} " for name in series],
        "tickfont": {"color": INK.on(theme)},
    }
    return framed(
        theme,
        [_columns(name, own, value, base, unit, theme, click) for base, name, own in based],
        alt=_alt(series, months, value, unit),
        height=len(series) * _ROW + _TOP + _BOTTOM,
        margin=(_TOP, 16, _BOTTOM, left),
        barmode="overlay",
        xaxis=month_axis(months, _HALF),
        yaxis=yaxis,
        shapes=[_zero_line(base, theme) for base, _name, _own in based],
        annotations=[
            _head(unit, left, theme),
            *(word for base, _name, own in based for word in _words(own, value, base, theme)),
        ],
    )


def _series(rows: Sequence[Row], by: str) -> dict[str, list[Row]]:
    """Name -> its rows by month."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(named(row[by]), []).append(row)
    return {name: sorted(own, key=lambda row: row["month"]) for name, own in found.items()}


def _zero_line(base: float, theme: Theme) -> dict[str, Any]:
    line = {"color": GRID.on(theme), "width": 1}
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": base,
        "y1": base,
        "line": line,
        "layer": "below",
    }


def _columns(
    name: str, rows: Sequence[Row], value: str, base: float, unit: str, theme: Theme, click: Click
) -> Trace:
    scale = _scale(rows, value)
    colour = PLAIN.on(theme)
    return bar_trace(
        name=name,
        x=[row["month"].isoformat() for row in rows],
        y=[(row[value] or 0) * scale for row in rows],
        base=base,
        width=_COLUMN_MS,
        customdata=[click(row, "") for row in rows],
        marker={
            "color": [colour if row["is_complete"] else "rgba(0,0,0,0)" for row in rows],
            "line": {"color": colour, "width": 1},
        },
        hovertemplate=[
            f"<b>{as_html(name)}</b><br>{numbers.month(row['month'])}"
            f"{'' if row['is_complete'] else _('（未满月）')}"
            f"<br>{numbers.exact_count(row[value])} {_(unit)}<extra></extra>"
            for row in rows
        ],
    )


def _scale(rows: Sequence[Row], value: str) -> float:
    """Parts of a row's height for one case."""
    return _TALLEST / (max((row[value] or 0) for row in rows) or 1)


def _numbered(rows: Sequence[Row], value: str) -> dict[date, int]:
    """The months whose numbers are written: the highest (the latest of equals) and the last complete one.

    Two that stand so near that the numbers would touch: the highest alone.
    """
    known = [row for row in rows if row[value]]
    if not known:
        return {}
    highest = max(known, key=lambda row: (row[value], row["month"]))
    found = {highest["month"]: highest[value]}
    whole = [row for row in known if row["is_complete"]]
    if whole and abs(whole[-1]["month"] - highest["month"]) > _APART:
        found[whole[-1]["month"]] = whole[-1][value]
    return found


def _words(rows: Sequence[Row], value: str, base: float, theme: Theme) -> list[dict[str, Any]]:
    scale = _scale(rows, value)
    over = {"xanchor": "center", "yanchor": "bottom", "font": {"color": MUTED.on(theme), "size": SMALL}}
    return [
        label(as_html(numbers.count(number)), month.isoformat(), base + number * scale, name="number", **over)
        for month, number in _numbered(rows, value).items()
    ]


def _head(unit: str, left: int, theme: Theme) -> dict[str, Any]:
    at_top = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    text = _("单位：{unit}；高低只在同一行内可比").format(unit=_(unit))
    font = {"color": MUTED.on(theme), "size": SMALL}
    return label(text, 0, 1, name="unit", font=font, xshift=-left, yshift=6, **at_top)


def _alt(series: dict[str, list[Row]], months: Sequence[date], value: str, unit: str) -> str:
    told = [
        _("{name}从{first}到{last}，最高{highest}").format(
            name=name,
            first=numbers.count(own[0][value]),
            last=numbers.count(own[-1][value]),
            highest=numbers.count(max((row[value] or 0) for row in own)),
        )
        for name, own in series.items()
    ]
    text = _("小柱图，{first}至{last}每月数量（{unit}）：{told}").format(
        first=numbers.month(months[0]), last=numbers.month(months[-1]), unit=_(unit), told=_("；").join(told)
    )
    rows = next(iter(series.values()))
    if unfinished := [numbers.month(row["month"]) for row in rows if not row["is_complete"]]:
        text += _("；{months}未满月").format(months=_("、").join(unfinished))
    return text + _("。")
