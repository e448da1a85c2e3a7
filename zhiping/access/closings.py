"""Periods that were closed after their bulletin, and opened again: who did it, when and why."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from zhiping.access.bulletins import Issued, is_withdrawn
from zhiping.access.permissions import NotAllowed
from zhiping.access.state import BULLETINS, CLOSINGS, State
from zhiping.rules.areas import EVERYWHERE, area_prefix
from zhiping.rules.closing import Closing
from zhiping.words import _


def listed(state: State) -> list[Closing]:
    """All of them, the newest first."""
    asked = sa.select(CLOSINGS, BULLETINS.c.title, BULLETINS.c.period).join(
        BULLETINS, BULLETINS.c.number == CLOSINGS.c.bulletin
    )
    return [_closing(row) for row in state.rows(asked.order_by(CLOSINGS.c.closing_id.desc()))]


def standing(state: State) -> list[Closing]:
    """Those that were not opened again."""
    return [one for one in listed(state) if one.is_standing]


def close(
    state: State, issued: Issued, systems: Sequence[str], *, by: str, now: datetime, version: int
) -> None:
    """Close the area and the period of a bulletin for the systems that it tells of. Raises NotAllowed where that is none to close."""
    first, last = issued.filters.get("since"), issued.filters.get("until")
    if not (first and last):
        raise NotAllowed(_("这份通报没有起止日期，不能关账。请签发一份月统计、季通报或年考评。"))
    if issued.unit or issued.company:
        raise NotAllowed(_("这份通报只写了一个单位或企业，不能关账。请由看得到全部内容的人签发。"))
    with state.writing() as connection:
        if is_withdrawn(connection, issued.number):
            raise NotAllowed(_("{number} 已经作废，不能关账。请签发新的通报。").format(number=issued.number))
        if _stands(connection, issued.number):
            raise NotAllowed(_("{number} 的时段已经关账。").format(number=issued.number))
        connection.execute(
            CLOSINGS.insert().values(
                bulletin=issued.number,
                systems=list(systems),
                area=area_prefix(issued.filters.get("area") or issued.scope or EVERYWHERE),
                since=date.fromisoformat(first),
                until=date.fromisoformat(last),
                closed_by=by,
                closed_at=now,
                version=version,
            )
        )


def reopen(state: State, number: str, *, by: str, why: str, now: datetime) -> None:
    """Open the period of a bulletin again. Raises NotAllowed where it is open, or nobody says why."""
    if not why.strip():
        raise NotAllowed(_("请写明为什么打开账期。"))
    with state.writing() as connection:
        if not _stands(connection, number):
            raise NotAllowed(_("{number} 的时段没有关账，不用打开。").format(number=number))
        connection.execute(
            CLOSINGS.update()
            .where(CLOSINGS.c.bulletin == number, CLOSINGS.c.reopened_at.is_(None))
            .values(reopened_by=by, reopened_at=now, reopened_why=why.strip())
        )


def withdraw(state: State, number: str, *, by: str, why: str, now: datetime) -> None:
    """Withdraw a bulletin: its number is never given again, its files stay. Raises NotAllowed while its period is closed."""
    if not why.strip():
        raise NotAllowed(_("请写明为什么作废。"))
    with state.writing() as connection:
        if is_withdrawn(connection, number):
            raise NotAllowed(_("{number} 已经作废。").format(number=number))
        if _stands(connection, number):
            raise NotAllowed(
                _("{number} 的时段已关账，不能作废。请先由管理员打开账期。").format(number=number)
            )
        connection.execute(
            BULLETINS.update()
            .where(BULLETINS.c.number == number)
            .values(withdrawn_by=by, withdrawn_at=now, withdrawn_why=why.strip())
        )


def _stands(connection: sa.Connection, number: str) -> bool:
    asked = sa.select(CLOSINGS.c.closing_id).where(
        CLOSINGS.c.bulletin == number, CLOSINGS.c.reopened_at.is_(None)
    )
    return connection.execute(asked).first() is not None


def _closing(row: sa.RowMapping) -> Closing:
    values: dict[str, Any] = dict(row)
    return Closing(**values | {"systems": tuple(values["systems"])})
