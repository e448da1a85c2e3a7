"""Past uploads on screen: what each was, its file, the rows left out, and its undo."""

import json
from typing import Any

import streamlit as st

from zhiping import serving
from zhiping.access.permissions import may_open_file, may_undo
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Row
from zhiping.contracts.uploads import MODE_LABELS, MODES
from zhiping.ui.kit import chosen, saying, tables
from zhiping.ui.kit.noting import noted
from zhiping.ui.kit.systems import Control
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.states import ON_TIME
from zhiping.ui.look.told import APART, MUTED, badge, joined, strong
from zhiping.ui.upload import taking_back
from zhiping.upload.reports import skipped_words
from zhiping.words import _

_TOLD_SKIPPED = 20
_COLUMNS = (
    "published_at",
    "dataset",
    "state",
    "file_name",
    "rows_published",
    "rows_removed",
    "fault_count",
    "warning_count",
    "published_by",
    "as_of",
    "mode",
    "receipt",
)


def _draw_choice(view: View) -> None:
    widget = chosen.bound("dataset", view.filters.get("dataset", ""))
    st.selectbox(
        _("数据集"),
        ["", *DATASETS],
        format_func=_choice_told,
        key=widget,
        on_change=lambda: chosen.choose(dataset=st.session_state[widget] or None),
        filter_mode="contains",
        label_visibility="collapsed",
    )


def _choice_told(name: str) -> str:
    return taking_back.label_of({"dataset": name}) if name else _("全部")


CONTROLS = {"dataset": Control(_draw_choice, lambda view: _choice_told(view.filters.get("dataset", "")))}


def summary(view: View, rows: list[Row]) -> str:
    """How many uploads there are (of the dataset chosen) and which was the last, in one sentence."""
    undone = sum(row["is_undone"] for row in rows)
    last = rows[0]
    of_dataset = (
        _("{dataset}：").format(dataset=taking_back.label_of(last)) if "dataset" in view.filters else ""
    )
    return of_dataset + _(
        "共 {n} 次上传，{undone} 次已撤销；最近一次是{who}于 {time} 上传的{dataset}。"
    ).format(
        n=numbers.count(len(rows)),
        undone=numbers.count(undone),
        who=last["published_by"],
        time=numbers.time(last["published_at"]),
        dataset=taking_back.label_of(last),
    )


def draw_all(view: View, rows: list[Row]) -> None:
    """All uploads in a table and as a file, and one of them whole: the one that is picked, else the newest."""
    listed = [
        {**row, "dataset": taking_back.label_of(row), "mode": _mode(row), "state": _state(row)}
        for row in rows
    ]
    saying.note(_("点选一行，下面是这次上传的原文件、略过的行和撤销。"))
    picked = tables.draw(
        listed[: tables.MOST_ROWS], "history", "uploads/history", columns=_COLUMNS, is_selectable=True
    )
    told = [name for name in rows[0] if name not in ("file_hash", "skipped", "is_undone")]
    tables.draw_download(view, listed, "history", "uploads/history", _("上传记录"), told)
    row = rows[picked or 0]
    with st.container(border=True, key=f"upload-{row['upload_id']}", gap="xsmall"):
        _draw(view, row)


def _state(row: Row) -> str:
    return _("已撤销") if row["is_undone"] else _("生效")


def _mode(row: Row) -> str:
    return _(dict(zip(MODES, MODE_LABELS, strict=True))[row["mode"]])


def _draw(view: View, row: Row) -> None:
    state = badge(_state(row), MUTED if row["is_undone"] else ON_TIME.key)
    demo = badge(_("演示数据"), APART) if row["is_demo"] else ""
    saying.sentence(
        joined("　", [strong(row["receipt"]), taking_back.label_of(row), joined(" ", [state, demo])])
    )
    saying.sentence(_rows_told(row))
    saying.note(_told(row))
    _draw_skipped(view, row)
    user = view.access.user
    with st.container(horizontal=True):
        dataset = DATASETS.get(row["dataset"])
        if dataset and may_open_file(view.access, dataset, row["published_by"]):
            _draw_file(view, row)
        if may_undo(user, row["area_code"], row["published_by"], dataset):
            what, label, icon = (
                ("restore", _("恢复"), "redo") if row["is_undone"] else ("undo", _("撤销"), "undo")
            )
            st.button(
                label,
                key=f"{what}-{row['upload_id']}",
                on_click=taking_back.ask,
                args=(what, row["receipt"]),
                type="tertiary",
                icon=f":material/{icon}:",
            )


def _rows_told(row: Row) -> str:
    text = _("{file}：读取 {read} 行，发布 {published} 行").format(
        file=row["file_name"],
        read=numbers.exact_count(row["rows_read"]),
        published=numbers.exact_count(row["rows_published"]),
    )
    if row["rows_removed"]:
        text += _("，替换移除 {n} 行").format(n=numbers.exact_count(row["rows_removed"]))
    return text + _("；错误 {faults} 处，提醒 {warnings} 处").format(
        faults=numbers.exact_count(row["fault_count"]), warnings=numbers.exact_count(row["warning_count"])
    )


def _told(row: Row) -> str:
    parts = [
        _("{who} {time} 上传").format(who=row["published_by"], time=numbers.time(row["published_at"])),
        _("数据截至 {time}").format(time=numbers.time(row["as_of"])),
        _mode(row),
    ]
    if row["is_undone"]:
        parts.append(_("{who} {time} 撤销").format(who=row["undone_by"], time=numbers.time(row["undone_at"])))
        if row["undone_reason"]:
            parts.append(_("撤销原因：{why}").format(why=row["undone_reason"]))
    if row["reason"]:
        parts.append(_("更正原因：{why}").format(why=row["reason"]))
    if row["restores"]:
        parts.append(_("恢复自 {receipt}").format(receipt=row["restores"]))
    return " · ".join(parts)


def _draw_skipped(view: View, row: Row) -> None:
    skipped: list[dict[str, Any]] = json.loads(row["skipped"] or "[]")
    if skipped:
        title = _("略过的行（{n} 处）").format(n=numbers.count(len(skipped)))
        with st.expander(title, key=f"skipped-{row['upload_id']}"):
            saying.points(map(skipped_words, skipped[:_TOLD_SKIPPED]))
            if len(skipped) > _TOLD_SKIPPED:
                rows = [{_("工作表"): p["sheet"], _("行"): p["rows"], _("原因"): p["why"]} for p in skipped]
                name = _("{receipt} 略过的行").format(receipt=row["receipt"])
                tables.draw_download(view, rows, f"skipped-{row['upload_id']}", "", name)


def _draw_file(view: View, row: Row) -> None:
    kept = serving.store().kept_file(row["file_hash"])
    if kept.exists():
        st.download_button(
            _("下载原文件"),
            noted(view, row["receipt"], kept.read_bytes),
            file_name=row["file_name"],
            mime="application/octet-stream",
            key=f"file-{row['upload_id']}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
