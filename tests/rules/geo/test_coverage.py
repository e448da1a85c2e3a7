"""What the finishers say of places and their nearest stations, and where the next stations help most."""

import numpy as np
import pytest

from tests.rules.geo.spots import at
from zhiping.rules.geo.coverage import band_rows, coverage_rows, distance_rows, site_rows


def point(kind, point_id, spot=(None, None), workers=None):
    return {
        "point_kind": kind,
        "point_id": point_id,
        "point_name": f"{point_id}号",
        "area_code": "150502001000",
        "area_name": "永清街道",
        "longitude": spot[0],
        "latitude": spot[1],
        "worker_count": workers,
    }


ROWS = [
    point("merchant", "M2", at(2500)),
    point("station", "S2", at(0)),
    point("station", "S1", at(0)),
    point("station", "S9"),
    point("merchant", "M1", at(400)),
    point("merchant", "M3"),
    point("area", "A1", at(300), 10),
    point("area", "A2", at(2000), 30),
    point("area", "A3", at(5000), 60),
    point("area", "A4", (None, None), 7),
    point("area", "A5", at(2600), 60),
]


def test_every_place_has_its_nearest_station_and_gaps_come_first():
    rows = distance_rows(ROWS, 1000)
    assert [
        (row["place_id"], row["is_placed"], row["nearest_station_id"], row["is_within"], row["worker_count"])
        for row in rows
    ] == [
        ("A3", True, "S1", False, 60),
        ("A5", True, "S1", False, 60),
        ("A2", True, "S1", False, 30),
        ("A1", True, "S1", True, 10),
        ("A4", False, None, None, 7),
        ("M2", True, "S1", False, None),
        ("M1", True, "S1", True, None),
        ("M3", False, None, None, None),
    ]
    assert [row["metres"] for row in rows if row["is_placed"]] == pytest.approx(
        [5000, 2600, 2000, 300, 2500, 400], abs=1
    )
    assert rows[0].keys() == {
        *("place_kind", "place_id", "place_name", "area_code", "area_name", "longitude", "latitude"),
        *("worker_count", "is_placed", "nearest_station_id", "nearest_station_name", "metres", "is_within"),
    }


def test_exactly_on_the_radius_is_within():
    rows = [point("station", "S1", (122.2, 43.6)), point("merchant", "M1", (122.2, 43.61))]
    metres = distance_rows(rows, 1000)[0]["metres"]
    assert distance_rows(rows, metres)[0]["is_within"] is True
    assert distance_rows(rows, np.nextafter(metres, 0))[0]["is_within"] is False


def test_coverage_counts_placed_places_and_their_workers():
    areas, merchants = coverage_rows(ROWS, 2000.5)
    counted = ("place_kind", "place_count", "unplaced_count", "within_count", "within_share")
    assert [areas[key] for key in counted] == ["area", 4, 1, 2, 0.5]
    assert [merchants[key] for key in counted] == ["merchant", 2, 1, 1, 0.5]
    assert areas["worker_count"] == 160
    assert areas["unplaced_worker_count"] == 7
    assert (areas["all_worker_count"], merchants["all_worker_count"]) == (167, None)
    assert areas["within_worker_count"] == 40
    assert areas["within_worker_share"] == 0.25
    assert merchants["worker_count"] is merchants["within_worker_share"] is None


def test_quantiles_are_distances_of_places_by_place_and_by_worker():
    areas, merchants = coverage_rows(ROWS, 1000)
    assert [areas["median_metres"], areas["p90_metres"]] == pytest.approx([2000, 5000], abs=1)
    # 10 workers within 300 m, 40 within 2,000, 100 of 160 within 2,600.
    assert [areas["median_worker_metres"], areas["p90_worker_metres"]] == pytest.approx([2600, 5000], abs=1)
    assert [merchants["median_metres"], merchants["p90_metres"]] == pytest.approx([400, 2500], abs=1)


def test_without_stations_nothing_is_within_and_no_distance_is_known():
    rows = [row for row in ROWS if row["point_kind"] != "station"]
    assert {row["is_within"] for row in distance_rows(rows, 1000) if row["is_placed"]} == {False}
    assert {row["metres"] for row in distance_rows(rows, 1000)} == {None}
    areas, _merchants = coverage_rows(rows, 1000)
    assert (areas["within_count"], areas["within_share"], areas["median_metres"]) == (0, 0, None)
    assert [row["place_id"] for row in site_rows(rows, 1000, 1)] == ["A2"]


