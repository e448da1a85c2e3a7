"""Saved views: a page with its filters under a name, for its owner or for all whose scope is the same.

A view is an address. It opens no more than its reader may see; what is out of their scope is dropped as from any address.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from zhiping.access.permissions import User
from zhiping.access.state import VIEWS, State
from zhiping.words import _

MOST = 20  # of one owner: more than that nobody finds again
NAME_LETTERS = 60


class TooManyViews(ValueError):
    """The owner has as many as are kept; the message says what to do."""


@dataclass(frozen=True)
class SavedView:
    """One view. `filters`: those that its owner chose, as an address writes them. `is_start`: its owner begins there."""

    owner: str
    name: str
    page: str
    filters: Mapping[str, str]
    scope: str
    is_shared: bool
    is_start: bool
    made_at: datetime


def save(
    state: State,
    user: User,
    name: str,
    page: str,
    filters: Mapping[str, str],
    *,
    is_shared: bool,
    now: datetime,
) -> None:
    """Save a view under a name; one of that name that the user has is replaced. Raises TooManyViews."""
    name = name.strip()[:NAME_LETTERS]
    own = _own(user)
    with state.writing() as connection:
        begins = connection.execute(sa.select(VIEWS.c.is_start).where(own, VIEWS.c.name == name)).scalar()
        connection.execute(VIEWS.delete().where(own, VIEWS.c.name == name))
        count = connection.execute(sa.select(sa.func.count()).select_from(VIEWS).where(own)).scalar_one()
        if count >= MOST:
            raise TooManyViews(_("每人最多存 {n} 个视图，请先删去不用的。").format(n=MOST))
        saved = SavedView(user.name, name, page, dict(filters), user.scope, is_shared, bool(begins), now)
        connection.execute(VIEWS.insert().values(**vars(saved)))


def seen_by(state: State, user: User) -> list[SavedView]:
    """The user's own views, then those that others of the same scope share, each by name.

    Who is limited to a unit or a company sees less than others of the scope: their filters may name what it does not.
    """
    seen = _own(user)
    if not (user.unit or user.company):
        seen = sa.or_(seen, sa.and_(VIEWS.c.is_shared, VIEWS.c.scope == user.scope))
    found = [SavedView(**row) for row in state.rows(sa.select(VIEWS).where(seen))]
    return sorted(found, key=lambda one: (one.owner != user.name, one.owner, one.name))


def start_of(state: State, user: User) -> SavedView | None:
    """The view at which the user begins."""
    rows = state.rows(sa.select(VIEWS).where(_own(user), VIEWS.c.is_start))
    return next((SavedView(**row) for row in rows), None)


def begin_at(state: State, user: User, name: str | None) -> None:
    """Begin at one of the user's own views; None: at 今日态势 again."""
    with state.writing() as connection:
        connection.execute(VIEWS.update().where(_own(user)).values(is_start=VIEWS.c.name == (name or "")))


def remove(state: State, user: User, name: str) -> None:
    """Let one of the user's own views go."""
    with state.writing() as connection:
        connection.execute(VIEWS.delete().where(_own(user), VIEWS.c.name == name))


def _own(user: User) -> sa.ColumnElement[bool]:
    return VIEWS.c.owner == user.name
