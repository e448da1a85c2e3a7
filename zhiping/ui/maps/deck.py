"""The layers of deck.gl that a map is made of, and the message that carries them to the browser."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import pydeck
from pydeck.bindings.json_tools import default_serialize

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import FONT, GRID, INK, SERIES, SMALL
from zhiping.ui.look import numbers
from zhiping.ui.look.base_map import STYLES
from zhiping.ui.look.states import BACKGROUNDS, Shade, Theme
from zhiping.ui.maps.ground import Area
from zhiping.ui.maps.points import Cell, Layer
from zhiping.ui.maps.signs import Mark, atlas, ring
from zhiping.ui.maps.totals import Totals, fill_of, ink_of
from zhiping.words import _

ACCENT = SERIES[0]
_SHARP = {"sdf": True, "fontSize": 64, "buffer": 8, "radius": 16, "cutoff": 0.2, "smoothing": 0.25}
_FAMILY = (
    f"'{FONT.replace(chr(39), '')}'"  # pydeck takes a text in quotes as it is, any other as an expression
)
_WRITTEN = {
    "get_position": "at",
    "get_size": SMALL,
    "font_family": _FAMILY,
    "font_weight": "'500'",
    "font_settings": _SHARP,
    "pickable": False,
}


class MapDeck(pydeck.Deck):  # type: ignore[misc]  # pydeck carries no types
    """A map of `layers`, seen from `view` (longitude, latitude, zoom), with its words for the pointer."""

    def __init__(
        self, layers: Sequence[pydeck.Layer], theme: Theme, view: tuple[float, float, float]
    ) -> None:
        longitude, latitude, zoom = view
        super().__init__(
            layers=list(layers),
            views=[pydeck.View(type="MapView", controller={"dragRotate": False, "touchRotate": False})],
            map_style=STYLES[theme],
            map_provider="maplibre",
            initial_view_state=pydeck.ViewState(
                longitude, latitude, zoom, min_zoom=2, max_zoom=20, pitch=0, bearing=0, maxPitch=0
            ),
            tooltip={
                "html": '<b>{name}</b><div style="white-space:pre-line">{told}</div>',
                "style": {
                    "backgroundColor": BACKGROUNDS[theme][1],
                    "border": f"1px solid {GRID.on(theme)}",
                    "borderRadius": "4px",
                    "color": INK.on(theme),
                    "fontFamily": FONT,
                    "fontSize": f"{SMALL}px",
                    "maxWidth": "240px",
                },
            },
        )

    def to_json(self) -> str:
        """As pydeck writes it, without the line breaks and blanks that make up half of it."""
        return json.dumps(self, default=default_serialize, ensure_ascii=False, separators=(",", ":"))


def rgb(shade: Shade, theme: Theme, opacity: int = 255) -> list[int]:
    """A colour as deck.gl takes it: red, green, blue, opacity, 0 to 255 each."""
    colour = shade.on(theme)
    return [*(int(colour[start : start + 2], 16) for start in (1, 3, 5)), opacity]


def _ground(theme: Theme) -> list[int]:
    return rgb(Shade(BACKGROUNDS["light"][0], BACKGROUNDS["dark"][0]), theme)


def outline_layer(area: Area, theme: Theme) -> pydeck.Layer:
    """The border of the chosen area."""
    return pydeck.Layer(
        "PathLayer",
        [{"path": ring} for ring in area.rings],
        id=f"outline/{area.prefix}",
        get_path="path",
        get_color=rgb(ACCENT, theme),
        get_width=2.5,
        width_units="'pixels'",
        joint_rounded=True,
        pickable=False,
    )


def _characters(texts: Iterable[str]) -> str:
    """Every character of `texts` once: deck.gl draws no other."""
    return "'" + "".join(sorted(set().union(*texts) - {"'"})) + "'"


def icon_layer(
    layer_id: str, layer: Layer, points: Sequence[dict[str, Any]], marks: Sequence[Mark], theme: Theme
) -> pydeck.Layer:
    """Points by their signs. No `get_color`: the browser would fade what is not selected."""
    image, mapping = atlas(marks, theme)
    return pydeck.Layer(
        "IconLayer",
        points,
        id=layer_id,
        icon_atlas=f"'{image}'",
        icon_mapping=mapping,
        get_icon="icon",
        get_position="at",
        get_pixel_offset="beside || [0, 0]",
        get_size=layer.size,
        pickable=True,
    )


def ring_layer(layer_id: str, point: dict[str, Any], size: int, theme: Theme) -> pydeck.Layer:
    """The ring round the point that is open on the page."""
    image, mapping = ring(ACCENT, theme)
    return pydeck.Layer(
        "IconLayer",
        [{**point, "icon": "0"}],
        id=layer_id,
        icon_atlas=f"'{image}'",
        icon_mapping=mapping,
        get_icon="icon",
        get_position="at",
        get_pixel_offset="beside || [0, 0]",
        get_size=round(size * 1.9),
        pickable=False,
    )


def bubble_mark(*, is_solid: bool) -> Mark:
    """What a bubble looks like in the legend."""
    return Mark("", INK, "●" if is_solid else "○")


def bubble_layers(
    layer_id: str, layer: Layer, cells: Sequence[Cell], theme: Theme, *, is_solid: bool
) -> list[pydeck.Layer]:
    """Bubbles with the number of rows in each; none for no cells."""
    if not cells:
        return []
    bubbles = [_bubble(layer, cell) for cell in cells]
    ink, ground = rgb(INK, theme), _ground(theme)
    fill, written = (ink, ground) if is_solid else (ground, ink)
    return _numbered(layer_id, bubbles, fill, written, theme)


def total_layers(layer_id: str, totals: Totals, theme: Theme, zoom: float) -> list[pydeck.Layer]:
    """Circles of areas with their numbers in them, and their names and shares beside them; none for no areas."""
    rows = sorted(totals.placed(), key=lambda row: -row[totals.count])  # small ones on top
    if not rows:
        return []
    circles = [_total(totals, row, theme) for row in rows]
    beside = totals.captions(zoom)
    captions: list[dict[str, Any]] = [
        {"at": totals.place_of(row), "caption": totals.caption_of(row), "beside": beside[row[totals.key]]}
        for row in rows
        if row[totals.key] in beside
    ]
    return [
        *_numbered(layer_id, circles, "fill", "ink", theme),
        pydeck.Layer(
            "TextLayer",
            captions,
            id=f"caption/{layer_id}",
            get_text="caption",
            get_color=rgb(INK, theme),
            get_pixel_offset="beside",
            outline_width=3,
            outline_color=_ground(theme),
            character_set=_characters(caption["caption"] for caption in captions),
            **_WRITTEN,
        ),
    ]


def _numbered(
    layer_id: str,
    circles: Sequence[dict[str, Any]],
    fill: str | list[int],
    written: str | list[int],
    theme: Theme,
) -> list[pydeck.Layer]:
    """Circles with a number in each; `fill` and `written`: a colour of all, or the name of that of each."""
    return [
        pydeck.Layer(
            "ScatterplotLayer",
            circles,
            id=layer_id,
            get_position="at",
            get_radius="radius",
            radius_units="'pixels'",
            get_fill_color=fill,
            stroked=True,
            get_line_color=rgb(INK, theme),
            get_line_width=1.5,
            line_width_units="'pixels'",
            pickable=True,
        ),
        pydeck.Layer(
            "TextLayer",
            circles,
            id=f"number/{layer_id}",
            get_text="number",
            get_color=written,
            character_set=_characters(circle["number"] for circle in circles),
            **_WRITTEN,
        ),
    ]


def _total(totals: Totals, row: Row, theme: Theme) -> dict[str, Any]:
    place = totals.class_of(row)
    fill, ink = fill_of(place, theme), ink_of(place, theme)
    return {
        "at": totals.place_of(row),
        "key": str(row[totals.key]),
        "radius": totals.radius_of(row),
        "fill": rgb(Shade(fill, fill), theme),
        "ink": rgb(Shade(ink, ink), theme),
        "number": numbers.count(row[totals.count]),
        "name": str(row[totals.label]),
        "told": totals.told(row),
    }


def _bubble(layer: Layer, cell: Cell) -> dict[str, Any]:
    number = numbers.count(len(cell.rows))
    counts = layer.counts(cell.rows)
    return {
        "at": cell.place,
        "box": [cell.box.west, cell.box.south, cell.box.east, cell.box.north],
        "number": number,
        "radius": 8 + 2 * len(number),
        "name": f"{_(layer.name)} {number}",
        "told": "\n".join(
            f"{mark.sign} {_(mark.label)} {numbers.count(n)}" for mark, n in counts.most_common()
        )
        + "\n"
        + _("点一下放大"),
    }
