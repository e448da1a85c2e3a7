"""Pictures, read as plotly reads them."""

import json
from typing import Any

import plotly.graph_objects as go

from zhiping.ui.charts import Figure


def read(figure: Figure | None) -> Any:
    """A picture as a figure of plotly's own, with its words under layout.meta["alt"].

    ValueError where plotly does not know a word of it, TypeError where it holds more than plain values.
    """
    assert figure is not None
    drawn = read_spec(json.loads(json.dumps(figure.spec)))
    drawn.layout.meta = {"alt": figure.alt}
    return drawn


def read_spec(spec: dict[str, Any]) -> Any:
    """The same of what was sent to a browser."""
    layout = dict(spec["layout"])
    assert layout.pop("dragmode") == "none"  # the one word that plotly is not to know: see framed
    return go.Figure(data=spec["data"], layout=layout)
