"""What a bulletin tells of the college: what is taught and how full it is, and what people wait for."""

from collections.abc import Iterator

from zhiping.ui import charts
from zhiping.ui.college import demand, demand_figures, figures, sentences
from zhiping.ui.kit.bulletin import Drawn, Listed, Part
from zhiping.ui.kit.view import View
from zhiping.words import N_, _

_ORDERS = ("order_kind", "session_count", "visit_count", "absent_share", "seat_count", "fill_share")
_AREAS = ("area_name", "session_count", "visit_count", "request_count", "in_time_share", "waiting_count")
_WAITING = ("field", "area_name", "requested_on", "wait_days", "people_count", "request_state")


def _courses(view: View) -> Iterator[Part]:
    if not view.row(figures.HEAD)["lecturer_count"]:
        return
    yield sentences.finding(view)
    yield figures.sessions_figure(view)
    yield figures.fill_figure(view)
    yield figures.absent_figure(view)
    yield figures.lecturers_figure(view)
    orders = sentences.order_rows(view)
    yield Listed(_("各种开课方式的名额"), "college/orders", orders, _ORDERS, "order_seats")
    months = sentences.month_rows(view)
    figure = charts.month_strips(months, by="label", value="visit_count", unit=N_("人次"))
    yield Drawn(_("每月到课"), figure, "visit_months")
    yield from sentences.ratings_told(orders)
    yield Listed(_("各地区到课和点单"), "college/areas", view.rows("college/areas"), _AREAS, "area_visits")


def _demand(view: View) -> Iterator[Part]:
    now = view.row(demand_figures.HEAD)
    if not (now["request_count"] or now["due_count"] or now["waiting_count"]):
        return
    yield demand.finding(view)
    yield demand_figures.requests_figure(view)
    yield demand_figures.in_time_figure(view)
    yield demand_figures.waiting_figure(view)
    yield demand_figures.wait_figure(view)
    waiting = view.stock().rows("college/waiting")
    yield Listed(
        _("未满足的需求（不限时段）"), "college/waiting", waiting, _WAITING, "requests_waiting", view
    )


PARTS = {"college/courses": _courses, "college/demand": _demand}
