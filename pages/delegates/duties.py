"""履职评分: what delegates did in a month, a quarter or a year, and the points of it that counted."""

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.delegates import duties
from zhiping.ui.kit import addresses, chosen, clicks, key_figures, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import summed
from zhiping.words import N_, _

FILTERS = ("area", "period", "delegate")


def open_delegate(row: Row) -> None:
    """Write the delegate into the address."""
    chosen.choose(delegate=row["delegate_id"])


def draw_scores(view: View) -> None:
    """Every delegate in the order of names: a ranking only for who sorts the table."""
    rows = view.rows("delegates/duty_scores")
    page.heading(_("党代表履职得分（{n} 名）").format(n=numbers.exact_count(len(rows))))
    with st.container(horizontal=True, gap="small", key="reports"):
        for report, period in duties.reports(view).items():
            own = {key: view.chosen[key] for key in ("area", "delegate") if key in view.chosen}
            addresses.link("delegates/duties", report, {**own, **period})
    saying.note(
        _("月统计看上月，季通报看上季，年考评看本年。按姓名排列，点列名可以另排；点选一行看履职清单。")
    )
    tables.draw(rows, "scores", "delegates/duty_scores", columns=duties.SCORE_COLUMNS, on_pick=open_delegate)
    tables.draw_download(
        view, rows, "scores", "delegates/duty_scores", _("党代表履职得分"), duties.SCORE_COLUMNS
    )


def draw_sheet(view: View) -> None:
    """The sheet of the delegate in the address."""
    if "delegate" not in view.filters:
        return
    rows, scores = view.rows("delegates/duty_rows"), view.rows("delegates/duty_scores")
    with st.container(border=True, key="sheet"):
        for score in scores:
            page.heading(_("履职清单"))
            saying.sentence(duties.sheet_told(rows, score))
        if rows:
            tables.draw(rows, "sheet", "delegates/duty_rows", columns=duties.SHEET_COLUMNS)
            tables.draw_download(
                view, rows, "sheet", "delegates/duty_rows", _("履职清单"), duties.SHEET_COLUMNS
            )
        st.button(_("收起清单"), on_click=lambda: chosen.choose(delegate=None), icon=":material/close:")


def draw_pictures(view: View) -> None:
    """Which kinds, and how it went month by month."""
    left, right = st.columns(2, gap="medium")
    kinds, months = view.rows("delegates/duty_kinds"), view.run_up().rows("delegates/duty_months")
    with left:
        page.figure(
            view,
            "kinds",
            _("履职类型"),
            charts.bars,
            kinds,
            meaning="duty_count",
            question="delegates/duty_kinds",
            columns=duties.KIND_COLUMNS,
            behind=duties.BEHIND_DUTIES.of(summed(kinds, "duty_count")),
            click=clicks.opens_rows(duties.BEHIND_DUTIES, N_("点一类，看这类履职。"), duty_kind="duty_kind"),
            label="duty_kind",
            value="duty_count",
            unit=N_("次"),
        )
    with right:
        page.figure(
            view.run_up(),
            "months",
            _("每月履职次数和得分"),
            charts.month_strips,
            duties.month_rows(view),
            meaning="duty_points",
            question="delegates/duty_months",
            table=months,
            behind=duties.BEHIND_POINTS.of(round(summed(months, "points"))),
            click=clicks.by_month(),
            by="label",
            value="amount",
            unit=N_("次、分"),
        )


view = page.begin_about_people("delegates/duties", FILTERS)
if page.has_rows(view, _("党代表履职")):
    page.finding(duties.finding(view))
    draw_sheet(view)
    key_figures.draw(
        view, [duties.count_figure(view), duties.active_figure(view), duties.points_figure(view)]
    )
    draw_scores(view)
    draw_pictures(view)
page.data_line(view, question="delegates/duty_data_date")
