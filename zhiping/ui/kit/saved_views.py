"""常用视图: pages with filters under a name, saved and opened at the end of the filter line, and the one to begin at."""

from typing import TYPE_CHECKING

import streamlit as st

from zhiping import clock, serving
from zhiping.asking.filters import of_address
from zhiping.ui.kit import addresses, saying
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import can_act, is_guest, visitor
from zhiping.words import _, bracketed

if TYPE_CHECKING:
    from zhiping.access.views import SavedView

_NAME, _SHARED = "view-name", "view-shared"  # widgets
_TOLD = "view_told"  # in the session: what came of the last click, until it is drawn


def draw(view: View, usual_name: str) -> None:
    """The list of views, and how this one is saved; `usual_name`: what it is called where no name is given."""
    with st.popover(_("常用视图"), icon=":material/bookmark:", type="tertiary", key="views"):
        for place, one in enumerate(seen(view)):
            with st.container(
                horizontal=True, vertical_alignment="center", gap="xsmall", key=f"saved-view-{place}"
            ):
                _draw_one(view, one)
        saying.note(_("把本页和现在的筛选条件存下来："))
        st.text_input(_("名称"), key=_NAME, placeholder=usual_name, max_chars=60)
        st.checkbox(_("管辖范围相同的同事也能用"), key=_SHARED)
        st.button(
            _("存为常用视图"),
            icon=":material/bookmark_add:",
            key="view-save",
            on_click=_save,
            args=(view, usual_name),
        )
        if told := st.session_state.pop(_TOLD, ""):
            saying.note(told)


def seen(view: View) -> "list[SavedView]":
    """The views that who is at the screen may open by name; none where there is no state to keep them in."""
    if not serving.has_state():
        return []
    from zhiping.access import views  # with it comes SQLAlchemy, see serving.state

    return views.seen_by(serving.state(), view.access.user)


def _draw_one(view: View, one: "SavedView") -> None:
    is_own = one.owner == view.access.user.name
    addresses.link(one.page, one.name if is_own else f"{one.name}{bracketed(one.owner)}", one.filters)
    if not is_own:
        return
    st.button(
        _("不作首页") if one.is_start else _("设为首页"),
        key=f"view-start-{one.name}",
        type="tertiary",
        on_click=_begin_at,
        args=(view, None if one.is_start else one.name),
    )
    st.button(
        _("删除"),
        key=f"view-remove-{one.name}",
        type="tertiary",
        on_click=_remove,
        args=(view, one.name),
    )


def _save(view: View, usual_name: str) -> None:
    if not can_act(view.access):
        return
    from zhiping.access import views

    state = st.session_state
    name = state[_NAME].strip() or usual_name
    try:
        views.save(
            serving.state(),
            view.access.user,
            name,
            view.page,
            view.chosen,
            is_shared=state[_SHARED],
            now=clock.now(),
        )
    except views.TooManyViews as error:
        state[_TOLD] = str(error)
        return
    state[_NAME], state[_TOLD] = "", _("已存为“{name}”。").format(name=name)


def _begin_at(view: View, name: str | None) -> None:
    if not can_act(view.access):
        return
    from zhiping.access import views

    views.begin_at(serving.state(), view.access.user, name)


def _remove(view: View, name: str) -> None:
    if not can_act(view.access):
        return
    from zhiping.access import views

    views.remove(serving.state(), view.access.user, name)


def go_to_start(page: str) -> None:
    """Lead whoever comes to the first page by its bare address to the view at which they begin. Ends the run there."""
    is_first = "has_begun" not in st.session_state
    st.session_state.has_begun = True
    is_bare = not of_address({key: st.query_params.get_all(key) for key in st.query_params})
    if not (is_first and is_bare and page == addresses.OVERVIEW) or is_guest() or not serving.has_state():
        return
    from zhiping.access import views

    start = views.start_of(serving.state(), visitor().access.user)
    if start and start.page in addresses.PAGES:
        addresses.go_to(start.page, start.filters)
