"""The time line of one ticket: what happened when, in which state, and where the record comes from."""

from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui.kit import provenance
from zhiping.ui.kit.page import plain
from zhiping.ui.kit.tables import STEPS
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.tickets.sentences import CLASS_LABELS, marked_state
from zhiping.words import N_, _

_EVENTS = {
    "receive": N_("接诉"),
    "dispatch": N_("派单"),
    "claim": N_("认领"),
    "contact": N_("联系诉求人"),
    "survey": N_("现场勘察"),
    "report": N_("反馈进展"),
    "close": N_("办结"),
    "call_back": N_("回访"),
    "pause": N_("挂起"),
    "resume": N_("恢复"),
    "limit_claim": N_("认领时限"),
    "limit_contact": N_("对接勘察时限"),
    "limit_report": N_("反馈时限"),
    "limit_close": N_("办结时限"),
    "data_date": N_("数据截至"),
}


def draw(view: View, ticket_id: str) -> None:
    """The ticket's facts, the state of its steps, its events in order, and its source."""
    ticket = view.row("tickets/ticket", ticket=ticket_id)
    events = view.rows("tickets/timeline", ticket=ticket_id)
    with st.container(border=True, key="ticket"):
        st.subheader(f"{plain(ticket_id)}　{plain(ticket['title'] or '')}", anchor=False)
        st.markdown("　·　".join(_facts(ticket)))
        with st.container(horizontal=True, gap="medium"):  # a step and its state stay on one line
            for step, label in STEPS.items():
                st.markdown(f"{_(label)} {marked_state(ticket[f'{step}_state'])}", width="content")
        st.markdown("\n".join(_event_told(event) for event in events))
        st.caption(provenance.source_told(ticket))


def _facts(ticket: Row) -> list[str]:
    told: dict[str, Any] = {
        "": _(CLASS_LABELS[ticket["ticket_class"]]),
        _("诉求"): ticket["category"],
        _("地区"): ticket["area_path"],
        _("主办"): ticket["lead_unit"],
        _("协办"): "、".join(ticket["support_units"] or ()),
        _("党代表"): ticket["delegate_id"],
        _("结果"): ticket["outcome"],
        _("满意度"): ticket["satisfaction"],
    }
    return [f"{name} {plain(value)}".strip() for name, value in told.items() if value]


def _event_told(event: Row) -> str:
    name = _(_EVENTS[event["event"]])
    is_limit = event["event"].startswith("limit_")
    parts = [numbers.time(event["happened_at"]), name if is_limit else f"**{name}**"]
    if event["state"]:
        parts.append(marked_state(event["state"]))
    if event["hours_since_dispatch"] and event["event"] != "data_date":
        parts.append(_since_told(event["hours_since_dispatch"]))
    if event["note"]:
        parts.append(plain(event["note"]))
    return "- " + "　".join(parts)


def _since_told(hours: float) -> str:
    if hours < 0:
        return _("派单前 {length}").format(length=numbers.hours(-hours))
    return _("派单后 {length}").format(length=numbers.hours(hours))
