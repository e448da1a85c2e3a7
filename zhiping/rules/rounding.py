"""Rounding and places: scores are rounded to two places first, then ties share the better place."""

from collections.abc import Iterable
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


def rounded(scores: FloatArray, digits: int = 2) -> FloatArray:
    """Scores to two places or `digits`, half up as on paper; nan stays.

    A millionth of the last place decides for "half": what is half in decimals is seldom half in binary.
    """
    unit = 10**digits
    return np.asarray(np.floor(scores * unit + 0.5 + 1e-6) / unit)


def carried_digits(values: Iterable[float]) -> int:
    """How many decimals the values were written with: of 90, 8.5 it is one, of 100 none."""
    exponents = [Decimal(str(value)).normalize().as_tuple().exponent for value in values]
    return max((-one for one in exponents if isinstance(one, int) and one < 0), default=0)


def places(scores: FloatArray) -> IntArray:
    """The place of each score along the last axis: 1 is the highest, equals share the better place.

    nan stands below every score.
    """
    known = np.where(np.isnan(scores), -np.inf, scores)
    order = np.argsort(-known, axis=-1, kind="stable")
    falling = np.take_along_axis(known, order, axis=-1)
    is_lower = np.ones(falling.shape, dtype=bool)
    is_lower[..., 1:] = falling[..., 1:] < falling[..., :-1]
    position = np.arange(1, falling.shape[-1] + 1)
    shared = np.maximum.accumulate(np.where(is_lower, position, 1), axis=-1)
    result = np.empty(falling.shape, dtype=np.int64)
    np.put_along_axis(result, order, shared, axis=-1)
    return result
