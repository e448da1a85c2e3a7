"""Why a share moved: rate and mix effects, that add up, and which of them are named."""

import random

import pytest

from tests.effort import tries
from zhiping.rules.causes import Counts, Effect, effects, largest


def moved(now: dict[str, Counts], then: dict[str, Counts]) -> dict[str, tuple[float, float]]:
    return {one.name: (round(one.rate, 6), round(one.mix, 6)) for one in effects(now, then)}


@pytest.mark.parametrize(
    ("now", "then", "found"),
    [
        # one part alone: all of it is its own rate
        ({"a": (9, 10)}, {"a": (8, 10)}, {"a": (0.1, 0.0)}),
        # equal weights: half of each part's own change
        ({"a": (9, 10), "b": (5, 10)}, {"a": (8, 10), "b": (6, 10)}, {"a": (0.05, 0.0), "b": (-0.05, 0.0)}),
        # no rate moved, the worse part grew: it lowers the whole, and so does the better one by shrinking
        (
            {"good": (10, 10), "bad": (0, 30)},
            {"good": (20, 20), "bad": (0, 20)},
            {"good": (0.0, -0.15625), "bad": (0.0, -0.09375)},
        ),
        # a part that is new has its own share in both: all of it is mix
        ({"a": (5, 10), "new": (10, 10)}, {"a": (5, 10)}, {"a": (0.0, 0.0625), "new": (0.0, 0.1875)}),
        ({"a": (5, 10)}, {"a": (5, 10), "gone": (10, 10)}, {"a": (0.0, -0.0625), "gone": (0.0, -0.1875)}),
        ({"a": (5, 10), "none": (0, 0)}, {"a": (5, 10)}, {"a": (0.0, 0.0)}),
        ({"a": (5, 10)}, {}, {}),
        ({}, {"a": (5, 10)}, {}),
    ],
)
def test_effects(
    now: dict[str, Counts], then: dict[str, Counts], found: dict[str, tuple[float, float]]
) -> None:
    assert moved(now, then) == found


def test_the_effects_of_all_parts_add_up_to_the_change() -> None:
    drawn = random.Random(20251104)
    for _again in range(tries(500)):
        now, then = (
            {
                name: (drawn.randint(0, count), count)
                for name in "abcdef"
                if (count := drawn.choice([0, 1, 7, 40, 1000]))
            }
            for _period in range(2)
        )
        if now and then:
            share, share_then = (
                sum(part for part, _count in one.values()) / sum(count for _part, count in one.values())
                for one in (now, then)
            )
            total = sum(one.total for one in effects(now, then))
            assert total == pytest.approx(share - share_then, abs=1e-12)


@pytest.mark.parametrize(
    ("found", "named"),
    [
        ([], (None, None)),
        ([Effect("a", 0.006, 0.0, 10), Effect("b", -0.006, 0.0, 10)], ("a", "b")),
        (
            [Effect("a", 0.005, 0.0, 10), Effect("b", -0.005, 0.0, 10)],
            (None, None),
        ),  # half a point is not enough
        ([Effect("few", 0.3, 0.0, 9), Effect("a", 0.01, 0.0, 10)], ("a", None)),
        ([Effect("a", 0.004, 0.004, 10)], ("a", None)),
        ([Effect("a", -0.01, 0.0, 50), Effect("b", 0.01, -0.05, 50)], (None, "b")),
    ],
)
def test_only_what_moved_it_enough_is_named(
    found: list[Effect], named: tuple[str | None, str | None]
) -> None:
    assert tuple(one and one.name for one in largest(found)) == named
