"""Shares and their intervals, against published values."""

import pytest

from tests.rules.conftest import Rule


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),  # the mirror of 0 of 29
    ],
)
def test_the_wilson_interval(rule: Rule, part: int, whole: int, low: float, high: float) -> None:
    assert rule("wilson_low(?, ?)", part, whole) == pytest.approx(low, abs=5e-5)
    assert rule("wilson_high(?, ?)", part, whole) == pytest.approx(high, abs=5e-5)


def test_of_nothing_there_is_no_share(rule: Rule) -> None:
    assert [rule(f"{name}(0, 0)") for name in ("share", "wilson_low", "wilson_high")] == [None, None, None]


def test_a_share_is_no_whole_number(rule: Rule) -> None:
    assert rule("share(1, 2)") == 0.5
    assert rule("share(0, 2)") == 0.0


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        ("150000000000", 2),
        ("150100000000", 4),
        ("150105000000", 6),
        ("152530000000", 6),  # a banner whose code ends in 0
        ("150105100000", 9),  # a town whose code ends in zeros
        ("150105001000", 9),
        ("150105001001", 12),
        ("150105001200", 12),
    ],
)
def test_the_level_of_a_code_is_never_told_by_stripping_zeros(rule: Rule, code: str, digits: int) -> None:
    assert rule("area_digits(?)", code) == digits


@pytest.mark.parametrize(
    ("start", "data", "since", "until", "is_whole"),
    [
        ("2025-10-01", "2025-11-01 00:00:00", "0001-01-01", "9999-12-31", True),
        ("2025-10-01", "2025-10-31 23:59:59", "0001-01-01", "9999-12-31", True),
        ("2025-10-01", "2025-10-31 23:59:58", "0001-01-01", "9999-12-31", False),
        ("2025-10-01", "2026-01-01 00:00:00", "2025-10-01", "2025-11-01", True),
        ("2025-10-01", "2026-01-01 00:00:00", "2025-10-02", "2025-11-01", False),
        ("2025-10-01", "2026-01-01 00:00:00", "2025-10-01", "2025-10-31", False),
    ],
)
def test_a_month_is_whole(rule: Rule, start: str, data: str, since: str, until: str, is_whole: bool) -> None:
    moments = [f"timestamp '{moment}'" for moment in (start, data, since, until)]
    assert rule(f"is_whole_month({', '.join(moments)})") is is_whole
