"""界线: the outlines of areas that come with the product, as the map draws them and places are checked by."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from zhiping.rules.areas import LEVEL_DIGITS, area_prefix
from zhiping.settings import GEO

Ring = list[list[float]]


@dataclass(frozen=True)
class Outline:
    """The boundary of one area (simplified, WGS-84): `prefix` has 2, 4 or 6 digits, `place` is that of its name.

    `polygons` in degrees: of each the outer ring, then its holes; rings are closed.
    """

    prefix: str
    name: str
    place: tuple[float, float]
    polygons: tuple[tuple[Ring, ...], ...]

    @property
    def rings(self) -> tuple[Ring, ...]:
        return tuple(ring for polygon in self.polygons for ring in polygon)


@cache
def outlines() -> Mapping[str, Outline]:
    """Prefix -> every area that has an outline."""
    features = json.loads((GEO / "nmg_lite.geojson").read_text("utf-8"))["features"]
    return {one.prefix: one for one in map(_outline, features)}


def outline_of(code: str, shapes: Mapping[str, Outline] | None = None) -> Outline | None:
    """The smallest area of `shapes` (all there are) that is, or holds, the area `code`.

    None for "" and for other regions; a street has its county's, for it has none of its own.
    """
    shapes = outlines() if shapes is None else shapes
    prefix = area_prefix(code)
    for digits in reversed(LEVEL_DIGITS):
        if len(prefix) >= digits and (found := shapes.get(prefix[:digits])):
            return found
    return None


def _outline(feature: dict[str, Any]) -> Outline:
    properties, geometry = feature["properties"], feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return Outline(
        area_prefix(properties["adcode"]),
        properties["name"],
        (properties["lon"], properties["lat"]),
        tuple(tuple(polygon) for polygon in polygons),
    )
