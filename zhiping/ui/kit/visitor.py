"""Who is at the screen: the person, or the reader of a shared link, who sees what was shared and no more.

A tab is bound to its link by the link's name in the address; that the browser has opened the link, its cookie proves.
Both are looked at whenever rows are asked for, so that a link that was ended shows nothing more at the next click.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from zhiping import clock, serving
from zhiping.access.permissions import GUEST_ROLES, Access, User, current_user
from zhiping.asking.filters import rows_locked
from zhiping.rules.areas import area_prefix
from zhiping.words import _

if TYPE_CHECKING:
    from zhiping.access.links import Link

LINK = "link"  # the key of an address that names the link by which its reader came


@dataclass(frozen=True)
class Visitor:
    """`fixed`: the filters that a link fixes on its page. `version`: of the data; None for the newest."""

    access: Access
    link: "Link | None" = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None


def visitor() -> Visitor:
    """The visitor of this session, as of now. Raises LinkEnded, SettingsError."""
    link = of_link()
    if link is None:
        return Visitor(Access(current_user()))
    filters = dict(link.filters)
    guest = User(_("访客"), GUEST_ROLES, scope=area_prefix(filters.get("area", "")))
    return Visitor(Access(guest, rows_locked(filters), link.link_id), link, filters, link.version)


def is_guest() -> bool:
    """Whether the tab was opened by a shared link, whatever became of that."""
    return LINK in st.query_params


def of_link() -> "Link | None":
    """The link by which this tab was opened; None where by none. Raises LinkEnded, SettingsError."""
    # The server warms itself without anybody at a screen.
    name = st.query_params.get(LINK) if get_script_run_ctx(suppress_warning=True) else None
    if name is None:
        return None
    from zhiping.access import links  # with it comes SQLAlchemy, see serving.state

    return links.held(serving.state(), name, _proof(name), clock.now())


def _proof(link: str) -> str | None:
    return st.context.cookies.get(cookie_of(link))


def cookie_of(link: str) -> str:
    """The name of the cookie in which a browser holds the token of a link: one each, for two tabs share a jar."""
    return f"zhiping-link-{link}"


def check_page(name: str) -> None:
    """Raises LinkEnded where the tab's link is not about the page."""
    link = of_link()
    if link is not None and link.page != name:
        from zhiping.access.links import LinkEnded

        raise LinkEnded(
            _("这个分享链接只能看分享的那一页，不能看其他页面。请用浏览器的后退键回去，或重新打开链接。")
        )


def kept_in_address() -> dict[str, str]:
    """What an address keeps whatever else it says: the language asked for, and the link."""
    spoken = {"lang": lang} if (lang := st.session_state.get("lang")) else {}
    return spoken | ({LINK: name} if (name := st.query_params.get(LINK)) else {})
