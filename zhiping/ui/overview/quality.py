"""填报质量: what may be asked of how things were reported, a question a line, each leading to exactly its rows."""

from collections.abc import Sequence

import streamlit as st

from zhiping.ui.kit import addresses, chosen, matters, page, saying
from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.ui.look.matter import Matter
from zhiping.words import _


def found(view: View, systems: Sequence[Card]) -> list[Matter]:
    """The questions of all systems, in the order of the menu."""
    return [matter for system in systems for matter in system.doubts(view)]


def draw(view: View, systems: Sequence[Card]) -> None:
    """The questions; where there are none, a sentence says what was looked at."""
    with st.container(border=True, gap="xsmall", key="quality"):
        page.heading(_("填报质量"))
        questions = found(view, systems)
        if not questions:
            saying.sentence(_("填报的内容里没有要问的。"))
            return
        saying.note(_("这些只是要问的，不是结论；点一行看是哪些数据。"))
        for matter in questions:
            filters = {**chosen.shared(view), **matters.filters_of(matter)}
            addresses.link(matter.page, matter.text, filters, is_row=True)
