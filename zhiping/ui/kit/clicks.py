"""Clicks: what a click on a point of a picture does.

By keyboard the table under the picture and the chips do the same. Undone by the chip that it sets.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode

import plotly.graph_objects as go
import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.rules.areas import area_prefix
from zhiping.rules.periods import calendar_month
from zhiping.ui import charts as drawn
from zhiping.ui.kit import chosen, explain
from zhiping.ui.kit.view import View, written
from zhiping.ui.look.key_figure import Behind
from zhiping.words import N_

Filters = Mapping[str, str]


@dataclass(frozen=True)
class Click:
    """What a click on a picture does: each point carries the filters that it sets.

    `sets`: a row and the key of its part ("" where it has none) -> those filters; none: the point answers nothing.
    `told`: the same for a reader, in one sentence.
    `rows`: the rows that open under these filters, beside those of the page; None: the page is narrowed by them.
    """

    sets: Callable[[Row, str], Filters]
    told: str
    rows: Behind | None = None

    def written(self, row: Row, part: str) -> str:
        """The filters of a point, as in an address."""
        return urlencode(self.sets(row, part))


def by(key: str, column: str, told: str, rows: Behind | None = None) -> Click:
    """A click sets one filter by the value in a column; a row without one answers nothing. `rows`: as of a Click."""
    return Click(lambda row, _part: {key: str(row[column])} if row[column] is not None else {}, told, rows)


def by_area(view: View, told: str = N_("点一个地区，只看这个地区。")) -> Click:
    """A click chooses the row's area; the row of the chosen area's own records answers nothing."""
    here = area_prefix(view.filters.get("area", ""))

    def sets(row: Row, _part: str) -> Filters:
        area = area_prefix(row["area_code"])
        return {"area": area} if area != here else {}

    return Click(sets, told)


def by_month(told: str = N_("点一个月，只看这个月。"), **columns: str) -> Click:
    """A click chooses the row's month, and further filters by their columns."""
    return Click(
        lambda row, _part: (
            written(calendar_month(row["month"])) | {key: str(row[name]) for key, name in columns.items()}
        ),
        told,
    )


def draw(view: View, key: str, drawing: go.Figure, click: Click | None, *, measure: str) -> None:
    """Draw a picture that answers as `click` says; None: it answers nothing. `measure`: what its opened rows show."""
    shown = {"width": "stretch", "theme": None, "config": drawn.CONFIG, "alt": drawing.layout.meta["alt"]}
    if click is None:
        st.plotly_chart(drawing, key=f"plot-{key}", **shown)
        return
    taken = f"clicks-{key}"
    # Named anew after each click: the browser would keep the clicked point, and tell nothing of a second click on it.
    widget = f"plot-{key}-{st.session_state.get(taken, 0)}"
    with st.container(key=f"answers-{key}"):
        st.plotly_chart(
            drawing,
            key=widget,
            on_select=partial(_take, key, widget, is_narrowing=click.rows is None),
            selection_mode="points",
            **shown,
        )
    asked = st.session_state.pop(_asked(key), None)
    if asked is not None and click.rows:
        filters = {**click.rows.filters, **asked}
        explain.open_rows(view, measure, taken, replace(click.rows, filters=filters))


def _asked(key: str) -> str:
    return f"clicked-{key}"


def _take(key: str, widget: str, *, is_narrowing: bool) -> None:
    points: list[dict[str, Any]] = st.session_state[widget]["selection"]["points"]
    st.session_state[f"clicks-{key}"] = st.session_state.get(f"clicks-{key}", 0) + 1
    filters = dict(parse_qsl(str(points[0].get("customdata") or ""))) if points else {}
    if not filters:
        return
    if is_narrowing:
        chosen.choose(**filters)
    else:
        st.session_state[_asked(key)] = filters
