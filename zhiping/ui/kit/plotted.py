"""Pictures put into the page as they are, without plotly's own Python objects."""

from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure

from zhiping.ui.charts import CONFIG, Figure


class _Finished(BaseFigure):  # type: ignore[misc]  # plotly carries no types
    """A spec in the place of a figure of plotly's.

    Streamlit builds a figure out of a dict, to validate it, which took most of a page's run. What is a figure already
    it asks for `to_dict` and for nothing else.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        self._spec = spec  # all else that a figure of plotly's holds is left out

    def to_dict(self) -> dict[str, Any]:
        return self._spec


def draw(figure: Figure, key: str, **selecting: Any) -> None:
    """Draw a picture as wide as there is room. `selecting`: what st.plotly_chart is told of clicks."""
    st.plotly_chart(
        _Finished(figure.spec),
        key=key,
        width="stretch",
        theme=None,
        config=CONFIG,
        alt=figure.alt,
        **selecting,
    )
