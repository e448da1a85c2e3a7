"""Key figures: the few numbers under the finding, each with how it moved and how it came to be."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from zhiping.definitions import measure_of
from zhiping.ui.kit import explain, saying, spark
from zhiping.ui.kit.view import View
from zhiping.ui.look import drawn
from zhiping.ui.look.key_figure import KeyFigure, moved_briefly
from zhiping.ui.look.markdown import as_markdown
from zhiping.words import _


def draw(view: View, figures: Sequence[KeyFigure]) -> None:
    """At most four figures side by side in one frame; two by two on a phone."""
    drawn.count("numbers", len(figures))
    with st.container(border=True, key=f"figures-{figures[0].measure}"):
        columns = st.columns(len(figures), gap=None)
    for column, one in zip(columns, figures, strict=True):
        with column.container(height="stretch", gap="xsmall", key=f"figure-{one.measure}"):
            _draw_one(view, one)


def draw_brief(view: View, one: KeyFigure) -> None:
    """A figure in three lines: its name, its value with what it is of and how it came to be, how it moved."""
    drawn.count("numbers")
    _draw_head(view, one)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key=f"value-{one.measure}"):
        _draw_value(one, width="content")
        if one.parts:
            st.caption(as_markdown(one.parts), width="content")
        line = spark.spark_of(one.values, is_share=one.is_share, unit=one.unit)
        if line and line.is_course:
            st.markdown(spark.small_html_of(line), unsafe_allow_html=True, width="stretch")
    if one.changes:
        saying.note(moved_briefly(one.changes))


def _draw_head(view: View, one: KeyFigure) -> None:
    """What a figure is called, with its ⓘ."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"head-{one.measure}"):
        st.markdown(_(measure_of(one.measure).name), width="content")
        explain.button(view, one.measure, f"key-{one.measure}", counted=one.counted, behind=one.behind)


def _draw_value(one: KeyFigure, *, width: Literal["stretch", "content"] = "stretch") -> None:
    """The figure itself, which a screen reader names."""
    value = f":red[{one.value}]" if one.needs_person else one.value
    st.metric(_(measure_of(one.measure).name), value, label_visibility="collapsed", width=width)


def _draw_one(view: View, one: KeyFigure) -> None:
    _draw_head(view, one)
    _draw_value(one)
    if one.changes:
        # A part each, so that on a narrow card they stand below each other and none is torn apart.
        with st.container(horizontal=True, gap="xsmall", key=f"moved-{one.measure}"):
            for change in one.changes:
                st.caption(as_markdown(change.told), width="content")
    for said in (one.note, one.target):
        if said:
            saying.note(said)
    line = spark.spark_of(one.values, is_share=one.is_share, unit=one.unit)
    if line and line.is_line:
        with st.container(
            gap="xsmall", key=f"spark-{one.measure}"
        ):  # one part, so that it lies at the card's foot
            st.markdown(spark.html_of(line), unsafe_allow_html=True)
            if one.values_note:
                saying.note(one.values_note)
