"""超时与预警: what is overdue and what soon will be, by unit; each row opens the ticket's time line."""

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.kit import chosen, clicks, page, saying, statements, tables
from zhiping.ui.kit.cause import Again
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import summed
from zhiping.ui.tickets import filters, sentences, timeline
from zhiping.ui.tickets.stages import STEPS
from zhiping.words import N_, _

FILTERS = ("area", "class", "category", "unit", "state", "within", "ticket")


def open_ticket(row: Row) -> None:
    """Write the ticket into the address."""
    chosen.choose(ticket=row["ticket_id"])


def draw_ticket(view: View) -> None:
    """The time line of the ticket in the address."""
    if "ticket" in view.filters:
        timeline.draw(view, view.filters["ticket"])
        st.button(_("收起工单"), on_click=lambda: chosen.choose(ticket=None), icon=":material/close:")


def draw_steps(view: View, title: str, none: str, state: str, counts: tuple[int, int], key: str) -> None:
    """The first steps in a state, of which a ticket can have several; selecting a row opens its ticket.

    `counts`: how many tickets and steps there are in all.
    """
    tickets, steps = counts
    page.heading(
        _("{title}（{n} 件，{steps} 个环节）").format(
            title=title, n=numbers.exact_count(tickets), steps=numbers.exact_count(steps)
        )
    )
    if not steps:
        saying.sentence(none)
        return
    question, columns = "tickets/overdue", sentences.LATE_COLUMNS
    tables.note_most(steps)
    late = view.first_rows(question, tables.MOST_ROWS, state=state)
    shown = statements.with_latest(view, late, "ticket_id")
    seen = (*columns[:4], "statement", *columns[4:]) if "statement" in shown[0] else columns
    tables.draw(shown, key, question, columns=seen, on_pick=open_ticket)
    whole = tables.Later(steps, lambda: view.rows(question, state=state))
    again = Again("ticket_id", {"state": state})
    tables.draw_download(view, whole, key, question, title, columns, again=again)


def draw_units(view: View) -> None:
    """Who has them: open tickets a unit, the overdue ones among them."""
    units = [
        {**row, "label": row["lead_unit"] or _("未填主办单位")}
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
        question="tickets/overdue_units",
        behind=sentences.BEHIND_OVERDUE.of(summed(units, "overdue_ticket_count")),
        label="label",
        value="open_count",
        overdue="overdue_ticket_count",
        click=clicks.by("unit", "lead_unit", N_("点一个单位，只看它的工单。")),
    )


def draw_faults(view: View) -> None:
    """Tickets with an event before their dispatch: in no count until somebody mends the record."""
    rows = {
        row["ticket_id"]: row for step in STEPS for row in view.rows("tickets/rows", step=step, state="fault")
    }
    if rows:
        page.heading(_("时间有误（{n} 件）").format(n=numbers.count(len(rows))))
        saying.note(_("这些工单有环节早于派单，不计入按时率。请填报员核对后重新上传。"))
        columns = sentences.FAULT_COLUMNS
        tables.draw(list(rows.values()), "faults", "tickets/rows", columns=columns, on_pick=open_ticket)


def draw_reopened(view: View) -> None:
    """Tickets that were opened again and not closed since: open, whatever closing time their file kept."""
    rows = [row for row in view.rows("tickets/reopened_rows") if row["is_open_again"]]
    if rows:
        page.heading(_("重办后还没有办结（{n} 件）").format(n=numbers.count(len(rows))))
        saying.note(_("有重办次数、没有办理结果的工单算未办结；文件里留着的办结时间不算。"))
        columns = sentences.REOPENED_COLUMNS
        tables.draw(rows, "reopened", "tickets/reopened_rows", columns=columns, on_pick=open_ticket)


view = page.begin("tickets/overdue", filters=FILTERS)
if page.has_rows(view, _("工单")):
    page.finding(sentences.overdue_finding(view))
    draw_ticket(view)
    now = view.row("tickets/late_totals")
    is_near_alone = view.filters.get("state") == "waiting"
    if not is_near_alone:
        counts = now["overdue_ticket_count"], now["overdue_step_count"]
        draw_steps(view, _("逾期未办"), _("没有逾期未办的环节。"), "overdue", counts, "overdue")
    hours = filters.draw_within(view)
    counts, soon = (now["near_ticket_count"], now["near_step_count"]), _("{hours} 小时内将超时")
    none = _("没有快要超时的环节。")
    draw_steps(view, soon.format(hours=hours), none, "waiting", counts, f"near-{hours}")
    if is_near_alone:
        st.button(
            _("也看逾期未办的"), on_click=lambda: chosen.choose(state=None), icon=":material/unfold_more:"
        )
    draw_units(view)
    draw_reopened(view)
    draw_faults(view)
page.data_line(view)
