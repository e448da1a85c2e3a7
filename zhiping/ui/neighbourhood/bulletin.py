"""What a bulletin tells of the neighbourhood: projects with their services and needs, and how venues are used."""

from collections.abc import Iterator

from zhiping.ui import charts
from zhiping.ui.kit.bulletin import Drawn, Listed, Part
from zhiping.ui.kit.view import View
from zhiping.ui.neighbourhood import figures, sentences, venue_figures
from zhiping.words import N_, _

_KINDS = ("project_kind", "project_count", "public_count", "paid_count", "service_count", "visit_count")
_NEEDS = ("field", "need_count", "met_need_count", "unmet_need_count", "met_share")
_VENUES = ("venue_name", "area_name", "visit_count", "visits_per_hour_before", "visits_per_hour_after")


def _projects(view: View) -> Iterator[Part]:
    yield sentences.finding(view)
    yield figures.visits_figure(view)
    yield figures.needs_figure(view)
    yield figures.projects_figure(view)
    yield figures.members_figure(view)
    kinds, needs = view.rows("neighbourhood/kinds"), view.rows("neighbourhood/needs")
    strips = sentences.strips(view.run_up().rows("neighbourhood/months"))
    figure = charts.month_strips(strips, by="series", value="value", unit=N_("次或人次"))
    yield Drawn(_("每月服务"), figure, "service_months")
    yield Listed(_("各类项目和运行方式"), "neighbourhood/kinds", kinds, _KINDS, "project_count")
    yield Listed(_("居民需求和回应"), "neighbourhood/needs", needs, _NEEDS, "needs_by_field")


def _venues(of_period: View) -> Iterator[Part]:
    view = of_period.stock()  # as the page, which compares all months
    rows = view.rows("neighbourhood/venues")
    if not rows:
        return
    yield venue_figures.finding(view)
    yield venue_figures.per_hour_figure(view)
    yield venue_figures.worse_figure(view)
    yield venue_figures.month_figure(view)
    yield venue_figures.venues_figure(view)
    yield Listed(_("阵地改造前后"), "neighbourhood/venues", rows, _VENUES, "venue_trend", view)


PARTS = {"neighbourhood/projects": _projects, "neighbourhood/venues": _venues}
