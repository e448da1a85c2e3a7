"""情况说明 and appeals of whoever is at the screen: those to a thing, the latest of each, writing one, a step with one."""

from collections.abc import Sequence

from zhiping import clock, serving
from zhiping.access.permissions import NotAllowed
from zhiping.access.statement import Statement
from zhiping.access.stating import (
    check_may_take_statement_step,
    check_may_write_statement,
    may_see_statement,
)
from zhiping.access.task import Done
from zhiping.asking.questions import question_of
from zhiping.contracts.admin import Act
from zhiping.contracts.kinds import Row
from zhiping.contracts.statements import STATEMENT_KINDS, STATEMENT_STATES
from zhiping.rules.areas import area_prefix
from zhiping.rules.statements import FIRST, TAKEN_BACK
from zhiping.ui.kit.cause import Cause, thing_key
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import still
from zhiping.ui.look import numbers
from zhiping.words import _, bracketed

PAGE = "statements/list"


def seen_by(view: View, about: Sequence[str] | None = None) -> list[Statement]:
    """The statements that whoever has the view may see, the newest first; `about`: those to these things alone."""
    if view.access.is_shared or not serving.has_state():
        return []
    from zhiping.access import statements  # with it comes SQLAlchemy, see serving.state

    found = statements.listed(serving.state(), about)
    return [one for one in found if may_see_statement(view.access, one)]


def with_latest(view: View, rows: Sequence[Row], column: str) -> list[Row]:
    """The rows with `statement`: the latest sentence to each, with who wrote it when; what was taken back is not said.

    As they were where nothing was written to any.
    """
    keys = {thing_key(row, column) for row in rows}
    found: dict[str, str] = {}
    for one in seen_by(view, sorted(keys)):
        if one.state != TAKEN_BACK:
            found.setdefault(one.about, told(one))
    if not found:
        return list(rows)
    return [{**row, "statement": found.get(thing_key(row, column))} for row in rows]


def told(one: Statement) -> str:
    """A statement in a line, its words first: "…（示例一局，2025年11月4日，申诉，复核中）"."""
    kind = _(STATEMENT_KINDS[one.kind])
    state = _(STATEMENT_STATES[one.state]) if one.kind == "appeal" else ""
    facts = _("，").join(filter(None, (one.unit, numbers.day(one.made_at), kind, state)))
    return one.words + bracketed(facts)


def steps_of(one: Statement) -> Sequence[Done]:
    """What was done with a statement, the first first."""
    from zhiping.access import statements

    return statements.steps_of(serving.state(), one.number)


def write(view: View, cause: Cause, *, kind: str, unit: str, words: str) -> list[Statement]:
    """Write a statement to each thing of a cause. Raises NotAllowed, SettingsError, StoreError."""
    from zhiping.access import statements

    access, now = still(view.access), clock.now()
    check_may_write_statement(access)
    if access.user.unit and unit != access.user.unit:
        raise NotAllowed(_("您的账号只能替“{unit}”写。").format(unit=access.user.unit))
    given = []
    for about in cause.about:
        one = Statement(
            number="",
            kind=kind,
            about=about,
            unit=unit,
            words=words,
            area=area_prefix(view.filters.get("area", "")) or access.user.scope,
            state=FIRST[kind],
            writer=access.user.name,
            made_at=now,
            scope=access.user.scope,
            is_about_people=cause.is_about_people,
            cause=cause.kept,
        )
        given.append(statements.write(serving.state(), one))
    numbers_told = _("、").join(one.number for one in given)
    serving.note(Act.STATED, who=access.user.acts_as, page=view.page, about=f"{numbers_told} {unit} {kind}")
    return given


def take(view: View, one: Statement, step: str, said: str) -> Statement:
    """Take a step with a statement. Raises NotAllowed, also for a receipt of no upload that can be the correction,
    TaskMoved, SettingsError, StoreError."""
    from zhiping.access import statements

    access, now = still(view.access), clock.now()
    check_may_take_statement_step(access, one, step)
    if step == "correct":
        _check_corrects(view, one, said)
    moved = statements.take(serving.state(), one, step, who=access.user.acts_as, now=now, said=said)
    serving.note(Act.STATED, who=access.user.acts_as, page=PAGE, about=f"{one.number} {step}")
    return moved


def datasets_of(one: Statement) -> list[str]:
    """The datasets whose upload can put right what a statement is to."""
    return sorted(question_of(str(one.cause["question"])).datasets - {"areas", "uploads", "coverage"})


def _check_corrects(view: View, one: Statement, receipt: str) -> None:
    """An accepted appeal becomes a correction by an upload of its own data, published since it was accepted."""
    accepted_at = max(done.at for done in steps_of(one) if done.step == "accept")
    row = next((row for row in view.everything().rows("uploads/history") if row["receipt"] == receipt), None)
    if row is None or row["undone_at"] is not None:
        raise NotAllowed(_("没有回执号 {receipt} 的上传，或者它已撤销。").format(receipt=receipt))
    if row["dataset"] not in datasets_of(one) or row["published_at"] < accepted_at:
        raise NotAllowed(
            _("回执号 {receipt} 不是采纳以后对这些数据的上传。请先上传更正，再记下它的回执号。").format(
                receipt=receipt
            )
        )
