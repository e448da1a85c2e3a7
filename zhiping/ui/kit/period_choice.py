"""The period: one control of the periods that people ask for by name, and of any other."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from zhiping.contracts.filters import FIRST_DAY, LAST_DAY
from zhiping.ui.kit.chosen import bound, choose
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.periods import Period, named_periods
from zhiping.words import N_, _

LABEL = N_("时段")
OWN = N_("自选")
BEGIN_WITH = "近30天"  # what 自选 starts from where no period is chosen


def told(view: View) -> str:
    """The period chosen, in words."""
    first, last = view.filters.get("from"), view.filters.get("to")
    if first and last:
        return numbers.period(date.fromisoformat(first), date.fromisoformat(last))
    if first:
        return _("{day}起").format(day=numbers.day(date.fromisoformat(first)))
    if last:
        return _("至{day}").format(day=numbers.day(date.fromisoformat(last)))
    return _("全部时间")


def draw(view: View, newest: date | None) -> None:
    """The named periods as seen on `newest`, the data's own day; 自选 opens two dates. None marked: all times."""
    named = named_periods(newest) if newest else {}
    name = next((name for name, days in named.items() if days == view.period), None)
    has_period = "from" in view.filters or "to" in view.filters
    if st.session_state.get("is_own_period") or (has_period and name is None):
        name = OWN
    widget = bound("named", name)
    st.pills(
        _(LABEL),
        [*named, OWN],
        format_func=_,
        key=widget,
        on_change=_pick_named,
        args=(widget, named, has_period),
        label_visibility="collapsed",
    )
    if name == OWN:
        _draw_days(view)


def _pick_named(widget: str, named: Mapping[str, Period], has_period: bool) -> None:
    name = st.session_state[widget]
    st.session_state.is_own_period = name == OWN
    if name != OWN or not has_period:  # a calendar without a period would open at today, where no data are
        days = named.get(BEGIN_WITH if name == OWN else name)
        choose(from_=f"{days[0]}" if days else None, to=f"{days[1]}" if days else None)


def _draw_days(view: View) -> None:
    begun = st.session_state.get("filter-days") or ()
    # After the first of two clicks one day is there: it stays until the second comes.
    widget = bound("days", begun if len(begun) == 1 else view.period or ())
    st.date_input(
        _("起止日期"),
        key=widget,
        on_change=_pick_days,
        args=(widget,),
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        label_visibility="collapsed",
    )


def _pick_days(widget: str) -> None:
    days = st.session_state[widget]
    if len(days) == 2:
        choose(from_=f"{days[0]}", to=f"{days[1]}")
    elif not days:
        choose(from_=None, to=None)
