"""The viewer's theme: which colours the pictures of this run are drawn in."""

import streamlit as st

from zhiping.ui.look import watching
from zhiping.ui.look.states import Theme


def viewer_theme() -> Theme:
    """The theme that the viewer sees; light where the browser has not said."""
    return "dark" if st.context.theme.type == "dark" else "light"


def watch_theme() -> None:
    """Run the page again when the viewer changes the theme. Call once a run, at the end of the page."""
    # Streamlit does not, and pictures drawn for a light page would stand as dark words on a dark one.
    watching.watch(
        "theme_watcher", 'getComputedStyle(document.querySelector(".stApp") ?? document.body).backgroundColor'
    )
