"""Key figures: the few numbers under the finding, each with how it moved and how it came to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from zhiping.definitions import measure_of
from zhiping.ui.kit import explain, spark
from zhiping.ui.kit.explain import Behind
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.words import N_, _


@dataclass(frozen=True)
class Change:
    """How a figure moved: `text` with its sign ("+3 件"), what it is `against` (比上期), and whether that is good."""

    text: str
    against: str
    is_better: bool | None

    @property
    def told(self) -> str:
        """As Markdown. Not red: a fall is no call for a person."""
        colour = {True: "green", False: "orange", None: "gray"}[self.is_better]
        return f"{self.against} :{colour}-badge[{as_markdown(self.text)}]"


@dataclass(frozen=True)
class KeyFigure:
    """One of the few figures under the finding. `values`: how it came to be, a value a month.

    `note`: what it is made of. `needs_person` writes the value in red.
    """

    measure: str
    value: str
    note: str = ""
    change: Change | None = None
    target: str = ""
    values: Sequence[float | None] = ()
    is_share: bool = True
    unit: str = N_("件")
    values_note: str = ""
    needs_person: bool = False
    counted: Mapping[str, str] = field(default_factory=dict)
    behind: Behind | None = None


def share_change(
    now: float | None, before: float | None, against: str, *, is_higher_better: bool = True
) -> Change | None:
    """The change of a share in percentage points; None where either is not known."""
    if now is None or before is None:
        return None
    moved = now - before
    better = None if abs(moved) < 0.0005 else (moved > 0) == is_higher_better
    return Change(numbers.point_change(moved), against, better)


def draw(view: View, figures: Sequence[KeyFigure]) -> None:
    """At most four figures side by side in cards of equal height; one below the other on a phone."""
    for column, one in zip(st.columns(len(figures)), figures, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall", key=f"figure-{one.measure}"):
            _draw_one(view, one)


def _draw_one(view: View, one: KeyFigure) -> None:
    name = _(measure_of(one.measure).name)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"head-{one.measure}"):
        st.markdown(name, width="content")
        explain.button(view, one.measure, f"key-{one.measure}", counted=one.counted, behind=one.behind)
    value = f":red[{one.value}]" if one.needs_person else one.value
    st.metric(name, value, label_visibility="collapsed")
    for line in (one.change.told if one.change else "", one.note, one.target):
        if line:
            st.caption(line)
    if sum(value is not None for value in one.values) > 1:  # one value is no line
        _draw_spark(one)


def _draw_spark(one: KeyFigure) -> None:
    line = spark.spark_of(one.values, is_share=one.is_share, unit=one.unit)
    if line:
        with st.container(
            gap="xsmall", key=f"spark-{one.measure}"
        ):  # one part, so that it lies at the card's foot
            st.markdown(spark.html_of(line), unsafe_allow_html=True)
            if one.values_note:
                st.caption(one.values_note)
