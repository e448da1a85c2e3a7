"""小院地图: where the courtyards are, which of them are silent, and one of them whole."""

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui.courtyards import card, filters, on_map
from zhiping.ui.kit import chosen, page, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.words import _

FILTERS = ("area", "kind", "silent", "shade", "courtyard")


def draw_list(view: View, rows: list[Row]) -> None:
    """All courtyards of the map as a table; selecting a row opens it here and rings it there."""
    courtyard_id = view.filters.get("courtyard")
    page.heading(_("名单（{n} 个）").format(n=numbers.count(len(rows))))
    listed = on_map.listed(rows, courtyard_id)
    # A new table with each choice: the old one would keep its mark on a row that has moved.
    key = f"courtyards-{courtyard_id or ''}"
    tables.draw(listed, key, "courtyards/list", columns=on_map.LIST_COLUMNS, on_pick=on_map.open_courtyard)
    tables.draw_download(view, listed, "courtyards", "courtyards/list", _("小院名单"), on_map.LIST_COLUMNS)


def draw_card(view: View) -> None:
    """The courtyard in the address."""
    if "courtyard" in view.filters:
        card.draw(view, view.filters["courtyard"])
        st.button(_("收起小院"), on_click=lambda: chosen.choose(courtyard=None), icon=":material/close:")


view = page.begin("courtyards/map", filters=FILTERS)
rows = on_map.standing_courtyards(view)
if rows or page.has_rows(view, _("小院")):
    page.finding(on_map.finding(view.narrowed(courtyard=None)))
    filters.draw_silent(view)
    left, right = st.columns(2, gap="medium")
    with left:
        on_map.draw(view, rows)
    with right:
        draw_card(view)
        draw_list(view, rows)
page.data_line(view)
