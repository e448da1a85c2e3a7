"""On what a map is seen: the server guesses by the browser's name, and the browser says so where that is wrong."""

import streamlit as st

WIDE, NARROW = 560, 350  # pixels that a map surely has: on most screens, on a phone
_KEY = "screen_watcher"
_WATCH = """
export default function ({ data, setStateValue }) {
  const narrow = matchMedia("(max-width: 640px)")
  const tell = () => { if (narrow.matches !== data.is_narrow) setStateValue("is_narrow", narrow.matches) }
  tell()
  narrow.addEventListener("change", tell)
  return () => narrow.removeEventListener("change", tell)
}
"""


def width() -> int:
    """How many pixels a map can be fitted into on this viewer's screen."""
    return NARROW if _is_narrow() else WIDE


def watch() -> None:
    """Run the page again where the screen is, or becomes, another than was thought. Call once beside a map."""
    watcher = st.components.v2.component(_KEY, js=_WATCH)
    watcher(key=_KEY, height=1, data={"is_narrow": _is_narrow()}, on_is_narrow_change=_note)


def _is_narrow() -> bool:
    guessed = "Mobi" in st.context.headers.get("User-Agent", "")
    return bool(st.session_state.get("is_narrow", guessed))


def _note() -> None:
    # Kept apart from the watcher, which goes with its page: what it said last may come when the page has gone.
    if said := st.session_state.get(_KEY):
        st.session_state.is_narrow = said["is_narrow"]
