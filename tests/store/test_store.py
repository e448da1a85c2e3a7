"""Publishing, versions, readers beside a writer, and opening the lake."""

import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from tests.another_process import holding
from tests.effort import IS_WHOLE
from tests.templates import copied
from tests.upload.drafts import AS_OF, HERE, THERE, put, rows_of, ticket
from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import area_range
from zhiping.settings import settings_from
from zhiping.store.errors import StoreDamaged, StoreError, StoreInUse, StoreUnusable, with_notes
from zhiping.store.lake import opened_lake
from zhiping.store.publishing import Store
from zhiping.store.tables import table_columns

UPLOADS = 15 if IS_WHOLE else 6  # beside four readers


def _opened(folder: Path) -> Store:
    return Store(settings_from({}, data=folder))


@pytest.fixture
def store(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = _opened(copied(tmp_path_factory, tmp_path / "store"))
    yield opened
    opened.close()


def test_a_publish_gives_rows_a_receipt_and_a_version(store: Store, tmp_path: Path) -> None:
    assert store.is_new()
    before = store.versions.latest()
    receipt = put(store, tmp_path, ticket("T1", title="甲"), ticket("T2"))
    assert (receipt.receipt, receipt.version, receipt.upload_id) == ("ZP20251104-0001", before + 1, 1)
    assert (receipt.rows_published, receipt.rows_removed) == (2, 0)
    assert store.versions.latest() == receipt.version
    assert not store.is_new()
    assert rows_of(store) == [("T1", "甲"), ("T2", None)]


def test_an_older_version_keeps_its_figures(store: Store, tmp_path: Path) -> None:
    first = put(store, tmp_path, ticket("T1", title="甲"))
    second = put(store, tmp_path, ticket("T1", title="乙"), ticket("T2"))
    assert rows_of(store) == [("T1", "乙"), ("T2", None)]
    assert rows_of(store, version=second.version) == [("T1", "乙"), ("T2", None)]
    assert rows_of(store, version=first.version) == [("T1", "甲")]
    assert rows_of(store, version=first.version - 1) == []


@pytest.mark.parametrize("beyond", [-1, 10_000])
def test_a_version_that_never_was_is_said(store: Store, beyond: int) -> None:
    with pytest.raises(StoreError, match="没有数据版本"):
        rows_of(store, version=beyond)


def test_every_row_says_where_it_came_from(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, ticket("T1"), ticket("T2"))
    put(store, tmp_path, ticket("T2"))
    assert rows_of(store, "ticket_id, upload_id, source_sheet, source_row") == [
        ("T1", 1, "Sheet1", 2),
        ("T2", 2, "Sheet1", 2),
    ]


def test_the_record_of_an_upload_says_what_was_done(store: Store, tmp_path: Path) -> None:
    receipt = put(store, tmp_path, ticket("T1"), areas=("150105", "150102"))
    columns = "receipt, dataset, mode, as_of, period_from, period_to, rows_published, version, undone_at"
    assert rows_of(store, columns, dataset="uploads") == [
        (
            *(receipt.receipt, "tickets", "upsert", AS_OF, datetime(2025, 11, 1), datetime(2025, 11, 2)),
            *(1, receipt.version, None),
        )
    ]
    ranges = rows_of(store, "upload_id, dataset, area_from, area_to, as_of", dataset="coverage")
    assert ranges == [(1, "tickets", *area_range(area), AS_OF) for area in ("150102", "150105")]
    (file_hash,) = rows_of(store, "file_hash", dataset="uploads")[0]
    assert store.kept_file(file_hash).read_bytes() == (tmp_path / "clerk.csv").read_bytes()


def test_an_upsert_keeps_the_values_of_columns_that_its_file_lacks(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, ticket("T1", title="甲", channel="热线"), ticket("T2", title="丙"))
    put(store, tmp_path, ticket("T1", channel="来访"), ticket("T3", channel="来信"))
    assert rows_of(store, "ticket_id, title, channel") == [
        ("T1", "甲", "来访"),
        ("T2", "丙", None),
        ("T3", None, "来信"),
    ]


def test_an_empty_cell_of_a_column_that_the_file_has_empties_the_value(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, ticket("T1", title="甲"))
    put(store, tmp_path, ticket("T1", title=None))
    assert rows_of(store) == [("T1", None)]


def test_what_is_recorded_names_each_column_once_however_often_a_row_is_uploaded(
    store: Store, tmp_path: Path
) -> None:
    put(store, tmp_path, ticket("T1", title="甲"))
    for _time in range(3):
        put(store, tmp_path, ticket("T1", channel="热线"))
    ((recorded,),) = rows_of(store, "recorded")
    names = [name for name in recorded.split("|") if name]
    assert sorted(names) == sorted({*ticket("T1"), "title", "channel"})
    assert "|title|" in recorded
    assert "|claimed_at|" not in recorded


def test_replacing_a_scope_removes_only_rows_of_its_areas_and_period(store: Store, tmp_path: Path) -> None:
    put(
        store,
        tmp_path,
        ticket("same-day", title="甲", channel="热线"),
        ticket("last-second", dispatched_at=datetime(2025, 11, 2, 23, 59, 59)),
        ticket("next-day", dispatched_at=datetime(2025, 11, 3)),
        ticket("day-before", dispatched_at=datetime(2025, 10, 31, 23, 59, 59)),
        ticket("neighbour", area_code=THERE),
        ticket("below", area_code="150105001000"),
    )
    receipt = put(
        store,
        tmp_path,
        ticket("same-day", title="乙"),
        ticket("new", dispatched_at=datetime(2025, 11, 2, 8)),
        mode="replace-scope",
    )
    assert (receipt.rows_published, receipt.rows_removed) == (2, 2)
    assert rows_of(store, "ticket_id, title, channel") == [
        ("day-before", None, None),
        ("neighbour", None, None),
        ("new", None, None),
        ("next-day", None, None),
        ("same-day", "乙", None),
    ]


def test_replacing_all_removes_every_row_of_its_areas(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, ticket("T1"), ticket("T2", dispatched_at=datetime(2020, 1, 1)))
    put(store, tmp_path, ticket("N1", area_code=THERE))
    receipt = put(store, tmp_path, ticket("T3"), mode="replace-all")
    assert receipt.rows_removed == 2
    assert rows_of(store, "ticket_id") == [("N1",), ("T3",)]


def test_a_child_row_is_replaced_where_its_parent_lies(store: Store, tmp_path: Path) -> None:
    def pause(ticket_id: str, day: int = 2) -> dict[str, object]:
        return {"ticket_id": ticket_id, "paused_at": datetime(2025, 11, day), "reason": "天气"}

    put(store, tmp_path, ticket("T1"), ticket("N1", area_code=THERE))
    put(store, tmp_path, pause("T1"), pause("N1"), pause("orphan"), dataset="ticket_pauses")
    put(store, tmp_path, pause("T1", day=3), dataset="ticket_pauses", mode="replace-all")
    assert rows_of(store, "ticket_id, day(paused_at)", dataset="ticket_pauses") == [
        ("N1", 2),
        ("T1", 3),
        ("orphan", 2),
    ]
    put(store, tmp_path, pause("T1"), dataset="ticket_pauses", mode="replace-all", areas=("",))
    assert rows_of(store, "ticket_id", dataset="ticket_pauses") == [("T1",)]


def test_a_replacing_file_without_a_date_replaces_no_period(store: Store, tmp_path: Path) -> None:
    figure = {"figure_id": "P1", "system": "tickets", "measure": "满意率", "value": 90.0}
    put(store, tmp_path, figure | {"published_on": datetime(2025, 1, 1)}, dataset="published_figures")
    other = figure | {"figure_id": "P2"}
    put(store, tmp_path, other, dataset="published_figures", mode="replace-scope", areas=("",))
    assert rows_of(store, "figure_id", dataset="published_figures") == [("P1",), ("P2",)]


def test_an_upload_that_covers_no_area_is_published(store: Store, tmp_path: Path) -> None:
    assert put(store, tmp_path, ticket("T1"), areas=()).rows_published == 1
    assert rows_of(store, dataset="coverage", columns="upload_id") == []


def test_two_threads_that_publish_at_once_are_both_there(store: Store, tmp_path: Path) -> None:
    start = threading.Barrier(2)
    receipts = []

    def publish(name: str) -> None:
        folder = tmp_path / name
        folder.mkdir()
        start.wait()
        receipts.append(put(store, folder, ticket(name), ticket("both", title=name)))

    threads = [threading.Thread(target=publish, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(receipt.upload_id for receipt in receipts) == [1, 2]
    assert len({receipt.version for receipt in receipts}) == 2
    assert [key for (key,) in rows_of(store, "ticket_id")] == ["a", "b", "both"]
    assert rows_of(store, "count(*)", dataset="uploads") == [(2,)]


def test_readers_beside_a_writer_see_whole_uploads_only_and_leave_nothing_behind(
    store: Store, tmp_path: Path
) -> None:
    """Each upload gives 7 tickets one title, the number of uploads before it: anything else is a torn read."""
    store.versions.serve()
    put(store, tmp_path, *(ticket(f"T{number}", title="0") for number in range(7)))
    done = threading.Event()
    torn: list[object] = []
    reads = []

    def read() -> None:
        try:
            while not done.is_set():
                with store.versions.at() as (cursor, _version):
                    first = cursor.execute("select title, count(*) from tickets group by all").fetchall()
                    uploads = cursor.execute("select count(*) from uploads").fetchall()
                    again = cursor.execute("select title, count(*) from tickets group by all").fetchall()
                expected = [(str(uploads[0][0] - 1), 7)]
                if not first == again == expected:
                    torn.append((first, again, expected))
                reads.append(1)
                time.sleep(0.02)
        except Exception as error:
            torn.append(error)

    readers = [threading.Thread(target=read) for _n in range(4)]
    for reader in readers:
        reader.start()
    for upload in range(1, UPLOADS + 1):
        put(store, tmp_path, *(ticket(f"T{number}", title=str(upload)) for number in range(7)))
    done.set()
    for reader in readers:
        reader.join(60)
    assert torn == []
    assert len(reads) > UPLOADS
    _assert_only_the_newest_stands(store)


def _assert_only_the_newest_stands(store: Store) -> None:
    newest = store.versions.latest()
    with store.versions.at() as (cursor, version):
        assert version == newest
        schemas = cursor.execute(
            "select schema_name from duckdb_schemas() where database_name = 'memory'"
            " and regexp_matches(schema_name, '^v\\d+$') order by 1"
        ).fetchall()
        tables = cursor.execute(
            "select count(*), count(distinct regexp_replace(table_name, '_\\d+$', ''))"
            " from duckdb_tables() where schema_name = 'native'"
        ).fetchall()
    assert schemas == [(f"v{newest}",)]
    assert tables[0][0] == tables[0][1]


def test_a_reader_of_an_old_version_may_end_while_a_new_one_is_made(store: Store, tmp_path: Path) -> None:
    """What is being made is nobody's yet: the reader that leaves must not sweep it away."""
    store.versions.serve()
    errors: list[BaseException] = []
    done = threading.Event()

    def come_and_go() -> None:
        try:
            while not done.is_set():
                rows_of(store, version=store.versions.latest() - 1)
                rows_of(store)
        except BaseException as error:
            errors.append(error)

    put(store, tmp_path, ticket("T0"))
    readers = [threading.Thread(target=come_and_go) for _n in range(2)]
    for reader in readers:
        reader.start()
    for number in range(6):
        put(store, tmp_path, ticket(f"T{number}"))
    done.set()
    for reader in readers:
        reader.join(60)
    assert errors == []
    assert len(rows_of(store)) == 6


def test_a_second_process_is_told_that_the_store_is_in_use(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with holding(folder):
        with pytest.raises(StoreInUse, match="正被另一个程序使用") as caught:
            _opened(folder)
        assert str(folder) not in str(caught.value), "pages show the message"
        assert str(folder) in with_notes(caught.value)
    _opened(folder).close()


def test_a_second_opener_in_this_process_is_refused_too(store: Store) -> None:
    with pytest.raises(StoreInUse):
        _opened(store.settings.store)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StoreUnusable, match="无法写入"):
        _opened(tmp_path / "file" / "store")


def test_a_folder_in_which_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "rows").write_text("a file where a folder belongs", "utf-8")
    with pytest.raises(StoreUnusable, match="无法写入"):
        _opened(tmp_path)


@pytest.mark.damages
@pytest.mark.parametrize("folder", ["store", "lock"])
def test_a_broken_catalogue_is_said_and_is_not_taken_for_one_in_use(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "catalogue.duckdb").write_bytes(b"no catalogue" * 1000)
    with pytest.raises(StoreDamaged, match="打不开"):
        _opened(tmp_path / folder)


@pytest.mark.damages
def test_a_clerks_file_that_is_gone_publishes_nothing(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, ticket("T1"))
    folder = store.settings.store / "files"
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(StoreUnusable, match="没有发布，数据保持原样"):
        put(store, tmp_path, ticket("T2"))
    assert rows_of(store, "ticket_id") == [("T1",)]


def test_a_failed_publish_changes_nothing_and_the_next_one_works(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, ticket("T1"))
    before, rows = store.versions.latest(), store.settings.store / "rows"
    rows.rename(rows.with_name("moved"))
    rows.write_text("no disk", "utf-8")
    with pytest.raises(StoreUnusable, match="没有发布，数据保持原样") as caught:
        put(store, tmp_path, ticket("T2"))
    assert str(store.settings.store) not in str(caught.value)
    rows.unlink()
    rows.with_name("moved").rename(rows)
    assert (store.versions.latest(), rows_of(store, "ticket_id")) == (before, [("T1",)])
    assert put(store, tmp_path, ticket("T2")).upload_id == 2


def test_a_failed_undo_speaks_of_an_undo_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, ticket("T1", title="甲"))
    receipt = put(store, tmp_path, ticket("T1", title="乙")).receipt
    before, rows = store.versions.latest(), store.settings.store / "rows"
    rows.rename(rows.with_name("moved"))
    with pytest.raises(StoreError, match="没有撤销，数据保持原样") as caught:
        store.undo(receipt, user="填报员", now=AS_OF)
    assert str(store.settings.store) not in str(caught.value)
    rows.with_name("moved").rename(rows)
    assert (store.versions.latest(), rows_of(store)) == (before, [("T1", "乙")])
    store.undo(receipt, user="填报员", now=AS_OF)
    assert rows_of(store) == [("T1", "甲")]


def test_a_contract_with_new_columns_finds_an_older_lake_in_step(tmp_path: Path) -> None:
    """The older product is simulated by dropping a column before anything is published."""
    settings = settings_from({}, data=tmp_path / "store")
    with opened_lake(settings) as engine:
        engine.execute("alter table lake.tickets drop column title")
        engine.execute("drop table lake.ticket_limits")
        names = ", ".join(name for name in table_columns(_tickets()) if name != "title")
        engine.execute(
            f"insert into lake.tickets ({names}) select {names} from"
            f" (select {', '.join(f'null::{t} as {n}' for n, t in table_columns(_tickets()).items())})"
        )
        engine.execute("update lake.tickets set ticket_id = 'OLD', recorded = '|ticket_id|'")
        older = engine.execute("select max(snapshot_id) from lake.snapshots()").fetchall()[0][0]
    store = Store(settings)
    try:
        receipt = put(store, tmp_path, ticket("OLD", title="新"), ticket("NEW", title="新"))
        assert rows_of(store) == [("NEW", "新"), ("OLD", "新")]
        assert rows_of(store, version=older) == [("OLD", None)]
        assert rows_of(store, "count(*)", dataset="ticket_limits", version=older) == [(0,)]
        store.undo(receipt.receipt, user="填报员", now=AS_OF)
        assert rows_of(store) == []
    finally:
        store.close()


def _tickets() -> Dataset:
    from zhiping.contracts import DATASETS

    return DATASETS["tickets"]


def test_the_lake_goes_where_its_folder_goes(tmp_path: Path) -> None:
    store = _opened(tmp_path / "one")
    put(store, tmp_path, ticket("T1", area_code=HERE))
    store.close()
    (tmp_path / "one").rename(tmp_path / "two's")
    moved = _opened(tmp_path / "two's")
    assert rows_of(moved, "ticket_id") == [("T1",)]
    moved.close()


def test_a_closed_store_reads_no_more(tmp_path: Path) -> None:
    store = _opened(tmp_path)
    store.close()
    with pytest.raises(duckdb.Error):
        store.versions.latest()
