"""Ranks within a group, what moved them and their history."""

from typing import Any

import pytest

from tests.rules.appraisal.appraisal_tables import (
    NOT_APPLICABLE,
    SPREAD,
    given_values,
    given_weights,
    indicator,
    paper_rounding,
    random_sheet,
    sheet,
    slow_places,
    slow_unit_scores,
)
from zhiping.rules.appraisal.moves import move_rows, unit_move_rows
from zhiping.rules.appraisal.ranks import history_rows, interval_rows, ranking_rows, shift_rows, total_rows

ONE = [indicator("Z01", 100)]
TWO = [indicator("Z01", 60), indicator("Z02", 40)]


def ranks_of(scores, **columns):
    rows = ranking_rows(sheet(ONE, {unit: [score] for unit, score in scores.items()}, **columns))
    return {row["unit_id"]: (row["rank"], row["is_tied"]) for row in rows}


def present(weights, values):
    """The ranking row of a unit that has these values, beside one that has them all."""
    indicators = [indicator(f"Z{at:02}", weight) for at, weight in enumerate(weights)]
    rows = ranking_rows(sheet(indicators, {"T1": values, "T2": [50] * len(weights)}))
    return next(row for row in rows if row["unit_id"] == "T1")


def test_ranks_fall_with_the_score():
    assert ranks_of({"T1": 70, "T2": 90, "T3": 80}) == {"T2": (1, False), "T3": (2, False), "T1": (3, False)}


def test_ties_after_rounding_to_two_places_share_the_better_rank():
    scores = {"T1": 80.004, "T2": 80.0, "T3": 80.006, "T4": 79.994}
    assert ranks_of(scores) == {"T3": (1, False), "T1": (2, True), "T2": (2, True), "T4": (4, False)}


def test_the_chosen_units_keep_their_rank_in_the_whole_group():
    rows = ranking_rows(sheet(ONE, {"T1": [70], "T2": [90], "T3": [80]}, chosen=["T1", "T3"]))
    assert [(row["unit_id"], row["rank"], row["unit_count"]) for row in rows] == [("T3", 2, 3), ("T1", 3, 3)]


def test_a_group_without_a_chosen_unit_is_not_shown():
    rows = sheet(ONE, {"T1": [70], "T2": [90]}, chosen=[])
    assert (ranking_rows(rows), interval_rows(rows), shift_rows(rows), move_rows([])) == ([], [], [], [])


@pytest.mark.parametrize(
    ("weights", "values", "share", "is_ranked"),
    [
        ([90, 10], [80, None], 0.9, True),  # exactly 90 %
        ([6.3, 9.9, 1.8], [80, 70, None], 0.9, True),  # 0.8999999999999999 in binary
        ([89.9, 10.1], [80, None], 0.899, False),
        ([89, 10, 1], [80, None, NOT_APPLICABLE], 89 / 99, False),
        ([90, 9, 1], [80, None, NOT_APPLICABLE], 90 / 99, True),  # only what applies counts
        ([10, 90], [80, NOT_APPLICABLE], 1, True),
        ([60, 40], [80, 70], 1, True),
    ],
)
def test_a_unit_is_ranked_from_ninety_percent_of_its_applicable_weight(weights, values, share, is_ranked):
    row = present(weights, values)
    assert row["present_share"] == pytest.approx(share)
    assert (row["is_ranked"], row["rank"] is not None) == (is_ranked, is_ranked)
    assert row["score"] is not None


def test_an_unranked_unit_has_a_score_but_takes_nobodys_place():
    indicators = [indicator("Z01", 50), indicator("Z02", 50)]
    rows = ranking_rows(sheet(indicators, {"T1": [100, None], "T2": [80, 80], "T3": [70, 70]}))
    assert [(row["unit_id"], row["score"], row["rank"], row["unit_count"]) for row in rows] == [
        ("T2", 80, 1, 2),
        ("T3", 70, 2, 2),
        ("T1", 100, None, 2),
    ]


def test_what_lacks_a_target_is_missing_and_what_lacks_spread_is_present():
    indicators = [indicator("Z01", 80), indicator("Z02", 11, "目标完成率"), indicator("Z03", 9, SPREAD)]
    rows = ranking_rows(sheet(indicators, {"T1": [80, 5, 7], "T2": [60, 5, 7]}))
    row = rows[0]
    assert (row["missing_count"], row["not_applicable_count"], row["indicator_count"]) == (1, 0, 3)
    assert (row["present_share"], row["is_ranked"], row["score"]) == (pytest.approx(0.89), False, 80)


def test_counts_of_a_unit_leave_out_items_outside_the_hundred():
    indicators = [indicator("Z01", 95), indicator("Z02", 3), indicator("Z03", 2), indicator("Z99", 0)]
    (row,) = ranking_rows(sheet(indicators, {"T1": [80, None, NOT_APPLICABLE, None]}))
    assert (row["missing_count"], row["not_applicable_count"], row["indicator_count"]) == (1, 1, 3)


