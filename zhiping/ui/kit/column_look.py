"""How a table's columns look on a page: what they are called, how their values are written, states in their colours."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui.kit import cells, decimals, paper
from zhiping.ui.look import numbers
from zhiping.ui.look.cell_picture import CellPicture
from zhiping.ui.look.columns import is_hours, is_share
from zhiping.ui.look.headings import heading
from zhiping.ui.look.states import state_of
from zhiping.ui.look.theme import viewer_theme
from zhiping.words import _

_WIDE: dict[str, Literal["large"]] = {
    "statement": "large"
}  # what is said of few rows: by the empty ones it would be narrow
_EDGES = 16  # pixels left and right of what stands in a cell


def heading_of(name: str, rows: Sequence[Row], question: str) -> str:
    """What a column is called where lengths of time are written in words: those say days, hours and minutes."""
    label = heading(name, question)
    return label.removesuffix(_("(小时)")) if is_hours(name, cells.sample_of(name, rows)) else label


def config(columns: Sequence[str], rows: Sequence[Row], question: str) -> dict[str, Any]:
    """Column -> how Streamlit draws it."""
    config: dict[str, Any] = {}
    for name in columns:
        sample = cells.sample_of(name, rows)
        label = heading_of(name, rows, question)
        if is_share(name, sample) or is_hours(name, sample):
            config[name] = st.column_config.NumberColumn(label)  # see styled
        elif isinstance(sample, datetime):
            config[name] = st.column_config.DatetimeColumn(label, format="YYYY-MM-DD HH:mm")
        elif name == "month":
            config[name] = st.column_config.DateColumn(label, format="YYYY-MM")
        elif isinstance(sample, date):
            config[name] = st.column_config.DateColumn(label, format="YYYY-MM-DD")
        elif isinstance(sample, CellPicture):
            config[name] = st.column_config.ImageColumn(label, width=sample.width + _EDGES, alignment="left")
        elif isinstance(sample, bool):
            config[name] = st.column_config.CheckboxColumn(label)
        elif isinstance(sample, int | float):
            config[name] = st.column_config.NumberColumn(
                label,
                format=decimals.written(
                    [cells.shown(name, row[name], question) for row in rows], name, question
                ),
            )
        else:
            config[name] = st.column_config.TextColumn(label, width=_WIDE.get(name))
    return config


def styled(data: Mapping[str, Sequence[Any]], rows: Sequence[Row]) -> Any:
    """The values with hours in words and shares as percentages, which sort as numbers, and states in their colours.

    Streamlit takes what pandas writes for every cell to which its column's configuration gives no format.
    """
    samples = {name: cells.sample_of(name, rows) for name in data}
    words: dict[Hashable, Callable[[Any], str]] = {
        name: partial(cells.hours_words, name) for name in data if is_hours(name, samples[name])
    }
    words |= {name: numbers.share for name in data if is_share(name, samples[name])}
    states = [name for name in data if cells.has_states(name, rows)]
    if not words and not states:
        return data
    frame = pd.DataFrame(data)
    plain = dict.fromkeys(frame.select_dtypes("float"), paper.plain)
    theme = viewer_theme()
    styler = frame.style.format({**plain, **words}, na_rep=numbers.MISSING)
    for name in states:
        keys = [row[name] for row in rows]
        colours = [
            f"color: {state_of(key).text.on(theme)}" if cells.has_state(name, key) else "" for key in keys
        ]
        styler.apply(lambda _column, told=colours: told, subset=[name])
    return styler
