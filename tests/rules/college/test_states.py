"""What became of a session, its seats and a request: truth tables, limits included."""

from datetime import date, datetime, timedelta

import pytest

from tests.rules.conftest import Rule
from zhiping.contracts.college import REQUEST_DAYS

NOW = datetime(2025, 11, 4, 18)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "held_at", "moment", "state"),
    [
        ("已开课", NOW, NOW, "held"),
        (None, NOW, NOW, "held"),
        ("计划", NOW, NOW, "unconfirmed"),
        ("取消", NOW, NOW, "cancelled"),
        ("取消", NOW + DAY, NOW, "cancelled"),
        ("计划", NOW + SECOND, NOW, "planned"),
        (None, NOW + SECOND, NOW, "planned"),
        ("已开课", NOW + SECOND, NOW, "future"),
        ("已开课", NOW, NOW - SECOND, "planned"),  # a viewer who looks back knows of no more than a plan
        ("取消", None, NOW, "cancelled"),
    ],
)
def test_what_became_of_a_session(
    rule: Rule, status: str | None, held_at: datetime | None, moment: datetime, state: str
) -> None:
    assert rule("session_state(?, ?, ?, ?)", status, held_at, moment, NOW) == state


@pytest.mark.parametrize(
    ("session", "capacity", "booked", "recorded", "state"),
    [
        ("held", 10, 10, 10, "known"),
        ("held", 10, 11, 10, "fault"),
        ("held", 10, 4, 1, "known"),
        ("held", 10, 4, 0, "unrecorded"),
        ("held", 10, 0, 0, "unrecorded"),
        ("held", None, 4, 4, "no_capacity"),
        ("held", None, 4, 0, "unrecorded"),
        ("planned", 10, 4, 0, None),
        ("cancelled", 10, 11, 0, None),
    ],
)
def test_what_the_seats_of_a_session_are_worth(
    rule: Rule, session: str, capacity: int | None, booked: int, recorded: int, state: str | None
) -> None:
    assert rule("seat_state(?, ?, ?, ?)", session, capacity, booked, recorded) == state


ASKED = date(2025, 10, 5)


@pytest.mark.parametrize(
    ("has_session", "session", "held_on", "solved", "state"),
    [
        (True, "held", ASKED, None, "met"),
        (True, "held", ASKED, False, "met"),  # it was held; whether it helped is another question
        (True, "held", ASKED - DAY, True, "fault"),
        (True, "planned", ASKED + DAY, None, "planned"),
        (True, "unconfirmed", ASKED, None, "unconfirmed"),
        (True, "future", ASKED + DAY, None, "planned"),
        (True, "cancelled", ASKED, None, "open"),
        (True, "cancelled", ASKED, True, "undated"),
        (True, None, None, False, "undated"),  # its session is not here
        (False, None, None, True, "undated"),
        (False, None, None, False, "open"),
        (False, None, None, None, "open"),
    ],
)
def test_what_became_of_a_request(
    rule: Rule, has_session: bool, session: str | None, held_on: date | None, solved: bool | None, state: str
) -> None:
    assert (
        rule("request_state(?, ?, ?, ?, coalesce(?, false))", has_session, session, held_on, ASKED, solved)
        == state
    )


@pytest.mark.parametrize(
    ("moment", "is_past"),
    [
        (datetime(2025, 11, 4, 23, 59, 58), False),
        (datetime(2025, 11, 4, 23, 59, 59), True),
        (datetime(2025, 11, 5), True),
    ],
)
def test_a_day_is_past_at_its_last_second(rule: Rule, moment: datetime, is_past: bool) -> None:
    assert rule("is_past(?, ?)", date(2025, 11, 4), moment) == is_past


@pytest.mark.parametrize(("people", "told"), [(0, 0), (1, None), (4, None), (5, 5), (None, None)])
def test_fewer_than_five_persons_are_not_counted_aloud(
    rule: Rule, people: int | None, told: int | None
) -> None:
    assert rule("guarded_count(?)", people) == told


@pytest.mark.parametrize(("total", "count", "mean"), [(20, 4, None), (21, 5, 4.2), (0, 0, None)])
def test_a_mean_is_of_five_ratings_at_least(rule: Rule, total: int, count: int, mean: float | None) -> None:
    assert rule("mean_rating(?, ?)", total, count) == mean


def test_the_days_of_a_request_are_those_of_the_contract(rule: Rule) -> None:
    assert rule("request_days()") == REQUEST_DAYS
