"""The pictures of the rivals, as plain dicts: plotly's Python checks every value of a figure object, and takes its time."""

from typing import Any

from bench.peers.rivals.bare import Rows

Figure = dict[str, Any]

STAGES = ("派单", "认领", "对接", "反馈", "办结")
_COLOURS = {"A": "#1d5fb0", "B": "#0b7566", "C": "#c27a00"}


def _layout(title: str, **more: Any) -> dict[str, Any]:
    margin = {"l": 60, "r": 10, "t": 40, "b": 30}
    return {"title": {"text": title}, "height": 320, "margin": margin, **more}


def funnel(rows: Rows) -> Figure:
    """How many tickets got how far."""
    trace = {"type": "funnel", "y": list(STAGES), "x": list(rows[0]), "textinfo": "value+percent initial"}
    return {"data": [trace], "layout": _layout("各环节进度")}


def trend(rows: Rows) -> Figure:
    """How many were dispatched in each month, a line a class."""
    lines = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": name,
            "x": [month.isoformat() for month, one, _count in rows if one == name],
            "y": [count for _month, one, count in rows if one == name],
            "line": {"color": colour},
        }
        for name, colour in _COLOURS.items()
    ]
    return {"data": lines, "layout": _layout("每月派单，按类别")}


def categories(rows: Rows) -> Figure:
    """The most frequent categories, the first one on top."""
    bars = {"type": "bar", "orientation": "h", "y": [name for name, _ in rows], "x": [n for _, n in rows]}
    return {"data": [bars], "layout": _layout("诉求类别", yaxis={"autorange": "reversed"})}