def test_without_places_shares_are_unknown():
    for row in coverage_rows([], 1000):
        assert (row["place_count"], row["within_share"], row["median_metres"]) == (0, None, None)
    assert distance_rows([], 1000) == site_rows([], 1000, 5) == []


def test_the_next_sites_with_what_each_adds():
    rows = site_rows(ROWS, 1000, 5)
    columns = ("site", "place_id", "gained_worker_count", "gained_area_count", "gained_merchant_count")
    assert [tuple(row[key] for key in columns) for row in rows] == [
        (1, "A2", 90, 2, 1),  # A5 and M2 would gain the same; areas come first, then the id
        (2, "A3", 60, 1, 0),
    ]
    assert [row["covered_share_after"] for row in rows] == [100 / 160, 1.0]
    made_of = ("covered_worker_count_after", "placed_worker_count", "gained_so_far_count")
    assert [tuple(row[key] for key in made_of) for row in rows] == [(100, 160, 90), (160, 160, 150)]
    assert rows[0]["longitude"], rows[0]["latitude"] == at(2000)
    assert [row["place_id"] for row in site_rows(ROWS, 1000, 1)] == ["A2"]


def test_a_merchant_is_a_candidate_where_it_reaches_more_than_any_area():
    rows = [
        point("area", "A1", at(0), 5),
        point("area", "A2", at(1600), 5),
        point("merchant", "M1", at(800)),
        point("station", "S1", at(90_000)),
    ]
    (site,) = site_rows(rows, 1000, 3)
    assert (site["place_kind"], site["place_id"], site["gained_worker_count"]) == ("merchant", "M1", 10)
    assert site["gained_merchant_count"] == 1


def test_a_merchant_between_two_sites_is_gained_once():
    rows = [point("area", "A1", at(0), 9), point("area", "A2", at(1500), 5), point("merchant", "M1", at(750))]
    rows.append(point("area", "A3", at(-600), 9))  # keeps the merchant from being the best site of all
    assert [(row["place_id"], row["gained_merchant_count"]) for row in site_rows(rows, 1000, 2)] == [
        ("A1", 1),
        ("A2", 0),
    ]


def test_the_order_of_the_rows_decides_nothing():
    for finish in (distance_rows, coverage_rows, lambda rows, radius: site_rows(rows, radius, 4)):
        assert finish(ROWS[::-1], 1000) == finish(ROWS, 1000)


def test_bands_hold_every_place_once_and_split_where_the_radius_falls():
    rows = [
        point("station", "S1", at(0)),
        *(
            point("area", f"A{metres}", at(metres), workers)
            for metres, workers in ((0, 1), (300, 2), (302, 4), (600, 8), (702, 16), (5002, 32))
        ),
        point("area", "A?", (None, None), 64),
    ]
    bands = band_rows(rows, 700)
    assert [(row["from_metres"], row["to_metres"]) for row in bands[:2]] == [(0, 300), (300, 500)]
    assert bands[-1]["to_metres"] is None
    split = (
        "within_worker_count",
        "beyond_worker_count",
        "reached_worker_count",
        "within_count",
        "beyond_count",
    )
    assert [tuple(row[key] for key in split) for row in bands] == [
        (3, 0, 3, 2, 0),
        (4, 0, 7, 1, 0),
        (8, 16, 31, 1, 1),
        (0, 0, 31, 0, 0),
        (0, 0, 31, 0, 0),
        (0, 0, 31, 0, 0),
        (0, 32, 63, 0, 1),
    ]
    assert {(row["known_count"], row["known_worker_count"]) for row in bands} == {(6, 63)}
    assert [row["reached_share"] for row in bands] == [2 / 6, 3 / 6, 5 / 6, 5 / 6, 5 / 6, 5 / 6, 1]
    assert [row["reached_worker_share"] for row in bands][:2] == [3 / 63, 7 / 63]


def test_bands_of_merchants_count_no_workers_and_what_has_no_distance_is_in_none():
    bands = band_rows(ROWS, 1000)
    merchants = [row for row in bands if row["place_kind"] == "merchant"]
    assert [(row["within_count"], row["beyond_count"]) for row in merchants] == [
        *((0, 0), (1, 0), (0, 0), (0, 0), (0, 1), (0, 0), (0, 0)),
    ]
    assert {row["reached_worker_share"] for row in merchants} == {None}
    assert band_rows([row for row in ROWS if row["point_kind"] != "station"], 1000) == []
