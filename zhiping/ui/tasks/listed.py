"""The list of tasks: three lists in one, by task, by whose it is, by its limit; which of them, and what it says."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import streamlit as st

from zhiping.access.task import Task
from zhiping.asking.filters import FILTERS
from zhiping.contracts.kinds import Row
from zhiping.contracts.tasks import ANY_OPEN
from zhiping.rules.tasks import STATES, WITHDRAWN
from zhiping.ui.kit import cells, chosen, saying, tables, tasks
from zhiping.ui.kit.chosen import bound, choose
from zhiping.ui.kit.systems import Control
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.told import Told, as_told, joined, needs_person, told
from zhiping.words import _

NAMES = ("area", "task-state", "task-limit", "task-unit", "task-order", "task")


def _draw_units(view: View) -> None:
    label, now = FILTERS["task-unit"].label, view.filters.get("task-unit", "")
    widget = bound("task-unit", now)
    st.selectbox(
        _(label),
        list(dict.fromkeys(["", *sorted({one.unit for one in tasks.seen_by(view)}), now])),
        format_func=lambda unit: unit or _("全部"),
        key=widget,
        on_change=lambda: choose(task_unit=st.session_state[widget] or None),
        filter_mode="contains",
        label_visibility="collapsed",
    )


CONTROLS = {"task-unit": Control(_draw_units, lambda view: view.filters.get("task-unit", ""))}


def under_filters(view: View, found: Sequence[Task], now: datetime) -> list[Task]:
    """The tasks under the filters of the page, in the order that is chosen: the limit that falls first, by default."""
    wanted = view.filters
    kept = [
        one
        for one in tasks.under_area(view, found)
        if wanted.get("task-unit", one.unit) == one.unit
        and _is_in_state(one, wanted.get("task-state", ""))
        and _is_at_limit(one, wanted.get("task-limit", ""), now)
    ]
    orders = {"task": lambda one: (), "unit": lambda one: (one.unit, one.due_at)}
    by_limit = lambda one: (not one.is_open, one.due_at)  # noqa: E731 - one of three keys of one sorting
    return sorted(kept, key=orders.get(wanted.get("task-order", ""), by_limit))


def _is_in_state(task: Task, wanted: str) -> bool:
    return wanted in ("", task.state) or (wanted == ANY_OPEN and task.is_open)


def _is_at_limit(task: Task, wanted: str, now: datetime) -> bool:
    if not wanted:
        return True
    if wanted == "overdue":
        return is_overdue(task, now)
    days = (task.due_at.date() - now.date()).days
    return task.is_open and days >= 0 and (days == 0 if wanted == "today" else days <= 7)


def is_overdue(task: Task, now: datetime) -> bool:
    """Whether a unit has still to answer and its limit is past."""
    return task.is_open and task.clock(now) == "overdue"


def finding(shown: Sequence[Task], now: datetime) -> Told:
    """How many tasks there are, how many are overdue, the longest of them, and how many fall due today, in one sentence."""
    open_ones = [one for one in shown if one.is_open]
    late = sorted((one for one in open_ones if is_overdue(one, now)), key=lambda one: one.due_at)
    today = [one for one in open_ones if one not in late and one.due_at.date() == now.date()]
    parts: list[Told | str] = [
        _("{n} 件督办，{open} 件还没有反馈").format(n=numbers.count(len(shown)), open=numbers.count(len(open_ones)))
    ]  # fmt: skip
    if late:
        parts.append(
            told(
                _("{overdue}，最久的是{unit}（超 {length}）"),
                overdue=needs_person(_("{n} 件已逾期").format(n=numbers.count(len(late)))),
                unit=late[0].unit,
                length=numbers.duration(now - late[0].due_at),
            )
        )
    elif open_ones:
        parts.append(_("没有逾期的"))
    if today:
        parts.append(_("{n} 件今日到期").format(n=numbers.count(len(today))))
    return joined(_("，"), [as_told(one) for one in parts]) + _("。")


def clock_told(task: Task, now: datetime) -> str:
    """Where a task stands against its limit, by sign and word; nothing of one that was withdrawn."""
    if task.state == WITHDRAWN:
        return numbers.MISSING
    return cells.state_words(task.clock(now))


def row_of(task: Task, now: datetime) -> Row:
    """A task as a row of its list, its headings words already."""
    left = task.due_at - now
    left_told = _("剩 {length}") if left >= timedelta(0) else _("超 {length}")
    return {
        _("编号"): task.number,
        _("任务"): task.what,
        _("责任单位"): task.unit,
        _("责任岗位"): task.post,
        _("反馈期限"): task.due_at,
        _("离期限"): left_told.format(length=numbers.duration(abs(left)))
        if task.is_open
        else numbers.MISSING,
        _("办理状态"): _(STATES[task.state]),
        _("时限状态"): clock_told(task, now),
        _("派发人"): task.maker,
        _("派发时间"): task.made_at,
    }


def draw(view: View, shown: Sequence[Task], now: datetime) -> None:
    """The table; a picked row opens its task."""
    rows = [row_of(one, now) for one in shown]
    saying.note(_("点选一行看全过程、办理和打印；点表头按任务、责任或时限排。"))
    tables.note_most(len(rows))
    tables.draw(
        rows[: tables.MOST_ROWS],
        "tasks",
        "",
        on_pick=lambda row: chosen.choose(task=row[_("编号")]),
    )
    tables.draw_download(view, rows, "tasks", "", _("督办清单"))
