"""Indicator and unit scores: every rule as a truth table, and a slow second version for the rest."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.appraisal.appraisal_tables import (
    COMPLETION,
    DIRECT,
    DOWN,
    NOT_APPLICABLE,
    SPREAD,
    UP,
    given_values,
    given_weights,
    indicator,
    random_sheet,
    sheet,
    slow_score,
    slow_unit_scores,
)
from zhiping.rules.appraisal.ranks import ranking_rows, total_rows
from zhiping.rules.appraisal.scores import (
    contributions,
    dimension_rows,
    indicator_scores,
    official_scores,
    sheet_of,
    sheet_rows,
    unit_scores,
)
from zhiping.rules.rounding import rounded


def scored(value, *, others=(), own_target=None, **columns):
    """The finished row of unit T1 for one indicator, beside other units with the values `others`."""
    one = indicator("Z01", 5, **columns)
    values = {"T1": [value]} | {f"T{at}": [other] for at, other in enumerate(others, start=2)}
    rows = sheet([one], values, targets={} if own_target is None else {("T1", "Z01"): own_target})
    return next(row for row in sheet_rows(rows) if row["unit_id"] == "T1")


@pytest.mark.parametrize(
    ("direction", "value", "target", "limits", "score"),
    [
        (UP, 80, 100, {}, 80),
        (UP, 100, 100, {}, 100),
        (UP, 130, 100, {}, 100),  # an absent cap is 100
        (UP, 130, 100, {"cap": 120}, 120),
        (UP, 110, 100, {"cap": 120}, 110),
        (UP, 0, 100, {}, 0),
        (UP, -20, 100, {}, 0),  # an absent floor is 0
        (UP, 30, 100, {"floor": 60}, 60),
        (DOWN, 50, 40, {}, 80),
        (DOWN, 40, 40, {}, 100),
        (DOWN, 20, 40, {}, 100),
        (DOWN, 20, 40, {"cap": 120}, 120),
        (DOWN, 0, 40, {}, 100),  # nothing of what there should be little of
        (DOWN, 0, 40, {"cap": 120}, 120),
        (DOWN, 0, 0, {}, 100),
        (DOWN, 3, 0, {}, 0),
        (DOWN, 3, 0, {"floor": 20}, 20),
        (DOWN, -2, 40, {}, 100),  # a fall of complaints is better than none
    ],
)
def test_completion_of_a_target(direction, value, target, limits, score):
    row = scored(value, method=COMPLETION, direction=direction, target=target, **limits)
    assert row["score"] == pytest.approx(score)
    assert row["state"] == "scored"


@pytest.mark.parametrize(("direction", "target"), [(UP, None), (DOWN, None), (UP, 0), (UP, -5), (DOWN, -5)])
def test_without_a_target_that_can_be_met_there_is_no_score(direction, target):
    row = scored(7, method=COMPLETION, direction=direction, target=target)
    assert (row["score"], row["contribution"], row["state"]) == (None, None, "no_target")


def test_the_units_own_target_comes_before_the_indicators():
    assert scored(40, method=COMPLETION, target=100, own_target=50)["score"] == 80
    assert scored(40, method=COMPLETION, target=None, own_target=50)["score"] == 80


@pytest.mark.parametrize(
    ("direction", "value", "others", "score"),
    [
        (UP, 20, [10, 50], 25),
        (UP, 10, [20, 50], 0),
        (UP, 50, [20, 10], 100),
        (DOWN, 20, [10, 50], 75),
        (DOWN, 50, [20, 10], 0),
        (DOWN, 10, [20, 50], 100),
        (UP, 20, [None, 10, NOT_APPLICABLE, 50], 25),  # who has no value sets no end
    ],
)
def test_place_between_the_lowest_and_the_highest_of_the_group(direction, value, others, score):
    row = scored(value, others=others, method=SPREAD, direction=direction)
    assert (row["score"], row["state"]) == (pytest.approx(score), "scored")


@pytest.mark.parametrize("others", [(), (5,), (5, 5), (None,)])
def test_without_spread_there_is_no_score_but_the_value_is_present(others):
    row = scored(5, others=others, method=SPREAD)
    assert (row["score"], row["contribution"], row["state"]) == (None, None, "no_spread")


@pytest.mark.parametrize("value", [0, 61.25, 100, 104])
@pytest.mark.parametrize("direction", [UP, DOWN])
def test_a_direct_score_is_the_value_as_it_is(value, direction):
    assert scored(value, method=DIRECT, direction=direction, cap=100)["score"] == value


@pytest.mark.parametrize(
    ("method", "value", "cap", "is_above"),
    [
        (DIRECT, 100, None, False),
        (DIRECT, 100.004, None, False),  # 100 as it is shown
        (DIRECT, 100.01, None, True),
        (DIRECT, 120, 100, True),  # the value as it is, whatever the cap
        (COMPLETION, 240, None, False),  # cut off at 100
        (COMPLETION, 240, 110, True),
        (COMPLETION, None, 110, False),
    ],
)
def test_a_score_above_the_full_mark_is_marked_and_counted(method, value, cap, is_above):
    indicators = [indicator("Z01", 60, method, cap=cap, target=200), indicator("Z02", 40)]
    rows = sheet(indicators, {"T1": [value, 90]})
    assert [row["is_above_full"] for row in sheet_rows(rows)] == [is_above, False]
    assert ranking_rows(rows)[0]["above_full_count"] == total_rows(rows)[0]["above_full_count"] == is_above


@pytest.mark.parametrize("method", [COMPLETION, SPREAD, DIRECT])
@pytest.mark.parametrize(("value", "state"), [(None, "missing"), (NOT_APPLICABLE, "not_applicable")])
def test_what_is_missing_or_does_not_apply_has_no_score(method, value, state):
    row = scored(value, others=[1, 2], method=method, target=None)
    assert (row["score"], row["contribution"], row["state"]) == (None, None, state)


def test_items_without_weight_stand_outside():
    indicators = [indicator("Z01", 60), indicator("Z02", 40), indicator("Z99", 0)]
    rows = sheet_rows(sheet(indicators, {"T1": [80, 90, 5], "T2": [70, None, 0]}))
    outside = [row for row in rows if row["indicator_id"] == "Z99"]
    assert [(row["value"], row["state"], row["score"], row["contribution"]) for row in outside] == [
        (5, "outside", None, None),
        (0, "outside", None, None),
    ]
    assert sum(row["contribution"] or 0 for row in rows if row["unit_id"] == "T1") == pytest.approx(84)


def test_contributions_sum_to_the_score_over_what_is_scored():
    indicators = [
        indicator("Z01", 50),
        indicator("Z02", 30),
        indicator("Z03", 20),
        indicator("Z04", 10, SPREAD),
    ]
    rows = sheet_rows(sheet(indicators, {"T1": [80, None, 60, 7], "T2": [70, 90, NOT_APPLICABLE, 7]}))
    shares = [row["contribution"] for row in rows]
    assert shares[:4] == [pytest.approx(50 * 80 / 70), None, pytest.approx(20 * 60 / 70), None]
    assert shares[4:] == [pytest.approx(50 * 70 / 80), pytest.approx(30 * 90 / 80), None, None]


def test_the_mean_of_the_group_covers_units_that_are_not_shown():
    rows = sheet_rows(sheet([indicator("Z01", 5)], {"T1": [60], "T2": [90], "T3": [None]}, chosen=["T1"]))
    (row,) = rows
    assert (row["unit_id"], row["group_mean_score"], row["group_unit_count"]) == ("T1", 75, 2)


def test_an_indicator_that_nobody_has_has_no_mean():
    (row,) = sheet_rows(sheet([indicator("Z01", 5)], {"T1": [None]}))
    assert (row["group_mean_score"], row["group_unit_count"]) == (None, 0)


def test_groups_years_and_terms_are_scored_apart():
    spread = [indicator("Z01", 5, SPREAD)]
    low, high = {"T1": [1], "T2": [2]}, {"T1": [1], "T2": [100], "T3": [10]}
    rows = sheet(spread, high, year=2024) + sheet(spread, low) + sheet(spread, high, term="一季度")
    scores = [(row["year"], row["term"], row["unit_id"], round(row["score"], 2)) for row in sheet_rows(rows)]
    assert scores == [
        (2024, "全年", "T1", 0),
        (2024, "全年", "T2", 100),
        (2024, "全年", "T3", 9.09),
        (2025, "一季度", "T1", 0),
        (2025, "一季度", "T2", 100),
        (2025, "一季度", "T3", 9.09),
        (2025, "全年", "T1", 0),
        (2025, "全年", "T2", 100),
    ]


def test_no_rows_are_no_rows():
    assert sheet_rows([]) == []


@pytest.mark.parametrize("seed", range(20))
def test_scores_equal_a_slow_second_version(seed):
    rows = random_sheet(seed, unit_count=6, indicator_count=7)
    values = given_values(rows)
    finished = sheet_rows(rows)
    assert len(finished) == len(rows)
    for row in finished:
        expected = slow_score(row, rows, values, all_spread=False) if row["weight"] > 0 else None
        assert row["score"] == (None if expected is None else pytest.approx(expected)), row
    one = sheet_of(rows)
    slow = slow_unit_scores(rows, values, given_weights(rows))
    fast = unit_scores(official_scores(one), one.weights)
    assert fast == pytest.approx([np.nan if score is None else score for score in slow.values()], nan_ok=True)
    assert np.nansum(contributions(one, official_scores(one)), axis=1) == pytest.approx(np.nan_to_num(fast))


@pytest.mark.parametrize("seed", range(5))
def test_rows_in_any_order_give_the_same_scores(seed):
    rows = random_sheet(seed, unit_count=5, indicator_count=6)
    assert sheet_rows(Random(seed).sample(rows, len(rows))) == sheet_rows(rows)


@pytest.mark.parametrize("seed", range(5))
def test_the_official_score_is_a_draw_without_noise(seed):
    one = sheet_of(random_sheet(seed, unit_count=5, indicator_count=6))
    draws = np.repeat(one.values[np.newaxis], 3, axis=0)
    no_spread = np.zeros((3, 1, 1), dtype=bool)
    scores = indicator_scores(one, draws, one.is_spread | no_spread)
    assert scores.shape == (3, 5, len(one.indicators))
    official = official_scores(one)
    units = unit_scores(scores, np.repeat(one.weights[np.newaxis], 3, axis=0))
    for draw in range(3):
        np.testing.assert_array_equal(scores[draw], official)
        np.testing.assert_array_equal(units[draw], unit_scores(official, one.weights))


# Three levels, worked by hand. Index = 3/4 A + 1/4 B; A = 1/3 a1 + 2/3 a2, B = b1; a1 = (Z1 + Z2) / 2,
# a2 = Z3, b1 = 4/5 Z4 + 1/5 Z5. Values min-max 0-100, Z2 and Z5 lower is better.
CHAIN = {"Z1": 3 * 1 * 1 / 24, "Z2": 3 * 1 * 1 / 24, "Z3": 3 * 2 / 12, "Z4": 4 / 20, "Z5": 1 / 20}
RAW = {
    "A": [2, 30, 7, 1, 10],
    "B": [4, 10, 5, 5, 20],
    "C": [3, 20, 9, 2, 50],
    "D": [6, 40, 6, 3, 40],
}
# Min-max by hand: Z1 0 50 25 100; Z2 33.3 100 66.7 0; Z3 50 0 100 25; Z4 0 100 25 50; Z5 100 75 0 25.
# a1: 16.667 75 45.833 50; A: 38.889 25 81.944 33.333; b1: 20 95 20 45; index: 34.167 42.5 66.458 36.25
BY_HAND = [34.17, 42.5, 66.46, 36.25]


def test_three_levels_are_a_chain_of_weights_multiplied_down():
    assert sum(CHAIN.values()) == pytest.approx(1)
    indicators = [
        indicator(key, 100 * weight, SPREAD, direction=DOWN if key in ("Z2", "Z5") else UP)
        for key, weight in CHAIN.items()
    ]
    one = sheet_of(sheet(indicators, RAW))
    assert rounded(unit_scores(official_scores(one), one.weights)).tolist() == BY_HAND


def mean_by_weight(weights, scores):
    return sum(weight * score for weight, score in zip(weights, scores, strict=True)) / sum(weights)


PARTS = st.lists(st.floats(0.1, 10), min_size=1, max_size=3)
TREES = st.lists(st.lists(PARTS, min_size=1, max_size=3), min_size=1, max_size=3)


@settings(deadline=None)
@given(tree=TREES, data=st.data())
def test_means_up_any_three_levels_equal_one_mean_by_the_multiplied_weights(tree, data):
    """`tree` holds the weights of indicators within pillars within branches; the upper ones are drawn."""
    branch_weights = data.draw(st.lists(st.floats(0.1, 10), min_size=len(tree), max_size=len(tree)))
    branch_scores, flat = [], []
    for branch, branch_weight in zip(tree, branch_weights, strict=True):
        pillar_weights = data.draw(st.lists(st.floats(0.1, 10), min_size=len(branch), max_size=len(branch)))
        pillar_scores = []
        for pillar, pillar_weight in zip(branch, pillar_weights, strict=True):
            scores = data.draw(st.lists(st.floats(0, 100), min_size=len(pillar), max_size=len(pillar)))
            pillar_scores.append(mean_by_weight(pillar, scores))
            chain = branch_weight / sum(branch_weights) * pillar_weight / sum(pillar_weights) / sum(pillar)
            flat += [(chain * weight, score) for weight, score in zip(pillar, scores, strict=True)]
        branch_scores.append(mean_by_weight(pillar_weights, pillar_scores))
    indicators = [indicator(f"Z{at:02}", weight) for at, (weight, _) in enumerate(flat)]
    one = sheet_of(sheet(indicators, {"T1": [score for _, score in flat]}))
    (index,) = unit_scores(official_scores(one), one.weights)
    assert index == pytest.approx(mean_by_weight(branch_weights, branch_scores), abs=1e-9)


# COINr's ASEM example as its vignette "Presenting Results" prints it: five pillars of connectivity and
# three of sustainability, each with its parent's equal share, and the index, all to two places.
ASEM_PILLARS = {
    "CHE": (63.41, 32.87, 74.78, 85.94, 56.93, 77.21, 87.85, 56.88),
    "NLD": (64.87, 46.62, 84.55, 71.74, 41.92, 58.73, 86.58, 57.78),
    "DNK": (50.52, 30.43, 78.13, 75.35, 51.04, 69.83, 86.40, 61.29),
    "NOR": (58.18, 25.70, 80.03, 89.46, 33.80, 70.90, 87.00, 56.59),
    "BEL": (71.97, 48.22, 80.84, 75.60, 43.32, 53.01, 86.17, 50.09),
    "SWE": (51.51, 23.87, 80.98, 74.51, 38.50, 66.37, 87.74, 62.27),
}
ASEM_INDEX = {"CHE": 68.38, "NLD": 64.82, "DNK": 64.80, "NOR": 64.47, "BEL": 63.54, "SWE": 63.00}


def test_the_published_index_comes_out_of_its_published_pillars():
    weights = [100 / 2 / 5] * 5 + [100 / 2 / 3] * 3
    indicators = [indicator(f"P{at}", weight) for at, weight in enumerate(weights)]
    one = sheet_of(sheet(indicators, ASEM_PILLARS))
    scores = rounded(unit_scores(official_scores(one), one.weights))
    assert dict(zip(sorted(ASEM_INDEX), scores.tolist(), strict=True)) == ASEM_INDEX


def test_what_a_cell_brings_beyond_the_mean_of_its_group():
    rows = sheet_rows(sheet([indicator("Z01", 60), indicator("Z02", 40)], {"T1": [80, 50], "T2": [60, None]}))
    found = {(row["unit_id"], row["indicator_id"]): row["mean_difference"] for row in rows}
    assert found == {
        ("T1", "Z01"): pytest.approx(6),  # 60 % of 80 - 70
        ("T1", "Z02"): pytest.approx(0),  # nobody else has one
        ("T2", "Z01"): pytest.approx(-10),  # all of its weight lies on it: 60 - 70
        ("T2", "Z02"): None,
    }


@pytest.mark.parametrize("seed", range(5))
def test_the_differences_from_the_mean_are_those_of_the_definition(seed):
    rows = sheet_rows(random_sheet(seed, 6, 5))
    for unit in {row["unit_id"] for row in rows}:
        own = [row for row in rows if row["unit_id"] == unit and row["state"] == "scored"]
        whole = sum(row["weight"] for row in own)
        for row in own:
            slow = row["weight"] * (row["score"] - row["group_mean_score"]) / whole
            assert row["mean_difference"] == pytest.approx(slow, abs=1e-9)
    assert {row["mean_difference"] for row in rows if row["state"] != "scored"} <= {None}


def test_points_by_dimension_add_up_to_the_score_the_heaviest_first():
    indicators = [
        indicator("Z01", 30, dimension="民生"),
        indicator("Z02", 50, dimension="产业"),
        indicator("Z03", 20, dimension="民生"),
        indicator("Z04", 10, dimension="党建"),
        indicator("Z09", 0, dimension="附加"),
    ]
    rows = dimension_rows(
        sheet(indicators, {"T1": [80, 60, 50, None, 3], "T2": [None, 90, None, None, None]})
    )
    assert [(row["unit_id"], row["dimension"], row["points"], row["weight"]) for row in rows] == [
        ("T1", "产业", pytest.approx(30), 50),
        ("T1", "民生", pytest.approx(34), 50),
        ("T1", "党建", None, 10),
        ("T2", "产业", pytest.approx(90), 50),
        ("T2", "民生", None, 50),
        ("T2", "党建", None, 10),
    ]
    assert dimension_rows(sheet(indicators, {"T1": [1, 1, 1, 1, 1]}, chosen=[])) == []
