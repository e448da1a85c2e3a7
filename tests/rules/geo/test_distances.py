"""Distances against the slow formula, the greedy choice of sites against the best one."""

from itertools import combinations
from math import asin, cos, e, radians, sin, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.geo.spots import at
from zhiping.rules.geo.distances import EARTH_RADIUS_M, greedy_sites, metres_between, nearest

PLACES = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def haversine(start, end):
    (x, y), (u, v) = (map(radians, place) for place in (start, end))
    square = sin((v - y) / 2) ** 2 + cos(y) * cos(v) * sin((u - x) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1, sqrt(square)))


@pytest.mark.parametrize(
    ("start", "end", "metres"),
    [
        ((122.2, 43.6), (122.2, 43.6), 0),
        ((122.2, 43.6), (122.2, 44.6), 111_195.08),
        ((0, 0), (1, 0), 111_195.08),
        ((179.5, 0), (-179.5, 0), 111_195.08),
        ((0, 90), (120, 90), 0),
        ((0, 0), (180, 0), 20_015_114.4),
    ],
)
def test_metres_between(start, end, metres):
    assert metres_between(start, end) == pytest.approx(metres, rel=1e-4, abs=1e-6)


@settings(deadline=None)  # the first search imports scipy
@given(st.lists(PLACES, min_size=1, max_size=12), st.lists(PLACES, min_size=1, max_size=12))
def test_the_nearest_station_is_that_of_the_slow_formula(places, stations):
    index, metres = nearest(np.array(places), np.array(stations))
    for place, position, found in zip(places, index, metres, strict=True):
        shortest = min(haversine(place, station) for station in stations)
        # Beyond a quarter of the earth the haversine itself loses digits.
        assert found == pytest.approx(shortest, abs=1.0)
        assert haversine(place, stations[position]) == pytest.approx(shortest, abs=1.0)


def test_of_stations_at_one_spot_the_first_is_nearest():
    index, metres = nearest(np.array([at(0)]), np.array([at(900), at(500), at(500), at(500)]))
    assert index.tolist() == [1]
    assert metres == pytest.approx([500], abs=0.1)


def test_without_a_place_or_a_station_there_is_no_nearest():
    unplaced = np.array([[np.nan, 43.6], [122.2, 43.6], [122.2, np.nan]])
    index, metres = nearest(unplaced, np.array([[122.2, 43.6]]))
    assert index.tolist() == [-1, 0, -1]
    assert np.isnan(metres).tolist() == [True, False, True]
    index, metres = nearest(unplaced, np.empty((0, 2)))
    assert index.tolist() == [-1, -1, -1]
    assert np.isnan(metres).all()
    assert [len(part) for part in nearest(np.empty((0, 2)), unplaced[1:2])] == [0, 0]


def chosen(demand, weights, candidates, count, *, covered=(), radius=1000):
    is_covered = np.isin(np.arange(len(demand)), covered)
    weights = np.array(weights, dtype=float)
    sites = greedy_sites(np.array(demand), weights, np.array(candidates), is_covered, radius, count)
    return [(site.candidate, site.gain, site.demand.tolist()) for site in sites]


# Four places on a line; the middle candidate reaches the inner two, each outer one reaches its own side.
LINE = [at(-1700), at(-800), at(800), at(1700)]
MIDDLE, WEST, EAST = at(0), at(-1250), at(1250)


def test_greedy_takes_the_largest_gain_first():
    assert chosen(LINE, [6, 4, 4, 3], [MIDDLE, WEST, EAST], 2) == [(1, 10, [0, 1]), (2, 7, [2, 3])]


def test_greedy_is_not_the_optimum():  # 8 + 3 where the two outer ones together reach 14
    weights = [3, 4, 4, 3]
    assert chosen(LINE, weights, [MIDDLE, WEST, EAST], 2) == [(0, 8, [1, 2]), (1, 3, [0])]
    assert optimum(LINE, weights, [MIDDLE, WEST, EAST], 2) == 14


