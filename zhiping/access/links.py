"""Links in circulation: who shared which view until when, and whether a link still opens.

A link is known by a random token of 128 bits, of which only the hash is kept. The address of a page holds the link's
name, not its token; whoever has opened the link proves it by the token in a cookie of their browser.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from zhiping.access.permissions import LINK_DAYS, NotAllowed
from zhiping.access.state import LINKS, State
from zhiping.rules.areas import area_prefix, is_within
from zhiping.words import N_, _, day_told

PINNED_BY = "link "
_TOKEN_BYTES = 16
_NAME_BYTES = 6

Standing = Literal["open", "paused", "expired", "revoked"]
STANDINGS: dict[Standing, str] = {
    "open": N_("可以打开"),
    "paused": N_("已暂停"),
    "expired": N_("已到期"),
    "revoked": N_("已撤回"),
}


class LinkEnded(NotAllowed):
    """A link that does not open, or not now; the message says why and what to do."""


@dataclass(frozen=True)
class Link:
    """One link. `filters`: all that the issuer saw, as an address writes them. `told`: the view in words.

    `version`: of the data that the issuer saw, for one that is frozen; None for one that is live. `is_open`: it opens
    also for whoever has not signed in, while its page is among open_pages.allowed.
    """

    link_id: str
    token_end: str
    page: str
    filters: Mapping[str, str]
    told: str
    issuer: str
    version: int | None
    made_at: datetime
    until: datetime
    paused_at: datetime | None
    revoked_at: datetime | None
    opened_count: int
    last_opened_at: datetime | None
    is_open: bool = False

    @property
    def pinned_by(self) -> str:
        """Under which name the store keeps the version of a frozen one."""
        return f"{PINNED_BY}{self.link_id}"

    def standing(self, now: datetime) -> Standing:
        """Whether it opens; what cannot be undone goes before what can."""
        if self.revoked_at is not None:
            return "revoked"
        if now >= self.until:
            return "expired"
        return "open" if self.paused_at is None else "paused"


@dataclass(frozen=True)
class Issued:
    """A link that was just made, and its token, which nobody can be told again."""

    link: Link
    token: str


def issue(
    state: State,
    *,
    page: str,
    filters: Mapping[str, str],
    told: str,
    issuer: str,
    version: int | None,
    days: int,
    now: datetime,
    is_open: bool = False,
    keep: Callable[[Link], None] = lambda _link: None,
) -> Issued:
    """Make a link. `keep` sees to what it needs; where that raises, there is none.

    ValueError for a number of days that is not among LINK_DAYS.
    """
    if days not in LINK_DAYS:
        raise ValueError(days)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    link = Link(
        link_id=secrets.token_hex(_NAME_BYTES),
        token_end=token[-4:],
        page=page,
        filters=dict(filters),
        told=told,
        issuer=issuer,
        version=version,
        made_at=now,
        until=now + timedelta(days=days),
        paused_at=None,
        revoked_at=None,
        opened_count=0,
        last_opened_at=None,
        is_open=is_open,
    )
    with state.writing() as connection:
        connection.execute(LINKS.insert().values(token_hash=_hash(token), **vars(link)))
        keep(link)
    return Issued(link, token)


def opened(state: State, token: str, now: datetime) -> Link:
    """The link of a token, counted as opened once more. Raises LinkEnded."""
    link = _checked(_found(state, LINKS.c.token_hash == _hash(token)), now)
    change(state, link.link_id, opened_count=LINKS.c.opened_count + 1, last_opened_at=now)
    return link


def held(state: State, link_id: str, token: str | None, now: datetime) -> Link:
    """The link of a name, for a browser that holds `token` as its proof. Raises LinkEnded."""
    return _checked(_found(state, LINKS.c.link_id == link_id, LINKS.c.token_hash == _hash(token or "")), now)


def listed(state: State) -> list[Link]:
    """All links, the newest first."""
    return [Link(**row) for row in state.rows(_ASKED.order_by(LINKS.c.made_at.desc(), LINKS.c.link_id))]


def change(state: State, link_id: str, **values: Any) -> None:
    """Pause (`paused_at`), revoke (`revoked_at`), make longer (`until`) or let go on (None) one link."""
    with state.writing() as connection:
        connection.execute(LINKS.update().where(LINKS.c.link_id == link_id).values(**values))


def end_of(connection: sa.Connection, issuer: str, now: datetime, *, but_within: str | None = None) -> None:
    """Revoke the links of one issuer; `but_within`: leave those about areas that lie in this one ("" holds all)."""
    mine = sa.select(LINKS.c.link_id, LINKS.c.filters).where(
        LINKS.c.issuer == issuer, LINKS.c.revoked_at.is_(None)
    )
    for link_id, filters in connection.execute(mine).all():
        if but_within is None or not is_within(area_prefix(filters.get("area", "")), but_within):
            connection.execute(LINKS.update().where(LINKS.c.link_id == link_id).values(revoked_at=now))


_ASKED = sa.select(*(LINKS.c[name] for name in Link.__dataclass_fields__))


def _found(state: State, *conditions: sa.ColumnElement[bool]) -> Link | None:
    # By the hash, so that a token which is none takes as long as one that has ended.
    return next((Link(**row) for row in state.rows(_ASKED.where(*conditions))), None)


def _checked(link: Link | None, now: datetime) -> Link:
    if link is None:
        raise LinkEnded(_("没有这个分享链接：请核对地址是否完整，或请分享人重新发一次。"))
    standing = link.standing(now)
    if standing != "open":
        raise LinkEnded(
            {
                "paused": _("分享人暂停了这个链接：请稍后再打开，或联系{issuer}。"),
                "expired": _("这个分享链接已于{until}到期：需要继续查看，请{issuer}重新分享。"),
                "revoked": _("{issuer}撤回了这个分享链接。"),
            }[standing].format(issuer=link.issuer, until=day_told(link.until))
        )
    return link


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
