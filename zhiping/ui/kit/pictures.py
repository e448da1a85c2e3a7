"""Pictures put into the page as SVG; what the browser adds to them stands in ui/browser/pictures.js."""

from collections.abc import Callable
from zlib import crc32

import streamlit as st

from zhiping.ui.charts import Figure, svg

_SHOW = """
export default ({ data, parentElement, setTriggerValue }) =>
  window.zhipingPicture(parentElement, data, (carried) => setTriggerValue("clicked", carried))
"""


def draw(figure: Figure, key: str, *, note: Callable[[], None] = lambda: None) -> None:
    """Draw a picture as wide as there is room. `note`: called after a click on a point that carries something."""
    picture = st.components.v2.component("picture", js=_SHOW, isolate_styles=False)
    drawn = svg.drawn(figure, f"p{crc32(key.encode()):x}")  # a key may hold what no name of a pattern may
    picture(key=key, data=drawn, height=figure.height, on_clicked_change=note)


def carried(key: str) -> str:
    """What the point carries that was clicked just now."""
    return str(st.session_state[key]["clicked"] or "")
