"""What only the browser knows of the page: told to the server where it is, or becomes, another than was drawn for."""

from collections.abc import Callable

import streamlit as st

# Looked at in turns, not heard of by an event: what changes while the page does not rest is told once it does, and what
# has gone with its page tells nothing (see ui/browser/resting.js).
_WATCH = """
export default function ({{ data, parentElement, setTriggerValue }}) {{
  const look = () => {seen}
  let told = data.drawn_for ?? look()
  const timer = setInterval(() => {{
    const seen = look()
    if (seen === told || !parentElement.isConnected) return
    window.zhipingTells(() => setTriggerValue("changed", told = seen))
  }}, 250)
  return () => clearInterval(timer)
}}
"""


def watch(key: str, seen: str, *, drawn_for: object = None, note: Callable[[], None] = lambda: None) -> None:
    """Run the page again where `seen`, an expression of JavaScript, has another value than `drawn_for`.

    None: than it had as the page came. Before that run `note` is called; `said(key)` is the new value there.
    """
    watcher = st.components.v2.component(key, js=_WATCH.format(seen=seen))
    watcher(key=key, height=1, data={"drawn_for": drawn_for}, on_changed_change=note)


def said(key: str) -> object | None:
    """What the watcher has told; None where it has gone with its page before that came."""
    told = st.session_state.get(key)
    return told["changed"] if told else None
