"""Which of two matters stands first: the more urgent, of those the longer standing, of those the one with more things."""

from itertools import pairwise, permutations

import pytest

from zhiping.ui.look.matter import URGENCY, Matter


def matter(state: str, days: float, count: int) -> Matter:
    return Matter("", state, "", "tickets/overdue", count, days)


# In their order: each stands before the next by the first of the three in which they differ.
IN_ORDER = [
    ("overdue", 0.5, 1),
    ("overdue", 0, 9),
    ("late", 40, 1),
    ("late", 2.5, 3),
    ("late", 2.5, 2),
    ("late", 0, 500),
    ("late", 0, 1),
    ("fault", 90, 7),
    ("fault", 0, 8),
]


@pytest.mark.parametrize(("first", "second"), list(pairwise(IN_ORDER)))
def test_urgency_goes_before_age_and_age_before_number(
    first: tuple[str, float, int], second: tuple[str, float, int]
) -> None:
    for given in permutations([matter(*first), matter(*second)]):
        assert [(one.state, one.days, one.count) for one in sorted(given, key=lambda m: m.rank)] == [
            first,
            second,
        ]


def test_the_most_urgent_needs_a_person_now() -> None:
    assert URGENCY == ("overdue", "late", "fault")
