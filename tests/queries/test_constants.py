"""What SQL and Python both need to know stands once in each, and both say the same."""

from datetime import timedelta

from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.contracts.appraisal import WHAT_IF_POINTS
from zhiping.contracts.stations import STALE_DAYS
from zhiping.contracts.tickets import NEAR_HOURS
from zhiping.store.publishing import Store


def _scalar(store: Store, call: str) -> object:
    with store.versions.at() as (cursor, _version):
        found = cursor.execute(f"select {call}").fetchone()
    assert found
    return found[0]


def test_macros_and_contracts_agree(worked_store: Store) -> None:
    assert _scalar(worked_store, "stale_after()") == timedelta(days=STALE_DAYS)
    assert _scalar(worked_store, "what_if_points()") == WHAT_IF_POINTS


def test_the_hours_ahead_that_are_counted_are_those_that_can_be_chosen(worked_store: Store) -> None:
    for hours in NEAR_HOURS:
        (head,) = run(worked_store, "tickets/key_figures", Access(DEMO_USER)).rows
        (late,) = run(worked_store, "tickets/late_totals", Access(DEMO_USER), within=str(hours)).rows
        assert head[f"near_{hours}_count"] == late["near_ticket_count"], hours
