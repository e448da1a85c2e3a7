"""Pictures, read as plotly reads them, and held to what is drawn of them."""

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import plotly.graph_objects as go

from zhiping.ui.charts import Figure, svg

# The words of plotly that zhiping/ui/charts/svg draws; of another it would draw nothing.
_FONT = ("font.color", "font.size")
_LINE = ("line.color", "line.width", "line.dash")
_POINT = ("type", "name", "x", "y", "customdata", "hovertemplate", "hoverinfo", "xaxis", "yaxis")
_MARKER = ("marker.color", "marker.line.color", "marker.line.width", "marker.opacity")
WORDS = {
    "bar": {
        *_POINT,
        *_MARKER,
        *("orientation", "width", "base"),
        *(f"marker.pattern.{word}" for word in ("shape", "fillmode", "fgcolor", "fgopacity")),
    },
    "scatter": {
        *_POINT,
        *_MARKER,
        *_LINE,
        *("mode", "marker.size", "marker.symbol", "text", "textposition", "connectgaps", "cliponaxis"),
        *(f"text{word}" for word in _FONT),
    },
    "annotations": {
        *(
            "name",
            "text",
            "x",
            "y",
            "xref",
            "yref",
            "xanchor",
            "yanchor",
            "xshift",
            "yshift",
            "align",
            *_FONT,
        ),
        *(
            "showarrow",
            "ax",
            "ay",
            "arrowcolor",
            "arrowwidth",
            "arrowhead",
            "standoff",
            "bgcolor",
            "borderpad",
        ),
    },
    "shapes": {"type", "x0", "x1", "y0", "y1", "xref", "yref", "layer", "fillcolor", *_LINE},
    "axis": {
        *("type", "range", "domain", "anchor", "visible", "tickvals", "ticktext", "tickformat", "tickangle"),
        *("showgrid", "showline", "gridcolor", "linecolor", "title.text"),
        *(f"{part}{word}" for part in ("tick", "title.") for word in _FONT),
    },
    "layout": {"template", "height", "barmode", *(f"margin.{side}" for side in "trbl")},
}


def _words(said: Any, before: str = "") -> Iterator[str]:
    for word, value in said.items():
        if isinstance(value, dict) and word != "template":
            yield from _words(value, f"{before}{word}.")
        else:
            yield f"{before}{word}"


def words_of(spec: dict[str, Any]) -> set[tuple[str, str]]:
    """All words of a spec, each with the part that it is said of."""
    layout = spec["layout"]
    parts = [(trace["type"], trace) for trace in spec["data"]]
    parts += [(kind, one) for kind in ("annotations", "shapes") for one in layout.get(kind, ())]
    axes = {key for key in layout if "axis" in key}
    parts += [("axis", layout[key]) for key in axes]
    others = {key: value for key, value in layout.items() if key not in axes | {"annotations", "shapes"}}
    return {(kind, word) for kind, said in [*parts, ("layout", others)] for word in _words(said)}


def read(figure: Figure | None) -> Any:
    """A picture as a figure of plotly's own, with its words under layout.meta["alt"].

    ValueError where plotly does not know a word of it, TypeError where it holds more than plain values.
    """
    assert figure is not None
    drawn = go.Figure(**json.loads(json.dumps(figure.spec)))
    assert {(kind, word) for kind, word in words_of(figure.spec) if word not in WORDS[kind]} == set()
    ElementTree.fromstring(svg.drawn(figure, "p"))
    drawn.layout.meta = {"alt": figure.alt}
    return drawn
