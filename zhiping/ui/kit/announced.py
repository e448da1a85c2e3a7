"""公布数字: what was announced, beside our own count under exactly the same area and period."""

from dataclasses import replace
from datetime import date

import streamlit as st

from zhiping.contracts.filters import FIRST_DAY, LAST_DAY
from zhiping.contracts.kinds import Row
from zhiping.ui.kit import saying
from zhiping.ui.kit.systems import Announced, card_of
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.words import _

_OF_PLACE_AND_TIME = frozenset({"area", "since", "until", "year"})
_SIGNS = {"不少于": "≥", "约": "约"}


def draw(view: View) -> None:
    """The announced figures of a page, a line each; nothing where there is none."""
    if lines := told(view):
        with st.container(key="announced"):
            st.subheader(_("公布数字"), anchor=False)
            saying.points(lines)


def told(view: View) -> list[str]:
    """The announced figures of a page in words, with our own count under their area and period.

    A page that is about a part (one kind, one unit), or a reader who sees a part of the rows, has none: our own
    count would be of less than was announced.
    """
    return [_told(row, one, own) for row, one, own in compared(view)]


def compared(view: View) -> list[tuple[Row, Announced, float]]:
    """The announced figures that a page tells: the row, how its measure is counted and told, our own count of it."""
    card = card_of(view.system)
    if not card or not {*view.filters, *view.access.locked} <= _OF_PLACE_AND_TIME:
        return []
    found = []
    area = {"area": view.filters["area"]} if "area" in view.filters else {}
    for row in replace(view, filters=area).rows("overview/announced"):
        one = card.announced.get(row["measure"]) if row["system"] == card.name else None
        if one and one.page == view.page:
            own = one.own(_own_view(view, row))
            if own is not None:
                found.append((row, one, own))
    return found


def _own_view(view: View, row: Row) -> View:
    """The page under the area and period that a figure was announced for, and nothing else."""
    own = replace(view, filters={"area": row["area_code"]})
    since, until = row["since"], row["until"]
    if since is None and until is None:
        return own
    if since and until and since.year == until.year:
        own = own.narrowed(year=f"{since.year}")
    return own.of((since or FIRST_DAY, until or LAST_DAY)) or own


def _told(row: Row, one: Announced, own: float) -> str:
    announced = _SIGNS.get(row["bound"], "") + one.number(row["value"])
    text = _("{place}{period}　{measure}：公布 {announced} · 本系统 {own}").format(
        place=row["area_name"],
        period=_period(row["since"], row["until"]),
        measure=row["measure"],
        announced=announced,
        own=one.number(own),
    )
    source = _("，").join(
        part
        for part in (
            row["source"],
            row["published_on"] and _("{day}公布").format(day=numbers.day(row["published_on"])),
        )
        if part
    )
    return text + (_("（{source}）").format(source=source) if source else "")


def _period(since: date | None, until: date | None) -> str:
    if since and until:
        if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31) and since.year == until.year:
            return _(" {year}年").format(year=since.year)
        return " " + numbers.period(since, until)
    if until:
        return _(" 截至{day}").format(day=numbers.day(until))
    return _(" {day}起").format(day=numbers.day(since)) if since else ""
