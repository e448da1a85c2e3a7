"""What is noted in the audit from the screen: pages opened, files taken, and what callbacks did."""

from collections.abc import Callable

import streamlit as st

from zhiping import serving
from zhiping.access.permissions import may_read
from zhiping.asking.filters import of_address
from zhiping.contracts.admin import Act, filters_told, link_told
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import still_later, visitor

_OPENED = "opened_page"  # in the session: which page was opened last


def note(view: View, act: Act, about: str = "") -> None:
    """Note what the person at the screen did on a page."""
    serving.note(act, who=visitor().name, page=view.page, about=about)


def note_opening(page: str) -> None:
    """Note that a page was opened, once for each time that the visitor comes to it, with the filters of its address.

    Raises what `visitor` does.
    """
    if st.session_state.get(_OPENED) == page:
        return
    st.session_state[_OPENED] = page
    here = visitor()
    if not may_read(here.person):
        return  # that the link was opened is noted at its door, and as often as it may be
    address = of_address({key: st.query_params.get_all(key) for key in st.query_params})
    by_link = f"{link_told(here.link.token_end)} " if here.link else ""
    serving.note(Act.OPENED, who=here.name, page=page, about=(by_link + filters_told(address)).strip())


def noted(view: View, file: str, made: Callable[[], bytes]) -> Callable[[], bytes]:
    """`made`, noted whenever it is called: a file that somebody takes, who may still see the view then."""
    check, who = still_later(view.access), visitor().name

    def noted_file() -> bytes:
        check()
        about = f"{file} {filters_told(view.filters)}".strip()
        serving.note(Act.EXPORTED, who=who, page=view.page, about=about)
        return made()

    return noted_file
