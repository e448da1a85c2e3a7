"""督办: the life of a task as a table, and its clock held to that of tickets."""

from datetime import datetime, timedelta

import pytest

from tests.rules.conftest import Rule
from zhiping.rules.tasks import STATES, STEPS, clock_state, steps_from, usual_due

# state -> step -> the state after it; what is not here cannot be done.
LIFE = {
    "sent": {"sign": "taken", "withdraw": "withdrawn"},
    "taken": {"answer": "answered", "withdraw": "withdrawn"},
    "answered": {"return": "taken", "assess": "assessed", "withdraw": "withdrawn"},
    "assessed": {},
    "withdrawn": {},
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", STEPS)
def test_what_can_be_done_with_a_task_in_a_state(state: str, step: str) -> None:
    possible = {one.key: one.after for one in steps_from(state)}
    assert possible.get(step) == LIFE[state].get(step)


def test_the_unit_signs_and_answers_and_who_gave_it_does_the_rest() -> None:
    assert {key: one.side for key, one in STEPS.items()} == {
        "sign": "unit",
        "answer": "unit",
        "return": "maker",
        "assess": "maker",
        "withdraw": "maker",
    }


def test_only_signing_needs_no_words() -> None:
    assert [key for key, one in STEPS.items() if not one.said] == ["sign"]


DUE = datetime(2025, 11, 4, 18)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("answered", "moment", "state"),
    [
        (None, DUE - SECOND, "waiting"),
        (None, DUE, "waiting"),
        (None, DUE + SECOND, "overdue"),
        (DUE, DUE + SECOND, "on_time"),
        (DUE, DUE, "on_time"),
        (DUE + SECOND, DUE + SECOND, "late"),
        (DUE + SECOND, DUE, "waiting"),  # not yet at that moment
        (DUE + 2 * SECOND, DUE + SECOND, "overdue"),
    ],
)
def test_the_clock_of_a_task_is_the_clock_of_a_ticket(
    rule: Rule, answered: datetime | None, moment: datetime, state: str
) -> None:
    assert clock_state(DUE, answered, moment) == state
    start = DUE - timedelta(days=1)
    call = (
        "step_state(?::timestamp, ?::timestamp, ?::timestamp, ?::timestamp, true, false, null, ?::timestamp)"
    )
    assert rule(call, start, answered, answered, DUE, moment) == state


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2025, 11, 4, 8), datetime(2025, 11, 4, 18)),
        (datetime(2025, 11, 4, 16), datetime(2025, 11, 4, 18)),
        (datetime(2025, 11, 4, 16, 0, 1), datetime(2025, 11, 5, 18)),
        (datetime(2025, 12, 31, 20), datetime(2026, 1, 1, 18)),
    ],
)
def test_a_task_falls_due_today_unless_less_than_two_hours_remain(now: datetime, due: datetime) -> None:
    assert usual_due(now) == due
