"""A picked bulletin of the archive: closing its period, opening it, withdrawing it, and what was corrected since."""

from typing import TYPE_CHECKING

import streamlit as st

from zhiping import clock
from zhiping.access.issuing import may_close, may_withdraw
from zhiping.access.permissions import NotAllowed
from zhiping.contracts.admin import Act
from zhiping.settings import SettingsError
from zhiping.store.errors import StoreError
from zhiping.ui.bulletins import corrections
from zhiping.ui.bulletins.closing import DOINGS, area_of, closings_by_number, history_told
from zhiping.ui.bulletins.contributions import named
from zhiping.ui.kit import saying, tables
from zhiping.ui.kit.noting import note
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import still
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.words import N_, _

if TYPE_CHECKING:
    from zhiping.access.bulletins import Issued

_TOLD = "lasting_told"  # in the session: what came of a button, until it is drawn
_BUTTONS = {
    Act.CLOSED: (N_("关账"), ":material/lock:"),
    Act.REOPENED: (N_("打开账期"), ":material/lock_open:"),
    Act.WITHDREW: (N_("作废"), ":material/block:"),
}


def draw(view: View, issued: "Issued") -> None:
    """What has become of it, and what whoever looks may do with it."""
    if told := st.session_state.pop(_TOLD, None):
        is_done, sentence = told
        (st.success if is_done else st.error)(as_markdown(sentence))
    closing = closings_by_number().get(issued.number)
    if history := history_told(issued, closing):
        st.warning(
            as_markdown(history), icon=":material/block:" if issued.is_withdrawn else ":material/lock:"
        )
    if issued.is_withdrawn:
        return
    acts = []
    if may_close(view.access, area_of(issued)):
        acts.append(Act.REOPENED if closing else Act.CLOSED)
    if not closing and may_withdraw(view.access, issued.issuer, area_of(issued)):
        acts.append(Act.WITHDREW)
    if not acts:
        return
    needs_reason = [act for act in acts if act != Act.CLOSED]
    why = ""
    if needs_reason:
        names = _("、").join(_(_BUTTONS[act][0]) for act in needs_reason)
        why = st.text_input(
            _("原因（{what}要写）").format(what=names), key=f"why-{issued.number}", max_chars=500
        )
    with st.container(horizontal=True, gap="small", key="lasting"):
        for act in acts:
            label, icon = _BUTTONS[act]
            st.button(
                _(label),
                key=f"{act.value}-{issued.number}",
                icon=icon,
                disabled=act in needs_reason and not why.strip(),
                on_click=_do,
                args=(view, issued, act, why),
            )


def _do(view: View, issued: "Issued", act: Act, why: str) -> None:
    try:
        still(view.access)
        sentence = DOINGS[act](view, issued, why, clock.now())
    except (NotAllowed, StoreError, SettingsError) as error:
        st.session_state[_TOLD] = (False, str(error))
        return
    note(view, act, f"{issued.number} {why}".strip())
    st.session_state[_TOLD] = (True, sentence)


def draw_corrections(view: View, issued: "Issued") -> None:
    """The figures that are others by now, old beside new."""
    place = st.progress(0.0)
    try:
        found = corrections.corrections(
            view, issued, named(View(view.page, view.access, view.version, issued.filters)), place.progress
        )
    except (NotAllowed, StoreError) as error:
        st.error(as_markdown(str(error)))
        return
    finally:
        place.empty()
    if not found:
        saying.sentence(
            _("按当时的数据截止时间，现在的数据（版本 {version}）算出来与通报一致，没有更正。").format(
                version=view.version
            )
        )
        return
    saying.sentence(
        _("更正 {n} 项：同样算到当时的数据截止时间，现在的数据（版本 {version}）与通报不同。").format(
            n=numbers.exact_count(len(found)), version=view.version
        )
    )
    rows = [
        {_("在哪里"): one.where, _("指标"): one.name, _("通报"): one.old, _("更正为"): one.new}
        for one in found
    ]
    tables.draw(rows, "corrections", "")
    tables.draw_download(view, rows, "corrections", "", _("{number} 的更正").format(number=issued.number))