@pytest.mark.parametrize(
    ("indicators", "values", "share"),
    [
        (ONE, [NOT_APPLICABLE], None),  # nothing applies
        (ONE, [None], 0),  # nothing is there
        ([indicator("Z01", 100, SPREAD)], [7], 1),  # present, and in no sum
        ([indicator("Z99", 0)], [7], None),  # nothing counts
    ],
)
def test_where_nothing_is_scored_there_is_no_score_and_no_rank(indicators, values, share):
    (row,) = ranking_rows(sheet(indicators, {"T1": values}))
    assert (row["score"], row["rank"], row["is_ranked"], row["unit_count"]) == (None, None, False, 0)
    assert row["present_share"] == share
    assert interval_rows(sheet(indicators, {"T1": values})) == []
    assert shift_rows(sheet(indicators, {"T1": values})) == []


@pytest.mark.parametrize("seed", range(20))
def test_ranks_equal_a_slow_second_version(seed):
    rows = random_sheet(seed, unit_count=8, indicator_count=7)
    slow = slow_unit_scores(rows, given_values(rows), given_weights(rows))
    shown = {row["unit_id"]: row for row in ranking_rows(rows)}
    ranked = {unit: paper_rounding(slow[unit]) for unit, row in shown.items() if row["is_ranked"]}
    assert {unit: row["score"] for unit, row in shown.items()} == {
        unit: paper_rounding(score) for unit, score in slow.items()
    }
    assert {unit: shown[unit]["rank"] for unit in ranked} == dict(
        zip(ranked, slow_places(ranked.values()), strict=True)
    )


BEFORE: dict[str, Any] = {"term": "上半年", "is_current": False}
AFTER: dict[str, Any] = {"term": "前三季度", "is_current": True}


def moved(before, after):
    """(unit, indicator) -> row of what moved between two sheets."""
    return {(row["unit_id"], row["indicator_id"]): row for row in move_rows(before + after)}


def test_what_moved_and_by_how_much():
    before = sheet(TWO, {"T1": [80, 60], "T2": [75, 75]}, **BEFORE)
    after = sheet(TWO, {"T1": [70, 90], "T2": [75, 75]}, **AFTER)
    rows = move_rows(before + after)
    assert [(row["unit_id"], row["indicator_id"], row["contribution_change"]) for row in rows] == [
        ("T1", "Z02", pytest.approx(12)),
        ("T1", "Z01", pytest.approx(-6)),
        ("T2", "Z01", 0),
        ("T2", "Z02", 0),
    ]
    assert (rows[0]["score_before"], rows[0]["score"]) == (60, 90)
    assert (rows[0]["contribution_before"], rows[0]["contribution"]) == (pytest.approx(24), pytest.approx(36))
    assert [rows[0][key] for key in ("unit_score_before", "unit_score", "unit_score_change")] == [72, 78, 6]
    assert [rows[0][key] for key in ("rank_before", "rank", "rank_change")] == [2, 1, 1]
    assert rows[2]["rank_change"] == -1
    assert {row["term"] for row in rows} == {"前三季度"}


def test_an_indicator_on_one_side_only_brings_its_whole_contribution():
    before = sheet([indicator("Z01", 50), indicator("Z02", 50)], {"T1": [80, 60]}, **BEFORE)
    after = sheet([indicator("Z01", 50), indicator("Z03", 50)], {"T1": [80, 90]}, **AFTER)
    rows = moved(before, after)
    gone, new = rows["T1", "Z02"], rows["T1", "Z03"]
    assert (gone["score"], gone["contribution"], gone["contribution_change"]) == (None, None, -30)
    assert (new["score_before"], new["contribution_before"], new["contribution_change"]) == (None, None, 45)
    assert rows["T1", "Z01"]["contribution_change"] == 0


def test_a_unit_on_one_side_only_has_no_change_of_rank():
    before = sheet(ONE, {"T1": [80], "T2": [90]}, **BEFORE)
    after = sheet(ONE, {"T1": [80], "T3": [70]}, **AFTER)
    rows = moved(before, after)
    gone, new = rows["T2", "Z01"], rows["T3", "Z01"]
    assert (gone["unit_score"], gone["rank"], gone["rank_change"], gone["contribution_change"]) == (
        None,
        None,
        None,
        -90,
    )
    assert (new["unit_score_before"], new["rank_before"], new["unit_score_change"]) == (None, None, None)
    assert (new["rank"], new["contribution_change"]) == (2, 70)


def test_what_is_missing_on_both_sides_has_no_change():
    before = sheet(TWO, {"T1": [80, None]}, **BEFORE)
    after = sheet(TWO, {"T1": [70, None]}, **AFTER)
    row = moved(before, after)["T1", "Z02"]
    assert (row["contribution_change"], row["rank"], row["unit_score_change"]) == (None, None, -10)


