"""When a registration of a worker holds, what a redemption saved, and sums of money."""

from datetime import date, datetime

import pytest

from tests.rules.conftest import Rule

DAY = date(2025, 3, 1)
LEFT = date(2025, 9, 1)


@pytest.mark.parametrize(
    ("left_on", "status", "moment", "holds"),
    [
        (None, "在册", datetime(2025, 2, 28, 23, 59, 59), False),
        (None, "在册", datetime(2025, 3, 1), True),
        (LEFT, "离职", datetime(2025, 8, 31, 23, 59, 59), True),
        (LEFT, "离职", datetime(2025, 9, 1), False),
        (LEFT, "在册", datetime(2025, 9, 1), False),  # the day goes before the word
        (LEFT, "在册", datetime(2025, 8, 31), True),
        (None, "离职", datetime(2025, 3, 1), False),  # no end is known: at no time
    ],
)
def test_a_registration_holds_from_its_day_until_the_day_of_leaving(
    rule: Rule, left_on: date | None, status: str, moment: datetime, holds: bool
) -> None:
    assert rule("is_enrolled(?, ?, ?, ?)", DAY, left_on, status, moment) is holds


@pytest.mark.parametrize(
    ("amount", "discount", "saved"),
    [
        (10.0, 3.0, 3.0),
        (10.0, 10.0, 10.0),
        (10.0, 10.01, None),  # more than the price
        (10.0, None, None),
        (None, 3.0, 3.0),
        (10.0, 0.0, 0.0),
    ],
)
def test_what_a_redemption_saved(
    rule: Rule, amount: float | None, discount: float | None, saved: float | None
) -> None:
    assert rule("saved_yuan(?, ?)", amount, discount) == saved


@pytest.mark.parametrize(
    ("amounts", "known"),
    [([0.1, 0.2], 0.3), ([0.1, None], 0.1), ([None, None], None), ([], 0.0)],
)
def test_money_adds_up_to_the_cent_and_is_unknown_where_no_amount_is_known(
    rule: Rule, amounts: list[float | None], known: float | None
) -> None:
    assert (
        rule("(select known_yuan(amount) from unnest(cast(? as double[])) as t (amount))", amounts) == known
    )
