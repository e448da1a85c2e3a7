"""What a page has drawn in this run: how many numbers in cards, and how many pictures and maps."""

from typing import Literal

import streamlit as st

_DRAWN = "drawn_in_this_run"  # in the session
Kind = Literal["numbers", "pictures"]


def begin() -> None:
    """Nothing is drawn yet."""
    st.session_state[_DRAWN] = {"numbers": 0, "pictures": 0}


def count(kind: Kind, more: int = 1) -> None:
    """So many more are drawn."""
    if _DRAWN in st.session_state:
        st.session_state[_DRAWN][kind] += more


def counted() -> dict[Kind, int]:
    """How many of each there are so far."""
    return dict(st.session_state.get(_DRAWN, {"numbers": 0, "pictures": 0}))
