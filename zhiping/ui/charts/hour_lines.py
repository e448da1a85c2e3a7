"""Hour lines: the hours of a day along two lines, an average weekday and an average day of the weekend."""

from collections.abc import Mapping, Sequence

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import (
    MUTED,
    SERIES,
    SMALL,
    Click,
    Figure,
    Trace,
    fine_ticks,
    framed,
    label,
    scatter_trace,
    silent,
    spread,
    text_width,
)
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html
from zhiping.ui.look.states import Theme
from zhiping.words import N_, _

WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))
_KINDS = {N_("周一至周五"): range(1, 6), N_("周六周日"): range(6, 8)}
_HOURS = 24
_TOP, _BOTTOM, _PLOT = 30, 30, 240
_NAME_GAP = 18
_ABOVE = 1.08  # of the highest: room for its point
_Line = Mapping[int, float]


def hour_lines(
    rows: Sequence[Row],
    theme: Theme = "light",
    *,
    value: str,
    days: str = "",
    unit: str = N_("次"),
    click: Click = silent,
) -> Figure | None:
    """What an average day has at each hour, from 0: one line for Monday to Friday, one for the weekend.

    Row: weekday (1 Monday - 7), hour (0-23), `value` (a number or None: not known), and under `days` on how many days
    that number was counted (default one). A click gets hour and is_weekend. None where nothing is known.
    """
    lines = {
        kind: _line([row for row in rows if row["weekday"] in own], value, days)
        for kind, own in _KINDS.items()
    }
    lines = {kind: line for kind, line in lines.items() if line}
    if not lines:
        return None
    top = max(max(line.values()) for line in lines.values()) or 1
    ticks = [tick for tick in fine_ticks(top) if tick <= top * _ABOVE]
    written = [f"{tick:g}" if tick < 1 else numbers.decimal(tick) for tick in ticks]
    left = max(text_width(tick, SMALL) for tick in written) + 14
    right = max(text_width(_(kind)) for kind in lines) + 10
    xaxis = {
        "range": [-0.3, _HOURS - 0.7],
        "tickvals": list(range(0, _HOURS, 3)),
        "ticktext": [f"{hour}:00" for hour in range(0, _HOURS, 3)],
        "tickangle": 0,
    }
    head = label(
        _("单位：{unit}，平均一天").format(unit=_(unit)),
        0,
        1,
        name="unit",
        font={"color": MUTED.on(theme), "size": SMALL},
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        xshift=-left,
        yshift=8,
    )
    return framed(
        theme,
        [_trace(kind, line, unit, theme, click) for kind, line in lines.items()],
        alt=_alt(lines, unit),
        height=_TOP + _PLOT + _BOTTOM,
        margin=(_TOP, right, _BOTTOM, left),
        xaxis=xaxis,
        yaxis={"range": [0, top * _ABOVE], "showgrid": True, "tickvals": ticks, "ticktext": written},
        annotations=[head, *_names(lines, top, theme)],
    )


def hour_words(weekday: int, hour: int) -> str:
    """One hour of the week in words: "周三 8:00"."""
    return f"{_(WEEKDAYS[weekday - 1])} {hour}:00"


def _line(rows: Sequence[Row], value: str, days: str) -> dict[int, float]:
    """Hour -> the average of a day; an hour of which nothing is known is none."""
    known = [row for row in rows if row[value] is not None]
    found = {}
    for hour in range(_HOURS):
        own = [row for row in known if row["hour"] == hour]
        if many := sum(row[days] for row in own) if days else len(own):
            found[hour] = sum(row[value] for row in own) / many
    return found


def _trace(kind: str, line: _Line, unit: str, theme: Theme, click: Click) -> Trace:
    is_weekend = 7 in _KINDS[kind]
    place = list(_KINDS).index(kind)
    return scatter_trace(
        name=_(kind),
        x=list(range(_HOURS)),
        y=[line.get(hour) for hour in range(_HOURS)],
        mode="lines+markers",
        customdata=[click({"hour": hour, "is_weekend": is_weekend}, "") for hour in range(_HOURS)],
        connectgaps=False,
        cliponaxis=False,
        line={"color": SERIES[place].on(theme), "width": 2, "dash": ("solid", "dash")[place]},
        marker={
            "color": SERIES[place].on(theme),
            "size": 6,
            "symbol": ("circle", "square")[place],
            "opacity": 1,
        },
        hovertemplate=[
            f"<b>{as_html(_(kind))} {hour}:00</b><br>{_told(line, hour)} {_(unit)}<extra></extra>"
            for hour in range(_HOURS)
        ],
    )


def _names(lines: Mapping[str, _Line], top: float, theme: Theme) -> list[dict[str, object]]:
    """Each line's name at its end, apart where the ends are near."""
    ends = [line[max(line)] for line in lines.values()]
    gap = _NAME_GAP / _PLOT * top * 1.08
    return [
        label(
            _(kind),
            1,
            at,
            name="line",
            font={"color": SERIES[list(_KINDS).index(kind)].on(theme)},
            xref="paper",
            xanchor="left",
            yanchor="middle",
            xshift=4,
        )
        for kind, at in zip(lines, spread(ends, gap, gap / 2, top), strict=True)
    ]


def _told(line: _Line, hour: int) -> str:
    return numbers.decimal(round(line[hour], 1)) if hour in line else numbers.MISSING


def _alt(lines: Mapping[str, _Line], unit: str) -> str:
    """The highest and the lowest hour of each line; of equals the first of the day."""
    parts = []
    for kind, line in lines.items():
        most, least = max(line, key=lambda hour: line[hour]), min(line, key=lambda hour: line[hour])
        parts.append(
            _("{kind}最多在 {high}:00，{most}；最少在 {low}:00，{least}").format(
                kind=_(kind),
                high=most,
                most=_told(line, most),
                low=least,
                least=_told(line, least),
            )
        )
    return _("折线图，平均一天各小时（{unit}）：{told}。").format(unit=_(unit), told=_("；").join(parts))
