"""Persons of the hand-made appraisals: ranks, grades and peers, and who may be told of them."""

from typing import Any

import pytest

from tests.publishing import published
from tests.queries.appraisal.appraised import EVERYTHING, OFFICES, TOWNS, asked
from tests.queries.conftest import DATA_AT, OpenedStore
from zhiping.asking.questions import filters_for, question_of, questions
from zhiping.asking.run import run

# Persons


def test_leaders_are_ranked_among_the_leaders_of_their_group(store):
    found = [
        (row["person_id"], row["score"], row["rank"], row["person_count"]) for row in asked(store, "leaders")
    ]
    assert found == [
        ("P-1", 92.0, 1, 3),
        ("P-5", 92.0, 1, 3),  # 92.001 is a tie once rounded
        ("P-7", 88.0, 3, 3),
        ("P-8", None, None, 3),
        ("P-11", 95.0, 1, 2),
        ("P-13", 81.5, 2, 2),
    ]
    assert [row["rank"] for row in asked(store, "leaders", office="T03")] == [3]
    assert [row["person_id"] for row in asked(store, "leaders", year="2024")] == ["P-1"]


def test_members_are_ranked_within_their_team(store):
    found = [
        (row["unit_id"], row["person_id"], row["rank"], row["person_count"])
        for row in asked(store, "members")
    ]
    assert found == [
        ("T01", "P-2", 1, 3),
        ("T01", "P-3", 1, 3),
        ("T01", "P-4", 3, 3),
        ("T02", "P-6", 1, 1),
        ("D01", "P-12", 1, 1),
    ]


def test_the_share_of_excellent_is_of_those_graded(store):
    found = {
        (row["unit_group"], row["is_leader"]): (
            row["excellent_count"],
            row["graded_count"],
            row["person_count"],
        )
        for row in asked(store, "posts")
    }
    assert found == {
        (TOWNS, True): (2, 3, 4),
        (TOWNS, False): (1, 3, 4),
        (OFFICES, True): (1, 2, 2),
        (OFFICES, False): (0, 1, 1),
    }
    assert next(row for row in asked(store, "posts"))["excellent_share"] == pytest.approx(2 / 3)
    assert [row["ungraded_count"] for row in asked(store, "posts")] == [1, 1, 0, 0]
    keys = ("is_leader", "person_count", "graded_count", "excellent_count", "excellent_share")
    assert [tuple(row[key] for key in keys) for row in asked(store, "post_kinds")] == [
        (True, 6, 5, 3, pytest.approx(0.6)),
        (False, 5, 4, 1, pytest.approx(0.25)),
    ]


