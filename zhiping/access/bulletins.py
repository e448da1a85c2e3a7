"""Issued bulletins: number, issuer, the version of the data, and the hashes of the files as they went out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from zhiping.access import numbering
from zhiping.access.permissions import LEADER, PEOPLE, User
from zhiping.access.state import BULLETINS, State

PINNED_BY = "bulletin "


@dataclass(frozen=True)
class Issued:
    """One bulletin. `filters`: as an address writes them. `digest`: of what it says; `files`: ending -> hash of the file.

    `scope`, `unit`, `company`, `sees_people`: what its issuer saw, which whoever opens it must see too.
    `withdrawn_at`: since when it does not hold any more; None for one that does.
    """

    number: str
    title: str
    period: str
    filters: Mapping[str, str]
    issuer: str
    scope: str
    unit: str
    company: str
    sees_people: bool
    language: str
    version: int
    digest: str
    files: Mapping[str, str]
    issued_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawn_why: str | None = None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def pinned_by(self) -> str:
        """Under which name the store keeps its version of the data."""
        return f"{PINNED_BY}{self.number}"

    @property
    def made_as(self) -> User:
        """With which rights it was made."""
        roles = {LEADER, PEOPLE} if self.sees_people else {LEADER}
        return User(self.issuer, frozenset(roles), self.scope, self.company, self.unit)


def next_number(state: State, now: datetime) -> str:
    """The number after the last of this year: "2026-0007"."""
    return numbering.next_number(state, BULLETINS.c.number, now)


def issue(state: State, issued: Issued, keep: Callable[[Issued], None] = lambda _issued: None) -> None:
    """Note a bulletin. `keep` sees to what it needs; where that raises, there is none.

    sqlalchemy.exc.IntegrityError where another got the number first.
    """
    with state.writing() as connection:
        connection.execute(BULLETINS.insert().values(**vars(issued)))
        keep(issued)


def listed(state: State) -> list[Issued]:
    """All bulletins, the newest first."""
    return [
        Issued(**row)
        for row in state.rows(
            sa.select(BULLETINS).order_by(BULLETINS.c.issued_at.desc(), BULLETINS.c.number.desc())
        )
    ]


def issued_as(state: State, number: str) -> Issued | None:
    """The bulletin of a number; None where there is none."""
    return next((one for one in listed(state) if one.number == number), None)


def is_withdrawn(connection: sa.Connection, number: str) -> bool:
    """Whether a bulletin was withdrawn."""
    asked = sa.select(BULLETINS.c.withdrawn_at).where(BULLETINS.c.number == number)
    return connection.execute(asked).scalar() is not None
