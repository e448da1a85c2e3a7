"""A map as paper gets it: points, circles and names of the view on the screen, on blank, as one image.

Outlines without a map number (审图号) may not leave the screen; with one they are drawn too. The browser's own map
would not do: it is drawn outlines and all, and often not at all where a page is printed.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

from zhiping.settings import GEO
from zhiping.ui.charts.frame import FONT, GRID, INK, MUTED, SMALL, text_width
from zhiping.ui.look import numbers
from zhiping.ui.look.states import Theme
from zhiping.ui.maps.ground import Area, areas, pixels
from zhiping.ui.maps.points import Layer, Shown
from zhiping.ui.maps.signs import Mark, shape_of
from zhiping.ui.maps.totals import Totals, fill_of, ink_of

_THEME: Theme = "light"  # paper is white
_BANNERS_FROM = 5.5  # the zoom from which the base map names banners


class Paper:
    """An image of so many pixels, seen as the map is from `view` (longitude, latitude, zoom)."""

    def __init__(self, view: tuple[float, float, float], width: int, height: int) -> None:
        longitude, latitude, self._zoom = view
        middle = pixels(longitude, latitude, self._zoom)
        self._left, self._top = middle[0] - width / 2, middle[1] - height / 2
        self._size = (width, height)
        self._drawn: list[str] = []
        self._taken: list[tuple[float, float, float, float]] = []  # left, top, right, bottom of what is drawn

    def add_outlines(self, chosen: Area | None) -> None:
        """The borders of leagues, and that of the chosen area: only for an approved map."""
        for area in areas().values():
            if len(area.prefix) <= 4 or area is chosen:
                colour, width = (INK, 1.5) if area is chosen else (GRID, 1)
                for ring in area.rings:
                    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in map(self._at, ring))
                    self._drawn.append(
                        f'<polyline points="{line}" fill="none" stroke="{colour.on(_THEME)}" stroke-width="{width}"/>'
                    )

    def add_names(self) -> None:
        """The names of areas in view, of the sizes that the base map names at this zoom, where they lie on nothing.

        To be called last: what is counted goes before.
        """
        named = "county" if self._zoom >= _BANNERS_FROM else "city"
        for name, level, place in _names():
            x, y = self._at(place)
            if level == named and self._holds(x, y) and self._is_free(name, x, y):
                self._write(name, x, y, MUTED.on(_THEME))

    def add_points(self, layer: Layer, part: Shown, beside: Sequence[tuple[int, int]]) -> None:
        """The signs of rows, and the bubbles of those that are counted together."""
        for cell in part.cells:
            x, y = self._at(cell.place)
            number = numbers.count(len(cell.rows))
            self._circle(x, y, 8 + 2 * len(number), "#ffffff", INK.on(_THEME), number)
        for row, (right, down) in zip(part.rows, beside, strict=True):
            x, y = self._at(layer.place_of(row))
            self._sign(layer.mark_of(row), x + right, y + down, layer.size)

    def add_totals(self, totals: Totals) -> None:
        """The circles of areas with their numbers and names."""
        beside = totals.captions(self._zoom)
        for row in sorted(totals.placed(), key=lambda row: -row[totals.count]):
            x, y = self._at(totals.place_of(row))
            if not self._holds(x, y):
                continue
            place, radius = totals.class_of(row), totals.radius_of(row)
            number = numbers.count(row[totals.count])
            self._circle(x, y, radius, fill_of(place, _THEME), ink_of(place, _THEME), number)
            if row[totals.key] in beside:
                right, down = beside[row[totals.key]]
                self._write(totals.caption_of(row), x + right, y + down, INK.on(_THEME))

    def address(self) -> str:
        """The image as an address (data:)."""
        width, height = self._size
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
            f' font-family="{escape(FONT)}" font-size="{SMALL}">{"".join(self._drawn)}</svg>'
        )
        return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()

    def _at(self, place: Sequence[float]) -> tuple[float, float]:
        x, y = pixels(place[0], place[1], self._zoom)
        return round(x - self._left, 1), round(y - self._top, 1)

    def _holds(self, x: float, y: float) -> bool:
        return 0 <= x <= self._size[0] and 0 <= y <= self._size[1]

    def _sign(self, mark: Mark, x: float, y: float, size: int) -> None:
        if self._holds(x, y):
            self._taken.append((x - size / 2, y - size / 2, x + size / 2, y + size / 2))
            self._drawn.append(
                f'<g transform="translate({x - size / 2:.1f} {y - size / 2:.1f}) scale({size / 24:.3f})">'
                f"{shape_of(mark, _THEME)}</g>"
            )

    def _circle(self, x: float, y: float, radius: float, fill: str, ink: str, number: str) -> None:
        if self._holds(x, y):
            self._taken.append((x - radius, y - radius, x + radius, y + radius))
            self._drawn.append(
                f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" stroke="{INK.on(_THEME)}"/>'
            )
            self._write(number, x, y, ink)

    def _write(self, text: str, x: float, y: float, colour: str) -> None:
        x, y = self._within(text, x, y)
        self._taken.append(self._box(text, x, y))
        self._drawn.append(
            f'<text x="{x}" y="{y}" fill="{colour}" text-anchor="middle" dominant-baseline="central">{escape(text)}</text>'
        )

    def _within(self, text: str, x: float, y: float) -> tuple[float, float]:
        """The middle of a text, moved as little as needed for no edge to cut it."""
        width, height = self._size
        beside, above = text_width(text, SMALL) / 2 + 1, SMALL
        return round(min(max(x, beside), width - beside), 1), round(min(max(y, above), height - above), 1)

    @staticmethod
    def _box(text: str, x: float, y: float) -> tuple[float, float, float, float]:
        beside, above = text_width(text, SMALL) / 2, SMALL / 2
        return x - beside, y - above, x + beside, y + above

    def _is_free(self, text: str, x: float, y: float) -> bool:
        left, top, right, bottom = self._box(text, *self._within(text, x, y))
        return not any(
            left < own_right and own_left < right and top < own_bottom and own_top < bottom
            for own_left, own_top, own_right, own_bottom in self._taken
        )


@cache
def _names() -> tuple[tuple[str, str, tuple[float, float]], ...]:
    """Name, level and place of every area, as the base map writes them."""
    features: list[dict[str, Any]] = json.loads((GEO / "names.geojson").read_text("utf-8"))["features"]
    return tuple(
        (one["properties"]["name"], one["properties"]["level"], tuple(one["geometry"]["coordinates"]))
        for one in features
    )
