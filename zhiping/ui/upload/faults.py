"""Faults and warnings on screen: how many of each kind, the first in words, all in a table and as a file."""

from collections.abc import Mapping, Sequence

import streamlit as st

from zhiping.ui.kit import page, tables
from zhiping.ui.look import numbers
from zhiping.upload.checking.check import Checked
from zhiping.upload.checking.faults import KIND_LABELS, Fault
from zhiping.words import _

_TOLD = 5


def draw(checked: Checked, file_name: str) -> None:
    """All faults at once, then the warnings apart from them."""
    if checked.fault_count:
        title = _("错误（{n} 处）").format(n=numbers.exact_count(checked.fault_count))
        name = _("{file} 的错误").format(file=file_name)
        _draw_list(title, "red", "■", checked.faults, checked.fault_count, checked.fault_kinds, name)
    if checked.warning_count:
        title = _("提醒（{n} 处）：可疑但可以发布").format(n=numbers.exact_count(checked.warning_count))
        name = _("{file} 的提醒").format(file=file_name)
        _draw_list(title, "orange", "▲", checked.warnings, checked.warning_count, checked.warning_kinds, name)


def _draw_list(
    title: str,
    colour: str,
    sign: str,
    faults: Sequence[Fault],
    count: int,
    kinds: Mapping[str, int],
    file_name: str,
) -> None:
    page.heading(f":{colour}[{sign}] {title}")
    st.markdown(
        " ".join(
            f":{colour}-badge[{_(KIND_LABELS[kind])} {numbers.exact_count(number)}]"
            for kind, number in sorted(kinds.items(), key=lambda item: -item[1])
        )
    )
    st.markdown("\n".join(f"- {told(fault)}" for fault in faults[:_TOLD]))
    rows = _rows(faults)
    tables.draw(rows, f"faults-{colour}")
    if count > len(faults):
        st.caption(_("表里列出前 {n} 处。").format(n=numbers.exact_count(len(faults))))
    tables.draw_download(rows, f"faults-{colour}", file_name)


def told(fault: Fault) -> str:
    """A fault in one sentence of Markdown: 第 3 行 D 列：what is wrong. How to mend it."""
    where = _("工作表“{sheet}”").format(sheet=fault.sheet) if fault.sheet else ""
    if fault.row:
        where += _("第 {row} 行").format(row=fault.row)
    if fault.column:
        where += _(" {column} 列").format(column=fault.column)
    words = page.plain(f"{fault.problem}{fault.remedy}")
    return f"**{page.plain(where.strip())}**：{words}" if where else words


def _rows(faults: Sequence[Fault]) -> list[dict[str, object]]:
    """The rows of the table; numbers as numbers, so that they sort, unless a fault is of a whole column."""
    has_sheets = any(fault.sheet for fault in faults)
    has_wholes = any(not fault.row for fault in faults)
    return [
        ({_("工作表"): fault.sheet or ""} if has_sheets else {})
        | {
            _("行"): (str(fault.row) if fault.row else _("整列")) if has_wholes else fault.row,
            _("列"): fault.column,
            _("项目"): fault.label,
            _("原值"): fault.value,
            _("问题"): fault.problem,
            _("怎么改"): fault.remedy,
        }
        for fault in faults
    ]
