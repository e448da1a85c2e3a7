"""任务清单、责任清单、时限清单: one table of tasks, and which of the three it is."""

import streamlit as st

from zhiping.contracts.delegates import LISTS
from zhiping.ui.kit import chosen
from zhiping.ui.kit.view import View
from zhiping.words import _

USUAL = "deadlines"


def draw_choice(view: View) -> str:
    """Which list; the one chosen. The usual one is not written into the address."""
    now = view.filters.get("list", USUAL)
    widget = chosen.bound("list", now)

    def pick() -> None:
        picked = st.session_state[widget]
        chosen.choose(list=None if picked == USUAL else picked)

    st.segmented_control(
        _("清单"),
        list(LISTS),
        format_func=lambda one: _(LISTS[one]),
        key=widget,
        on_change=pick,
        required=True,
        label_visibility="collapsed",
    )
    return now
