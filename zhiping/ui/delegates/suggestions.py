"""建议办理 in words: the finding, labelled stages, batches and units, and the rows behind the figures."""

from zhiping.contracts.kinds import Row
from zhiping.labels.delegates import STAGES
from zhiping.ui.charts import state_part
from zhiping.ui.kit import period_choice
from zhiping.ui.kit.clicks import Click, standing
from zhiping.ui.kit.comparisons import comparable
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import ANY, Behind
from zhiping.ui.look.states import LATE, ON_TIME, OVERDUE, WAITING
from zhiping.ui.look.told import Said, Told, as_told, joined, needs_person
from zhiping.words import N_, _

OPENS = ("delegates/suggestions", "suggestion", "suggestion_id")
ROW_COLUMNS = (
    "title",
    "reply_state",
    "days_left",
    "due_on",
    "host_unit",
    "support_units",
    "level",
    "suggestion_type",
    "area_name",
    "delegate_name",
    "assigned_at",
    "replied_at",
    "evaluation",
    "result",
    "supervised_count",
    "suggestion_id",
    "source_sheet",
    "source_row",
)
FIGURE_COLUMNS = (
    "title",
    "reply_state",
    "due_on",
    "replied_at",
    "host_unit",
    "level",
    "suggestion_type",
    "area_name",
    "submitted_on",
    "assigned_at",
    "evaluation",
    "supervised_count",
    "suggestion_id",
    "source_sheet",
    "source_row",
)
OVERDUE_COLUMNS = (
    "title",
    "days_over",
    "due_on",
    "host_unit",
    "responsible",
    "level",
    "area_name",
    "supervised_count",
    "suggestion_id",
    "source_sheet",
    "source_row",
)
SUPERVISED_COLUMNS = (
    "title",
    "supervised_count",
    "last_supervised_on",
    "reply_state",
    "due_on",
    "replied_at",
    "host_unit",
    "area_name",
    "suggestion_id",
    "source_sheet",
    "source_row",
)
TASK_COLUMNS = {
    "tasks": (
        "suggestion_id",
        "title",
        "task",
        "unit",
        "role",
        "responsible",
        "due_on",
        "done_on",
        "task_state",
    ),
    "duties": (
        "unit",
        "responsible",
        "role",
        "task",
        "title",
        "due_on",
        "done_on",
        "task_state",
        "suggestion_id",
    ),
    "deadlines": (
        "due_on",
        "task_state",
        "days_left",
        "unit",
        "role",
        "task",
        "title",
        "responsible",
        "done_on",
        "suggestion_id",
    ),
}
TALK_COLUMNS = (
    "held_on",
    "delegate_name",
    "area_name",
    "place",
    "people_count",
    "request_count",
    "ticket_count",
    "closed_count",
    "talk_id",
    "source_sheet",
    "source_row",
)
LED_COLUMNS = (
    "ticket_id",
    "title",
    "ticket_class",
    "delegate_id",
    "area_name",
    "lead_unit",
    "dispatched_at",
    "close_at",
    "talk_id",
    "source_sheet",
    "source_row",
)
BEHIND_SUGGESTIONS = Behind("delegates/figure_rows", columns=FIGURE_COLUMNS, opens=OPENS, noun=N_("建议"))
MOST_UNITS = 10  # in the picture; the table below it has all
BEHIND_OVERDUE = Behind(
    "delegates/overdue", columns=OVERDUE_COLUMNS, opens=OPENS, noun=N_("建议"), is_stock=True
)
BEHIND_SUPERVISED = Behind(
    "delegates/supervised", columns=SUPERVISED_COLUMNS, opens=OPENS, noun=N_("建议"), is_stock=True
)
BEHIND_TALKS = Behind("delegates/talks", columns=TALK_COLUMNS, noun=N_("恳谈日"))
BEHIND_LED = Behind("delegates/led_ticket_rows", columns=LED_COLUMNS, noun=N_("工单"))
STATES = tuple(state_part(state) for state in (ON_TIME, LATE, WAITING, OVERDUE))
HAVING_STATE = {
    f"{state.key}_count": {"reply_state": state.key} for state in (ON_TIME, LATE, WAITING, OVERDUE)
}
OPENS_PART = N_("点一段，看这些建议。")
_REACHED = {
    "submit": {"submitted_on": ANY},
    "assign": {"assigned_at": ANY},
    "evaluate": {"evaluated_at": ANY},
}


def _at_stage(row: Row, state: str) -> dict[str, str]:
    """What stands in the rows of a part of the funnel: the state of the reply, or that a stage was reached."""
    if not state:
        return _REACHED.get(row["stage"], {}) if row["suggestion_count"] else {}
    return {"reply_state": state} if row.get(f"{state}_count") else {}


STAGE_CLICK = Click(lambda row, state: standing(_at_stage(row, state)), OPENS_PART, BEHIND_SUGGESTIONS)


