"""What a page draws in before the browser has said which theme it shows."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from zhiping.ui.look.theme import viewer_theme, watch_theme

    st.text(viewer_theme())
    watch_theme()


def test_a_page_is_light_until_the_browser_says_dark_and_can_be_run_again():
    app = AppTest.from_function(page, default_timeout=60)
    for _run in range(2):
        app.run()
        assert not app.exception
        assert app.text[0].value == "light"
