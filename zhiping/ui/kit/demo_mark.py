"""演示数据，非真实情况: said on every screenful, on every sheet of paper and in every file, while any of it stands."""

from dataclasses import replace

import streamlit as st

from zhiping.access.permissions import DEMO_USER, Access
from zhiping.ui.kit.view import View, view_of
from zhiping.words import _, bracketed


def words() -> str:
    """What stands across everything that is shown, printed or taken away; "" where no demonstration is loaded."""
    return words_of(view_of(""))


def words_of(view: View) -> str:
    """The same of a view's version of the data, where nobody is at a screen."""
    has_demo = any(row["has_demo"] for row in as_everybody(view).rows("uploads/state"))
    return _("演示数据，非真实情况") if has_demo else ""


def as_everybody(view: View) -> View:
    """The view of whoever sees every upload: who sees a part of the rows need not see those that brought them.

    Only for what an upload says of its rows whoever reads them: that they are of the demonstration.
    """
    return replace(view, access=Access(DEMO_USER))


def draw() -> None:
    """Put it at the head of the window, and into the margin of every sheet of paper."""
    if said := words():
        with st.container(key="demo"):
            st.badge(said, color="violet", icon=":material/science:")
            st.html(
                f'<style>@media print {{ @page {{ @top-right {{ content: "{said}"; font-size: 9pt }} }} }}</style>'
            )


def file_name(name: str) -> str:
    """A file's name (without its ending) with the words in it."""
    said = words()
    return f"{name}{bracketed(said)}" if said else name
