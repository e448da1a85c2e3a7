"""The dashboard as a Dash page: one callback from the address to the whole page, kept answers, served by gunicorn."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from dash import Dash, Input, Output, dcc, html

from bench.peers.rivals import bare, figures

_HEAD = ("地区", "件数", "办结", "反馈按时率")
_BESIDE = {"display": "grid", "gridTemplateColumns": "1fr 1fr"}


@lru_cache(maxsize=1)
def _connection() -> Any:
    return bare.opened(Path(os.environ["BENCH_TICKETS"]))


@lru_cache(maxsize=512)
def _answers(chosen: tuple[tuple[str, str], ...]) -> dict[str, bare.Rows]:
    return bare.answers(_connection(), dict(chosen))


def _card(label: str, value: str) -> html.Div:
    return html.Div([html.Small(label), html.H2(value)])


def _table(rows: bare.Rows) -> html.Table:
    head = html.Thead(html.Tr([html.Th(one) for one in _HEAD]))
    body = [
        html.Tr([html.Td(area), html.Td(count), html.Td(closed), html.Td(f"{share or 0:.1%}")])
        for area, count, closed, share in rows
    ]
    return html.Table([head, html.Tbody(body)])


def _graph(name: str, figure: figures.Figure) -> dcc.Graph:
    return dcc.Graph(id=name, figure=figure, config={"displayModeBar": False})


app = Dash(__name__, title="工单", update_title=None)
app.layout = html.Div([dcc.Location(id="address"), html.H1("工单"), html.Div(id="page")])


@app.callback(Output("page", "children"), Input("address", "search"))  # type: ignore[untyped-decorator]
def page(search: str | None) -> list[Any]:
    """All that hangs on the filters of the address."""
    chosen = {key: value for key, value in parse_qsl((search or "").removeprefix("?")) if key in bare.FILTERS}
    found = _answers(tuple(sorted(chosen.items())))
    in_time, satisfied, reported, overdue = found["figures"][0]
    return [
        html.P("筛选：" + "，".join(f"{key}={value}" for key, value in chosen.items())),
        html.Div(
            [
                _card("按时办结率", f"{in_time or 0:.1%}"),
                _card("满意率", f"{satisfied or 0:.1%}"),
                _card("反馈按时率", f"{reported or 0:.1%}"),
                _card("超时工单", f"{overdue:,}"),
            ],
            style={**_BESIDE, "gridTemplateColumns": "repeat(4, 1fr)"},
        ),
        html.Div(
            [
                _graph("funnel", figures.funnel(found["funnel"])),
                _graph("trend", figures.trend(found["trend"])),
                _graph("categories", figures.categories(found["categories"])),
                html.Div(_table(found["areas"]), style={"height": 320, "overflow": "auto"}),
            ],
            style=_BESIDE,
        ),
    ]


server = app.server
