"""今日态势: what needs a person now, the worst first, and how each system stands."""

from collections.abc import Sequence

import streamlit as st

from zhiping.ui.kit import addresses, chosen, matters, page, saying
from zhiping.ui.kit.systems import Card, card_of
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.matter import Matter
from zhiping.ui.look.told import state_sign
from zhiping.ui.overview import cards, due_tasks, exceptions, last_look, next_hours, quality, tasks
from zhiping.words import _

FILTERS = ("area",)
MOST_LINES = 7  # as many stand on the first screen


def draw_first_screen(view: View, systems: Sequence[Card], found: list[Matter]) -> None:
    """What needs a person, and beside it all systems in their figures: whole on a screen of 1440 × 900."""
    if not found:
        draw_systems(view, systems)
        return
    lines, figures = st.columns([2, 3], gap="small")
    with lines:
        draw_exceptions(view, found)
    with figures:
        draw_systems(view, systems)


def draw_exceptions(view: View, found: list[Matter]) -> None:
    """The list, each line a link to exactly its things; what is less urgent can be unfolded."""
    with st.container(border=True, gap="xsmall", key="exceptions"):
        page.heading(_("需要处理"))
        draw_lines(view, found[:MOST_LINES])
        if found[MOST_LINES:]:
            rest = found[MOST_LINES:]
            with st.expander(_("其余要留意的（{n} 项）").format(n=numbers.count(len(rest)))):
                draw_lines(view, rest)


def draw_lines(view: View, found: list[Matter]) -> None:
    """Matters, a line each, those of a system together: the system of the most urgent one first."""
    for system in dict.fromkeys(matter.system for matter in found):
        card = card_of(system)
        saying.note(card.label if card else system)
        for matter in found:
            if matter.system == system:
                label = state_sign(matter.state) + "　" + matter.text
                filters = {**chosen.shared(view), **matters.filters_of(matter)}
                addresses.link(matter.page, label, filters, is_row=True)


def draw_systems(view: View, systems: Sequence[Card]) -> None:
    """Each system in its figures, a row each."""
    with st.container(border=True, gap=None, key="systems"):
        for system in systems:
            cards.draw_row(view, system)


view = page.begin("overview/today", filters=FILTERS)
systems = page.systems_with_rows(view)
if systems:
    found = exceptions.exceptions(view, systems)
    page.finding(cards.finding(view, systems, found))
    draw_first_screen(view, systems, found)
    # Below the first screen comes what else the day asks for, each part drawn by a file of its own of zhiping/ui/overview.
    due_tasks.draw(view)
    last_look.draw(view, systems)
    next_hours.draw(view, systems)
    quality.draw(view, systems)
tasks.draw(view)
page.data_line(view, systems)
