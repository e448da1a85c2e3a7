"""An empty Streamlit: two pages with a title each. The floor under every page that Streamlit serves."""

import streamlit as st


def first() -> None:
    """The page that opens."""
    st.title("第一页")


def second() -> None:
    """The page to switch to."""
    st.title("第二页")


st.navigation([st.Page(first, default=True), st.Page(second, url_path="second")], position="hidden").run()
