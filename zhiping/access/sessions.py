"""Sessions: who has signed in, in which browser, and for how long that holds.

A browser holds a random token in a cookie, of which only the hash is kept here; rights are read from the account each
time, so that what an admin takes away is gone at the next click.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from zhiping.access import accounts
from zhiping.access.accounts import Account
from zhiping.access.permissions import ADMIN, NOBODY, User
from zhiping.access.state import ACCOUNTS, SESSIONS, State

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
_BETWEEN_NOTES = timedelta(minutes=1)  # not every click is written down
_TOKEN_BYTES = 32


@dataclass(frozen=True)
class Session:
    """A browser that has signed in. `viewed`: as whom an admin looks."""

    account: Account
    viewed: Account | None

    @property
    def user(self) -> User:
        """Who is at the screen: nobody while the one-time password stands."""
        if self.account.once_until is not None:
            return NOBODY
        return accounts.viewed(self.viewed, self.account) if self.viewed else self.account.user


def begin(state: State, account: Account, now: datetime) -> str:
    """Let a browser in; its token. Sessions that have ended long since go."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with state.writing() as connection:
        connection.execute(
            SESSIONS.delete().where(
                (SESSIONS.c.seen_at <= now - IDLE) | (SESSIONS.c.made_at <= now - LONGEST)
            )
        )
        connection.execute(
            SESSIONS.insert().values(token_hash=_hash(token), name=account.name, made_at=now, seen_at=now)
        )
        connection.execute(ACCOUNTS.update().where(ACCOUNTS.c.name == account.name).values(signed_in_at=now))
    return token


def held(state: State, token: str | None, now: datetime) -> Session | None:
    """The session of a browser that holds `token`, noted as seen; None where it has none, or has none any more."""
    if not token:
        return None
    rows = state.rows(
        sa.select(SESSIONS.c.name, SESSIONS.c.seen_at, SESSIONS.c.viewed).where(
            SESSIONS.c.token_hash == _hash(token),
            SESSIONS.c.seen_at > now - IDLE,
            SESSIONS.c.made_at > now - LONGEST,
        )
    )
    if not rows:
        return None
    account = accounts.found(state, rows[0]["name"])
    if account is None or account.closed_at is not None:
        return None
    if now - rows[0]["seen_at"] >= _BETWEEN_NOTES:
        _change(state, token, seen_at=now)
    # Who is no admin any more looks with their own eyes.
    may_view = rows[0]["viewed"] and ADMIN in account.rights.roles
    viewed = accounts.found(state, rows[0]["viewed"]) if may_view else None
    return Session(account, viewed)


def view_as(state: State, token: str, account: Account | None) -> None:
    """Let an admin's browser show what another account sees; None: their own again."""
    _change(state, token, viewed=account.name if account else None)


def end(state: State, token: str) -> None:
    """Sign one browser out."""
    with state.writing() as connection:
        connection.execute(SESSIONS.delete().where(SESSIONS.c.token_hash == _hash(token)))


def end_all(state: State, name: str) -> None:
    """Sign an account out everywhere."""
    with state.writing() as connection:
        connection.execute(SESSIONS.delete().where(SESSIONS.c.name == name))


def _change(state: State, token: str, **values: object) -> None:
    with state.writing() as connection:
        connection.execute(SESSIONS.update().where(SESSIONS.c.token_hash == _hash(token)).values(**values))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
