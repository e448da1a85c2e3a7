"""The line of the next hours: its rows and marks, and where each unit's row leads."""

import pytest

from tests.pages.conftest import Opened
from tests.pages.test_pages import address, texts
from tests.pages.visiting import visitor
from zhiping.ui.kit.hour_marks import marked
from zhiping.ui.kit.systems import cards
from zhiping.ui.kit.view import view_of
from zhiping.ui.look.coming import HOURS_AHEAD, Limit
from zhiping.ui.overview.next_hours import by_unit


def limit(thing: str, whose: str | None, hours: float) -> Limit:
    return Limit(thing, whose, hours, thing)


def test_the_unit_whose_limit_falls_first_stands_first() -> None:
    limits = [
        limit("1", "甲", 5.0),
        limit("2", None, 1.0),
        limit("3", "乙", 1.0),
        limit("4", "丙", 1.0),
        limit("5", "丙", 7.0),
        limit("6", "甲", 4.0),
    ]
    found = by_unit(limits)
    assert [(whose, [one.thing for one in own]) for whose, own in found] == [
        ("丙", ["4", "5"]),
        ("乙", ["3"]),
        (None, ["2"]),
        ("甲", ["6", "1"]),
    ]


@pytest.mark.parametrize(
    ("hours", "sizes"),
    [
        ([], []),
        ([0.0], [1]),
        ([1.0, 1.0], [2]),
        ([1.0, 1.59], [2]),
        ([1.0, 1.6], [1, 1]),
        ([1.0, 1.5, 2.0], [2, 1]),  # no chain: a mark stays where it stands
    ],
)
def test_limits_that_would_hide_each_other_are_one_mark(hours: list[float], sizes: list[int]) -> None:
    assert [len(mark) for mark in marked([limit("1", "甲", one) for one in hours])] == sizes


@pytest.mark.parametrize("area", [{}, {"area": "150105"}])
def test_each_row_leads_to_exactly_its_limits(opened: Opened, area: dict[str, str]) -> None:
    app = opened("overview/today", **area)
    told = [one for card in cards() if (one := card.coming(view_of("overview/today", area)))]
    assert told
    for coming in told:
        assert coming.limits
        assert all(0 <= one.hours <= HOURS_AHEAD for one in coming.limits)
        for whose, limits in by_unit(coming.limits)[:3]:
            assert f'aria-label="{whose}：{len(limits)} 个时限' in texts(app)
            filters = {**area, **coming.filters, coming.filter: str(whose)}
            page = visitor(coming.page, **filters).run()
            assert address(page) == filters
            first = page.dataframe[0].value
            assert sorted(first[coming.behind.opens[2]]) == sorted(one.thing for one in limits)  # type: ignore[index]


def test_where_nothing_comes_due_it_says_so(opened: Opened) -> None:
    assert "24 小时内没有到期的时限" in texts(opened("overview/today", "one"))
