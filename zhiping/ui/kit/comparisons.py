"""Comparisons: which periods a chosen one can be held against, and what they are called."""

from collections.abc import Callable

from zhiping.rules.periods import Period
from zhiping.ui.kit.view import View
from zhiping.ui.look.key_figure import Change
from zhiping.words import N_, _

BEFORE, YEAR_BEFORE = N_("环比"), N_("同比")


def changes(view: View, system: str, change_of: Callable[[View, str], Change | None]) -> tuple[Change, ...]:
    """How a figure moved against each period that its own can be held against, the one before first.

    `change_of(other, against)`: the change against the view of that period, called `against`.
    """
    found = [change_of(other, against) for against, other in comparable(view, system)]
    return tuple(change for change in found if change)


def comparable(view: View, system: str) -> list[tuple[str, View]]:
    """The period before, of equal length, and the same days of last year, each with what it is called.

    Those that the records of `system` span with the chosen one: they begin by the first month of the earlier and
    reach the last day of the later. None where no period is chosen.
    """
    others = ((_(BEFORE), view.previous()), (_(YEAR_BEFORE), view.year_before()))
    found: dict[Period | None, tuple[str, View]] = {}
    for against, other in others:  # the year so far has one other period under both names: it is told once
        if other and other.period not in found and _spans_both(view, other, system):
            found[other.period] = (against, other)
    return list(found.values())


def _spans_both(view: View, earlier: View, system: str) -> bool:
    if view.period is None or earlier.period is None:
        return False
    reach = view.stock().row(f"{system}/data_date")
    if not reach["row_count"] or reach["first_on"] is None or reach["oldest_data_at"].date() < view.period[1]:
        return False
    return bool(reach["first_on"].replace(day=1) <= earlier.period[0])
