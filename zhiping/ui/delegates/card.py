"""One suggestion whole: what it is, how far it is, who has to do what by when, and where the record comes from."""

from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui.delegates.suggestions import TASK_COLUMNS
from zhiping.ui.kit import provenance, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import Told, as_told, state_told, strong
from zhiping.words import _

_COLUMNS = TASK_COLUMNS["duties"][:-1]


def draw(view: View, suggestion_id: str) -> None:
    """Its facts, its stages with their days, its tasks, and its source."""
    own = view.stock().narrowed(area=None, level=None, host=None, delegate=None, suggestion=suggestion_id)
    one = own.row("delegates/suggestion")
    tasks = own.rows("delegates/tasks", list="tasks")
    with st.container(border=True, key="suggestion"):
        st.subheader(as_markdown(f"{suggestion_id}　{one['title']}"), anchor=False)
        saying.sentence("　·　".join(_facts(one)))
        saying.points(_stages(one))
        if tasks:
            tables.draw(tasks, "suggestion-tasks", "delegates/tasks", columns=_COLUMNS)
        saying.note(provenance.source_told(one))


def _facts(one: Row) -> list[str]:
    told: dict[str, Any] = {
        "": one["suggestion_type"],
        _("层级"): one["level"],
        _("领域"): one["category"],
        _("来源"): " ".join(
            filter(None, (_(one["source_kind"] or ""), one["delegate_name"] or one["delegate_id"]))
        ),
        _("地区"): one["area_path"],
        _("主办"): one["host_unit"],
        _("协办"): _("、").join(one["support_units"] or ()),
        _("责任人岗位"): one["responsible"],
        _("督办"): _supervised_told(one),
    }
    return [f"{name} {value}".strip() for name, value in told.items() if value]


def _supervised_told(one: Row) -> str:
    if not one["supervised_count"]:
        return ""
    text = _("{n} 次").format(n=numbers.exact_count(one["supervised_count"]))
    if one["last_supervised_on"]:
        text += _("，最近 {day}").format(day=numbers.day(one["last_supervised_on"]))
    return text


def _stages(one: Row) -> list[Told]:
    reply = strong(_("反馈")) + "　" + state_told(one["reply_state"])
    if one["replied_at"]:
        reply += "　" + numbers.time(one["replied_at"])
    elif one["days_left"] is not None and one["days_left"] < 0:
        reply += "　" + _("已逾期 {n} 天").format(n=numbers.exact_count(-one["days_left"]))
    if one["due_on"]:
        reply += "　" + _("时限 {day}").format(day=numbers.day(one["due_on"]))
    found = [
        strong(_("提交")) + f"　{numbers.day(one['submitted_on'])}",
        strong(_("交办"))
        + ("　" + (numbers.time(one["assigned_at"]) if one["assigned_at"] else _("还没有交办"))),
        reply,
    ]
    if one["evaluated_at"]:
        judged = "　".join(
            filter(None, (numbers.time(one["evaluated_at"]), one["evaluation"], one["result"]))
        )
        found.append(strong(_("评估")) + f"　{judged}")
    elif one["result"]:
        found.append(as_told(_("办理结果 {result}").format(result=one["result"])))
    return found
