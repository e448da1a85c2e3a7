"""What a settled number is worth, which courtyard is silent, and the sums that say what is not known."""

import pytest

from tests.rules.conftest import Clock, Rule
from zhiping.contracts.courtyards import ACTIVITY_KINDS


def test_three_kinds_of_activities_are_settled(rule: Rule) -> None:
    settled = [kind for kind in ACTIVITY_KINDS if rule("is_settleable(?)", kind)]
    assert settled == ["意见建议", "矛盾纠纷", "民生问题"]


@pytest.mark.parametrize(
    ("kind", "cases", "settled", "state"),
    [
        ("矛盾纠纷", 3, 0, "known"),
        ("矛盾纠纷", 3, 3, "known"),
        ("矛盾纠纷", 3, 4, "fault"),
        ("矛盾纠纷", 0, 0, "known"),
        ("矛盾纠纷", 0, 1, "fault"),
        ("矛盾纠纷", 3, None, "unknown"),
        ("助餐", 3, 4, None),
        ("助餐", 3, None, None),
    ],
)
def test_a_settled_number_is_known_unknown_or_a_fault(
    rule: Rule, kind: str, cases: int, settled: int | None, state: str | None
) -> None:
    assert rule("settle_state(?, ?, ?)", kind, cases, settled) == state


@pytest.mark.parametrize(
    ("is_open", "days", "silent"),
    [
        (True, 29, False),
        (True, 30, False),
        (True, 31, True),
        (True, None, True),
        (False, 31, False),
        (False, None, False),
    ],
)
def test_an_open_courtyard_is_silent_after_thirty_days(
    rule: Rule, is_open: bool, days: int | None, silent: bool
) -> None:
    assert rule("is_silent(?, ?::int, 30)", is_open, days) is silent


@pytest.mark.parametrize(
    ("amounts", "total", "known"),
    [([], 0, 0), ([None, None], 0, None), ([None, 2], 2, 2), ([1, 2], 3, 3), ([0], 0, 0)],
)
def test_a_sum_of_what_nobody_knows_is_not_known(
    clock: Clock, amounts: list[int | None], total: int, known: int | None
) -> None:
    found = clock.con.execute(
        "select total(amount), known_total(amount) from (select unnest(?::bigint[]) as amount)", [amounts]
    ).fetchall()
    assert found == [(total, known)]


@pytest.mark.parametrize(
    ("first", "last", "digits"),
    [
        ("150105001001", "150105001001", 12),
        ("150105000000", "150105000000", 6),
        ("150105001001", "150105001002", 9),
        ("150105001000", "150105001002", 9),
        ("150105001001", "150105002001", 6),
        ("150102001001", "150105001001", 4),
        ("150102001001", "150421001001", 2),
        ("140102001001", "150421001001", 0),
    ],
)
def test_the_smallest_area_that_holds_two_codes(rule: Rule, first: str, last: str, digits: int) -> None:
    assert rule("common_digits(?, ?)", first, last) == digits
