"""Hour grid: the hours of a week as a timetable, each cell with its number and a tint by size."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import BAND, INK, MUTED, SMALL, framed, label, text_width
from zhiping.ui.look import numbers
from zhiping.ui.look.states import BACKGROUNDS, Shade, Theme
from zhiping.words import N_, _

WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))
# The fullest tint still carries the ink that numbers are written in.
FULL = Shade("#86ace0", "#2c568f")
_HOURS = 24
_ROW = 20
_TOP, _BOTTOM = 52, 4
_Cells = Mapping[tuple[int, int], Row]


def hour_grid(
    rows: Sequence[Row], theme: Theme = "light", *, value: str, unit: str = N_("次")
) -> go.Figure | None:
    """Weekdays side by side, the hours from the top down; the tint goes from nothing (0) to the highest.

    Row: weekday (1 Monday - 7), hour (0-23), `value` (a number or None: not known). An hour without a row
    is not known either. Seven columns leave room for numbers on a phone, twenty-four would not. None where
    nothing is known.
    """
    cells = {(row["weekday"], row["hour"]): row for row in rows if row[value] is not None}
    if not cells:
        return None
    hours = [f"{hour}:00" for hour in range(_HOURS)]
    left = max(map(text_width, hours)) + 8
    figure = framed(
        theme,
        alt=_alt(cells, value, unit),
        height=_TOP + _HOURS * _ROW + _BOTTOM,
        margin=(_TOP, 2, _BOTTOM, left),
    )
    figure.add_trace(_grid(cells, value, unit, theme))
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(WEEKDAYS))),
        ticktext=[_(day) for day in WEEKDAYS],
        tickfont={"color": INK.on(theme)},
        ticklen=2,
    )
    figure.update_yaxes(
        range=[_HOURS - 0.5, -0.5],
        tickvals=list(range(_HOURS)),
        ticktext=[f"{hour} " for hour in hours],
        ticklen=0,
    )
    at_top = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    font = {"color": MUTED.on(theme), "size": SMALL}
    head = _("单位：{unit}；颜色越深越多").format(unit=_(unit))
    figure.update_layout(
        annotations=[label(head, 0, 1, name="unit", font=font, xshift=-left, yshift=30, **at_top)]
    )
    return figure


def hour_words(weekday: int, hour: int) -> str:
    """One hour of the week in words: "周三 8:00"."""
    return f"{_(WEEKDAYS[weekday - 1])} {hour}:00"


def _grid(cells: _Cells, value: str, unit: str, theme: Theme) -> go.Heatmap:
    places = [[(weekday + 1, hour) for weekday in range(len(WEEKDAYS))] for hour in range(_HOURS)]
    return go.Heatmap(
        z=[[cells[at][value] if at in cells else None for at in line] for line in places],
        text=[[_written(cells, at, value) for at in line] for line in places],
        texttemplate="%{text}",
        textfont={"color": INK.on(theme), "size": SMALL},
        hovertext=[
            [f"<b>{hour_words(*at)}</b><br>{_written(cells, at, value)} {_(unit)}" for at in line]
            for line in places
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        zmin=0,
        zmax=max(row[value] for row in cells.values()) or 1,
        colorscale=[[0, BACKGROUNDS[theme][0]], [0.02, BAND.on(theme)], [1, FULL.on(theme)]],
        showscale=False,
        hoverongaps=False,
        xgap=1,
        ygap=1,
    )


def _written(cells: _Cells, at: tuple[int, int], value: str) -> str:
    return numbers.count(round(cells[at][value])) if at in cells else numbers.MISSING


def _alt(cells: _Cells, value: str, unit: str) -> str:
    """The highest and the lowest hour; of equals the first of the week."""
    order = sorted(cells)
    highest = max(order, key=lambda at: cells[at][value])
    lowest = min(order, key=lambda at: cells[at][value])
    return _("一周各小时的格子图（{unit}）：最多在{high}，{most}；最少在{low}，{least}。").format(
        unit=_(unit),
        high=hour_words(*highest),
        most=_written(cells, highest, value),
        low=hour_words(*lowest),
        least=_written(cells, lowest, value),
    )