def test_grades_are_those_of_the_last_year_that_has_any(
    opened_store: OpenedStore, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = opened_store("grades")
    files = {
        "appraisal_units": "年度,单位编号,单位名称,考核组,区划代码\n"
        + "".join(f"{year},A1,甲街道,组,150105001\n" for year in (2023, 2024, 2025)),
        "appraisal_people": "年度,人员代号,单位编号,是否一把手,等次\n"
        "2023,R-1,A1,是,称职\n2024,R-1,A1,是,优秀\n2025,R-1,A1,是,\n",
    }
    folder = tmp_path_factory.mktemp("grades")
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
        published(store, name, folder / f"{name}.csv", area="150105", as_of=DATA_AT)

    def shown(**filters: Any) -> list[tuple[int, int, int]]:
        rows = asked(store, "posts", **filters)
        return [(row["year"], row["excellent_count"], row["ungraded_count"]) for row in rows]

    assert shown() == shown(year="2025") == shown(year="2024") == [(2024, 1, 0)]
    assert shown(year="2023") == [(2023, 0, 0)]


def test_peers_are_rated_without_their_raters_leniency(store):
    """T01: truth 90, 85, 80, 75 with leniency +2, -1, -1, 0; T02 has one rater each, D01 falls into two halves."""
    found = {row["person_id"]: row for row in asked(store, "peers")}
    adjusted = [found[person]["adjusted_score"] for person in ("P-1", "P-2", "P-3", "P-4")]
    assert adjusted == pytest.approx([90, 85, 80, 75])
    assert {person for person, row in found.items() if row["is_withheld"]} == {"P-5", "P-6"}
    assert {
        person for person, row in found.items() if not row["is_connected"] and not row["is_withheld"]
    } == {
        "P-11",
        "P-12",
    }


def test_teams_say_whether_their_order_moved(store):
    keys = ("unit_id", "person_count", "withheld_count", "is_connected", "moved_place_count")
    assert [tuple(row[key] for key in keys) for row in asked(store, "peer_teams")] == [
        ("D01", 2, 0, False, 0),
        ("T01", 4, 0, True, 0),
        ("T02", 2, 2, False, 0),
    ]


def test_the_points_of_a_unit_by_dimension_are_its_score(store):
    scores = {row["unit_id"]: row["score"] for row in asked(store, "ranking")}
    points: dict[str, float] = {}
    for row in asked(store, "dimensions"):
        points[row["unit_id"]] = points.get(row["unit_id"], 0) + (row["points"] or 0)
    assert points == {unit: pytest.approx(score, abs=0.005) for unit, score in scores.items()}
    assert {row["dimension"] for row in asked(store, "dimensions", group=OFFICES)} == {"服务质效", "作风建设"}


def test_each_unit_moved_once_with_what_moved_it(store):
    moves, units = asked(store, "moves"), asked(store, "unit_moves")
    assert sorted(row["unit_id"] for row in units) == sorted({row["unit_id"] for row in moves})
    first = next(row for row in units if row["unit_id"] == "T01")
    assert (first["raised_by"], first["raised_points"]) == (["信访件次", "设施农业产值"], [30, 16])
    assert (first["rank_before"], first["rank"], first["lowered_by"]) == (3, 1, [])


def test_the_totals_of_the_ranking(store):
    assert asked(store, "rank_totals") == [
        {
            "group_count": 2,
            "unit_count": 7,
            "ranked_count": 5,
            "unranked_count": 2,  # T03 lacks a third of its weight, D02 half
            "missing_count": 2,
            "missing_unit_count": 2,
            "above_full_count": 1,  # T03 in Z01, whose cap is 120
        }
    ]
    assert asked(store, "rank_totals", group=OFFICES)[0]["unit_count"] == 3


def test_no_answer_names_a_rater(store):
    """P-21 to P-26 only ever rated."""
    for name in questions():
        if name.startswith("appraisal/"):
            is_search = "sought" in filters_for(name)
            filters: dict[str, Any] = {"sought": "局"} if is_search else {}
            answer = run(store, name, EVERYTHING, **filters)
            assert answer.rows, name
            assert not (is_search and run(store, name, EVERYTHING, sought="P-2").rows), name
            assert "rater_id" not in answer.columns, name
            assert "P-2" not in {
                str(value)[:3] for row in answer.rows for value in row.values() if len(str(value)) == 4
            }


@pytest.mark.parametrize(
    "name",
    [
        *("posts", "leaders", "members", "peers", "outcomes", "outcome_rows", "trainings"),
        *("outcome_key_figures", "outcome_data_date", "rectification_stages", "rectification_rows"),
        *("post_kinds", "award_kinds", "peer_teams", "rectification_units"),
    ],
)
def test_what_is_about_persons_is_restricted(name):
    assert question_of(f"appraisal/{name}").is_restricted


def test_what_is_about_units_is_not_restricted():
    restricted = {name for name in questions() if question_of(name).is_restricted}
    for name in (
        "sheet",
        "ranking",
        "intervals",
        "sensitivity",
        "moves",
        "history",
        "rows",
        "key_figures",
        "dimensions",
    ):
        assert f"appraisal/{name}" not in restricted
    for name in ("scheme_checks", "choices", "data_date"):
        assert f"appraisal/{name}" not in restricted
