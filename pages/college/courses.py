"""课程与师资: who can teach and does, what is taught, how full it is, and who does not come."""

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.college import behind, card, figures, on_map, sentences
from zhiping.ui.kit import chosen, clicks, key_figures, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.words import N_, _

FILTERS = ("area", "period", "field", "order", "course")
SOURCE_COLUMNS = ("source_kind", "lecturer_count", "teaching_count", "teaching_share", "year_session_count")
ORDER_COLUMNS = (
    "order_kind",
    "course_count",
    "session_count",
    "visit_count",
    "learner_count",
    "booked_count",
    "absent_count",
    "absent_share",
    "seat_count",
    "seated_count",
    "fill_share",
    "rating_count",
    "rating_mean",
)
MONTH_COLUMNS = ("month", "order_kind", "session_count", "visit_count", "is_complete")
AREA_COLUMNS = ("area_name", "session_count", "visit_count", "seat_count", "seated_count", "fill_share")


def draw_who_and_what(view: View) -> None:
    """Where the lecturers come from beside what became of the seats, and what people thought of it."""
    orders, stock = sentences.order_rows(view), view.stock().row(figures.HEAD)
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view.stock(),
            "sources",
            _("师资来源与授课（不限时段）"),
            charts.part_bars,
            sentences.source_rows(view.stock()),
            meaning="lecturer_sources",
            columns=SOURCE_COLUMNS,
            behind=behind.LECTURERS.of(stock["lecturer_count"]),
            click=clicks.opens_rows(
                behind.LECTURERS,
                N_("点一段，看这些师资。"),
                parts=sentences.TEACHING,
                source_kind="source_kind",
            ),
            parts=sentences.SOURCE_PARTS,
            unit=N_("人"),
        )
        if told := sentences.ratings_told(orders):
            page.heading(_("来的人怎么评"))
            saying.points(told)
    with right:
        page.figure(
            view,
            "orders",
            _("各种开课方式的名额"),
            charts.part_bars,
            orders,
            meaning="order_seats",
            columns=ORDER_COLUMNS,
            behind=behind.SESSIONS.of(view.row(figures.HEAD)["known_seat_count"]),
            click=clicks.by("order", "order_kind", N_("点一种，只看这种开课方式。")),
            parts=sentences.SEAT_PARTS,
            unit=N_("个"),
        )


def draw_when_and_where(view: View) -> None:
    """Who came by month beside who came by area."""
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view.run_up(),
            "months",
            _("每月到课"),
            charts.month_strips,
            sentences.month_rows(view),
            meaning="visit_months",
            behind=behind.BOOKINGS.of(view.run_up().row(figures.HEAD)["visit_count"]),
            columns=MONTH_COLUMNS,
            click=clicks.by_month(),
            by="label",
            value="visit_count",
            unit=N_("人次"),
        )
    with right:
        page.figure(
            view,
            "areas",
            _("各地区到课"),
            charts.bars,
            [row for row in view.rows("college/areas") if row["session_count"]],
            meaning="area_visits",
            columns=AREA_COLUMNS,
            behind=behind.BOOKINGS.of(view.row(figures.HEAD)["visit_count"]),
            label="area_name",
            value="visit_count",
            unit=N_("人次"),
            click=clicks.by_area(view),
        )


def draw_places(view: View, rows: list[Row]) -> None:
    """Sessions on the map beside the same as a list; a click on either opens the course."""
    page.heading(_("在哪里开课（所选时段的，和接下来的）"))
    left, right = st.columns(2, gap="medium")
    with left:
        on_map.draw(view, rows)
    with right:
        coming = sum(row["session_state"] == "planned" for row in rows)
        saying.note(
            _("{n} 次课，其中待开 {coming} 次；点选一行看这门课。").format(
                n=numbers.exact_count(len(rows)), coming=numbers.exact_count(coming)
            )
        )
        shown = rows[: tables.MOST_ROWS]
        tables.draw(
            shown, "sessions", "college/sessions", columns=on_map.LIST_COLUMNS, on_pick=on_map.open_course
        )
        tables.draw_download(view, rows, "sessions", "college/sessions", _("开课名单"), on_map.LIST_COLUMNS)


def draw_card(view: View) -> None:
    """The course in the address."""
    if "course" in view.filters:
        card.draw(view, view.filters["course"])
        st.button(_("收起课程"), on_click=lambda: chosen.choose(course=None), icon=":material/close:")


view = page.begin("college/courses", filters=FILTERS)
whole = view.narrowed(course=None)
if whole.row(figures.HEAD)["lecturer_count"] or page.has_rows(whole, _("社区学院")):
    page.finding(sentences.finding(whole))
    draw_card(view)
    key_figures.draw(
        whole,
        [
            figures.sessions_figure(whole),
            figures.fill_figure(whole),
            figures.absent_figure(whole),
            figures.lecturers_figure(whole),
        ],
    )
    draw_who_and_what(whole)
    if whole.row(figures.HEAD)["session_count"]:
        draw_when_and_where(whole)
    if rows := on_map.sessions(whole):
        draw_places(whole, rows)
page.data_line(view, question="college/course_data_date")
