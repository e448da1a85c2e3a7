"""Peer ratings: published effects, the truth out of additive data, and nothing about a rater."""

import tracemalloc
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiping.rules.appraisal import peers
from zhiping.rules.appraisal.peers import additive_fit, rated_rows, team_rows

TRUTH = dict(zip("ABCDEFG", [90, 88, 86, 84, 82, 80, 78], strict=True))
LENIENCY = dict(zip("ABCDEFG", [6, -6, 0, 3, -3, 2, -2], strict=True))
FULL = [(rater, ratee, TRUTH[ratee] + LENIENCY[rater]) for rater in TRUTH for ratee in TRUTH]
# Shrout and Fleiss, Psychological Bulletin 86 (1979), table 2: six targets, four judges.
SHROUT_FLEISS = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]


def adjusted(fit):
    return {ratee: fit.mean + effect for ratee, effect in fit.ratee_effects.items()}


def team(ratings, unit="T01", year=2025):
    return [
        {
            "year": year,
            "unit_id": unit,
            "unit_name": "上都镇",
            "unit_group": "推动高质量发展",
            "rater_id": rater,
            "ratee_id": ratee,
            "post": f"岗位{ratee}",
            "is_leader": ratee == "A",
            "score": score,
        }
        for rater, ratee, score in ratings
    ]


def column(rows, name):
    return {row["person_id"]: row[name] for row in rows}


def test_raw_means_tie_the_first_two_and_the_adjusted_scores_are_the_truth():
    fit = additive_fit(FULL)
    assert adjusted(fit) == pytest.approx(TRUTH, abs=1e-9)
    assert fit.rater_effects == pytest.approx(LENIENCY, abs=1e-9)
    assert fit.mean == pytest.approx(84, abs=1e-9)
    rows = rated_rows(team(FULL))
    assert [(row["raw_mean"], row["raw_place"]) for row in rows[:2]] == [(89, 1), (89, 1)]
    assert column(rows, "adjusted_score") == TRUTH
    assert list(column(rows, "adjusted_place").values()) == [1, 2, 3, 4, 5, 6, 7]


def test_the_published_rater_effects_come_out():
    fit = additive_fit(
        [
            (f"J{judge}", f"T{at}", score)
            for at, line in enumerate(SHROUT_FLEISS)
            for judge, score in enumerate(line)
        ]
    )
    assert [round(effect, 3) for effect in fit.rater_effects.values()] == [2.375, -2.792, -0.958, 1.375]
    assert fit.mean == pytest.approx(127 / 24)
    # Everyone rated everyone: a ratee's adjusted score is the plain mean.
    assert list(adjusted(fit).values()) == pytest.approx([sum(line) / 4 for line in SHROUT_FLEISS])
    assert len(fit.components) == 1


def test_self_ratings_are_dropped():
    with_praise = [*FULL, *[(person, person, 100) for person in TRUTH]]
    assert additive_fit(with_praise) == additive_fit([rating for rating in FULL if rating[0] != rating[1]])
    rows = rated_rows(team([rating for rating in with_praise if rating[2] == 100 or rating[0] != rating[1]]))
    assert column(rows, "adjusted_score") == TRUTH
    assert set(column(rows, "rater_count").values()) == {6}


def test_an_incomplete_design_still_gives_the_truth():
    # Everyone is rated by three neighbours only.
    names = list(TRUTH)
    kept = [(r, e, s) for r, e, s in FULL if (names.index(e) - names.index(r)) % 7 in (1, 2, 4)]
    assert len(kept) == 21
    assert adjusted(additive_fit(kept)) == pytest.approx(TRUTH, abs=1e-9)
    assert column(rated_rows(team(kept)), "adjusted_score") == TRUTH


@st.composite
def connected_designs(draw):
    """Truths, leniencies and pairs of a random connected design; the leniencies sum to zero."""
    raters = [f"r{at}" for at in range(draw(st.integers(1, 6)))]
    ratees = [f"e{at}" for at in range(draw(st.integers(1, 7)))]
    scores = st.floats(0, 100, allow_nan=False)
    truth = {ratee: draw(scores) for ratee in ratees}
    drawn = {rater: draw(st.floats(-10, 10, allow_nan=False)) for rater in raters}
    leniency = {rater: value - sum(drawn.values()) / len(drawn) for rater, value in drawn.items()}
    # A tree ties all together: each new node to one of the other kind that is in it already.
    pairs = {(raters[0], ratees[0])}
    for at, rater in enumerate(raters[1:], start=1):
        pairs.add((rater, ratees[draw(st.integers(0, min(at, len(ratees)) - 1))]))
        if at < len(ratees):
            pairs.add((raters[draw(st.integers(0, at))], ratees[at]))
    for ratee in ratees[len(raters) :]:
        pairs.add((draw(st.sampled_from(raters)), ratee))
    every = [(rater, ratee) for rater in raters for ratee in ratees]
    pairs |= set(draw(st.lists(st.sampled_from(every), max_size=20)))
    return truth, leniency, sorted(pairs)


