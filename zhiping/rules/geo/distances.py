"""Distances on the earth: the nearest of many places, and which new ones bring most within reach.

Distances are great circles on a sphere (at most half a percent off the ellipsoid) in metres. Neighbours
are searched among unit vectors: the chord through the earth has the same order as the great circle.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

EARTH_RADIUS_M = 6_371_008.8  # the mean radius of the IUGG
_MOST_PAIRS = 1_000_000  # neighbours held at once: 24 MB


@dataclass(frozen=True)
class Site:
    """One chosen place: its position among the candidates, the weight it adds, the demand it newly covers."""

    candidate: int
    gain: float
    demand: IntArray


def metres_between(from_places: ArrayLike, to_places: ArrayLike) -> FloatArray:
    """Great-circle distances (haversine) of places (…, 2): longitude and latitude in degrees; they broadcast."""
    start, end = (np.radians(np.asarray(places, dtype=np.float64)) for places in (from_places, to_places))
    half = np.sin((end - start) / 2) ** 2
    square = half[..., 1] + np.cos(start[..., 1]) * np.cos(end[..., 1]) * half[..., 0]
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(square, 0, 1))))


def nearest(places: FloatArray, stations: FloatArray) -> tuple[IntArray, FloatArray]:
    """The position of the nearest of `stations` (m, 2) for each of `places` (n, 2), and its metres.

    Longitude and latitude in degrees. Of stations at one spot the first is taken. A place with nan, and
    every place where there are no stations, has -1 and nan.
    """
    index = np.full(len(places), -1, dtype=np.int64)
    metres = np.full(len(places), np.nan)
    is_placed = np.isfinite(places).all(axis=1)
    if len(stations) and is_placed.any():
        spots, first = np.unique(stations, axis=0, return_index=True)
        chords, found = _tree(_unit_vectors(spots)).query(_unit_vectors(places[is_placed]))
        index[is_placed] = first[found]
        metres[is_placed] = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(chords / 2, 1))
    return index, metres


def greedy_sites(
    demand: FloatArray,
    weights: FloatArray,
    candidates: FloatArray,
    is_covered: BoolArray,
    radius_m: float,
    count: int,
) -> list[Site]:
    """Greedy covering: up to `count` candidates (m, 2), each the one that newly covers the most weight of `demand` (n, 2).

    Of equal gains the first candidate wins; it stops when nothing is gained. This is no optimum: together
    they cover at least 1 - 1/e (63 %) of what the best choice of as many would add (Nemhauser, Wolsey and
    Fisher 1978). `weights` (n,) are whole numbers, `is_covered` (n,) leaves out what is covered already; no
    place may have nan.
    """
    opened = np.flatnonzero(~is_covered & (weights > 0))
    if not len(opened) or not len(candidates):
        return []
    vectors, open_vectors = _unit_vectors(candidates), _unit_vectors(demand[opened])
    tree, chord = _tree(vectors), _chord(radius_m)
    gains = _reached_weights(tree, open_vectors, weights[opened], chord)
    sites: list[Site] = []
    while len(sites) < count and gains.max() > 0:
        best = int(gains.argmax())
        is_reached = np.zeros(len(opened), dtype=bool)
        is_reached[_tree(open_vectors).query_ball_point(vectors[best], chord)] = True
        reached = opened[is_reached]
        sites.append(Site(best, float(gains[best]), reached))
        # What is covered once gains nothing again: over all steps no pair is looked at more than twice.
        gains -= _reached_weights(tree, open_vectors[is_reached], weights[reached], chord)
        opened, open_vectors = opened[~is_reached], open_vectors[~is_reached]
    return sites


def _unit_vectors(places: FloatArray) -> FloatArray:
    longitude, latitude = np.radians(places).T
    parallel = np.cos(latitude)
    return np.column_stack((parallel * np.cos(longitude), parallel * np.sin(longitude), np.sin(latitude)))


def _tree(vectors: FloatArray) -> Any:
    # Imported where it is needed: it costs a command in the terminal a third of a second.
    from scipy.spatial import cKDTree

    return cKDTree(vectors)


def _chord(metres: float) -> float:
    """The length of the chord below a great circle, in radii of the earth."""
    return float(2 * np.sin(min(metres / EARTH_RADIUS_M, np.pi) / 2))


def _reached_weights(tree: Any, vectors: FloatArray, weights: FloatArray, chord: float) -> FloatArray:
    """The sum of the weights of `vectors` within the chord of each point of the tree.

    A block of vectors at a time: in a dense city nearly all pairs are neighbours.
    """
    sums = np.zeros(tree.n)
    size = max(1, _MOST_PAIRS // tree.n)
    for start in range(0, len(vectors), size):
        block = slice(start, start + size)
        pairs = tree.sparse_distance_matrix(_tree(vectors[block]), chord, output_type="ndarray")
        sums += np.bincount(pairs["i"], weights[block][pairs["j"]], minlength=tree.n)
    return sums
