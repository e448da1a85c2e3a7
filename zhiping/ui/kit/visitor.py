"""Who is at the screen: the person, or the reader of a shared link, who sees what was shared and no more.

While there are no accounts it is the demonstration user; then whoever has signed in, by a cookie, and else nobody.
A tab is bound to its link by the link's name in the address; that the browser has opened the link, its cookie proves.
All of it is looked at whenever rows are asked for, so that a link or a session that was ended shows nothing more at
the next click.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import current_thread
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from zhiping import clock, serving
from zhiping.access.permissions import DEMO_USER, GUEST_ROLES, NOBODY, Access, NotAllowed, User, may_read
from zhiping.asking.filters import rows_locked
from zhiping.rules.areas import area_prefix
from zhiping.words import _

if TYPE_CHECKING:
    from zhiping.access.links import Link

LINK = "link"  # the key of an address that names the link by which its reader came
SESSION = "zhiping-session"  # the cookie of a browser that has signed in
WAYS_OF_SEEING = ("meeting", "wall")  # of a page as slides, see kit/slides.py
WAYS = ("view", "every")  # the keys of an address that say so, and after how many seconds a wall turns
_LAST = "last_at_screen"  # in the session: who was at the screen in the run before


@dataclass(frozen=True)
class Visitor:
    """`fixed`: the filters that a link fixes on its page. `version`: of the data; None for the newest.

    `person`: who has signed in, also where they read by a link.
    """

    access: Access
    person: User
    link: "Link | None" = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None

    @property
    def name(self) -> str:
        """Whose doing it is what happens at this screen: of whoever has signed in, else of a nameless reader."""
        is_somebody = self.person.name and self.person != DEMO_USER
        return (self.person if is_somebody else self.access.user).acts_as


def current_user() -> User:
    """The person at this screen, whatever link they came by; nobody where one has to sign in and nobody has.

    Raises SettingsError, StoreError.
    """
    is_at_screen = get_script_run_ctx(suppress_warning=True) is not None
    return person_of({SESSION: session_token() or ""} if is_at_screen else {})


def person_of(cookies: Mapping[str, str]) -> User:
    """Whose browser holds these cookies; nobody's where one has to sign in. Raises SettingsError, StoreError."""
    if not serving.needs_sign_in():
        return DEMO_USER
    if not cookies.get(SESSION):
        return NOBODY
    from zhiping.access import sessions  # with it comes SQLAlchemy, see serving.state

    session = sessions.held(serving.state(), cookies[SESSION], clock.now())
    return session.user if session else NOBODY


def session_token() -> str | None:
    """What this browser holds of its session."""
    return st.context.cookies.get(SESSION)


def visitor() -> Visitor:
    """The visitor of this session, as of now. Raises LinkEnded, SettingsError."""
    person, link = current_user(), of_link()
    if link is None or not (may_read(person) or _is_for_anybody(link)):
        return Visitor(Access(person), person)
    filters = dict(link.filters)
    unit, company = _limits_of(link.issuer)
    guest = User(_("访客"), GUEST_ROLES, area_prefix(filters.get("area", "")), company, unit)
    return Visitor(Access(guest, rows_locked(filters), link.link_id), person, link, filters, link.version)


def is_anybody() -> bool:
    """Whether the tab's link lets its reader in without signing in."""
    try:
        link = of_link()
        return link is not None and _is_for_anybody(link)
    except NotAllowed:
        return False


def _is_for_anybody(link: "Link") -> bool:
    if not link.is_open:
        return False
    from zhiping.access import open_pages

    return open_pages.is_for_anybody(serving.state(), link)


def _limits_of(issuer: str) -> tuple[str, str]:
    """The unit and company to which a link's issuer is limited. Raises LinkEnded for one who has no account any more."""
    if not serving.needs_sign_in():
        return "", ""
    from zhiping.access import accounts
    from zhiping.access.links import LinkEnded

    account = accounts.found(serving.state(), issuer)
    if account is None or account.closed_at is not None:
        raise LinkEnded(_("{issuer}现在没有账号，分享的链接不再打开。").format(issuer=issuer))
    return account.rights.unit, account.rights.company


def still(access: Access) -> Access:
    """`access`, if it still is that of whoever is at the screen. Raises NotAllowed where a session has ended or changed.

    For what acts on a page that was drawn before: a button, a dialog.
    """
    if visitor().access != access:
        raise NotAllowed(_("您的登录已经结束，或者权限有变，没有执行。请重新打开这一页。"))
    return access


def still_later(access: Access) -> Callable[[], None]:
    """`still`, for what is asked of this browser when the run is over, in a thread that has no screen: a file."""
    context = get_script_run_ctx(suppress_warning=True)

    def check() -> None:
        with ThreadPoolExecutor(
            1, initializer=lambda: add_script_run_ctx(current_thread(), context)
        ) as at_screen:
            at_screen.submit(still, access).result()

    return check


def can_act(access: Access) -> bool:
    """Whether what is clicked on a page drawn for `access` may be done: by who is there still, and as themselves."""
    try:
        return not still(access).user.viewed_by
    except NotAllowed:
        return False


def leave_if_ended(access: Access) -> None:
    """Draw the whole page anew where `access` is not that of whoever is at the screen any more. In a dialog, which is
    drawn again by itself."""
    try:
        still(access)
    except NotAllowed:
        st.rerun()


def forget_others(person: User) -> None:
    """Let nothing of who was at this screen before `person` stay in it: a browser that signs in anew keeps its open tabs."""
    if st.session_state.setdefault(_LAST, person.name) != person.name:
        st.session_state.clear()
        st.session_state[_LAST] = person.name


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
    """What an address keeps whatever else it says: the language asked for, the link, and that a page is seen as slides."""
    spoken = {"lang": lang} if (lang := st.session_state.get("lang")) else {}
    is_slides = st.query_params.get("view") in WAYS_OF_SEEING
    kept = (LINK, *(WAYS if is_slides else ()))
    return spoken | {key: st.query_params[key] for key in kept if st.query_params.get(key)}
