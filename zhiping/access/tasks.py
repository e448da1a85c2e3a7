"""Keeping 督办 tasks and what was done with them. Nothing is ever deleted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from zhiping.access import steps
from zhiping.access.numbering import numbered
from zhiping.access.state import State
from zhiping.access.task import Done, Task
from zhiping.access.task_tables import TASK_STEPS, TASKS
from zhiping.rules.tasks import STATES, STEPS
from zhiping.words import N_

HANDED = steps.Handed(TASKS, TASK_STEPS, N_("督办"), STATES, STEPS)


def make(state: State, task: Task) -> Task:
    """Keep a new task; the same under its number, one after the last of its year."""

    def keep(connection: sa.Connection, number: str) -> None:
        connection.execute(TASKS.insert().values(**vars(replace(task, number=number))))

    return replace(task, number=numbered(state, TASKS.c.number, task.made_at, keep))


def take(state: State, task: Task, key: str, *, who: str, now: datetime, said: str = "") -> Task:
    """Take a step with a task as somebody saw it. Raises TaskMoved where it does not stand so any more.

    A task of the demonstration, which lies in its folder, is kept here with its first step.
    """
    step = STEPS[key]
    answered_at = now if key == "answer" else None if key == "return" else task.answered_at
    with state.writing() as connection:
        if task.is_demo and not _kept(connection, task.number):
            connection.execute(TASKS.insert().values(**vars(task)))
        steps.take(
            connection,
            HANDED,
            task.number,
            task.state,
            step,
            who=who,
            now=now,
            said=said,
            answered_at=answered_at,
        )
    return replace(task, state=step.after, answered_at=answered_at)


def _kept(connection: sa.Connection, number: str) -> bool:
    return connection.execute(sa.select(TASKS.c.number).where(TASKS.c.number == number)).scalar() is not None


def listed(state: State) -> list[Task]:
    """All tasks that are kept, the newest first."""
    asked = sa.select(TASKS).order_by(TASKS.c.made_at.desc(), TASKS.c.number.desc())
    return [Task(**row) for row in state.rows(asked)]


def steps_of(state: State, number: str) -> Sequence[Done]:
    """What was done with a task, the first first."""
    return steps.taken_of(state, HANDED, number)