@settings(deadline=None)
@given(design=connected_designs())
def test_noise_free_data_return_the_truth_for_any_connected_design(design):
    truth, leniency, pairs = design
    fit = additive_fit([(rater, ratee, truth[ratee] + leniency[rater]) for rater, ratee in pairs])
    assert len(fit.components) == 1
    assert adjusted(fit) == pytest.approx(truth, abs=1e-9)
    assert fit.rater_effects == pytest.approx(leniency, abs=1e-9)


def test_with_noise_the_fit_is_the_least_squares_one():
    random = Random(4)
    ratings = [(r, e, s + random.gauss(0, 2)) for r, e, s in FULL if r != e and random.random() < 0.8]
    fit = additive_fit(ratings)
    left = [
        score - fit.mean - fit.ratee_effects[ratee] - fit.rater_effects[rater]
        for rater, ratee, score in ratings
    ]
    # The normal equations: what is left sums to zero for every rater and every ratee.
    for person in TRUTH:
        assert sum(
            rest for rest, one in zip(left, ratings, strict=True) if one[0] == person
        ) == pytest.approx(0)
        assert sum(
            rest for rest, one in zip(left, ratings, strict=True) if one[1] == person
        ) == pytest.approx(0)
    assert sum(fit.rater_effects.values()) == pytest.approx(0)
    assert sum(fit.ratee_effects.values()) == pytest.approx(0)


def test_a_large_team_is_fitted_in_memory_like_its_ratings():
    persons = [f"p{at}" for at in range(120)]
    truth = {person: 60 + at % 37 for at, person in enumerate(persons)}
    leniency = {person: at % 7 - 3 for at, person in enumerate(persons)}
    ratings = [(r, e, float(truth[e] + leniency[r])) for r in persons for e in persons if r != e]
    tracemalloc.start()
    fit = additive_fit(ratings)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # A matrix of a column a person would take 2 x 120 numbers of 8 bytes a rating.
    assert peak / len(ratings) < 500
    shift = sum(leniency.values()) / len(leniency)
    assert adjusted(fit) == pytest.approx({one: truth[one] + shift for one in persons}, abs=1e-9)


def test_who_is_tied_too_weakly_to_be_told_exactly_is_not_adjusted(monkeypatch):
    monkeypatch.setattr(peers, "_MOST_ROUNDS", 3)
    ring = [
        (f"p{at}", f"p{(at + step) % 40}", float((at + 1) * step % 11))
        for at in range(40)
        for step in (1, 2, 3)
    ]
    rows = rated_rows(team(ring))
    assert {(row["is_connected"], row["adjusted_score"]) for row in rows} == {(False, None)}
    assert None not in column(rows, "raw_mean").values()


APART = [rating for rating in FULL if (rating[0] in "ABCD") == (rating[1] in "ABCD")]


def test_a_disconnected_design_is_said_to_be_so():
    fit = additive_fit(APART)
    assert fit.components == (frozenset("ABCD"), frozenset("EFG"))
    for part in fit.components:
        assert sum(fit.rater_effects[person] for person in part) == pytest.approx(0)
    rows = rated_rows(team(APART))
    assert set(column(rows, "is_connected").values()) == {False}
    assert set(column(rows, "adjusted_score").values()) == {None}
    assert set(column(rows, "adjusted_place").values()) == {None}
    assert column(rows, "raw_mean")["A"] == pytest.approx(89)


def test_one_rating_across_connects_a_design():
    rows = rated_rows(team([*APART, ("A", "G", TRUTH["G"] + LENIENCY["A"])]))
    assert set(column(rows, "is_connected").values()) == {True}


def test_two_parts_that_a_later_rating_joins_are_one():
    ratings = [("r1", "e1", 1.0), ("r2", "e2", 2.0), ("r3", "e3", 3.0), ("r1", "e2", 2.0)]
    assert additive_fit(ratings).components == (frozenset({"e1", "e2"}), frozenset({"e3"}))


