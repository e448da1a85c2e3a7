"""The marks of a picture: bars, points, and the lines between them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zhiping.ui.charts.frame import Trace
from zhiping.ui.charts.svg import words
from zhiping.ui.charts.svg.ground import Axis, Ground, as_number, element, short

DASHES = {"dot": "3 3", "dash": "9 9", "solid": None}
_PATTERNS = {
    "/": "M0 8L8 0M-1 1L1 -1M7 9L9 7",
    "\\": "M0 0L8 8M-1 7L1 9M7 -1L9 1",
    "x": "M0 8L8 0M0 0L8 8",
    "-": "M0 4H8",
    "|": "M4 0V8",
    "+": "M0 4H8M4 0V8",
}
_TILE = 8
# Around a middle, half as large as the size: as many as pictures use.
_SHAPES = {
    "square": "M-1 -1H1V1H-1Z",
    "diamond": "M0 -1.3L1.3 0L0 1.3L-1.3 0Z",
    "triangle-up": "M0 -1.15L1.1 .8H-1.1Z",
    "triangle-down": "M0 1.15L1.1 -.8H-1.1Z",
    "cross": "M-.4 -1.2H.4V-.4H1.2V.4H.4V1.2H-.4V.4H-1.2V-.4H-.4Z",
    "x": "M-.85 -1.15L0 -.3L.85 -1.15L1.15 -.85L.3 0L1.15 .85L.85 1.15L0 .3L-.85 1.15L-1.15 .85L-.3 0L-1.15 -.85Z",
}

# The shape, its ground, the colour of its lines and how much of them is seen.
_Look = tuple[str, str, str, float]


def each(value: Any, place: int) -> Any:
    """An attribute that a trace has for all of its points, or for each."""
    return value[place] if isinstance(value, list | tuple) else value


def _answering(trace: Trace, place: int) -> dict[str, object]:
    """What a point tells whoever points at it, and what a click on it sets."""
    if trace.get("hoverinfo") == "skip":
        return {}
    tip = each(trace.get("hovertemplate"), place)
    click = each(trace.get("customdata"), place)
    return {"data_told": words.plain(tip) if tip else None, "data_click": click or None}


class Patterns:
    """The patterns of a picture's bars, each once; `key` sets them apart from those of other pictures of a page."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._known: dict[_Look, str] = {}

    def fill(self, marker: Mapping[str, Any], colour: str, number: int) -> str:
        """What the bar of that number is filled with."""
        pattern = marker.get("pattern", {})
        shape = each(pattern.get("shape", ""), number)
        if not shape:
            return colour
        is_over = pattern["fillmode"] == "overlay"
        look = (shape, colour if is_over else "none", pattern["fgcolor"], pattern.get("fgopacity", 1))
        return f"url(#{self._known.setdefault(look, f'{self._key}-{len(self._known)}')})"

    def written(self) -> str:
        """All that were asked for."""
        return "".join(self._pattern(name, *look) for look, name in self._known.items())

    def _pattern(self, name: str, shape: str, ground: str, ink: str, share: float) -> str:
        drawn = element("rect", width=_TILE, height=_TILE, fill=ground)
        drawn += (
            element("circle", cx=4, cy=4, r=1.5, fill=ink, opacity=share)
            if shape == "."
            else element("path", d=_PATTERNS[shape], stroke=ink, stroke_width=1.3, opacity=share)
        )
        return element("pattern", drawn, id=name, width=_TILE, height=_TILE, patternUnits="userSpaceOnUse")


