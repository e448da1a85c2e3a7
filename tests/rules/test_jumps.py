"""A figure that one upload moves by more than is usual."""

import pytest

from zhiping.rules.jumps import is_jump


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (100, 100, False),
        (100, 149, False),
        (100, 150, True),
        (100, 67, False),
        (100, 66, True),
        (100, 0, True),
        (12, 21, False),  # nine more
        (12, 22, True),
        (9, 0, False),
        (10, 0, True),
        (0, 5000, False),  # the first upload
        (30_000, 44_999, False),
        (30_000, 45_000, True),
        (3, 6, False),
    ],
)
def test_a_jump_is_large_in_itself_and_beside_what_was(old: int, new: int, *, expected: bool) -> None:
    assert is_jump(old, new) is expected
