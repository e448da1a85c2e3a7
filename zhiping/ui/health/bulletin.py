"""What a bulletin tells of the health fairs."""

from collections.abc import Iterator

from zhiping.ui import charts
from zhiping.ui.health import figures, sentences
from zhiping.ui.kit.bulletin import Drawn, Listed, Part
from zhiping.ui.kit.view import View
from zhiping.words import N_, _

_AREAS = ("area_name", "fair_count", "visit_count", "referral_count", "followed_up_count", "last_held_on")
_SERVICES = ("service", "fair_count", "told_fair_count", "offered_share")
_STREETS = ("area_path", "days_since", "last_held_on", "population")
_LEFT_OVER = ("fair_name", "held_on", "area_name", "referral_count", "followed_up_count")


def _fairs(view: View) -> Iterator[Part]:
    stock = view.stock()
    yield sentences.finding(view)
    yield figures.fairs_figure(view)
    yield figures.visits_figure(view)
    yield figures.follow_up_figure(view)
    yield figures.reached_figure(view)
    strips = sentences.strips(view.run_up().rows("health/months"))
    figure = charts.month_strips(strips, by="series", value="value", unit=N_("场或人次"))
    yield Drawn(_("每月大集"), figure, "fair_months")
    told = view.run_up()  # as the page, which tells of all seasons
    yield Listed(_("各地区大集，从有记录起"), "health/areas", told.rows("health/areas"), _AREAS, "fair_areas")
    yield Listed(_("有哪些服务"), "health/services", view.rows("health/services"), _SERVICES, "fair_services")
    streets = [row for row in stock.rows("health/streets") if not row["is_reached"]]
    title = _("90天内没有{what}的苏木乡镇街道").format(what=sentences.what(view))
    yield Listed(title, "health/streets", streets, _STREETS, "reached_share")
    left_over = stock.rows("health/left_over")
    yield Listed(_("期满未随访"), "health/left_over", left_over, _LEFT_OVER, "left_over_referrals")


PARTS = {sentences.PAGE: _fairs}