def test_of_equal_gains_the_first_candidate_wins():
    assert chosen(LINE, [3, 3, 3, 3], [EAST, WEST, MIDDLE], 1) == [(0, 6, [2, 3])]


def test_nothing_is_placed_that_gains_nothing():
    assert chosen(LINE, [1, 1, 1, 1], [WEST, WEST, EAST], 9) == [(0, 2, [0, 1]), (2, 2, [2, 3])]
    assert chosen(LINE, [0, 0, 0, 0], [WEST], 1) == []
    assert chosen(LINE, [1, 1, 1, 1], [at(9000)], 1) == []
    assert chosen(LINE, [1, 1, 1, 1], [WEST, EAST], 0) == []
    assert chosen(LINE, [1, 1, 1, 1], np.empty((0, 2)), 1) == []
    assert chosen(np.empty((0, 2)), [], [WEST], 1) == []


def test_what_is_covered_already_gains_nothing():
    assert chosen(LINE, [9, 1, 1, 1], [WEST, EAST], 2, covered=[0, 1]) == [(1, 2, [2, 3])]
    assert chosen(LINE, [1, 1, 1, 1], [WEST, EAST], 2, covered=[0, 1, 2, 3]) == []


def optimum(demand, weights, candidates, count, *, radius=1000):
    """The most weight that any choice of `count` candidates covers, by trying all."""
    reach = [{i for i, spot in enumerate(demand) if haversine(spot, site) <= radius} for site in candidates]
    choices = combinations(reach, min(count, len(reach)))
    return max(sum(weights[i] for i in set().union(*choice)) for choice in choices)


# Steps of 300 m: no two spots lie exactly 1,000 m apart, where rounding would decide.
SPOTS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda step: at(step[0] * 300, step[1] * 300))
DEMAND = st.lists(st.tuples(SPOTS, st.integers(0, 9)), min_size=1, max_size=9)


@settings(deadline=None)
@given(DEMAND, st.lists(SPOTS, min_size=1, max_size=7), st.integers(1, 4))
def test_greedy_reaches_63_percent_of_the_optimum_and_all_of_it_with_one_site(demand, candidates, count):
    spots, weights = [spot for spot, _ in demand], [weight for _, weight in demand]
    gained = sum(gain for _site, gain, _reached in chosen(spots, weights, candidates, count))
    best = optimum(spots, weights, candidates, count)
    assert (1 - 1 / e) * best <= gained <= best
    if count == 1:
        assert gained == best


@settings(deadline=None)
@given(DEMAND, st.lists(SPOTS, min_size=1, max_size=7), st.integers(1, 4))
def test_greedy_chooses_as_the_slow_obvious_loop(demand, candidates, count):
    spots, weights = [spot for spot, _ in demand], [weight for _, weight in demand]
    left, slow = {i for i, weight in enumerate(weights) if weight}, []
    for _round in range(count):
        reach = [{i for i in left if haversine(spots[i], site) <= 1000} for site in candidates]
        gains = [sum(weights[i] for i in reached) for reached in reach]
        best = gains.index(max(gains))
        if not gains[best]:
            break
        slow.append((best, gains[best], sorted(reach[best])))
        left -= reach[best]
    assert chosen(spots, weights, candidates, count) == slow


def test_many_candidates_are_taken_in_blocks_with_the_same_outcome(monkeypatch):
    rng = np.random.Generator(np.random.PCG64(4))
    demand, candidates = (np.array([at(*spot) for spot in rng.uniform(0, 9000, (n, 2))]) for n in (60, 90))
    weights = rng.integers(1, 50, 60)
    whole = chosen(demand, weights, candidates, 8)
    monkeypatch.setattr("zhiping.rules.geo.distances._MOST_PAIRS", 200)
    assert chosen(demand, weights, candidates, 8) == whole
    assert len(whole) == 8
