"""What is written for a number: truth tables with their limits."""

from datetime import date, datetime, timedelta

import pytest

from zhiping.ui.look import numbers


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (None, "—"),
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1_000, "1,000"),
        (9_999, "9,999"),
        (10_000, "1.0万"),
        (10_499, "1.0万"),
        (10_500, "1.1万"),
        (123_456, "12.3万"),
        (99_999_499, "9999.9万"),
        (99_999_500, "1.0亿"),
        (123_456_789, "1.2亿"),
        (-3, "\u22123"),
        (-12_300, "\u22121.2万"),
    ],
)
def test_count_is_written_by_its_size(number, text):
    assert numbers.count(number) == text


def test_exact_count_keeps_every_digit():
    assert numbers.exact_count(123_456) == "123,456"
    assert numbers.exact_count(-1_234) == "\u22121,234"
    assert numbers.exact_count(None) == "—"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "—"),
        (6.0, "6"),
        (6.04, "6.0"),
        (6.05, "6.1"),
        (1234.5, "1,234.5"),
        (12_345.6, "1.2万"),
        (-2.5, "\u22122.5"),
    ],
)
def test_a_measured_number_has_at_most_one_decimal(value, text):
    assert numbers.decimal(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "—"),
        (0, "0.0%"),
        (0.0001, "<0.1%"),
        (0.000499, "<0.1%"),
        (0.0005, "0.1%"),
        (0.91747, "91.7%"),
        (0.9175, "91.8%"),
        (0.9994, "99.9%"),
        (0.99949, "99.9%"),
        (0.9995, ">99.9%"),
        (0.99999, ">99.9%"),
        (1, "100.0%"),
        (1.0, "100.0%"),
        (1.052, "105.2%"),
        (-0.012, "\u22121.2%"),
    ],
)
def test_a_share_never_rounds_to_all_or_to_none(value, text):
    assert numbers.share(value) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (378, 412, "91.7%（378/412）"),
        (1_999, 2_000, ">99.9%（1,999/2,000）"),
        (1_998, 2_000, "99.9%（1,998/2,000）"),
        (2_000, 2_000, "100.0%（2,000/2,000）"),
        (1, 2_001, "<0.1%（1/2,001）"),
        (1, 2_000, "0.1%（1/2,000）"),
        (0, 2_000, "0.0%（0/2,000）"),
        (120_000, 126_000, "95.2%（120,000/126,000）"),
        (9, 10, "90.0%（9/10）"),
        (9, 9, "9/9"),
        (0, 9, "0/9"),
        (0, 0, "—"),
        (0, None, "—"),
        (None, 12, "—"),
    ],
)
def test_a_rate_shows_what_it_is_made_of_and_too_few_show_only_that(part, whole, text):
    assert numbers.rate(part, whole) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(378, 412, "91.7%"), (10, 10, "100.0%"), (9, 9, "9/9"), (0, 0, "—"), (None, 5, "—"), (3, None, "—")],
)
def test_a_rate_whose_parts_stand_beside_shows_them_only_where_they_are_too_few(part, whole, text):
    assert numbers.brief_rate(part, whole) == text


def test_what_a_rate_is_made_of_is_not_said_twice():
    assert numbers.parts(28_661, 30_320, "人") == "28,661/30,320 人"
    assert numbers.parts(9, 9, "人") == ""  # the rate itself is written 9/9
    assert numbers.parts(0, 0, "人") == ""


def test_only_ten_cases_carry_a_rate_and_its_colour():
    assert numbers.is_enough(10)
    assert not numbers.is_enough(9)
    assert not numbers.is_enough(0)
    assert not numbers.is_enough(None)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (None, "—"),
        (0.006, "+0.6 个百分点"),
        (-0.012, "\u22121.2 个百分点"),
        (0.917 - 0.911, "+0.6 个百分点"),
        (0.0005, "+0.1 个百分点"),
        (0.0004, "+不到0.1 个百分点"),
        (-0.0004, "\u2212不到0.1 个百分点"),
        (0, "持平"),
        ((0.1 + 0.2) - 0.3, "持平"),
    ],
)
def test_a_change_of_a_share_is_in_points_with_a_real_minus(change, text):
    assert numbers.point_change(change) == text


@pytest.mark.parametrize(
    ("change", "text"),
    [(None, "—"), (3, "+3 件"), (-3, "\u22123 件"), (0, "持平"), (-12_300, "\u22121.2万 件")],
)
def test_a_change_of_a_count_has_its_sign_and_unit(change, text):
    assert numbers.count_change(change, "件") == text


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (None, "—"),
        (timedelta(0), "不到1分钟"),
        (timedelta(seconds=59), "不到1分钟"),
        (timedelta(minutes=1), "1分钟"),
        (timedelta(minutes=59, seconds=59), "59分钟"),
        (timedelta(hours=1), "1小时"),
        (timedelta(hours=3, minutes=20), "3小时20分"),
        (timedelta(hours=23, minutes=59, seconds=59), "23小时59分"),
        (timedelta(days=1), "1天"),
        (timedelta(days=3, hours=4, minutes=59), "3天4小时"),
        (timedelta(hours=-3, minutes=-20), "\u22123小时20分"),
    ],
)
def test_a_length_of_time_is_in_words_and_never_rounded_up(length, text):
    assert numbers.duration(length) == text


def test_a_column_of_hours_is_read_to_the_second():
    assert numbers.hours(3 + 1 / 3) == "3小时20分"
    assert numbers.hours(0.1) == "6分钟"
    assert numbers.hours(None) == "—"


def test_dates_and_times_are_written_without_leading_zeros():
    assert numbers.day(date(2025, 11, 4)) == "2025年11月4日"
    assert numbers.day(datetime(2025, 11, 4, 23, 59)) == "2025年11月4日"
    assert numbers.time(datetime(2025, 11, 4, 9, 5, 59)) == "2025年11月4日 09:05"
    assert numbers.month(date(2025, 1, 31)) == "2025年1月"
    assert numbers.day(None) == numbers.time(None) == numbers.month(None) == "—"


def test_a_period_names_its_year_once_and_both_its_days():
    assert numbers.period(date(2025, 1, 1), date(2025, 10, 30)) == "2025年1月1日至10月30日"
    assert numbers.period(date(2024, 12, 2), date(2025, 1, 31)) == "2024年12月2日至2025年1月31日"
    assert numbers.period(date(2025, 1, 1), date(2025, 10, 31)) == "2025年1月至10月"
    assert numbers.period(date(2024, 12, 1), date(2025, 1, 31)) == "2024年12月至2025年1月"
    assert numbers.period(date(2024, 2, 1), date(2024, 2, 29)) == "2024年2月"
    assert numbers.period(date(2025, 1, 1), date(2025, 1, 1)) == "2025年1月1日"
