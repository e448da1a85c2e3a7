"""Keeping 督办 tasks and what was done with them. Nothing is ever deleted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from zhiping.access.numbering import next_number
from zhiping.access.state import State
from zhiping.access.task import Done, Task, TaskMoved
from zhiping.access.task_tables import TASK_STEPS, TASKS
from zhiping.rules.tasks import STATES, STEPS
from zhiping.words import _

_TRIES = 5  # another may take a number between looking for it and writing it


def make(state: State, task: Task) -> Task:
    """Keep a new task; the same under its number, one after the last of its year."""
    for attempt in range(_TRIES):
        numbered = replace(task, number=next_number(state, TASKS.c.number, task.made_at))
        try:
            with state.writing() as connection:
                connection.execute(TASKS.insert().values(**vars(numbered)))
        except sa.exc.IntegrityError:
            if attempt == _TRIES - 1:
                raise
        else:
            return numbered
    raise AssertionError


def take(state: State, task: Task, key: str, *, who: str, now: datetime, said: str = "") -> Task:
    """Take a step with a task as somebody saw it. Raises TaskMoved where it does not stand so any more.

    A task of the demonstration, which lies in its folder, is kept here with its first step.
    """
    step = STEPS[key]
    answered_at = now if key == "answer" else None if key == "return" else task.answered_at
    with state.writing() as connection:
        if task.is_demo and not _kept(connection, task.number):
            connection.execute(TASKS.insert().values(**vars(task)))
        moved = connection.execute(
            TASKS.update()
            .where(TASKS.c.number == task.number, TASKS.c.state == task.state)
            .where(TASKS.c.state.in_(step.before))
            .values(state=step.after, answered_at=answered_at)
        )
        if not moved.rowcount:
            raise TaskMoved(_moved_told(connection, task))
        places = sa.select(sa.func.count()).where(TASK_STEPS.c.number == task.number)
        connection.execute(
            TASK_STEPS.insert().values(
                number=task.number,
                place=connection.execute(places).scalar_one() + 1,
                step=key,
                who=who,
                at=now,
                said=said,
            )
        )
    return replace(task, state=step.after, answered_at=answered_at)


def _kept(connection: sa.Connection, number: str) -> bool:
    return connection.execute(sa.select(TASKS.c.number).where(TASKS.c.number == number)).scalar() is not None


def _moved_told(connection: sa.Connection, task: Task) -> str:
    last = connection.execute(
        sa.select(TASK_STEPS)
        .where(TASK_STEPS.c.number == task.number)
        .order_by(TASK_STEPS.c.place.desc())
        .limit(1)
    ).mappings().first()  # fmt: skip
    now = connection.execute(sa.select(TASKS.c.state).where(TASKS.c.number == task.number)).scalar_one()
    by = (
        _("{who}刚才已办“{step}”，").format(who=last["who"], step=_(STEPS[last["step"]].label))
        if last
        else ""
    )
    return _("没有执行：{by}督办 {number} 现在是“{state}”。").format(
        by=by, number=task.number, state=_(STATES[now])
    )


def listed(state: State) -> list[Task]:
    """All tasks that are kept, the newest first."""
    asked = sa.select(TASKS).order_by(TASKS.c.made_at.desc(), TASKS.c.number.desc())
    return [Task(**row) for row in state.rows(asked)]


def steps_of(state: State, number: str) -> Sequence[Done]:
    """What was done with a task, the first first."""
    asked = sa.select(TASK_STEPS).where(TASK_STEPS.c.number == number).order_by(TASK_STEPS.c.place)
    return [Done(row["step"], row["who"], row["at"], row["said"]) for row in state.rows(asked)]
