"""What is said, drawn: each text is a Told or data, never Markdown."""

from collections.abc import Iterable

import streamlit as st

from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import Said


def sentence(said: Said) -> None:
    """A sentence of the page."""
    st.markdown(as_markdown(said))


def note(said: Said) -> None:
    """A quiet sentence below what it is about."""
    st.caption(as_markdown(said))


def lines(said: Iterable[Said]) -> None:
    """Sentences one below the other, close together."""
    st.markdown("  \n".join(map(as_markdown, said)))


def points(said: Iterable[Said]) -> None:
    """Sentences as the points of a list."""
    st.markdown("\n".join(f"- {as_markdown(one)}" for one in said))
