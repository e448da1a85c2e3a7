"""驿站地图: which stations are open now or at a chosen hour, where they are, and one of them whole."""

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui.kit import chosen, key_figures, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.stations import card, on_map, sentences
from zhiping.words import _

FILTERS = ("area", "services", "at", "opening", "station")


def draw_map(view: View, rows: list[Row], now: sentences.Moment) -> None:
    """The map with its switch for merchants, and the merchant that was clicked."""
    merchants: list[Row] = []
    if st.toggle(_("显示合作商家"), key="stations-merchants"):
        merchants = view.rows("stations/shops")
    on_map.draw(view, rows, merchants)
    if merchants and (merchant := on_map.picked_merchant()):
        saying.sentence(on_map.merchant_told(merchant, on_map.everywhere(view, now)))
        st.button(_("收起商家"), on_click=on_map.drop_merchant, icon=":material/close:")


def draw_card(view: View, now: sentences.Moment) -> None:
    """The station in the address, whatever the map is narrowed to."""
    station_id = view.filters.get("station")
    if station_id is None:
        return
    every = on_map.everywhere(view, now)
    station = next((row for row in every if row["station_id"] == station_id), None)
    if station:
        card.draw(view, station, now)
    else:
        st.info(
            as_markdown(_("编号为“{id}”的驿站不在名单里：已经撤销，或没有这个编号。").format(id=station_id))
        )
    st.button(_("收起驿站"), on_click=lambda: chosen.choose(station=None), icon=":material/close:")


def draw_list(view: View, rows: list[Row]) -> None:
    """All stations of the map as a table; selecting a row opens it here and rings it there."""
    station_id = view.filters.get("station")
    page.heading(_("名单（{n} 个）").format(n=numbers.count(len(rows))))
    listed = tables.chosen_first(rows, "station_id", "station_name", station_id)
    if len(listed) > tables.MOST_ROWS:
        saying.note(_("下面是前 {most} 个；下载的文件是全部。").format(most=numbers.count(tables.MOST_ROWS)))
    # A new table with each choice: the old one would keep its mark on a row that has moved.
    tables.draw(
        listed[: tables.MOST_ROWS],
        f"stations-{station_id or ''}",
        "stations/list",
        columns=on_map.LIST_COLUMNS,
        on_pick=on_map.open_station,
    )
    tables.draw_download(view, listed, "stations", "stations/list", _("驿站名单"), on_map.LIST_COLUMNS)


view = page.begin("stations/map", filters=FILTERS)
now = sentences.moment(view)
judged = on_map.judged(view, now)
all_rows = on_map.stations(judged.narrowed(opening=None), now)
if all_rows or page.has_rows(view, _("驿站")):
    counts = judged.row("stations/now")
    page.finding(on_map.finding(counts, now))
    key_figures.draw(judged.narrowed(opening=None), on_map.key_figures(counts))
    rows = on_map.stations(judged, now) if "opening" in view.filters else all_rows
    left, right = st.columns((5, 4), gap="medium")
    with left:
        draw_map(view, rows, now)
    with right:
        draw_card(view, now)
        draw_list(view, rows)
page.data_line(view)
saying.note(sentences.computed_told(now))
