"""The steps that somebody may take with what goes from hand to hand: a button or a popover each, and what came of the last."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from zhiping.access.permissions import NotAllowed
from zhiping.access.task import Done, TaskMoved
from zhiping.rules.tasks import Step
from zhiping.settings import SettingsError
from zhiping.store.errors import StoreError
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.words import _

_TOLD = "step_told"  # in the session: what came of the last step, until it is drawn
Take = Callable[[Step, str], str]


def draw(steps: Sequence[Step], number: str, take: Take) -> None:
    """The steps; `take` takes one with what was written and says what came of it."""
    with st.container(horizontal=True, gap="small", key="step-ways"):
        for one in steps:
            _draw_one(one, number, take)


def _draw_one(step: Step, number: str, take: Take) -> None:
    if not step.said:
        st.button(
            _(step.label), key=f"step-{step.key}", type="primary", on_click=_take, args=(step, None, take)
        )
        return
    with st.popover(_(step.label), key=f"step-{step.key}", width="content"):
        widget = f"said-{step.key}-{number}"
        st.text_area(_(step.said), key=widget, height=100)
        st.button(
            _("确定{step}").format(step=_(step.label)),
            key=f"sure-{step.key}",
            type="primary",
            on_click=_take,
            args=(step, widget, take),
        )


def _take(step: Step, widget: str | None, take: Take) -> None:
    said = str(st.session_state.get(widget, "")).strip() if widget else ""
    if step.said and not said:
        st.session_state[_TOLD] = (False, _("没有执行：请写{what}。").format(what=_(step.said)))
        return
    try:
        st.session_state[_TOLD] = (True, take(step, said))
    except (NotAllowed, TaskMoved, SettingsError, StoreError) as error:
        st.session_state[_TOLD] = (False, str(error))


def draw_told() -> None:
    """What came of the last step, once."""
    if told := st.session_state.pop(_TOLD, None):
        is_done, sentence = told
        (st.success if is_done else st.error)(as_markdown(sentence))


def step_told(done: Done, steps: Mapping[str, Step]) -> str:
    """One step that was taken: "2025年11月4日 15:30　示例一局　已签收"."""
    said = _("：") + done.said if done.said else ""
    return f"{numbers.time(done.at)}　{done.who}　{_(steps[done.step].done)}{said}"
