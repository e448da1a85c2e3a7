"""What a publish came to, with the ways on from there and the rows that were not published."""

from dataclasses import dataclass

import streamlit as st

from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import area_prefix
from zhiping.store.drafts import Receipt
from zhiping.ui.kit import known_areas, workbook
from zhiping.ui.kit.addresses import OVERVIEW, PAGES, link, title_of
from zhiping.ui.kit.noting import noted
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import strong, told
from zhiping.words import _


@dataclass(frozen=True)
class Published:
    """What the page says after a publish."""

    dataset: Dataset
    file_name: str
    receipt: Receipt
    area: str | None
    left_out_count: int = 0
    left_out: bytes = b""  # the rows that were not published, as an .xlsx


def draw(view: View) -> None:
    """What the last publish of this session came to, with the ways on from there."""
    done: Published | None = st.session_state.get("published")
    if done is None:
        return
    text = told(
        _(
            "已发布“{file}”：{dataset} {rows} 行，回执号 {receipt}，数据版本 {version}。可以在上传记录里撤销。"
        ),
        file=done.file_name,
        dataset=_(done.dataset.label),
        rows=numbers.exact_count(done.receipt.rows_published),
        receipt=strong(done.receipt.receipt),
        version=done.receipt.version,
    )
    if done.receipt.rows_removed:
        text += _("替换移除了 {n} 行。").format(n=numbers.exact_count(done.receipt.rows_removed))
    st.success(as_markdown(text), icon=":material/check_circle:")
    if done.left_out_count:
        _draw_left_out(view, done)
    with st.container(horizontal=True):
        is_known = done.area is not None and known_areas.is_known(view, done.area)
        own = {"area": area_prefix(done.area)} if is_known and done.area else None
        shown_on = next((name for name in PAGES if name.startswith(f"{done.dataset.system}/")), OVERVIEW)
        for name, filters in ((shown_on, own), ("upload/history", {"dataset": done.dataset.name})):
            link(name, _("查看{page}").format(page=title_of(name)), filters)


def _draw_left_out(view: View, done: Published) -> None:
    st.warning(
        as_markdown(
            _("有 {n} 行有错误，没有发布。请取回改好，再上传一次。").format(
                n=numbers.exact_count(done.left_out_count)
            )
        ),
        icon=":material/report:",
    )
    name = _("{file}（没有发布的行）.xlsx").format(file=done.file_name.rsplit(".", 1)[0])
    st.download_button(
        _("取回没有发布的行"),
        noted(view, name, lambda: done.left_out),
        file_name=name,
        mime=workbook.MIME,
        key="left-out",
        on_click="ignore",
        icon=":material/download:",
    )
