"""One map on a page: base, names, points and bubbles, the legend in words, and what a click does."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.settings import settings_from
from zhiping.ui.look import drawn, numbers
from zhiping.ui.look.columns import is_share
from zhiping.ui.look.states import Theme
from zhiping.ui.maps import fitting, screen
from zhiping.ui.maps.deck import (
    MapDeck,
    bubble_layers,
    bubble_mark,
    icon_layer,
    outline_layer,
    ring_layer,
    total_layers,
)
from zhiping.ui.maps.ground import Box, area_of, view_of
from zhiping.ui.maps.paper import Paper
from zhiping.ui.maps.points import Layer, Shown, offsets, shown
from zhiping.ui.maps.signs import OTHER, Mark, picture_of
from zhiping.ui.maps.totals import Totals, legend
from zhiping.words import N_, _, bracketed

NOT_APPROVED = N_("示意图，未经审图，不作划界依据")
_TOLD_FAR = 3  # by name
_LEGEND = "display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.875rem"
_SIGN = "display:inline-flex;align-items:center;gap:.25rem"


def draw(
    key: str,
    layers: Sequence[Layer],
    *,
    theme: Theme,
    outline: str = "",
    height: int = 480,
    totals: Totals | None = None,
) -> None:
    """Draw `layers` (the first on top) over `totals`, and their legend. `key` must be unique on the page.

    `outline`: code of the area that is outlined and filled by the map; "" fits the map to the points, and so does one
    without an outline of its own. `height` in pixels. What a click does is said by each layer's `on_pick`.
    """
    drawn.count("pictures")
    opened = _opened(key, outline)
    width = screen.width()
    whole = view_of(fitting.box(layers, outline, totals), width - 2 * fitting.aside(outline, totals), height)
    view = view_of(opened, width, height) if opened else whole
    parts = shown(layers, whole[2], opened, view[2])
    alt = _alt(layers, totals)
    st.pydeck_chart(
        _deck(layers, parts, theme, outline, view, _round(layers, opened), totals),
        height=height,
        key=_widget(key),
        alt=alt,
        selection_mode="single-object",
        on_select=lambda: _take_click(key, layers, outline, totals),
    )
    screen.watch()
    _draw_paper(layers, parts, outline, view, (width, height), totals, alt)
    _draw_legend(layers, parts, theme, totals, outline)
    if opened:
        st.button(
            _("回到全图"),
            key=f"map-{key}-whole",
            on_click=lambda: st.session_state.pop(_opened_key(key), None),
            icon=":material/zoom_out_map:",
        )


def _marks(layer: Layer) -> list[Mark]:
    """Its marks in the order of the legend, each once."""
    return list(dict.fromkeys([*layer.marks.values(), OTHER]))


def _widget(key: str) -> str:
    return f"map-{key}"


def _opened_key(key: str) -> str:
    return f"map-{key}-opened"


def _opened(key: str, outline: str) -> Box | None:
    """The bubble that the reader opened, while the map shows the same area."""
    area, box = st.session_state.get(_opened_key(key), (outline, None))
    return box if area == outline else None


def _round(layers: Sequence[Layer], opened: Box | None) -> str:
    """Part of the ids of deck.gl's layers: new with each selection.

    The browser drops a selection in a layer that is gone. So the ring on the row that the page has
    open is the only selection seen, and a click on the same point counts again.
    """
    return "/".join([*(layer.selected or "" for layer in layers), str(opened or "")])


def _take_click(key: str, layers: Sequence[Layer], outline: str, totals: Totals | None) -> None:
    clicked = st.session_state[_widget(key)]["selection"]["objects"]
    for layer_id, objects in clicked.items():
        if not objects or "/" not in layer_id:  # a double click can name no layer
            continue
        if box := objects[0].get("box"):
            st.session_state[_opened_key(key)] = (outline, Box(*box))
            return
        layer = totals if layer_id.startswith("total/") else layers[int(layer_id.split("/")[1])]
        if layer is None:
            return
        row = next((row for row in layer.rows if str(row[layer.key]) == objects[0]["key"]), None)
        if row is not None and layer.on_pick:
            layer.on_pick(row)


def _deck(
    layers: Sequence[Layer],
    parts: Sequence[Shown],
    theme: Theme,
    outline: str,
    view: tuple[float, float, float],
    round_: str,
    totals: Totals | None,
) -> MapDeck:
    area = area_of(outline)
    drawn = [outline_layer(area, theme)] if area else []
    if totals:
        drawn += total_layers(f"total/{round_}", totals, theme, view[2])
    ringed = []
    beside = _beside(layers, parts)
    for place in reversed(range(len(layers))):
        layer, part = layers[place], parts[place]
        marks = _marks(layer)
        points = [
            point(layer, row, marks, beside[place, row_place]) for row_place, row in enumerate(part.rows)
        ]
        drawn += bubble_layers(
            f"bubble/{place}/{round_}", layer, part.cells, theme, is_solid=_is_solid(place)
        )
        drawn.append(icon_layer(f"point/{place}/{round_}", layer, points, marks, theme))
        ringed += [(one, layer.size) for one in points if one["key"] == layer.selected]
    drawn += [ring_layer(f"ring/{number}", one, size, theme) for number, (one, size) in enumerate(ringed)]
    return MapDeck(drawn, theme, view)


def _beside(layers: Sequence[Layer], parts: Sequence[Shown]) -> dict[tuple[int, int], tuple[int, int]]:
    """(layer, row) -> pixels beside its place: of all layers together, none may hide another's point."""
    keys = [(number, row) for number, part in enumerate(parts) for row in range(len(part.rows))]
    places = [layers[number].place_of(parts[number].rows[row]) for number, row in keys]
    return dict(zip(keys, offsets(places), strict=True))


