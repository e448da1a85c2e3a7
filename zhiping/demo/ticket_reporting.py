"""How the invented tickets were written down: what a reader of 填报质量 has to ask about."""

from datetime import datetime, timedelta

from zhiping.contracts.kinds import Row
from zhiping.demo.tables import HOME

ROUNDS = "示例五局"  # writes all its times on the full hour
PLEASES = "示例一局"  # of which nobody who was called back is unhappy
QUICK = "示例二局"  # closes a few tickets as soon as they come
MOST_QUICK = 3
_TIMES = ("claimed_at", "contacted_at", "surveyed_at", "reported_at", "closed_at", "called_back_at")
_HOUR = timedelta(hours=1)


def written_down(rows: list[Row]) -> None:
    """Change the rows of three units; no time goes before the one that came before it, none beyond the next hour."""
    for row in rows:
        times = [row["dispatched_at"], *(row[name] for name in _TIMES if row.get(name))]
        if row["lead_unit"] == ROUNDS and times == sorted(times):
            _round(row)
    _please(rows)
    settled = [row for row in rows if row["lead_unit"] == QUICK and _is_settled_at_once(row)]
    for minutes, row in enumerate(settled[:MOST_QUICK], 2):
        row["claimed_at"] = row["dispatched_at"] + timedelta(minutes=1)
        row["contacted_at"] = row["dispatched_at"] + timedelta(minutes=minutes - 1)
        row["closed_at"] = row["dispatched_at"] + timedelta(minutes=minutes)


def _please(rows: list[Row]) -> None:
    """One unit's unhappy answers change places with happy ones of others of its district: the district's share stays."""
    unhappy = [
        row
        for row in rows
        if row["lead_unit"] == PLEASES and row.get("satisfaction") in ("不满意", "非常不满意")
    ]
    others = [
        row
        for row in rows
        if row["lead_unit"] != PLEASES
        and row.get("satisfaction") == "满意"
        and row["area_code"].startswith(HOME)
    ]
    for row, other in zip(unhappy, others[:: len(others) // len(unhappy)], strict=False):
        row["satisfaction"], other["satisfaction"] = other["satisfaction"], row["satisfaction"]


def _round(row: Row) -> None:
    before = row["dispatched_at"]
    for name in _TIMES:
        if row.get(name):
            row[name] = before = _full_hour(row[name], before)


def _full_hour(time: datetime, earliest: datetime) -> datetime:
    """The full hour before `time`, or the one after where that would be before `earliest`."""
    hour = time.replace(minute=0, second=0)
    return hour if hour >= earliest else hour + _HOUR


def _is_settled_at_once(row: Row) -> bool:
    return (
        row["ticket_class"] == "C"
        and row.get("satisfaction") is not None
        and not row.get("surveyed_at")
        and not row.get("reported_at")
        and row["closed_at"] > row["dispatched_at"] + _HOUR
        and row["reopened_count"] == 0
    )
