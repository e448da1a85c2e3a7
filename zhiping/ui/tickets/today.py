"""What 今日态势 says of the tickets: how many, what needs a person, three figures, and what is not as it should be."""

from collections.abc import Callable

from zhiping.contracts.kinds import Row
from zhiping.contracts.tickets import NEAR_HOURS
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.matter import Matter, Things
from zhiping.ui.tickets import figures, sentences
from zhiping.words import _

MOST_UNITS = 3
_NEEDED = (
    "overdue_ticket_count",
    *(f"near_{hours}_count" for hours in NEAR_HOURS),
    "fault_ticket_count",
    "future_count",
)


def whole_told(view: View) -> str:
    """How many there are, as a part of a sentence."""
    return _("{n} 件工单").format(
        n=numbers.count(view.row("tickets/key_figures", "ticket_count")["ticket_count"])
    )


def card_figures(view: View) -> list[KeyFigure]:
    """Closed in time, reported in time, satisfied."""
    return [figures.in_time_figure(view), figures.report_figure(view), figures.satisfied_figure(view)]


def exceptions(view: View) -> list[Matter]:
    """Tickets past a limit, those about to be, and what is wrong with the data."""
    return [
        *_overdue_tickets(view),
        *_near_tickets(view),
        *_reopened_tickets(view),
        *_faulty_tickets(view),
    ]


def _overdue_tickets(view: View) -> list[Matter]:
    """Tickets past a limit: how many, the worst of them, and the units with most."""
    count = view.row("tickets/key_figures", *_NEEDED)["overdue_ticket_count"]
    if not count:
        return []
    worst = view.first_rows("tickets/overdue", 1)[0]
    more = _("最久 {length}（{title}，{where}）").format(
        length=numbers.hours(-worst["hours_left"]),
        title=worst["title"] or worst["ticket_id"],
        where=worst["area_name"],
    )
    units = [
        _("{unit} {n} 件").format(unit=row["lead_unit"], n=numbers.exact_count(row["overdue_ticket_count"]))
        for row in view.rows("tickets/overdue_units")
        if row["lead_unit"] and row["overdue_ticket_count"]
    ]
    if len(units) > 1:
        more += _("；") + _("最多的是{units}").format(units=_("、").join(units[:MOST_UNITS]))
    brief = _("{n} 件工单已超时未办").format(n=numbers.exact_count(count))
    things = _steps(lambda: view.rows("tickets/overdue", within="0"))
    return [
        Matter(
            "overdue",
            "overdue",
            brief,
            "tickets/overdue",
            count,
            days=-worst["hours_left"] / 24,
            more=more,
            things=things,
            is_page_own=True,
        )
    ]


def _near_tickets(view: View) -> list[Matter]:
    """Tickets about to pass a limit within the longest horizon; those within a shorter one are a part of them."""
    now = view.row("tickets/key_figures", *_NEEDED)
    *sooner, longest = NEAR_HOURS
    if not now[f"near_{longest}_count"]:
        return []
    brief = _("{n} 件工单将在 {hours} 小时内超时").format(
        n=numbers.exact_count(now[f"near_{longest}_count"]), hours=longest
    )
    within = [
        _("{hours} 小时内 {n} 件").format(hours=hours, n=numbers.exact_count(now[f"near_{hours}_count"]))
        for hours in sooner
        if 0 < now[f"near_{hours}_count"] < now[f"near_{longest}_count"]
    ]
    more = _("其中 {parts}").format(parts=_("、").join(within)) if within else ""
    things = _steps(lambda: view.rows("tickets/overdue", state="waiting"))
    return [
        Matter(
            "near", "late", brief, "tickets/overdue", now[f"near_{longest}_count"], more=more, things=things
        )
    ]


def _steps(rows: Callable[[], list[Row]]) -> Things:
    """Steps of tickets, a ticket one thing."""
    return Things("tickets/overdue", rows, "ticket_id", sentences.LATE_COLUMNS, sentences.OPENS)


def _reopened_tickets(view: View) -> list[Matter]:
    """Tickets that were opened again and not closed since."""
    count = view.row("tickets/reopened", "open_again_count")["open_again_count"]
    text = _("{n} 件工单重办后还没有办结").format(n=numbers.count(count))
    things = Things(
        "tickets/reopened_rows",
        lambda: [row for row in view.rows("tickets/reopened_rows") if row["is_open_again"]],
        "ticket_id",
        sentences.REOPENED_COLUMNS,
        sentences.OPENS,
    )
    return [Matter("reopened", "late", text, "tickets/overdue", count, things=things)] if count else []


def _faulty_tickets(view: View) -> list[Matter]:
    """What is wrong with the data themselves."""
    now = view.row("tickets/key_figures", *_NEEDED)
    found = []
    if now["fault_ticket_count"]:
        text = _("{n} 件工单时间有误").format(n=numbers.exact_count(now["fault_ticket_count"]))
        more = _("环节早于派单，未计入按时率")
        things = Things(
            "tickets/rows",
            lambda: view.rows("tickets/rows", state="fault"),
            "ticket_id",
            sentences.FAULT_COLUMNS,
            sentences.OPENS,
        )
        found.append(
            Matter(
                "faults",
                "fault",
                text,
                "tickets/overdue",
                now["fault_ticket_count"],
                more=more,
                things=things,
            )
        )
    if now["future_count"]:
        text = _("{n} 件工单的派单时间晚于数据截至时间，未计入").format(
            n=numbers.exact_count(now["future_count"])
        )
        things = Things(
            "tickets/future_rows",
            lambda: view.rows("tickets/future_rows"),
            "ticket_id",
            ("ticket_id", "title", "area_name", "lead_unit", "dispatched_at", "data_at", "source_row"),
        )
        found.append(Matter("future", "fault", text, "tickets/overdue", now["future_count"], things=things))
    return found
