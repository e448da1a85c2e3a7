"""What the tests of uploads share: a connection and a check on it, a store and files on their way into it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import duckdb
import pytest

from tests.templates import copied
from tests.upload.checking.checking import Check, check_rows
from zhiping.access.permissions import CLERK, Access, User
from zhiping.contracts import DATASETS
from zhiping.settings import settings_from
from zhiping.store.publishing import Store
from zhiping.upload.intake import Intake
from zhiping.upload.wishes import Wishes

NOW = datetime(2025, 11, 10, 9)
EVERYWHERE = Access(User("总填报员", frozenset({CLERK})))
HERE = Access(User("赛罕区填报员", frozenset({CLERK}), "150105"))
HEADERS = "工单编号,区划代码,工单类别,诉求类别,派单时间"
TakeIn = Callable[..., Intake]


@pytest.fixture
def store(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(settings_from({}, data=copied(tmp_path_factory, tmp_path / "store")))
    yield opened
    opened.close()


@pytest.fixture
def take_in(store: Store, tmp_path: Path) -> Iterator[TakeIn]:
    """`take_in("T1,150105,A,供热,2025-11-01", …)`: a checked sheet of those lines."""
    intakes: list[Intake] = []

    def taken(
        *lines: str,
        access: Access = EVERYWHERE,
        dataset: str = "tickets",
        headers: str = HEADERS,
        given_by: str = "",
        **wishes,
    ) -> Intake:
        file = tmp_path / f"{len(intakes)}.csv"
        file.write_text("\n".join([headers, *lines, ""]), "utf-8")
        said = Wishes(**wishes)
        intakes.append(
            Intake(store, access, DATASETS[dataset], file, now=NOW, wishes=said, given_by=given_by)
        )
        return intakes[-1]

    yield taken
    for intake in intakes:
        intake.close()


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def checked(con: duckdb.DuckDBPyConnection) -> Check:
    return partial(check_rows, con)
