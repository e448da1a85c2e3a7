"""How a count moved since the last look: what happened, and what uploads put right, add up to the whole."""

import pytest

from zhiping.ui.look.watched import Watched, moves

LATE = Watched("late_count", "已超时未办", "件")


@pytest.mark.parametrize(
    ("old", "old_then", "new_then", "new", "expected"),
    [
        (5, 5, 5, 8, (5, 8, 3, 0)),  # time went on
        (5, 5, 4, 4, (5, 4, 0, -1)),  # uploaded again, nothing new
        (5, 5, 4, 7, (5, 7, 3, -1)),  # both
        (5, 5, 4, 5, (5, 5, 1, -1)),  # both, though the count is the same
        (5, 4, 4, 6, (5, 6, 1, 0)),  # the earlier version told more of some areas
        (5, 4, 6, 6, (5, 6, -1, 2)),
        (5, 5, 5, 5, None),
        (None, 5, 5, 5, None),
        (5, 5, None, 5, None),
        (5, 5, 5, None, None),
    ],
)
def test_what_happened_and_what_was_corrected(
    old: int | None,
    old_then: int | None,
    new_then: int | None,
    new: int | None,
    expected: tuple[int, int, int, int] | None,
) -> None:
    found = moves(
        [LATE],
        before={"end": {"late_count": old}, "then": {"late_count": old_then}},
        now={"end": {"late_count": new}, "then": {"late_count": new_then}},
    )
    assert [(one.before, one.now, one.happened, one.corrected) for one in found] == (
        [expected] if expected else []
    )


def test_of_what_nothing_dates_only_the_change_is_told() -> None:
    found = moves([LATE], before={"end": {"late_count": 5}}, now={"end": {"late_count": 7}})
    assert [(one.before, one.now, one.happened, one.corrected) for one in found] == [(5, 7, 0, 0)]


def test_another_term_is_not_compared_with_the_one_before() -> None:
    values = Watched("value_count", "已报指标值", "个", lambda row: str(row["term"]))
    rows = [{"value_count": 900, "term": "上半年"}, {"value_count": 40, "term": "前三季度"}]
    (moved,) = moves([values], before={"end": rows[0]}, now={"end": rows[1]})
    assert (moved.parts, moved.now, moved.happened) == (("上半年", "前三季度"), 40, 0)
    assert moves([values], before={"end": rows[0]}, now={"end": rows[0]}) == []
