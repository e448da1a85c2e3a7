"""The funnel plot: which areas differ from the whole by more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.rules.proportions import INNER, OUTER, binomial_limits, signal
from zhiping.ui.charts.frame import (
    INK,
    MUTED,
    PLAIN,
    SMALL,
    Click,
    Figure,
    Trace,
    count_axis,
    framed,
    label,
    scatter_trace,
    shortened,
    silent,
    spread,
    text_width,
    whole_ticks,
)
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html
from zhiping.ui.look.states import BACKGROUNDS, OVERDUE, Theme
from zhiping.words import N_, _

_TOP, _BOTTOM = 34, 50
_PLOT = 300
_STEPS = 40
_MOST_NAMES = 5  # on each side
_NAME_WIDTH = 96
_NAME_GAP = 18


@dataclass(frozen=True)
class _Point:
    """`side`: −1 below, 1 above, 0 within the limits; `is_far`: outside the 99.8 % limits."""

    name: str
    part: int
    whole: int
    side: int
    is_far: bool
    click: str

    @property
    def share(self) -> float:
        return self.part / self.whole


def _point(name: str, part: int, whole: int, click: str, overall: float) -> _Point:
    where = signal(part, whole, overall)
    side = where.endswith("above") - where.endswith("below")
    return _Point(name, part, whole, side, where.startswith("far_"), click)


def _sizes(largest: int) -> list[int]:
    """Where the limits are worked out: close together where they bend, at the small numbers."""
    return sorted({1 + round((largest - 1) * (step / _STEPS) ** 2) for step in range(_STEPS + 1)})


def _limit_lines(overall: float, right: int, theme: Theme) -> list[Trace]:
    sizes = _sizes(right)
    lines = []
    for coverage, dash in ((INNER, "solid"), (OUTER, "dash")):
        limits = [binomial_limits(overall, size, coverage) for size in sizes]
        for side in (0, 1):
            lines.append(
                scatter_trace(
                    name=f"{coverage:.1%}",
                    x=sizes,
                    y=[limit[side] for limit in limits],
                    mode="lines",
                    line={"color": MUTED.on(theme), "width": 1, "dash": dash},
                    hoverinfo="skip",
                )
            )
    return lines


def _markers(points: Sequence[_Point], bad_side: int, unit: str, marked: str, theme: Theme) -> Trace:
    red, blue = OVERDUE.colour.on(theme), PLAIN.on(theme)
    is_bad = [point.is_far and point.side == bad_side for point in points]
    return scatter_trace(
        name="",
        x=[point.whole for point in points],
        y=[point.share for point in points],
        mode="markers",
        cliponaxis=False,
        customdata=[point.click for point in points],
        marker={
            "opacity": 1,
            "size": [15 if point.name == marked else 11 if point.side else 8 for point in points],
            "color": [red if bad else blue for bad in is_bad],
            "symbol": [_symbol(point) for point in points],
            "line": {
                "color": [
                    (INK.on(theme) if point.name == marked else BACKGROUNDS[theme][0]) for point in points
                ],
                "width": [2 if point.name == marked else 1 for point in points],
            },
        },
        hovertemplate=[
            f"<b>{as_html(point.name)}</b><br>{as_html(numbers.rate(point.part, point.whole))} {_(unit)}<extra></extra>"
            for point in points
        ],
    )


def _symbol(point: _Point) -> str:
    if not numbers.is_enough(point.whole):
        return "circle-open"
    return ("square" if point.is_far else "diamond") if point.side else "circle"


def funnel_plot(
    rows: Sequence[Row],
    theme: Theme = "light",
    *,
    name: str = "area_name",
    part: str,
    whole: str,
    measure: str,
    unit: str = N_("件"),
    is_higher_better: bool = True,
    marked: str = "",
    click: Click = silent,
) -> Figure | None:
    """Rates by number of cases with binomial 95 % and 99.8 % limits around the overall rate.

    Row: `name`, `part` and `whole` (counts). Rows with `whole` 0 or None are left out; below 10 a
    point is hollow and not judged. Points outside are named; red is only the bad side of 99.8 %.
    The point whose name is `marked` is larger, ringed and named wherever it lies.
    None where nothing is left.
    """
    known = [(str(row[name]), row[part] or 0, row[whole], click(row, "")) for row in rows if row[whole]]
    if not known:
        return None
    overall = sum(row[1] for row in known) / sum(row[2] for row in known)
    points = [_point(*row, overall) for row in sorted(known, key=lambda row: (row[2], row[0]))]
    ticks = whole_ticks(max(point.whole for point in points) * 1.04)
    right = ticks[-1]
    bottom, top, levels = _y_axis(points, overall, right)
    side_text = _("总体")
    margin_right = max(text_width(side_text, SMALL), text_width("99.8%", SMALL)) + 14
    left = max(text_width(f"{level:.0%}", SMALL) for level in levels) + 14
    named = _named(points, marked)
    headroom = _NAME_GAP * sum(point.side > 0 for point in named)
    line = {"color": INK.on(theme), "width": 1}
    mean = {
        "type": "line",
        "x0": 0,
        "x1": right,
        "y0": overall,
        "y1": overall,
        "line": line,
        "layer": "below",
    }
    font = {"color": MUTED.on(theme), "size": SMALL}
    title = {"text": _("数量（{unit}）").format(unit=_(unit)), "font": font}
    yaxis = {
        "range": [bottom, top],
        "tickvals": levels,
        "ticktext": [f"{level:.0%}" for level in levels],
        "showgrid": True,
    }
    labels = _names(named, bottom, top, right, theme) + _line_names(overall, right, bottom, top, theme)
    head = {
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -left,
        "yshift": 12 + headroom,
    }
    text = f"{_(measure)}　" + _("总体 {share}").format(share=numbers.share(overall))
    return framed(
        theme,
        [
            *_limit_lines(overall, right, theme),
            _markers(points, -1 if is_higher_better else 1, unit, marked, theme),
        ],
        alt=_alt(points, overall, measure),
        height=_PLOT + _TOP + headroom + _BOTTOM,
        margin=(_TOP + headroom, margin_right, _BOTTOM, left),
        xaxis={**count_axis(ticks), "title": title, "showline": True},
        yaxis=yaxis,
        shapes=[mean],
        annotations=[*labels, label(as_html(text), 0, 1, name="measure", font=font, **head)],
    )


def _y_axis(points: Sequence[_Point], overall: float, right: int) -> tuple[float, float, list[float]]:
    """Bottom, top and tick marks: all points, and the limits where most of them lie."""
    judged = [point.whole for point in points if numbers.is_enough(point.whole)]
    # At the very smallest size the limits are so far apart that they would flatten all the rest.
    size = min(2 * min(judged, default=numbers.ENOUGH_FOR_A_RATE), right)
    ends = [*binomial_limits(overall, size, OUTER), *binomial_limits(overall, right, OUTER)]
    low, high = (edge(*ends, *(point.share for point in points)) for edge in (min, max))
    if low == high:  # all of them have all, or none: a part of the scale is room enough to see that
        low, high = max(0.0, low - 0.05), min(1.0, high + 0.05)
    step = next((step for step in (0.01, 0.02, 0.05, 0.1) if high - low <= 5 * step), 0.2)
    first = max(0, int(low / step + 1e-9))
    last = min(round(1 / step), ceil(high / step - 1e-9))
    if first == last:
        first, last = max(0, first - 1), min(round(1 / step), last + 1)
    return first * step, last * step, [round(place * step, 4) for place in range(first, last + 1)]


def _named(points: Sequence[_Point], marked: str) -> list[_Point]:
    """The points that are named in the picture: the marked one, and outside on each side the farthest and the largest."""
    outside = sorted(
        (point for point in points if point.side), key=lambda point: (not point.is_far, -point.whole)
    )
    named = [
        point for side in (-1, 1) for point in [each for each in outside if each.side == side][:_MOST_NAMES]
    ]
    return [*named, *(point for point in points if point.name == marked and point not in named)]


def _name_heights(named: Sequence[_Point], own: Sequence[float], right: int) -> list[float]:
    """Pixels above the plot's bottom for each name, apart from one another and off the crowd.

    High points are named in the room over the plot, those nearest to its sides at the top, so that
    a leader does not cross a name; low points beside themselves, where there is room.
    """
    heights = list(own)
    high = [place for place, point in enumerate(named) if point.side > 0]
    for line, place in enumerate(sorted(high, key=lambda place: abs(named[place].whole - right / 2))):
        heights[place] = _PLOT + _NAME_GAP * (line + 0.75)
    low = [place for place, point in enumerate(named) if point.side < 0]
    for place, height in zip(low, spread([own[place] for place in low], _NAME_GAP, 6, _PLOT), strict=True):
        heights[place] = height
    return heights


def _names(
    named: Sequence[_Point], bottom: float, top: float, right: int, theme: Theme
) -> list[dict[str, Any]]:
    found = []
    own = [(point.share - bottom) / (top - bottom) * _PLOT for point in named]
    placed = list(zip(named, own, _name_heights(named, own, right), strict=True))
    # From the top down: a lower name, drawn later, hides the leader that runs behind it.
    for point, start, height in sorted(placed, key=lambda each: -each[2]):
        is_right = point.whole * 2 > right
        found.append(
            label(
                f"{as_html(shortened(point.name, _NAME_WIDTH, SMALL))} {as_html(numbers.share(point.share))}",
                point.whole,
                point.share,
                name="outside",
                xanchor="right" if is_right else "left",
                yanchor="middle",
                ax=-14 if is_right else 14,
                ay=start - height,
                arrowhead=0,
                arrowwidth=1,
                arrowcolor=MUTED.on(theme),
                standoff=5,
                font={"size": SMALL},
                borderpad=1,
            )
            | {"showarrow": True}
            | ({"bgcolor": BACKGROUNDS[theme][0]} if point.side > 0 else {})
        )
    return found


def _line_names(overall: float, right: int, bottom: float, top: float, theme: Theme) -> list[dict[str, Any]]:
    ends = {
        _("总体"): overall,
        "95%": binomial_limits(overall, right, INNER)[0],
        "99.8%": binomial_limits(overall, right, OUTER)[0],
    }
    scale = _PLOT / (top - bottom)
    placed = spread([(end - bottom) * scale for end in ends.values()], 16, 4, _PLOT)
    at_right = {"xref": "paper", "yref": "y", "xanchor": "left", "yanchor": "middle", "xshift": 4}
    font = {"color": MUTED.on(theme), "size": SMALL}
    return [
        label(text, 1, bottom + height / scale, name="limit", font=font, **at_right)
        for text, height in zip(ends, placed, strict=True)
    ]


def _alt(points: Sequence[_Point], overall: float, measure: str) -> str:
    def told(side: int) -> str:
        names = [f"{point.name} {numbers.share(point.share)}" for point in points if point.side == side]
        return _("、").join(names) or _("无")

    return _(
        "漏斗散点图，{n}个地区或单位的{measure}，总体{overall}；超出95%界限，偏低：{low}；偏高：{high}。"
    ).format(n=len(points), measure=_(measure), overall=numbers.share(overall), low=told(-1), high=told(1))
