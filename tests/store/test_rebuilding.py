"""Row files that are missing or changed are made anew from what the store knows twice; what it knows once is listed."""

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.effort import IS_WHOLE
from tests.upload.drafts import AS_OF, HERE, THERE, put, rows_of, ticket
from zhiping.settings import PROJECT, Settings, settings_from
from zhiping.store.errors import StoreDamaged
from zhiping.store.mark import MARK
from zhiping.store.publishing import Store
from zhiping.store.rebuilding import Rebuilt, rebuild_records, rebuild_rows

pytestmark = pytest.mark.damages
LATER = datetime(2025, 11, 5, 9)
YARD = {"courtyard_id": "XY-1", "courtyard_name": "同心小院", "area_code": HERE, "courtyard_kind": "和谐"}
ACT = {"courtyard_id": "XY-1", "held_on": date(2025, 10, 1), "activity_kind": "矛盾纠纷", "case_count": 1}
ACTS = "courtyard_activities"
TABLES = ("tickets", "courtyards", ACTS)
KILLS = 30 if IS_WHOLE else 1
Break = Callable[[Path], object]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to be copied: tickets by five uploads of every mode, one undone; activities replaced, their courtyard moved."""
    folder = tmp_path_factory.mktemp("filled")
    store = Store(settings_from({}, data=folder / "store"))
    put(store, folder, ticket("T1", title="甲"), ticket("T2", title="乙"))
    put(store, folder, ticket("T1"), ticket("T3", title="丙"))  # keeps the title of T1
    put(store, folder, ticket("T4"), mode="replace-all")  # and T1 to T3 go
    put(store, folder, ticket("T5", area_code=THERE))
    receipt = put(store, folder, ticket("T4", title="错")).receipt
    store.undo(receipt, user="填报员", now=AS_OF)
    put(store, folder, YARD, dataset="courtyards")
    put(store, folder, ACT | {"activity_id": "A1"}, dataset=ACTS)
    put(store, folder, ACT | {"activity_id": "A2"}, dataset=ACTS, mode="replace-all")
    put(store, folder, YARD | {"area_code": THERE}, dataset="courtyards")
    put(store, folder, ACT | {"activity_id": "A3"}, dataset=ACTS)
    store.close()
    return folder / "store"


@pytest.fixture
def settings(filled: Path, tmp_path: Path) -> Settings:
    """Those of a copy."""
    return settings_from({}, data=Path(shutil.copytree(filled, tmp_path / "store")))


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    store = Store(settings)
    try:
        yield store
    finally:
        store.close()


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1
    file.write_bytes(content)


def _files(settings: Settings, schema: str, table: str) -> list[Path]:
    return sorted(
        (settings.store / "rows" / schema / table).glob("*.parquet"), key=lambda file: file.stat().st_mtime_ns
    )


def _repaired(settings: Settings, *, accept_loss: bool = False) -> Rebuilt:
    rebuild_records(settings)
    return rebuild_rows(settings, LATER, accept_loss=accept_loss)


def _all_rows(store: Store) -> dict[str, list[object]]:
    return {name: list(rows_of(store, "*", dataset=name)) for name in (*TABLES, "uploads", "coverage")}


def _undone_one_after_the_other(store: Store) -> list[object]:
    """What stands after each undo, the newest upload first: all that was ever put has its say."""
    stood: list[object] = []
    for change in reversed([one for one in store.mark.changes() if not one.is_undo]):
        if "0005" not in change.receipt:
            store.undo(change.receipt, user="填报员", now=AS_OF)
            stood.append([rows_of(store, "* exclude (upload_id)", dataset=name) for name in TABLES])
    return stood


@pytest.fixture(scope="module")
def expected(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[object, object]:
    """What stands in the store that nothing happened to, and what after each undo."""
    copy = settings_from({}, data=Path(shutil.copytree(filled, tmp_path_factory.mktemp("whole") / "store")))
    with opened(copy) as store:
        return _all_rows(store), _undone_one_after_the_other(store)


@pytest.mark.parametrize(
    ("broken", "break_"),
    [
        ([("main", "tickets"), ("main", ACTS)], Path.unlink),
        (
            [("main", name) for name in (*TABLES, "uploads", "coverage")] + [("puts", "covered_parents")],
            _flip,
        ),
    ],
    ids=["two datasets missing", "all but the puts flipped"],
)
def test_what_is_known_twice_is_made_anew(
    settings: Settings,
    broken: list[tuple[str, str]],
    break_: Break,
    expected: tuple[object, object],
    tmp_path: Path,
) -> None:
    for schema, table in broken:
        for file in _files(settings, schema, table):
            break_(file)
    done = _repaired(settings)
    assert done.lost == ()
    with opened(settings) as store:
        assert store.problems() == []
        assert _all_rows(store) == expected[0]
        assert _undone_one_after_the_other(store) == expected[1]
        put(store, tmp_path, ticket("NEW"))
        assert store.problems() == []
    assert _repaired(settings) == Rebuilt()


def test_what_was_put_is_read_from_where_it_stands_or_stood(
    settings: Settings, expected: tuple[object, object]
) -> None:
    """The rows that a later upload replaced are in older versions still."""
    for table in TABLES:
        for file in _files(settings, "puts", table):
            file.unlink()
    assert _repaired(settings).lost == ()
    with opened(settings) as store:
        assert store.problems() == []
        assert (_all_rows(store), _undone_one_after_the_other(store)) == expected


def test_what_is_known_nowhere_is_listed_by_receipt_and_given_up_only_when_told(
    settings: Settings, tmp_path: Path
) -> None:
    first = [_files(settings, schema, "tickets")[0] for schema in ("main", "puts")]
    for file in first:
        _flip(file)
    before = sorted(settings.store.rglob("*.parquet"))
    refused = _repaired(settings)
    assert (refused.tables, [(one.receipt, one.rows, one.has_original) for one in refused.lost]) == (
        (),
        [("ZP20251104-0001", 2, True)],
    )
    assert sorted(settings.store.rglob("*.parquet")) == before
    done = _repaired(settings, accept_loss=True)
    assert (done.tables, done.lost) == (("tickets",), refused.lost)
    assert len(list(settings.store.glob("lost-*/rows/*/tickets/*.parquet"))) == 2
    with opened(settings) as store:
        assert store.problems() == []
        assert rows_of(store, "ticket_id") == [("T4",), ("T5",)]
        store.undo("ZP20251104-0003", user="填报员", now=AS_OF)
        assert rows_of(store) == [("T1", None), ("T3", "丙"), ("T5", None)], (
            "T1 had its title of what is lost"
        )
        put(store, tmp_path, ticket("T2"))
        assert store.problems() == []


def test_records_that_the_mark_does_not_know_are_refused(settings: Settings) -> None:
    lines = (settings.store / MARK).read_text("utf-8").splitlines(keepends=True)
    (settings.store / MARK).write_text("".join(lines[:-1]), "utf-8")
    for file in _files(settings, "main", "uploads"):
        file.unlink()
    with pytest.raises(StoreDamaged, match="ZP20251104-0010 的记录无从重建。请从备份恢复"):
        rebuild_records(settings)


def test_a_mark_from_before_learns_the_records(settings: Settings, expected: tuple[object, object]) -> None:
    mark = settings.store / MARK
    with opened(settings) as store:
        known = store.mark.records()
    lines = mark.read_text("utf-8").splitlines()
    mark.write_text(
        "\n".join(line.partition(', "records"')[0].rstrip("}") + "}}" for line in lines) + "\n", "utf-8"
    )
    with opened(settings) as store:
        assert store.mark.records() == known
        assert _all_rows(store) == expected[0]


def test_a_kill_while_rows_are_made_anew_hinders_no_second_try(
    settings: Settings, expected: tuple[object, object], tmp_path: Path
) -> None:
    for schema, table in (("main", "tickets"), ("main", "uploads"), ("puts", "courtyards")):
        _flip(_files(settings, schema, table)[-1])
    moments = random.Random(20251104)
    for number in range(KILLS):
        copy = settings_from({}, data=Path(shutil.copytree(settings.store, tmp_path / f"kill-{number}")))
        with subprocess.Popen(
            [sys.executable, "-m", "tests.store.test_rebuilding", str(copy.store)],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
        ) as repairing:
            assert repairing.stdout is not None
            repairing.stdout.readline()
            time.sleep(moments.uniform(0, 0.8) if IS_WHOLE else 0.2)
            repairing.kill()
        assert _repaired(copy).lost == ()
        with opened(copy) as store:
            assert store.problems() == []
            assert _all_rows(store) == expected[0]


def test_an_older_version_without_broken_files_stays(settings: Settings) -> None:
    """Only those go that name a file which is broken."""
    _files(settings, "main", ACTS)[-1].unlink()
    with opened(settings) as store:
        older = store.mark.changes()[1].version
        needed = store.mark.changes()[-1].version
        store.pin(older, "一个链接")
        store.pin(needed, "一个链接")
    refused = _repaired(settings)
    assert refused == Rebuilt(pinned=(needed,))
    done = _repaired(settings, accept_loss=True)
    assert needed in done.versions
    assert older not in done.versions
    with opened(settings) as store:
        assert len(rows_of(store, version=older)) == 3


if __name__ == "__main__":
    print("repairing", flush=True)
    _repaired(settings_from({}, data=Path(sys.argv[1])))
