"""The clock of a step, as a table that can be read beside the work-order rule: 1 h, 24 h, 48 h, and the close date."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.rules.conftest import ALL_COLUMNS, DISPATCHED, Clock, Rule

SECOND = timedelta(seconds=1)
FAR = datetime(2025, 12, 1)


def hours(count: float) -> datetime:
    """So many hours after the dispatch."""
    return DISPATCHED + timedelta(hours=count)


def without(*columns: str) -> str:
    """What a file recorded that lacked some columns."""
    return "|" + "|".join(name for name in ALL_COLUMNS.strip("|").split("|") if name not in columns) + "|"


@pytest.mark.parametrize(
    ("step", "event", "limit"), [("claim", "claimed_at", 1), ("report", "reported_at", 48)]
)
def test_a_limit_met_exactly_is_on_time_and_a_second_later_is_late(
    clock: Clock, step: str, event: str, limit: int
) -> None:
    on_it: dict[str, Any] = {event: hours(limit)}
    after_it: dict[str, Any] = {event: hours(limit) + SECOND}
    assert clock.states(moment=FAR, **on_it)[step] == "on_time"
    assert clock.states(moment=FAR, **after_it)[step] == "late"


@pytest.mark.parametrize(("step", "limit"), [("claim", 1), ("contact", 24), ("report", 48)])
def test_a_step_waits_up_to_its_limit_and_is_overdue_a_second_later(
    clock: Clock, step: str, limit: int
) -> None:
    assert clock.states(moment=hours(limit))[step] == "waiting"
    assert clock.states(moment=hours(limit) + SECOND)[step] == "overdue"


def test_closing_has_the_due_date_as_its_limit(clock: Clock) -> None:
    due = hours(100)
    assert clock.states(moment=FAR, due_at=due, closed_at=due)["close"] == "on_time"
    assert clock.states(moment=FAR, due_at=due, closed_at=due + SECOND)["close"] == "late"
    assert clock.states(moment=due, due_at=due)["close"] == "waiting"
    assert clock.states(moment=due + SECOND, due_at=due)["close"] == "overdue"
    assert clock.states(moment=FAR, closed_at=due)["close"] == "not_applicable"


def test_an_extension_takes_the_place_of_the_limit_and_pauses_move_it_too(clock: Clock) -> None:
    due, extended = hours(100), hours(150)
    given: dict[str, Any] = {"due_at": due, "extended_due_at": extended}
    assert clock.states(moment=FAR, closed_at=extended, **given)["close"] == "on_time"
    assert clock.states(moment=FAR, closed_at=extended + SECOND, **given)["close"] == "late"
    paused = [(hours(10), hours(20))]
    assert clock.states(moment=FAR, closed_at=hours(160), pauses=paused, **given)["close"] == "on_time"
    assert clock.states(moment=hours(160) + SECOND, pauses=paused, **given)["close"] == "overdue"


def test_closing_without_a_limit_of_its_own_has_that_of_its_class(clock: Clock) -> None:
    limits = [(2025, "A", "办结", 120.0)]
    assert clock.states(moment=FAR, limits=limits, closed_at=hours(120))["close"] == "on_time"
    assert clock.states(moment=FAR, limits=limits, closed_at=hours(120) + SECOND)["close"] == "late"
    own: dict[str, Any] = {"due_at": hours(200), "closed_at": hours(130)}
    assert clock.states(moment=FAR, limits=limits, **own)["close"] == "on_time"
    lacking = without("due_at", "extended_due_at")
    assert clock.states(moment=hours(121), limits=limits, recorded=lacking)["close"] == "overdue"
    assert clock.states(moment=hours(121), recorded=lacking)["close"] == "unrecorded"


@pytest.mark.parametrize(
    ("contacted", "surveyed", "moment", "state"),
    [
        (10, 24, 24, "on_time"),
        (24, 10, 24, "on_time"),
        (10, 24.001, 25, "late"),
        (24.001, 10, 25, "late"),
        (10, None, 24, "waiting"),
        (10, None, 24.001, "overdue"),
        (None, 10, 24.001, "overdue"),
        (10, 30, 24.001, "overdue"),  # surveyed later than the moment: not yet
    ],
)
def test_contact_is_done_when_both_have_happened(
    clock: Clock, contacted: float | None, surveyed: float | None, moment: float, state: str
) -> None:
    events: dict[str, Any] = {
        "contacted_at": None if contacted is None else hours(contacted),
        "surveyed_at": None if surveyed is None else hours(surveyed),
    }
    assert clock.states(moment=hours(moment), **events)["contact"] == state


@pytest.mark.parametrize(
    ("pauses", "reported", "state"),
    [
        ([(10, 20)], 58, "on_time"),
        ([(10, 20)], 58.001, "late"),
        ([(10, 20), (30, 40)], 68, "on_time"),
        ([(10, 20), (30, 40)], 68.001, "late"),
        ([(10, 20), (15, 25)], 63, "on_time"),  # overlapping: 15 h, not 20
        ([(10, 20), (15, 25)], 63.001, "late"),
        ([(10, 30), (15, 25)], 68, "on_time"),  # one within the other: 20 h, not 30
        ([(10, 30), (15, 25)], 68.001, "late"),
        ([(10, 20), (20, 30)], 68, "on_time"),  # one after the other
        ([(10, 20), (20, 30)], 68.001, "late"),
        ([(10, 20), (10, 15)], 58, "on_time"),  # two from the same moment
        ([(10, 20), (10, 15)], 58.001, "late"),
        ([(-5, 3)], 51, "on_time"),  # only what lies after the dispatch
        ([(-5, 3)], 51.001, "late"),
        ([(-5, -1)], 48.001, "late"),
        ([(60, 90)], 50, "late"),  # after it was done
        ([(40, None)], 47, "on_time"),
        ([(40, None)], 4000, "on_time"),  # an open-ended pause runs on
        ([(40, None), (30, 35)], 4000, "on_time"),
        ([(50, None)], 49, "late"),  # paused too late
        ([(50, 100)], 99, "late"),
        ([(20, 20)], 48, "on_time"),
        ([(20, 10)], 48.001, "late"),  # ends before it begins: no pause
    ],
)
def test_pauses_stop_the_clock(
    clock: Clock, pauses: list[tuple[float, float | None]], reported: float, state: str
) -> None:
    spans = [(hours(since), None if until is None else hours(until)) for since, until in pauses]
    assert (
        clock.states(moment=datetime(2026, 6, 1), pauses=spans, reported_at=hours(reported))["report"]
        == state
    )


@pytest.mark.parametrize(
    ("pauses", "moment", "state"),
    [
        ([(10, None)], 4000, "waiting"),
        (
            [(48, None)],
            4000,
            "waiting",
        ),  # the limit and the pause at one moment: nothing is left, nothing is missed
        ([(48.001, None)], 4000, "overdue"),
        ([(10, 20)], 58, "waiting"),
        ([(10, 20)], 58.001, "overdue"),
        ([(60, 70)], 50, "overdue"),  # a pause to come
    ],
)
def test_pauses_stop_the_clock_of_a_step_not_done(
    clock: Clock, pauses: list[tuple[float, float | None]], moment: float, state: str
) -> None:
    spans = [(hours(since), None if until is None else hours(until)) for since, until in pauses]
    assert clock.states(moment=hours(moment), pauses=spans)["report"] == state


@pytest.mark.parametrize(
    ("ticket", "expected"),
    [
        # a later stage skips the steps before it, closing skips all
        ({"reported_at": hours(40)}, ("unrecorded", "unrecorded", "on_time", "not_applicable")),
        ({"contacted_at": hours(10)}, ("unrecorded", "overdue", "overdue", "not_applicable")),
        ({"surveyed_at": hours(10)}, ("unrecorded", "overdue", "overdue", "not_applicable")),
        ({"closed_at": hours(90)}, ("unrecorded", "unrecorded", "unrecorded", "not_applicable")),
        (
            {"closed_at": hours(90), "claimed_at": hours(2)},
            ("late", "unrecorded", "unrecorded", "not_applicable"),
        ),
        # a later stage beyond the moment skips nothing yet
        ({"reported_at": FAR + SECOND}, ("overdue", "overdue", "overdue", "not_applicable")),
        # withdrawal stops all clocks, with a time or without one
        ({"outcome": "撤回"}, ("unrecorded", "unrecorded", "unrecorded", "not_applicable")),
        ({"outcome": "撤回", "closed_at": FAR + SECOND}, ("overdue", "overdue", "overdue", "not_applicable")),
        ({"outcome": "不予受理"}, ("overdue", "overdue", "overdue", "not_applicable")),
        # an event before the dispatch is a fault; as early as the dispatch it is none
        ({"claimed_at": DISPATCHED - SECOND}, ("fault", "overdue", "overdue", "not_applicable")),
        ({"claimed_at": DISPATCHED}, ("on_time", "overdue", "overdue", "not_applicable")),
        (
            {"contacted_at": DISPATCHED - SECOND, "surveyed_at": hours(5)},
            ("unrecorded", "fault", "overdue", "not_applicable"),
        ),
        # class C has no steps, unless the ticket is marked as difficult
        ({"ticket_class": "C"}, ("not_applicable",) * 4),
        ({"ticket_class": "C", "claimed_at": hours(5)}, ("not_applicable",) * 4),
        ({"ticket_class": "C", "claimed_at": DISPATCHED - SECOND}, ("fault",) + ("not_applicable",) * 3),
        ({"ticket_class": "C", "is_difficult": True}, ("overdue", "overdue", "overdue", "not_applicable")),
        ({"ticket_class": "B", "is_difficult": False}, ("overdue", "overdue", "overdue", "not_applicable")),
    ],
)
def test_what_else_decides_a_state(clock: Clock, ticket: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert tuple(clock.states(moment=FAR, **ticket).values()) == expected


@pytest.mark.parametrize(
    ("lacking", "expected"),
    [
        (("claimed_at",), ("unrecorded", "overdue", "overdue", "overdue")),
        (("contacted_at",), ("overdue", "unrecorded", "overdue", "overdue")),
        (("surveyed_at",), ("overdue", "unrecorded", "overdue", "overdue")),
        (("reported_at",), ("overdue", "overdue", "unrecorded", "overdue")),
        (("closed_at",), ("overdue", "overdue", "overdue", "unrecorded")),
        (("due_at",), ("overdue", "overdue", "overdue", "unrecorded")),
    ],
)
def test_a_column_that_the_file_lacked_is_unrecorded(
    clock: Clock, lacking: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    found = clock.states(moment=FAR, recorded=without(*lacking), due_at=hours(100))
    assert tuple(found.values()) == expected


def test_unrecorded_goes_before_fault_and_fault_before_not_applicable(clock: Clock) -> None:
    early: dict[str, Any] = {"ticket_class": "C", "claimed_at": DISPATCHED - SECOND}
    assert clock.states(moment=FAR, recorded=without("claimed_at"), **early)["claim"] == "unrecorded"
    assert clock.states(moment=FAR, **early)["claim"] == "fault"
    assert clock.states(moment=FAR, ticket_class="C", recorded=without("claimed_at"))["claim"] == "unrecorded"


def test_an_uploaded_standard_holds_whole_for_its_year(clock: Clock) -> None:
    standard = [(2025, "A", "认领", 2), (2025, "A", "反馈", 0.5)]
    found = clock.states(moment=hours(2), limits=standard)
    assert found == {
        "claim": "waiting",
        "contact": "not_applicable",
        "report": "overdue",
        "close": "not_applicable",
    }
    assert clock.states(moment=hours(2), limits=standard, ticket_class="B")["claim"] == "not_applicable"
    other_year = [(2024, "A", "认领", 2)]
    assert clock.states(moment=hours(2), limits=other_year)["claim"] == "overdue"


def test_a_difficult_ticket_has_its_own_limits_or_those_of_class_a(clock: Clock) -> None:
    standard = [(2025, "A", "认领", 2), (2025, "A", "反馈", 10), (2025, "B", "认领", 4)]
    found = clock.states(moment=hours(3), limits=standard, ticket_class="B", is_difficult=True)
    assert (found["claim"], found["report"]) == ("waiting", "waiting")
    found = clock.states(moment=hours(10.5), limits=standard, ticket_class="C", is_difficult=True)
    assert (found["claim"], found["report"]) == ("overdue", "overdue")


def test_a_ticket_is_judged_at_its_data_date_or_at_an_earlier_moment_that_was_asked_for(clock: Clock) -> None:
    assert clock.states(moment=hours(30))["report"] == "waiting"
    assert clock.rows("tickets/rows", **{"as-of": "2030-01-01"})[0]["report_state"] == "waiting"
    assert clock.rows("tickets/rows", **{"as-of": "2025-10-01T09:30"})[0]["contact_state"] == "waiting"
    assert clock.rows("tickets/rows", **{"as-of": "2025-10-02T12:00"})[0]["contact_state"] == "overdue"
    assert clock.rows("tickets/rows", **{"as-of": "2025-10-01T08:59:59"}) == []


def test_a_ticket_dispatched_after_its_data_date_is_left_out_and_counted_so(clock: Clock) -> None:
    with pytest.raises(IndexError):
        clock.states(moment=DISPATCHED - SECOND)
    figures = clock.rows("tickets/key_figures")[0]
    assert (figures["ticket_count"], figures["future_count"]) == (0, 1)
    clock.states(moment=DISPATCHED)
    figures = clock.rows("tickets/key_figures")[0]
    assert (figures["ticket_count"], figures["future_count"]) == (1, 0)


@pytest.mark.parametrize(
    ("limit_in", "counts"),
    [
        (2, (1, 1, 1)),
        (2.001, (0, 1, 1)),
        (8, (0, 1, 1)),
        (8.001, (0, 0, 1)),
        (24, (0, 0, 1)),
        (24.001, (0, 0, 0)),
        (0, (1, 1, 1)),
        (-0.001, (0, 0, 0)),
    ],
)
def test_what_is_near_its_limit(clock: Clock, limit_in: float, counts: tuple[int, int, int]) -> None:
    clock.states(moment=hours(100), ticket_class="C", due_at=hours(100 + limit_in))
    figures = clock.rows("tickets/key_figures")[0]
    assert (figures["near_2_count"], figures["near_8_count"], figures["near_24_count"]) == counts
    listed = [len(clock.rows("tickets/overdue", within=within)) for within in ("2", "8", "24")]
    overdue = 1 if limit_in < 0 else 0
    assert (listed[0] - overdue, listed[1] - overdue, listed[2] - overdue) == counts


def test_while_a_clock_stands_still_no_limit_comes_nearer(clock: Clock) -> None:
    clock.states(moment=hours(47), pauses=[(hours(46), None)], contacted_at=hours(3), surveyed_at=hours(3))
    assert clock.rows("tickets/overdue") == []
    assert clock.rows("tickets/key_figures")[0]["near_24_count"] == 0
    assert clock.rows("tickets/overdue_units")[0]["near_ticket_count"] == 0
    clock.states(
        moment=hours(47), pauses=[(hours(40), hours(46))], contacted_at=hours(3), surveyed_at=hours(3)
    )
    assert [row["hours_left"] for row in clock.rows("tickets/overdue")] == [7]


@pytest.mark.parametrize(
    ("state", "is_counted"),
    [
        ("on_time", True),
        ("late", True),
        ("overdue", True),
        ("waiting", False),
        ("unrecorded", False),
        ("not_applicable", False),
        ("fault", False),
    ],
)
def test_what_a_state_counts_for(rule: Rule, state: str, is_counted: bool) -> None:
    assert rule("is_counted(?)", state) is is_counted
