"""What lies under the points: outlines and names of areas, and which part of the earth a map shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import asinh, atan, degrees, log2, pi, radians, sinh, tan

from zhiping.rules.geo.outlines import Ring, outline_of, outlines

_TILE = 512  # pixels of the whole earth at zoom 0, in deck.gl and MapLibre alike
MARGIN = 28
_ZOOMS = (2.5, 16.0)  # one point alone fills no screen; the tables tell the rest


@dataclass(frozen=True)
class Box:
    """A part of the earth in degrees (WGS-84)."""

    west: float
    south: float
    east: float
    north: float

    @property
    def is_point(self) -> bool:
        return self.west == self.east and self.south == self.north

    def holds(self, place: tuple[float, float]) -> bool:
        return self.west <= place[0] <= self.east and self.south <= place[1] <= self.north

    def grown(self, degrees: float) -> "Box":
        """The same with so much more on all sides."""
        return Box(self.west - degrees, self.south - degrees, self.east + degrees, self.north + degrees)

    def at_least(self, degrees: float) -> "Box":
        """The same, grown on all sides until it is so wide and high."""
        aside = max(0, degrees - (self.east - self.west)) / 2
        above = max(0, degrees - (self.north - self.south)) / 2
        return Box(self.west - aside, self.south - above, self.east + aside, self.north + above)


@dataclass(frozen=True)
class Area:
    """An area with an outline: `prefix` has 2, 4 or 6 digits; `rings` are closed, in degrees."""

    prefix: str
    name: str
    place: tuple[float, float]
    rings: tuple[Ring, ...]

    @property
    def box(self) -> Box:
        corners = [corner for ring in self.rings for corner in ring]
        return box_of([x for x, _y in corners], [y for _x, y in corners])


@cache
def areas() -> dict[str, Area]:
    """Prefix -> every area that has an outline."""
    return {one.prefix: Area(one.prefix, one.name, one.place, one.rings) for one in outlines().values()}


def area_of(code: str) -> Area | None:
    """The smallest area with an outline that is, or holds, the area `code`; None for "" and other regions."""
    found = outline_of(code)
    return areas()[found.prefix] if found else None


def box_of(longitudes: Sequence[float], latitudes: Sequence[float]) -> Box:
    """The smallest box around places; ValueError where there are none."""
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def pixels(longitude: float, latitude: float, zoom: float) -> tuple[float, float]:
    """Where a place lies on the Mercator earth at `zoom`: x to the right, y downwards, in pixels."""
    size = _TILE * 2**zoom
    return (longitude / 360 + 0.5) * size, (0.5 - asinh(tan(radians(latitude))) / (2 * pi)) * size


def place(x: float, y: float, zoom: float) -> tuple[float, float]:
    """The longitude and latitude of a pixel: `pixels` backwards."""
    size = _TILE * 2**zoom
    return (x / size - 0.5) * 360, degrees(atan(sinh((0.5 - y / size) * 2 * pi)))


def view_of(box: Box, width: int, height: int) -> tuple[float, float, float]:
    """Longitude and latitude of the middle, and the zoom at which `box` fits into so many pixels."""
    left, top = pixels(box.west, box.north, 0)
    right, bottom = pixels(box.east, box.south, 0)
    wanted = max((right - left) / (width - 2 * MARGIN), (bottom - top) / (height - 2 * MARGIN))
    lowest, highest = _ZOOMS
    zoom = highest if wanted == 0 else min(highest, max(lowest, -log2(wanted)))
    longitude, latitude = place((left + right) / 2, (top + bottom) / 2, 0)
    return round(longitude, 5), round(latitude, 5), round(zoom, 3)
