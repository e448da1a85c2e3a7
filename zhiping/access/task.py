"""A 督办 task as a plain value: who is to do what until when, what it came of, and what was done with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from zhiping.access.permissions import LEADER, PEOPLE, User
from zhiping.rules.tasks import OPEN, SENT, clock_state


class TaskMoved(ValueError):
    """Somebody else was quicker; the message says who and what stands now."""


@dataclass(frozen=True)
class Task:
    """One task. `message`: ready to paste; `cause`: the figure or rows that it came of, see ui/kit/cause.py.

    `scope`, `is_about_people`: what its maker saw of it. `state`: of rules/tasks.STATES.
    """

    number: str
    unit: str
    post: str
    what: str
    message: str
    area: str
    due_at: datetime
    maker: str
    made_at: datetime
    scope: str = ""
    is_about_people: bool = False
    is_demo: bool = False
    cause: Mapping[str, Any] = field(default_factory=dict)
    state: str = SENT
    answered_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the unit has still to answer."""
        return self.state in OPEN

    @property
    def made_as(self) -> User:
        """With which rights its figure was read: no more than it needed."""
        return User(self.maker, frozenset({LEADER, PEOPLE} if self.is_about_people else {LEADER}), self.scope)

    def clock(self, moment: datetime) -> str:
        """Where it stands against its limit: on_time, late, waiting or overdue."""
        return clock_state(self.due_at, self.answered_at, moment)


@dataclass(frozen=True)
class Done:
    """A step that was taken. `said`: what was written with it."""

    step: str
    who: str
    at: datetime
    said: str
