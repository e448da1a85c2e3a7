"""Published vectors, the way back, and what stays where it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiping.contracts.areas import COORD_DATUM
from zhiping.rules.geo.datum import DATUMS, bd09, gcj02, wgs84
from zhiping.rules.geo.distances import metres_between

FORWARD = {"GCJ-02": gcj02, "BD-09": bd09}
# All of China lies in 73.4-135.1 degrees east and 3.8-53.6 degrees north.
LONGITUDES = st.floats(73.4, 135.1)
LATITUDES = st.floats(3.8, 53.6)


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected_latitude", "expected_longitude"),
    [
        (31.1774276, 121.5272106, 31.17530398, 121.53154186),
        (22.543847, 113.912316, 22.54079613, 113.91717648),
        (39.911954, 116.377817, 39.91334546, 116.38404722),
    ],
)
def test_gcj02_of_the_published_vectors(latitude, longitude, expected_latitude, expected_longitude):
    x, y = gcj02(longitude, latitude)
    assert [x, y] == pytest.approx([expected_longitude, expected_latitude], abs=1e-8)
    x, y = wgs84(expected_longitude, expected_latitude, "GCJ-02")
    assert [x, y] == pytest.approx([longitude, latitude], abs=2e-8)


def test_bd09_of_the_published_vector():  # coordtransform: GCJ-02 (116.404, 39.915)
    x, y = bd09(*wgs84(116.404, 39.915, "GCJ-02"))
    assert [x, y] == pytest.approx([116.41036949371029, 39.92133699351021], abs=1e-9)


@pytest.mark.parametrize("datum", FORWARD)
@given(longitude=LONGITUDES, latitude=LATITUDES)
def test_the_way_back_ends_within_five_centimetres_everywhere_in_china(datum, longitude, latitude):
    back = np.array(wgs84(*FORWARD[datum](longitude, latitude), datum))
    assert metres_between((longitude, latitude), back) < 0.05


@pytest.mark.parametrize("datum", FORWARD)
@given(longitude=LONGITUDES, latitude=LATITUDES)
def test_the_way_there_returns_what_the_way_back_started_from(datum, longitude, latitude):
    again = np.array(FORWARD[datum](*wgs84(longitude, latitude, datum)))
    assert metres_between((longitude, latitude), again) < 0.05


@pytest.mark.parametrize(("datum", "least", "most"), [("GCJ-02", 470, 620), ("BD-09", 1260, 1460)])
def test_how_far_a_wrong_datum_moves_a_place_of_tongliao(datum, least, most):
    grid = np.meshgrid(np.arange(119.2, 123.7, 0.02), np.arange(42.2, 45.7, 0.02))
    longitude, latitude = (axis.ravel() for axis in grid)
    shifted = np.column_stack(FORWARD[datum](longitude, latitude))
    metres = metres_between(np.column_stack((longitude, latitude)), shifted)
    assert least < metres.min() < metres.max() < most


OUTSIDE = [
    (0, 0),
    (139.7, 35.7),
    (2.35, 48.86),
    (71.9, 40),
    (137.94, 40),
    (110, 0.72),
    (110, 55.93),
    (-180, 90),
]


@pytest.mark.parametrize(("longitude", "latitude"), OUTSIDE)
def test_what_lies_outside_china_stays_both_ways(longitude, latitude):
    for datum, forward in FORWARD.items():
        assert forward(longitude, latitude) == (longitude, latitude)
        assert wgs84(longitude, latitude, datum) == (longitude, latitude)


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ((72.004, 40), (72.0039, 40)),
        ((137.8347, 40), (137.8348, 40)),
        ((110, 0.8293), (110, 0.8292)),
        ((110, 55.8271), (110, 55.8272)),
    ],
)
def test_the_shift_ends_at_the_rectangle_that_the_providers_use(inside, outside):
    for forward in FORWARD.values():
        assert forward(*inside) != inside
        assert forward(*outside) == outside


def test_wgs84_stays_as_it_is():
    assert list(wgs84(122.26, 43.65, "WGS-84")) == [122.26, 43.65]


@pytest.mark.parametrize("datum", FORWARD)
@pytest.mark.parametrize("longitude", [72.004, 72.005, 137.8346, 137.8347])
@pytest.mark.parametrize("latitude", [0.8293, 20, 55.8271])
def test_a_place_that_the_shift_carried_over_the_edge_comes_back(datum, longitude, latitude):
    x, y = FORWARD[datum](longitude, latitude)
    assert (x, y) != (longitude, latitude)
    assert metres_between(np.array(wgs84(x, y, datum)), (longitude, latitude)) < 0.05


@pytest.mark.parametrize("datum", DATUMS)
def test_nan_stays_nan_and_harms_no_neighbour(datum):
    x, y = wgs84([np.nan, 122.0, 122.0], [43.0, np.nan, 43.0], datum)
    assert np.isnan(x).tolist() == [True, False, False]
    assert np.isnan(y).tolist() == [False, True, False]
    assert (x[2], y[2]) == wgs84(122.0, 43.0, datum)


@pytest.mark.parametrize("datum", DATUMS)
def test_shapes_stay_and_what_came_in_is_not_changed(datum):
    x, y = np.full((2, 3), 122.0), np.full((2, 3), 43.0)
    found = wgs84(x, y, datum)
    assert [axis.shape for axis in found] == [(2, 3), (2, 3)]
    found[0][:] = 0
    assert (x == 122.0).all()
    assert [axis.shape for axis in wgs84([], [], datum)] == [(0,), (0,)]


def test_the_datums_are_those_of_the_contract():
    assert COORD_DATUM.choices == DATUMS
    with pytest.raises(ValueError, match="Beijing54"):
        wgs84(122, 43, "Beijing54")


def test_cgcs2000_is_taken_as_wgs84():
    assert [float(axis) for axis in wgs84(122.26, 43.65, "CGCS2000")] == [122.26, 43.65]
