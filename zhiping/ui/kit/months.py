"""Months: the line under a key figure, of whole months alone."""

from collections.abc import Sequence

from zhiping.contracts.kinds import Row
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.words import _


def whole_months(view: View, question: str) -> list[Row]:
    """The rows of a question a month up to the end of the period, whole months only, as a line is drawn over."""
    return [row for row in view.run_up().rows(question) if row["is_complete"]]


def month_shares(months: Sequence[Row], column: str, whole: str) -> list[float | None]:
    """The shares of the months, those of too few left out. `whole`: the column that they are of."""
    return [row[column] if numbers.is_enough(row[whole]) else None for row in months]


def months_told(months: Sequence[Row]) -> str:
    """From which to which month a line goes; "" where there is no line."""
    if len(months) < 2:
        return ""
    return _("按月，{first}至{last}").format(
        first=numbers.month(months[0]["month"]), last=numbers.month(months[-1]["month"])
    )
