"""What college/demand says: the finding, the fields, the parts of its picture."""

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.charts.frame import PLAIN
from zhiping.ui.college.demand_figures import HEAD, wait_told
from zhiping.ui.kit import period_choice
from zhiping.ui.kit.comparisons import comparable
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.states import OVERDUE, WAITING
from zhiping.ui.look.told import Told, as_told, joined, needs_person, strong, told
from zhiping.words import N_, _

FIELD_PARTS = (
    charts.Part(
        "overdue_count", N_("等待超过30天"), OVERDUE.sign, OVERDUE.colour, OVERDUE.text, state=OVERDUE
    ),
    charts.Part("open_count", N_("等待排课"), WAITING.sign, WAITING.colour, WAITING.text, state=WAITING),
    charts.Part("planned_count", N_("已排课"), "●", PLAIN, PLAIN),
)
FIELD_COLUMNS = (
    "field",
    "overdue_count",
    "open_count",
    "planned_count",
    "request_count",
    "people_count",
    "met_count",
    "median_days",
    "p90_days",
    "event_count",
    "censored_count",
)


def finding(view: View) -> Told:
    """What was asked for and met in the period, against the one before; then what still waits."""
    return _flow_told(view) + _stock_told(view)


def _flow_told(view: View) -> Told:
    now = view.row(HEAD)
    when = period_choice.told(view) if view.has_period else _("至今")
    text = told(
        _("{period}收到点单需求 {n}"),
        period=when,
        n=strong(_("{n} 单").format(n=numbers.exact_count(now["request_count"]))),
    )
    others = [(against, other.row(HEAD)) for against, other in comparable(view, "college")[:1]]
    for against, then in others:
        moved = now["request_count"] - then["request_count"]
        text += _("，{against} {change}").format(against=against, change=numbers.count_change(moved, _("单")))
    if not now["due_count"]:
        return text + _("。")
    text += _("；这段时间满30天的需求里，30天内满足的 {rate}").format(
        rate=numbers.rate(now["in_time_count"], now["due_count"])
    )
    for against, then in others:
        if numbers.is_enough(now["due_count"]) and numbers.is_enough(then["due_count"]):
            moved = now["in_time_share"] - then["in_time_share"]
            text += _("，{against} {change}").format(against=against, change=numbers.point_change(moved))
    return text + _("。")


def _stock_told(view: View) -> Told:
    stock = view.stock()
    now = stock.row(HEAD)
    reached = stock.row("college/demand_data_date")["oldest_data_at"]
    moment = _("截至{day}").format(day=numbers.day(reached)) if reached else ""
    if not now["waiting_count"]:
        return joined(_("，"), [moment, _("没有未满足的需求")]) + _("。")
    waiting = as_told(_("{n} 单还没有开课").format(n=numbers.exact_count(now["waiting_count"])))
    if now["overdue_count"]:
        late = _("{n} 单已等待超过30天").format(n=numbers.exact_count(now["overdue_count"]))
        waiting += _("，其中 ") + needs_person(late) + _most_told(stock)
    return joined(_("，"), [moment, waiting]) + _("。")


def _most_told(stock: View) -> str:
    """The field with most of those that wait too long."""
    most = stock.rows("college/demand_fields")[0]
    return _("，最多的是{field}（{n} 单）").format(
        field=most["field"], n=numbers.exact_count(most["overdue_count"])
    )


def field_rows(view: View) -> list[Row]:
    """Rows of college/demand_fields for a picture of FIELD_PARTS: those that wait."""
    return [
        {
            **row,
            "label": row["field"],
            "note": "",
        }
        for row in view.rows("college/demand_fields")
        if row["overdue_count"] or row["open_count"] or row["planned_count"]
    ]


def waits_told(view: View) -> list[Told]:
    """How long it takes in each field, of all requests made by the end of the period."""
    return [
        strong(row["field"]) + _("：") + wait_told(row)
        for row in view.rows("college/demand_fields")
        if row["event_count"] or row["censored_count"]
    ]


def month_rows(view: View) -> list[Row]:
    """Rows of college/demand_months for one line."""
    return [
        {**row, "series": "", "label": _("点单需求")} for row in view.run_up().rows("college/demand_months")
    ]
