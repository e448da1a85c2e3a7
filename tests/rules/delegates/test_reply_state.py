"""How the reply to a suggestion and a task stand, limits included."""

from datetime import date, datetime

import pytest

from tests.rules.conftest import Rule

ASSIGNED, DUE = datetime(2025, 5, 10, 9), date(2025, 8, 10)
ON_THE_DAY, AFTER = datetime(2025, 8, 10, 18), datetime(2025, 8, 11, 0)


@pytest.mark.parametrize(
    ("assigned", "due", "replied", "has_later", "is_recorded", "moment", "state"),
    [
        (ASSIGNED, DUE, datetime(2025, 8, 10, 23, 59, 59), False, True, AFTER, "on_time"),
        (ASSIGNED, DUE, datetime(2025, 8, 11), False, True, AFTER, "late"),
        (ASSIGNED, DUE, None, False, True, ON_THE_DAY, "waiting"),  # due today is not overdue
        (ASSIGNED, DUE, None, False, True, AFTER, "overdue"),
        (ASSIGNED, None, None, False, True, AFTER, "waiting"),  # without a limit nothing is overdue
        (ASSIGNED, None, AFTER, False, True, AFTER, "not_applicable"),
        (None, DUE, None, False, True, AFTER, "not_applicable"),
        (ASSIGNED, DUE, None, True, True, AFTER, "unrecorded"),  # judged without a reply on record
        (ASSIGNED, DUE, None, False, False, AFTER, "unrecorded"),  # the file has no such column
        (ASSIGNED, DUE, datetime(2025, 5, 10, 8), False, True, AFTER, "fault"),
    ],
)
def test_a_reply_is_in_time_through_its_day(
    rule: Rule,
    assigned: datetime | None,
    due: date | None,
    replied: datetime | None,
    has_later: bool,
    is_recorded: bool,
    moment: datetime,
    state: str,
) -> None:
    call = "suggestion_reply_state(?::timestamp, ?::date, ?::timestamp, ?, ?, ?::timestamp)"
    assert rule(call, assigned, due, replied, has_later, is_recorded, moment) == state


@pytest.mark.parametrize(
    ("done", "moment", "state"),
    [
        (DUE, AFTER, "on_time"),
        (date(2025, 8, 11), datetime(2025, 8, 12), "late"),
        (None, ON_THE_DAY, "waiting"),
        (None, AFTER, "overdue"),
        (date(2025, 8, 12), AFTER, "overdue"),  # done after the moment is not known yet
    ],
)
def test_a_task_is_in_time_through_its_day(
    rule: Rule, done: date | None, moment: datetime, state: str
) -> None:
    assert rule("suggestion_task_state(?::date, ?::date, ?::timestamp)", DUE, done, moment) == state