def test_only_chosen_units_move_on_the_page():
    before = sheet(ONE, {"T1": [80], "T2": [90]}, chosen=["T2"], **BEFORE)
    after = sheet(ONE, {"T1": [80], "T2": [70]}, chosen=["T2"], **AFTER)
    assert [(row["unit_id"], row["rank_change"]) for row in move_rows(before + after)] == [("T2", -1)]


def test_the_first_term_of_all_has_nothing_before_it():
    rows = move_rows(sheet(ONE, {"T1": [80]}, **AFTER))
    assert [(row["score_before"], row["contribution_change"], row["rank_change"]) for row in rows] == [
        (None, 80, None)
    ]


@pytest.mark.parametrize("seed", range(5))
def test_changes_of_contributions_sum_to_the_change_of_the_score(seed):
    before = random_sheet(seed, unit_count=4, indicator_count=6)
    after = random_sheet(seed + 100, unit_count=4, indicator_count=6)
    rows = move_rows([row | BEFORE for row in before] + [row | AFTER for row in after])
    for unit in {row["unit_id"] for row in rows}:
        own = [row for row in rows if row["unit_id"] == unit]
        change = (own[0]["unit_score"] or 0) - (own[0]["unit_score_before"] or 0)
        assert sum(row["contribution_change"] or 0 for row in own) == pytest.approx(change, abs=0.0101)
        widths = [abs(row["contribution_change"] or 0) for row in own]
        assert widths == sorted(widths, reverse=True)


def test_history_runs_by_unit_and_through_the_terms_of_a_year():
    values = {"T1": [80], "T2": [90]}
    rows = [
        row
        for year, term in [
            (2025, "一季度"),
            (2024, "全年"),
            (2024, "一季度"),
            (2024, "前三季度"),
            (2024, "上半年"),
        ]
        for row in sheet(ONE, values, year=year, term=term, chosen=["T1"])
    ]
    history = history_rows(rows)
    assert [(row["year"], row["term"]) for row in history] == [
        (2024, "一季度"),
        (2024, "上半年"),
        (2024, "前三季度"),
        (2024, "全年"),
        (2025, "一季度"),
    ]
    assert {
        (row["unit_id"], row["score"], row["rank"], row["unit_count"], row["is_ranked"]) for row in history
    } == {("T1", 80, 2, 2, True)}


def test_the_indicators_that_moved_a_unit_most_are_named_with_their_points():
    three = [indicator("Z01", 50), indicator("Z02", 30), indicator("Z03", 20)]
    four = [indicator("Z01", 25), indicator("Z02", 25), indicator("Z03", 25), indicator("Z04", 25)]
    before, after = (
        sheet(three, {"T1": [80, 60, 50]}, **BEFORE),
        sheet(three, {"T1": [70, 90, 50.01]}, **AFTER),
    )
    (row,) = unit_move_rows(before + after)
    assert (row["raised_by"], row["lowered_by"]) == (["指标Z02"], ["指标Z01"])  # Z03 moved by less than 0.005
    assert (row["raised_points"], row["lowered_points"]) == ([pytest.approx(9)], [pytest.approx(-5)])
    assert (row["unit_score_before"], row["unit_score"], row["rank"], row["rank_change"]) == (68, 72, 1, 0)
    before, after = sheet(four, {"T1": [0, 0, 0, 0]}, **BEFORE), sheet(four, {"T1": [4, 12, 8, 0]}, **AFTER)
    (row,) = unit_move_rows(before + after)
    assert (row["raised_by"], row["lowered_by"]) == (["指标Z02", "指标Z03"], []), (
        "the two largest of each side"
    )


def test_units_that_moved_most_in_rank_stand_first_then_those_that_moved_most_in_points():
    before = sheet(ONE, {"T1": [90], "T2": [80], "T3": [70], "T4": [60]}, **BEFORE)
    after = sheet(ONE, {"T1": [65], "T2": [85], "T3": [72], "T4": [61]}, **AFTER)
    rows = unit_move_rows(before + after)
    assert [(row["unit_id"], row["rank_change"]) for row in rows] == [
        ("T1", -2),
        ("T2", 1),
        ("T3", 1),
        ("T4", 0),
    ]


def test_the_totals_of_a_ranking():
    rows = sheet(TWO, {"T1": [80, 60], "T2": [75, None], "T3": [None, None]})
    other = sheet(ONE, {"D1": [70]}, unit_group="服务高质量发展")
    assert total_rows(rows + other) == [
        {
            "group_count": 2,
            "unit_count": 4,
            "ranked_count": 2,
            "unranked_count": 2,
            "missing_count": 3,
            "missing_unit_count": 2,
            "above_full_count": 0,
        }
    ]
    assert set(total_rows([])[0].values()) == {0}
