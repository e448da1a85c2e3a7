"""驿站覆盖: how far merchants and areas are from their nearest station, and where the next ones help most.

The finishers read one set of rows, a row a point: point_kind ("station", "merchant" or "area"),
point_id, point_name, area_code, area_name, longitude, latitude (WGS-84, None where unknown) and
worker_count (of areas; None for the others). Areas are those with enrolled workers, at their own centre.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np

from zhiping.contracts.kinds import Row
from zhiping.rules.figure_part import figure_part
from zhiping.rules.geo.distances import BoolArray, FloatArray, IntArray, greedy_sites, metres_between, nearest

PLACE_KINDS = ("area", "merchant")
# Where a band of distance ends, in metres: a walk, a long walk, a ride.
BANDS_M = (300, 500, 1000, 2000, 3000, 5000)


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


def reached_rows(rows: list[Row], radius_m: float, figure: str | None) -> list[Row]:
    """The rows of `distance_rows` that a figure counts, with `part`: placed ones within the radius met it.

    band_from_metres is where the band of `band_rows` begins in which its distance lies, None without one.

    covered_workers and station_distance count areas (each its worker_count), covered_merchants merchants; every
    placed area has a distance, within the radius or not.
    """
    kinds = {"covered_workers": "area", "station_distance": "area", "covered_merchants": "merchant"}
    return [
        row
        | {"band_from_metres": _band_begin(row["metres"])}
        | {"part": figure_part(row["is_placed"], figure == "station_distance" or row["is_within"])}
        for row in distance_rows(rows, radius_m)
        if kinds.get(figure or "", row["place_kind"]) == row["place_kind"]
    ]


def _band_begin(metres: float | None) -> int | None:
    if metres is None:
        return None
    return max(low for low in (0, *BANDS_M) if low == 0 or low < round(metres))


def coverage_rows(rows: list[Row], radius_m: float) -> list[Row]:
    """One row per kind of place: how many, and how many of them are within the radius.

    place_kind, place_count (placed ones), unplaced_count, within_count, within_share, median_metres,
    p90_metres; of areas also worker_count, unplaced_worker_count, within_worker_count, within_worker_share,
    median_worker_metres, p90_worker_metres and all_worker_count, placed or not (None for merchants). A quantile is the shortest distance of a
    place within which that share of the places (or of their workers) lies; shares and quantiles of nothing
    are None, and quantiles too where there is no station.
    """
    judged = _judged(rows, radius_m)
    return [_coverage_row(judged, kind) for kind in PLACE_KINDS]


def site_rows(rows: list[Row], radius_m: float, site_count: int) -> list[Row]:
    """The next places for a station by greedy gain of workers, at most `site_count`: see greedy_sites.

    Candidates are the areas with workers, then the merchants, each by id. site (1 is the first), place_kind,
    place_id, place_name, area_code, area_name, longitude, latitude, gained_worker_count, gained_area_count,
    gained_merchant_count (all newly within the radius), covered_share_after (workers within the radius
    with the sites so far, of those of all placed areas), with what it is made of: covered_worker_count_after
    and placed_worker_count; gained_so_far_count (workers gained by this and the sites before it).
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
    gained = 0
    finished = []
    for number, site in enumerate(sites, 1):
        is_gained = metres_between(merchants, candidates[site.candidate]) <= radius_m
        merchants = merchants[~is_gained]
        covered += site.gain
        gained += int(site.gain)
        finished.append(
            {"site": number}
            | _named(judged.places[order[site.candidate]])
            | {
                "gained_worker_count": int(site.gain),
                "gained_area_count": len(site.demand),
                "gained_merchant_count": int(is_gained.sum()),
                "covered_share_after": float(covered / total),
                "covered_worker_count_after": int(covered),
                "placed_worker_count": int(total),
                "gained_so_far_count": gained,
            }
        )
    return finished


def band_rows(rows: list[Row], radius_m: float) -> list[Row]:
    """One row per kind of place and band of distance, near to far: how many lie in it, and how many up to its end.

    place_kind, from_metres, to_metres (None: no end; a band holds its end, the first its beginning too),
    within_count and beyond_count (by the radius), reached_count (up to this band's end), known_count (of all
    bands) and reached_share; of areas the same of their workers: within_worker_count … reached_worker_share
    (None for merchants). Places without a distance are left out; no row for a kind of which none is left.
    """
    judged = _judged(rows, radius_m)
    return [row for kind in PLACE_KINDS for row in _bands(judged, kind)]


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
        int(judged.workers[is_kind].sum()),
    )
    return row | dict(zip(_WORKER_COLUMNS, of_workers, strict=True))


_WORKER_COLUMNS = (
    "worker_count",
    "unplaced_worker_count",
    "within_worker_count",
    "within_worker_share",
    "median_worker_metres",
    "p90_worker_metres",
    "all_worker_count",
)


def _bands(judged: _Judged, kind: str) -> list[Row]:
    is_known = judged.is_kind(kind) & np.isfinite(judged.metres)
    workers = judged.workers if kind == "area" else None
    found: list[Row] = []
    for low, high in zip((0, *BANDS_M), (*BANDS_M, None), strict=True):
        # To whole metres, as distances are told: 300.4 m is 300 m, and within the first band.
        metres = np.round(judged.metres)
        is_reached = is_known & (metres <= (np.inf if high is None else high))
        is_inside = is_reached & ((metres > low) | (low == 0))
        row: Row = {"place_kind": kind, "from_metres": low, "to_metres": high}
        parts = {
            "within": is_inside & judged.is_within,
            "beyond": is_inside & ~judged.is_within,
            "reached": is_reached,
            "known": is_known,
        }
        row |= {f"{name}_count": int(part.sum()) for name, part in parts.items()}
        row |= {"reached_share": _share(row["reached_count"], row["known_count"])}
        counts = {name: None if workers is None else int(workers[part].sum()) for name, part in parts.items()}
        row |= {f"{name}_worker_count": count for name, count in counts.items()}
        found.append(row | {"reached_worker_share": _share(counts["reached"], counts["known"])})
    return found if is_known.any() else []


def _share(part: float | None, whole: float | None) -> float | None:
    return float(part / whole) if part is not None and whole else None


def _quantile(metres: FloatArray, weights: FloatArray, share: float) -> float | None:
    """The shortest of `metres` within which `share` of the weight lies; None where there is none or no station."""
    if not weights.sum() or np.isnan(metres).any():
        return None
    return float(np.quantile(metres, share, method="inverted_cdf", weights=weights))
