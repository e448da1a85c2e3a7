"""分享链接: every link in circulation, how often it was opened, and how one is ended."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import streamlit as st

from zhiping import clock, serving
from zhiping.access import open_pages
from zhiping.access.links import STANDINGS, Link, change, listed
from zhiping.access.permissions import LINK_DAYS, may_manage_accounts, may_manage_link
from zhiping.contracts.admin import Act, link_told
from zhiping.ui.kit import saying
from zhiping.ui.kit.addresses import PAGES, title_of
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import current_user
from zhiping.ui.look import numbers
from zhiping.ui.look.told import MUTED, badge, joined
from zhiping.words import _


def in_circulation(view: View) -> tuple[list[Link], datetime]:
    """The links that whoever is at the screen may end, the newest first, and the moment at which they are looked at."""
    links = [link for link in listed(serving.state()) if may_manage_link(view.access.user, link.issuer)]
    return links, clock.now()


def summary(links: Sequence[Link], now: datetime) -> str:
    """How many links open, of how many, and how often they were opened, in one sentence."""
    opening = [link for link in links if link.standing(now) == "open"]
    return _("{opening} 个链接可以打开（共 {all} 个），一共打开过 {n} 次。").format(
        opening=numbers.count(len(opening)),
        all=numbers.count(len(links)),
        n=numbers.count(sum(link.opened_count for link in links)),
    )


def draw(links: Sequence[Link], now: datetime) -> None:
    """A card a link, the newest first."""
    for link in links:
        with st.container(border=True, key=f"link-{link.link_id}"):
            saying.sentence(link.told)
            saying.note(_told(link, now))
            if link.standing(now) in ("open", "paused"):
                _draw_ways(link, now)


def draw_open_pages(view: View) -> None:
    """For an admin: of which pages links may open without signing in."""
    if not (serving.needs_sign_in() and may_manage_accounts(view.access.user)):
        return
    found = open_pages.allowed(serving.state())
    with st.expander(
        _("不登录也能打开的页面（{n} 页）").format(n=numbers.count(len(found))), key="open-pages"
    ):
        saying.note(
            _(
                "勾上以后，这一页的分享链接可以选“知道链接的人”，拿到链接的人不登录就能看；去掉后马上不能。考核、党代表的页面不能放开。"
            )
        )
        for name in PAGES:
            if open_pages.can_be_open(name):
                st.checkbox(
                    title_of(name), value=name in found, key=f"open-{name}", on_change=_allow, args=(name,)
                )


def _allow(name: str) -> None:
    user = current_user()
    if not may_manage_accounts(user):
        return  # the page, which is drawn anew, says why
    is_allowed = bool(st.session_state[f"open-{name}"])
    if is_allowed:
        open_pages.allow(serving.state(), name, user.name, clock.now())
    else:
        open_pages.forbid(serving.state(), name)
    serving.note(Act.CHANGED_LINK, who=user.acts_as, page=name, about=f"open={int(is_allowed)}")


def _told(link: Link, now: datetime) -> Any:
    opened = (
        _("打开 {n} 次，最近 {when}").format(
            n=numbers.count(link.opened_count), when=numbers.time(link.last_opened_at)
        )
        if link.last_opened_at
        else _("还没有打开过")
    )
    parts = (
        _("{who}于{when}分享").format(who=link.issuer, when=numbers.time(link.made_at)),
        _("随数据更新") if link.version is None else _("固定在分享时的数据"),
        *([_("知道链接的人能打开")] if link.is_open else []),
        _("{when}前可以打开").format(when=numbers.time(link.until)),
        opened,
        _("链接末四位 {end}").format(end=link.token_end),
    )
    return badge(_(STANDINGS[link.standing(now)]), MUTED) + "　" + joined(" · ", parts)


def _draw_ways(link: Link, now: datetime) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        is_paused = link.standing(now) == "paused"
        st.button(
            _("恢复") if is_paused else _("暂停"),
            key=f"pause-{link.link_id}",
            on_click=_change,
            args=(link, "paused_at", None if is_paused else now),
        )
        st.button(
            _("延长{n}天").format(n=LINK_DAYS[1]),
            key=f"extend-{link.link_id}",
            on_click=_change,
            args=(link, "until", link.until + timedelta(days=LINK_DAYS[1])),
            disabled=link.until + timedelta(days=LINK_DAYS[1]) > now + timedelta(days=LINK_DAYS[-1]),
        )
        with st.popover(_("撤回"), icon=":material/link_off:", key=f"revoke-{link.link_id}"):
            saying.sentence(_("撤回后任何人都打不开，也不能恢复。"))
            st.button(
                _("确定撤回"),
                type="primary",
                key=f"revoked-{link.link_id}",
                on_click=_revoke,
                args=(link,),
            )


def _change(link: Link, name: str, value: datetime | None) -> None:
    if not may_manage_link(current_user(), link.issuer):
        return  # the page, which is drawn anew, says why
    change(serving.state(), link.link_id, **{name: value})
    to = f"{name}={value or ''}"
    serving.note(
        Act.CHANGED_LINK,
        who=current_user().acts_as,
        page=link.page,
        about=f"{link_told(link.token_end)} {to}",
    )


def _revoke(link: Link) -> None:
    _change(link, "revoked_at", clock.now())
    serving.let_go_of_ended_links()
