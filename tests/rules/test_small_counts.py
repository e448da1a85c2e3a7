"""Small counts: the truth table, and that no hidden count can be reckoned back, by trying all counts there could be."""

from collections.abc import Sequence
from itertools import product

import pytest

from zhiping.rules.small_counts import shown_counts, shown_whole


@pytest.mark.parametrize(
    ("counts", "shown", "whole"),
    [
        ([], [], 0),
        ([5, 6], [5, 6], 11),
        ([0, 7], [0, 7], 7),  # of nobody nothing can be told
        ([4], [None], None),
        ([5], [5], 5),
        ([2, 9, 6], [None, 9, None], 17),  # with the next larger one, else 17 - 15 would tell it
        ([2, 3, 9], [None, None, 9], 14),
        ([1, 1, 9, 8], [None, None, 9, None], 19),  # the two alone would be known from their sum of 2
        ([2, 2], [None, None], None),
        ([4, 0, 0], [None, 0, 0], None),
        ([4, 4, 5, 9], [None, None, None, 9], 22),  # two of 4 would be known from their sum of 8
        ([3, 6], [None, None], 9),
        ([3, 5, 5], [None, None, None], 13),
    ],
)
def test_what_is_shown(counts: list[int], shown: list[int | None], whole: int | None) -> None:
    assert shown_counts(counts) == shown
    assert shown_whole(counts) == whole


def _seen(counts: Sequence[int]) -> tuple[object, ...]:
    return (*shown_counts(counts), shown_whole(counts))


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_no_hidden_count_can_be_reckoned_back(parts: int) -> None:
    """Whoever knows the rule and all that is shown finds at least two values for every hidden count."""
    could_be: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for counts in product(range(11), repeat=parts):
        could_be.setdefault(_seen(counts), []).append(counts)
    told = [
        (seen, place)
        for seen, those in could_be.items()
        for place in range(parts)
        if seen[place] is None and len({counts[place] for counts in those}) < 2
    ]
    assert told == []
