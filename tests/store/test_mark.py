"""What the store had: a catalogue that knows less than it has acknowledged is refused, one that knows more is right."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.effort import tries
from tests.upload.drafts import AS_OF, put, rows_of, ticket
from zhiping.settings import Settings, settings_from
from zhiping.store import catalogue
from zhiping.store.errors import StoreDamaged, StoreError
from zhiping.store.publishing import Store
from zhiping.store.repairing import accept, losses

pytestmark = pytest.mark.damages
LATER = datetime(2025, 11, 5, 9)
UPLOADS = 4


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with UPLOADS uploads, the second of them undone, to be copied; its log is not shortened."""
    folder = tmp_path_factory.mktemp("filled")
    store = Store(settings_from({}, data=folder / "store"))
    with store.workspace() as reader:
        reader.execute("begin; from lake.uploads")  # keeps the log: a reader is never waited for
        receipts = [put(store, folder, ticket(f"T{n}"), ticket(f"U{n}")).receipt for n in range(UPLOADS)]
        store.undo(receipts[1], user="填报员", now=AS_OF)
        shutil.copytree(folder / "store", folder / "copy")
    store.close()
    return folder / "copy"


@pytest.fixture
def settings(filled: Path, tmp_path: Path) -> Settings:
    """Those of a copy."""
    return settings_from({}, data=Path(shutil.copytree(filled, tmp_path / "store")))


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = Store(settings)
    yield opened
    opened.close()


def test_the_mark_says_each_change_and_how_many_files_there_were(store: Store) -> None:
    found = store.mark.changes()
    assert [(one.upload_id, one.is_undo) for one in found] == [
        (1, False),
        (2, False),
        (3, False),
        (4, False),
        (2, True),
    ]
    assert [one.kept_files for one in found] == [1, 2, 3, 4, 4]
    assert all(one.file_name == "clerk.csv" and len(one.file_hash) == 64 for one in found)
    assert all(earlier.row_files < later.row_files for earlier, later in zip(found, found[1:], strict=False))


def test_a_log_that_was_cut_anywhere_is_refused_or_whole(settings: Settings, tmp_path: Path) -> None:
    """Never a store with fewer rows than were acknowledged, without a word."""
    log = settings.store / f"{catalogue.FILE}.wal"
    size, refused = log.stat().st_size, 0
    for step in range(tries(20)):
        folder = tmp_path / f"cut-{step}"
        shutil.copytree(settings.store, folder)
        with (folder / log.name).open("rb+") as file:
            file.truncate(size * step // tries(20) if step else size - 1)
        try:
            opened = Store(settings_from({}, data=folder))
        except StoreError as error:
            refused += 1
            assert "repair" in str(error) or "备份" in str(error)
        else:
            assert len(rows_of(opened)) == 2 * UPLOADS - 2
            opened.close()
    assert refused >= tries(20) - 1


def test_an_older_copy_of_the_catalogue_is_refused_and_says_what_is_missing(
    settings: Settings, tmp_path: Path
) -> None:
    older = tmp_path / "older"
    Store(settings).close()
    shutil.copytree(settings.store, older)
    opened = Store(settings)
    receipt = put(opened, tmp_path, ticket("NEW")).receipt
    opened.close()
    shutil.copy(older / catalogue.FILE, settings.store / catalogue.FILE)
    with pytest.raises(StoreDamaged, match=f"缺少 1 次上传或撤销（{receipt}）.*repair"):
        Store(settings)
    (lost,) = losses(settings)
    assert (lost.change.receipt, lost.has_original) == (receipt, True)


def test_another_stores_catalogue_is_refused(settings: Settings, tmp_path: Path) -> None:
    Store(settings_from({}, data=tmp_path / "other")).close()
    Store(settings).close()
    shutil.copy(tmp_path / "other" / catalogue.FILE, settings.store / catalogue.FILE)
    with pytest.raises(StoreDamaged, match="属于另一套数据"):
        Store(settings)


@pytest.mark.parametrize("without_mark", [False, True])
def test_a_folder_with_data_is_never_begun_anew(settings: Settings, without_mark: bool) -> None:
    (settings.store / catalogue.FILE).unlink()
    (settings.store / f"{catalogue.FILE}.wal").unlink()
    if without_mark:
        (settings.store / "changes.jsonl").unlink()
    before = sorted(settings.store.rglob("*.parquet"))
    for _again in range(2):
        with pytest.raises(StoreDamaged, match="不见了，不能当作新的文件夹使用"):
            Store(settings)
    assert not (settings.store / catalogue.FILE).exists()
    assert sorted(settings.store.rglob("*.parquet")) == before


def test_a_catalogue_that_knows_more_is_right_and_the_mark_follows(settings: Settings) -> None:
    mark = settings.store / "changes.jsonl"
    lines = mark.read_bytes().splitlines(keepends=True)
    mark.write_bytes(b"".join(lines[:3]) + lines[3][:20])  # killed while the mark was written
    opened = Store(settings)
    try:
        assert [one.is_undo for one in opened.mark.changes()] == [False] * 4 + [True]
        assert len(rows_of(opened)) == 2 * UPLOADS - 2
    finally:
        opened.close()


def test_going_on_without_what_is_lost_puts_it_aside(settings: Settings, tmp_path: Path) -> None:
    older = Path(shutil.copytree(settings.store, tmp_path / "older"))
    opened = Store(settings)
    lost = put(opened, tmp_path, ticket("NEW"))
    file = opened.mark.changes()[-1].file_hash
    opened.close()
    for name in (catalogue.FILE, f"{catalogue.FILE}.wal"):
        (settings.store / name).unlink(missing_ok=True)
        shutil.copy(older / name, settings.store / name)
    aside = accept(settings, LATER)
    assert (aside / "files" / file).is_file()
    assert lost.receipt in (aside / "changes.jsonl").read_text("utf-8")
    opened = Store(settings)
    try:
        assert len(rows_of(opened)) == 2 * UPLOADS - 2
        assert losses(settings_from({}, data=older)) == []
    finally:
        opened.close()


def test_all_is_lost_and_the_folder_is_used_again(settings: Settings) -> None:
    (settings.store / catalogue.FILE).unlink()
    (settings.store / f"{catalogue.FILE}.wal").unlink()
    assert len(losses(settings)) == UPLOADS + 1
    aside = accept(settings, LATER)
    opened = Store(settings)
    try:
        assert opened.is_new()
        assert list((aside / "rows").rglob("*.parquet"))
        assert len(list((aside / "files").iterdir())) == UPLOADS
    finally:
        opened.close()