def finding(view: View) -> Told:
    """What was submitted in the period and how much of it fell due in time; then what stands at the data date."""
    now = view.row("delegates/key_figures")
    when = period_choice.told(view) if view.has_period else _("至今")
    text = as_told(
        _("{period}提交建议 {n} 件，已交办 {assigned} 件、反馈 {replied} 件、评估 {evaluated} 件").format(
            period=when,
            n=numbers.exact_count(now["suggestion_count"]),
            assigned=numbers.exact_count(now["assigned_count"]),
            replied=numbers.exact_count(now["replied_count"]),
            evaluated=numbers.exact_count(now["evaluated_count"]),
        )
    )
    if now["due_count"]:
        text += _("；到期的按期反馈 {rate}").format(
            rate=numbers.rate(now["due_on_time_count"], now["due_count"])
        )
        text += _moved_told(view, now)
    return text + _("。") + stock_told(view) + _("。")


def _moved_told(view: View, now: Row) -> str:
    said = ""
    for against, other in comparable(view, "delegates"):
        then = other.row("delegates/key_figures")
        if numbers.is_enough(now["due_count"]) and numbers.is_enough(then["due_count"]):
            moved = now["due_on_time_share"] - then["due_on_time_share"]
            said += _("，{against} {change}").format(against=against, change=numbers.point_change(moved))
        elif then["due_count"]:
            rate = numbers.rate(then["due_on_time_count"], then["due_count"])
            said += _("，{against} {rate}").format(
                against=_("上期") if against == _("环比") else _("去年同期"), rate=rate
            )
    return said


def stock_told(view: View) -> Told:
    """What is overdue at the data date, whenever it was submitted, and the longest of it."""
    rows = view.stock().rows("delegates/overdue")
    moment = moment_told(view)
    if not rows:
        return joined(_("，"), [moment, _("没有逾期未反馈的")])
    worst = rows[0]
    late = needs_person(_("{n} 件逾期未反馈").format(n=numbers.exact_count(len(rows))))
    more = _("（最久 {days} 天：{title}，{unit}）").format(
        days=numbers.exact_count(worst["days_over"]), title=worst["title"], unit=worst["host_unit"]
    )
    return joined(_("，"), [moment, late + more])


def moment_told(view: View) -> str:
    """The moment at which the suggestions of a view are judged; "" without rows."""
    at = view.stock().row("delegates/data_date")["oldest_data_at"]
    return _("截至{time}").format(time=numbers.time(at)) if at else ""


def labelled_stages(view: View) -> list[Row]:
    """The funnel's rows as the chart reads them."""
    return [
        {**row, "label": _(STAGES[row["stage"]]), "ticket_count": row["suggestion_count"]}
        for row in view.rows("delegates/funnel")
    ]


def beside_told(view: View) -> str:
    """What the funnel does not draw: what waits or is overdue, has no limit or cannot be judged, and 督办."""
    reply = next(row for row in view.rows("delegates/funnel") if row["stage"] == "reply")
    now = view.row("delegates/key_figures")
    states = (
        (_("办理中"), reply["waiting_count"]),
        (_("逾期未办"), reply["overdue_count"]),
        (_("没有时限或没有交办"), reply["not_applicable_count"]),
        (_("未记录"), reply["unrecorded_count"]),
        (_("时间有误"), reply["fault_count"]),
    )
    parts = [
        _("{what} {n} 件").format(what=what, n=numbers.exact_count(count)) for what, count in states if count
    ]
    text = _("反馈另有{told}。").format(told=_("、").join(parts)) if parts else ""
    return text + _("督办不是环节：被督办 {n} 件 {times} 次。").format(
        n=numbers.exact_count(now["supervised_suggestion_count"]),
        times=numbers.exact_count(now["supervised_count"]),
    )


def batch_rows(view: View) -> list[Row]:
    """The batches with `label` and `note`; what was handed out one by one comes last."""
    return [
        {
            **row,
            "label": _("零星交办") if row["assigned_on"] is None else numbers.day(row["assigned_on"]),
            "note": _batch_note(row),
        }
        for row in view.rows("delegates/batches")
    ]


def _batch_note(row: Row) -> str:
    parts: list[Said] = [_("{n} 个单位").format(n=numbers.exact_count(row["unit_count"]))]
    if row["unjudged_count"]:
        parts.append(_("不计入 {n}").format(n=numbers.exact_count(row["unjudged_count"])))
    return str(joined(" ", parts))


def unit_rows(view: View) -> list[Row]:
    """The units with `label` and `note`; those that only support stand in the table alone."""
    return [
        {
            **row,
            "label": row["unit"],
            "note": _("逾期任务 {n}").format(n=numbers.exact_count(row["overdue_task_count"]))
            if row["overdue_task_count"]
            else "",
        }
        for row in view.rows("delegates/units")
    ]
