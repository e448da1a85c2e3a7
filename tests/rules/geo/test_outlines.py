"""Which outline an area has: its own, else that of the smallest area around it."""

import pytest

from zhiping.rules.geo.outlines import Outline, outline_of, outlines

RING = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("150502001002", "150502"),  # a village: its county
        ("150502", "150502"),
        ("150571001", "1505"),  # a zone without an outline: its league
        ("150500000000", "1505"),
        ("15", "15"),
        ("110101", None),  # other regions have none
        ("", None),
    ],
)
def test_the_smallest_area_with_an_outline(code, prefix):
    found = outline_of(code)
    assert (found.prefix if found else None) == prefix


def test_other_shapes_take_the_place_of_the_shipped_ones():
    shapes = {"11": Outline("11", "别处", (0.5, 0.5), ((RING,),))}
    assert outline_of("110101", shapes) is shapes["11"]
    assert outline_of("150502", shapes) is None


def test_rings_are_those_of_all_polygons_with_their_holes():
    outline = Outline("11", "别处", (0.5, 0.5), ((RING, RING), (RING,)))
    assert outline.rings == (RING, RING, RING)


def test_every_shipped_ring_is_closed():
    assert all(ring[0] == ring[-1] for outline in outlines().values() for ring in outline.rings)
