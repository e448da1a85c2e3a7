"""What a clerk said of a header row: whose it is, of which dataset, and how much is kept."""

from datetime import datetime, timedelta

import pytest

from zhiping.access import said
from zhiping.access.permissions import CLERK, User
from zhiping.access.state import State

NOW = datetime(2025, 11, 4, 18)
ME, COLLEAGUE = (User(name, frozenset({CLERK})) for name in ("甲", "乙"))
HEADERS = ("院号", "名称")


def test_it_is_kept_by_clerk_dataset_and_header_row(state: State) -> None:
    assert said.recalled(state, ME, "courtyards", HEADERS) is None
    for order in ("mdy", "dmy"):
        said.remember(state, ME, "courtyards", HEADERS, {"date_order": order}, now=NOW)
    assert said.recalled(state, ME, "courtyards", HEADERS) == {"date_order": "dmy"}
    assert said.recalled(state, COLLEAGUE, "courtyards", HEADERS) is None
    assert said.recalled(state, ME, "stations", HEADERS) is None
    assert said.recalled(state, ME, "courtyards", ("院号名称",)) is None


def test_what_was_said_longest_ago_goes(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(said, "MOST", 3)
    for number in range(5):
        said.remember(state, ME, "courtyards", (str(number),), {}, now=NOW + timedelta(days=number))
    said.remember(state, COLLEAGUE, "courtyards", HEADERS, {}, now=NOW)
    kept = [said.recalled(state, ME, "courtyards", (str(number),)) for number in range(5)]
    assert kept == [None, None, {}, {}, {}]
    assert said.recalled(state, COLLEAGUE, "courtyards", HEADERS) == {}
