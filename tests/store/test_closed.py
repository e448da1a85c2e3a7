"""A closed period: which changes reach into it and so need a reason, at its limits in time and area, and which do not."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.publishing import published
from tests.templates import copied
from tests.upload.drafts import HERE, THERE, drafted, put, rows_of, ticket
from zhiping.access import bulletins, closings
from zhiping.access.state import State
from zhiping.contracts import DATASETS
from zhiping.rules.closing import Closing
from zhiping.settings import settings_from
from zhiping.store.closed import PeriodClosed
from zhiping.store.publishing import Store

NOW = datetime(2025, 11, 5, 9)
STREET = "150105001000"
FIRST, LAST = datetime(2025, 10, 1), datetime(2025, 10, 31, 23, 59, 59)
BEFORE, AFTER = datetime(2025, 9, 30, 23, 59, 59), datetime(2025, 11, 1)
SOLVED = {"closed_at": datetime(2025, 11, 2, 9), "outcome": "已解决"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(
        settings_from({}, data=copied(tmp_path_factory, tmp_path_factory.mktemp("closed") / "store"))
    )
    yield opened
    opened.close()


@pytest.fixture
def store(shared: Store) -> Iterator[Store]:
    """A store of tickets without one, and with nothing closed, before and after."""
    before = {receipt for (receipt,) in rows_of(shared, "receipt", dataset="uploads")}
    yield shared
    with closing(State(shared.settings.state)) as state:
        for one in closings.standing(state):
            closings.reopen(state, one.bulletin, by="管理员", why="收拾", now=NOW)
    made = rows_of(shared, "upload_id, receipt, undone_at", dataset="uploads")
    for _number, receipt, undone_at in reversed(made):
        if receipt not in before and undone_at is None:
            shared.undo(receipt, user="填报员", now=NOW)


def close_october(store: Store, area: str = "150105", systems: tuple[str, ...] = ("tickets",)) -> None:
    with closing(State(store.settings.state)) as state:
        number = bulletins.next_number(state, NOW)
        closings.close(state, october(state, number, area), systems, by="管理员", now=NOW, version=1)


def october(state: State, number: str, area: str) -> bulletins.Issued:
    issued = bulletins.Issued(
        number=number,
        title="赛罕区基层治理月统计",
        period="2025年10月",
        filters={"area": area, "since": "2025-10-01", "until": "2025-10-31"},
        issuer="签发人",
        scope="",
        unit="",
        company="",
        sees_people=False,
        language="zh",
        version=1,
        digest="",
        files={},
        issued_at=NOW,
    )
    bulletins.issue(state, issued)
    return issued


def at(moment: datetime, ticket_id: str = "T1", **values: Any) -> dict[str, Any]:
    return ticket(ticket_id, dispatched_at=moment, **values)


OCTOBER = at(datetime(2025, 10, 8, 9))
# What stands, what comes, in which mode, and how many rows of the closed October it changes.
CASES = {
    "the first moment": ([], [at(FIRST)], 1),
    "the last moment": ([], [at(LAST)], 1),
    "a second before it": ([], [at(BEFORE)], 0),
    "a second after it": ([], [at(AFTER)], 0),
    "a street of the area": ([], [at(FIRST, area_code=STREET)], 1),
    "a district beside it": ([], [at(FIRST, area_code=THERE)], 0),
    "the same once more": ([OCTOBER], [OCTOBER], 0),
    "another value": ([OCTOBER], [OCTOBER | {"category": "供水"}], 1),
    "a value emptied": ([OCTOBER | {"lead_unit": "甲"}], [OCTOBER | {"lead_unit": None}], 1),
    "what came later": ([OCTOBER], [OCTOBER | SOLVED], 0),
    "what came later, taken away": ([OCTOBER | SOLVED], [OCTOBER | dict.fromkeys(SOLVED)], 0),
    "what came later, with a value changed": (
        [OCTOBER],
        [OCTOBER | SOLVED | {"category": "供水"}],
        1,
    ),
    "what came in it and was not told": ([OCTOBER], [OCTOBER | SOLVED | {"closed_at": LAST}], 1),
    "what came later, with what came in it": (
        [OCTOBER],
        [OCTOBER | SOLVED | {"claimed_at": LAST}],
        1,
    ),
    "an empty value filled without anything later": (
        [OCTOBER | {"lead_unit": None}],
        [OCTOBER | {"lead_unit": "甲"}],
        1,
    ),
    "moved out of it": ([at(LAST)], [at(AFTER)], 1),
    "moved into it": ([at(BEFORE)], [at(FIRST)], 1),
    "moved out of the area": ([at(FIRST)], [at(FIRST, area_code=THERE)], 1),
    "moved into the area": ([at(FIRST, area_code=THERE)], [at(FIRST)], 1),
}  # fmt: skip
REPLACING = {
    "removed by a file of all": ([OCTOBER, at(AFTER, "T2")], [at(AFTER, "T2")], "replace-all", 1),
    "removed by a file of its days": (
        [at(FIRST), at(LAST, "T2")],
        [at(BEFORE, "T3"), at(AFTER, "T4")],
        "replace-scope",
        2,
    ),
    "a replacing file of later days": ([at(LAST)], [at(AFTER, "T2")], "replace-scope", 0),
    "a replacing file that brings the same": ([at(FIRST), at(LAST, "T2")], [at(FIRST), at(LAST, "T2")], "replace-all", 0),
}  # fmt: skip


@pytest.fixture(scope="module")
def with_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """What stands in all CASES, each under a number of its own, in a store with a closed October."""
    folder = tmp_path_factory.mktemp("all")
    made = Store(settings_from({}, data=copied(tmp_path_factory, folder / "store")))
    rows = [of_case(name, row) for name, (there, _comes, _count) in CASES.items() for row in there]
    put(made, folder, *rows)
    close_october(made)
    yield made
    made.close()


def of_case(name: str, row: dict[str, Any]) -> dict[str, Any]:
    return row | {"ticket_id": f"{list(CASES).index(name)}"}


@pytest.mark.parametrize("case", CASES)
def test_what_changes_a_closed_period(with_all: Store, tmp_path: Path, case: str) -> None:
    _there, comes, count = CASES[case]
    rows = [of_case(case, row) for row in comes]
    with drafted(with_all, tmp_path, *rows, areas=("150105", "150102")) as (con, draft):
        assert sum(one.rows for one in with_all.closed.by_publish(con, draft)) == count


@pytest.mark.parametrize("case", REPLACING)
def test_what_a_replacing_file_takes_out_of_a_closed_period(store: Store, tmp_path: Path, case: str) -> None:
    there, comes, mode, count = REPLACING[case]
    put(store, tmp_path, *there)
    close_october(store)
    with drafted(store, tmp_path, *comes, mode=mode) as (con, draft):
        assert sum(one.rows for one in store.closed.by_publish(con, draft)) == count


def test_a_closed_period_is_changed_with_a_reason_alone_and_so_back(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, OCTOBER)
    close_october(store)
    before, comes = rows_of(store, "*"), OCTOBER | {"category": "供水"}
    for none in (None, "", "  "):
        with pytest.raises(PeriodClosed, match="其中 1 行会改动") as refused:
            put(store, tmp_path, comes, reason=none)
    assert re.match(
        r"赛罕区基层治理月统计（2025年10月，编号 2025-\d{4}）已由管理员于 2025-11-05 09:00 关账，其中",
        str(refused.value),
    )
    assert "--reason" in str(refused.value)
    assert rows_of(store, "*") == before
    receipt = put(store, tmp_path, comes, reason="错填").receipt
    assert [one.rows for one in store.would_undo(receipt)[1]] == [1]
    with pytest.raises(PeriodClosed, match="其中 1 行会改动"):
        store.undo(receipt, user="填报员", now=NOW)
    store.undo(receipt, user="填报员", now=NOW, reason="本来就对")
    assert rows_of(store, "*") == before
    kept = rows_of(store, "upload_id, reason, undone_reason", dataset="uploads")
    assert kept[-1][1:] == ("错填", "本来就对")
    assert store.problems() == []


def test_what_is_open_or_of_another_system_needs_none(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, OCTOBER)
    close_october(store, systems=("stations",))
    put(store, tmp_path, OCTOBER | {"category": "供水"})
    close_october(store)
    with pytest.raises(PeriodClosed):
        put(store, tmp_path, OCTOBER)
    with closing(State(store.settings.state)) as state:
        for one in closings.standing(state):
            closings.reopen(state, one.bulletin, by="管理员", why="改", now=NOW)
    put(store, tmp_path, OCTOBER)


def test_a_row_of_a_merged_area_is_where_it_belongs_now(store: Store, tmp_path: Path) -> None:
    changes = tmp_path / "changes.csv"
    changes.write_text(
        f"旧区划代码,变更日期,新区划代码,变更方式\n150105009000,2025-06-01,{STREET},合并\n", "utf-8"
    )
    published(store, "area_changes", changes, as_of=datetime(2025, 11, 1))
    close_october(store, area="150105001")
    with pytest.raises(PeriodClosed, match="其中 1 行会改动"):
        put(store, tmp_path, at(FIRST, area_code="150105009000"), at(FIRST, "T2", area_code=HERE))


@pytest.mark.parametrize(
    ("since", "until", "year", "is_held"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), 2025, True),
        (date(2025, 1, 1), date(2025, 12, 31), 2024, False),
        (date(2025, 1, 1), date(2025, 12, 31), 2026, False),
        (date(2025, 1, 2), date(2025, 12, 31), 2025, False),
        (date(2025, 1, 1), date(2025, 12, 30), 2025, False),
        (date(2025, 10, 1), date(2025, 10, 31), 2025, False),
        (date(2024, 1, 1), date(2025, 12, 31), 2024, True),
    ],
)
def test_what_is_complete_by_years_is_held_by_whole_years(
    store: Store, since: date, until: date, year: int, is_held: bool
) -> None:
    held = Closing(1, "2025-0001", "", "", (), "", since, until, "", NOW, 1)
    dataset = DATASETS["appraisal_values"]
    assert dataset.period is None
    with store.workspace() as con:
        asked = f"select {held.holds(dataset, 'r', 'null')} from (select {year} as year) as r"
        assert con.execute(asked).fetchall() == [(is_held,)]
    # A list that is of no period is never closed.
    assert not held.concerns(DATASETS["stations"])
