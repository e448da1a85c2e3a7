"""What may be asked of how tickets are reported: closed within minutes, all satisfied, times on the hour."""

from collections.abc import Callable, Sequence

from zhiping.contracts.kinds import Row
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.matter import Matter, Things
from zhiping.ui.tickets.sentences import OPENS
from zhiping.words import _

PAGE = "tickets/overdue"
MOST_UNITS = 3
_TICKET = ("ticket_id", "title", "lead_unit", "area_name", "dispatched_at")
_TIMES = ("claim_at", "contacted_at", "surveyed_at", "report_at", "close_at", "call_back_at")
_SOURCE = ("source_sheet", "source_row")
QUICK_COLUMNS = (*_TICKET, "close_at", "ticket_class", "outcome", *_SOURCE)
SATISFIED_COLUMNS = (*_TICKET, "call_back_at", "satisfaction", *_SOURCE)
HOUR_COLUMNS = (*_TICKET, *_TIMES, *_SOURCE)


def doubts(view: View) -> list[Matter]:
    """A question each; none where there is nothing to ask."""
    units = view.rows("tickets/quality_units")
    return [
        *_quick(view, sum(row["quick_count"] for row in units)),
        *_all_satisfied(view, [row for row in units if row["is_all_satisfied"]]),
        *_on_the_hour(view, [row for row in units if row["is_on_the_hour"]]),
    ]


def _quick(view: View, count: int) -> list[Matter]:
    brief = _("{n} 件工单派单后5分钟内就办结").format(n=numbers.exact_count(count))
    more = _("是当场办结，还是办完后补录的？")
    things = Things(
        "tickets/quality_rows",
        lambda: view.rows("tickets/quality_rows", figure="quick_closings"),
        "ticket_id",
        QUICK_COLUMNS,
        OPENS,
    )
    return [Matter("quick", "fault", brief, PAGE, count, more=more, things=things)] if count else []


def _all_satisfied(view: View, units: Sequence[Row]) -> list[Matter]:
    brief = _("{n} 个单位接通的回访全部满意").format(n=numbers.exact_count(len(units)))
    told = _told(
        units,
        lambda row: _("{unit} {rate}，其余单位 {others}").format(
            unit=row["lead_unit"],
            rate=f"{row['satisfied_count']}/{row['answered_count']}",
            others=numbers.share(row["other_satisfied_share"]),
        ),
    )
    more = told + _("；") + _("回访是由谁做的，怎么问的？")
    return _of_units(view, "satisfied", "all_satisfied", units, brief, more, SATISFIED_COLUMNS)


def _on_the_hour(view: View, units: Sequence[Row]) -> list[Matter]:
    brief = _("{n} 个单位填的时间八成以上是整点").format(n=numbers.exact_count(len(units)))
    told = _told(
        units,
        lambda row: _("{unit} {rate}").format(
            unit=row["lead_unit"], rate=f"{row['full_hour_count']}/{row['time_count']}"
        ),
    )
    more = told + _("；") + _("是当时记的，还是事后估的？")
    return _of_units(view, "hours", "full_hour_times", units, brief, more, HOUR_COLUMNS)


def _told(units: Sequence[Row], one: Callable[[Row], str]) -> str:
    return _("、").join(map(one, units[:MOST_UNITS]))


def _of_units(
    view: View,
    name: str,
    measure: str,
    units: Sequence[Row],
    brief: str,
    more: str,
    columns: tuple[str, ...],
) -> list[Matter]:
    """A question about some units; its rows are their tickets, a unit one thing."""
    if not units:
        return []

    def rows() -> list[Row]:
        return [
            row
            for unit in units
            for row in view.rows("tickets/quality_rows", figure=measure, unit=unit["lead_unit"])
        ]

    things = Things("tickets/quality_rows", rows, "lead_unit", columns, OPENS)
    return [Matter(name, "fault", brief, PAGE, len(units), more=more, things=things)]
