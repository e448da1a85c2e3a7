"""On what a map is seen: the server guesses by the browser's name, and the browser says so where that is wrong."""

import streamlit as st

from zhiping.ui.look import watching

WIDE, NARROW = 560, 350  # pixels that a map surely has: on most screens, on a phone
_KEY = "screen_watcher"


def width() -> int:
    """How many pixels a map can be fitted into on this viewer's screen."""
    return NARROW if _is_narrow() else WIDE


def watch() -> None:
    """Run the page again where the screen is, or becomes, another than was thought. Call once beside a map."""
    watching.watch(_KEY, 'matchMedia("(max-width: 640px)").matches', drawn_for=_is_narrow(), note=_note)


def _is_narrow() -> bool:
    guessed = "Mobi" in st.context.headers.get("User-Agent", "")
    return bool(st.session_state.get("is_narrow", guessed))


def _note() -> None:
    # Kept apart from the watcher, which goes with its page.
    told = watching.said(_KEY)
    if told is not None:
        st.session_state.is_narrow = told
