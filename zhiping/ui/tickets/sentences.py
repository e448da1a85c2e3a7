"""What the ticket pages share: labels of stages, the finding, the key figures."""

from collections.abc import Sequence
from dataclasses import replace

from zhiping.contracts.kinds import Row
from zhiping.contracts.tickets import NEAR_HOURS, STATES, TICKET_CLASS_LABELS, TICKET_CLASSES
from zhiping.ui.kit.comparisons import comparable
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind
from zhiping.ui.look.states import FAULT, UNRECORDED, WAITING
from zhiping.ui.look.told import Told, joined, needs_person, strong, told
from zhiping.ui.tickets.stages import STAGES
from zhiping.words import N_, _

CLASS_LABELS = dict(zip(TICKET_CLASSES, TICKET_CLASS_LABELS, strict=True))
LATE_COLUMNS = (
    "title",
    "hours_left",
    "step",
    "state",
    "limit_at",
    "lead_unit",
    "area_path",
    "delegate_id",
    "ticket_id",
    "ticket_class",
    "category",
    "dispatched_at",
    "source_sheet",
    "source_row",
)
SHORT_LATE_COLUMNS = (
    "title",
    "hours_left",
    "step",
    "state",
    "limit_at",
    "lead_unit",
    "area_name",
    "ticket_id",
)
FAULT_COLUMNS = (
    "ticket_id",
    "title",
    "claim_state",
    "contact_state",
    "report_state",
    "close_state",
    "area_name",
    "lead_unit",
    "dispatched_at",
    "source_sheet",
    "source_row",
)
_ROW_COLUMNS = (
    "ticket_id",
    "title",
    "ticket_class",
    "category",
    "area_name",
    "lead_unit",
    "dispatched_at",
    "claim_state",
    "contact_state",
    "report_state",
    "close_state",
    "outcome",
    "satisfaction",
    "source_sheet",
    "source_row",
)
REOPENED_COLUMNS = (
    "ticket_id",
    "title",
    "reopened_count",
    "is_open_again",
    "first_closed_at",
    "closed_at",
    "close_state",
    "area_name",
    "lead_unit",
    "dispatched_at",
    "source_sheet",
    "source_row",
)
_OPENS = ("tickets/overdue", "ticket", "ticket_id")
BEHIND_TICKETS = Behind("tickets/rows", columns=_ROW_COLUMNS, opens=_OPENS, noun=N_("工单"))
BEHIND_REPORTS = replace(
    BEHIND_TICKETS,
    filters={"step": "report"},
    states=("overdue", *(one for one in STATES if one != "overdue")),
)
BEHIND_OVERDUE = Behind(
    "tickets/overdue", {"within": "0"}, columns=LATE_COLUMNS, opens=_OPENS, noun=N_("工单")
)

BEHIND_REOPENED = Behind("tickets/reopened_rows", columns=REOPENED_COLUMNS, opens=_OPENS, noun=N_("工单"))


def labelled_stages(view: View) -> list[Row]:
    """The funnel's rows with `label`: the stage and, where all tickets have one limit, that limit."""
    limits = {row["step"]: row["limit_hours"] for row in view.rows("tickets/on_time")}
    return [
        {**row, "label": _with_limit(row["stage"], limits.get(row["stage"]))}
        for row in view.rows("tickets/funnel")
    ]


def _with_limit(stage: str, limit_hours: float | None) -> str:
    label = _(STAGES[stage])
    if limit_hours is None or stage == "close":
        return label
    return _("{stage} ≤{limit}").format(stage=label, limit=_limit_told(limit_hours))


def _limit_told(hours: float) -> str:
    """A limit as the rule writes it: 24小时, 48小时, never 1天."""
    return _("{hours}小时").format(hours=numbers.decimal(hours))


def finding(view: View) -> Told:
    """What the chosen tickets have to say, in one sentence."""
    now = view.row("tickets/key_figures")
    late = joined("，", [_overdue_told(view, now), _near_told(now)])
    return late + "；" + _contact_told(view) + "。"


def overdue_tickets_told(count: int) -> Told:
    """How many tickets are past a limit, as a part of a sentence that needs a person."""
    return needs_person(_("{n} 件已超时未办").format(n=numbers.count(count)))


