"""Matters: what is not as it should be in each system, a sentence each, with the page that shows it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from zhiping.access.permissions import may_see_people
from zhiping.contracts.tickets import NEAR_HOURS
from zhiping.ui.courtyards import signals
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.told import Said
from zhiping.words import _

MOST_UNITS = 3
_URGENCY = ("overdue", "late", "fault")


@dataclass(frozen=True)
class Matter:
    """One thing that is not as it should be: its state, a sentence, and the page and filters that show it."""

    state: str
    text: Said
    page: str
    filters: dict[str, str] = field(default_factory=dict)


def matters(view: View, systems: tuple[str, ...]) -> list[Matter]:
    """Everything that needs a person in these systems, the most urgent first."""
    found = [matter for system in systems for matter in _FOUND[system](view)]
    return sorted(found, key=lambda matter: _URGENCY.index(matter.state))  # within one urgency as found


def _ticket_matters(view: View) -> list[Matter]:
    return [*_overdue_tickets(view), *_near_tickets(view), *_faulty_tickets(view)]


def _overdue_tickets(view: View) -> list[Matter]:
    """Tickets past a limit: how many, the worst of them, and the units with most."""
    now = view.row("tickets/key_figures")
    if not now["overdue_ticket_count"]:
        return []
    worst = view.rows("tickets/overdue", within="0")[0]
    found = [
        Matter(
            "overdue",
            _("{n} 件工单已超时未办，最久 {length}（{title}，{where}）").format(
                n=numbers.count(now["overdue_ticket_count"]),
                length=numbers.hours(-worst["hours_left"]),
                title=worst["title"] or worst["ticket_id"],
                where=worst["area_name"],
            ),
            "tickets/overdue",
        )
    ]
    units = [
        row for row in view.rows("tickets/overdue_units") if row["lead_unit"] and row["overdue_ticket_count"]
    ]
    return found + [
        Matter(
            "overdue",
            _("{unit} {n} 件已超时未办").format(
                unit=row["lead_unit"], n=numbers.count(row["overdue_ticket_count"])
            ),
            "tickets/overdue",
            {"unit": row["lead_unit"]},
        )
        for row in units[:MOST_UNITS]
    ]


def _near_tickets(view: View) -> list[Matter]:
    """Tickets about to pass a limit, those not yet named under a shorter time."""
    now = view.row("tickets/key_figures")
    found, named = [], 0
    for hours in NEAR_HOURS:
        if now[f"near_{hours}_count"] > named:
            named = now[f"near_{hours}_count"]
            text = _("{n} 件工单将在 {hours} 小时内超时").format(n=numbers.count(named), hours=hours)
            filters = {} if hours == NEAR_HOURS[-1] else {"within": str(hours)}
            found.append(Matter("late", text, "tickets/overdue", filters))
    return found


def _faulty_tickets(view: View) -> list[Matter]:
    """What is wrong with the data themselves."""
    now = view.row("tickets/key_figures")
    found = []
    if now["fault_ticket_count"]:
        text = _("{n} 件工单时间有误（环节早于派单），未计入按时率").format(
            n=numbers.count(now["fault_ticket_count"])
        )
        found.append(Matter("fault", text, "tickets/overdue"))
    if now["future_count"]:
        text = _("{n} 件工单的派单时间晚于数据截至时间，未计入").format(n=numbers.count(now["future_count"]))
        found.append(Matter("fault", text, "tickets/overdue"))
    return found


def _courtyard_matters(view: View) -> list[Matter]:
    """Counts that stand out from their ordinary ups and downs, silent courtyards, and faulty rows."""
    now = view.row("courtyards/key_figures", silent="90")
    standing = signals.standing_signals(signals.trends(view))
    found = [
        Matter(
            "late",
            _("小院{signal}").format(signal=signals.signal_told(kind, row)),
            "courtyards/indicators",
            {"activity": kind},
        )
        for kind, row in standing.items()
    ]
    if now["silent_count"]:
        text = _("{n} 个小院已 90 天没有活动").format(n=numbers.count(now["silent_count"]))
        found.append(Matter("late", text, "courtyards/indicators", {"silent": "90"}))
    if now["fault_count"]:
        text = _("{n} 条小院活动的办结数多于件数，未计入办结率").format(n=numbers.count(now["fault_count"]))
        found.append(Matter("fault", text, "courtyards/indicators"))
    return found


def _appraisal_matters(view: View) -> list[Matter]:
    """Rectification past its date, units that cannot be ranked, and schemes that do not agree."""
    found = []
    if may_see_people(view.access):
        late = view.row("appraisal/outcome_key_figures")["overdue_count"]
        if late:
            text = _("{n} 个考核整改问题已过时限没有完成").format(n=numbers.count(late))
            found.append(Matter("overdue", text, "appraisal/outcomes"))
    unranked = [row for row in view.rows("appraisal/ranking") if not row["is_ranked"]]
    if unranked:
        text = _("{n} 个考核单位缺数据过多，不参加排名（{names}）").format(
            n=numbers.count(len(unranked)),
            names="、".join(row["unit_name"] for row in unranked[:MOST_UNITS]),
        )
        found.append(Matter("fault", text, "appraisal/ranking"))
    failing = view.row("appraisal/key_figures")["failing_check_count"]
    if failing:
        text = _("{n} 项考核方案检查没有通过").format(n=numbers.count(failing))
        found.append(Matter("fault", text, "appraisal/ranking"))
    return found


def _station_matters(view: View) -> list[Matter]:
    """Stations whose hours nobody can read, and those whose record is old."""
    now = view.row("stations/key_figures")
    found = []
    if now["stale_count"]:
        text = _("{n} 个驿站的信息超过 30 天没有更新").format(n=numbers.count(now["stale_count"]))
        found.append(Matter("late", text, "stations/map"))
    unread = len(view.rows("stations/list", opening="unknown"))
    if unread:
        text = _("{n} 个驿站的营业时间读不懂，地图上是“未知”").format(n=numbers.count(unread))
        found.append(Matter("fault", text, "stations/map", {"opening": "unknown"}))
    return found


_FOUND: dict[str, Callable[[View], list[Matter]]] = {
    "tickets": _ticket_matters,
    "stations": _station_matters,
    "courtyards": _courtyard_matters,
    "appraisal": _appraisal_matters,
}
