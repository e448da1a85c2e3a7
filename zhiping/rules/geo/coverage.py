"""驿站覆盖: how far merchants and areas are from their nearest station, and where the next ones help most.

The three finishers read one set of rows, a row a point: point_kind ("station", "merchant" or "area"),
point_id, point_name, area_code, area_name, longitude, latitude (WGS-84, None where unknown) and
worker_count (of areas; None for the others). Areas are those with enrolled workers, at their own centre.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np

from zhiping.contracts.kinds import Row
from zhiping.rules.geo.distances import BoolArray, FloatArray, IntArray, greedy_sites, metres_between, nearest

PLACE_KINDS = ("area", "merchant")


def distance_rows(rows: list[Row], radius_m: float) -> list[Row]:
    """One row per merchant and area with the nearest station, its metres, and whether that is within the radius.

    place_kind, place_id, place_name, area_code, area_name, longitude, latitude, worker_count, is_placed,
    nearest_station_id, nearest_station_name, metres, is_within (None where unplaced; exactly on the radius
    is within). Areas first; of each kind the uncovered first, unplaced last, by workers, then farthest first.
    """
    judged = _judged(rows, radius_m)
    finished = []
    for place, at, metres, is_within in zip(
        judged.places, judged.index.tolist(), judged.metres.tolist(), judged.is_within.tolist(), strict=True
    ):
        station = judged.stations[at] if at >= 0 else None
        is_placed = _is_placed(place)
        finished.append(
            _named(place)
            | {
                "worker_count": place["worker_count"],
                "is_placed": is_placed,
                "nearest_station_id": station["point_id"] if station else None,
                "nearest_station_name": station["point_name"] if station else None,
                "metres": metres if station else None,
                "is_within": is_within if is_placed else None,
            }
        )
    return sorted(finished, key=_urgency)


def coverage_rows(rows: list[Row], radius_m: float) -> list[Row]:
    """One row per kind of place: how many, and how many of them are within the radius.

    place_kind, place_count (placed ones), unplaced_count, within_count, within_share, median_metres,
    p90_metres; of areas also worker_count, unplaced_worker_count, within_worker_count, within_worker_share,
    median_worker_metres and p90_worker_metres (None for merchants). A quantile is the shortest distance of a
    place within which that share of the places (or of their workers) lies; shares and quantiles of nothing
    are None, and quantiles too where there is no station.
    """
    judged = _judged(rows, radius_m)
    return [_coverage_row(judged, kind) for kind in PLACE_KINDS]


def site_rows(rows: list[Row], radius_m: float, site_count: int) -> list[Row]:
    """The next places for a station by greedy gain of workers, at most `site_count`: see greedy_sites.

    Candidates are the areas with workers, then the merchants, each by id. site (1 is the first), place_kind,
    place_id, place_name, area_code, area_name, longitude, latitude, gained_worker_count, gained_area_count,
    gained_merchant_count (all newly within the radius) and covered_share_after (workers within the radius
    with the sites so far, of those of all placed areas).
    """
    judged = _judged([row for row in rows if _is_placed(row)], radius_m)
    is_area = judged.is_kind("area")
    order = sorted(range(len(judged.places)), key=lambda at: _place_order(judged.places[at]))
    candidates, workers = judged.spots[order], judged.workers[is_area]
    sites = greedy_sites(
        judged.spots[is_area], workers, candidates, judged.is_within[is_area], radius_m, site_count
    )
    merchants = judged.spots[judged.is_kind("merchant") & ~judged.is_within]
    covered, total = workers[judged.is_within[is_area]].sum(), workers.sum()
    finished = []
    for number, site in enumerate(sites, 1):
        is_gained = metres_between(merchants, candidates[site.candidate]) <= radius_m
        merchants = merchants[~is_gained]
        covered += site.gain
        finished.append(
            {"site": number}
            | _named(judged.places[order[site.candidate]])
            | {
                "gained_worker_count": int(site.gain),
                "gained_area_count": len(site.demand),
                "gained_merchant_count": int(is_gained.sum()),
                "covered_share_after": float(covered / total),
            }
        )
    return finished


@dataclass(frozen=True)
class _Judged:
    """Places in the order of the rows, with the nearest of `stations` (-1 and nan: none) and whether it is near enough."""

    stations: Sequence[Row]
    places: Sequence[Row]
    spots: FloatArray
    workers: FloatArray
    index: IntArray
    metres: FloatArray
    is_within: BoolArray

    def is_kind(self, kind: str) -> BoolArray:
        return np.array([place["point_kind"] == kind for place in self.places], dtype=bool)


def _judged(rows: list[Row], radius_m: float) -> _Judged:
    stations = [row for row in rows if row["point_kind"] == "station" and _is_placed(row)]
    stations.sort(key=itemgetter("point_id"))
    places = [row for row in rows if row["point_kind"] != "station"]
    spots = _spots(places)
    index, metres = nearest(spots, _spots(stations))
    workers = np.array([place["worker_count"] or 0 for place in places], dtype=np.float64)
    return _Judged(stations, places, spots, workers, index, metres, metres <= radius_m)


def _is_placed(row: Row) -> bool:
    return row["longitude"] is not None and row["latitude"] is not None


def _spots(rows: Sequence[Row]) -> FloatArray:
    """Longitude and latitude (n, 2); what is unknown is nan."""
    spots = np.array([(row["longitude"], row["latitude"]) for row in rows], dtype=np.float64)
    return spots.reshape(len(rows), 2)


def _named(place: Row) -> Row:
    return {
        "place_kind": place["point_kind"],
        "place_id": place["point_id"],
        "place_name": place["point_name"],
        "area_code": place["area_code"],
        "area_name": place["area_name"],
        "longitude": place["longitude"],
        "latitude": place["latitude"],
    }


def _place_order(place: Row) -> tuple[int, str]:
    return PLACE_KINDS.index(place["point_kind"]), place["point_id"]


def _urgency(row: Row) -> tuple[Any, ...]:
    return (
        PLACE_KINDS.index(row["place_kind"]),
        not row["is_placed"],
        bool(row["is_within"]),
        -(row["worker_count"] or 0),
        -(row["metres"] or 0),
        row["place_id"],
    )


def _coverage_row(judged: _Judged, kind: str) -> Row:
    is_kind = judged.is_kind(kind)
    is_placed = np.isfinite(judged.spots).all(axis=1)
    is_placed, is_unplaced = is_kind & is_placed, is_kind & ~is_placed
    metres, is_within = judged.metres[is_placed], judged.is_within[is_placed]
    row = {
        "place_kind": kind,
        "place_count": len(metres),
        "unplaced_count": int(is_unplaced.sum()),
        "within_count": int(is_within.sum()),
        "within_share": _share(is_within.sum(), len(metres)),
        "median_metres": _quantile(metres, np.ones(len(metres)), 0.5),
        "p90_metres": _quantile(metres, np.ones(len(metres)), 0.9),
    }
    if kind != "area":
        return row | dict.fromkeys(_WORKER_COLUMNS)
    workers = judged.workers[is_placed]
    of_workers = (
        int(workers.sum()),
        int(judged.workers[is_unplaced].sum()),
        int(workers[is_within].sum()),
        _share(workers[is_within].sum(), workers.sum()),
        _quantile(metres, workers, 0.5),
        _quantile(metres, workers, 0.9),
    )
    return row | dict(zip(_WORKER_COLUMNS, of_workers, strict=True))


_WORKER_COLUMNS = (
    "worker_count",
    "unplaced_worker_count",
    "within_worker_count",
    "within_worker_share",
    "median_worker_metres",
    "p90_worker_metres",
)


def _share(part: float, whole: float) -> float | None:
    return float(part / whole) if whole else None


def _quantile(metres: FloatArray, weights: FloatArray, share: float) -> float | None:
    """The shortest of `metres` within which `share` of the weight lies; None where there is none or no station."""
    if not weights.sum() or np.isnan(metres).any():
        return None
    return float(np.quantile(metres, share, method="inverted_cdf", weights=weights))
