"""超时与预警: what is overdue and what soon will be, by unit; each row opens the ticket's time line."""

from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.kit import chosen, filterbar, page, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.tickets import sentences, timeline
from zhiping.words import _

FILTERS = ("area", "period", "class", "category", "unit", "within", "ticket")


def finding(overdue: list[Any], near: list[Any], hours: int) -> str:
    """How many, the worst, and the unit with most of them, in one sentence of Markdown."""
    late_tickets = {row["ticket_id"] for row in overdue}
    near_tickets = {row["ticket_id"] for row in near}
    soon = _("{n} 件将在 {hours} 小时内超时").format(n=numbers.count(len(near_tickets)), hours=hours)
    if not overdue:
        return _("没有逾期未办的工单；{soon}。").format(soon=soon)
    by_unit: dict[str, set[str]] = {}
    for row in overdue:
        by_unit.setdefault(row["lead_unit"] or _("未填主办单位"), set()).add(row["ticket_id"])
    unit, most = max(by_unit.items(), key=lambda item: (len(item[1]), item[0]))
    return _("{overdue}，最久 {length}（{title}，{where}），最多的是{unit}（{n} 件）；另有 {soon}。").format(
        overdue=page.red(_("{n} 件已超时未办").format(n=numbers.count(len(late_tickets)))),
        length=numbers.hours(-overdue[0]["hours_left"]),
        title=page.plain(overdue[0]["title"] or overdue[0]["ticket_id"]),
        where=page.plain(overdue[0]["area_name"]),
        unit=page.plain(unit),
        n=numbers.count(len(most)),
        soon=soon,
    )


def open_ticket(row: Row) -> None:
    """Write the ticket into the address."""
    chosen.choose(ticket=row["ticket_id"])


def draw_ticket(view: View) -> None:
    """The time line of the ticket in the address."""
    if "ticket" in view.filters:
        timeline.draw(view, view.filters["ticket"])
        st.button(_("收起工单"), on_click=lambda: chosen.choose(ticket=None), icon=":material/close:")


def draw_rows(title: str, none: str, rows: list[Any], key: str) -> None:
    """One list of steps; selecting a row opens its ticket."""
    page.heading(_("{title}（{n} 条）").format(title=title, n=numbers.count(len(rows))))
    if not rows:
        st.markdown(none)
        return
    tables.draw(rows, key, columns=sentences.LATE_COLUMNS, on_pick=open_ticket)
    tables.draw_download(rows, key, title, sentences.LATE_COLUMNS)


def draw_units(view: View) -> None:
    """Who has them: open tickets a unit, the overdue ones among them."""
    units = [
        {**row, "lead_unit": row["lead_unit"] or _("未填主办单位")}
        for row in view.rows("tickets/overdue_units")
        if row["open_count"]
    ]
    page.figure(
        view,
        "units",
        _("各主办单位未办结的工单"),
        charts.bars,
        units,
        meaning="overdue_tickets",
        behind=sentences.BEHIND_OVERDUE,
        label="lead_unit",
        value="open_count",
        overdue="overdue_ticket_count",
    )


def draw_faults(view: View) -> None:
    """Tickets with an event before their dispatch: in no count until somebody mends the record."""
    rows = {
        row["ticket_id"]: row
        for step in tables.STEPS
        for row in view.rows("tickets/rows", step=step, state="fault")
    }
    if rows:
        page.heading(_("时间有误（{n} 件）").format(n=numbers.count(len(rows))))
        st.caption(_("这些工单有环节早于派单，不计入按时率。请填报员核对后重新上传。"))
        tables.draw(list(rows.values()), "faults", columns=sentences.FAULT_COLUMNS, on_pick=open_ticket)


view = page.begin("tickets/overdue", filters=FILTERS)
if page.has_rows(view, _("工单")):
    listed = view.rows("tickets/overdue")
    overdue = [row for row in listed if row["state"] == "overdue"]
    near = [row for row in listed if row["state"] != "overdue"]
    page.finding(finding(overdue, near, int(view.filters.get("within", 24))))
    draw_ticket(view)
    draw_rows(_("逾期未办"), _("没有逾期未办的环节。"), overdue, "overdue")
    hours = filterbar.draw_within(view)
    draw_rows(_("{hours} 小时内将超时").format(hours=hours), _("没有快要超时的环节。"), near, f"near-{hours}")
    draw_units(view)
    draw_faults(view)
page.data_line(view)
