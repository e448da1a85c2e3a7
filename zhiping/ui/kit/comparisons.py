"""Comparisons: which periods a chosen one can be held against, and what they are called."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from zhiping.contracts.filters import can_be_asked
from zhiping.contracts.kinds import Row
from zhiping.rules.periods import Period
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Change, count_change, share_change
from zhiping.words import N_, _, month_name

BEFORE, YEAR_BEFORE = N_("环比"), N_("同比")


def changes(view: View, system: str, change_of: Callable[[View, str], Change | None]) -> tuple[Change, ...]:
    """How a figure moved against each period that its own can be held against, the one before first.

    `change_of(other, against)`: the change against the view of that period, called `against`.
    """
    found = [change_of(other, against) for against, other in comparable(view, system)]
    return tuple(change for change in found if change)


def count_moved(
    view: View, question: str, column: str, unit: str, *, is_higher_better: bool | None = None
) -> tuple[Change, ...]:
    """How a count of a question's one row moved; without a colour where neither is better."""
    now = view.row(question, column)[column]

    def moved(other: View, against: str) -> Change | None:
        then = other.row(question, column)[column]
        return count_change(now, then, against, unit, is_higher_better=is_higher_better)

    return changes(view, _system_of(question), moved)


def share_moved(
    view: View, question: str, column: str, whole: str, *, is_higher_better: bool = True
) -> tuple[Change, ...]:
    """How a share of a question's one row moved, where both are of enough. `whole`: the column that it is of."""
    now = view.row(question, column, whole)

    def moved(other: View, against: str) -> Change | None:
        then = other.row(question, column, whole)
        if not (numbers.is_enough(now[whole]) and numbers.is_enough(then[whole])):
            return None
        return share_change(now[column], then[column], against, is_higher_better=is_higher_better)

    return changes(view, _system_of(question), moved)


def moved_told(now: Row, others: Sequence[tuple[str, Row]], column: str, unit: str) -> str:
    """How a count moved, for a sentence: against the nearest of the other periods in which it is known.

    `others`: what each is called, and its row; the cards tell them all.
    """
    for against, row in others:
        if change := count_change(now[column], row[column], against, unit):
            return _("（{against} {change}）").format(against=against, change=change.text)
    return ""


def since_month_end(
    count: int, month_ends: Sequence[Row], column: str, unit: str, *, is_higher_better: bool
) -> tuple[Change, ...]:
    """How a stock moved since the end of the last whole month; `month_ends`: rows a month, its end in `column`."""
    if not month_ends:
        return ()
    last = month_ends[-1]
    against = _("比{month}末").format(month=month_name(last["month"].month))
    change = count_change(count, last[column], against, unit, is_higher_better=is_higher_better)
    return (change,) if change else ()


def days_ago(stock: View, reach_question: str, days: int, *, known_days: int) -> tuple[str, date] | None:
    """What a stock can be held against: the day so many days before the data date, with what that is called.

    None where the areas have several data dates, or where the records begin less than `known_days` before that day and
    cannot say how it stood then. `reach_question`: the question that says how far they reach.
    """
    reach = stock.row(reach_question)
    if reach["newest_data_at"] is None or reach["oldest_data_at"] != reach["newest_data_at"]:
        return None
    then = reach["newest_data_at"].date() - timedelta(days=days)
    if reach["first_on"] > then - timedelta(days=known_days) or not can_be_asked(then):
        return None
    return _("比 {days} 天前").format(days=days), then


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


def _system_of(question: str) -> str:
    return question.partition("/")[0]


def _spans_both(view: View, earlier: View, system: str) -> bool:
    if view.period is None or earlier.period is None:
        return False
    reach = view.stock().row(f"{system}/data_date")
    if not reach["row_count"] or reach["first_on"] is None or reach["oldest_data_at"].date() < view.period[1]:
        return False
    return bool(reach["first_on"].replace(day=1) <= earlier.period[0])
