"""情况说明 and 申诉: what was written to a thing, and the form to write one, in the ⓘ of a figure or to chosen rows."""

from collections.abc import Sequence

import streamlit as st

from zhiping.access.permissions import NotAllowed
from zhiping.access.stating import may_write_statement
from zhiping.contracts.statements import STATEMENT_KINDS
from zhiping.settings import SettingsError
from zhiping.store.errors import StoreError
from zhiping.ui.kit import addresses, saying, statements
from zhiping.ui.kit.cause import Cause
from zhiping.ui.kit.view import View
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import strong
from zhiping.words import _

MOST_LETTERS = 500  # of a statement: a sentence or two, read in a line


def draw_written(view: View, about: Sequence[str]) -> None:
    """What was written to these things, the newest first; nothing where nothing was."""
    found = statements.seen_by(view, about)
    if not found:
        return
    saying.sentence(strong(_("情况说明和申诉")))
    saying.points(statements.told(one) for one in found)
    addresses.link(statements.PAGE, _("看说明与申诉"))


def draw(view: View, causes: Sequence[tuple[str, Cause]], key: str, units: Sequence[str]) -> None:
    """The form; `causes`: unit ("" where it is chosen among `units` or written) -> what it is to."""
    if not may_write_statement(view.access) or _draw_done(key):
        return
    kind = st.segmented_control(
        _("种类"),
        list(STATEMENT_KINDS),
        format_func=lambda one: _(STATEMENT_KINDS[one]),
        default=next(iter(STATEMENT_KINDS)),
        required=True,
        key=f"state-kind-{key}",
    )
    own = view.access.user.unit
    named = list(causes)
    if own or any(not unit for unit, _cause in causes):
        unit = own or _draw_unit(key, units)
        named = [(unit, cause) for _unit, cause in causes]
    words = st.text_area(
        _("写一两句话"),
        key=f"state-words-{key}",
        height=100,
        max_chars=MOST_LETTERS,
        help=_("写岗位，不写姓名。"),
    )
    why = ""
    if not all(unit for unit, _cause in named):
        why = _("还没有责任单位：请选择或写上。")
    elif not words.strip():
        why = _("还没有写内容。")
    if why:
        saying.note(why)
    st.button(
        _("提交"),
        type="primary",
        key=f"state-{key}",
        disabled=bool(why),
        on_click=_write,
        args=(view, named, kind, words, key),
    )


def _draw_unit(key: str, units: Sequence[str]) -> str:
    picked = st.selectbox(
        _("责任单位"),
        list(units),
        index=0 if len(units) == 1 else None,
        placeholder=_("选择或写上单位"),
        accept_new_options=True,
        key=f"state-unit-{key}",
    )
    return (picked or "").strip()


def forget_done(key: str) -> None:
    """Begin anew: what was written by this form before is told no more."""
    st.session_state.pop(f"state-done-{key}", None)


def _draw_done(key: str) -> bool:
    done = st.session_state.get(f"state-done-{key}")
    if done is None:
        return False
    is_done, sentence = done
    (st.success if is_done else st.error)(as_markdown(sentence))
    return bool(is_done)


def _write(view: View, named: Sequence[tuple[str, Cause]], kind: str, words: str, key: str) -> None:
    numbers: list[str] = []
    try:
        for unit, cause in named:
            given = statements.write(view, cause, kind=kind, unit=unit, words=words.strip())
            numbers += [one.number for one in given]
    except (NotAllowed, SettingsError, StoreError) as error:
        st.session_state[f"state-done-{key}"] = (False, str(error))
        return
    told = _("已提交{kind} {numbers}。").format(kind=_(STATEMENT_KINDS[kind]), numbers=_("、").join(numbers))
    st.session_state[f"state-done-{key}"] = (True, told)
