"""Shared links on screen: making one for the view that is shown, and what its reader is told at the head of the page."""

from dataclasses import dataclass

import streamlit as st

from zhiping import clock, serving
from zhiping.access.permissions import LINK_DAYS, NotAllowed, check_may_share
from zhiping.contracts.admin import Act, filters_told, link_told
from zhiping.rules.areas import is_within
from zhiping.ui.kit import addresses, dataline, saying
from zhiping.ui.kit.link_door import AT
from zhiping.ui.kit.noting import note
from zhiping.ui.kit.systems import card_of, of_page
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import can_act, of_link
from zhiping.ui.look import numbers
from zhiping.words import _, in_turn

_MADE = "made_link"  # in the session: the link made last, and for which view
LIVE, FROZEN = "live", "frozen"
COLLEAGUES, ANYBODY = "colleagues", "anybody"
_KIND, _DAYS, _WHO = "link-kind", "link-days", "link-who"  # widgets


@dataclass(frozen=True)
class Made:
    """A link that was made in this session for a view; `token` is known to it alone."""

    page: str
    filters: dict[str, str]
    token: str
    told: str

    @property
    def address(self) -> str:
        """What is sent to others."""
        return addresses.from_here(AT + self.token)


def draw(view: View, words: str, *, is_about_people: bool) -> Made | None:
    """How a link is made; the one made last, while the page shows what it was made for. `words`: the view."""
    is_of_clerks = view.page != addresses.OVERVIEW and card_of(view.system) is None
    try:
        check_may_share(view.access, is_about_people=is_about_people, is_of_clerks=is_of_clerks)
    except NotAllowed as error:
        saying.note(str(error))
        return None
    with st.container(horizontal=True):
        _draw_choices(can_be_open=_can_be_open(view.page))
    st.button(
        _("生成分享链接"),
        icon=":material/add_link:",
        on_click=_make,
        args=(view, words),
        key="link-make",
    )
    made: Made | None = st.session_state.get(_MADE)
    if made is None or (made.page, made.filters) != (view.page, dict(view.filters)):
        return None
    saying.note(made.told)
    return made


def _can_be_open(page: str) -> bool:
    if not serving.needs_sign_in():
        return False
    from zhiping.access import open_pages  # with it comes SQLAlchemy, see serving.state

    return page in open_pages.allowed(serving.state())


def _draw_choices(*, can_be_open: bool) -> None:
    st.segmented_control(
        _("数据"),
        [LIVE, FROZEN],
        default=LIVE,
        format_func={LIVE: _("随数据更新"), FROZEN: _("固定为现在")}.__getitem__,
        key=_KIND,
        required=True,
    )
    st.segmented_control(
        _("有效期"),
        LINK_DAYS,
        default=LINK_DAYS[1],
        format_func=lambda n: _("{n}天").format(n=n),
        key=_DAYS,
        required=True,
    )
    if can_be_open:
        st.segmented_control(
            _("谁能打开"),
            [COLLEAGUES, ANYBODY],
            default=COLLEAGUES,
            format_func={COLLEAGUES: _("登录的人"), ANYBODY: _("知道链接的人")}.__getitem__,
            key=_WHO,
            required=True,
        )


def _make(view: View, words: str) -> None:
    if not can_act(view.access):
        return  # the page, which is drawn anew, says why
    from zhiping.access import links

    is_frozen = st.session_state[_KIND] == FROZEN
    is_open = _can_be_open(view.page) and st.session_state.get(_WHO) == ANYBODY
    issued = links.issue(
        serving.state(),
        page=view.page,
        filters=_within_scope(view),
        told=words,
        issuer=view.access.user.name,
        version=view.version if is_frozen else None,
        days=st.session_state[_DAYS],
        now=clock.now(),
        is_open=is_open,
        keep=lambda link: serving.store().pin(view.version, link.pinned_by) if is_frozen else None,
    )
    shown = f"{link_told(issued.link.token_end)} {filters_told(issued.link.filters)}" + (
        " open" if is_open else ""
    )
    note(view, Act.SHARED, shown.strip())
    told = _("已生成，{day}前可以打开。打开的人只看到这一页，筛选条件不能放宽。").format(
        day=numbers.time(issued.link.until)
    )
    if is_open:
        told = in_turn(told, _("知道链接的人不登录也能打开，请只发给该看的人。"))
    st.session_state[_MADE] = Made(view.page, dict(view.filters), issued.token, told)


def _within_scope(view: View) -> dict[str, str]:
    """The filters of the view, its area never wider than what the issuer sees now, whatever they see later."""
    scope, area = view.access.user.scope, view.filters.get("area", "")
    return {**view.filters, **({} if is_within(area, scope) else {"area": scope})}


def draw_banner(view: View) -> None:
    """Who shared what, the data date, live or frozen, and until when; and whether there are newer data."""
    link = of_link()
    if link is None:
        return
    reach = dataline.reach_told(view, of_page(view))
    parts = [
        _("{who}于{when}分享").format(who=link.issuer, when=numbers.time(link.made_at)),
        *([reach] if reach else []),
        _("固定在分享时的数据") if link.version is not None else _("随数据更新"),
        _("{when}前可以打开").format(when=numbers.time(link.until)),
    ]
    if link.version is not None and serving.store().versions.number() > link.version:
        parts.append(_("之后有更新的数据，这里没有包含"))
    with st.container(key="shared-link"):
        saying.note(" · ".join(parts))
