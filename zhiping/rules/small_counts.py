"""Small counts about households and persons: what is shown of counts whose sum is shown too.

A count of 1 to 4 tells too much of single households. It is hidden, and with it as many of the next larger ones as it
takes that none can be reckoned back from the sum: at least two, which are at least LEAST together, and are not all 1 or
all 4, if all are small. Which of the hidden were small is not said. A count of 0 is of nobody and stays.
"""

from collections.abc import Sequence

LEAST = 5


def shown_counts(counts: Sequence[int]) -> list[int | None]:
    """The counts of the parts of one whole, in their order; None for one that is hidden.

    Where nothing larger is left to hide beside it the rest stays hidden, and the whole must be too: `shown_whole`.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < LEAST}
    for larger in sorted({count for count in counts if count >= LEAST}):
        if not hidden or _is_enough(counts, hidden):
            break
        hidden |= {place for place, count in enumerate(counts) if count == larger}  # their order would tell
    return [None if place in hidden else count for place, count in enumerate(counts)]


def shown_whole(counts: Sequence[int]) -> int | None:
    """Their sum; None where it would tell what is hidden."""
    hidden = {place for place, count in enumerate(shown_counts(counts)) if count is None}
    return sum(counts) if not hidden or _is_enough(counts, hidden) else None


def _is_enough(counts: Sequence[int], hidden: set[int]) -> bool:
    those = [counts[place] for place in hidden]
    is_told = max(those) < LEAST and (max(those) == 1 or min(those) == LEAST - 1)
    return sum(those) >= LEAST and not is_told  # a single one is less
