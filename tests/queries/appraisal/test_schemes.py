"""Schemes of the hand-made appraisals, whose groups are whose, values and data dates."""

from datetime import date
from typing import Any

import pytest

from tests.queries.appraisal.appraised import OFFICES, TOWNS, asked, ranks, scalar
from tests.queries.conftest import DATA_AT
from zhiping.access.permissions import LEADER, Access, User

# Schemes


def test_the_checks_of_a_scheme(store):
    found = {
        (row["year"], row["unit_group"], row["check"]): (
            *(row["expected"], row["found"], row["previous"], row["is_failing"]),
        )
        for row in asked(store, "scheme_checks")
    }
    assert found == {
        (2025, TOWNS, "weight_sum"): (100, 100, None, False),
        (2025, TOWNS, "key_task_weight"): (40, 40, None, False),
        (2025, TOWNS, "indicator_count"): (3, 3, None, False),  # weight 0 is none of them
        (2025, TOWNS, "count_change"): (None, 3, 4, False),
        (2025, OFFICES, "weight_sum"): (100, 98, None, True),
        (2025, OFFICES, "key_task_weight"): (40, 50, None, True),
        (2025, OFFICES, "indicator_count"): (4, 3, None, True),
        (2025, OFFICES, "count_change"): (None, 3, 2, False),
        (2024, TOWNS, "weight_sum"): (100, 100, None, False),
        (2024, TOWNS, "key_task_weight"): (40, 40, None, False),
        (2024, TOWNS, "indicator_count"): (4, 4, None, False),
        (2024, TOWNS, "count_change"): (None, 4, None, False),
        (2024, OFFICES, "weight_sum"): (100, 100, None, False),
        (2024, OFFICES, "key_task_weight"): (None, 60, None, True),  # no scheme was uploaded
        (2024, OFFICES, "indicator_count"): (None, 2, None, True),
        (2024, OFFICES, "count_change"): (None, 2, None, False),
    }


@pytest.mark.parametrize(
    ("area", "count"), [("150105", 8), ("150105001", 8), ("1501", 8), ("150102", 0), ("1502", 0)]
)
def test_a_scheme_is_told_of_in_the_areas_that_it_speaks_for(store, area, count):
    assert len(asked(store, "scheme_checks", area=area, year="2025")) == count


def test_weights_must_sum_to_a_hundred(special):
    found = {
        row["unit_group"]: row["is_failing"]
        for row in asked(special, "scheme_checks", area="150105001")
        if row["check"] == "weight_sum" and row["unit_group"] != "组"
    }
    assert found == {
        "三分之一": False,
        "差一点": False,  # 0.004 is rounding
        "差一分": True,
        "多一分": True,
        "没有指标": True,
    }


def test_a_scheme_without_indicators_fails_every_check(special):
    found = {row["check"]: row["is_failing"] for row in asked(special, "scheme_checks", group="没有指标")}
    assert found == {
        "weight_sum": True,
        "key_task_weight": True,
        "indicator_count": True,
        "count_change": False,
    }


# Which group a unit belongs to


def test_a_unit_belongs_to_the_nearest_scheme_above_it(special):
    found = {row["unit_id"]: (row["scheme_area"], row["rank"]) for row in asked(special, "ranking")}
    assert found == {
        "A2": ("150105000000", 1),
        "A1": ("150105000000", 2),
        "C1": ("150100000000", 1),
        "B1": ("150100000000", 2),
    }


def test_a_reader_of_the_district_sees_its_own_scheme_alone(special):
    district = Access(User("区领导", frozenset({LEADER}), "150105"))
    assert ranks(asked(special, "ranking", district)) == ranks(asked(special, "ranking", area="150105"))
    assert asked(special, "ranking", Access(User("邻区领导", frozenset({LEADER}), "150102"))) == []


# Values, choices and the data date


def test_the_key_figures_of_the_shown_term(store):
    assert asked(store, "key_figures") == [
        {
            "year": 2025,
            "term": "上半年",
            "unit_count": 7,
            "group_count": 2,
            # 12 cells of the towns less one missing and one not applicable, 9 of the departments
            "value_count": 19,
            "missing_count": 1,
            "failing_check_count": 3,
            "unmatched_count": 1,
        }
    ]
    towns = asked(store, "key_figures", group=TOWNS)[0]
    assert (towns["unit_count"], towns["value_count"], towns["failing_check_count"]) == (4, 10, 0)


def test_a_value_without_an_indicator_is_listed_and_counts_nowhere(store):
    listed = [row for row in asked(store, "rows") if row["indicator_name"] is None]
    assert [(row["unit_id"], row["indicator_id"], row["value"]) for row in listed] == [("T01", "Z99", 1)]
    assert "Z99" not in {row["indicator_id"] for row in asked(store, "sheet")}
    assert asked(store, "data_date")[0]["row_count"] == len(asked(store, "rows")) - 1 == 22


def test_the_data_date_is_that_of_the_values_shown(store):
    found = asked(store, "data_date")[0]
    assert (found["oldest_data_at"], found["newest_data_at"]) == (DATA_AT, DATA_AT)
    assert (found["first_on"], found["last_on"]) == (date(2025, 1, 1), date(2025, 6, 30))
    assert asked(store, "data_date", year="2024")[0]["last_on"] == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("term", "end"),
    [("一季度", (3, 31)), ("上半年", (6, 30)), ("前三季度", (9, 30)), ("全年", (12, 31))],
)
def test_a_term_counts_from_the_first_of_january(store, term, end):
    assert scalar(store, "term_end(2025, ?)", term) == date(2025, *end)


def test_the_choices_are_those_of_the_shown_year(store):
    def values(kind: str, **filters: Any) -> list[str]:
        return [row["value"] for row in asked(store, "choices", **filters) if row["kind"] == kind]

    assert values("year") == values("year", year="2024") == ["2025", "2024"]
    assert (values("term"), values("term", year="2024")) == (["上半年", "一季度"], ["全年"])
    assert set(values("group")) == {TOWNS, OFFICES}
    assert values("office", group=TOWNS) == ["T01", "T02", "T03", "T04"]
    assert values("office", year="2024") == ["D01", "D02", "T01", "T02", "T03"]
    assert values("office", area="150105001") == ["T01"]


@pytest.mark.parametrize(
    "name", ["key_figures", "data_date", "outcome_key_figures", "outcome_data_date", "rectification_stages"]
)
def test_without_data_the_heads_of_pages_still_answer(empty, name):
    rows = asked(empty, name)
    assert len(rows) == (4 if name == "rectification_stages" else 1)
    assert {value for row in rows for key, value in row.items() if key.endswith("_count")} <= {0, None}
