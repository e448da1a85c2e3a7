"""What a bulletin tells of the delegates: suggestions and how they are answered, and pairings in sums alone."""

from collections.abc import Iterator

from zhiping.ui import charts
from zhiping.ui.delegates import figures, pairings, suggestions, talks
from zhiping.ui.kit.bulletin import Drawn, Listed, Part
from zhiping.ui.kit.view import View
from zhiping.words import _

_UNITS = ("unit", "suggestion_count", "on_time_count", "late_count", "waiting_count", "overdue_count")
_BATCHES = (
    "assigned_on",
    "suggestion_count",
    "unit_count",
    "replied_count",
    "overdue_count",
    "evaluated_count",
)


def _suggestions(view: View) -> Iterator[Part]:
    yield suggestions.finding(view)
    yield figures.suggestions_figure(view)
    yield figures.in_time_figure(view)
    yield figures.overdue_figure(view)
    yield figures.supervised_figure(view)
    stock = view.stock()
    units = [row for row in stock.rows("delegates/units") if row["suggestion_count"]]
    yield Listed(_("主办单位的反馈（不限时段）"), "delegates/units", units, _UNITS, "suggestion_units")
    figure = charts.funnel(suggestions.labelled_stages(view))
    yield Drawn(_("交办、反馈和评估"), figure, "suggestion_stages")
    batches = stock.rows("delegates/batches")
    yield Listed(_("集中交办批次（不限时段）"), "delegates/batches", batches, _BATCHES, "suggestion_batches")
    yield talks.talks_told(view)


def _pairings(of_period: View) -> Iterator[Part]:
    view = of_period.stock()  # as the page, which tells of the last whole month
    if view.row("delegates/pairing_totals")["has_any"]:
        yield pairings.finding(view)
        yield pairings.pairs_figure(view)
        yield pairings.visited_figure(view)
        yield pairings.due_now_figure(view)


PARTS = {"delegates/suggestions": _suggestions, "delegates/pairings": _pairings}
