"""How far a rank depends on choices that could have been made otherwise: ranks under seeded draws."""

import numpy as np

from zhiping.rules.appraisal.scores import BoolArray, Sheet, indicator_scores, unit_scores
from zhiping.rules.rounding import IntArray, places, rounded

DRAW_COUNT = 1000
SEED = 1000
WEIGHT_NOISE = 0.25
VALUE_NOISE = 0.03
SPREAD_CHANCE = 0.5
# Some 4 MB an array: a draw at a time is slow, all at once takes gigabytes for a large group.
_CELLS_AT_ONCE = 500_000


def drawn_ranks(sheet: Sheet, is_ranked: BoolArray) -> IntArray:
    """Ranks (draws, ranked units) among the ranked units of a group; the same for the same sheet.

    A draw moves every weight by up to 25 % and every value by up to 3 %, and in half of the draws scores
    all indicators by their place between the lowest and the highest value of the group. Weights need no
    rescaling: a unit's score is a mean by weight.
    """
    generator = np.random.Generator(np.random.PCG64(SEED))
    shape = sheet.values.shape
    weights = sheet.weights * generator.uniform(1 - WEIGHT_NOISE, 1 + WEIGHT_NOISE, (DRAW_COUNT, shape[1]))
    all_spread = generator.random(DRAW_COUNT) < SPREAD_CHANCE
    step = max(1, _CELLS_AT_ONCE // max(1, sheet.values.size))
    ranks = np.empty((DRAW_COUNT, int(is_ranked.sum())), dtype=np.int64)
    for start in range(0, DRAW_COUNT, step):
        drawn = slice(start, min(start + step, DRAW_COUNT))
        size = (drawn.stop - drawn.start, *shape)
        values = sheet.values * generator.uniform(1 - VALUE_NOISE, 1 + VALUE_NOISE, size)
        is_spread = sheet.is_spread | all_spread[drawn, np.newaxis, np.newaxis]
        scores = unit_scores(indicator_scores(sheet, values, is_spread), weights[drawn])
        ranks[drawn] = places(rounded(scores[:, is_ranked]))
    return ranks
