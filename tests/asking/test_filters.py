"""How a filter is written, and what it asks of a query."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.odd_values import ENDS, ODD
from zhiping.asking.filters import (
    BEGINNING,
    FILTERS,
    FilterError,
    filters_of,
    of_address,
    parameter_values,
)
from zhiping.contracts.filters import END

UNFILTERED: dict[str, Any] = {
    "area_from": "",
    "area_to": ":",
    "since": BEGINNING,
    "until": END,
    "ticket_class": None,
    "category": None,
    "lead_unit": None,
    "step": None,
    "state": None,
    "within_hours": 24,
    "ticket_id": None,
    "dataset": None,
    "as_of": END,
}


@pytest.mark.parametrize(
    ("written", "chosen"),
    [
        ({"area": ["150105"], "class": ["A"]}, {"area": "150105", "class": "A"}),
        ({"area": ["150105", "150102"]}, {"area": "150105"}),
        ({"since": ["20250131"]}, {"since": "2025-01-31"}),
        ({"since": ["2025-13-01"]}, {"since": "2025-13-01"}),  # refused with a sentence where it is read
        ({"from": ["2025-01-31"], "to": ["20250228"]}, {"since": "2025-01-31", "until": "2025-02-28"}),
        ({"from": ["2025-01-31"], "since": ["2025-02-01"]}, {"since": "2025-02-01"}),
        ({"from": ["singlemessage", "2025-01-31"], "isappinstalled": ["0"], "utm_medium": ["x"]}, {}),
        ({"lang": ["en"], "area": []}, {}),
    ],
)
def test_an_address_is_read_for_what_is_ours(written: dict[str, list[str]], chosen: dict[str, str]) -> None:
    assert of_address(written) == chosen


def test_nothing_written_filters_nothing() -> None:
    assert parameter_values({}) | UNFILTERED == parameter_values({})


@pytest.mark.parametrize(
    ("key", "written", "asked"),
    [
        ("area", "", {"area_from": "", "area_to": ":"}),
        ("area", "15", {"area_from": "150000000000", "area_to": "15:"}),
        ("area", "152530", {"area_from": "152530000000", "area_to": "152530:"}),
        ("area", "152530000000", {"area_from": "152530000000", "area_to": "152530:"}),
        ("area", "150105001002", {"area_from": "150105001002", "area_to": "150105001002:"}),
        ("since", "2025-01-31", {"since": datetime(2025, 1, 31)}),
        ("until", "2025-01-31", {"until": datetime(2025, 2, 1)}),
        ("until", "2024-02-28", {"until": datetime(2024, 2, 29)}),
        ("until", "2025-12-31", {"until": datetime(2026, 1, 1)}),
        ("class", "B", {"ticket_class": "B"}),
        ("category", "供热'供暖", {"category": "供热'供暖"}),
        ("unit", "住建局", {"lead_unit": "住建局"}),
        ("step", "claim", {"step": "claim"}),
        ("state", "overdue", {"state": "overdue"}),
        ("within", "0", {"within_hours": 0}),
        ("within", "8784", {"within_hours": 8784}),
        ("ticket", "G01", {"ticket_id": "G01"}),
        ("dataset", "tickets", {"dataset": "tickets"}),
        ("as-of", "2025-01-31", {"as_of": datetime(2025, 1, 31, 23, 59, 59)}),
        ("as-of", "2025-01-31T18:00", {"as_of": datetime(2025, 1, 31, 18)}),
        ("as-of", "2025-01-31 18:00:05", {"as_of": datetime(2025, 1, 31, 18, 0, 5)}),
    ],
)
def test_a_filter_sets_its_parameters_and_no_other(key: str, written: str, asked: dict[str, Any]) -> None:
    assert parameter_values({key: written}) == parameter_values({}) | asked


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("area", "150"),
        ("area", "赛罕区"),
        ("since", "2025-02-29"),
        ("since", ""),
        ("since", "31.1.2025"),
        ("until", "9999-12-31"),
        ("class", "a"),
        ("class", ""),
        ("step", "settle"),
        ("state", "red"),
        ("within", "-1"),
        ("within", "8785"),
        ("within", "2.5"),
        ("as-of", "soon"),
        ("as-of", "2025-01-31T18:00+08:00"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_filters_name(key: str, written: str) -> None:
    with pytest.raises(FilterError, match=FILTERS[key].label) as caught:
        parameter_values({key: written})
    assert f"“{written}”" in str(caught.value)


def test_an_unknown_filter_is_said_with_those_that_are_known() -> None:
    with pytest.raises(FilterError, match="没有“colour”这个筛选条件.*area"):
        parameter_values({"colour": "red"})


@pytest.mark.parametrize(
    ("parameters", "keys"),
    [
        (frozenset(), []),
        (frozenset({"area_from"}), []),
        (frozenset({"area_from", "area_to"}), ["area"]),
        (frozenset({"since", "as_of"}), ["since", "as-of"]),
    ],
)
def test_a_query_takes_the_filters_all_of_whose_parameters_it_has(
    parameters: frozenset[str], keys: list[str]
) -> None:
    assert [one.key for one in filters_of(parameters)] == keys


def test_every_parameter_has_one_filter() -> None:
    parameters = [parameter for one in FILTERS.values() for parameter in one.parameters]
    assert len(parameters) == len(set(parameters))


@pytest.mark.parametrize("value", [*ODD.values(), *ENDS.values()], ids=[*ODD, *ENDS])
def test_an_odd_value_is_read_or_refused_in_one_short_line_by_every_filter(value: str) -> None:
    wrong = {}
    for key in FILTERS:
        try:
            parameter_values({key: value})
        except FilterError as refused:
            told = str(refused)
            if len(told) >= 150 or not told.isprintable():
                wrong[key] = told
    assert wrong == {}


@pytest.mark.parametrize(
    ("written", "day"),
    [
        *(("1999-12-31", None), ("2000-01-01", datetime(2000, 1, 1)), ("2100-12-31", datetime(2100, 12, 31))),
        *(
            ("2101-01-01", None),
            ("0001-01-01", None),
            ("9999-12-31", None),
            ("20250131", datetime(2025, 1, 31)),
        ),
    ],
)
@pytest.mark.parametrize(
    ("key", "parameter"), [("since", "since"), ("until", "until"), ("as-of", "as_of"), ("at", "open_at")]
)
def test_days_from_2000_to_2100_can_be_asked_for(
    written: str, day: datetime | None, key: str, parameter: str
) -> None:
    if day is None:
        with pytest.raises(FilterError, match="2000 到 2100 年"):
            parameter_values({key: written})
    else:
        end = (
            timedelta(days=1)
            if key == "until"
            else timedelta(days=1, seconds=-1)
            if key != "since"
            else timedelta()
        )
        assert parameter_values({key: written})[parameter] == day + end