def point(layer: Layer, row: Row, marks: Sequence[Mark], beside: tuple[int, int]) -> dict[str, Any]:
    """A row as the browser gets it; `icon` is the place of its mark in `marks`, `beside` are pixels."""
    mark = layer.mark_of(row)
    told = [f"{mark.sign} {_(mark.label)}"]
    told += [
        f"{label}{_('：')}{_told(name, row[name])}"
        for name, label in layer.columns.items()
        if row[name] not in (None, "")
    ]
    sent: dict[str, Any] = {
        "at": layer.place_of(row),
        "key": str(row[layer.key]),
        "icon": str(marks.index(mark)),
        "name": str(row[layer.label] or row[layer.key]),
        "told": "\n".join(told),
    }
    return sent | ({"beside": beside} if beside != (0, 0) else {})


def _told(column: str, value: Any) -> str:
    if isinstance(value, datetime):
        return numbers.time(value)
    if isinstance(value, date):
        return numbers.day(value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return numbers.share(float(value)) if is_share(column, value) else numbers.decimal(float(value))
    return str(value)


def _alt(layers: Sequence[Layer], totals: Totals | None) -> str:
    """The map in one sentence, for those who hear the page."""
    told = []
    if totals:
        areas_told = _("、").join(map(totals.caption_of, totals.placed()))
        told.append(f"{_(totals.name)}{_('，')}{_(totals.share)}{bracketed(areas_told)}")
    for layer in layers:
        counts = layer.counts()
        parts = _("、").join(
            f"{_(mark.label)} {numbers.count(counts[mark])}" for mark in _marks(layer) if counts[mark]
        )
        told.append(f"{_(layer.name)} {numbers.count(len(layer.rows))}" + (bracketed(parts) if parts else ""))
    return _("地图：{what}").format(what=_("；").join(told))


def _is_solid(place: int) -> bool:
    """Two layers with bubbles differ without colour: one solid, one hollow."""
    return place % 2 == 1


def _image(mark: Mark, theme: Theme) -> str:
    return f'<img src="{picture_of(mark, theme)}" alt="{mark.sign}" width="18" height="18">'


def _draw_paper(
    layers: Sequence[Layer],
    parts: Sequence[Shown],
    outline: str,
    view: tuple[float, float, float],
    size: tuple[int, int],
    totals: Totals | None,
    alt: str,
) -> None:
    """The same for print, which shows it in the place of the map: see zhiping/ui/browser/page.css."""
    paper = Paper(view, *size)
    if settings_from().map_number:
        paper.add_outlines(area_of(outline))
    if totals:
        paper.add_totals(totals)
    beside = _beside(layers, parts)
    for place in reversed(range(len(layers))):
        own = [beside[place, row] for row in range(len(parts[place].rows))]
        paper.add_points(layers[place], parts[place], own)
    paper.add_names()
    st.html(f'<img class="zp-paper" src="{paper.address()}" alt="{escape(alt)}">')


def _draw_legend(
    layers: Sequence[Layer], parts: Sequence[Shown], theme: Theme, totals: Totals | None, outline: str
) -> None:
    """The signs in words, how many rows each stands for, what is not on the map, and what the outlines are worth."""
    lines = [_line(legend(totals, theme))] if totals else []
    for place, (layer, part) in enumerate(zip(layers, parts, strict=True)):
        if not layer.rows:
            continue
        items = [f"<b>{escape(_(layer.name))}</b>"]
        counts = layer.counts()
        for mark in _marks(layer):
            if counts[mark]:
                items.append(
                    f"{_image(mark, theme)} {escape(_(mark.label))} {numbers.exact_count(counts[mark])}"
                )
        if part.cells:
            bubble = _image(bubble_mark(is_solid=_is_solid(place)), theme)
            items.append(
                bubble + escape(_("圆里的数字是那一带的{what}数，点一下放大").format(what=_(layer.name)))
            )
        if missing := len(layer.rows) - len(layer.placed()):
            items.append(escape(_("另有 {n} 个没有坐标，不在图上").format(n=numbers.exact_count(missing))))
        if far := fitting.far(layer, outline):
            names = _("、").join(str(row[layer.label]) for row in far[:_TOLD_FAR])
            text = _("另有 {n} 个离得很远，不在图里，坐标可能有误：{names}")
            items.append(escape(text.format(n=numbers.exact_count(len(far)), names=names)))
        lines.append(_line(items))
    if number := settings_from().map_number:
        lines.append(escape(_("底图审图号：{number}").format(number=number)))
    else:
        lines.append(f'<span class="zp-screen">{escape(_(NOT_APPROVED))}</span>')
    st.html("".join(f'<div style="{_LEGEND}">{line}</div>' for line in lines))


def _line(items: Sequence[str]) -> str:
    return "".join(f'<span style="{_SIGN}">{item}</span>' for item in items)
