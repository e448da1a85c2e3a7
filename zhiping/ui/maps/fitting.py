"""Which part of the earth a map shows at first."""

from collections.abc import Sequence

from zhiping.contracts.kinds import Row
from zhiping.rules.areas import area_prefix
from zhiping.ui.maps.ground import MARGIN, Box, area_of, areas, box_of
from zhiping.ui.maps.points import Layer
from zhiping.ui.maps.totals import Totals

Place = tuple[float, float]  # longitude, latitude
_REGION = "15"
_AROUND = 0.5  # degrees: what is further away is shown beside the map
_ASIDE = 20  # pixels: half a name that stands at a point, without the map's own margin
# Degrees each way that are shown at least: of a single place until names of areas are in view, of several until outlines are.
_ALONE, _AMONG = 0.16, 0.03


def _is_outlined(outline: str) -> bool:
    area = area_of(outline)
    return area is not None and area.prefix == area_prefix(outline)


def aside(outline: str, totals: Totals | None) -> int:
    """How many pixels left and right what is fitted to its points leaves free: names stand there, and none is cut."""
    if _is_outlined(outline):
        return 0
    half = totals.widest_caption() / 2 - MARGIN if totals else 0
    return max(_ASIDE, round(half))


def _near(places: Sequence[Place], outline: str) -> list[Place]:
    """Those in or around the area asked for, else the region; all where the half or more lie elsewhere."""
    frame = (area_of(outline) or areas()[_REGION]).box.grown(_AROUND)
    near = [place for place in places if frame.holds(place)]
    return near if 2 * len(near) > len(places) else list(places)


def far(layer: Layer, outline: str) -> list[Row]:
    """The rows of a layer whose places lie far outside the area asked for: a digit of a coordinate is wrong, mostly.

    The map is not made smaller for them.
    """
    placed = layer.placed()
    near = set(_near([layer.place_of(row) for row in placed], outline))
    return [row for row in placed if layer.place_of(row) not in near]


def box(layers: Sequence[Layer], outline: str, totals: Totals | None) -> Box:
    """What the map shows at first: the outlined area, else its points, else all, else what holds it, else the region."""
    area = area_of(outline)
    if area and _is_outlined(outline):
        return area.box
    parts: list[Layer | Totals] = [*layers, *([totals] if totals else [])]
    placed = [(part.place_of(row), row) for part in parts for row in part.placed()]
    own = [at for at, row in placed if str(row.get("area_code", "")).startswith(area_prefix(outline))]
    places = _near(own or [at for at, _row in placed], outline)
    if area and not places:
        return area.box
    if not places:
        return areas()[_REGION].box
    around = box_of([x for x, _y in places], [y for _x, y in places])
    return around.at_least(_ALONE if around.is_point else _AMONG)
