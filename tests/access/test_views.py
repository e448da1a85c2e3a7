"""Saved views: whose they are, who else sees them, and where their owner begins."""

from dataclasses import replace
from datetime import datetime

import pytest

from zhiping.access import views
from zhiping.access.permissions import LEADER, User
from zhiping.access.state import State

NOW = datetime(2025, 11, 4, 18)
ME, COLLEAGUE, ELSEWHERE = (
    User(name, frozenset({LEADER}), scope)
    for name, scope in (("甲", "150105"), ("乙", "150105"), ("丙", "1501"))
)


def saved(
    state: State, user: User, name: str, *, is_shared: bool = False, page: str = "tickets/funnel"
) -> None:
    views.save(state, user, name, page, {"class": "A"}, is_shared=is_shared, now=NOW)


def names(state: State, user: User) -> list[str]:
    return [one.name for one in views.seen_by(state, user)]


def test_a_view_is_its_owners_and_a_shared_one_is_of_all_with_the_same_scope(state: State) -> None:
    assert names(state, ME) == []
    saved(state, ME, "周会")
    saved(state, COLLEAGUE, "日报", is_shared=True)
    saved(state, COLLEAGUE, "自用")
    assert names(state, ME) == ["周会", "日报"]
    assert names(state, COLLEAGUE) == ["日报", "自用"]
    assert names(state, ELSEWHERE) == []
    for limited in (replace(ME, name="丁", unit="住建局"), replace(ME, name="戊", company="甲平台")):
        assert names(state, limited) == [], "whose colleagues see more"


def test_a_name_is_used_once_and_the_view_of_that_name_is_replaced(state: State) -> None:
    saved(state, ME, "周会")
    saved(state, COLLEAGUE, "周会")
    views.begin_at(state, ME, "周会")
    saved(state, ME, " 周会 ", page="tickets/overdue")
    (own,) = views.seen_by(state, ME)
    assert (own.page, own.is_start, own.filters) == ("tickets/overdue", True, {"class": "A"})
    (other,) = views.seen_by(state, COLLEAGUE)
    assert (other.page, other.is_start) == ("tickets/funnel", False)


def test_one_view_is_where_its_owner_begins(state: State) -> None:
    for name in ("周会", "月报"):
        saved(state, ME, name, is_shared=True)
        views.begin_at(state, ME, name)
    start = views.start_of(state, ME)
    assert start and start.name == "月报"
    assert views.start_of(state, COLLEAGUE) is None
    views.begin_at(state, COLLEAGUE, "月报")
    assert views.start_of(state, COLLEAGUE) is None, "it is not theirs"
    views.begin_at(state, ME, None)
    assert views.start_of(state, ME) is None


def test_only_the_owner_removes_and_nobody_keeps_too_many(state: State) -> None:
    for number in range(views.MOST):
        saved(state, ME, f"{number:02}", is_shared=True)
    with pytest.raises(views.TooManyViews):
        saved(state, ME, "多")
    saved(state, ME, "07")
    views.remove(state, COLLEAGUE, "07")
    views.remove(state, ME, "08")
    assert names(state, ME) == [f"{number:02}" for number in range(views.MOST) if number != 8]
