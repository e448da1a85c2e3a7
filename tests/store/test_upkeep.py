"""Years of uploads: few files, few versions, and undo knows all the same what each upload put."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.upload.drafts import AS_OF, HERE, THERE, put, rows_of, ticket
from zhiping.settings import settings_from
from zhiping.store.errors import StoreError
from zhiping.store.lake import attached
from zhiping.store.publishing import Store
from zhiping.store.upkeep import MOST_FILES, VERSIONS_KEPT

UPLOADS = VERSIONS_KEPT + MOST_FILES + 5


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(settings_from({}, data=tmp_path / "store"))
    yield opened
    opened.close()


def _many(store: Store, folder: Path) -> list[str]:
    """The receipts of UPLOADS uploads, each of a ticket of its own and of one that all change."""
    return [put(store, folder, ticket(f"T{n}"), ticket("ALL", title=f"{n}")).receipt for n in range(UPLOADS)]


def _live_files(store: Store) -> int:
    with store.workspace() as con:
        (count,) = con.execute(
            "select count(*) from __ducklake_metadata_lake.ducklake_data_file where end_snapshot is null"
        ).fetchall()
    return int(count[0])


def test_tidying_changes_no_row_and_leaves_few_files(store: Store, tmp_path: Path) -> None:
    _many(store, tmp_path)
    before, files = rows_of(store, "*"), _live_files(store)
    assert store.tidy()
    assert rows_of(store, "*") == before
    assert _live_files(store) < files / 5
    assert len(list((tmp_path / "store" / "rows").rglob("*.parquet"))) < 5 * VERSIONS_KEPT
    assert not store.tidy(), "there is nothing left to do"
    assert store.problems() == []


def test_undo_does_not_hang_on_versions_that_were_let_go(store: Store, tmp_path: Path) -> None:
    receipts = _many(store, tmp_path)
    store.tidy()
    store.undo(receipts[-1], user="填报员", now=AS_OF)
    assert dict(rows_of(store))["ALL"] == f"{UPLOADS - 2}", "the value of the upload before"
    store.undo(receipts[0], user="填报员", now=AS_OF)
    assert "T0" not in dict(rows_of(store))
    assert len(rows_of(store)) == UPLOADS - 1


def test_a_version_that_was_let_go_is_said_and_a_pinned_one_stays(store: Store, tmp_path: Path) -> None:
    first = put(store, tmp_path, ticket("FIRST")).version
    second = put(store, tmp_path, ticket("SECOND")).version
    store.pin(first, "一个链接")
    store.pin(second, "一个链接")
    store.pin(second, "另一个链接")
    store.unpin(second, "一个链接")
    _many(store, tmp_path)
    store.tidy()
    assert [row[0] for row in rows_of(store, version=first)] == ["FIRST"]
    assert len(rows_of(store, version=second)) == 2
    with pytest.raises(StoreError, match="已不再保存"):
        rows_of(store, version=second + 1)
    store.unpin(second, "另一个链接")
    assert store.pins.all() == {first: ["一个链接"]}


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
