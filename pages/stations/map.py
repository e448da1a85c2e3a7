"""驿站地图: which stations are open now or at a chosen hour, where they are, and one of them whole."""

import streamlit as st

from zhiping.ui import choices, numbers, page, station_card, station_map, stations, tables
from zhiping.ui.explain import MOST_ROWS
from zhiping.ui.page import Row, View
from zhiping.words import _

FILTERS = ("area", "services", "at", "opening", "station")


def draw_map(view: View, rows: list[Row], now: stations.Moment) -> None:
    """The map with its switch for merchants, and the merchant that was clicked."""
    merchants: list[Row] = []
    if st.toggle(_("显示合作商家"), key="stations-merchants"):
        merchants = view.rows("stations/shops")
    station_map.draw(view, rows, merchants)
    if merchants and (merchant := station_map.picked_merchant()):
        st.markdown(station_map.merchant_told(merchant, station_map.everywhere(view, now)))
        st.button(_("收起商家"), on_click=station_map.drop_merchant, icon=":material/close:")


def draw_card(view: View, now: stations.Moment) -> None:
    """The station in the address, whatever the map is narrowed to."""
    chosen = view.filters.get("station")
    if chosen is None:
        return
    every = station_map.everywhere(view, now)
    station = next((row for row in every if row["station_id"] == chosen), None)
    if station:
        station_card.draw(view, station, now)
    else:
        st.info(_("编号为“{id}”的驿站不在名单里：已经撤销，或没有这个编号。").format(id=page.plain(chosen)))
    st.button(_("收起驿站"), on_click=lambda: choices.choose(station=None), icon=":material/close:")


def draw_list(view: View, rows: list[Row]) -> None:
    """All stations of the map as a table; selecting a row opens it here and rings it there."""
    chosen = view.filters.get("station")
    page.heading(_("名单（{n} 个）").format(n=numbers.count(len(rows))))
    listed = station_map.listed(rows, chosen)
    if len(listed) > MOST_ROWS:
        st.caption(_("下面是前 {most} 个；下载的文件是全部。").format(most=numbers.count(MOST_ROWS)))
    # A new table with each choice: the old one would keep its mark on a row that has moved.
    tables.draw(
        listed[:MOST_ROWS],
        f"stations-{chosen or ''}",
        columns=station_map.LIST_COLUMNS,
        on_pick=station_map.open_station,
    )
    tables.draw_download(listed, "stations", _("驿站名单"), station_map.LIST_COLUMNS)


view = page.open("stations/map", filters=FILTERS)
now = stations.moment(view)
judged = station_map.judged(view, now)
all_rows = station_map.stations(judged.narrowed(opening=None), now)
if all_rows or page.has_rows(view, _("驿站")):
    page.finding(station_map.finding(all_rows, now))
    page.key_figures(judged.narrowed(opening=None), station_map.key_figures(all_rows, now))
    rows = station_map.stations(judged, now) if "opening" in view.filters else all_rows
    left, right = st.columns((5, 4), gap="medium")
    with left:
        draw_map(view, rows, now)
    with right:
        draw_card(view, now)
        draw_list(view, rows)
page.data_line(view)
st.caption(stations.computed_told(now))
