"""How far a proportion may stray by chance: the limits of a funnel plot."""

from bisect import bisect_left
from collections.abc import Callable

from zhiping.contracts.kinds import Row

INNER = 0.95
OUTER = 0.998
_LESS = 1 - 1e-9  # a chance of exactly the tail is within, whatever floats make of it


def _tail(coverage: float) -> float:
    return (1 - coverage) / 2 * _LESS


def _chance_up_to(n: int, rate: float) -> Callable[[int], float]:
    """The binomial distribution function: the chance of at most k of n, each with the chance `rate`.

    ValueError for n < 1.
    """
    if n < 1:
        raise ValueError(n)
    from scipy.special import bdtr  # loaded where a funnel plot is drawn

    return lambda k: float(bdtr(k, n, rate))


def strays(part: int, whole: int, rate: float, coverage: float) -> int:
    """Whether `part` of `whole` lies beyond the limits around `rate`: -1 below, 1 above, 0 within.

    It does where so few, or so many, have a chance of less than half of what `coverage` leaves (INNER: 0.025
    a side, OUTER: 0.001), by the exact binomial. ValueError for a whole below 1.
    """
    tail = _tail(coverage)
    is_below = _chance_up_to(whole, rate)(part) < tail
    is_above = _chance_up_to(whole, 1 - rate)(whole - part) < tail
    return is_above - is_below


ENOUGH_CASES = 10  # below so many a share is not judged


def signal(part: int, whole: int, rate: float) -> str:
    """Where `part` of `whole` lies: far_below, below, within, above, far_above (OUTER, INNER limits); few: not judged."""
    if whole < ENOUGH_CASES:
        return "few"
    for coverage, far in ((OUTER, "far_"), (INNER, "")):
        if side := strays(part, whole, rate, coverage):
            return far + ("below" if side < 0 else "above")
    return "within"


def with_signals(rows: list[Row], name: str, part: str, whole: str) -> list[Row]:
    """The rows with a column `name`: the signal of each around the rate of all together. `part`, `whole`: columns."""
    cases = sum(row[whole] for row in rows)
    if not cases:
        return [{**row, name: "few"} for row in rows]
    overall = sum(row[part] for row in rows) / cases
    return [{**row, name: signal(row[part], row[whole], overall)} for row in rows]


def binomial_limits(rate: float, n: int, coverage: float) -> tuple[float, float]:
    """The lower and upper limit (shares) within which `n` cases fall by chance around `rate`.

    `coverage`: INNER (95 %) or OUTER (99.8 %). The exact binomial of `strays`, interpolated between the last
    count within and the first one beyond (Spiegelhalter, Statistics in Medicine 24, 2005, appendix A.1); 0 or 1
    where no count lies beyond. ValueError for n < 1.
    """
    if rate in (0, 1):
        return rate, rate
    tail = _tail(coverage)
    return _lower(rate, n, tail), 1 - _lower(1 - rate, n, tail)


def _lower(rate: float, n: int, tail: float) -> float:
    chance = _chance_up_to(n, rate)
    within = bisect_left(range(n), tail, key=chance)
    if within == 0:
        return 0.0
    beyond = chance(within - 1)
    return (within - (chance(within) - tail) / (chance(within) - beyond)) / n
