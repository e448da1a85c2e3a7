"""The files of an upload that has several: what became of each, and going on without one."""

from dataclasses import replace

import streamlit as st

from zhiping.ui.kit import saying
from zhiping.ui.look import numbers
from zhiping.ui.look.told import Told, joined, needs_person, strong
from zhiping.ui.upload.waiting import Taking
from zhiping.upload.intake import Intake
from zhiping.words import _

_FEW = 6  # that are shown without a click


def draw(taking: Taking) -> None:
    """A line a file, those that need somebody first."""
    intake = taking.intake
    if intake is None or not intake.source.members:
        return
    # One that is given up stays where it is: a line must not move away under the pointer.
    first = {
        name for name in intake.source.members if name in intake.wishes.without or _trouble(intake, name)
    }
    names = sorted(intake.source.members, key=lambda name: name not in first)
    title = _("一起上传的文件（{n} 个）").format(n=numbers.exact_count(len(names)))
    with st.expander(title, expanded=len(names) <= _FEW or bool(first), key="members"):
        for number, name in enumerate(names):
            _draw_line(taking, intake, name, number)


def _draw_line(taking: Taking, intake: Intake, name: str, number: int) -> None:
    is_out = name in taking.wishes.without
    with st.container(horizontal=True, vertical_alignment="center", key=f"member-{number}"):
        saying.sentence(strong(name) + "　" + _told(intake, name))
        st.button(
            _("还是要这个文件") if is_out else _("不要这个文件"),
            key=f"without-{number}",
            on_click=_turn,
            args=(taking, name),
            type="tertiary",
        )


def _turn(taking: Taking, name: str) -> None:
    """Go on without a file, or with it again. For a button's callback."""
    without = set(taking.wishes.without) ^ {name}
    taking.wishes = replace(taking.wishes, without=tuple(sorted(without)))
    taking.is_check_asked = True


def _trouble(intake: Intake, name: str) -> str:
    """Why a file keeps the others from being published; "" for none."""
    if name in intake.wishes.without:
        return ""
    if why := intake.chosen.refused.get(name):
        return why
    own = {part.text.name for part in intake.chosen.parts if part.text.file == name}
    count = sum(fault.sheet in own for fault in intake.checked.faults)
    return _("{n} 处错误").format(n=numbers.exact_count(count)) if count else ""


def _told(intake: Intake, name: str) -> Told | str:
    if name in intake.wishes.without:
        return _("不要这个文件")
    rows = sum(part.text.row_count for part in intake.chosen.parts if part.text.file == name)
    read = [_("{n} 行").format(n=numbers.exact_count(rows))] if rows else []
    trouble = _trouble(intake, name)
    return joined(_("，"), [*read, needs_person(trouble)]) if trouble else "".join(read)
