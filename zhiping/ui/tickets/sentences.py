"""What the ticket pages share: labels of stages, the finding, the key figures."""

from collections.abc import Sequence

from zhiping.contracts.kinds import Row
from zhiping.contracts.tickets import NEAR_HOURS, TICKET_CLASS_LABELS, TICKET_CLASSES
from zhiping.ui.kit import period_choice
from zhiping.ui.kit.comparisons import comparable
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, distinct
from zhiping.ui.look.states import FAULT, UNRECORDED, WAITING
from zhiping.ui.look.told import Told, as_told, joined, needs_person, strong, told
from zhiping.ui.tickets.comparing import causes_told
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
    "close_due_at",
    "close_at",
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
OPENS = ("tickets/overdue", "ticket", "ticket_id")
MOST_OVERDUE = 10  # asked for by who lists them, and by who names the first: so both have one answer
BEHIND_TICKETS = Behind("tickets/figure_rows", columns=_ROW_COLUMNS, opens=OPENS, noun=N_("工单"))
BEHIND_STEPS = Behind(
    "tickets/rows",
    columns=tuple("due_at" if name == "close_due_at" else name for name in _ROW_COLUMNS),
    opens=OPENS,
    noun=N_("工单"),
)
BEHIND_OVERDUE = Behind(
    "tickets/overdue",
    {"state": "overdue"},
    columns=LATE_COLUMNS,
    opens=OPENS,
    noun=N_("工单"),
    is_stock=True,
    size=distinct("ticket_id"),
    unit=N_("件"),
)
BEHIND_COMING = Behind(
    "tickets/overdue",
    {"state": "waiting", "within": str(NEAR_HOURS[-1])},
    columns=LATE_COLUMNS,
    opens=OPENS,
    noun=N_("环节"),
    is_stock=True,
)


def labelled_stages(view: View) -> list[Row]:
    """The funnel's rows with `label`: the stage and, where all tickets have one limit, that limit."""
    limits = {row["step"]: row["limit_hours"] for row in view.rows("tickets/on_time")}
    return [
        {**row, "label": _with_limit(row["stage"], limits.get(row["stage"]))}
        for row in view.rows("tickets/funnel")
    ]


def not_applicable_told(stages: Sequence[Row]) -> str:
    """How many tickets have no limit at which step, in one sentence; "" for none. `stages`: of labelled_stages."""
    counts: dict[int, list[str]] = {}
    for row in stages:
        if row["not_applicable_count"]:
            counts.setdefault(row["not_applicable_count"], []).append(_(STAGES[row["stage"]]))
    told = [
        _("{n} 件没有{steps}时限").format(n=numbers.exact_count(count), steps=_("、").join(steps))
        for count, steps in counts.items()
    ]
    return _("另有 {told}，不画在这些环节里。").format(told=_("，").join(told)) if told else ""


def _with_limit(stage: str, limit_hours: float | None) -> str:
    label = _(STAGES[stage])
    if limit_hours is None or stage == "close":
        return label
    return _("{stage} ≤{limit}").format(stage=label, limit=_limit_told(limit_hours))


def _limit_told(hours: float) -> str:
    """A limit as the rule writes it: 24小时, 48小时, never 1天."""
    return _("{hours}小时").format(hours=numbers.decimal(hours))


def finding(view: View) -> Told:
    """What happened in the period, against the one before; then what stands at the data date."""
    return _flow_told(view) + _("。") + _stock_told(view) + _("。")


def overdue_tickets_told(count: int) -> Told:
    """How many tickets are past a limit, as a part of a sentence that needs a person."""
    return needs_person(_("{n} 件已超时未办").format(n=numbers.exact_count(count)))


def moment_told(view: View) -> str:
    """The moment at which the tickets of a view are judged, as a sentence begins with it."""
    reach = view.stock().row("tickets/data_date")
    return _("截至{time}").format(time=numbers.time(reach["oldest_data_at"]))


def _stock_told(view: View) -> Told:
    stock = view.stock()
    now = stock.row("tickets/key_figures")
    if not now["overdue_ticket_count"]:
        late = as_told(_("没有逾期未办的"))
    else:
        worst = stock.first_rows("tickets/overdue", MOST_OVERDUE, within="0")[0]
        late = told(
            _("{overdue}（最久 {length}，{where}）"),
            overdue=overdue_tickets_told(now["overdue_ticket_count"]),
            length=numbers.hours(-worst["hours_left"]),
            where=worst["area_name"],
        )
    whole = _("{n} 件在办工单中").format(n=numbers.exact_count(now["open_count"]))
    return joined(_("，"), [moment_told(view), whole + late, _near_told(now)])


