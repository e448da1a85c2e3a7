"""Key figures: the few numbers under the finding, each in a card with how it moved and how it came to be."""

from collections.abc import Sequence

import streamlit as st

from zhiping.definitions import measure_of
from zhiping.ui.kit import explain, saying, spark
from zhiping.ui.kit.view import View
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.told import joined
from zhiping.words import _


def draw(view: View, figures: Sequence[KeyFigure], *, is_brief: bool = False) -> None:
    """At most four figures side by side in cards of equal height; two by two on a phone.

    `is_brief`: without frame and line, for a page that stands several systems below each other.
    """
    with st.container(key=f"figures-{figures[0].measure}"):
        columns = st.columns(len(figures), gap="small" if is_brief else "medium")
    for column, one in zip(columns, figures, strict=True):
        kind = "brief" if is_brief else "figure"
        with column.container(
            border=not is_brief, height="stretch", gap="xsmall", key=f"{kind}-{one.measure}"
        ):
            _draw_one(view, one, is_brief=is_brief)


def _draw_one(view: View, one: KeyFigure, *, is_brief: bool) -> None:
    name = _(measure_of(one.measure).name)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"head-{one.measure}"):
        st.markdown(name, width="content")
        explain.button(view, one.measure, f"key-{one.measure}", counted=one.counted, behind=one.behind)
    value = f":red[{one.value}]" if one.needs_person else one.value
    st.metric(name, value, label_visibility="collapsed")
    moved = joined("　", [change.told for change in one.changes])
    for line in (moved, one.note, one.target):
        if line:
            saying.note(line)
    if not is_brief and sum(value is not None for value in one.values) > 1:  # one value is no line
        _draw_spark(one)


def _draw_spark(one: KeyFigure) -> None:
    line = spark.spark_of(one.values, is_share=one.is_share, unit=one.unit)
    if line:
        with st.container(
            gap="xsmall", key=f"spark-{one.measure}"
        ):  # one part, so that it lies at the card's foot
            st.markdown(spark.html_of(line), unsafe_allow_html=True)
            if one.values_note:
                saying.note(one.values_note)
