"""The Kaplan-Meier median and P90 of tickets/on_time, against published data and a slow second version."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.effort import tries
from tests.rules.conftest import Clock, ticket_row
from zhiping.contracts.kinds import Row

START = datetime(2025, 1, 1)
MOMENT = START + timedelta(hours=1000)
Followed = tuple[int, bool]

# Remission in weeks, True: relapse, False: censored. Freireich et al., The effect of 6-mercaptopurine on the duration
# of steroid-induced remissions in acute leukemia, Blood 21 (1963), 699-716.
SIX_MP: list[Followed] = [
    *((week, True) for week in (6, 6, 6, 7, 10, 13, 16, 22, 23)),
    *((week, False) for week in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)),
]
PLACEBO: list[Followed] = [
    (week, True) for week in (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
]


def _tickets(followed: Sequence[Followed], ticket_class: str = "A") -> list[Row]:
    """Tickets closed after so many hours; the censored ones were withdrawn then."""
    return [
        ticket_row(
            f"{ticket_class}{number}",
            ticket_class=ticket_class,
            dispatched_at=START,
            closed_at=START + timedelta(hours=duration),
            outcome="已解决" if is_event else "撤回",
        )
        for number, (duration, is_event) in enumerate(followed)
    ]


def _row(clock: Clock, step: str, **filters: str) -> Row:
    return next(row for row in clock.rows("tickets/on_time", **filters) if row["step"] == step)


def _slow_quantile(followed: Sequence[Followed], left: Fraction) -> int | None:
    """The first duration at which the product-limit estimate is at most `left`, in whole fractions."""
    remaining = Fraction(1)
    for time in sorted({duration for duration, is_event in followed if is_event}):
        at_risk = sum(duration >= time for duration, _is_event in followed)
        events = sum(duration == time and is_event for duration, is_event in followed)
        remaining *= 1 - Fraction(events, at_risk)
        if remaining <= left:
            return time
    return None


def test_the_published_medians_of_freireich(clock: Clock) -> None:
    clock.filled({"tickets": [*_tickets(SIX_MP, "A"), *_tickets(PLACEBO, "B")]}, MOMENT)
    six_mp, placebo = (_row(clock, "close", **{"class": letter}) for letter in "AB")
    assert (six_mp["median_hours"], placebo["median_hours"]) == (23, 8)
    assert (six_mp["event_count"], six_mp["censored_count"]) == (9, 12)
    assert (placebo["event_count"], placebo["censored_count"]) == (21, 0)
    assert six_mp["p90_hours"] is None  # the published curve ends at 0.448
    assert placebo["p90_hours"] == 17  # 2 of 21 are left: 0.095


@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=30))
def test_the_quantiles_are_those_of_the_slow_version(clock: Clock, followed: list[Followed]) -> None:
    clock.filled({"tickets": _tickets(followed)}, MOMENT)
    found = _row(clock, "close")
    assert found["median_hours"] == _slow_quantile(followed, Fraction(1, 2))
    assert found["p90_hours"] == _slow_quantile(followed, Fraction(1, 10))
    assert found["event_count"] == sum(is_event for _duration, is_event in followed)
    assert found["censored_count"] == sum(not is_event for _duration, is_event in followed)


@pytest.mark.parametrize("count", [2, 10, 20, 30, 70])
def test_a_curve_that_touches_the_line_has_reached_it(clock: Clock, count: int) -> None:
    """Without censoring a product of floats falls short of 0.5 and 0.1 by rounding."""
    clock.filled({"tickets": _tickets([(time, True) for time in range(1, count + 1)])}, MOMENT)
    found = _row(clock, "close")
    assert found["median_hours"] == count // 2
    assert found["p90_hours"] == (count * 9 + 9) // 10


def test_an_open_ticket_is_followed_up_to_its_moment(clock: Clock) -> None:
    claimed = [
        ticket_row(f"A{n}", dispatched_at=START, claimed_at=START + timedelta(hours=2)) for n in range(2)
    ]
    clock.filled(
        {"tickets": [*claimed, ticket_row("open", dispatched_at=MOMENT - timedelta(hours=1))]}, MOMENT
    )
    found = _row(clock, "claim")
    assert (found["event_count"], found["censored_count"], found["median_hours"]) == (2, 1, 2)
    clock.filled(
        {"tickets": [*claimed[:1], ticket_row("open", dispatched_at=MOMENT - timedelta(hours=3))]}, MOMENT
    )
    assert (_row(clock, "claim")["median_hours"], _row(clock, "claim")["p90_hours"]) == (2, None)
    clock.filled(
        {"tickets": [*claimed, *(ticket_row(f"o{n}", dispatched_at=START) for n in range(3))]}, MOMENT
    )
    assert _row(clock, "claim")["median_hours"] is None


@pytest.mark.parametrize(
    ("other", "events", "censored"),
    [
        ({"claimed_at": START - timedelta(hours=1)}, 1, 0),  # a fault
        ({"claimed_at": START + timedelta(hours=1), "recorded": "|ticket_id|"}, 1, 0),  # an unrecorded column
        ({"reported_at": START + timedelta(hours=9)}, 1, 0),  # skipped
        ({"contacted_at": START + timedelta(hours=9)}, 1, 0),  # skipped
        ({"ticket_class": "C"}, 1, 0),  # the step does not apply
        ({"closed_at": START + timedelta(hours=9)}, 1, 1),  # closed without it
        ({"outcome": "撤回"}, 1, 1),  # withdrawn, nobody knows when
        ({"claimed_at": MOMENT + timedelta(hours=1)}, 1, 1),  # not yet
    ],
)
def test_who_is_followed(clock: Clock, other: Row, events: int, censored: int) -> None:
    claimed = ticket_row("A1", dispatched_at=START, claimed_at=START + timedelta(hours=2))
    clock.filled({"tickets": [claimed, ticket_row("A2", **({"dispatched_at": START} | other))]}, MOMENT)
    found = _row(clock, "claim")
    assert (found["event_count"], found["censored_count"]) == (events, censored)


def test_closing_is_followed_without_a_due_date_but_not_before_the_dispatch(clock: Clock) -> None:
    recorded = "|ticket_id|closed_at|"
    clock.filled(
        {
            "tickets": [
                ticket_row(
                    "A1", dispatched_at=START, closed_at=START + timedelta(hours=5), recorded=recorded
                ),
                ticket_row(
                    "A2", dispatched_at=START, closed_at=START - timedelta(hours=5), recorded=recorded
                ),
            ]
        },
        MOMENT,
    )
    found = _row(clock, "close")
    assert (found["event_count"], found["censored_count"], found["median_hours"]) == (1, 0, 5)