def _near_told(now: Row) -> str:
    for hours in NEAR_HOURS[1:]:
        if now[f"near_{hours}_count"]:
            return _("另有 {n} 件将在 {hours} 小时内超时").format(
                n=numbers.exact_count(now[f"near_{hours}_count"]), hours=hours
            )
    return ""


def _flow_told(view: View) -> Told:
    """How many were dispatched, how many of them reported in time, how that moved and why."""
    count = view.row("tickets/key_figures")["ticket_count"]
    when = period_choice.told(view) if view.has_period else _("至今")
    text = as_told(_("{period}派单 {n} 件").format(period=when, n=numbers.exact_count(count)))
    row = step_row(view, "report")
    if not row["counted_count"]:
        return text + _("，还没有可计的反馈按时率")
    text += _("，48小时反馈按时率 {rate}").format(
        rate=numbers.rate(row["on_time_count"], row["counted_count"])
    )
    for against, other in comparable(view, "tickets"):
        then = step_row(other, "report")
        if numbers.is_enough(row["counted_count"]) and numbers.is_enough(then["counted_count"]):
            moved = row["on_time_share"] - then["on_time_share"]
            text += _("，{against} {change}").format(against=against, change=numbers.point_change(moved))
            text += causes_told(_reports_by_unit(view), _reports_by_unit(other))
    return text


def _reports_by_unit(view: View) -> dict[str, tuple[int, int]]:
    return {
        row["lead_unit"] or _("未填主办单位"): (row["report_on_time_count"], row["report_counted_count"])
        for row in view.rows("tickets/units")
    }


def overdue_finding(view: View) -> Told:
    """How many tickets are late, the worst, the unit with most of them, and how many soon will be, in one sentence."""
    now = view.row("tickets/late_totals")
    near, hours = now["near_ticket_count"], view.filters.get("within", NEAR_HOURS[-1])
    words = _("另有 {n} 件将在 {hours} 小时内超时") if near else _("{hours} 小时内没有将超时的")
    soon = words.format(n=numbers.count(near), hours=hours)
    moment = moment_told(view)
    if not now["overdue_ticket_count"]:
        return told(_("{moment}，没有逾期未办的工单；{soon}。"), moment=moment, soon=soon)
    worst = view.first_rows("tickets/overdue", 1, state="overdue")[0]
    most = view.rows("tickets/overdue_units")[0]
    if now["overdue_ticket_count"] == 1:
        return told(
            _("{moment}，{overdue}，已超 {length}（{title}，{where}，{unit}）；{soon}。"),
            moment=moment,
            overdue=overdue_tickets_told(1),
            length=numbers.hours(-worst["hours_left"]),
            title=worst["title"] or worst["ticket_id"],
            where=worst["area_name"],
            unit=most["lead_unit"] or _("未填主办单位"),
            soon=soon,
        )
    return told(
        _("{moment}，{overdue}，最久 {length}（{title}，{where}），最多的是{unit}（{n} 件）；{soon}。"),
        moment=moment,
        overdue=overdue_tickets_told(now["overdue_ticket_count"]),
        length=numbers.hours(-worst["hours_left"]),
        title=worst["title"] or worst["ticket_id"],
        where=worst["area_name"],
        unit=most["lead_unit"] or _("未填主办单位"),
        n=numbers.count(most["overdue_ticket_count"]),
        soon=soon,
    )


def step_row(view: View, step: str) -> Row:
    """How one step fares, by tickets/funnel: tickets/on_time counts the same and says how long it takes, which is dear."""
    return next(row for row in view.rows("tickets/funnel") if row["stage"] == step)


def uncounted_told(row: Row) -> str:
    """What a row of tickets/on_time or tickets/funnel leaves out of its share: "另有办理中 3 件、未记录 2 件"; "" for nothing."""
    left_out = [
        _("{state} {n} 件").format(state=_(state.label), n=numbers.exact_count(row[f"{state.key}_count"]))
        for state in (WAITING, UNRECORDED, FAULT)
        if row[f"{state.key}_count"]
    ]
    return _("另有{told}").format(told=_("、").join(left_out)) if left_out else ""


def step_time_told(row: Row) -> Told:
    """One step of tickets/on_time in a sentence: limit, how long it takes, how many in time."""
    name = strong(_(STAGES[row["step"]]))
    if row["limit_hours"] is not None and row["step"] != "close":
        name += _("（时限 {limit}）").format(limit=_limit_told(row["limit_hours"]))
    if not row["counted_count"] and not row["event_count"] and not row["censored_count"]:
        unrecorded = row["unrecorded_count"]
        return name + _("：") + (_("未记录，上传的文件里没有这个时间") if unrecorded else _("没有适用的工单"))
    on_time = _("按时 {rate}").format(rate=numbers.rate(row["on_time_count"], row["counted_count"]))
    return name + _("：") + joined(_("；"), [_taken_told(row), on_time, uncounted_told(row)])


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
