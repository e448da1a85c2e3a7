"""What the overview says of all systems together: the finding of the day, and a row of key figures each."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from zhiping.asking.questions import filters_for
from zhiping.definitions import measure_of
from zhiping.ui.kit import addresses, chosen, dataline, key_figures, period_choice, saying
from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.matter import URGENCY, Matter
from zhiping.ui.look.told import Told, as_told, joined, needs_person
from zhiping.words import _

MOST_NAMED = 3  # of what is not urgent, one a system: the list below names all
# How wide the parts of a row are beside each other, and how many figures have room in every row, so that they
# stand below each other.
_HEAD_WIDTH, _FIGURE_WIDTH, _FEWEST_PLACES = 10, 11, 3


def finding(view: View, systems: Sequence[Card], found: Sequence[Matter]) -> Told:
    """The day, a sentence for each day to which data reach: what is overdue, and what comes next."""
    days = {one.name: reach[1] for one in systems if (reach := dataline.reach(view, one))}
    if not found:
        moment = _moment_told(min(days.values(), default=None))
        whole = _("、").join(system.whole(view) for system in systems)
        return joined(_("，"), [moment, _("{whole}中没有需要处理的事项").format(whole=whole)]) + _("。")
    late = [matter for matter in found if matter.state == URGENCY[0]]
    next_of: dict[str, Matter] = {}
    for matter in found:
        if matter.state == URGENCY[1]:
            next_of.setdefault(matter.system, matter)
    by_day: dict[date | None, list[Matter]] = {}
    for matter in [*late, *list(next_of.values())[:MOST_NAMED]]:
        by_day.setdefault(days.get(matter.system), []).append(matter)
    said = Told()
    for day in sorted(by_day, key=lambda one: one or date.min, reverse=True):
        said += joined(_("，"), [_moment_told(day), _day_told(by_day[day])]) + _("。")
    return said or _moment_told(min(days.values(), default=None)) + _("，没有已经逾期的事项。")


def _moment_told(day: date | None) -> Told:
    return as_told(_("截至{day}").format(day=numbers.day(day)) if day else "")


def _day_told(told: Sequence[Matter]) -> Told:
    late = [needs_person(matter.brief) for matter in told if matter.state == URGENCY[0]]
    rest = [matter.brief for matter in told if matter.state != URGENCY[0]]
    return joined(_("；"), [joined(_("，"), late), joined(_("，"), rest)])


def draw_row(view: View, system: Card) -> None:
    """A system in one row: its name, the period that its pages open on and the way to them, then its figures."""
    opened = period_choice.opened(view, system)
    figures = system.figures(opened)
    with st.container(key=f"card-{system.name}"):
        head, *places = st.columns(
            [_HEAD_WIDTH, *[_FIGURE_WIDTH] * max(len(figures), _FEWEST_PLACES)], gap="xsmall"
        )
        with head.container(gap=None, key=f"system-{system.name}"):
            st.subheader(as_markdown(_(system.label)), anchor=False)
            if _has_period(figures):
                saying.note(period_choice.told(opened))
            name, label = system.more
            addresses.link(name, _(label), chosen.shared(view))
        for place, one in zip(places, figures, strict=False):
            with place.container(gap=None, key=f"brief-{one.measure}"):
                key_figures.draw_brief(opened, one)


def _has_period(figures: Sequence[KeyFigure]) -> bool:
    """Whether one of them hangs on the period; those of the appraisal are of a term, which its pages name."""
    return any("since" in filters_for(measure_of(one.measure).question) for one in figures)
