"""Tickets that were closed and opened again: what is open, by which closing a limit is judged, and the shares."""

from datetime import datetime
from typing import Any

import pytest

from tests.rules.conftest import Clock, ticket_row

DISPATCHED = datetime(2025, 10, 1, 9)
DUE, EARLY, LATE, FAR = (datetime(2025, 10, day, 9) for day in (11, 8, 15, 30))
KEPT = {"dispatched_at": DISPATCHED, "due_at": DUE}


def held(clock: Clock, tickets: dict[str, dict[str, Any]], at: datetime = FAR) -> None:
    """Hold these tickets, each dispatched and due on the same days, in a file complete up to `at`."""
    clock.filled({"tickets": [ticket_row(key, **KEPT | more) for key, more in tickets.items()]}, at)


@pytest.mark.parametrize(
    ("count", "first", "closed", "outcome", "state", "is_over"),
    [
        # never reopened: by the closing, whether the first one is written too or not
        (0, None, EARLY, "已解决", "on_time", True),
        (0, None, LATE, "已解决", "late", True),
        (None, None, LATE, "已解决", "late", True),
        (0, EARLY, EARLY, "已解决", "on_time", True),
        # closed again: by the first closing, met exactly is on time
        (1, EARLY, LATE, "已解决", "on_time", True),
        (1, DUE, LATE, "已解决", "on_time", True),
        (2, datetime(2025, 10, 11, 9, 0, 1), LATE, "部分解决", "late", True),
        # without it in neither part, whenever it was closed again
        (1, None, EARLY, "已解决", "unrecorded", True),
        (1, None, LATE, "已解决", "unrecorded", True),
        # no outcome: open, whatever closing time was kept
        (1, None, EARLY, None, "overdue", False),
        (1, EARLY, EARLY, None, "overdue", False),
        (1, None, None, None, "overdue", False),
        # without a count a missing outcome says nothing
        (0, None, EARLY, None, "on_time", True),
        (None, None, EARLY, None, "on_time", True),
        # a first closing before the dispatch is a fault of the record
        (1, datetime(2025, 9, 30), LATE, "已解决", "fault", True),
    ],
)
def test_the_state_of_closing(
    count: int | None,
    first: datetime | None,
    closed: datetime | None,
    outcome: str | None,
    state: str,
    is_over: bool,
    clock: Clock,
) -> None:
    ticket = {"reopened_count": count, "first_closed_at": first, "closed_at": closed, "outcome": outcome}
    held(clock, {"T": ticket})
    (row,) = clock.rows("tickets/rows")
    figures = clock.rows("tickets/key_figures")[0]
    assert (row["close_state"], figures["open_count"]) == (state, int(not is_over))
    assert figures["closed_count"] == int(is_over)


def test_before_its_first_closing_is_known_a_ticket_is_open(clock: Clock) -> None:
    held(
        clock, {"T": {"reopened_count": 1, "first_closed_at": EARLY, "closed_at": LATE, "outcome": "已解决"}}
    )
    states = {
        day: clock.rows("tickets/rows", **{"as-of": f"2025-10-{day:02}"})[0]["close_state"]
        for day in (5, 9, 12, 16)
    }
    assert states == {5: "waiting", 9: "waiting", 12: "overdue", 16: "on_time"}


TICKETS: dict[str, dict[str, Any]] = {
    "never": {"reopened_count": 0, "closed_at": EARLY, "outcome": "已解决"},
    "unknown": {"closed_at": EARLY, "outcome": "已解决"},
    "once": {"reopened_count": 1, "first_closed_at": EARLY, "closed_at": LATE, "outcome": "已解决"},
    "twice": {"reopened_count": 3, "closed_at": LATE, "outcome": "已解决"},
    "again": {"reopened_count": 1, "closed_at": EARLY},
    "again-without-time": {"reopened_count": 1},
    "withdrawn": {"reopened_count": 1, "closed_at": EARLY, "outcome": "撤回"},
    "open": {"reopened_count": 0},
}


def test_the_figures_counted_by_hand(clock: Clock) -> None:
    held(clock, TICKETS)
    assert clock.rows("tickets/reopened") == [
        {
            "closed_once_count": 5,  # never, unknown, once, twice, again
            "unknown_reopened_count": 1,
            "reopened_ticket_count": 3,  # once, twice, again
            "reopened_share": 3 / 4,
            "reopened_twice_count": 1,
            "reopening_count": 5,
            "open_again_count": 2,
            "kept_closing_count": 1,
            "unjudged_count": 2,  # twice, withdrawn
            "unplaced_count": 1,  # again-without-time
        }
    ]
    assert [row["ticket_id"] for row in clock.rows("tickets/reopened_rows")] == [
        *("again", "again-without-time"),
        *("twice", "once"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "closed", "reopened"), [("08", "08", 4, 2), ("15", "15", 1, 1), ("01", "07", 0, 0)]
)
def test_a_reopened_ticket_counts_in_the_period_of_its_first_closing(
    first: str, last: str, closed: int, reopened: int, clock: Clock
) -> None:
    held(clock, TICKETS)
    found = clock.rows("tickets/reopened", since=f"2025-10-{first}", until=f"2025-10-{last}")[0]
    assert (found["closed_once_count"], found["reopened_ticket_count"]) == (closed, reopened)
    assert found["open_again_count"] == 2  # a stock, whatever the period


def test_nothing_closed_has_no_share(clock: Clock) -> None:
    held(clock, {})
    found = clock.rows("tickets/reopened")[0]
    assert found["reopened_share"] is None
    assert {value for key, value in found.items() if key != "reopened_share"} == {0}


def test_the_time_line_tells_the_first_closing_and_a_closing_that_ended_nothing(clock: Clock) -> None:
    held(clock, TICKETS)

    def closings(ticket: str) -> list[tuple[str, str | None]]:
        rows = clock.rows("tickets/timeline", ticket=ticket)
        return [
            (row["event"], row["state"])
            for row in rows
            if row["event"].endswith("close") and "limit" not in row["event"]
        ]

    assert closings("never") == [("close", "on_time")]
    assert closings("once") == [("first_close", "on_time"), ("close", None)]
    assert closings("again") == [("kept_close", None)]
