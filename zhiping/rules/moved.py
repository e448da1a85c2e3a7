"""Whether a figure moved: by the 95 % interval of its change, so that chance alone moves it once in twenty times."""

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from zhiping.definitions.kinds import Direction
from zhiping.rules.proportions import ENOUGH_CASES, INNER, binomial_limits, strays

Verdict = Literal["better", "worse", "changed", "level", "few"]
_Z = 1.959964  # as the macros wilson_low and wilson_high
AFTER_DAYS = (7, 30)  # a week and a month after a task was given it is looked at


@dataclass(frozen=True)
class Moved:
    """`verdict`: level where chance explains it, few where there are too few cases to say; changed: neither way is better.

    `low`, `high`: of a share, within what its change lies (-1 to 1); of a count, within what it would lie had nothing
    changed. None where nothing is said.
    """

    verdict: Verdict
    low: float | None = None
    high: float | None = None


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of a share (0-1), as the macros wilson_low and wilson_high. ValueError without cases."""
    if whole < 1:
        raise ValueError(whole)
    share, square = part / whole, _Z * _Z
    middle = share + square / 2 / whole
    reach = _Z * sqrt(share * (1 - share) / whole + square / 4 / whole / whole)
    return max(0.0, (middle - reach) / (1 + square / whole)), min(
        1.0, (middle + reach) / (1 + square / whole)
    )


def share_moved(before: tuple[int, int], after: tuple[int, int], direction: Direction) -> Moved:
    """How a share moved between two sets of cases, each (part, whole).

    By the interval of the difference that Newcombe makes of both Wilson intervals (Statistics in Medicine 17, 1998,
    method 10): it moved where that leaves out 0.
    """
    if min(before[1], after[1]) < ENOUGH_CASES:
        return Moved("few")
    then, now = before[0] / before[1], after[0] / after[1]
    (then_low, then_high), (now_low, now_high) = wilson(*before), wilson(*after)
    low = now - then - sqrt((now - now_low) ** 2 + (then_high - then) ** 2)
    high = now - then + sqrt((now_high - now) ** 2 + (then - then_low) ** 2)
    side = (low > 0) - (high < 0)
    return Moved(_verdict(side, direction), low, high)


def count_moved(before: int, after: int, direction: Direction, *, days: tuple[int, int] = (1, 1)) -> Moved:
    """How a count moved. `days`: over how many each was counted; equal for what stands at a moment.

    By the limits of a funnel plot (`strays`): of all cases together as many fall on either side as its days ask.
    """
    whole = before + after
    if before + after < ENOUGH_CASES:
        return Moved("few")
    expected = days[1] / sum(days)
    low, high = binomial_limits(expected, whole, INNER)
    side = strays(after, whole, expected, INNER)
    return Moved(_verdict(side, direction), low * whole, high * whole)


def _verdict(side: int, direction: Direction) -> Verdict:
    if side == 0:
        return "level"
    if direction == "neither":
        return "changed"
    return "better" if (side > 0) == (direction == "higher") else "worse"
