"""Damage is told where it is: one broken file takes down what reads it, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.upload.drafts import AS_OF, draft, put, ticket
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.contracts import DATASETS
from zhiping.settings import Settings, settings_from
from zhiping.store import verifying
from zhiping.store.errors import RowsDamaged, StoreDamaged, StoreUnusable
from zhiping.store.publishing import Store
from zhiping.store.upkeep import MOST_FILES

pytestmark = pytest.mark.damages
EVERYTHING = Access(DEMO_USER)
COURTYARD = {
    "courtyard_id": "XY-1",
    "courtyard_name": "同心小院",
    "area_code": "150105000000",
    "kind": "和谐",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of a store with a ticket (two uploads) and a courtyard."""
    found = settings_from({}, data=tmp_path / "store")
    store = Store(found)
    put(store, tmp_path, ticket("T1"))
    put(store, tmp_path, ticket("T2"))
    put(store, tmp_path, COURTYARD, dataset="courtyards")
    store.close()
    return found


@pytest.fixture
def opened(settings: Settings) -> Iterator[Store]:
    store = Store(settings)
    store.versions.serve()
    yield store
    store.close()


def _row_file(settings: Settings, table: str, schema: str = "main") -> Path:
    return sorted((settings.store / "rows" / schema / table).glob("*.parquet"))[-1]


def _break(file: Path, how: str) -> None:
    content = bytearray(file.read_bytes())
    if how == "missing":
        file.unlink()
    elif how == "cut":
        file.write_bytes(content[: len(content) // 2])
    else:
        content[len(content) // 3] ^= 1
        file.write_bytes(content)


def test_a_whole_store_has_no_problem(opened: Store) -> None:
    assert opened.problems() == []


@pytest.mark.parametrize("serves", [True, False])
@pytest.mark.parametrize("how", ["missing", "cut", "flipped"])
def test_only_what_reads_the_broken_file_says_so(settings: Settings, how: str, serves: bool) -> None:
    _break(_row_file(settings, "tickets"), how)
    store = Store(settings)
    try:
        if serves:
            store.versions.serve()
        with pytest.raises(StoreDamaged, match=r"缺失或损坏：工单（涉及回执 ZP20251104-0002）") as told:
            run(store, "tickets/key_figures", EVERYTHING)
        assert str(settings.store) not in str(told.value)
        assert len(run(store, "uploads/history", EVERYTHING).rows) == 3
        assert run(store, "courtyards/areas_with_rows", EVERYTHING).rows
        (problem,) = store.problems()
        assert (problem.dataset, problem.receipts) == ("tickets", ("ZP20251104-0002",))
        assert problem.what == (verifying.MISSING if how == "missing" else verifying.CHANGED)
    finally:
        store.close()


@pytest.mark.parametrize("how", ["missing", "cut"])
def test_a_change_that_needs_the_broken_file_says_so_and_changes_nothing(
    settings: Settings, tmp_path: Path, how: str
) -> None:
    _break(_row_file(settings, "tickets"), how)
    store = Store(settings)
    try:
        with pytest.raises(RowsDamaged, match="缺失或损坏：工单"):
            put(store, tmp_path, ticket("T2", title="另一个"))
        with pytest.raises(RowsDamaged, match="缺失或损坏：工单"):
            store.undo("ZP20251104-0002", user="填报员", now=AS_OF)
        put(store, tmp_path, COURTYARD | {"courtyard_id": "XY-2"}, dataset="courtyards")
        assert len(run(store, "uploads/history", EVERYTHING).rows) == 4
    finally:
        store.close()


@pytest.mark.parametrize("how", ["missing", "cut"])
def test_what_uploads_once_put_is_wanted_for_an_undo_alone(settings: Settings, how: str) -> None:
    _break(_row_file(settings, "tickets", "puts"), how)
    store = Store(settings)
    try:
        assert run(store, "tickets/key_figures", EVERYTHING).rows[0]["ticket_count"] == 2
        with pytest.raises(RowsDamaged, match="没有撤销，数据保持原样。数据文件缺失或损坏：工单"):
            store.undo("ZP20251104-0002", user="填报员", now=AS_OF)
        assert len(store.problems()) == 1
    finally:
        store.close()


def test_a_broken_file_is_not_merged_into_a_sound_one(
    opened: Store, settings: Settings, tmp_path: Path
) -> None:
    for number in range(MOST_FILES):
        put(opened, tmp_path, ticket(f"MORE-{number}"))
    _break(_row_file(settings, "tickets"), "flipped")
    opened.tidy()
    assert [problem.dataset for problem in opened.problems()] == ["tickets"]
    assert len(list((settings.store / "rows" / "main" / "tickets").glob("*.parquet"))) > MOST_FILES


@pytest.mark.parametrize("how", ["missing", "flipped"])
def test_a_kept_file_that_is_gone_or_changed_is_a_problem(settings: Settings, how: str) -> None:
    file = next(settings.files.iterdir())
    _break(file, how)
    store = Store(settings)
    try:
        (problem,) = store.problems()
        assert (problem.path, len(problem.receipts)) == (f"files/{file.name}", 1)
    finally:
        store.close()


def test_leavings_of_what_was_cut_off_go_at_the_next_opening(settings: Settings) -> None:
    half_rows = settings.store / "rows" / "main" / "tickets" / "ducklake-half.parquet"
    half_rows.write_bytes(b"PAR1")
    for name in ("0" * 64, "1" * 64 + ".part"):
        (settings.files / name).write_bytes(b"half")
    store = Store(settings)
    try:
        assert not half_rows.exists()
        assert len(list(settings.files.iterdir())) == 3
        assert store.problems() == []
    finally:
        store.close()


def test_a_publish_that_fails_leaves_neither_rows_nor_its_file(
    opened: Store, settings: Settings, tmp_path: Path
) -> None:
    def there() -> set[Path]:
        parts = (settings.store / "rows", settings.files)
        return {file for part in parts for file in part.rglob("*") if file.is_file()}

    before = there()
    file = tmp_path / "big.csv"
    file.write_text("T9", "utf-8")
    given = draft(DATASETS["tickets"], file, frozenset({"ticket_id"}), 1)
    with opened.workspace() as con:
        columns = ", ".join(f"null::{c.sql_type} as {c.name}" for c in given.dataset.columns)
        # The rows are written before the last of them is found to be none.
        con.execute(
            f"create temp view draft as select {columns}, '' as source_sheet,"
            " if(i < 300000, i, error('the last row')) as source_row, true as is_sound from range(300001) r(i)"
        )
        with pytest.raises(StoreUnusable, match="没有发布，数据保持原样"):
            opened.publish(con, given)
    assert there() == before
    assert len(run(opened, "uploads/history", EVERYTHING).rows) == 3
