"""区划代码: every level cut where it is cut, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiping.rules.areas import (
    EVERYWHERE,
    area_code,
    area_prefix,
    area_range,
    common_area,
    is_within,
    parent_code,
    unit_word,
)

PREFIXES = [
    "15",
    "1501",
    "1505",
    "150525",
    "152530",
    "150105",
    "150105001",
    "150105010",
    "150105001200",
    "100000",
]


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("15", "150000000000"),
        ("1501", "150100000000"),
        ("150105", "150105000000"),
        ("150105001", "150105001000"),
        ("150105001002", "150105001002"),
    ],
)
def test_a_code_is_padded_to_twelve_digits(written: str, full: str) -> None:
    assert area_code(written) == full


@pytest.mark.parametrize(
    "written",
    ["", "1", "150", "15010", "1501050", "15010500100", "1501050010020", "15a1", "１５", " 15", "-1"],
)
def test_anything_else_is_no_code(written: str) -> None:
    with pytest.raises(ValueError):
        area_code(written)


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("150000000000", "15"),
        ("150100000000", "1501"),
        ("150105000000", "150105"),
        ("152530000000", "152530"),  # a banner, not the town or county 15253
        ("150100001000", "150100001"),  # a town directly under a city
        ("150105010000", "150105010"),
        ("150105100000", "150105100"),
        ("150105001010", "150105001010"),
        ("150105001200", "150105001200"),
        ("1530", "1530"),
        ("", EVERYWHERE),
    ],
)
def test_the_level_is_the_last_group_that_is_not_all_zeros(code: str, prefix: str) -> None:
    assert area_prefix(code) == prefix


@pytest.mark.parametrize(
    ("code", "inside"),
    [
        ("152530000000", True),
        ("152530001000", True),
        ("152530999999", True),
        ("152531000000", False),
        ("152529999999", False),
        ("152500000000", False),
    ],
)
def test_a_range_holds_the_area_and_what_lies_below(code: str, inside: bool) -> None:
    start, end = area_range("152530000000")
    assert (start <= code < end) is inside
    assert is_within(code, "152530") is inside


def test_everywhere_holds_every_code() -> None:
    start, end = area_range(EVERYWHERE)
    assert all(start <= code < end for code in ("000000000000", "150000000000", "999999999999"))
    assert is_within("150105001002", EVERYWHERE)
    assert not is_within(EVERYWHERE, "15")


_codes = st.sampled_from(PREFIXES).map(area_code) | st.from_regex(r"\A15(0[0-2]){2}(00[0-2]){2}\Z")


@given(code=_codes, scope=_codes)
def test_lying_in_a_range_is_lying_within(code: str, scope: str) -> None:
    start, end = area_range(scope)
    assert (start <= code < end) is is_within(code, scope)


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("150105001002", "150105001000"),
        ("150105001000", "150105000000"),
        ("150105", "150100000000"),
        ("152530000000", "152500000000"),
        ("1501", "150000000000"),
        ("15", None),
    ],
)
def test_the_parent_is_one_level_up(code: str, parent: str | None) -> None:
    assert parent_code(code) == parent


@pytest.mark.parametrize(
    ("codes", "common"),
    [
        ((), None),
        (("150105001002",), "150105001002"),
        (("150105001002", "150105001003"), "150105001000"),
        (("150105001002", "150105001000"), "150105001000"),
        (("150105001000", "150105002000"), "150105000000"),
        (("150105000000", "150102000000"), "150100000000"),
        (("152530000000", "152531000000"), "152500000000"),
        (("152530000000", "152530000000"), "152530000000"),
        (("150105000000", "150000000000"), "150000000000"),
        (("150105000000", "110105000000"), None),
    ],
)
def test_the_smallest_area_that_holds_all(codes: tuple[str, ...], common: str | None) -> None:
    assert common_area(codes) == common


@pytest.mark.parametrize(
    ("name", "code", "units", "word"),
    [
        ("赛罕区", "150105", ["150105000000"], "区直部门"),
        ("赛罕区", "150105", ["150105001000", "150105100000"], "街道镇"),
        ("阿拉善右旗", "152922", ["152922000000"], "旗直部门"),
        ("阿拉善右旗", "152922", ["152922100000"], "苏木镇"),
        ("武川县", "150125", ["150125100000"], "乡镇"),
        ("霍林郭勒市", "150581", ["150581001000"], "街道镇"),
        ("呼和浩特市", "1501", ["150105000000"], "旗县区"),
        ("阿拉善盟", "1529", ["152900000000"], "盟直部门"),
        ("阿拉善右旗", "152922", ["152922000000", "152922100000"], ""),  # mixed
        ("", "152922", ["152922100000"], ""),  # an area without a name
        ("开发区管委会", "150105", ["150105000000"], ""),
    ],
)
def test_units_are_called_by_the_areas_own_word(name: str, code: str, units: list[str], word: str) -> None:
    assert unit_word(name, code, units) == word
