"""The time line of one ticket: what happened when, in which state, and where the record comes from."""

from datetime import datetime
from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui.kit import provenance, saying, statement_form
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import Said, Told, joined, state_told, strong
from zhiping.ui.tickets.sentences import CLASS_LABELS
from zhiping.ui.tickets.stages import STEPS
from zhiping.words import N_, _

_EVENTS = {
    "receive": N_("接诉"),
    "dispatch": N_("派单"),
    "claim": N_("认领"),
    "contact": N_("联系诉求人"),
    "survey": N_("现场勘察"),
    "report": N_("反馈进展"),
    "first_close": N_("首次办结"),
    "close": N_("办结"),
    "kept_close": N_("办结（后来重办，不算办结）"),
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
        st.subheader(as_markdown(f"{ticket_id}　{ticket['title'] or ''}"), anchor=False)
        saying.sentence("　·　".join(_facts(ticket)))
        with st.container(horizontal=True, gap="medium"):  # a step and its state stay on one line
            for step, label in STEPS.items():
                state = state_told(ticket[f"{step}_state"])
                st.markdown(as_markdown(f"{_(label)} " + state), width="content")
        saying.points(map(_event_told, events))
        saying.note(provenance.source_told(ticket))
        statement_form.draw_written(view, [f"ticket_id:{ticket_id}"])


def _facts(ticket: Row) -> list[str]:
    told: dict[str, Any] = {
        "": _(CLASS_LABELS[ticket["ticket_class"]]),
        _("诉求"): ticket["category"],
        _("地区"): ticket["area_path"],
        _("主办"): _lead_told(ticket),
        _("协办"): _("、").join(ticket["support_units"] or ()),
        _("党代表"): ticket["delegate_id"],
        _("结果"): ticket["outcome"],
        _("重办"): reopened_told(ticket),
        _("满意度"): ticket["satisfaction"] and _(ticket["satisfaction"]),
        _("群众称"): _caller_told(ticket),
        _("延期至"): _time_told(ticket["extended_due_at"]),
        _("挂账至"): _time_told(ticket["deferred_until"]),
        _("剔除"): (ticket["excluded_reason"] or _("没有写原因")) if ticket["is_excluded"] else "",
    }
    return [f"{name} {value}".strip() for name, value in told.items() if value]


def _caller_told(ticket: Row) -> str:
    """What the caller said when called back: whether anybody was in touch, and whether it is solved."""
    contacted = {True: _("已联系"), False: _("没有联系"), None: ""}[ticket["caller_contacted"]]
    return _("、").join(filter(None, (contacted, ticket["caller_solved"])))


def _time_told(at: datetime | None) -> str:
    return numbers.time(at) if at else ""


def _lead_told(ticket: Row) -> str:
    """The unit that leads, and how the clerk wrote it where 单位名称对照 means another name."""
    name, written = ticket["lead_unit"], ticket["lead_unit_written"]
    return (
        name if name == written else _("{name}（表格里写作“{written}”）").format(name=name, written=written)
    )


def reopened_told(ticket: Row) -> str:
    """How often a ticket was opened again, and whether it still is; "" for never or not known."""
    if not ticket["reopened_count"]:
        return ""
    text = _("{n} 次").format(n=numbers.exact_count(ticket["reopened_count"]))
    return text + _("，还没有再次办结") if ticket["is_open_again"] else text


def _event_told(event: Row) -> Told:
    name = _(_EVENTS[event["event"]])
    is_limit = event["event"].startswith("limit_")
    parts: list[Said] = [numbers.time(event["happened_at"]), name if is_limit else strong(name)]
    if event["state"]:
        parts.append(state_told(event["state"]))
    if event["hours_since_dispatch"] and event["event"] != "data_date":
        parts.append(_since_told(event["hours_since_dispatch"]))
    if event["note"]:
        parts.append(event["note"])
    return joined("　", parts)


def _since_told(hours: float) -> str:
    if hours < 0:
        return _("派单前 {length}").format(length=numbers.hours(-hours))
    return _("派单后 {length}").format(length=numbers.hours(hours))
