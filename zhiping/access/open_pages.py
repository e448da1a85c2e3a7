"""Pages whose links may open without signing in: none until an admin allows it, page by page, and some never.

Both are looked at whenever rows are asked for, so that what is not allowed any more ends at the next click.
"""

from datetime import datetime

import sqlalchemy as sa

from zhiping.access.links import Link
from zhiping.access.permissions import NotAllowed
from zhiping.access.state import OPEN_PAGES, State
from zhiping.contracts import SYSTEMS
from zhiping.words import _


def can_be_open(page: str) -> bool:
    """Whether an admin may allow it: not for a system of colleagues alone, nor for a page that shows all systems."""
    system = SYSTEMS.get(page.split("/")[0])
    return system is not None and not system.is_for_colleagues


def allowed(state: State) -> frozenset[str]:
    """The pages of which links may open without signing in."""
    return frozenset(
        row["page"] for row in state.rows(sa.select(OPEN_PAGES.c.page)) if can_be_open(row["page"])
    )


def allow(state: State, page: str, by: str, now: datetime) -> None:
    """Let links of a page open without signing in. Raises NotAllowed for one that is never read so."""
    if not can_be_open(page):
        raise NotAllowed(_("这一页的内容只给登录的人看，不能放开。"))
    with state.writing() as connection:
        connection.execute(OPEN_PAGES.delete().where(OPEN_PAGES.c.page == page))
        connection.execute(OPEN_PAGES.insert().values(page=page, allowed_by=by, allowed_at=now))


def forbid(state: State, page: str) -> None:
    """From here on its links open for whoever has signed in alone."""
    with state.writing() as connection:
        connection.execute(OPEN_PAGES.delete().where(OPEN_PAGES.c.page == page))


def is_for_anybody(state: State, link: Link) -> bool:
    """Whether whoever has this link may read it without signing in, as of now."""
    return link.is_open and link.page in allowed(state)
