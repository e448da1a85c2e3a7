"""The trend: counts a month, one line a series."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import (
    BAND,
    MUTED,
    SERIES,
    SIZE,
    SMALL,
    SYMBOLS,
    Click,
    Figure,
    Trace,
    count_axis,
    framed,
    label,
    month_axis,
    named,
    scatter_trace,
    shortened,
    silent,
    spread,
    text_width,
    whole_ticks,
)
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html
from zhiping.ui.look.states import Theme
from zhiping.words import N_, _

_TOP, _BOTTOM = 44, 48
_LABEL_GAP = 18  # pixels between two labels at the end of the lines
_LABEL_WIDTH = 104
_HALF = timedelta(days=15)


def _series(rows: Sequence[Row], by: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row["month"]):
        found.setdefault(row[by], []).append(row)
    return dict(sorted(found.items(), key=lambda item: str(item[0])))


def _line(
    rows: Sequence[Row],
    months: Sequence[date],
    incomplete: set[date],
    place: int,
    value: str,
    unit: str,
    theme: Theme,
    click: Click,
) -> Trace:
    by_month = {row["month"]: row for row in rows}
    colour = SERIES[place % len(SERIES)].on(theme)
    symbol = SYMBOLS[place % len(SYMBOLS)]
    values = [by_month[month][value] if month in by_month else None for month in months]
    notes = [_("（未满月）") if month in incomplete else "" for month in months]
    return scatter_trace(
        name=named(rows[0]["label"]),
        x=[month.isoformat() for month in months],
        y=values,
        mode="lines+markers",
        # A month without a row is not known to be 0: the line breaks.
        connectgaps=False,
        line={"color": colour, "width": 2},
        marker={
            "color": colour,
            "size": 7,
            "symbol": [f"{symbol}-open" if month in incomplete else symbol for month in months],
        },
        cliponaxis=False,
        customdata=[click(by_month[month], "") if month in by_month else "" for month in months],
        hovertemplate=[
            f"<b>{as_html(rows[0]['label'])}</b><br>{numbers.month(month)}{note}"
            f"<br>{numbers.exact_count(number)} {_(unit)}<extra></extra>"
            for month, number, note in zip(months, values, notes, strict=True)
        ],
    )


def _end_labels(
    series: Sequence[Sequence[Row]], value: str, top: float, plot_height: int, theme: Theme
) -> list[dict[str, Any]]:
    ends = [next((row[value] for row in reversed(rows) if row[value] is not None), 0) for rows in series]
    pixels = [end / top * plot_height for end in ends]
    placed = spread(pixels, _LABEL_GAP, 0, plot_height)
    return [
        label(
            as_html(shortened(named(rows[0]["label"]), _LABEL_WIDTH)),
            1,
            height / plot_height * top,
            xref="paper",
            yref="y",
            xanchor="left",
            yanchor="middle",
            xshift=4,
            font={"color": SERIES[place % len(SERIES)].on(theme)},
        )
        for place, (rows, height) in enumerate(zip(series, placed, strict=True))
    ]


def _bands(months: Sequence[date], incomplete: set[date]) -> list[tuple[date, date]]:
    """The incomplete months as (first, last) of each run of neighbours."""
    runs: list[tuple[date, date]] = []
    open_run = False
    for month in months:
        if month in incomplete:
            runs[len(runs) - open_run :] = [(runs[-1][0] if open_run else month, month)]
        open_run = month in incomplete
    return runs


def _shade(first: date, last: date, theme: Theme) -> dict[str, Any]:
    """The ground of a run of incomplete months."""
    return {
        "type": "rect",
        "x0": (first - _HALF).isoformat(),
        "x1": (last + _HALF).isoformat(),
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "layer": "below",
        "fillcolor": BAND.on(theme),
        "line": {"width": 0},
    }


def _shade_words(first: date, last: date, theme: Theme) -> dict[str, Any]:
    middle = (first + (last - first) / 2).isoformat()
    at_top = {"xref": "x", "yref": "paper", "yanchor": "bottom", "yshift": 8}
    font = {"color": MUTED.on(theme), "size": SMALL}
    return label(_("未满"), middle, 1, name="incomplete", font=font, **at_top)


def trend(
    rows: Sequence[Row],
    theme: Theme = "light",
    *,
    by: str = "ticket_class",
    value: str = "ticket_count",
    unit: str = N_("件"),
    click: Click = silent,
) -> Figure | None:
    """Counts a month from zero, each line named at its end, incomplete months shaded.

    Row: month (its first day), `by`, label, `value` (count or None), is_complete. None without rows.
    """
    if not rows:
        return None
    series = list(_series(rows, by).values())
    months = sorted({row["month"] for row in rows})
    incomplete = {row["month"] for row in rows if not row["is_complete"]}
    ticks = whole_ticks(max((row[value] or 0) for row in rows))
    top = ticks[-1] or 1
    left = max(text_width(numbers.count(tick), SMALL) for tick in ticks) + 14
    right = max(text_width(shortened(named(lines[0]["label"]), _LABEL_WIDTH), SIZE) for lines in series) + 14
    height = max(340, len(series) * _LABEL_GAP + _TOP + _BOTTOM)
    bands = _bands(months, incomplete)
    unit_at = {
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -left,
        "yshift": 24,
    }
    font = {"color": MUTED.on(theme), "size": SMALL}
    return framed(
        theme,
        [
            _line(lines, months, incomplete, place, value, unit, theme, click)
            for place, lines in enumerate(series)
        ],
        alt=_alt(series, months, incomplete, value, unit),
        height=height,
        margin=(_TOP, right, _BOTTOM, left),
        xaxis=month_axis(months, _HALF),
        yaxis={**count_axis(ticks), "showgrid": True},
        shapes=[_shade(*band, theme) for band in bands],
        annotations=[
            *(_shade_words(*band, theme) for band in bands),
            *_end_labels(series, value, top, height - _TOP - _BOTTOM, theme),
            label(_(unit), 0, 1, name="unit", font=font, **unit_at),
        ],
    )


def _alt(
    series: Sequence[Sequence[Row]], months: Sequence[date], incomplete: set[date], value: str, unit: str
) -> str:
    ends = _("；").join(
        _("{label}从{first}到{last}").format(
            label=named(lines[0]["label"]),
            first=numbers.count(lines[0][value]),
            last=numbers.count(lines[-1][value]),
        )
        for lines in series
    )
    text = _("折线图，{first}至{last}每月数量（{unit}）：{ends}").format(
        first=numbers.month(months[0]), last=numbers.month(months[-1]), unit=_(unit), ends=ends
    )
    if incomplete:
        text += _("；{months}未满月").format(
            months=_("、").join(numbers.month(month) for month in sorted(incomplete))
        )
    return text + _("。")
