"""A page that was open met a new session: the server was started again, or the machine slept for minutes.

What is chosen stands in the address and is there; what was being typed, ticked or confirmed is not, and a click
that was on its way did nothing. Streamlit says none of it, so the page does.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from zhiping.words import _


def note() -> None:
    """Note the first run of a session for a page whose parts the browser shows already. Call before any widget is drawn.

    A page that is opened has no values of widgets to send; one that was open sends those that it had.
    """
    state = st.session_state
    if not state.get("has_run"):
        state.has_run = True
        context = get_script_run_ctx()
        state.is_reconnected = context is not None and bool(
            context.session_state._state._new_widget_state.states
        )


def told() -> str:
    """What was lost, and how to go on; "" where nothing was, or it was told already."""
    return words() if st.session_state.pop("is_reconnected", False) else ""


def words() -> str:
    """What was lost, and how to go on."""
    return _(
        "与服务器的连接断开过（服务重新启动，或电脑休眠了一会儿），页面已重新打开。"
        "筛选条件还在；断开前没有完成的点击没有执行，勾选和输入要重来。"
    )
