"""今日态势: what needs a person now, the worst first, and how each system stands."""

import streamlit as st

from zhiping.ui.kit import addresses, chosen, matters, page
from zhiping.ui.kit.view import View
from zhiping.ui.look.matter import Matter
from zhiping.ui.look.told import state_sign
from zhiping.ui.overview import cards, exceptions
from zhiping.words import _

FILTERS = ("area",)


MOST_LINES = 7  # as many stand on the first screen


def draw_exceptions(view: View, found: list[Matter]) -> None:
    """The list, each line a link to exactly its things; what is less urgent can be unfolded."""
    page.heading(_("需要处理"))
    with st.container(border=True, gap="xsmall", key="exceptions"):
        draw_lines(view, found[:MOST_LINES])
        if found[MOST_LINES:]:
            with st.expander(_("其余要留意的")):
                draw_lines(view, found[MOST_LINES:])


def draw_lines(view: View, found: list[Matter]) -> None:
    """Matters, a line each."""
    for matter in found:
        label = state_sign(matter.state) + "　" + matter.text
        addresses.link(matter.page, label, {**chosen.shared(view), **matters.filters_of(matter)}, is_row=True)


view = page.begin("overview/today", filters=FILTERS)
systems = page.systems_with_rows(view)
if systems:
    found = exceptions.exceptions(view, systems)
    page.finding(cards.finding(view, systems, found))
    if found:
        draw_exceptions(view, found)
    for system in systems:
        cards.draw_card(view, system)
page.data_line(view, systems)
