"""What callers say, the score that follows from it, and what was extended, excluded and deferred."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from tests.rules.conftest import Clock, Rule, ticket_row
from tests.rules.tickets.test_step_state import without

DISPATCHED, DUE, CLOSED, FAR = (datetime(2025, 10, day, 9) for day in (1, 11, 8, 30))
WEIGHTS = {"响应率": 10, "解决率": 45, "满意率": 45, "部分解决": 50}


def held(
    clock: Clock, tickets: Sequence[dict[str, Any]], weights: dict[str, float] | None = None, year: int = 2025
) -> None:
    """Hold these tickets, dispatched, closed and due on the same days, and the weights of a year."""
    kept = {
        "dispatched_at": DISPATCHED,
        "due_at": DUE,
        "closed_at": CLOSED,
        "outcome": "已解决",
        "called_back_at": datetime(2025, 10, 9),
    }
    rows = [ticket_row(f"T{n}", **kept | one) for n, one in enumerate(tickets)]
    given = WEIGHTS if weights is None else weights
    clock.filled(
        {
            "tickets": rows,
            "rate_weights": [
                {"year": year, "rate": rate, "weight": weight} for rate, weight in given.items()
            ],
        },
        FAR,
    )


@pytest.mark.parametrize(
    ("satisfaction", "contacted", "solved", "is_valid"),
    [
        ("满意", None, None, True),
        ("非常不满意", True, "未解决", True),
        ("未接通", None, None, False),
        ("未接通", True, "已解决", False),  # whoever was not reached said nothing
        (None, None, None, False),
        (None, False, None, True),
        (None, None, "部分解决", True),
    ],
)
def test_a_call_back_is_valid_where_the_caller_answered_anything(
    rule: Rule, satisfaction: str | None, contacted: bool | None, solved: str | None, is_valid: bool
) -> None:
    assert rule("is_valid_call_back(?, ?, ?)", satisfaction, contacted, solved) is is_valid


def test_the_rates_are_of_those_who_were_asked_and_a_part_counts_by_its_weight(clock: Clock) -> None:
    tickets: list[dict[str, Any]] = [
        *[{"satisfaction": "满意", "caller_contacted": True, "caller_solved": "已解决"}] * 6,
        *[{"satisfaction": "基本满意", "caller_contacted": True, "caller_solved": "部分解决"}] * 4,
        *[{"satisfaction": "不满意", "caller_contacted": False, "caller_solved": "未解决"}] * 2,
        {"satisfaction": "满意"},  # asked neither
        {"satisfaction": "未接通", "caller_contacted": True, "caller_solved": "已解决"},
    ]
    held(clock, tickets)
    (row,) = clock.rows("tickets/rates")
    assert (row["valid_count"], row["asked_contacted_count"], row["asked_solved_count"]) == (13, 12, 12)
    assert row["contacted_share"] == pytest.approx(10 / 12)
    assert row["solved_share"] == pytest.approx((6 + 4 * 0.5) / 12)
    assert (row["satisfied_count"], row["firmly_satisfied_count"], row["answered_count"]) == (11, 7, 13)
    assert row["cautious_share"] == pytest.approx(11 / 14)
    assert row["rate_score"] == pytest.approx(10 * 10 / 12 + 45 * 8 / 12 + 45 * 11 / 13)


ANSWERED = {"satisfaction": "满意", "caller_contacted": True, "caller_solved": "部分解决"}


@pytest.mark.parametrize(
    ("weights", "year", "score"),
    [
        (WEIGHTS, 2025, 77.5),
        ({}, 2025, None),
        (WEIGHTS, 2024, None),  # another year's
        ({"满意率": 45}, 2025, 100),
        ({"解决率": 30, "满意率": 60}, 2025, 100 * 60 / 90),  # they make up the whole; a part is no solution
        ({"响应率": 0, "满意率": 100}, 2025, 100),
    ],
)
def test_the_score_weighs_by_the_standard_of_its_year(
    clock: Clock, weights: dict[str, float], year: int, score: float | None
) -> None:
    held(clock, [ANSWERED] * 10, weights, year)
    (row,) = clock.rows("tickets/rates")
    assert row["rate_score"] == (score if score is None else pytest.approx(score))


def test_fewer_than_ten_answers_make_no_score(clock: Clock) -> None:
    unasked = {"satisfaction": "满意", "caller_contacted": True}
    held(clock, [*[ANSWERED] * 9, unasked])
    assert clock.rows("tickets/rates")[0]["rate_score"] is None
    held(clock, [*[ANSWERED] * 9, unasked], {"响应率": 50, "满意率": 50})  # what has no weight is not missed
    assert clock.rows("tickets/rates")[0]["rate_score"] == 100


def test_files_without_the_callers_columns_say_so_and_the_units_own_account_stands_beside(
    clock: Clock,
) -> None:
    lacking = without("caller_contacted", "caller_solved")
    own: list[dict[str, Any]] = [
        {"recorded": lacking, "contacted_at": datetime(2025, 10, 1, 10)},
        {"recorded": lacking, "contacted_at": datetime(2025, 10, 3), "outcome": "部分解决"},
        {"recorded": lacking, "outcome": "退单"},
    ]
    held(clock, own)
    (row,) = clock.rows("tickets/rates")
    assert (row["contacted_recorded_count"], row["solved_recorded_count"]) == (0, 0)
    assert (row["contacted_share"], row["solved_share"]) == (None, None)
    assert (row["touched_in_time_count"], row["touch_counted_count"]) == (1, 2)
    assert (row["reported_solved_count"], row["reported_outcome_count"]) == (1, 2)


def test_every_rate_is_told_of_its_own_day(clock: Clock) -> None:
    held(clock, [{"satisfaction": "满意", "reopened_count": 1, "first_closed_at": datetime(2025, 10, 5)}])
    counts = ("ticket_count", "answered_count", "due_count", "known_reopened_count")

    def on(day: str) -> tuple[int, ...]:
        (row,) = clock.rows("tickets/rates", since=f"2025-10-{day}", until=f"2025-10-{day}")
        return tuple(row[name] for name in counts)

    assert [on(day) for day in ("01", "05", "08", "11")] == [
        (1, 1, 0, 0),
        (0, 0, 0, 1),
        (0, 0, 0, 0),
        (0, 0, 1, 0),
    ]


def test_the_rates_stand_with_and_without_what_was_allowed(clock: Clock) -> None:
    late = datetime(2025, 10, 12)
    tickets: list[dict[str, Any]] = [
        {"satisfaction": "满意"},
        {"closed_at": late, "called_back_at": late, "satisfaction": "不满意", "is_excluded": True},
        {"closed_at": late, "called_back_at": late, "deferred_until": FAR, "excluded_reason": "没有批准"},
        {"closed_at": late, "called_back_at": late, "extended_due_at": datetime(2025, 10, 20)},
        {
            "is_excluded": True,
            "excluded_reason": "不属于本地职权",
            "deferred_until": DUE,
            "satisfaction": "满意",
        },
    ]
    held(clock, tickets)
    found = {
        row["way"]: (row["in_time_count"], row["due_count"], row["satisfied_count"], row["answered_count"])
        for row in clock.rows("tickets/allowances")
    }
    assert found == {
        "all": (3, 5, 2, 3),
        "without_excluded": (2, 3, 1, 1),
        "without_deferred": (2, 3, 1, 2),
        "without_both": (2, 2, 1, 1),
        "original_limits": (2, 5, 2, 3),
    }
    (row,) = clock.rows("tickets/allowed")
    assert (row["extended_count"], row["extended_share"]) == (1, 1 / 5)
    assert (row["excluded_count"], row["unexplained_count"], row["deferred_count"]) == (2, 1, 2)


def test_a_deferral_that_is_over_and_an_open_ticket_are_told(clock: Clock) -> None:
    still_open = {"closed_at": None, "called_back_at": None, "outcome": None}
    held(
        clock,
        [
            still_open | {"deferred_until": FAR},  # over at the very moment
            still_open | {"deferred_until": datetime(2025, 10, 30, 9, 0, 1)},
            {"deferred_until": DUE},  # closed since
        ],
    )
    (row,) = clock.rows("tickets/allowed")
    assert (row["deferred_count"], row["deferred_running_count"], row["deferred_past_count"]) == (3, 1, 1)


def test_the_grades_add_up_from_the_best_of_those_who_were_reached(clock: Clock) -> None:
    answers = {"非常满意": 3, "满意": 2, "基本满意": 1, "非常不满意": 2, "未接通": 4}
    held(clock, [{"satisfaction": grade} for grade, count in answers.items() for _one in range(count)])
    rows = {row["grade"]: row for row in clock.rows("tickets/grades")}
    assert {grade: row["ticket_count"] for grade, row in rows.items()} == answers | {"不满意": 0}
    assert [row["upward_share"] for row in rows.values()] == [3 / 8, 5 / 8, 6 / 8, 6 / 8, 1, None]
    assert (rows["未接通"]["answered_share"], rows["非常满意"]["close_on_time_share"]) == (None, 1)