@pytest.mark.parametrize(("rater_count", "is_withheld"), [(1, True), (2, True), (3, False)])
def test_scores_are_withheld_under_three_raters(rater_count, is_withheld):
    few = [("A", "A", 100), *[(rater, "A", 90) for rater in "BCD"[:rater_count]]]
    rows = rated_rows(team([*few, *[rating for rating in FULL if rating[1] != "A"]]))
    row = rows[0]
    assert (row["person_id"], row["rater_count"], row["is_withheld"]) == ("A", rater_count, is_withheld)
    for name in ("raw_mean", "adjusted_score", "raw_place", "adjusted_place"):
        assert (row[name] is None) is is_withheld
    assert rows[1]["raw_place"] == (1 if is_withheld else 2)


def test_a_score_sent_twice_makes_no_third_rater():
    rows = rated_rows(team([("B", "A", 90), ("C", "A", 80), ("C", "A", 80)]))
    assert [(row["rater_count"], row["is_withheld"]) for row in rows] == [(2, True)]


def test_who_rated_only_oneself_is_withheld():
    (row,) = rated_rows(team([("A", "A", 100)]))
    assert (row["rater_count"], row["is_withheld"], row["raw_mean"], row["adjusted_score"]) == (
        0,
        True,
        None,
        None,
    )


def test_no_rating_has_no_mean():
    fit = additive_fit([("A", "A", 100)])
    assert np.isnan(fit.mean)
    assert (fit.ratee_effects, fit.rater_effects, fit.components) == ({}, {}, ())
    assert rated_rows([]) == []


def test_ties_after_rounding_share_the_better_place():
    scores = {"A": 80.004, "B": 80.0, "C": 79.99}
    rows = rated_rows(
        team([(rater, ratee, score) for rater in ("x", "y", "z") for ratee, score in scores.items()])
    )
    assert column(rows, "adjusted_score") == {"A": 80, "B": 80, "C": 79.99}
    assert column(rows, "adjusted_place") == {"A": 1, "B": 1, "C": 3}


def test_teams_and_years_are_fitted_apart():
    severe = [(rater, ratee, score - 40) for rater, ratee, score in FULL]
    rows = rated_rows(team(severe, unit="T02") + team(FULL) + team(severe, year=2024))
    assert [(row["year"], row["unit_id"], row["adjusted_score"]) for row in rows[::7]] == [
        (2024, "T01", 50),
        (2025, "T01", 90),
        (2025, "T02", 50),
    ]


def test_rows_in_any_order_give_the_same_answer():
    random = Random(9)
    rows = team([(r, e, round(s + random.gauss(0, 2), 1)) for r, e, s in FULL])
    assert rated_rows(random.sample(rows, len(rows))) == rated_rows(rows)


def test_a_person_keeps_post_and_team():
    row = rated_rows(team(FULL))[0]
    assert {key: row[key] for key in ("year", "unit_id", "unit_name", "unit_group", "post", "is_leader")} == {
        "year": 2025,
        "unit_id": "T01",
        "unit_name": "上都镇",
        "unit_group": "推动高质量发展",
        "post": "岗位A",
        "is_leader": True,
    }


def test_nothing_names_a_rater():
    ratings = [("PLANTED-7731", ratee, score) for _, ratee, score in FULL[:7]]
    rows = rated_rows(team([*FULL, *ratings]))
    assert len(rows) == 7
    assert "PLANTED" not in str(rows)
    assert {key for row in rows for key in row if "rater" in key} == {"rater_count"}


def test_a_team_says_how_far_its_order_moved_and_names_no_rater():
    moved = team([*FULL, ("A", "B", 99)][1:], unit="T02")
    apart = team([("A", "B", 80), ("C", "D", 90)], unit="T01")
    rows = team_rows(apart + moved)
    assert [row["unit_id"] for row in rows] == ["T02", "T01"]
    persons = [row for row in rated_rows(moved) if row["adjusted_place"] is not None]
    assert rows[0]["moved_place_count"] == sum(
        abs(row["adjusted_place"] - row["raw_place"]) for row in persons
    )
    assert rows[0]["moved_place_count"] > 0
    assert (rows[0]["person_count"], rows[0]["withheld_count"], rows[0]["is_adjusted"]) == (7, 0, True)
    assert (rows[1]["is_connected"], rows[1]["is_adjusted"], rows[1]["withheld_count"]) == (False, False, 2)
    assert not any("rater" in column for column in rows[0])
