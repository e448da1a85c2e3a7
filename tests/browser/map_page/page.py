"""A page with one map: ?each=1 puts a point of each state in a row, ?same=N puts N points at one place,
?points=N and ?shops=N scatter points of two layers over a banner, ?area= outlines an area."""

from random import Random

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import maps
from zhiping.ui.kit.page import settle
from zhiping.ui.look.states import LATE, ON_TIME, OVERDUE, UNRECORDED, Shade
from zhiping.ui.look.theme import viewer_theme, watch_theme
from zhiping.ui.maps.ground import area_of

STATES = {state.key: maps.Mark.of(state) for state in (ON_TIME, LATE, OVERDUE, UNRECORDED)}
KINDS = {
    "药店": maps.Mark("药店", Shade("#1d5fb0", "#7fb2f0"), "◆"),
    "餐饮": maps.Mark("餐饮", Shade("#7b48bd", "#bf9cf2"), "□"),
}
BANNER = "150421"


def row(key: str, kind: str, longitude: float, latitude: float) -> Row:
    return {"id": key, "title": f"第{key}处", "kind": kind, "longitude": longitude, "latitude": latitude}


def scattered(prefix: str, count: int, kinds: list[str]) -> list[Row]:
    """Rows spread over the middle of the banner, the same ones each time."""
    area = area_of(BANNER)
    assert area is not None
    (longitude, latitude), random = area.place, Random(prefix)
    return [
        row(
            f"{prefix}{number}",
            random.choice(kinds),
            random.gauss(longitude, 0.15),
            random.gauss(latitude, 0.15),
        )
        for number in range(count)
    ]


def asked(name: str) -> int:
    return int(st.query_params.get(name, 0))


def pick(picked: Row) -> None:
    st.session_state.picked = picked["id"]


settle()
stations = [
    row(f"E{n}", key, 120.5 + n * asked("each"), 44.5) for n, key in enumerate(STATES) if asked("each")
]
stations += [row(f"S{n}", [*STATES][n % len(STATES)], 120.5, 44.5) for n in range(asked("same"))]
stations += scattered("P", asked("points"), [*STATES])
layers = [
    maps.Layer(
        "点位", stations, "id", "title", "kind", STATES, selected=st.session_state.get("picked"), on_pick=pick
    ),
    maps.Layer("商户", scattered("M", asked("shops"), [*KINDS]), "id", "title", "kind", KINDS, size=14),
]
st.title("地图试页", anchor=False)
st.markdown(f"选中：{st.session_state.get('picked', '无')}")
maps.draw("trial", layers, theme=viewer_theme(), outline=st.query_params.get("area", ""))
watch_theme()
