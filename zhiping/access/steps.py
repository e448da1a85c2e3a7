"""Taking a step with something that goes from hand to hand: once, from the state in which it was seen, and never undone in silence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from zhiping.access.state import State
from zhiping.access.task import Done, TaskMoved
from zhiping.rules.tasks import Step
from zhiping.words import _


@dataclass(frozen=True)
class Handed:
    """What goes from hand to hand: its table and that of its steps, what one is called, its states and steps in words."""

    table: sa.Table
    taken: sa.Table
    called: str
    states: Mapping[str, str]
    steps: Mapping[str, Step]


def take(
    connection: sa.Connection,
    of: Handed,
    number: str,
    seen: str,
    step: Step,
    *,
    who: str,
    now: datetime,
    said: str,
    **also: Any,
) -> None:
    """Take a step from the state that was seen; `also` are values that it sets. Raises TaskMoved where it stands otherwise."""
    moved = connection.execute(
        of.table.update()
        .where(of.table.c.number == number, of.table.c.state == seen)
        .where(of.table.c.state.in_(step.before))
        .values(state=step.after, **also)
    )
    if not moved.rowcount:
        raise TaskMoved(_moved_told(connection, of, number))
    places = sa.select(sa.func.count()).where(of.taken.c.number == number)
    place = connection.execute(places).scalar_one() + 1
    connection.execute(
        of.taken.insert().values(number=number, place=place, step=step.key, who=who, at=now, said=said)
    )


def _moved_told(connection: sa.Connection, of: Handed, number: str) -> str:
    steps = of.taken
    asked = sa.select(steps).where(steps.c.number == number).order_by(steps.c.place.desc()).limit(1)
    last = connection.execute(asked).mappings().first()
    now = connection.execute(sa.select(of.table.c.state).where(of.table.c.number == number)).scalar_one()
    by = ""
    if last:
        by = _("{who}刚才已办“{step}”，").format(who=last["who"], step=_(of.steps[last["step"]].label))
    return _("没有执行：{by}{what} {number} 现在是“{state}”。").format(
        by=by, what=_(of.called), number=number, state=_(of.states[now])
    )


def taken_of(state: State, of: Handed, number: str) -> Sequence[Done]:
    """What was done with one, the first first."""
    asked = sa.select(of.taken).where(of.taken.c.number == number).order_by(of.taken.c.place)
    return [Done(row["step"], row["who"], row["at"], row["said"]) for row in state.rows(asked)]
