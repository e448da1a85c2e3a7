"""A picture as SVG, for paper, where no browser draws it: the traces, shapes and labels that our pictures use.

It reads the same spec as plotly.js and places everything as that does: heights and margins are fixed in pixels, axes
have their ranges. What a picture uses beyond that is refused, not left out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape, unescape
from typing import Any

from zhiping.ui.charts.frame import FONT, INK, MUTED, SIZE, SMALL, Figure, text_width
from zhiping.ui.charts.marks import DASHES, LINE_HEIGHT, PIECE, each, line, marker, rect, text
from zhiping.words import _, month_name

WIDTH = 560  # pixels: on a sheet of 156 mm a letter is as large as one of 五号
_MOST_MONTHS = 8  # that are written on an axis of time
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


@dataclass(frozen=True)
class _Axis:
    """From values to pixels. `low`, `high`: values at `begin` and `end`."""

    low: float
    high: float
    begin: float
    end: float

    def at(self, value: Any) -> float:
        return self.begin + (_number(value) - self.low) / (self.high - self.low) * (self.end - self.begin)

    def length(self, value: float) -> float:
        return abs(value / (self.high - self.low) * (self.end - self.begin))


def _number(value: Any) -> float:
    """A value of an axis; a day as plotly counts it, in milliseconds."""
    if isinstance(value, str):
        return (datetime.fromisoformat(value) - datetime(1970, 1, 1)).total_seconds() * 1000
    return float(value)


def svg_of(figure: Figure, width: int = WIDTH) -> str:
    """The picture in its own size, `width` pixels wide. ValueError for what this cannot draw."""
    layout = figure.spec["layout"]
    margin, height = layout["margin"], layout["height"]
    left, right, top, bottom = margin["l"], width - margin["r"], margin["t"], height - margin["b"]
    x_low, x_high = map(_number, layout["xaxis"]["range"])
    y_low, y_high = map(_number, layout["yaxis"]["range"])
    drawn = _Drawing(_Axis(x_low, x_high, left, right), _Axis(y_low, y_high, bottom, top))
    shapes = layout.get("shapes", ())
    parts = [
        *drawn.axes(layout),
        *(drawn.shape(one) for one in shapes if one.get("layer") == "below"),
        *drawn.traces(figure.spec["data"], layout.get("barmode", "")),
        *(drawn.shape(one) for one in shapes if one.get("layer") != "below"),
        *(part for one in layout.get("annotations", ()) for part in drawn.annotation(one)),
    ]
    plot = rect(left, top, right, bottom, "")
    patterns = f'<clipPath id="plot">{plot}</clipPath>' + "".join(drawn.patterns.values())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family="{FONT}" font-size="{SIZE}" fill="{INK.light}"><title>{escape(figure.alt)}</title>'
        f'<defs>{patterns}</defs><rect width="{width}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


class _Drawing:
    """The parts of one picture."""

    def __init__(self, x: _Axis, y: _Axis) -> None:
        self.x, self.y = x, y
        self.patterns: dict[str, str] = {}

    def axes(self, layout: Mapping[str, Any]) -> Iterator[str]:
        template = layout["template"]["layout"]["xaxis"]
        for name, axis in (("x", layout["xaxis"]), ("y", layout["yaxis"])):
            if axis.get("visible") is False:
                continue
            for value, words in _ticks(axis):
                yield from self._tick(name, value, words, axis, template)
            if axis.get("showline"):
                colour = axis.get("linecolor", template["linecolor"])
                if name == "x":
                    yield line(self.x.begin, self.y.begin, self.x.end, self.y.begin, colour, 1)
                else:
                    yield line(self.x.begin, self.y.begin, self.x.begin, self.y.end, colour, 1)
            if title := axis.get("title"):
                middle = (self.x.begin + self.x.end) / 2
                yield from text(title["text"], middle, self.y.begin + 40, "middle", MUTED.light, SMALL)

    def _tick(
        self, name: str, value: Any, words: str, axis: Mapping[str, Any], template: Mapping[str, Any]
    ) -> Iterator[str]:
        colour = axis.get("tickfont", {}).get("color", template["tickfont"]["color"])
        size = axis.get("tickfont", {}).get("size", template["tickfont"]["size"])
        if name == "x":
            place = self.x.at(value)
            if axis.get("showgrid"):
                yield line(place, self.y.begin, place, self.y.end, template["gridcolor"], 1)
            yield from text(words, place, self.y.begin + 8 + size, "middle", colour, size)
        else:
            place = self.y.at(value)
            if axis.get("showgrid"):
                yield line(self.x.begin, place, self.x.end, place, template["gridcolor"], 1)
            lines = words.count("<br>") + 1
            first = place + size * 0.35 - (lines - 1) * size * LINE_HEIGHT / 2
            yield from text(words, self.x.begin - 6, first, "end", colour, size)

    def shape(self, shape: Mapping[str, Any]) -> str:
        x0, x1 = (self._place("x", shape[end], shape.get("xref", "x")) for end in ("x0", "x1"))
        y0, y1 = (self._place("y", shape[end], shape.get("yref", "y")) for end in ("y0", "y1"))
        edge = shape.get("line", {})
        if shape["type"] == "line":
            return line(x0, y0, x1, y1, edge["color"], edge["width"], edge.get("dash", ""))
        if shape["type"] == "rect":
            return rect(x0, y0, x1, y1, f'fill="{shape["fillcolor"]}"')
        raise ValueError(f"no shape {shape['type']!r}")

    def _place(self, name: str, value: Any, reference: str) -> float:
        axis = self.x if name == "x" else self.y
        return axis.begin + float(value) * (axis.end - axis.begin) if reference == "paper" else axis.at(value)

    def traces(self, traces: Sequence[Mapping[str, Any]], barmode: str) -> Iterator[str]:
        stacked: Counter[float] = Counter()
        for trace in traces:
            if trace["type"] == "bar":
                yield from self._bars(trace, stacked if barmode == "stack" else Counter())
            elif trace["type"] == "scatter":
                yield from self._points(trace)
            else:
                raise ValueError(f"no trace {trace['type']!r}")

    def _bars(self, trace: Mapping[str, Any], stacked: Counter[float]) -> Iterator[str]:
        is_flat = trace.get("orientation") == "h"
        lengths, places = (trace["x"], trace["y"]) if is_flat else (trace["y"], trace["x"])
        along, across = (self.x, self.y) if is_flat else (self.y, self.x)
        for index, (length, place) in enumerate(zip(lengths, places, strict=True)):
            if not length:
                continue
            base = stacked[_number(place)] + each(trace.get("base", 0), index)
            stacked[_number(place)] += length
            half = across.length(each(trace["width"], index)) / 2
            middle = across.at(place)
            ends = along.at(base), along.at(base + length)
            look = self._filled(trace["marker"], index)
            if is_flat:
                yield rect(ends[0], middle - half, ends[1], middle + half, look)
            else:
                yield rect(middle - half, ends[0], middle + half, ends[1], look)

    def _filled(self, look: Mapping[str, Any], index: int) -> str:
        colour = each(look["color"], index)
        stroke = look.get("line", {})
        edge = ""
        if each(stroke.get("width", 0), index):
            edge = f' stroke="{each(stroke["color"], index)}" stroke-width="{each(stroke["width"], index)}"'
        pattern = look.get("pattern", {})
        if shape := each(pattern.get("shape", ""), index):
            return f'fill="url(#{self._pattern(shape, colour, pattern)})"{edge}'
        fill = "none" if colour == "rgba(0,0,0,0)" else colour
        return f'fill="{fill}"{edge}'

    def _pattern(self, shape: str, colour: str, pattern: Mapping[str, Any]) -> str:
        is_overlay = pattern.get("fillmode") == "overlay"
        ground, ink = (colour, pattern.get("fgcolor", "#ffffff")) if is_overlay else ("#ffffff", colour)
        name = f"p{len(self.patterns)}"
        key = f"{shape}{colour}{ground}"
        if key not in self.patterns:
            strokes = {
                "/": "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2",
                "\\": "M-1,5 l2,2 M0,0 l6,6 M5,-1 l2,2",
                "x": "M0,6 l6,-6 M0,0 l6,6",
                "-": "M0,3 h6",
                "|": "M3,0 v6",
                "+": "M0,3 h6 M3,0 v6",
                ".": "M2.5,3 h1",
            }[shape]
            self.patterns[key] = (
                f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
                f'<rect width="6" height="6" fill="{ground}"/>'
                f'<path d="{strokes}" stroke="{ink}" stroke-width="1.2" fill="none"/></pattern>'
            )
        return re.search(r'id="(\w+)"', self.patterns[key]).group(1)  # type: ignore[union-attr]

    def _points(self, trace: Mapping[str, Any]) -> Iterator[str]:
        modes = trace["mode"].split("+")
        if "text" in modes:
            raise ValueError("no text in a trace")
        known = [
            None if y is None or x is None else (self.x.at(x), self.y.at(y))
            for x, y in zip(trace["x"], trace["y"], strict=True)
        ]
        if "lines" in modes:
            stroke, path, is_on = trace["line"], "", False
            for point in known:
                if point:
                    path += f"{'L' if is_on else 'M'}{point[0]:.1f},{point[1]:.1f} "
                is_on = point is not None
            dash = DASHES.get(stroke.get("dash", ""), "")
            more = f' stroke-dasharray="{dash}"' if dash else ""
            yield f'<path d="{path}" fill="none" stroke="{stroke["color"]}" stroke-width="{stroke["width"]}"{more} clip-path="url(#plot)"/>'
        if "markers" in modes:
            for index, point in enumerate(known):
                if point:
                    yield marker(*point, trace["marker"], index)

    def annotation(self, one: Mapping[str, Any]) -> Iterator[str]:
        at_x = self._place("x", one["x"], one.get("xref", "x"))
        at_y = self._place("y", one["y"], one.get("yref", "y"))
        font = one.get("font", {})
        size = font.get("size", SIZE)
        x, y = at_x + one.get("xshift", 0), at_y - one.get("yshift", 0)
        if one.get("showarrow"):
            x, y = x + one["ax"], y + one["ay"]
            yield line(at_x, at_y, x, y, one["arrowcolor"], one["arrowwidth"])
        lines = one["text"].count("<br>") + 1
        tall = lines * size * LINE_HEIGHT
        first = {"top": y, "middle": y - tall / 2, "bottom": y - tall}[one.get("yanchor", "middle")] + size
        anchor = _ANCHORS[one.get("xanchor", "center")]
        if ground := one.get("bgcolor"):
            wide = text_width(unescape(PIECE.sub("", one["text"])), size)
            begin = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
            yield rect(begin, first - size, begin + wide, first + 3, f'fill="{ground}"')
        yield from text(one["text"], x, first, anchor, font.get("color", INK.light), size)


def _ticks(axis: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """Where an axis is written, and what: as the picture says, on an axis of time months, the year where it begins."""
    if axis.get("type") != "date":
        return list(zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=True))
    first, last = (datetime.fromisoformat(end).date() for end in axis["range"])
    months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    months = [month for month in months if first <= month <= last]
    months = months[:: -(-len(months) // _MOST_MONTHS)]
    found, year = [], 0
    for month in months:
        told = month_name(month.month)
        if month.year != year:
            told += "<br>" + _("{year}年").format(year=month.year)
        found.append((month.isoformat(), told))
        year = month.year
    return found
