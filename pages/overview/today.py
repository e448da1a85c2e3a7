"""今日态势: what needs a person now, the worst first, and how each system stands."""

import streamlit as st

from zhiping.ui import addresses, choices, matters, page, states, summaries
from zhiping.ui.matters import Matter
from zhiping.ui.page import View
from zhiping.words import _

FILTERS = ("area",)


def draw_exceptions(view: View, found: list[Matter]) -> None:
    """The list, each line a link to its page already filtered."""
    page.heading(_("需要处理"))
    with st.container(border=True, gap="xsmall", key="exceptions"):
        for matter in found:
            label = f"{states.sign_of(matter.state)}　{matter.text}"
            addresses.link(matter.page, label, {**choices.shared(view), **matter.filters}, is_row=True)


view = page.open("overview/today", filters=FILTERS)
systems = page.systems_with_rows(view)
if systems:
    found = matters.matters(view, systems)
    page.finding(summaries.finding(view, systems, found))
    if found:
        draw_exceptions(view, found)
    for system in systems:
        summaries.draw_card(view, system)
page.data_line(view, systems or ("tickets",))
