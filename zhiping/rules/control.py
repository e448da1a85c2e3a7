"""控制图: which months of a series stand out from its ordinary ups and downs (an XmR chart).

Limits after Wheeler, Understanding Variation: the mean ± 2.66 mean moving ranges, where ranges so large
that they cannot be ordinary are left out once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from operator import itemgetter
from typing import Any

from zhiping.contracts.kinds import Row

LIMIT_WIDTH = 2.66
RANGE_LIMIT = 3.267
ENOUGH_POINTS = 12
RUN_POINTS = 7
NEAR_REACH = 2
# Where several signals end on one point, the first of these is written there: a run says more than one
# point that strays, and `is_outside` tells that one beside it.
SIGNAL_KINDS = ("rising", "falling", "outside", "above", "below", "near_upper", "near_lower")


@dataclass(frozen=True)
class Chart:
    """The middle and the limits of a series; `is_trial` while it has fewer than 12 points."""

    mean: float
    lower: float
    upper: float
    mean_range: float
    is_trial: bool


@dataclass(frozen=True)
class Signal:
    """One run of points that is no chance; `first` and `last` are positions in the series, both included."""

    kind: str
    first: int
    last: int


def chart(values: Sequence[float]) -> Chart:
    """The limits of a series in its order of time; ValueError for fewer than two values."""
    if len(values) < 2:
        raise ValueError(values)
    mean = fsum(values) / len(values)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    mean_range = fsum(ranges) / len(ranges)
    ordinary = [one for one in ranges if one < RANGE_LIMIT * mean_range]
    # Of events so rare that most months are alike, all change would be called extraordinary, and every month a signal.
    if any(ordinary):
        mean_range = fsum(ordinary) / len(ordinary)
    reach = LIMIT_WIDTH * mean_range
    return Chart(mean, mean - reach, mean + reach, mean_range, len(values) < ENOUGH_POINTS)


def _runs(flags: Sequence[bool], gap: int = 1) -> list[tuple[int, int]]:
    """First and last position of every run of true flags that lie at most `gap` positions apart."""
    runs: list[tuple[int, int]] = []
    for position in (at for at, flag in enumerate(flags) if flag):
        if runs and position - runs[-1][1] <= gap:
            runs[-1] = (runs[-1][0], position)
        else:
            runs.append((position, position))
    return runs


def signals(values: Sequence[float], limits: Chart) -> list[Signal]:
    """The signals of a series against its chart, by the point on which they end."""
    # A constant series lies on its limits: rounding of the mean must not carry it outside.
    slack = 1e-9 * max(1.0, abs(limits.mean))
    reach = limits.upper - limits.mean
    steps = [after - before for before, after in pairwise(values)]
    above = [value - limits.mean > slack for value in values]
    below = [limits.mean - value > slack for value in values]
    outside = [abs(value - limits.mean) > reach + slack for value in values]
    far = [abs(value - limits.mean) > reach * 2 / 3 + slack for value in values]

    found = [Signal("outside", at, at) for at, flag in enumerate(outside) if flag]
    for kind, flags in (("rising", [step > 0 for step in steps]), ("falling", [step < 0 for step in steps])):
        found += [Signal(kind, a, b + 1) for a, b in _runs(flags) if b + 1 - a >= RUN_POINTS - 1]
    for kind, flags in (("above", above), ("below", below)):
        found += [Signal(kind, a, b) for a, b in _runs(flags) if b - a >= RUN_POINTS - 1]
    for kind, side in (("near_upper", above), ("near_lower", below)):
        # Two of three neighbours are two that lie at most two positions apart.
        near = [is_far and is_there for is_far, is_there in zip(far, side, strict=True)]
        found += [Signal(kind, a, b) for a, b in _runs(near, NEAR_REACH) if b > a]
    return sorted(found, key=lambda signal: (signal.last, SIGNAL_KINDS.index(signal.kind)))


def charted_rows(rows: list[Row]) -> list[Row]:
    """Rows with `month`, `value` and `is_complete`, by month, with the limits and signals of the chart.

    Added: mean, lower_limit, upper_limit (may be negative), is_trial, and on the last point of a signal
    signal (its kind), signal_count (points from its first to its last) and signal_from (month of its
    first), and is_outside on every point outside the limits. A month that is not complete takes no part; below two complete months the limits are None.
    """
    ordered = sorted(rows, key=itemgetter("month"))
    complete = [row for row in ordered if row["is_complete"] and row["value"] is not None]
    values = [float(row["value"]) for row in complete]
    limits = chart(values) if len(values) > 1 else None
    found = signals(values, limits) if limits else []
    outside = {complete[signal.last]["month"] for signal in found if signal.kind == "outside"}
    ending: dict[Any, Row] = {}
    for signal in found:
        ending.setdefault(
            complete[signal.last]["month"],
            {
                "signal": signal.kind,
                "signal_count": signal.last - signal.first + 1,
                "signal_from": complete[signal.first]["month"],
            },
        )
    drawn = {
        "mean": limits.mean if limits else None,
        "lower_limit": limits.lower if limits else None,
        "upper_limit": limits.upper if limits else None,
        "is_trial": limits is None or limits.is_trial,
    }
    silent = {"signal": None, "signal_count": None, "signal_from": None}
    return [
        row | drawn | ending.get(row["month"], silent) | {"is_outside": row["month"] in outside}
        for row in ordered
    ]


def rebased_rows(rows: list[Row]) -> list[Row]:
    """The same for rows that say in `phase` what they belong to: limits and signals of each phase are its own.

    A series that something changed at a known moment has two middles; one chart over both would call the change a run.
    """
    return sorted(_charted_apart(rows, "phase"), key=itemgetter("month"))


def rows_charted_by_activity(rows: list[Row]) -> list[Row]:
    """The same for rows that say in `activity_kind` whose months they are: each kind has a chart of its own."""
    return _charted_apart(rows, "activity_kind")


def _charted_apart(rows: list[Row], column: str) -> list[Row]:
    parts: dict[Any, list[Row]] = {}
    for row in rows:
        parts.setdefault(row[column], []).append(row)
    return [row for part in parts.values() for row in charted_rows(part)]