class Bars:
    """The bars of one picture, one trace after the other: where they are stacked each begins where the last ended."""

    def __init__(self, ground: Ground, patterns: Patterns, *, is_stacked: bool) -> None:
        self._ground = ground
        self._patterns = patterns
        self._is_stacked = is_stacked
        self._ends: defaultdict[float, float] = defaultdict(float)

    def drawn(self, trace: Trace, across: Axis, along: Axis) -> Iterator[str]:
        """The bars of a trace; `across` is the axis from left to right, `along` the other one."""
        lies = trace.get("orientation") == "h"
        places, lengths = (trace["y"], trace["x"]) if lies else (trace["x"], trace["y"])
        at, of = (along, across) if lies else (across, along)
        for number, (place, length) in enumerate(zip(places, lengths, strict=True)):
            if length is None:
                continue
            middle, half = as_number(place), each(trace["width"], number) / 2
            start = as_number(each(trace.get("base"), number) or 0) + self._ends[middle]
            if self._is_stacked:
                self._ends[middle] += length
            sides = sorted((at.at_number(middle - half), at.at_number(middle + half)))
            ends = sorted((of.at_number(start), of.at_number(start + length)))
            if ends[0] < ends[1]:
                yield self._bar(trace, number, *((ends, sides) if lies else (sides, ends)))

    def _bar(self, trace: Trace, number: int, x: Sequence[float], y: Sequence[float]) -> str:
        marker = trace["marker"]
        line = marker.get("line", {})
        colour = each(marker["color"], number)
        edge = each(line.get("width", 0), number)
        return element(
            "rect",
            x=self._ground.x(x[0]),
            y=self._ground.y(y[1]),
            width=self._ground.x(x[1] - x[0]),
            height=self._ground.y(y[0]) - self._ground.y(y[1]),
            fill=self._patterns.fill(marker, colour, number),
            stroke=each(line.get("color"), number) if edge else None,
            stroke_width=edge or None,
            opacity=each(marker.get("opacity"), number),
            **_answering(trace, number),
        )


def scattered(ground: Ground, trace: Trace, x: Axis, y: Axis, font: Mapping[str, Any]) -> Iterator[str]:
    """The line of a trace, its points and the words beside them; a point without a value is none, and breaks the line."""
    modes = trace.get("mode", "lines+markers").split("+")
    places = [
        (x.at(across), y.at(up)) if across is not None and up is not None else None
        for across, up in zip(trace["x"], trace["y"], strict=True)
    ]
    if "lines" in modes:
        yield _line(ground, trace, places)
    if "markers" in modes:
        for number, place in enumerate(places):
            if place:
                yield _point(ground, trace, number, place)
    if "text" in modes:
        yield from _beside(ground, trace, places, font)


def _line(ground: Ground, trace: Trace, places: Sequence[tuple[float, float] | None]) -> str:
    line = trace.get("line", {})
    return ground.path(
        places,
        clips=trace.get("cliponaxis", True),
        stroke=line.get("color"),
        stroke_width=line.get("width", 2),
        stroke_dasharray=DASHES[line.get("dash", "solid")],
        stroke_linejoin="round",
    )


def _point(ground: Ground, trace: Trace, number: int, place: tuple[float, float]) -> str:
    marker = trace["marker"]
    name, opened, _rest = str(each(marker.get("symbol", "circle"), number)).partition("-open")
    is_open = bool(opened)
    line = marker.get("line", {})
    colour = each(marker["color"], number)
    edge = each(line.get("width", 0), number) or (1 if is_open else 0)
    half = each(marker.get("size", 6), number) / 2
    look: dict[str, object] = {
        "fill": "none" if is_open else colour,
        "stroke": (colour if is_open else each(line.get("color"), number)) if edge else None,
        "stroke_width": edge or None,
        **_answering(trace, number),
    }
    at_x, at_y = place
    if name == "circle":
        return element("circle", cx=ground.x(at_x), cy=ground.y(at_y), r=float(half), **look)
    shape = element(
        "path", d=_SHAPES[name], transform=f"scale({short(half)})", vector_effect="non-scaling-stroke", **look
    )
    return ground.at(at_x, ground.y(at_y), shape)


def _beside(
    ground: Ground,
    trace: Trace,
    places: Sequence[tuple[float, float] | None],
    font: Mapping[str, Any],
) -> Iterator[str]:
    away = each(trace.get("marker", {}).get("size", 0), 0) / 2 + 3
    for number, place in enumerate(places):
        text = each(trace["text"], number)
        if not place or not text:
            continue
        up, side = each(trace.get("textposition", "middle center"), number).split()
        # Words stand on the side that is named, so they end where the point begins.
        yield words.block(
            ground,
            text,
            *place,
            font | trace.get("textfont", {}),
            xanchor={"left": "right", "right": "left"}.get(side, "center"),
            yanchor={"top": "bottom", "bottom": "top"}.get(up, "middle"),
            xshift={"left": -away, "right": away}.get(side, 0),
            yshift={"top": away, "bottom": -away}.get(up, 0),
        )
