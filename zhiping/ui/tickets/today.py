"""What 今日态势 says of the tickets: how many, what needs a person, three figures, and what is not as it should be."""

from zhiping.contracts.tickets import NEAR_HOURS
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.matter import Matter
from zhiping.ui.look.told import Said, needs_person
from zhiping.ui.tickets import figures
from zhiping.words import _

MOST_UNITS = 3


def whole_told(view: View) -> str:
    """How many there are, as a part of a sentence."""
    return _("{n} 件工单").format(n=numbers.count(view.row("tickets/key_figures")["ticket_count"]))


def urgent_told(view: View) -> Said:
    """How many are past a limit, as a part of a sentence; "" for none."""
    late = view.row("tickets/key_figures")["overdue_ticket_count"]
    return needs_person(_("{n} 件工单已超时未办").format(n=numbers.count(late))) if late else ""


def card_figures(view: View) -> list[KeyFigure]:
    """Closed, reported in time, satisfied."""
    return [figures.closed_figure(view), figures.report_figure(view), figures.satisfied_figure(view)]


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


def _reopened_tickets(view: View) -> list[Matter]:
    """Tickets that were opened again and not closed since."""
    count = view.row("tickets/reopened")["open_again_count"]
    text = _("{n} 件工单重办后还没有办结").format(n=numbers.count(count))
    return [Matter("late", text, "tickets/overdue")] if count else []


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
