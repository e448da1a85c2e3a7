"""What no statement of an engine can do once its store is open; and what goes on working behind the walls."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from tests.publishing import published
from tests.templates import copied
from tests.upload.drafts import AS_OF, put, rows_of, ticket
from zhiping.settings import settings_from
from zhiping.store.publishing import Store

SHEET = "工单编号,区划代码,工单类别,诉求类别,派单时间\nT1,150105,A,供热,2025-11-01 09:00\n"

REFUSED = [
    "from read_text('/etc/passwd')",
    "from read_csv('/etc/passwd')",
    "from read_blob('{store}/../secret.txt')",
    "from read_text('{scratch}/link')",
    "from glob('/etc/*')",
    "copy (select 1) to '{outside}/copied.csv'",
    "export database '{outside}/exported'",
    "attach '{outside}/other.duckdb'",
    "attach 'ducklake:{outside}/other.duckdb'",
    "load '{outside}/other.duckdb_extension'",
    "install httpfs",
    "set memory_limit = '900GB'",
    "reset memory_limit",
    "pragma memory_limit = '900GB'",
    "set threads = 64",
    "set temp_directory = '{outside}'",
    "set max_temp_directory_size = '900GB'",
    "set allowed_directories = ['/']",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "set autoinstall_known_extensions = true",
]


@pytest.fixture
def store(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(settings_from({}, data=copied(tmp_path_factory, tmp_path / "store")))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all that is refused; beside it lies what must not be read."""
    folder = tmp_path_factory.mktemp("walls")
    (folder / "secret.txt").write_text("secret", "utf-8")
    opened = Store(settings_from({}, data=folder / "store"))
    (opened.settings.scratch / "link").symlink_to(folder / "secret.txt")
    yield opened
    opened.close()


@pytest.mark.parametrize("statement", REFUSED)
def test_what_a_cursor_of_the_store_is_refused(unchanged: Store, tmp_path: Path, statement: str) -> None:
    settings = unchanged.settings
    written = statement.format(store=settings.store, scratch=settings.scratch, outside=tmp_path)
    with unchanged.workspace() as worker, unchanged.versions.at() as (reader, _number):
        for cursor in (worker, reader):
            before = _settings(cursor)
            with pytest.raises(duckdb.Error, match="disabled|locked|Cannot access"):
                cursor.execute(written).fetchall()
            assert _settings(cursor) == before
    assert list(tmp_path.iterdir()) == []


def _settings(cursor: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return cursor.execute("select name, value from duckdb_settings() order by name").fetchall()


def test_what_is_spilled_is_bounded_and_stays_in_the_store(tmp_path: Path) -> None:
    store = Store(replace(settings_from({}, data=tmp_path / "store"), memory_limit="40MB"))
    try:
        with store.workspace() as con:
            settings = dict(_settings(con))
            assert settings["max_temp_directory_size"] == "7.4 GiB"
            assert settings["temp_directory"] == str(store.settings.scratch)
            con.execute(
                "create temp table much as select range as n, md5(range::varchar) as t from range(2000000)"
            )
            assert any(store.settings.scratch.iterdir())
            assert con.execute("select count(*) from (select distinct t from much)").fetchall() == [
                (2_000_000,)
            ]
    finally:
        store.close()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_clerks_file_may_lie_anywhere(store: Store, tmp_path: Path, encoding: str) -> None:
    elsewhere = tmp_path / "u盘 [1]*'"
    elsewhere.mkdir()
    file = elsewhere / "工单.csv"
    file.write_text(SHEET, encoding)
    published(store, "tickets", file, as_of=datetime(2025, 11, 4, 18))
    assert rows_of(store, "ticket_id") == [("T1",)]
    assert list(store.settings.scratch.iterdir()) == []
    assert file.read_text(encoding) == SHEET


def test_the_rows_may_lie_behind_a_link_on_another_disk(tmp_path: Path) -> None:
    rows = tmp_path / "disk's" / "rows"
    rows.mkdir(parents=True)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "rows").symlink_to(rows)
    store = Store(settings_from({}, data=tmp_path / "store"))
    try:
        first = put(store, tmp_path, ticket("T1", title="甲"))
        second = put(store, tmp_path, ticket("T1", title="乙"), ticket("T2"))
        store.undo(second.receipt, user="填报员", now=AS_OF)
        assert rows_of(store) == rows_of(store, version=first.version) == [("T1", "甲")]
        assert list(rows.rglob("*.parquet"))
    finally:
        store.close()
