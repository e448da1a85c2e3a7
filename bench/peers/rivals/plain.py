"""The dashboard as a plain Streamlit page with plotly: one connection, kept answers, filters from the address."""

import os
from pathlib import Path

import duckdb
import streamlit as st

from bench.peers.rivals import bare, figures


@st.cache_resource
def _connection() -> duckdb.DuckDBPyConnection:
    return bare.opened(Path(os.environ["BENCH_TICKETS"]))


@st.cache_data(max_entries=512, show_spinner=False)
def _answers(chosen: tuple[tuple[str, str], ...]) -> dict[str, bare.Rows]:
    return bare.answers(_connection(), dict(chosen))


def _draw(name: str, figure: figures.Figure) -> None:
    st.plotly_chart(figure, key=name, theme=None, config={"displayModeBar": False})


def page() -> None:
    """The only page."""
    st.title("工单")
    query = st.query_params.to_dict()
    chosen = {key: value for key, value in query.items() if key in bare.FILTERS}
    st.caption("筛选：" + "，".join(f"{key}={value}" for key, value in chosen.items()))
    found = _answers(tuple(sorted(chosen.items())))
    in_time, satisfied, reported, overdue = found["figures"][0]
    columns = st.columns(4)
    columns[0].metric("按时办结率", f"{in_time or 0:.1%}")
    columns[1].metric("满意率", f"{satisfied or 0:.1%}")
    columns[2].metric("反馈按时率", f"{reported or 0:.1%}")
    columns[3].metric("超时工单", f"{overdue:,}")
    left, right = st.columns(2)
    with left:
        _draw("funnel", figures.funnel(found["funnel"]))
        _draw("categories", figures.categories(found["categories"]))
    with right:
        _draw("trend", figures.trend(found["trend"]))
        head = ("地区", "件数", "办结", "反馈按时率")
        st.dataframe([dict(zip(head, row, strict=True)) for row in found["areas"]], height=320)


st.set_page_config(layout="wide")
st.navigation([st.Page(page, default=True)], position="hidden").run()
