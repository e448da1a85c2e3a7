"""Numbers of what is issued: one after the other within a year."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from zhiping.access.state import State


def next_number(state: State, column: sa.Column[Any], now: datetime) -> str:
    """The number after the last of this year in a column: "2026-0007"."""
    years = f"{now.year}-"
    last = state.rows(sa.select(sa.func.max(column).label("last")).where(column.startswith(years)))
    known = last[0]["last"] if last else None
    return f"{years}{int(known.removeprefix(years)) + 1 if known else 1:04}"


_TRIES = 5  # another may take a number between looking for it and writing it


def numbered(
    state: State, column: sa.Column[Any], now: datetime, keep: Callable[[sa.Connection, str], None]
) -> str:
    """The number under which `keep` has written something."""
    for attempt in range(_TRIES):
        number = next_number(state, column, now)
        try:
            with state.writing() as connection:
                keep(connection, number)
        except sa.exc.IntegrityError:
            if attempt == _TRIES - 1:
                raise
        else:
            return number
    raise AssertionError
