"""What a clerk said last of a file with the same header row: taken up by itself, told, and given up by a click.

Kept only where people have accounts: else all are one person.
"""

import sys
from collections.abc import Sequence

import streamlit as st

from zhiping import clock, serving
from zhiping.access.permissions import User
from zhiping.settings import SettingsError
from zhiping.ui.kit import saying
from zhiping.ui.upload.waiting import Taking
from zhiping.upload.wishes import Recall, Wishes
from zhiping.words import _


def recall(taking: Taking, user: User) -> Recall | None:
    """How to find what was said; None where nothing is to be looked for."""
    if not taking.may_recall or not serving.has_accounts(serving.store().settings):
        return None
    from zhiping.access import said  # SQLAlchemy takes long to import

    def find(headers: Sequence[str]) -> Wishes | None:
        found = said.recalled(serving.state(), user, taking.dataset.name, headers)
        return Wishes.of(found) if found else None

    return find


def remember(taking: Taking) -> None:
    """Keep what was said of the file that was published. Never raises: the publish stands."""
    intake = taking.intake
    try:
        if intake is None or not serving.has_accounts(serving.store().settings):
            return
        from zhiping.access import said

        user = intake.access.user
        for headers in dict.fromkeys(part.text.headers for part in intake.chosen.parts):
            kept = intake.wishes.kept(headers)
            said.remember(serving.state(), user, taking.dataset.name, headers, kept, now=clock.now())
    except SettingsError as error:
        print(error, file=sys.stderr, flush=True)


def draw(taking: Taking) -> None:
    """That the file was read as its clerk said last time, and the way to read it as it stands."""
    if taking.is_recalled:
        with st.container(horizontal=True, vertical_alignment="center"):
            saying.note(
                _("表头和您上次发布的一样，已照上次的选择（工作表、列的对应、日期顺序、地区写法）核对。")
            )
            st.button(
                _("不用上次的选择"), key="forget-recalled", on_click=_forget, args=(taking,), type="tertiary"
            )


def _forget(taking: Taking) -> None:
    taking.wishes, taking.is_recalled, taking.is_check_asked = Wishes(), False, True
