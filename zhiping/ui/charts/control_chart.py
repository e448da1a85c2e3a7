"""The control chart: which months stand out from the ordinary ups and downs."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import (
    INK,
    MUTED,
    PLAIN,
    SERIES,
    SMALL,
    Click,
    Figure,
    Trace,
    count_axis,
    framed,
    label,
    month_axis,
    scatter_trace,
    silent,
    spread,
    text_width,
    whole_ticks,
)
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html
from zhiping.ui.look.states import BACKGROUNDS, Theme
from zhiping.words import N_, _

_TOP, _BOTTOM = 44, 48
_PLOT = 260
_LABEL_GAP = 17
_HALF = timedelta(days=15)
_SYMBOLS = {
    "outside": "diamond",
    "rising": "triangle-up",
    "falling": "triangle-down",
    "above": "square",
    "below": "square",
    "near_upper": "hexagon",
    "near_lower": "hexagon",
}
_MARKED = SERIES[1]


def control_chart(
    rows: Sequence[Row],
    theme: Theme = "light",
    *,
    value: str = "value",
    unit: str = N_("件"),
    click: Click = silent,
) -> Figure | None:
    """Counts a month from zero with their mean and limits; signals stand out by shape, colour and number.

    Limits that begin anew with a month (`rebased_rows`) are drawn each over its own months, and told of the last; the
    mean before goes on dotted, as what would have been had nothing changed.

    Row: month (its first day), `value`, is_complete, mean, lower_limit, upper_limit (None: too few
    months), signal, signal_from, is_outside (see zhiping/rules/control.py). A lower limit below zero is drawn at
    zero. Months that are not complete are hollow and outside the line; `left_out` of one, where it has it, says why
    instead of 未满. The numbers are those of
    `signal_numbers`, for a list beside the picture. None without rows.
    """
    known = [row for row in rows if row[value] is not None]
    if not known:
        return None
    spans = _spans(known)
    limits, before = spans[-1][0], _mean_before(spans)
    heights = [at for one, _first, _last in spans for at in one.values()]
    ticks = whole_ticks(1.04 * max([row[value] for row in known] + heights))
    top = ticks[-1] or 1
    left = max(text_width(numbers.count(tick), SMALL) for tick in ticks) + 14
    right = max((text_width(text, SMALL) for text in limits | before), default=0) + 14
    last = known[-1]["month"] + _HALF
    traces = [_line(known, value, unit, theme, click)]
    if unfinished := [row for row in known if not row["is_complete"]]:
        traces.append(_unfinished(unfinished, value, unit, theme, click))
    return framed(
        theme,
        traces,
        alt=_alt(known, value, limits | before, unit),
        height=_PLOT + _TOP + _BOTTOM,
        margin=(_TOP, right, _BOTTOM, left),
        xaxis={**month_axis([row["month"] for row in known], _HALF), "showline": True},
        yaxis={**count_axis(ticks), "showgrid": False},
        shapes=[
            *(
                line
                for own, since, until in spans
                for line in _lines(own, (since - _HALF, until + _HALF), theme)
            ),
            *(_line_at(at, (spans[-1][1] - _HALF, last), "dot", INK.on(theme)) for at in before.values()),
        ],
        annotations=[
            *_names(limits | before, top, theme),
            *_numbers(known, value, theme),
            _unit_words(unit, left, theme),
        ],
    )


def signal_numbers(rows: Sequence[Row]) -> dict[date, int]:
    """Month on which a signal ends -> its number in the picture, counted from the earliest."""
    ends = sorted(row["month"] for row in rows if row["signal"])
    return {month: place for place, month in enumerate(ends, 1)}


def _spans(rows: Sequence[Row]) -> list[tuple[dict[str, float], date, date]]:
    """The limits with the first and last month over which they hold, one after the other."""
    found: list[tuple[dict[str, float], date, date]] = []
    for row in rows:
        limits = _limits(row)
        since = found.pop()[1] if found and found[-1][0] == limits else row["month"]
        found.append((limits, since, row["month"]))
    return found


def _limits(row: Row) -> dict[str, float]:
    """The words at the right edge -> where the line lies; empty while there are too few months."""
    if row["mean"] is None:
        return {}
    lower = max(0.0, row["lower_limit"])
    lines = ((_("上限"), row["upper_limit"]), (_("均值"), row["mean"]), (_("下限"), lower))
    return {f"{name} {numbers.decimal(at)}": at for name, at in lines}


def _mean_before(spans: Sequence[tuple[dict[str, float], date, date]]) -> dict[str, float]:
    """The words and place of the mean that held before the last limits began; empty where these are the first."""
    means = [list(own.values())[1] for own, _since, _until in spans[:-1] if own]
    return {_("原均值 {n}").format(n=numbers.decimal(means[-1])): means[-1]} if means and spans[-1][0] else {}


def _lines(limits: dict[str, float], span: tuple[date, date], theme: Theme) -> list[dict[str, Any]]:
    styles = (("dash", MUTED), ("solid", INK), ("dash", MUTED))
    return [
        _line_at(at, span, dash, shade.on(theme))
        for at, (dash, shade) in zip(limits.values(), styles, strict=False)
    ]


def _line_at(at: float, span: tuple[date, date], dash: str, colour: str) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": span[0].isoformat(),
        "x1": span[1].isoformat(),
        "y0": at,
        "y1": at,
        "line": {"color": colour, "width": 1, "dash": dash},
        "layer": "below",
    }


def _names(limits: dict[str, float], top: float, theme: Theme) -> list[dict[str, Any]]:
    scale = _PLOT / top
    heights = spread([at * scale for at in limits.values()], _LABEL_GAP, 4, _PLOT)
    at_right = {"xref": "paper", "yref": "y", "xanchor": "left", "yanchor": "middle", "xshift": 6}
    found = []
    for place, (text, height) in enumerate(zip(limits, heights, strict=True)):
        font = {"color": (INK if place == 1 else MUTED).on(theme), "size": SMALL}
        found.append(label(as_html(text), 1, height / scale, name="limit", font=font, **at_right))
    return found


def _marks(rows: Sequence[Row]) -> list[str | None]:
    """Which signal each row stands in: outside the limits, else its own, else that of its run."""
    marks = ["outside" if row["is_outside"] else row["signal"] for row in rows]
    for row in rows:
        if row["signal"]:
            for place, each in enumerate(rows):
                if row["signal_from"] <= each["month"] <= row["month"]:
                    marks[place] = marks[place] or row["signal"]
    return marks


def _line(rows: Sequence[Row], value: str, unit: str, theme: Theme, click: Click) -> Trace:
    marks = _marks([row for row in rows if row["is_complete"]])
    whole = [row for row in rows if row["is_complete"]]
    return scatter_trace(
        name=_("满月"),
        x=[row["month"].isoformat() for row in whole],
        y=[row[value] for row in whole],
        mode="lines+markers",
        customdata=[click(row, "") for row in whole],
        line={"color": PLAIN.on(theme), "width": 2},
        marker={
            "opacity": 1,
            "symbol": [_SYMBOLS[mark] if mark else "circle" for mark in marks],
            "size": [11 if mark else 7 for mark in marks],
            "color": [(_MARKED if mark else PLAIN).on(theme) for mark in marks],
            "line": {"color": BACKGROUNDS[theme][0], "width": 1},
        },
        cliponaxis=False,
        hovertemplate=[_hover(row, value, unit) for row in whole],
    )


def _unfinished(rows: Sequence[Row], value: str, unit: str, theme: Theme, click: Click) -> Trace:
    return scatter_trace(
        name=_("未满"),
        x=[row["month"].isoformat() for row in rows],
        y=[row[value] for row in rows],
        mode="markers",
        customdata=[click(row, "") for row in rows],
        marker={"symbol": "circle-open", "size": 8, "color": MUTED.on(theme), "line": {"width": 2}},
        cliponaxis=False,
        hovertemplate=[_hover(row, value, unit) for row in rows],
    )


def _hover(row: Row, value: str, unit: str) -> str:
    why = row.get("left_out") or _("未满月")
    note = "" if row["is_complete"] else as_html(_("（{why}）").format(why=why))
    count = numbers.exact_count(row[value])
    return f"<b>{numbers.month(row['month'])}</b>{note}<br>{count} {_(unit)}<extra></extra>"


def _numbers(rows: Sequence[Row], value: str, theme: Theme) -> list[dict[str, Any]]:
    """The number of each signal over its last point, and 未满 over a month that is not complete."""
    numbered = signal_numbers(rows)
    over = {"xanchor": "center", "yanchor": "bottom", "yshift": 8}
    found = [
        label(
            str(numbered[row["month"]]),
            row["month"].isoformat(),
            row[value],
            name="signal",
            font={"color": _MARKED.on(theme)},
            **over,
        )
        for row in rows
        if row["signal"]
    ]
    quiet = {"color": MUTED.on(theme), "size": SMALL}
    return found + [
        label(
            as_html(row.get("left_out") or _("未满")),
            row["month"].isoformat(),
            row[value],
            name="incomplete",
            font=quiet,
            **over,
        )
        for row in rows
        if not row["is_complete"]
    ]


def _unit_words(unit: str, left: int, theme: Theme) -> dict[str, Any]:
    at_top = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    font = {"color": MUTED.on(theme), "size": SMALL}
    return label(_(unit), 0, 1, name="unit", font=font, xshift=-left, yshift=22, **at_top)


def _alt(rows: Sequence[Row], value: str, limits: dict[str, float], unit: str) -> str:
    text = _("控制图，{first}至{last}每月数量（{unit}），从{from_}到{to}").format(
        first=numbers.month(rows[0]["month"]),
        last=numbers.month(rows[-1]["month"]),
        unit=_(unit),
        from_=numbers.count(rows[0][value]),
        to=numbers.count(rows[-1][value]),
    )
    if limits:
        text += _("；") + _("，").join(limits)
    unfinished: dict[str, list[str]] = {}
    for row in rows:
        if not row["is_complete"]:
            unfinished.setdefault(row.get("left_out") or _("未满月"), []).append(numbers.month(row["month"]))
    for why, months in unfinished.items():
        text += _("；{months}{why}，不参与计算").format(months=_("、").join(months), why=why)
    if numbered := signal_numbers(rows):
        text += _("；{n}处信号，至{months}").format(
            n=len(numbered), months=_("、").join(numbers.month(month) for month in numbered)
        )
    return text + _("。")
