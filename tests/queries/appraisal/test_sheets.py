"""Sheets and ranks of the hand-made appraisals, with other weights and beside other terms."""

import pytest

from tests.queries.appraisal.appraised import EVERYTHING, OFFICES, TOWNS, asked, cell, ranks, scalar
from zhiping.access.permissions import LEADER, PEOPLE, Access, User
from zhiping.asking.run import run

RANKED_IN_GROUP = ("sheet", "ranking", "intervals", "sensitivity", "moves", "history", "leaders")


# Sheets and ranks


def test_units_are_ranked_only_within_their_group(store):
    assert ranks(asked(store, "ranking")) == [
        ("T01", 90.0, 1, 3),
        ("T02", 90.0, 1, 3),
        ("T04", 72.86, 3, 3),
        ("T03", 68.57, None, 3),
        ("D03", 100.0, 1, 2),
        ("D01", 85.29, 2, 2),
        ("D02", 50.0, None, 2),
    ]


@pytest.mark.parametrize(
    ("unit", "indicator", "state", "target"),
    [
        ("T01", "Z01", "scored", 100.0),
        ("T02", "Z01", "scored", 50.0),  # its own target goes before the indicator's
        ("T03", "Z03", "missing", None),  # a row without a value
        ("T02", "Z09", "outside", None),  # no row at all, outside the 100
        ("T04", "Z02", "not_applicable", None),
        ("D01", "F02", "no_spread", None),
        ("D02", "F01", "no_target", None),
    ],
)
def test_every_cell_says_what_it_is(store, unit, indicator, state, target):
    found = cell(store, unit, indicator)
    assert (found["state"], found["target"]) == (state, target)


def test_a_cell_leads_back_to_its_row_in_the_file(store):
    uploads = {row["upload_id"]: row["file_name"] for row in run(store, "uploads/history", EVERYTHING).rows}
    found = cell(store, "T01", "Z01")
    assert (found["data_source"], found["source_row"]) == ("统计局", 30)
    assert uploads[found["upload_id"]] == "appraisal_values.csv"
    assert cell(store, "T02", "Z09")["upload_id"] is None


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({}, {(2025, "上半年")}),
        ({"year": "2024"}, {(2024, "全年")}),
        ({"term": "一季度"}, {(2025, "一季度")}),
        ({"term": "全年"}, {(2024, "全年")}),  # the latest year that has it
        ({"year": "2025", "term": "全年"}, set()),  # not on record
        ({"year": "2023"}, set()),
        ({"group": OFFICES, "term": "一季度"}, set()),  # the departments have none
    ],
)
def test_the_latest_term_with_values_is_shown_unless_one_is_asked(store, filters, shown):
    assert {(row["year"], row["term"]) for row in asked(store, "ranking", **filters)} == shown


@pytest.mark.parametrize(
    ("filters", "unit", "rank"),
    [({"area": "150105101"}, "T04", 3), ({"office": "T04"}, "T04", 3), ({"office": "D01"}, "D01", 2)],
)
def test_a_filter_chooses_units_and_never_changes_their_rank(store, filters, unit, rank):
    rows = asked(store, "ranking", **filters)
    assert [(row["unit_id"], row["rank"]) for row in rows] == [(unit, rank)]
    assert rows == [row for row in asked(store, "ranking") if row["unit_id"] == unit]


def test_a_group_filter_drops_the_other_groups(store):
    for name in ("sheet", "ranking", "intervals", "sensitivity", "moves", "history", "leaders"):
        assert {row["unit_group"] for row in asked(store, name, group=OFFICES)} == {OFFICES}, name


def test_only_groups_with_a_chosen_unit_are_told_of(store):
    assert {row["unit_group"] for row in asked(store, "sensitivity", area="150105001")} == {TOWNS}


@pytest.mark.parametrize("name", RANKED_IN_GROUP)
def test_a_reader_below_the_scheme_sees_no_rank_over_a_part_of_the_group(store, name):
    below = Access(User("街道领导", frozenset({LEADER, PEOPLE}), "150105001"))
    at = Access(User("区领导", frozenset({LEADER, PEOPLE}), "150105"))
    assert asked(store, name, below) == []
    assert asked(store, name, at) == asked(store, name) != []


# What-if weights


@pytest.mark.parametrize(
    ("wish", "official", "weight"),
    [
        (None, 40, 40),
        (45, 40, 45),
        (50, 40, 50),
        (50.5, 40, 50),
        (30, 40, 30),
        (29.5, 40, 30),
        (0, 5, 0),  # never below 0
        (0, 0, 0),
        (5, 0, 0),  # what stands outside the 100 stays outside
    ],
)
def test_a_wished_weight_stays_within_ten_points(store, wish, official, weight):
    assert scalar(store, "permitted_weight(?, ?)", wish, official) == weight


def test_a_what_if_changes_the_scores_and_not_the_official_weights(store):
    """Z01 at 50: (50*60 + 30*90)/80 = 71.25 for T04; F01 is not wished for, so the departments stay."""
    wished = {row["unit_id"]: row["score"] for row in asked(store, "ranking", weights="Z01:90,Z02:30")}
    assert (wished["T04"], wished["D01"]) == (71.25, 85.29)
    found = cell(store, "T04", "Z01", weights="Z01:90")
    assert (found["weight"], found["official_weight"]) == (50, 40)
    assert asked(store, "key_figures")[0]["failing_check_count"] == 3


# Terms beside each other


def test_a_group_moves_from_its_own_term_before(store):
    """Towns from 2025一季度; the departments, which have none, from 2024全年."""
    moves = {(row["unit_id"], row["indicator_id"]): row for row in asked(store, "moves")}
    town, office = moves["T01", "Z01"], moves["D01", "F01"]
    # 一季度: T01 has 50, 0 (4 is the most of 2-4) and 70: 20 + 0 + 21 = 41
    assert (town["unit_score_before"], town["unit_score"], town["rank_before"], town["rank"]) == (
        41,
        90,
        3,
        1,
    )
    assert (town["score_before"], town["contribution_change"]) == (50, pytest.approx(16))
    # 2024: D01 has 90 of 100 and 10/12.5: .6*90 + .4*80 = 86
    assert (office["unit_score_before"], office["unit_score"], office["rank_change"]) == (86, 85.29, -1)


def test_a_first_quarter_moves_from_the_whole_year_before(store):
    moves = {row["indicator_id"]: row for row in asked(store, "moves", term="一季度", office="T02")}
    # 2024: 70, 100, 75 and 80 with 40, 20, 20, 20: 28 + 20 + 15 + 16 = 79; 一季度: 20/50, 100, 80: 70
    assert (moves["Z01"]["unit_score_before"], moves["Z01"]["unit_score"]) == (79, 70)
    assert (moves["Z04"]["contribution_before"], moves["Z04"]["contribution_change"]) == (16, -16)


def test_the_first_term_on_record_has_nothing_before_it(store):
    rows = asked(store, "moves", year="2024")
    assert {row["unit_score_before"] for row in rows} == {None}


def test_the_history_of_a_unit_holds_every_term_of_its_group(store):
    found = [
        (row["year"], row["term"], row["score"], row["rank"]) for row in asked(store, "history", office="T04")
    ]
    # 一季度: (40*10 + 30*60)/70 = 31.43, the last of four
    assert found == [(2025, "一季度", 31.43, 4), (2025, "上半年", 72.86, 3)]
    assert {row["term"] for row in asked(store, "history", office="D01")} == {"全年", "上半年"}
