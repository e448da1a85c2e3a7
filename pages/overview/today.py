"""今日态势: what needs a person now, the worst first, and how each system stands."""

from dataclasses import dataclass, field

import streamlit as st

from zhiping.ui import addresses, choices, numbers, page, ticket_figures, tickets
from zhiping.ui.page import View
from zhiping.words import _

FILTERS = ("area",)
MOST_UNITS = 3


@dataclass(frozen=True)
class Matter:
    """One thing that is not as it should be: its state, a sentence, and the page and filters that show it."""

    state: str
    text: str
    filters: dict[str, str] = field(default_factory=dict)


def overdue_lines(view: View) -> list[Matter]:
    """Tickets past a limit: how many, the worst of them, and the units with most."""
    now = view.row("tickets/key_figures")
    if not now["overdue_ticket_count"]:
        return []
    worst = view.rows("tickets/overdue", within="0")[0]
    lines = [
        Matter(
            "overdue",
            _("{n} 件工单已超时未办，最久 {length}（{title}，{where}）").format(
                n=numbers.count(now["overdue_ticket_count"]),
                length=numbers.hours(-worst["hours_left"]),
                title=page.plain(worst["title"] or worst["ticket_id"]),
                where=page.plain(worst["area_name"]),
            ),
        )
    ]
    units = [
        row for row in view.rows("tickets/overdue_units") if row["lead_unit"] and row["overdue_ticket_count"]
    ]
    lines += [
        Matter(
            "overdue",
            _("{unit} {n} 件已超时未办").format(
                unit=page.plain(row["lead_unit"]), n=numbers.count(row["overdue_ticket_count"])
            ),
            {"unit": row["lead_unit"]},
        )
        for row in units[:MOST_UNITS]
    ]
    return lines


def near_lines(view: View) -> list[Matter]:
    """Tickets about to pass a limit, those not yet named under a shorter time."""
    now = view.row("tickets/key_figures")
    lines, named = [], 0
    for hours in (2, 8, 24):
        if now[f"near_{hours}_count"] > named:
            named = now[f"near_{hours}_count"]
            text = _("{n} 件工单将在 {hours} 小时内超时").format(n=numbers.count(named), hours=hours)
            lines.append(Matter("late", text, {} if hours == 24 else {"within": str(hours)}))
    return lines


def data_lines(view: View) -> list[Matter]:
    """What is wrong with the data themselves."""
    now = view.row("tickets/key_figures")
    lines = []
    if now["fault_ticket_count"]:
        text = _("{n} 件工单时间有误（环节早于派单），未计入按时率").format(
            n=numbers.count(now["fault_ticket_count"])
        )
        lines.append(Matter("fault", text))
    if now["future_count"]:
        text = _("{n} 件工单的派单时间晚于数据截至时间，未计入").format(n=numbers.count(now["future_count"]))
        lines.append(Matter("fault", text))
    return lines


def draw_exceptions(view: View, lines: list[Matter]) -> None:
    """The list, each line a link to its page already filtered."""
    page.heading(_("需要处理"))
    with st.container(border=True, gap="xsmall", key="exceptions"):
        for line in lines:
            label = f"{tickets.sign_of(line.state)}　{line.text}"
            addresses.link("tickets/overdue", label, {**choices.shared(view), **line.filters}, is_row=True)


def finding(view: View) -> str:
    """The day in one sentence of Markdown."""
    now = view.row("tickets/key_figures")
    parts = []
    if now["overdue_ticket_count"]:
        parts.append(page.red(_("{n} 件工单已超时未办").format(n=numbers.count(now["overdue_ticket_count"]))))
    if now["near_24_count"]:
        parts.append(_("{n} 件将在 24 小时内超时").format(n=numbers.count(now["near_24_count"])))
    if now["fault_ticket_count"]:
        parts.append(_("{n} 件时间有误").format(n=numbers.count(now["fault_ticket_count"])))
    whole = _("{n} 件工单").format(n=numbers.count(now["ticket_count"]))
    return (
        _("{whole}中，{parts}。").format(whole=whole, parts="，".join(parts))
        if parts
        else _("{whole}中没有需要处理的事项。").format(whole=whole)
    )


def draw_tickets_card(view: View) -> None:
    """The system of tickets in three figures."""
    page.heading(_("工单"))
    page.key_figures(
        view,
        [
            ticket_figures.closed_figure(view),
            ticket_figures.report_figure(view),
            ticket_figures.satisfied_figure(view),
        ],
    )
    addresses.link("tickets/funnel", _("看工单漏斗"), choices.shared(view))


view = page.open("overview/today", filters=FILTERS)
if page.has_rows(view, _("工单")):
    lines = [*overdue_lines(view), *near_lines(view), *data_lines(view)]
    page.finding(finding(view))
    if lines:
        draw_exceptions(view, lines)
    draw_tickets_card(view)
page.data_line(view)
