"""Keeping 情况说明 and appeals and what was done with them. Nothing is ever deleted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from zhiping.access import steps
from zhiping.access.numbering import numbered
from zhiping.access.state import State
from zhiping.access.statement import Statement
from zhiping.access.statement_tables import STATEMENT_STEPS_TAKEN, STATEMENTS
from zhiping.access.task import Done
from zhiping.contracts.statements import STATEMENT_STATES
from zhiping.rules.statements import STATEMENT_STEPS
from zhiping.words import N_

HANDED = steps.Handed(STATEMENTS, STATEMENT_STEPS_TAKEN, N_("说明或申诉"), STATEMENT_STATES, STATEMENT_STEPS)


def write(state: State, one: Statement) -> Statement:
    """Keep a new statement; the same under its number, one after the last of its year."""

    def keep(connection: sa.Connection, number: str) -> None:
        connection.execute(STATEMENTS.insert().values(**vars(replace(one, number=number))))

    return replace(one, number=numbered(state, STATEMENTS.c.number, one.made_at, keep))


def take(state: State, one: Statement, key: str, *, who: str, now: datetime, said: str = "") -> Statement:
    """Take a step with a statement as somebody saw it. Raises TaskMoved where it does not stand so any more."""
    step = STATEMENT_STEPS[key]
    with state.writing() as connection:
        steps.take(connection, HANDED, one.number, one.state, step, who=who, now=now, said=said)
    return replace(one, state=step.after)


def listed(state: State, about: Sequence[str] | None = None) -> list[Statement]:
    """All statements, the newest first; `about`: those to these things alone."""
    asked = sa.select(STATEMENTS).order_by(STATEMENTS.c.made_at.desc(), STATEMENTS.c.number.desc())
    if about is not None:
        asked = asked.where(STATEMENTS.c.about.in_(about))
    return [Statement(**row) for row in state.rows(asked)]


def steps_of(state: State, number: str) -> Sequence[Done]:
    """What was done with a statement, the first first."""
    return steps.taken_of(state, HANDED, number)
