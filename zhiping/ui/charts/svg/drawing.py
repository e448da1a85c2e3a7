"""A picture as SVG, made of its spec: see the spec's own makers beside this folder."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from html import escape
from typing import Any

from zhiping.ui.charts.frame import Figure
from zhiping.ui.charts.svg import ticks, words
from zhiping.ui.charts.svg.ground import Axis, Ground, as_number, element, short
from zhiping.ui.charts.svg.marks import DASHES, Bars, Patterns, scattered

_STANDOFF_LEAST = 0.01


class _Drawing:
    """One picture on its ground."""

    def __init__(self, figure: Figure, key: str, width: int | None) -> None:
        self._traces = figure.spec["data"]
        self._layout: Mapping[str, Any] = figure.spec["layout"]
        self._looks = self._layout["template"]["layout"]
        self.font: dict[str, Any] = self._looks["font"]
        self.margin: Mapping[str, int] = self._layout["margin"]
        self.height: int = self._layout["height"]
        within = width and float(width - self.margin["l"] - self.margin["r"])
        self._ground = Ground(float(self.height - self.margin["t"] - self.margin["b"]), within or None)
        self._patterns = Patterns(key)

    @cached_property
    def _axes(self) -> dict[str, Axis]:
        """By the name that a trace or a label says: "x", "y", "y2"."""
        return {
            name.replace("axis", ""): Axis(self._looks[f"{name[0]}axis"] | shown)
            for name, shown in self._layout.items()
            if name[:5] in ("xaxis", "yaxis")
        }

    def drawn(self) -> str:
        """What lies on the ground; further above is what comes later."""
        layers = [
            *self._shapes("below"),
            *(line for name, axis in self._axes.items() for line in self._lines(name, axis)),
            *self._bars(),
            *(
                mark
                for trace in self._traces
                if trace["type"] == "scatter"
                for mark in self._scattered(trace)
            ),
            *self._shapes("above"),
            *(word for name, axis in self._axes.items() for word in self._words(name, axis)),
            *(self._label(label) for label in self._layout.get("annotations", ())),
        ]
        patterns = self._patterns.written()
        return (element("defs", patterns) if patterns else "") + "".join(layers)

    def _lines(self, name: str, axis: Axis) -> Iterator[str]:
        return ticks.across(self._ground, axis, is_below=name[0] == "x")

    def _words(self, name: str, axis: Axis) -> Iterator[str]:
        return ticks.written(self._ground, axis, self.font, is_below=name[0] == "x", margin=self.margin["b"])

    def _of(self, trace: Mapping[str, Any]) -> tuple[Axis, Axis]:
        return self._axes[trace.get("xaxis", "x")], self._axes[trace.get("yaxis", "y")]

    def _bars(self) -> Iterator[str]:
        bars = Bars(self._ground, self._patterns, is_stacked=self._layout.get("barmode") == "stack")
        for trace in self._traces:
            if trace["type"] == "bar":
                yield from bars.drawn(trace, *self._of(trace))

    def _scattered(self, trace: dict[str, Any]) -> Iterator[str]:
        return scattered(self._ground, trace, *self._of(trace), self.font)

    def _place(self, said: Mapping[str, Any], side: str, which: str = "") -> float:
        """Where a label or a shape is told to be; on "paper" in parts of the ground already."""
        axis, value = said.get(f"{side}ref", side), said[side + which]
        return as_number(value) if axis == "paper" else self._axes[axis].at(value)

    def _shapes(self, layer: str) -> Iterator[str]:
        for shape in self._layout.get("shapes", ()):
            if shape.get("layer", "above") != layer:
                continue
            x0, x1 = (self._place(shape, "x", which) for which in "01")
            y0, y1 = (self._ground.y(self._place(shape, "y", which)) for which in "01")
            line = shape.get("line", {})
            if shape["type"] == "rect":
                yield element(
                    "rect",
                    x=self._ground.x(min(x0, x1)),
                    y=min(y0, y1),
                    width=self._ground.x(abs(x1 - x0)),
                    height=abs(y1 - y0),
                    fill=shape.get("fillcolor", "none"),
                )
            else:
                yield element(
                    "line",
                    x1=self._ground.x(x0),
                    x2=self._ground.x(x1),
                    y1=y0,
                    y2=y1,
                    stroke=line["color"],
                    stroke_width=line.get("width", 2),
                    stroke_dasharray=DASHES[line.get("dash", "solid")],
                )

    def _label(self, label: Mapping[str, Any]) -> str:
        x, y = self._place(label, "x"), self._place(label, "y")
        font = self.font | label.get("font", {})
        anchors = {"xanchor": label.get("xanchor", "center"), "yanchor": label.get("yanchor", "middle")}
        right, up = label.get("xshift", 0), label.get("yshift", 0)
        around = ""
        if label["showarrow"]:
            right, up = label["ax"], -label["ay"]
            around = self._leader(label, right, -up)
        if colour := label.get("bgcolor"):
            pad = label.get("borderpad", 1)
            box = words.ground_of(label["text"], font["size"], **anchors, pad=pad, colour=colour)
            around += element("g", box, transform=f"translate({short(right)} {short(-up)})")
        return (self._ground.at(x, self._ground.y(y), around) if around else "") + words.block(
            self._ground,
            label["text"],
            x,
            y,
            font,
            **anchors,
            xshift=right,
            yshift=up,
            align=label.get("align", "center"),
        )

    def _leader(self, label: Mapping[str, Any], right: float, down: float) -> str:
        """A line from a label to its point, which it does not quite reach."""
        length = max((right**2 + down**2) ** 0.5, _STANDOFF_LEAST)
        short_of = min(label.get("standoff", 0) / length, 1)
        return element(
            "line",
            x1=right * short_of,
            y1=down * short_of,
            x2=float(right),
            y2=float(down),
            stroke=label["arrowcolor"],
            stroke_width=label["arrowwidth"],
        )

    def on_ground(self, **attributes: object) -> str:
        """The ground with all that lies on it."""
        return element(
            "svg",
            self.drawn(),
            width=self._ground.x(1),
            height=self._ground.height,
            overflow="visible",
            **attributes,
        )


def drawn(figure: Figure, key: str) -> str:
    """A picture as HTML, as wide as there is room and as high as its layout says. `key`: no other's on the page."""
    drawing = _Drawing(figure, key, None)
    margin = drawing.margin
    around = " ".join(f"{margin[side]}px" for side in "trbl")
    style = f"padding: {around}; font-family: {drawing.font['family']}"
    inner = drawing.on_ground(aria_hidden="true")
    return element("div", inner, class_="zp-picture", role="img", aria_label=figure.alt, style=style)


def standing_alone(figure: Figure, width: int) -> str:
    """A picture as an SVG of its own, `width` pixels wide, for documents, where nobody points at it."""
    silent = [{**trace, "hoverinfo": "skip"} for trace in figure.spec["data"]]
    drawing = _Drawing(replace(figure, spec={**figure.spec, "data": silent}), "p", width)
    margin = drawing.margin
    return element(
        "svg",
        element("title", escape(figure.alt)) + drawing.on_ground(x=margin["l"], y=margin["t"]),
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=drawing.height,
        viewBox=f"0 0 {width} {drawing.height}",
        font_family=drawing.font["family"],
        **{"xml:space": "preserve"},
    )
