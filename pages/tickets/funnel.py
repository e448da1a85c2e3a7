"""工单漏斗: how far tickets get, how many in time, and where they stay behind."""

import streamlit as st

from zhiping.ui import charts
from zhiping.ui.kit import addresses, chosen, clicks, key_figures, neighbours, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import summed
from zhiping.ui.tickets import figures, sentences
from zhiping.ui.tickets.stages import step_filters
from zhiping.words import N_, _

FILTERS = ("area", "period", "class", "category")
CATEGORY_COLUMNS = (
    "category",
    "ticket_count",
    "closed_count",
    "overdue_ticket_count",
    "report_on_time_count",
    "report_counted_count",
    "report_on_time_share",
)
AREA_COLUMNS = (
    "area_name",
    "ticket_count",
    "closed_count",
    "accepted_count",
    "overdue_ticket_count",
    "report_on_time_count",
    "report_counted_count",
    "report_on_time_share",
)


def draw_flow(view: View) -> None:
    """How far and when: the funnel beside the trend by class."""
    left, right = st.columns(2, gap="medium")
    with left:
        stages = sentences.labelled_stages(view)
        page.figure(
            view,
            "funnel",
            _("各环节进度与按时率"),
            charts.funnel,
            stages,
            meaning="reached_stages",
            counted={row["label"]: numbers.exact_count(row["ticket_count"]) for row in stages},
            behind=sentences.BEHIND_TICKETS.of(stages[0]["ticket_count"]),
            note=sentences.not_applicable_told(stages),
            click=clicks.Click(step_filters, N_("点一段，看它的工单。"), sentences.BEHIND_STEPS),
        )
    with right:
        trend = [
            {**row, "label": _(sentences.CLASS_LABELS[row["ticket_class"]])}
            for row in view.run_up().rows("tickets/trend")
        ]
        page.figure(
            view.run_up(),
            "trend",
            _("每月派单，按类别"),
            charts.trend,
            trend,
            meaning="ticket_count",
            question="tickets/trend",
            behind=sentences.BEHIND_TICKETS.of(summed(trend, "ticket_count")),
            click=clicks.by_month(N_("点一个月，只看这个月这一类。"), **{"class": "ticket_class"}),
        )


def draw_where(view: View) -> None:
    """What about and where: categories beside areas."""
    left, right = st.columns(2, gap="medium")
    categories, around = view.rows("tickets/categories"), neighbours.among(view, "tickets/areas")
    with left:
        page.figure(
            view,
            "categories",
            _("诉求类别"),
            charts.bars,
            categories,
            meaning="ticket_count",
            question="tickets/categories",
            columns=CATEGORY_COLUMNS,
            behind=sentences.BEHIND_TICKETS.of(summed(categories, "ticket_count")),
            label="category",
            value="ticket_count",
            overdue="overdue_ticket_count",
            click=clicks.by("category", "category", N_("点一类，只看这一类。")),
        )
    with right:
        page.figure(
            around.view,
            "areas",
            _("各地区反馈按时率"),
            charts.funnel_plot,
            around.rows,
            meaning="report_on_time",
            question="tickets/areas",
            columns=AREA_COLUMNS,
            behind=sentences.BEHIND_TICKETS.of(
                summed(around.rows, "report_on_time_count"), summed(around.rows, "report_counted_count")
            ),
            note=_("曲线之内的高低可能只是偶然；件数越少，曲线越宽。") + around.note,
            marked=around.marked,
            part="report_on_time_count",
            whole="report_counted_count",
            unit=N_("件"),
            measure=N_("反馈按时率"),
            click=clicks.by_area(view),
        )


def draw_step_times(view: View) -> None:
    """How long the steps take, in words, with the on-time share and what is not counted."""
    page.heading(_("各环节要多久"))
    saying.points(map(sentences.step_time_told, view.rows("tickets/on_time")))
    tables.draw_twin(view, view.rows("tickets/on_time"), "on_time", "tickets/on_time", _("各环节用时"))


def draw_most_overdue(view: View) -> None:
    """The tickets that wait longest past a limit; a row opens its time line."""
    page.heading(_("最急的工单（不限时段）"))
    rows = view.stock().first_rows("tickets/overdue", sentences.MOST_OVERDUE, within="0")
    if not rows:
        saying.sentence(_("没有逾期未办的工单。"))
        return
    saying.note(_("最久的 {n} 条，点选一行看全过程。").format(n=len(rows)))
    picked = tables.draw(
        rows,
        "most_overdue",
        "tickets/overdue",
        columns=sentences.SHORT_LATE_COLUMNS,
        is_selectable=True,
    )
    addresses.link("tickets/overdue", _("全部超时与预警"), chosen.shared(view))
    if picked is not None:
        addresses.go_to("tickets/overdue", {**chosen.shared(view), "ticket": rows[picked]["ticket_id"]})


view = page.begin("tickets/funnel", filters=FILTERS)
if page.has_rows(view, _("工单")):
    page.finding(sentences.finding(view))
    key_figures.draw(
        view,
        [
            figures.in_time_figure(view),
            figures.satisfied_figure(view),
            figures.report_figure(view),
            figures.overdue_figure(view),
        ],
    )
    draw_flow(view)
    draw_where(view)
    draw_step_times(view)
    draw_most_overdue(view)
page.data_line(view)
