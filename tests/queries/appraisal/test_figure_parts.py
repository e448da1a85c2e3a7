"""The rows behind each figure of the appraisal are those that it counts, over the demonstration data."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.templates import copied, demonstration, filling
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.definitions.appraisal_people import MEASURES
from zhiping.store.publishing import Store

ACCESS = Access(DEMO_USER)
FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"area": "152922"},
    {"area": "150105", "group": "推动高质量发展", "year": "2024"},
    {"office": "T04"},
)


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = copied(tmp_path_factory, tmp_path_factory.mktemp("figures") / "store", demonstration)
    with filling(folder) as store:
        yield store


def counted(store: Store, question: str, figure: str, filters: dict[str, Any]) -> tuple[int, int, int]:
    """How many rows met the figure, did not, and are not counted."""
    parts = [row["part"] for row in run(store, question, ACCESS, figure=figure, **filters).rows]
    return parts.count("met"), parts.count("missed"), parts.count("left_out")


@pytest.mark.parametrize("filters", FILTERS)
def test_units_and_cells_behind_a_figure_are_those_that_it_counts(
    demo_store: Store, filters: dict[str, Any]
) -> None:
    def rows(question: str) -> list[dict[str, Any]]:
        return run(demo_store, f"appraisal/{question}", ACCESS, **filters).rows

    (totals,) = rows("rank_totals")
    ranked, unranked = totals["ranked_count"], totals["unranked_count"]
    loose = sum(row["not_separable_count"] > 0 for row in rows("intervals"))
    units, cells = "appraisal/figure_units", "appraisal/figure_values"
    assert counted(demo_store, units, "appraised_units", filters) == (ranked, unranked, 0)
    assert counted(demo_store, units, "inseparable_units", filters) == (loose, ranked - loose, unranked)
    assert counted(demo_store, units, "unit_rank", filters) == (ranked, 0, unranked)

    ranking = rows("ranking")
    missing = totals["missing_count"]
    apart = sum(row["not_applicable_count"] for row in ranking) + sum(
        row["state"] == "outside" for row in rows("sheet")
    )
    due = sum(row["indicator_count"] - row["not_applicable_count"] for row in ranking)
    assert counted(demo_store, cells, "missing_values", filters) == (missing, 0, 0)
    assert counted(demo_store, cells, "present_share", filters) == (due - missing, missing, apart)
    scored = [row for row in rows("sheet") if row["contribution"] is not None]
    assert counted(demo_store, cells, "unit_score", filters)[0] == len(scored) > 0


@pytest.mark.parametrize("filters", FILTERS[:3])
def test_checks_outcomes_and_grades_behind_a_figure_are_those_that_it_counts(
    demo_store: Store, filters: dict[str, Any]
) -> None:
    def rows(question: str) -> list[dict[str, Any]]:
        return run(demo_store, f"appraisal/{question}", ACCESS, **filters).rows

    (head,), (now,) = rows("key_figures"), rows("outcome_key_figures")
    of_year = {**filters, "year": str(head["year"])}
    failing, passing, unjudged = counted(demo_store, "appraisal/scheme_checks", "failing_checks", of_year)
    assert (failing, failing + passing) == (head["failing_check_count"], 3 * head["group_count"])
    assert unjudged == head["group_count"]
    twice = now["talked_twice_unit_count"]
    for figure, count in (
        ("awards", now["award_count"]),
        ("talks", now["talk_count"]),
        ("trainings", now["training_count"]),
    ):
        assert counted(demo_store, "appraisal/outcome_rows", figure, filters) == (count, 0, 0)
    talks = run(demo_store, "appraisal/outcome_rows", ACCESS, figure="talked_twice", **filters).rows
    assert len({row["unit_id"] for row in talks}) == twice
    items = "appraisal/rectification_rows"
    met, whole = now["closed_share_numerator"], now["closed_share_denominator"]
    assert counted(demo_store, items, "rectification_on_time", filters) == (
        met,
        whole - met,
        now["waiting_count"],
    )
    assert counted(demo_store, items, "rectification_overdue", filters) == (now["overdue_count"], 0, 0)
    kinds = rows("post_kinds")
    excellent, graded, ungraded = (
        sum(row[f"{name}_count"] for row in kinds) for name in ("excellent", "graded", "ungraded")
    )
    assert counted(demo_store, "appraisal/grade_rows", "excellent_by_post", filters) == (
        excellent,
        graded - excellent,
        ungraded,
    )


def test_no_figure_of_peers_has_rows_behind_it() -> None:
    assert {one.key for one in MEASURES if one.why_no_rows} == {
        one.key for one in MEASURES if one.key.startswith("peer_")
    }
