"""Points of a map: rows with a place, each a sign of its own, or many of them one bubble.

Where a layer has more points than a browser moves smoothly, neighbours are counted in bubbles; a click
opens a bubble, and what lies in it is drawn by itself or in smaller bubbles.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, sin, sqrt
from statistics import fmean
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.maps.ground import Box, box_of, pixels, place
from zhiping.ui.maps.signs import OTHER, Mark

# A row, its longitude and latitude, and the pixel on the whole earth where that lies.
_Drawn = tuple[Row, tuple[float, float], tuple[float, float]]

MOST_POINTS = 5_000
CELL_PIXELS = 72
_GOLDEN_ANGLE = 2.399963
_STEP_PIXELS = 10
_DECIMALS = 5  # about a metre


@dataclass(frozen=True)
class Layer:
    """Rows with a place, drawn together.

    `key`, `label`, `value`: the columns with a row's id, its name, and what its mark is chosen by;
    `marks`: value -> mark, in the order of the legend. `columns`, each with what it is called, are told
    when the pointer rests on a point. `selected`: the id of the row that is open on the page; it is
    ringed. `on_pick` is called once for a row that the reader has just clicked, before the page runs.
    `size`: pixels of a sign.
    `longitude`, `latitude`: columns in degrees (WGS-84); a row without them is counted, not drawn.
    """

    name: str
    rows: Sequence[Row]
    key: str
    label: str
    value: str
    marks: Mapping[Any, Mark]
    columns: Mapping[str, str] = field(default_factory=dict)
    selected: str | None = None
    on_pick: Callable[[Row], None] | None = None
    size: int = 20
    longitude: str = "longitude"
    latitude: str = "latitude"

    def mark_of(self, row: Row) -> Mark:
        return self.marks.get(row[self.value], OTHER)

    def place_of(self, row: Row) -> tuple[float, float]:
        return round(row[self.longitude], _DECIMALS), round(row[self.latitude], _DECIMALS)

    def placed(self) -> list[Row]:
        """The rows that can be drawn."""
        return [r for r in self.rows if r[self.longitude] is not None and r[self.latitude] is not None]

    def counts(self, rows: Iterable[Row] | None = None) -> Counter[Mark]:
        """How many of `rows` (default: all, placed or not) each mark stands for."""
        return Counter(map(self.mark_of, self.rows if rows is None else rows))


@dataclass(frozen=True)
class Cell:
    """Neighbours counted in one bubble, which stands at `place`."""

    place: tuple[float, float]
    rows: tuple[Row, ...]
    box: Box


@dataclass(frozen=True)
class Shown:
    """What is drawn of a layer: rows by themselves, and bubbles."""

    rows: tuple[Row, ...] = ()
    cells: tuple[Cell, ...] = ()

    def __add__(self, other: "Shown") -> "Shown":
        return Shown(self.rows + other.rows, self.cells + other.cells)


def shown(
    layers: Sequence[Layer], zoom: float, opened: Box | None = None, opened_zoom: float = 0
) -> list[Shown]:
    """What is drawn of each layer: its rows by themselves while those of the map are few, else bubbles.

    Layers take their room in order, so a short first one keeps its signs beside a long second one.
    `zoom`: of the whole map; `opened`: the bubble that the reader opened, shown at `opened_zoom`.
    The selected row never hides in a bubble.
    """
    placed = [layer.placed() for layer in layers]
    few = _fit(placed)
    inside = [
        [row for row in rows if opened and not is_few and _is_in(layer.place_of(row), opened)]
        for layer, rows, is_few in zip(layers, placed, few, strict=True)
    ]
    few_inside = [fits or (opened is not None and opened.is_point) for fits in _fit(inside)]
    parts: list[Shown] = []
    for number, layer in enumerate(layers):
        if few[number]:
            parts.append(Shown(tuple(placed[number])))
            continue
        slot = (few[:number].count(False), few.count(False))
        opened_keys = {row[layer.key] for row in inside[number]}
        outside = [row for row in placed[number] if row[layer.key] not in opened_keys]
        parts.append(
            _in_cells(layer, outside, zoom, slot)
            + (
                Shown(tuple(inside[number]))
                if few_inside[number]
                else _in_cells(layer, inside[number], opened_zoom, slot)
            )
        )
    return parts


def _fit(rows: Sequence[Sequence[Row]]) -> list[bool]:
    """Of each list, whether it fits into what those before it leave of MOST_POINTS."""
    left, fits = MOST_POINTS, []
    for one in rows:
        fits.append(len(one) <= left)
        left -= len(one) if fits[-1] else 0
    return fits


def _is_in(at: tuple[float, float], box: Box) -> bool:
    return box.west <= at[0] <= box.east and box.south <= at[1] <= box.north


def _in_cells(layer: Layer, rows: Iterable[Row], zoom: float, slot: tuple[int, int]) -> Shown:
    """Rows in squares of CELL_PIXELS at `zoom`; a row alone in its square stays a point.

    `slot`: the layer's place beside others with bubbles, and how many those are.
    """
    squares: dict[tuple[int, int], list[_Drawn]] = defaultdict(list)
    alone: list[Row] = []
    for row in rows:
        if row[layer.key] == layer.selected:
            alone.append(row)
            continue
        at = layer.place_of(row)
        x, y = pixels(*at, zoom)
        squares[int(x // CELL_PIXELS), int(y // CELL_PIXELS)].append((row, at, (x, y)))
    alone += [inside[0][0] for inside in squares.values() if len(inside) == 1]
    cells = [
        _cell(square, squares[square], zoom, slot) for square in sorted(squares) if len(squares[square]) > 1
    ]
    return Shown(tuple(alone), tuple(cells))


def _cell(square: tuple[int, int], inside: Sequence[_Drawn], zoom: float, slot: tuple[int, int]) -> Cell:
    """Its bubble stands half way from the mean to the square's middle: near its points, off its neighbours.

    Bubbles of several layers stand side by side, each at its own part of the square's width.
    """
    part, parts = slot
    x = (square[0] + (part + 0.5) / parts) * CELL_PIXELS
    y = (square[1] + 0.5) * CELL_PIXELS
    mean_x, mean_y = (fmean(pixel[axis] for _row, _at, pixel in inside) for axis in (0, 1))
    longitude, latitude = place((x + mean_x) / 2 if parts == 1 else x, (y + mean_y) / 2, zoom)
    return Cell(
        (round(longitude, _DECIMALS), round(latitude, _DECIMALS)),
        tuple(row for row, _at, _pixel in inside),
        box_of([at[0] for _row, at, _pixel in inside], [at[1] for _row, at, _pixel in inside]),
    )


def offsets(places: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """How many pixels each place is drawn beside itself: (0, 0) unless another has the same place.

    Those at one place stand round it like seeds of a sunflower, so that each can be seen and clicked.
    """
    crowded = {at for at, count in Counter(places).items() if count > 1}
    seen: Counter[tuple[float, float]] = Counter()
    moved = []
    for at in places:
        if at not in crowded:
            moved.append((0, 0))
            continue
        radius, angle = _STEP_PIXELS * sqrt(seen[at] + 0.5), seen[at] * _GOLDEN_ANGLE
        moved.append((round(radius * cos(angle)), round(radius * sin(angle))))
        seen[at] += 1
    return moved
