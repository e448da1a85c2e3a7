"""The page of statements: those under the filters, the one that is opened, the steps with it, and its correction beside."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from zhiping.access.statement import Statement
from zhiping.access.stating import may_take_statement_step
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Row
from zhiping.contracts.statements import STATEMENT_KINDS, STATEMENT_STATES
from zhiping.rules.areas import is_within
from zhiping.rules.statements import ACCEPTED, APPEAL, CORRECTED, OPEN_APPEAL, STATEMENT_STEPS
from zhiping.rules.tasks import Step
from zhiping.ui.kit import addresses, chosen, page, saying, statements, step_ways, tables
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.told import MUTED, Told, as_told, badge, joined, needs_person, strong
from zhiping.words import _

NAMES = ("area", "statement-kind", "statement-state", "statement")


def under_filters(view: View, found: Sequence[Statement]) -> list[Statement]:
    """The statements under the filters of the page."""
    wanted = view.filters
    return [
        one
        for one in found
        if is_within(one.area, wanted.get("area", ""))
        and wanted.get("statement-kind", one.kind) == one.kind
        and wanted.get("statement-state", one.state) == one.state
    ]


def finding(shown: Sequence[Statement]) -> Told:
    """How many there are, how many appeals wait to be decided and how many accepted ones to be put right."""
    appeals = [one for one in shown if one.kind == APPEAL]
    waiting = sum(one.state in OPEN_APPEAL for one in appeals)
    accepted = sum(one.state == ACCEPTED for one in appeals)
    parts: list[str | Told] = [
        _("{n} 条情况说明，{m} 件申诉").format(
            n=numbers.count(len(shown) - len(appeals)), m=numbers.count(len(appeals))
        ),
        needs_person(_("{n} 件待复核或复核中").format(n=numbers.count(waiting))) if waiting else "",
        needs_person(_("{n} 件已采纳还没有更正").format(n=numbers.count(accepted))) if accepted else "",
    ]
    return joined(_("，"), [as_told(one) for one in parts]) + _("。")


def draw(view: View, seen: Sequence[Statement], shown: Sequence[Statement]) -> None:
    """The statement in the address, then the list."""
    if number := view.filters.get("statement"):
        one = next((one for one in seen if one.number == number), None)
        if one:
            _draw_one(view, one)
        else:
            saying.sentence(_("没有 {number}，或者不在您的查看范围内。").format(number=number))
    page.heading(_("说明与申诉（{n} 件）").format(n=numbers.exact_count(len(shown))))
    if not seen:
        saying.sentence(_("清单是空的。在任何指标的说明里，或者在表格下面勾选几行，就能写情况说明或者申诉。"))
    if shown:
        rows = [_row(one) for one in shown]
        saying.note(_("点选一行看全过程和办理。"))
        tables.note_most(len(rows))
        tables.draw(
            rows[: tables.MOST_ROWS],
            "statements",
            "",
            on_pick=lambda row: chosen.choose(statement=row[_("编号")]),
        )
        tables.draw_download(view, rows, "statements", "", _("说明与申诉"))


def _row(one: Statement) -> Row:
    return {
        _("编号"): one.number,
        _("种类"): _(STATEMENT_KINDS[one.kind]),
        _("责任单位"): one.unit,
        _("关于"): str(one.cause.get("told", "")),
        _("内容"): one.words,
        _("办理状态"): _(STATEMENT_STATES[one.state]),
        _("填写人"): one.writer,
        _("填写时间"): one.made_at,
    }


def _draw_one(view: View, one: Statement) -> None:
    with st.container(border=True, key="statement"):
        page.heading(f"{_(STATEMENT_KINDS[one.kind])} {one.number}")
        facts = joined(" · ", (one.unit, one.writer, numbers.time(one.made_at)))
        saying.sentence(badge(_(STATEMENT_STATES[one.state]), MUTED) + "　" + facts)
        step_ways.draw_told()
        saying.sentence(one.words)
        saying.sentence(strong(_("关于")) + "　" + str(one.cause.get("told", "")))
        name = str(one.cause.get("page", ""))
        if name in PAGES:
            label = _("看现在的{page}").format(page=addresses.title_of(name))
            addresses.link(name, label, dict(one.cause.get("filters", {})))
        done = statements.steps_of(one)
        saying.lines(step_ways.step_told(each, STATEMENT_STEPS) for each in done)
        _draw_correction(one)
        steps = [step for step in STATEMENT_STEPS.values() if one.state in step.before]
        may = [step for step in steps if may_take_statement_step(view.access, one, step.key)]
        step_ways.draw(may, one.number, partial(_take, view, one))
        st.button(
            _("收起"),
            on_click=lambda: chosen.choose(statement=None),
            icon=":material/close:",
            key="statement-away",
        )


def _draw_correction(one: Statement) -> None:
    """An accepted appeal is put right by an upload, never by hand: the way to it, or the receipt of what was uploaded."""
    if one.state == ACCEPTED:
        saying.sentence(_("采纳以后由填报员上传更正的数据，再在这里记下回执号；数字不在这里改。"))
        for name in statements.datasets_of(one):
            if name in DATASETS:
                label = _("去上传更正：{dataset}").format(dataset=_(DATASETS[name].label))
                addresses.link("upload/new", label, {"dataset": name})
    elif one.state == CORRECTED:
        addresses.link("upload/history", _("看上传记录"))


def _take(view: View, one: Statement, step: Step, said: str) -> str:
    """Take the step; what came of it in a sentence. Raises what `step_ways` tells."""
    statements.take(view, one, step.key, said)
    return _("{number} {done}。").format(number=one.number, done=_(step.done))
