"""点单需求: what is asked for, what is met in time, what waits and for how long."""

import streamlit as st

from zhiping.ui import charts
from zhiping.ui.college import behind, demand, demand_figures
from zhiping.ui.kit import clicks, key_figures, neighbours, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import summed
from zhiping.words import N_, _

FILTERS = ("area", "period", "field")
AREA_COLUMNS = (
    "area_name",
    "in_time_count",
    "due_count",
    "in_time_share",
    "request_count",
    "waiting_count",
    "overdue_count",
)
MONTH_COLUMNS = ("month", "request_count", "due_count", "in_time_count", "in_time_share", "is_complete")


def draw_what(view: View) -> None:
    """What waits by field, beside how long it takes."""
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view,
            "fields",
            _("各领域未满足的需求（不限时段）"),
            charts.part_bars,
            demand.field_rows(view),
            meaning="demand_fields",
            table=view.rows("college/demand_fields"),
            columns=demand.FIELD_COLUMNS,
            behind=behind.WAITING.of(view.row(demand_figures.HEAD)["waiting_count"]),
            click=clicks.by("field", "field", N_("点一个领域，只看它。")),
            parts=demand.FIELD_PARTS,
            unit=N_("单"),
        )
    with right:
        page.heading(_("要等多久（到时段末为止的全部需求）"))
        if told := demand.waits_told(view):
            saying.points(told)
        else:
            saying.sentence(_("没有可以算的需求，说不出要等多久。"))
        saying.note(_("还在等的按已经等的天数算进去，不因没有等到而丢掉。"))


def draw_when_and_where(view: View) -> None:
    """Requests by month beside the share met in time by area."""
    around = neighbours.among(view, "college/areas")
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view.run_up(),
            "months",
            _("每月点单"),
            charts.trend,
            demand.month_rows(view),
            meaning="demand_months",
            columns=MONTH_COLUMNS,
            behind=behind.REQUESTS.of(view.run_up().row(demand_figures.HEAD)["request_count"]),
            by="series",
            value="request_count",
            unit=N_("单"),
            click=clicks.by_month(),
        )
    with right:
        page.figure(
            around.view,
            "areas",
            _("各地区30天内满足率"),
            charts.funnel_plot,
            around.rows,
            meaning="requests_in_time",
            question="college/areas",
            columns=AREA_COLUMNS,
            behind=behind.REQUESTS.of(summed(around.rows, "in_time_count"), summed(around.rows, "due_count")),
            note=_("曲线之内的高低可能只是偶然；单数越少，曲线越宽。") + around.note,
            marked=around.marked,
            part="in_time_count",
            whole="due_count",
            unit=N_("单"),
            measure=N_("30天内满足率"),
            click=clicks.by_area(view),
        )


def draw_waiting(view: View) -> None:
    """The requests that wait, the longest first."""
    rows = view.stock().rows("college/waiting")
    page.heading(_("未满足的需求（{n} 单，不限时段）").format(n=numbers.exact_count(len(rows))))
    if not rows:
        saying.sentence(_("没有未满足的需求。"))
        return
    saying.note(_("等得最久的在前；已排课的还没有开。"))
    tables.draw(rows[: tables.MOST_ROWS], "waiting", "college/waiting", columns=behind.WAITING_COLUMNS)
    tables.draw_download(view, rows, "waiting", "college/waiting", _("未满足的需求"), behind.WAITING_COLUMNS)


view = page.begin("college/demand", filters=FILTERS)
now = view.row(demand_figures.HEAD)
if now["request_count"] or now["due_count"] or now["waiting_count"] or page.has_rows(view, _("社区学院")):
    page.finding(demand.finding(view))
    key_figures.draw(
        view,
        [
            demand_figures.requests_figure(view),
            demand_figures.in_time_figure(view),
            demand_figures.waiting_figure(view),
            demand_figures.wait_figure(view),
        ],
    )
    draw_what(view)
    draw_when_and_where(view)
    draw_waiting(view)
page.data_line(view, question="college/demand_data_date")
