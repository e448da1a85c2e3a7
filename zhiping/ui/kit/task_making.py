"""派发督办: from the ⓘ of a figure or from rows chosen in a table, a task for a unit with a text ready to paste."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from zhiping import clock
from zhiping.access.permissions import NotAllowed
from zhiping.access.stating import may_write_statement
from zhiping.access.tasking import may_give_task
from zhiping.contracts.kinds import Row
from zhiping.rules.tasks import usual_due
from zhiping.settings import SettingsError
from zhiping.store.errors import StoreError
from zhiping.ui.kit import (
    addresses,
    cause,
    cells,
    column_look,
    saying,
    statement_form,
    tasks,
)
from zhiping.ui.kit.cause import Again, Cause
from zhiping.ui.kit.systems import card_of
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import leave_if_ended
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind
from zhiping.ui.look.markdown import as_markdown
from zhiping.words import N_, _

POSTS = (N_("主要负责人"), N_("分管负责人"), N_("承办科室负责人"))
MOST_ROWS = 1000  # to choose from: as many as a table of a page shows
_TALLEST = 300  # pixels: the form below stays in sight


@dataclass(frozen=True)
class Wanted:
    """One task as it is offered: for which unit ("" where none is known), what, and why."""

    unit: str
    what: str
    cause: Cause


def draw_for_figure(
    view: View,
    measure: str,
    key: str,
    counted: Mapping[str, str],
    behind: Behind | None,
    units: Sequence[str],
) -> None:
    """The form for a figure, in its ⓘ. `units`: whose rows are behind it, the one with most first."""
    came_of = cause.of_figure(view, measure, behind, counted)
    _draw_form(view, [Wanted("", came_of.told, came_of)], key, units)


def draw_button(
    view: View,
    rows: Callable[[], Sequence[Row]],
    key: str,
    question: str,
    columns_of: Callable[[Sequence[Row]], Sequence[str]],
    again: Again | None,
) -> None:
    """The way from rows of a system's table to a task or a statement; nothing for who may do neither. `rows`: asked for as
    somebody presses."""
    if not card_of(question.partition("/")[0]):
        return
    gives, writes = may_give_task(view.access), may_write_statement(view.access)
    label = _("转督办") if gives else _("写情况说明")
    if (gives or writes) and st.button(
        label,
        key=f"task-{key}",
        type="tertiary",
        icon=":material/assignment:",
        help=_("选几行，派给责任单位限时反馈，或者写情况说明、申诉。") if gives else None,
    ):
        forget_given(key)
        statement_form.forget_done(key)
        shown = list(rows())[:MOST_ROWS]
        st.dialog(label, width="large")(draw_for_rows)(view, shown, key, question, columns_of(shown), again)


def draw_for_rows(
    view: View, rows: Sequence[Row], key: str, question: str, columns: Sequence[str], again: Again | None
) -> None:
    """Choose rows, then the form: a task a unit that they name, or a statement to each."""
    leave_if_ended(view.access)
    if _draw_given(key):
        return
    is_task = _draw_what(view, key)
    saying.note(_("勾选有关的行（可以多选）。"))
    picked = _pick(rows, key, question, columns)
    chosen = [rows[place] for place in picked]
    if not chosen:
        return
    by_unit: dict[str, list[Row]] = {}
    for row in chosen:
        by_unit.setdefault(cause.unit_of(row), []).append(row)
    wanted = []
    for unit, own in by_unit.items():
        came_of = cause.of_rows(view, own, question, columns, again)
        wanted.append(Wanted(unit, came_of.told, came_of))
    units = [one for one in by_unit if one]
    if is_task:
        _draw_form(view, wanted, key, units, tuple(picked))
        return
    about = [one for each in wanted for one in each.cause.about]
    if not about:
        saying.sentence(_("这些行没有编号，不能写情况说明，请到明细里选。"))
        return
    statement_form.draw_written(view, about)
    statement_form.draw(view, [(one.unit, one.cause) for one in wanted], key, units)


def _draw_what(view: View, key: str) -> bool:
    """Whether a task is wanted, where both may be done; else a statement."""
    if not may_give_task(view.access):
        return False
    picked = st.segmented_control(
        _("做什么"),
        ["task", "statement"],
        format_func=lambda one: _("转督办") if one == "task" else _("写情况说明"),
        default="task",
        required=True,
        key=f"task-kind-{key}",
        label_visibility="collapsed",
    )
    return picked != "statement"


def _pick(rows: Sequence[Row], key: str, question: str, columns: Sequence[str]) -> list[int]:
    data = {name: [cells.on_page(name, row[name], question) for row in rows] for name in columns}
    event: Any = st.dataframe(
        column_look.styled(data, rows),
        key=f"task-rows-{key}",
        hide_index=True,
        column_config=column_look.config(columns, rows, question),
        width="stretch",
        height=min(35 * (len(rows) + 1) + 2, _TALLEST),
        placeholder=numbers.MISSING,
        selection_mode="multi-row",
        on_select="rerun",
    )
    return [place for place in event["selection"]["rows"] if place < len(rows)]


def forget_given(key: str) -> None:
    """Begin anew: what was given by this form before is told no more."""
    st.session_state.pop(f"task-given-{key}", None)


def _draw_given(key: str) -> bool:
    """What came of the form; whether it is done."""
    told = st.session_state.get(f"task-given-{key}")
    if told is None:
        return False
    is_done, sentence, messages = told
    (st.success if is_done else st.error)(as_markdown(sentence))
    for one in messages:
        st.code(one, language=None, wrap_lines=True)
    if is_done:
        addresses.link(tasks.PAGE, _("看督办清单"))
    return bool(is_done)


def _draw_form(
    view: View, wanted: Sequence[Wanted], key: str, units: Sequence[str], about: Hashable = ()
) -> None:
    if _draw_given(key):
        return
    now, name = clock.now(), f"{key}-{hash(about) & 0xFFFFFF:x}"  # other rows, another form
    many = len(wanted) > 1
    columns = st.columns(2, gap="small")
    with columns[0]:
        if many:
            saying.sentence(
                _("按责任单位分成 {n} 件：{units}").format(
                    n=len(wanted), units=_("、").join(one.unit or _("未填单位") for one in wanted)
                )
            )
            unit = ""
        else:
            unit = (
                st.selectbox(
                    _("责任单位"),
                    list(units),
                    index=0 if len(units) == 1 else None,
                    placeholder=_("选择或写上单位"),
                    accept_new_options=True,
                    key=f"task-unit-{name}",
                )
                or ""
            ).strip()
    with columns[1]:
        post = st.selectbox(
            _("责任岗位"),
            [_(one) for one in POSTS],
            accept_new_options=True,
            key=f"task-post-{name}",
            help=_("写岗位，不写姓名。"),
        )
    usual = usual_due(now)
    with columns[0]:
        day = st.date_input(_("反馈期限"), usual.date(), min_value=now.date(), key=f"task-day-{name}")
    with columns[1]:
        hour = st.time_input(_("几时前"), usual.time(), step=1800, key=f"task-hour-{name}")
    due_at = datetime.combine(day, hour)
    whats = [one.what for one in wanted]
    if not many:
        whats = [st.text_area(_("要反馈什么"), whats[0], key=f"task-what-{name}", height=100)]
    named = [(one.unit if many else unit, what, one.cause) for one, what in zip(wanted, whats, strict=True)]
    saying.note(_("可以直接粘贴发出的话："))
    for whose, what, _cause in named:
        st.code(tasks.message(whose or _("（责任单位）"), due_at, now, what), language=None, wrap_lines=True)
    why = _why_not(named, post or "", due_at, now)
    if why:
        saying.note(why)
    st.button(
        _("派发督办"),
        type="primary",
        icon=":material/assignment_turned_in:",
        key=f"give-{name}",
        disabled=bool(why),
        on_click=_give,
        args=(view, named, post, due_at, key),
    )


def _why_not(named: Sequence[tuple[str, str, Cause]], post: str, due_at: datetime, now: datetime) -> str:
    """What is still missing, in a sentence; "" for nothing."""
    if not all(unit for unit, _what, _cause in named):
        return _("还没有责任单位：请选择或写上。")
    if not post.strip() or not all(what.strip() for _unit, what, _cause in named):
        return _("岗位和要反馈的内容都要写。")
    return "" if due_at > now else _("期限已经过了，请选一个以后的时间。")


def _give(view: View, named: Sequence[tuple[str, str, Cause]], post: str, due_at: datetime, key: str) -> None:
    given: list[Any] = []
    try:
        for unit, what, came_of in named:
            given.append(tasks.give(view, came_of, unit=unit, post=post.strip(), what=what, due_at=due_at))
    except (NotAllowed, SettingsError, StoreError) as error:
        st.session_state[f"task-given-{key}"] = (False, str(error), [one.message for one in given])
        return
    told = _("已派发督办 {numbers}。下面的话可以复制发出。").format(
        numbers=_("、").join(one.number for one in given)
    )
    st.session_state[f"task-given-{key}"] = (True, told, [one.message for one in given])
