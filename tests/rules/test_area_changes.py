"""区划变更: where the rows of a code belong after all changes, and which lists of changes cannot be followed."""

from datetime import date

import pytest

from zhiping.contracts.area_changes import ABOLISHED, MERGED, RENAMED, SPLIT
from zhiping.rules.area_changes import AreaChange, AreaChanges, circles, ranges_as_written

A, B, C, D = (f"15010500{digit}000" for digit in "1234")
Y15, Y20, Y25 = (date(year, 3, 1) for year in (2015, 2020, 2025))


def change(old: str, day: date, new: str, kind: str | None = None) -> AreaChange:
    return AreaChange(old, day, new, kind)


@pytest.mark.parametrize(
    ("changes", "homes"),
    [
        ([], {}),
        ([change(A, Y15, B)], {A: B}),
        ([change(A, Y15, B, RENAMED), change(C, Y15, B, MERGED)], {A: B, C: B}),  # two become one
        ([change(A, Y15, B, ABOLISHED)], {A: B}),
        ([change(A, Y15, B), change(B, Y20, C)], {A: C, B: C}),  # a chain, whatever the order of its lines
        ([change(B, Y20, C), change(A, Y15, B)], {A: C, B: C}),
        ([change(A, Y15, B), change(B, Y15, C)], {A: C, B: C}),  # of one day too
        ([change(A, Y15, B), change(B, Y20, C), change(C, Y25, D)], {A: D, B: D, C: D}),
        ([change(A, Y15, B), change(B, Y20, A)], {B: A}),  # there and back
        ([change(A, Y15, B), change(B, Y20, A), change(A, Y25, C)], {A: C, B: C}),
        (
            [change(A, Y20, B), change(B, Y15, C)],
            {A: B, B: C},
        ),  # B is a new place by then, and another's old code
        ([change(A, Y15, B), change(A, Y20, C)], {A: B}),  # what was gone by 2015 cannot go again
        ([change(A, Y15, B, SPLIT)], {}),  # nobody knows which part
        ([change(A, Y15, B), change(B, Y20, C, SPLIT)], {A: B}),
        ([change(A, Y15, A)], {}),
        ([change(A, Y15, B), change(B, Y15, A)], {}),  # refused at upload; followed it ends all the same
    ],
)
def test_rows_belong_where_the_changes_lead(changes: list[AreaChange], homes: dict[str, str]) -> None:
    assert dict(AreaChanges(changes).homes) == homes


def test_a_trail_tells_its_steps_and_the_split_at_which_it_ends() -> None:
    first, second = change(A, Y15, B, MERGED), change(B, Y20, C, SPLIT)
    trail = AreaChanges([second, first]).trail(A)
    assert (trail.code, trail.steps, trail.split) == (B, (first,), second)


@pytest.mark.parametrize(
    ("changes", "standing", "wrong"),
    [
        ([change(A, Y15, B)], [], []),
        ([change(A, Y15, A)], [], [0]),
        ([change(A, Y15, A, SPLIT)], [], [0]),
        ([change(A, Y15, B), change(B, Y15, A)], [], [0, 1]),
        ([change(A, Y15, B), change(B, Y15, C), change(C, Y15, A)], [], [0, 1, 2]),
        ([change(D, Y15, A), change(A, Y15, B), change(B, Y15, A)], [], [1, 2]),
        ([change(A, Y15, B), change(B, Y20, A)], [], []),  # another day: it came back
        ([change(A, Y15, B)], [change(B, Y15, A)], [0]),
        ([change(A, Y15, B), change(B, Y15, A, SPLIT)], [], []),
    ],
)
def test_a_circle_of_one_day_is_found(
    changes: list[AreaChange], standing: list[AreaChange], wrong: list[int]
) -> None:
    assert circles(changes, standing) == wrong


@pytest.mark.parametrize(
    ("ranges", "homes", "written"),
    [
        ([(A, f"{A}:")], {}, [(A, f"{A}:")]),
        ([(C, f"{C}:")], {A: C}, [(A, f"{A}:"), (C, f"{C}:")]),  # moved in
        ([("150105", "150105:")], {A: C}, [("150105", "150105:")]),  # within
        ([("150105", "150105:")], {A: "150102001000"}, [("150105", A), (f"{A}:", "150105:")]),  # moved out
        ([(A, f"{A}:")], {A: C}, []),
        ([], {A: C}, []),
    ],
)
def test_a_range_of_homes_is_found_as_rows_are_written(
    ranges: list[tuple[str, str]], homes: dict[str, str], written: list[tuple[str, str]]
) -> None:
    assert ranges_as_written(ranges, homes) == tuple(written)
