"""How far a proportion may stray by chance: the limits of a funnel plot."""

from math import exp, lgamma, log, sqrt

INNER = 0.95
OUTER = 0.998


def _log_chance(k: int, n: int, rate: float) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(rate) + (n - k) * log(1 - rate)


def _quantile_share(rate: float, n: int, chance: float) -> float:
    """The share at which the binomial distribution function reaches `chance`, between whole cases."""
    # Eight standard deviations below the mean nothing measurable is left out.
    k = max(0, int(n * rate - 8 * sqrt(n * rate * (1 - rate))) - 1)
    below = 0.0
    while True:
        here = exp(_log_chance(k, n, rate))
        if below + here >= chance or k == n:
            between = (below + here - chance) / here if here else 0.0
            return min(1.0, max(0.0, (k - between) / n))
        below += here
        k += 1


def binomial_limits(rate: float, n: int, coverage: float) -> tuple[float, float]:
    """The lower and upper limit (shares) within which `n` cases fall by chance around `rate`.

    `coverage`: INNER (95 %) or OUTER (99.8 %). Exact binomial, interpolated between whole cases
    (Spiegelhalter, Statistics in Medicine 24, 2005, appendix A.1). ValueError for n < 1.
    """
    if n < 1:
        raise ValueError(n)
    if rate <= 0 or rate >= 1:
        edge = min(1.0, max(0.0, rate))
        return edge, edge
    tail = (1 - coverage) / 2
    return _quantile_share(rate, n, tail), _quantile_share(rate, n, 1 - tail)
