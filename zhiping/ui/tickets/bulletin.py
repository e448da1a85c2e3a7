"""What a bulletin tells of the tickets."""

from collections.abc import Iterator

from zhiping.ui import charts
from zhiping.ui.kit import period_choice
from zhiping.ui.kit.bulletin import Drawn, Listed, Part
from zhiping.ui.kit.view import View
from zhiping.ui.tickets import comparing, figures, sentences
from zhiping.words import _

_CATEGORIES = ("category", "ticket_count", "closed_count", "overdue_ticket_count", "report_on_time_share")
_AREAS = ("area_name", "ticket_count", "closed_count", "overdue_ticket_count", "report_on_time_share")
_UNITS = (
    "lead_unit",
    "ticket_count",
    "due_count",
    "in_time_share",
    "answered_count",
    "satisfied_share",
)
_LATE = ("ticket_id", "title", "lead_unit", "step", "hours_left", "limit_at")


def _flow(view: View) -> Iterator[Part]:
    yield sentences.finding(view)
    yield figures.in_time_figure(view)
    yield figures.satisfied_figure(view)
    yield figures.report_figure(view)
    yield figures.overdue_figure(view)
    stages = sentences.labelled_stages(view)
    funnel = charts.funnel(stages) if any(row["ticket_count"] for row in stages) else None
    yield Drawn(_("各环节进度与按时率"), funnel, "reached_stages")
    trend = [
        {**row, "label": _(sentences.CLASS_LABELS[row["ticket_class"]])}
        for row in view.run_up().rows("tickets/trend")
    ]
    yield Drawn(_("每月派单，按类别"), charts.trend(trend), "ticket_count")
    for row in view.rows("tickets/on_time"):
        yield sentences.step_time_told(row)
    rows = view.rows("tickets/categories")
    yield Listed(_("诉求类别"), "tickets/categories", rows, _CATEGORIES, "ticket_count")
    rows = view.rows("tickets/areas")
    yield Listed(_("各地区反馈按时率"), "tickets/areas", rows, _AREAS, "report_on_time")


def _overdue(view: View) -> Iterator[Part]:
    stock = view.stock()
    yield sentences.overdue_finding(stock)
    rows = stock.rows("tickets/overdue", state="overdue")
    yield Listed(_("逾期未办"), "tickets/overdue", rows, _LATE, "overdue_tickets")


def _units(view: View) -> Iterator[Part]:
    compared = comparing.over_a_year(view)
    yield comparing.finding(view, compared)
    title = _("各单位（{period}）").format(period=period_choice.told(compared))
    rows = compared.rows("tickets/units")
    yield Listed(title, "tickets/units", rows, _UNITS, "closed_in_time", compared)


PARTS = {"tickets/funnel": _flow, "tickets/overdue": _overdue, "tickets/units": _units}
