"""Years of uploads: few files, few versions, and undo knows all the same what each upload put."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.templates import copied
from tests.upload.drafts import AS_OF, HERE, THERE, put, rows_of, ticket
from zhiping.settings import settings_from
from zhiping.store.errors import StoreError
from zhiping.store.lake import attached
from zhiping.store.publishing import Store
from zhiping.store.upkeep import MOST_FILES, VERSIONS_KEPT

UPLOADS = VERSIONS_KEPT + MOST_FILES + 5


@pytest.fixture
def store(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(settings_from({}, data=copied(tmp_path_factory, tmp_path / "store")))
    yield opened
    opened.close()


def uploaded_many(store: Store) -> None:
    """Two uploads of a ticket, and UPLOADS of a ticket of their own and of one that all change."""
    with TemporaryDirectory() as folder:
        for name in ("FIRST", "SECOND"):
            put(store, Path(folder), ticket(name))
        for number in range(UPLOADS):
            put(store, Path(folder), ticket(f"T{number}"), ticket("ALL", title=f"{number}"))


@pytest.fixture
def many(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of many uploads."""
    opened = Store(settings_from({}, data=copied(tmp_path_factory, tmp_path / "store", uploaded_many)))
    yield opened
    opened.close()


def _live_files(store: Store) -> int:
    with store.workspace() as con:
        (count,) = con.execute(
            "select count(*) from __ducklake_metadata_lake.ducklake_data_file where end_snapshot is null"
        ).fetchall()
    return int(count[0])


def test_tidying_changes_no_row_and_leaves_few_files(many: Store, tmp_path: Path) -> None:
    before, files = rows_of(many, "*"), _live_files(many)
    assert many.tidy()
    assert rows_of(many, "*") == before
    assert _live_files(many) < files / 5
    assert len(list((tmp_path / "store" / "rows").rglob("*.parquet"))) < 5 * VERSIONS_KEPT
    assert not many.tidy(), "there is nothing left to do"
    assert many.problems() == []


def test_undo_does_not_hang_on_versions_that_were_let_go(many: Store) -> None:
    receipts = [change.receipt for change in many.mark.changes()][2:]
    count = len(rows_of(many))
    many.tidy()
    many.undo(receipts[-1], user="填报员", now=AS_OF)
    assert dict(rows_of(many))["ALL"] == f"{UPLOADS - 2}", "the value of the upload before"
    many.undo(receipts[0], user="填报员", now=AS_OF)
    assert "T0" not in dict(rows_of(many))
    assert len(rows_of(many)) == count - 2


def test_a_version_that_was_let_go_is_said_and_a_pinned_one_stays(many: Store) -> None:
    first, second = (change.version for change in many.mark.changes()[:2])
    many.pin(first, "一个链接")
    many.pin(second, "一个链接")
    many.pin(second, "另一个链接")
    many.unpin(second, "一个链接")
    many.tidy()
    assert [row[0] for row in rows_of(many, version=first)] == ["FIRST"]
    assert len(rows_of(many, version=second)) == 2
    with pytest.raises(StoreError, match="已不再保存"):
        rows_of(many, version=second + 1)
    many.unpin(second, "另一个链接")
    assert many.pins.all() == {first: ["一个链接"]}


def test_pins_outlive_the_process(store: Store, tmp_path: Path) -> None:
    first = put(store, tmp_path, ticket("FIRST")).version
    store.pin(first, "一个链接")
    store.close()
    opened = Store(settings_from({}, data=tmp_path / "store"))
    try:
        assert opened.pins.all() == {first: ["一个链接"]}
    finally:
        opened.close()


def test_the_log_is_short_once_nobody_reads(store: Store, tmp_path: Path) -> None:
    log = tmp_path / "store" / "catalogue.duckdb.wal"
    with store.workspace() as reader:
        reader.execute("begin; from lake.uploads")
        for number in range(3):
            put(store, tmp_path, ticket(f"T{number}"))
        assert log.stat().st_size > 0
    store.tidy()
    assert not log.exists() or log.stat().st_size < 1_000_000
    put(store, tmp_path, ticket("LAST"))
    assert not log.exists() or log.stat().st_size < 100_000


def test_what_was_read_of_row_files_is_not_kept_in_memory(many: Store) -> None:
    """Each change writes files and reads them; a server that lives for years would keep every one of them."""
    rows_of(many)
    with many.workspace() as con:
        kept = con.execute(
            "select memory_usage_bytes from duckdb_memory() where tag = 'EXTERNAL_FILE_CACHE'"
        ).fetchall()
    assert kept == [(0,)]


def test_a_store_from_before_learns_what_its_uploads_put(tmp_path: Path) -> None:
    """An activity lies where its courtyard lay when the replacing upload was published, not where it lies now."""
    settings = settings_from({}, data=tmp_path / "store")
    store = Store(settings)
    yard = {"courtyard_id": "XY-1", "courtyard_name": "同心小院", "area_code": HERE, "kind": "和谐"}
    act = {"courtyard_id": "XY-1", "held_on": date(2025, 10, 1), "kind": "矛盾纠纷", "item_count": 1}
    put(store, tmp_path, yard, dataset="courtyards")
    put(store, tmp_path, act | {"activity_id": "A1"}, dataset="courtyard_activities")
    replacing = put(
        store, tmp_path, act | {"activity_id": "A2"}, dataset="courtyard_activities", mode="replace-all"
    )
    put(store, tmp_path, yard | {"area_code": THERE}, dataset="courtyards")
    put(store, tmp_path, act | {"activity_id": "A3"}, dataset="courtyard_activities")
    store.close()

    engine = attached(settings)
    engine.execute("drop schema lake.puts cascade")
    engine.close()
    store = Store(settings)
    try:
        assert rows_of(store, "activity_id", dataset="courtyard_activities") == [("A2",), ("A3",)]
        last = store.mark.changes()[-1].receipt
        store.undo(last, user="填报员", now=AS_OF)
        assert rows_of(store, "activity_id", dataset="courtyard_activities") == [("A2",)], "A1 stays replaced"
        store.undo(replacing.receipt, user="填报员", now=AS_OF)
        assert rows_of(store, "activity_id", dataset="courtyard_activities") == [("A1",)]
        assert store.problems() == []
    finally:
        store.close()
