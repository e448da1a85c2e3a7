"""督办 that falls due: what waits for an answer and is overdue or falls due within the week, the longest late first."""

from datetime import datetime

import streamlit as st

from zhiping import clock
from zhiping.access.task import Task
from zhiping.ui.kit import addresses, chosen, page, saying, tasks
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.told import Told, joined, state_sign
from zhiping.words import _

MOST_LINES = 6  # as many are seen at a glance
_WEEK = 7


def draw(view: View) -> None:
    """A line a task, each the way to it; nothing where none falls due."""
    if view.access.is_shared:
        return
    now = clock.now()
    due = [one for one in tasks.under_area(view, tasks.seen_by(view)) if _falls_due(one, now)]
    due.sort(key=lambda one: (one.due_at, one.number))
    if not due:
        return
    with st.container(border=True, gap="xsmall", key="due-tasks"):
        page.heading(_("督办到期（{n} 件）").format(n=numbers.exact_count(len(due))))
        for one in due[:MOST_LINES]:
            filters = {**chosen.shared(view), "task": one.number}
            addresses.link(tasks.PAGE, task_told(one, now), filters, is_row=True)
        if due[MOST_LINES:]:
            saying.note(_("其余 {n} 件在督办清单里。").format(n=numbers.exact_count(len(due) - MOST_LINES)))
        filters = {**chosen.shared(view), "task-state": "open"}
        addresses.link(tasks.PAGE, _("看督办清单"), filters)


def _falls_due(task: Task, now: datetime) -> bool:
    return task.is_open and (task.due_at.date() - now.date()).days <= _WEEK


def task_told(task: Task, now: datetime) -> Told:
    """One task in a line: where it stands, whose it is, what, and until when."""
    state = task.clock(now)
    left = numbers.duration(abs(task.due_at - now))
    length = (_("超 {length}") if state == "overdue" else _("剩 {length}")).format(length=left)
    demo = _("演示") if task.is_demo else ""
    return state_sign(state) + "　" + joined(_("，"), [task.unit, length, task.what, demo])
