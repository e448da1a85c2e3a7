"""界线: the outlines of areas that come with the product, as the map draws them and places are checked by."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from zhiping.rules.areas import LEVEL_DIGITS, area_prefix
from zhiping.settings import GEO

Ring = list[list[float]]
_LEAGUE = 4  # digits of its code


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


def league_of(outline: Outline, shapes: Mapping[str, Outline] | None = None) -> Outline | None:
    """The outline of the league that a county lies in; None for what is no county, or where there is none."""
    shapes = outlines() if shapes is None else shapes
    return shapes.get(outline.prefix[:_LEAGUE]) if len(outline.prefix) > _LEAGUE else None


def counties_around(league: Outline, shapes: Mapping[str, Outline] | None = None) -> list[Outline]:
    """The outlines of the counties of a league. They need not fill it: one that another province governs has none."""
    shapes = outlines() if shapes is None else shapes
    return [
        one for one in shapes.values() if one.prefix != league.prefix and one.prefix.startswith(league.prefix)
    ]


def _outline(feature: dict[str, Any]) -> Outline:
    properties, geometry = feature["properties"], feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return Outline(
        area_prefix(properties["adcode"]),
        properties["name"],
        (properties["lon"], properties["lat"]),
        tuple(tuple(polygon) for polygon in polygons),
    )
