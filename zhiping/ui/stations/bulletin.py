"""What a bulletin tells of the stations: who has one near, and what discounts are used."""

from collections.abc import Iterator

from zhiping.ui import charts
from zhiping.ui.kit.bulletin import Drawn, Listed, Part
from zhiping.ui.kit.hidden import hidden_told, is_hidden
from zhiping.ui.kit.view import View
from zhiping.ui.stations import benefit_figures, benefits, coverage, load
from zhiping.words import N_, _

_AREAS = ("area_name", "station_count", "merchant_count", "worker_count", "workers_per_station")
_KINDS = ("kind", "merchant_count", "unused_merchant_count", "redemption_count", "saved_yuan")


def _coverage(of_period: View) -> Iterator[Part]:
    view = of_period.stock()  # as the page: where people and stations are now
    gaps = coverage.gaps(coverage.places_of(view, "area"))
    yield coverage.finding(view, gaps)
    yield coverage.basis_told(view)
    yield from coverage.key_figures(view)
    areas = load.area_rows(view.rows("stations/areas"))
    yield Listed(_("各地区驿站和人数"), "stations/areas", areas, _AREAS, "area_station_load")
    yield Listed(
        _("有人没有驿站的地区"), "stations/distances", gaps, coverage.AREA_GAP_COLUMNS, "station_gaps"
    )


def _benefits(view: View) -> Iterator[Part]:
    if is_hidden(view, "redemptions"):
        yield hidden_told(view, _("核销记录"))
        return
    now = view.row("stations/benefit_key_figures")
    if not (now["merchant_count"] or now["redemption_count"]):
        return
    yield benefits.finding(view)
    yield benefits.unknown_told(view)
    yield from benefit_figures.key_figures(view)
    kinds = benefits.kind_rows(view)
    months = benefits.month_rows(view, kinds)
    figure = charts.month_strips(months, by="kind", value="redemption_count", unit=N_("次"))
    yield Drawn(_("每月核销"), figure, "benefit_months")
    yield Listed(_("各类商家核销"), "stations/benefit_kinds", kinds, _KINDS, "benefit_kinds")


PARTS = {"stations/coverage": _coverage, "stations/benefits": _benefits}
