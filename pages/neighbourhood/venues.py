"""阵地效能: how venues are used, and what their renovation changed."""

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.kit import chosen, clicks, key_figures, page, provenance, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import summed
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.neighbourhood import venue_figures, venues
from zhiping.words import N_, _

TREND_COLUMNS = (
    "month",
    "value",
    "visit_count",
    "open_hours",
    "phase",
    "is_complete",
    "mean",
    "lower_limit",
    "upper_limit",
)
OF_MONTH = N_("点一个月，看这个月上报的。")


def draw_trend(view: View, one: Row) -> None:
    """The control chart of one venue, begun anew with its renovation, and what it would have had without it."""
    rows = view.rows("neighbourhood/venue_trend", venue=one["venue_id"])
    page.figure(
        view,
        "trend",
        _("{venue}：每百开放小时人次").format(venue=one["venue_name"]),
        charts.control_chart,
        venues.trend_rows(rows),
        meaning="venue_trend",
        table=rows,
        columns=TREND_COLUMNS,
        behind=venues.behind_trend(one).of(len(rows)),
        note=venues.limits_told(rows),
        click=clicks.opens_rows(venues.behind_trend(one), OF_MONTH, month="month"),
        unit=N_("人次/百小时"),
    )
    if told := venues.without_told(one):
        saying.sentence(told)


def draw_card(view: View, venue_id: str) -> None:
    """One venue as it was uploaded, and where the record comes from."""
    rows = view.rows("neighbourhood/venue", venue=venue_id)
    if not rows:
        return
    with st.container(border=True, key="venue"):
        st.subheader(as_markdown(rows[0]["venue_name"]), anchor=False)
        saying.sentence("　·　".join(venues.facts(rows[0])))
        saying.note(provenance.source_told(rows[0]))
    st.button(_("收起阵地"), on_click=lambda: chosen.choose(venue=None), icon=":material/close:")


def draw_use(view: View) -> None:
    """The months of all venues, and how partners work with them."""
    months, modes = view.rows("neighbourhood/venue_months"), view.rows("neighbourhood/venue_modes")
    page.figure(
        view,
        "venue-months",
        _("每月到访"),
        charts.month_strips,
        venues.strips(months),
        meaning="venue_months",
        table=months,
        behind=venues.BEHIND_VISITS.of(summed(months, "visit_count")),
        note=_("没有上报的阵地和月份不是0。"),
        click=clicks.opens_rows(venues.BEHIND_VISITS, OF_MONTH, month="month"),
        by="series",
        value="value",
        unit=N_("人次、小时或处"),
    )
    page.figure(
        view,
        "modes",
        _("服务置换和其他合作方式"),
        charts.bars,
        modes,
        meaning="venue_modes",
        columns=("mode", "partner_count", "venue_count"),
        behind=venues.BEHIND_MODES.of(summed(modes, "partner_count")),
        click=clicks.opens_rows(
            venues.BEHIND_MODES, N_("点一种，看谁这样合作。"), nothing=N_("未填合作方式"), mode="mode"
        ),
        label="mode",
        value="partner_count",
        unit=N_("次"),
    )


def draw_list(view: View, rows: list[Row]) -> None:
    """All venues, what gained most first; a picked one opens."""
    question = "neighbourhood/venues"
    page.heading(_("阵地名单（{n} 处）").format(n=numbers.exact_count(len(rows))))
    # A new table with each choice: the old one would keep its mark on a row that was closed.
    key = f"venues-{view.filters.get('venue', '')}"
    tables.draw(rows, key, question, columns=venues.VENUE_COLUMNS, on_pick=venues.open_venue)
    tables.draw_download(view, rows, "venues", question, _("阵地名单"), venues.VENUE_COLUMNS)


view = page.begin(venues.PAGE, filters=("area", "venue"))
rows = view.rows("neighbourhood/venues")
if rows:
    page.finding(venue_figures.finding(view))
    if venue_id := view.filters.get("venue"):
        draw_card(view, venue_id)
    key_figures.draw(
        view,
        [
            venue_figures.per_hour_figure(view),
            venue_figures.worse_figure(view),
            venue_figures.month_figure(view),
            venue_figures.venues_figure(view),
        ],
    )
    one = venues.charted_venue(view, rows)
    left, right = st.columns(2, gap="medium")
    with left:
        if one:
            draw_trend(view, one)
    with right:
        draw_use(view)
    draw_list(view, rows)
elif page.has_rows(view, _("邻里项目")):
    st.info(_("这里还没有登记阵地。请到“上传数据”上传阵地表格。"), icon=":material/upload_file:")
page.data_line(view, question="neighbourhood/venue_date")
