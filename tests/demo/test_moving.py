"""The demonstration moves by whole weeks to the first start, and what is keyed by the calendar stays."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.demo_sheets import FILES, SHEETS, sheet
from zhiping.contracts import DATASETS
from zhiping.demo.moving import moved, staying, weeks_to_move
from zhiping.demo.tables import DATA_DATE


@pytest.mark.parametrize("days", [-30, -1, 0, 1, 2, 6, 7, 8, 390, 10_000])
def test_the_demonstration_ends_one_to_seven_days_before_the_first_start(days: int) -> None:
    now = datetime(2025, 11, 4, 0, 1) + timedelta(days=days)
    by = weeks_to_move(now)
    assert 1 <= (now.date() - (DATA_DATE + by).date()).days <= 7
    assert by % timedelta(weeks=1) == timedelta()
    assert (by == timedelta()) == (1 <= days <= 7)


def test_what_is_keyed_by_the_calendar_stays_and_all_else_moves() -> None:
    of_years = {name for name in FILES if any(column.name == "year" for column in DATASETS[name].columns)}
    # Months of the calendar, and the venues whose renovations part them: weeks would move a first of a month off it.
    of_months = {"venues", "venue_partners", "venue_visits"}
    assert staying() == of_years | of_months | {"holidays", "published_figures", "reporting_calendar"}


def test_a_moved_file_differs_in_its_days_alone(tmp_path: Path) -> None:
    by = timedelta(weeks=17)
    file = moved(DATASETS["tickets"], FILES["tickets"], by, tmp_path)
    assert file.name == FILES["tickets"].name
    labels = {column.label for column in DATASETS["tickets"].columns if column.kind in ("date", "time")}
    for old, new in zip(SHEETS["tickets"], sheet(file), strict=True):
        for label, cell in old.items():
            is_moved = label in labels and cell
            assert new[label] == (f"{date.fromisoformat(cell[:10]) + by}{cell[10:]}" if is_moved else cell)
