"""The axes of a picture: their ticks, the lines across at them, their titles."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from zhiping.ui.charts.svg import words
from zhiping.ui.charts.svg.ground import Axis, Ground, as_number, element

_BESIDE = 9  # pixels from the ground to the numbers of an axis, as far as plotly puts them
_BELOW = 7
# That are written; every other one is left out where there is less room than its class needs.
_MOST_MONTHS = 14
_CLASSES = {7: "", 10: "zp-wide", _MOST_MONTHS: "zp-wider"}  # by how many there are at most
_APART = 0.16  # of the width, that two years need on a phone
_MONTHS_OF_STEPS = (1, 2, 3, 6, 12, 24, 60)

Tick = tuple[float, str, str]  # the value, its words, their class


def _month(value: float) -> datetime:
    return datetime.fromtimestamp(value / 1000, UTC).replace(tzinfo=None)


def _first_days(axis: Axis) -> list[datetime]:
    low, high = map(_month, axis.range)
    months = range(low.year * 12 + low.month - 1, high.year * 12 + high.month)
    days = [datetime(month // 12, month % 12 + 1, 1) for month in months]
    return [day for day in days if axis.holds(day)]


def _of_time(axis: Axis) -> Iterator[Tick]:
    """First days of months, and under the first of each year that year; `tickformat` says both, a line each."""
    if "tickvals" in axis.shown:
        days = [_month(as_number(value)) for value in axis.shown["tickvals"]]
    else:
        every = _first_days(axis)
        step = next((step for step in _MONTHS_OF_STEPS if len(every) <= step * _MOST_MONTHS), 120)
        days = [day for day in every if (day.year * 12 + day.month - 1) % step == 0]
    month, year = axis.shown["tickformat"].split("\n")
    firsts = [
        day for before, day in zip([None, *days], days, strict=False) if not before or before.year < day.year
    ]
    if len(firsts) > 1 and axis.at(firsts[1]) - axis.at(firsts[0]) < _APART:
        del firsts[0]
    seen = next((name for most, name in _CLASSES.items() if len(days) <= most), "zp-wider")
    for number, day in enumerate(days):
        yield as_number(day), _said(day, month), seen if number % 2 else ""
        if day in firsts:
            yield as_number(day), f"<br>{_said(day, year)}", ""


def _said(day: datetime, form: str) -> str:
    return day.strftime(form.replace("%-m", str(day.month)))


def _ticks(axis: Axis) -> list[Tick]:
    if axis.is_of_time:
        return list(_of_time(axis))
    shown = axis.shown
    pairs = zip(shown.get("tickvals", ()), shown.get("ticktext", ()), strict=True)
    return [(as_number(value), text, "") for value, text in pairs]


def across(ground: Ground, axis: Axis, *, is_below: bool) -> Iterator[str]:
    """The lines of an axis over the whole ground: at each tick where it has a grid, and its own."""
    shown = axis.shown
    if not shown.get("visible", True):
        return
    if shown.get("showgrid"):
        for value, _words, _name in _ticks(axis):
            yield _across(ground, axis.at(value), shown["gridcolor"], is_upright=is_below)
    if shown.get("showline"):
        yield _across(ground, 0, shown["linecolor"], is_upright=not is_below)


def _across(ground: Ground, at: float, colour: str, *, is_upright: bool) -> str:
    if is_upright:
        return element("line", x1=ground.x(at), x2=ground.x(at), y1=0, y2=float(ground.height), stroke=colour)
    return element("line", x1=0, x2=ground.x(1), y1=ground.y(at), y2=ground.y(at), stroke=colour)


def written(
    ground: Ground, axis: Axis, font: Mapping[str, Any], *, is_below: bool, margin: int
) -> Iterator[str]:
    """The words of an axis. `margin`: the pixels under the ground, at the end of which its title stands."""
    shown = axis.shown
    if not shown.get("visible", True):
        return
    look = font | shown.get("tickfont", {})
    for value, html, name in _ticks(axis):
        at = axis.at(value)
        place: dict[str, Any] = (
            {"x": at, "y": 0, "yanchor": "top", "yshift": -_BELOW}
            if is_below
            else {"x": 0, "y": at, "xanchor": "right", "align": "right", "xshift": -_BESIDE}
        )
        yield words.block(ground, html, font=look, class_=name or None, **place)
    if is_below and (title := shown.get("title")):
        of_title = font | title.get("font", {})
        yield words.block(ground, title["text"], 0.5, 0, of_title, yanchor="bottom", yshift=-margin)
