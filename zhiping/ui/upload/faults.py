"""Faults and warnings on screen: how many of each kind, the first in words, all in a table and as a file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, islice

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from zhiping.ui.kit import page, saying, tables, workbook
from zhiping.ui.kit.noting import noted
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.states import LATE
from zhiping.ui.look.told import NEEDS_PERSON, Told, as_told, badge, joined, needs_person, strong, told, toned
from zhiping.upload.checking.faults import KIND_LABELS, Fault
from zhiping.upload.glance import Glance
from zhiping.upload.intake import Intake
from zhiping.upload.reading.texttable import place_words, row_ranges
from zhiping.words import _, in_this_language, in_turn

_TOLD = 5
_MOST_A_KIND = 100


def draw(view: View, intake: Intake) -> None:
    """All faults at once, then the warnings apart from them, and the clerk's workbook with their cells marked."""
    checked, file_name = intake.checked, intake.file_name
    if checked.fault_count or checked.warning_count:
        _draw_answer(view, intake)
    if checked.fault_count:
        title = _("错误（{n} 处）").format(n=numbers.exact_count(checked.fault_count))
        name = _("{file} 的错误").format(file=file_name)
        _draw_list(
            view, title, NEEDS_PERSON, "■", checked.faults, checked.fault_count, checked.fault_kinds, name
        )
    if checked.warning_count:
        title = _("提醒（{n} 处）：可疑但可以发布").format(n=numbers.exact_count(checked.warning_count))
        name = _("{file} 的提醒").format(file=file_name)
        _draw_list(
            view, title, LATE.key, "▲", checked.warnings, checked.warning_count, checked.warning_kinds, name
        )


def draw_first(box: DeltaGenerator, seen: Glance) -> None:
    """What is certain of the first rows of a file, under the words of how far its check is.

    Not within a status: that closes over what it holds as its words change.
    """
    if not (seen.faults or seen.is_clean):
        return
    rows = numbers.exact_count(seen.row_count)
    where = place_words(seen.file) + _("：") if seen.file else ""
    with box:
        if seen.faults:
            found = needs_person(_("{n} 处错误").format(n=numbers.exact_count(len(seen.faults))))
            sentence = told(_("前 {rows} 行里已发现 {found}，整个文件仍在核对。"), rows=rows, found=found)
            kinds = Counter(fault.kind for fault in seen.faults)
            saying.sentence(where + sentence)
            saying.points(_group_told(group) for group in told_once(seen.faults, kinds)[:_TOLD])
        else:
            saying.sentence(where + _("前 {rows} 行没有发现问题，整个文件仍在核对。").format(rows=rows))


def _draw_answer(view: View, intake: Intake) -> None:
    # openpyxl is imported where a workbook is made.
    from zhiping.upload.answer import answer, answer_name

    name = answer_name(intake)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            _("下载标出错误的表格"),
            noted(view, name, in_this_language(lambda: answer(intake))),
            file_name=name,
            mime=workbook.MIME,
            key="answer",
            on_click="ignore",
            icon=":material/download:",
        )
        saying.note(_("有错误的格标红、可疑的标黄，批注和“错误说明”表写明怎么改；改好后上传这个文件即可。"))


def _draw_list(
    view: View,
    title: str,
    tone: str,
    sign: str,
    faults: Sequence[Fault],
    count: int,
    kinds: Mapping[str, int],
    file_name: str,
) -> None:
    page.heading(toned(tone, sign) + f" {title}")
    most_first = sorted(kinds.items(), key=lambda item: -item[1])
    saying.sentence(
        joined(
            " ", (badge(f"{_(KIND_LABELS[kind])} {numbers.exact_count(n)}", tone) for kind, n in most_first)
        )
    )
    groups = told_once(faults, kinds)
    saying.points(_group_told(group) for group in groups[:_TOLD])
    shown = _first_of_each_kind(groups)
    tables.draw(_rows(shown), f"faults-{tone}", "")
    if len(shown) < len(groups) or count > len(faults):
        words = _("每一类列出前 {n} 种；下载的文件里有 {all} 处。")
        saying.note(words.format(n=_MOST_A_KIND, all=numbers.exact_count(len(faults))))
    tables.draw_download(view, _rows([[fault] for fault in faults]), f"faults-{tone}", "", file_name)


def told_once(faults: Sequence[Fault], kinds: Mapping[str, int]) -> list[list[Fault]]:
    """Faults that say the same of the same value in the same column together; the kind with most of them first."""
    groups: dict[tuple[str | None, ...], list[Fault]] = {}
    for fault in faults:
        said = (fault.sheet, fault.column, fault.label, fault.value, fault.kind, fault.problem, fault.remedy)
        groups.setdefault(said, []).append(fault)
    return sorted(groups.values(), key=lambda group: (-kinds[group[0].kind], group[0].kind))


def _first_of_each_kind(groups: Sequence[list[Fault]]) -> list[list[Fault]]:
    by_kind = groupby(groups, key=lambda group: group[0].kind)
    return [group for _kind, of_kind in by_kind for group in islice(of_kind, _MOST_A_KIND)]


def _group_told(group: Sequence[Fault]) -> Told:
    told = fault_told(group[0])
    if len(group) == 1:
        return told
    rows = row_ranges((fault.row, fault.row) for fault in group)
    return told + _("同样的共 {n} 处：第 {rows} 行。").format(n=numbers.exact_count(len(group)), rows=rows)


def fault_told(fault: Fault) -> Told:
    """A fault in one sentence: 第 3 行 D 列：what is wrong. How to mend it."""
    where = place_words(fault.sheet, str(fault.row or ""))
    if fault.column:
        where += _(" {column} 列").format(column=fault.column)
    words = in_turn(fault.problem, fault.remedy)
    return strong(where.strip()) + f"{_('：')}{words}" if where else as_told(words)


def _rows(groups: Sequence[Sequence[Fault]]) -> list[dict[str, object]]:
    """The rows of the table, one a group; numbers as numbers, so that they sort, unless a fault is of a whole column."""
    has_sheets = any(group[0].sheet for group in groups)
    has_wholes = any(not group[0].row for group in groups)
    has_several = any(len(group) > 1 for group in groups)
    rows: list[dict[str, object]] = []
    for fault, *others in groups:
        row: dict[str, object] = {_("工作表"): fault.sheet or ""} if has_sheets else {}
        row[_("行")] = (str(fault.row) if fault.row else _("整列")) if has_wholes else fault.row
        if has_several:
            row[_("同样的行")] = row_ranges((one.row, one.row) for one in others)
        rows.append(
            row
            | {
                _("列"): fault.column,
                _("数据项"): fault.label,
                _("原值"): fault.value,
                _("问题"): fault.problem,
                _("怎么改"): fault.remedy,
            }
        )
    return rows