def _overdue_told(view: View, now: Row) -> Told:
    total = numbers.count(now["ticket_count"])
    if not now["overdue_ticket_count"]:
        return told(_("{n} 件工单中没有逾期未办的"), n=total)
    worst = view.rows("tickets/overdue", within="0")[0]
    return told(
        _("{n} 件工单中 {overdue}（最久 {length}，{where}）"),
        n=total,
        overdue=overdue_tickets_told(now["overdue_ticket_count"]),
        length=numbers.hours(-worst["hours_left"]),
        where=worst["area_name"],
    )


def _near_told(now: Row) -> str:
    for hours in NEAR_HOURS[1:]:
        if now[f"near_{hours}_count"]:
            return _("另有 {n} 件将在 {hours} 小时内超时").format(
                n=numbers.count(now[f"near_{hours}_count"]), hours=hours
            )
    return ""


def _contact_told(view: View) -> str:
    row = step_row(view, "contact")
    whole = row["counted_count"]
    if not whole:
        return _("暂无需对接的工单")
    text = _("24 小时对接按时率 {rate}").format(rate=numbers.rate(row["on_time_count"], whole))
    for against, other in comparable(view, "tickets"):
        then = step_row(other, "contact")
        if numbers.is_enough(whole) and numbers.is_enough(then["counted_count"]):
            moved = row["on_time_share"] - then["on_time_share"]
            text += _("，{against} {change}").format(against=against, change=numbers.point_change(moved))
    return text


def overdue_finding(view: View, overdue: Sequence[Row]) -> Told:
    """How many tickets are late, the worst, the unit with most of them, and how many soon will be, in one sentence.

    `overdue`: the rows of tickets/overdue that are.
    """
    now = view.row("tickets/late_totals")
    soon = _("{n} 件将在 {hours} 小时内超时").format(
        n=numbers.count(now["near_ticket_count"]), hours=view.filters.get("within", NEAR_HOURS[-1])
    )
    if not overdue:
        return told(_("没有逾期未办的工单；{soon}。"), soon=soon)
    worst, most = overdue[0], view.rows("tickets/overdue_units")[0]
    return told(
        _("{overdue}，最久 {length}（{title}，{where}），最多的是{unit}（{n} 件）；另有 {soon}。"),
        overdue=overdue_tickets_told(now["overdue_ticket_count"]),
        length=numbers.hours(-worst["hours_left"]),
        title=worst["title"] or worst["ticket_id"],
        where=worst["area_name"],
        unit=most["lead_unit"] or _("未填主办单位"),
        n=numbers.count(most["overdue_ticket_count"]),
        soon=soon,
    )


def step_row(view: View, step: str) -> Row:
    """The row of tickets/on_time of one step."""
    return next(row for row in view.rows("tickets/on_time") if row["step"] == step)


def uncounted_told(row: Row) -> str:
    """What a row of tickets/on_time leaves out of its share: "另有办理中 3 件、未记录 2 件"; "" for nothing."""
    left_out = [
        _("{state} {n} 件").format(state=_(state.label), n=numbers.exact_count(row[f"{state.key}_count"]))
        for state in (WAITING, UNRECORDED, FAULT)
        if row[f"{state.key}_count"]
    ]
    return _("另有{told}").format(told="、".join(left_out)) if left_out else ""


def step_time_told(row: Row) -> Told:
    """One step of tickets/on_time in a sentence: limit, how long it takes, how many in time."""
    name = strong(_(STAGES[row["step"]]))
    if row["limit_hours"] is not None and row["step"] != "close":
        name += _("（时限 {limit}）").format(limit=_limit_told(row["limit_hours"]))
    if not row["counted_count"] and not row["event_count"] and not row["censored_count"]:
        unrecorded = row["unrecorded_count"]
        return name + "：" + (_("未记录，上传的文件里没有这个时间") if unrecorded else _("没有适用的工单"))
    on_time = _("按时 {rate}").format(rate=numbers.rate(row["on_time_count"], row["counted_count"]))
    return name + "：" + joined("；", [_taken_told(row), on_time, uncounted_told(row)])


def _taken_told(row: Row) -> str:
    if row["median_hours"] is None:
        return _("还不到一半工单完成，说不出通常要多久")
    if row["p90_hours"] is None:
        return _("一半工单在 {median} 内完成，九成线还没有达到").format(
            median=numbers.hours(row["median_hours"])
        )
    return _("一半工单在 {median} 内完成，九成在 {p90} 内").format(
        median=numbers.hours(row["median_hours"]), p90=numbers.hours(row["p90_hours"])
    )
