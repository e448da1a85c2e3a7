"""A backup is the store of one moment: taken while it is written, restored into a new folder, every answer equal."""

import subprocess
import sys
import tarfile
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import started_server
from tests.queries.conftest import WORKED_FILLINGS
from tests.templates import copied, shipped
from tests.upload.drafts import put, rows_of, ticket
from zhiping.access import links
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.access.state import State
from zhiping.asking.questions import filters_for, questions
from zhiping.asking.run import run
from zhiping.settings import PROJECT, settings_from
from zhiping.store import upkeep
from zhiping.store.backup import restore
from zhiping.store.errors import StoreDamaged, StoreError, StoreUnusable
from zhiping.store.publishing import Store
from zhiping.store.verifying import row_files

NOW = datetime(2025, 11, 4, 18)
EVERYTHING = Access(DEMO_USER)
AT = "2025-11-04T12:00"


def _opened(folder: Path) -> Store:
    return Store(settings_from({}, data=folder))


def _answers(store: Store) -> dict[str, object]:
    asked: dict[str, dict[str, Any]] = {
        name: {"at": AT} if "at" in filters_for(name) else {} for name in questions()
    }
    return {name: run(store, name, EVERYTHING, **filters).rows for name, filters in asked.items()}


def test_every_question_is_answered_alike_after_a_restore(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = _opened(copied(tmp_path_factory, tmp_path / "store", *WORKED_FILLINGS))
    store.versions.serve()
    state = State(store.settings.state)
    made = links.issue(
        state,
        page="tickets/funnel",
        filters={"area": "150105"},
        told="工单漏斗",
        issuer="甲",
        version=store.versions.number(),
        days=7,
        now=NOW,
        keep=lambda link: store.pin(store.versions.number(), link.pinned_by),
    )
    bulletin = store.settings.bulletins / ("a" * 64)
    bulletin.parent.mkdir()
    bulletin.write_bytes("通报".encode())
    store.back_up(tmp_path / "backup.tar")
    before = _answers(store)
    state.close()
    store.close()
    restore(tmp_path / "backup.tar", tmp_path / "restored")
    again = _opened(tmp_path / "restored")
    again.versions.serve()
    try:
        assert _answers(again) == before
        assert again.problems() == []
        assert (again.settings.bulletins / bulletin.name).read_bytes() == bulletin.read_bytes()
        state = State(again.settings.state)
        assert links.held(state, made.link.link_id, made.token, NOW) == made.link
        assert again.pins.all() == {made.link.version: [made.link.pinned_by]}
        assert again.settings.state_file.stat().st_mode == store.settings.state_file.stat().st_mode
        state.close()
    finally:
        again.close()


def test_a_backup_under_writing_is_one_moment(tmp_path: Path) -> None:
    """Whole uploads of two rows each, as many as were acknowledged before it or while it was taken."""
    store = _opened(tmp_path / "store")
    put(store, tmp_path, ticket("T-0"), ticket("U-0"))
    ended, written = threading.Event(), [1]

    def write() -> None:
        while not ended.is_set():
            put(store, tmp_path, ticket(f"T-{written[0]}"), ticket(f"U-{written[0]}"))
            written[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            before = written[0]
            store.back_up(tmp_path / f"{number}.tar")
            after = written[0]
            store.tidy()
            restore(tmp_path / f"{number}.tar", tmp_path / f"restored-{number}")
            again = _opened(tmp_path / f"restored-{number}")
            try:
                found = len(rows_of(again))
                assert found % 2 == 0
                assert before <= found / 2 <= after + 1
                assert again.problems() == []
            finally:
                again.close()
    finally:
        ended.set()
        writer.join()
        store.close()


def test_a_backup_holds_what_the_versions_that_stay_need_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "MOST_FILES", 2)
    monkeypatch.setattr(upkeep, "VERSIONS_KEPT", 2)
    store = _opened(tmp_path / "store")
    versions = [put(store, tmp_path, ticket(f"T{n}"), ticket("ALL", title=f"{n}")).version for n in range(5)]
    store.pin(versions[1], "一个链接")
    store.back_up(tmp_path / "backup.tar")
    with store.workspace() as con:
        named = {file.path for file in row_files(con)}
        kept = {number for (number,) in con.execute("select snapshot_id from lake.snapshots()").fetchall()}
    store.close()
    with tarfile.open(tmp_path / "backup.tar") as archive:
        assert {name for name in archive.getnames() if name.startswith("rows/")} == named
    assert kept.intersection(versions[:-1]) <= {versions[1], versions[4]}
    restore(tmp_path / "backup.tar", tmp_path / "restored")
    again = _opened(tmp_path / "restored")
    try:
        assert dict(rows_of(again, version=versions[1])) == {"ALL": "1", "T0": None, "T1": None}
        assert dict(rows_of(again))["ALL"] == "4"
    finally:
        again.close()


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    store = _opened(tmp_path / "store")
    put(store, tmp_path, ticket("T1"))
    store.back_up(tmp_path / "backup.tar")
    store.close()
    return tmp_path / "backup.tar"


@pytest.mark.parametrize("part", [0.0, 0.2, 0.5, 0.9, 0.97])
def test_a_backup_that_was_cut_restores_nothing(backup: Path, tmp_path: Path, part: float) -> None:
    backup.write_bytes(backup.read_bytes()[: int(backup.stat().st_size * part)])
    with pytest.raises(StoreDamaged, match=r"备份文件 backup.tar 不完整或已损坏"):
        restore(backup, tmp_path / "restored")
    assert not list(tmp_path.glob("restored*"))


def test_a_backup_that_was_changed_restores_nothing(backup: Path, tmp_path: Path) -> None:
    content = bytearray(backup.read_bytes())
    place = content.index(b"PAR1") + 20
    content[place] ^= 1
    backup.write_bytes(content)
    with pytest.raises(StoreDamaged, match="不完整或已损坏"):
        restore(backup, tmp_path / "restored")


def test_a_folder_with_files_is_never_restored_over(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match="已有文件，没有恢复"):
        restore(backup, tmp_path / "store")


def test_a_backup_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    store = _opened(tmp_path / "store")
    try:
        with pytest.raises(StoreError, match="没有备份"):
            store.back_up(tmp_path / "nowhere" / "backup.tar")
        assert list(store.settings.scratch.iterdir()) == []
    finally:
        store.close()


def test_a_running_server_backs_its_store_up_for_a_terminal(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Also one that could not open its store at first."""
    copied(tmp_path_factory, tmp_path / "store", shipped)
    holder = Store(settings_from({}, data=tmp_path / "store"))
    with started_server(tmp_path) as server:
        while "正被另一个程序使用" not in server.log.read_text("utf-8"):
            threading.Event().wait(0.1)
        holder.close()
        while not (server.data / "beside.socket").exists():
            threading.Event().wait(0.1)
        command = [
            sys.executable,
            "-m",
            "zhiping",
            "backup",
            str(tmp_path / "b.tar"),
            "--data",
            str(server.data),
        ]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert "已备份到" in done.stdout
        again = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
        assert again.returncode == 2, "an older backup is never overwritten"
    restored = ["restore", str(tmp_path / "b.tar"), "--data", str(tmp_path / "restored")]
    done = subprocess.run(
        [sys.executable, "-m", "zhiping", *restored], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
