"""The period: what a page opens on, and one control of the periods that people ask for by name, and of any other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from zhiping.asking.filters import ALL_TIMES
from zhiping.contracts.filters import FIRST_DAY, LAST_DAY
from zhiping.rules.periods import Period, last_closed_month, named_periods
from zhiping.settings import settings_from
from zhiping.ui.kit import dataline
from zhiping.ui.kit.chosen import bound, choose
from zhiping.ui.kit.systems import Card, of_page
from zhiping.ui.kit.view import View, written
from zhiping.ui.look import numbers
from zhiping.words import N_, _

LABEL = N_("时段")
OWN = N_("自选")
ALL = N_("全部")
BEGIN_WITH = "近30天"  # what 自选 starts from where all times are shown
KEYS = ("since", "until", ALL_TIMES)


def opened(view: View, system: Card | None = None) -> View:
    """The view under the chosen period, or where none is chosen under the one that a system's pages open on."""
    if any(key in view.chosen for key in KEYS):
        return view
    usual = _usual(view, [system] if system else of_page(view))
    return replace(view, filters={**view.filters, **(written(usual) if usual else {ALL_TIMES: "all"})})


def _usual(view: View, systems: Sequence[Card]) -> Period | None:
    """The period that a page opens on; None, which is all times, where it would come before the first row.

    Over several systems the last 统计月 that was over where the newest data end.
    """
    reached = [(one, found) for one in systems if (found := dataline.reach(view, one))]
    if not reached:
        return None
    one, (first, last) = max(reached, key=lambda pair: pair[1][1])
    is_one = len(systems) == 1
    period = one.usual_period(last) if is_one else last_closed_month(last, settings_from().month_begins)
    return period if first is not None and first <= period[1] else None


def told(view: View) -> str:
    """The period shown, in words."""
    first, last = view.filters.get("since"), view.filters.get("until")
    if first and last:
        return numbers.period(date.fromisoformat(first), date.fromisoformat(last))
    if first:
        return _("{day}起").format(day=numbers.day(date.fromisoformat(first)))
    if last:
        return _("至{day}").format(day=numbers.day(date.fromisoformat(last)))
    return _("全部时间")


def draw(view: View) -> None:
    """The named periods as seen on the data's own day; 自选 opens two dates."""
    ends = [found[1] for one in of_page(view) if (found := dataline.reach(view, one))]
    named = named_periods(max(ends), settings_from().month_begins) if ends else {}
    name = next((name for name, period in named.items() if period == view.period), None)
    if not view.has_period:
        name = ALL
    elif st.session_state.get("is_own_period") or name is None:
        name = OWN
    widget = bound("named", name)
    st.pills(
        _(LABEL),
        [*named, ALL, OWN],
        format_func=_,
        key=widget,
        on_change=_pick_named,
        args=(widget, named, _usual(view, of_page(view)), view.period),
        label_visibility="collapsed",
        required=True,
    )
    if name == OWN:
        _draw_days(view)


def _pick_named(widget: str, named: Mapping[str, Period], usual: Period | None, shown: Period | None) -> None:
    name = st.session_state[widget]
    st.session_state.is_own_period = name == OWN
    if name == ALL:
        choose_all()
    elif name == OWN:  # a calendar without a period would open at today, where no data are
        _choose(shown or named.get(BEGIN_WITH), None)
    else:
        _choose(named[name], usual)


def choose_all() -> None:
    """Choose all times. For a callback of a widget."""
    choose(since=None, until=None, **{ALL_TIMES: "all"})


def _choose(period: Period | None, usual: Period | None) -> None:
    """Write a period into the address; what the page opens on anyway is not written."""
    days: dict[str, str] = {} if period is None or period == usual else written(period)
    choose(since=days.get("since"), until=days.get("until"), **{ALL_TIMES: None})


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
        _choose(days, None)
    elif not days:
        _choose(None, None)
