"""One task: what it asks, what it came of and whether that moved, what was done, what can be done, its paper."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from zhiping.access.task import Task
from zhiping.access.tasking import may_take_step, sees_as_much
from zhiping.rules.tasks import STATES, STEPS, Step, steps_from
from zhiping.ui.bulletins.forms import FORMS
from zhiping.ui.bulletins.written import Bulletin
from zhiping.ui.kit import addresses, chosen, demo_mark, page, saying, step_ways, tables, tasks
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.kit.noting import noted
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.told import APART, MUTED, Told, badge, in_state, joined, strong
from zhiping.ui.tasks import again, papers
from zhiping.ui.tasks.listed import clock_told
from zhiping.words import _, in_this_language


def draw(view: View, task: Task, now: datetime) -> None:
    """The whole of a task, at the head of the page."""
    with st.container(border=True, key="task"):
        moved = again.told(task) if sees_as_much(view.access, task) else []
        _draw_head(task, now)
        step_ways.draw_told()
        saying.sentence(strong(_("要反馈的")) + "　" + task.what)
        st.code(task.message, language=None, wrap_lines=True)
        _draw_cause(task, moved)
        _draw_steps(view, task)
        _draw_ways(view, task)
        _draw_files(view, papers.slip(view, task, moved), "slip")
        st.button(
            _("收起"), on_click=lambda: chosen.choose(task=None), icon=":material/close:", key="task-away"
        )


def _draw_head(task: Task, now: datetime) -> None:
    page.heading(_("督办 {number}").format(number=task.number))
    parts = [badge(_(STATES[task.state]), MUTED)]
    if task.is_demo:
        parts.append(badge(_("演示"), APART))
    parts.append(in_state(task.clock(now), clock_told(task, now)))
    facts = (
        _("责任单位 {unit}").format(unit=task.unit),
        _("责任岗位 {post}").format(post=task.post),
        _("反馈期限 {time}").format(time=numbers.time(task.due_at)),
        _("{who}于{time}派发").format(who=task.maker, time=numbers.time(task.made_at)),
    )
    saying.sentence(joined("　", [*parts, joined(" · ", facts)]))


def _draw_cause(task: Task, moved: Sequence[Told]) -> None:
    """The figure or rows as they were, with the way to their page, and whether they moved."""
    cause = again.cause_of(task)
    saying.sentence(strong(_("派发依据")) + "　" + str(task.cause.get("told", "")))
    saying.note(papers.source_told(task))
    if cause and cause.rows:
        rows = [dict(zip(cause.headings, cells, strict=True)) for cells in cause.rows]
        tables.draw(rows, "task-rows", "")
    if cause and cause.page in PAGES:
        addresses.link(
            cause.page, _("看现在的{page}").format(page=addresses.title_of(cause.page)), cause.filters
        )
    if moved:
        saying.sentence(strong(_("动没动")))
        saying.lines(moved)
    else:
        saying.note(_("动没动由派发的一方按同样的口径核对。"))


def _draw_steps(view: View, task: Task) -> None:
    done = tasks.steps_of(task)
    if not done:
        return
    saying.sentence(strong(_("办理经过")))
    saying.lines(step_ways.step_told(one, STEPS) for one in done)


def _draw_ways(view: View, task: Task) -> None:
    """The steps that are the reader's to take."""
    steps = [one for one in steps_from(task.state) if may_take_step(view.access, task, one.key)]
    step_ways.draw(steps, task.number, partial(_take, view, task))


def _take(view: View, task: Task, step: Step, said: str) -> str:
    """Take the step; what came of it in a sentence."""
    tasks.take(view, task, step.key, said)
    return _("督办 {number} {done}。").format(number=task.number, done=_(step.done))


def draw_papers(view: View, shown: list[Task], now: datetime) -> None:
    """The list of reminders as a file to print: a chapter a unit, in the place of e-mail."""
    open_ones = [one for one in shown if one.is_open]
    if not open_ones:
        return
    page.heading(_("催办清单"))
    saying.note(
        _("{n} 件没有反馈的，一个单位一节，可以打印、裁开送达。").format(
            n=numbers.exact_count(len(open_ones))
        )
    )
    _draw_files(view, papers.reminders(view, open_ones, now), "reminders")


def _draw_files(view: View, bulletin: Bulletin, key: str) -> None:
    name = demo_mark.file_name(bulletin.title + bulletin.head[0])
    with st.container(horizontal=True, gap="small", key=f"paper-{key}"):
        for form in FORMS:
            if form.ending == "xlsx":  # the list is had as Excel below its table
                continue
            if why := form.why_not():
                saying.note(why)
                continue
            file = f"{name}.{form.ending}"
            content: Callable[[], bytes] = partial(form.written, bulletin)
            st.download_button(
                _("{form}（{title}）").format(form=_(form.label), title=bulletin.title),
                noted(view, file, in_this_language(content)),
                file_name=file,
                mime=form.mime,
                key=f"paper-{key}-{form.ending}",
                on_click="ignore",
                icon=":material/download:",
            )
