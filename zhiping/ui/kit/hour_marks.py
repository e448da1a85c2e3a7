"""A day of limits as a line: a mark for each, hours to the right.

SVG written by hand, as the spark lines (see spark.py): a page of them asks the browser for no charting library.
"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from zhiping.ui.look import numbers
from zhiping.ui.look.coming import HOURS_AHEAD, Limit
from zhiping.words import _

MOST_NAMED = 3  # of the limits of one mark, in its words
_EVERY = 6  # hours between two words of the axis
_HEIGHT, _MIDDLE = 28, 17  # pixels; a count of 12 stands above its mark
_NEAR = 0.6  # hours: nearer than that two marks would hide each other on a phone


def draw(html: str) -> None:
    """A line or the axis, as wide as its place."""
    st.markdown(html, unsafe_allow_html=True)


def _x(hours: float) -> str:
    return f"{100 * hours / HOURS_AHEAD:.4g}%"


def axis() -> str:
    """The words above the lines, each over its hour."""
    in_hours = _("{n} 小时")
    words = [
        f'<text x="{_x(hour)}" y="12" text-anchor="{_anchor(hour)}">'
        f"{escape(in_hours.format(n=hour) if hour else _('数据截至'))}</text>"
        for hour in range(0, HOURS_AHEAD + 1, _EVERY)
    ]
    return (
        f'<div class="zp-hours"><svg height="16" width="100%" aria-hidden="true">{"".join(words)}</svg></div>'
    )


def _anchor(hour: int) -> str:
    if hour in (0, HOURS_AHEAD):  # what stands at an edge is not cut off
        return "end" if hour else "start"
    return "middle"


def line(whose: str, limits: Sequence[Limit]) -> str:
    """One unit's line; a screen reader hears how many there are and each of its marks."""
    grid = "".join(
        f'<line x1="{_x(hour)}" x2="{_x(hour)}" y1="4" y2="{_HEIGHT}" class="zp-grid"></line>'
        for hour in range(0, HOURS_AHEAD + 1, _EVERY)
    )
    marks = marked(limits)
    heard = _("{whose}：{n} 个时限，{told}").format(
        whose=whose, n=numbers.exact_count(len(limits)), told=_("；").join(map(_mark_told, marks))
    )
    return (
        f'<div class="zp-hours" role="img" aria-label="{escape(heard)}">'
        f'<svg height="{_HEIGHT}" width="100%" aria-hidden="true">{grid}'
        f'<line x1="0" x2="100%" y1="{_MIDDLE}" y2="{_MIDDLE}" class="zp-grid"></line>'
        f"{''.join(map(_mark, marks))}</svg></div>"
    )


def marked(limits: Sequence[Limit]) -> list[list[Limit]]:
    """The limits of one unit in marks: those that would hide each other are one, which says how many it is."""
    marks: list[list[Limit]] = []
    for limit in limits:
        if marks and limit.hours - marks[-1][0].hours < _NEAR:
            marks[-1].append(limit)
        else:
            marks.append([limit])
    return marks


def _mark(limits: Sequence[Limit]) -> str:
    x = _x(limits[0].hours)
    count = f'<text x="{x}" y="9" text-anchor="middle">{len(limits)}</text>' if len(limits) > 1 else ""
    return (
        f"<g><title>{escape(_mark_told(limits))}</title>"
        f'<circle cx="{x}" cy="{_MIDDLE}" r="5"></circle>{count}</g>'
    )


def _mark_told(limits: Sequence[Limit]) -> str:
    named = _("；").join(limit.told for limit in limits[:MOST_NAMED])
    if len(limits) > MOST_NAMED:
        named += _(" 等 {n} 个").format(n=numbers.exact_count(len(limits)))
    return _("{length}后 {named}").format(length=numbers.hours(limits[0].hours), named=named)
