"""The map of stations/coverage: stations, the places that have none near, and where the next ones would stand."""

from collections.abc import Mapping, Sequence

from zhiping.contracts.kinds import Row
from zhiping.ui import maps
from zhiping.ui.charts.frame import SERIES
from zhiping.ui.kit.view import View
from zhiping.ui.look.headings import headings
from zhiping.ui.look.theme import viewer_theme
from zhiping.words import N_

_HEIGHT = 520
_PLACES = "stations/distances"
_NEAREST = ("metres", "nearest_station_name")
_GAINED = ("site", "gained_worker_count", "gained_merchant_count")
_SITE = maps.Mark(N_("建议新建"), SERIES[1], "▲")
_PEOPLE = maps.Mark(N_("有人的地区"), SERIES[3], "◆")
_SHOP = maps.Mark(N_("合作商家"), SERIES[3], "□")
_STATIONS = {
    "正常": maps.Mark(N_("正常"), SERIES[0], "●"),
    "暂停": maps.Mark(N_("暂停服务，不算附近有驿站"), SERIES[2], "×"),
}


def draw(view: View, gaps: Mapping[str, Sequence[Row]], sites: Sequence[Row]) -> None:
    """Proposed sites over areas without a station near, stations, and merchants without one; by shape and word.

    Stations outside the chosen area stand there too: the nearest one may be across the border.
    """
    layers = [
        _layer(N_("下一批"), sites, "stations/next_sites", _SITE, _GAINED, 24),
        _layer(N_("缺口：地区"), gaps["area"], _PLACES, _PEOPLE, ("worker_count", *_NEAREST), 18),
        maps.Layer(
            name=N_("驿站（含地区外）") if view.filters.get("area") else N_("驿站"),
            rows=view.rows("stations/list", area=None),
            key="station_id",
            label="station_name",
            value="status",
            marks=_STATIONS,
            columns=headings(("address",), "stations/list"),
            size=13,
        ),
        _layer(N_("缺口：商家"), gaps["merchant"], _PLACES, _SHOP, ("area_name", *_NEAREST), 11),
    ]
    maps.draw(
        "coverage",
        [layer for layer in layers if layer.rows],
        theme=viewer_theme(),
        outline=view.filters.get("area", view.access.user.scope),
        height=_HEIGHT,
    )


def _layer(
    name: str, rows: Sequence[Row], question: str, mark: maps.Mark, columns: Sequence[str], size: int
) -> maps.Layer:
    """Places of stations/distances or stations/next_sites, all with one mark."""
    return maps.Layer(
        name=name,
        rows=rows,
        key="place_id",
        label="place_name",
        value="place_kind",
        marks=dict.fromkeys(("area", "merchant"), mark),
        columns=headings(columns, question),
        size=size,
    )
