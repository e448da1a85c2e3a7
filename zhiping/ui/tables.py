"""Tables: rows under Chinese headings, sortable, and the same rows as a CSV file for Excel."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import streamlit as st

from zhiping.contracts import DATASETS
from zhiping.contracts.uploads import uploads
from zhiping.ui import numbers
from zhiping.ui.states import STATES, state_of
from zhiping.words import N_, _

Row = Mapping[str, Any]

STEPS: dict[str, str] = {
    "claim": N_("认领"),
    "contact": N_("对接勘察"),
    "report": N_("反馈"),
    "close": N_("办结"),
}
STAGES: dict[str, str] = {"dispatch": N_("派单"), **STEPS, "call_back": N_("回访"), "satisfied": N_("满意")}

# What a column of a query is called; a contract's columns have their labels there.
_LABELS: dict[str, str] = (
    {
        column.name: column.label
        for dataset in (*reversed(DATASETS.values()), uploads, DATASETS["tickets"])
        for column in dataset.columns
    }
    | {
        "stage": N_("环节"),
        "step": N_("环节"),
        "state": N_("状态"),
        "month": N_("月份"),
        "area_name": N_("地区"),
        "area_path": N_("地区"),
        "ticket_count": N_("工单数"),
        "recorded_count": N_("有记录的工单"),
        "accepted_count": N_("受理"),
        "closed_count": N_("已办结"),
        "open_count": N_("未办结"),
        "overdue_ticket_count": N_("逾期未办工单"),
        "near_ticket_count": N_("即将超时工单"),
        "first_share": N_("占派单"),
        "previous_share": N_("占上一环节"),
        "on_time_share": N_("按时率"),
        "on_time_low": N_("按时率下限"),
        "on_time_high": N_("按时率上限"),
        "closed_share": N_("办结率"),
        "satisfied_share": N_("满意率"),
        "report_on_time_share": N_("反馈按时率"),
        "report_on_time_count": N_("反馈按时"),
        "report_counted_count": N_("反馈应计"),
        "on_time_count": N_("按时"),
        "counted_count": N_("应计"),
        "answered_count": N_("回访接通"),
        "satisfied_count": N_("满意"),
        "limit_hours": N_("时限(小时)"),
        "median_hours": N_("一半工单用时不超过(小时)"),
        "p90_hours": N_("九成工单用时不超过(小时)"),
        "event_count": N_("已完成"),
        "censored_count": N_("未完成"),
        "is_complete": N_("已满月"),
        "limit_at": N_("时限"),
        "hours_left": N_("剩余(小时)"),
        "claim_at": N_("认领时间"),
        "contact_at": N_("对接勘察完成"),
        "report_at": N_("反馈时间"),
        "close_at": N_("办结时间"),
        "claim_state": N_("认领"),
        "contact_state": N_("对接勘察"),
        "report_state": N_("反馈"),
        "close_state": N_("办结"),
        "happened_at": N_("时间"),
        "event": N_("事件"),
        "hours_since_dispatch": N_("距派单(小时)"),
        "note": N_("说明"),
        "receipt": N_("回执号"),
        "upload_id": N_("上传序号"),
        "source_sheet": N_("来源工作表"),
        "source_row": N_("来源行号"),
    }
    | {f"{state.key}_count": state.label for state in STATES}
)

_HIDDEN = frozenset({"label", "area_code", "area_prefix", "code_digits"})


def heading(column: str) -> str:
    """What a column of a query is called on screen and in files."""
    return _(_LABELS.get(column, column))


def state_words(key: str | None) -> str:
    """A state by sign and word: "■ 逾期未办"."""
    return f"{state_of(key).sign} {_(state_of(key).label)}" if key else ""


def _shown(column: str, value: Any) -> Any:
    if value is None:
        return None
    if column == "state" or column.endswith("_state"):
        return state_words(value)
    if column in ("step", "stage"):
        return _(STAGES.get(value, value))
    if column == "hours_left" or column.endswith("_hours"):
        return round(value, 1)
    if isinstance(value, list):
        return "、".join(map(str, value))
    return value


def columns_of(rows: Sequence[Row], columns: Sequence[str] | None = None) -> list[str]:
    """The columns to show, in order: those asked for, else all but the technical ones."""
    return list(columns) if columns else [name for name in (rows[0] if rows else {}) if name not in _HIDDEN]


def _config(columns: Sequence[str], rows: Sequence[Row]) -> dict[str, Any]:
    config: dict[str, Any] = {}
    for name in columns:
        sample = next((row[name] for row in rows if row[name] is not None), None)
        label = heading(name)
        if name.endswith(("_share", "_low", "_high")):
            config[name] = st.column_config.NumberColumn(label, format="percent")
        elif isinstance(sample, datetime):
            config[name] = st.column_config.DatetimeColumn(label, format="YYYY-MM-DD HH:mm")
        elif name == "month":
            config[name] = st.column_config.DateColumn(label, format="YYYY-MM")
        elif isinstance(sample, date):
            config[name] = st.column_config.DateColumn(label, format="YYYY-MM-DD")
        elif isinstance(sample, bool):
            config[name] = st.column_config.CheckboxColumn(label)
        elif isinstance(sample, int | float):
            config[name] = st.column_config.NumberColumn(label)
        else:
            config[name] = st.column_config.TextColumn(label)
    return config


def draw(
    rows: Sequence[Row],
    key: str,
    *,
    columns: Sequence[str] | None = None,
    is_selectable: bool = False,
    on_pick: Callable[[Row], None] | None = None,
) -> int | None:
    """Draw the rows; the place of the row that was selected, or None. `key` must be unique on the page.

    `on_pick` is called once for a row that the reader has just selected, before the page runs.
    """
    names = columns_of(rows, columns)
    data = {name: [_shown(name, row[name]) for row in rows] for name in names}
    name = f"table-{key}"
    options: dict[str, Any] = {}
    if is_selectable or on_pick:
        options = {"selection_mode": "single-row", "on_select": "rerun"}
    if on_pick:
        options["on_select"] = lambda: _call_with_picked(name, rows, on_pick)
    event = st.dataframe(
        data,
        key=name,
        hide_index=True,
        column_config=_config(names, rows),
        width="stretch",
        placeholder=numbers.MISSING,
        **options,
    )
    return _picked(event, rows) if is_selectable else None


def _picked(event: Any, rows: Sequence[Row]) -> int | None:
    places = event["selection"]["rows"]
    return int(places[0]) if places and places[0] < len(rows) else None


def _call_with_picked(name: str, rows: Sequence[Row], on_pick: Callable[[Row], None]) -> None:
    place = _picked(st.session_state[name], rows)
    if place is not None:
        on_pick(rows[place])


def csv_text(rows: Sequence[Row], columns: Sequence[str] | None = None) -> bytes:
    """The rows as a CSV file that Excel opens rightly: UTF-8 with a byte order mark, Chinese headings."""
    names = columns_of(rows, columns)
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([heading(name) for name in names])
    writer.writerows([[_cell(_shown(name, row[name])) for name in names] for row in rows])
    return written.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    # A text that begins like a formula would be run by Excel.
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def draw_download(
    rows: Sequence[Row], key: str, file_name: str, columns: Sequence[str] | None = None
) -> None:
    """A button that gives the rows as CSV; the file is made when it is pressed."""
    st.download_button(
        _("下载 CSV"),
        lambda: csv_text(rows, columns),
        file_name=f"{file_name}.csv",
        mime="text/csv",
        key=f"download-{key}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
