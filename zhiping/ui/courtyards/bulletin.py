"""What a bulletin tells of the courtyards."""

from collections.abc import Iterator

from zhiping.ui import charts
from zhiping.ui.courtyards import figures, sentences, signals
from zhiping.ui.kit.bulletin import Drawn, Listed, Part
from zhiping.ui.kit.view import View
from zhiping.words import N_, _

_KINDS = (
    "courtyard_kind",
    "courtyard_count",
    "activity_count",
    "case_count",
    "settled_share",
    "silent_count",
)
_ACTIVITIES = (
    "activity_kind",
    "activity_count",
    "case_count",
    "settleable_count",
    "settled_share",
    "visit_count",
)
_AREAS = (
    "area_name",
    "courtyard_count",
    "activity_count",
    "settleable_count",
    "settled_share",
    "silent_count",
)
_SILENT = ("courtyard_name", "courtyard_kind", "area_name", "last_held_on", "silent_days")


def _indicators(view: View) -> Iterator[Part]:
    charted = signals.trends(view)
    yield signals.finding(view, signals.standing_signals(charted))
    yield figures.courtyards_figure(view)
    yield figures.lectures_figure(view)
    yield figures.settled_figure(view)
    yield figures.silent_figure(view)
    kinds, activities = view.rows("courtyards/kinds"), view.rows("courtyards/activities")
    yield Listed(_("四类小院"), "courtyards/kinds", kinds, _KINDS, "courtyard_kinds")
    yield Listed(_("小院在做什么"), "courtyards/activities", activities, _ACTIVITIES, "activity_cases")
    for row in activities:
        if row["activity_kind"] in sentences.SETTLED:
            yield sentences.settled_told(row)
    months = signals.month_rows(view, charted)
    figure = charts.month_strips(months, by="activity_kind", value="case_count", unit=N_("件或次"))
    yield Drawn(_("每月活动"), figure, "activity_months")
    areas = view.rows("courtyards/areas")
    yield Listed(_("各地区办结和化解率"), "courtyards/areas", areas, _AREAS, "case_settled_share")
    yield sentences.villages_told(view.row("courtyards/key_figures"), sentences.kind_of_courtyard(view))
    silent = view.stock().rows("courtyards/silent")
    yield Listed(_("长期无活动小院"), "courtyards/silent", silent, _SILENT, "silent_courtyards")


PARTS = {"courtyards/indicators": _indicators}
