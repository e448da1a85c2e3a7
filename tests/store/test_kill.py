"""A store that is killed at any moment: what was acknowledged is whole, and of the rest nothing is there."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.effort import IS_WHOLE
from tests.templates import copied, shipped
from tests.upload.drafts import AS_OF, put, ticket
from zhiping.settings import PROJECT, settings_from
from zhiping.store import upkeep
from zhiping.store.publishing import Store
from zhiping.store.verifying import row_files

# Act -> how often it is killed, and the seconds in which it is over once it has begun.
KILLS = {
    "load": (15 if IS_WHOLE else 2, 1.0),
    "undo": (15 if IS_WHOLE else 2, 0.3),
    "merge": (15 if IS_WHOLE else 2, 0.5),
    "page": (15 if IS_WHOLE else 1, 1.5),  # a session takes long to begin
}
ROWS = 40
BEGUN, UNDONE = "begun", "undone "


@pytest.mark.parametrize("act", KILLS)
def test_kills_lose_nothing_acknowledged_and_leave_nothing_half_done(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, act: str
) -> None:
    """Each round: an act over and over, SIGKILL at some moment of it, open again and verify."""
    copied(tmp_path_factory, tmp_path / "store", shipped)
    kills, seconds = KILLS[act]
    moments = random.Random(act)
    acknowledged: list[str] = []
    for round_number in range(kills):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.store.test_kill", act, str(tmp_path), str(round_number)],
            cwd=PROJECT,
            env=os.environ | {"ZHIPING_DATA": str(tmp_path / "store"), "ZHIPING_DEMO": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as victim:
            assert victim.stdout is not None
            lines = [victim.stdout.readline().strip()]
            while lines[-1] != BEGUN:
                assert lines[-1], "it ended before it was killed"
                lines.append(victim.stdout.readline().strip())
            time.sleep(moments.uniform(0, seconds))
            victim.kill()
            lines += victim.stdout.read().splitlines()
        acknowledged += [line for line in lines if line != BEGUN]
        uploads, undone = _after(tmp_path / "store")
        assert {line for line in acknowledged if not line.startswith(UNDONE)} <= uploads
        assert {line.removeprefix(UNDONE) for line in acknowledged if line.startswith(UNDONE)} <= undone
        # Committed, and killed before it was said.
        assert len(uploads) + len(undone) <= len(acknowledged) + round_number + 1


def _after(folder: Path) -> tuple[set[str], set[str]]:
    """The receipts in the reopened store, each with all of its rows, its coverage and its file; and those undone."""
    store = Store(settings_from({}, data=folder))
    try:
        assert store.problems() == []
        with store.workspace() as con:
            uploads = con.execute(
                "select upload_id, receipt, rows_published, undone_at is not null, file_hash from lake.uploads"
                " where dataset = 'tickets' order by all"
            ).fetchall()
            rows = con.execute("select upload_id, count(*) from lake.tickets group by all order by all")
            assert rows.fetchall() == [(one[0], one[2]) for one in uploads if not one[3]]
            put_rows = con.execute(
                "select upload_id, count(*) from lake.puts.tickets group by all order by all"
            )
            assert put_rows.fetchall() == [(one[0], one[2]) for one in uploads]
            covered = con.execute(
                "select upload_id from lake.coverage where dataset = 'tickets' order by all"
            )
            assert covered.fetchall() == [(one[0],) for one in uploads]
            named = {file.path for file in row_files(con)}
        there = {path.relative_to(folder).as_posix() for path in (folder / "rows").rglob("*.*")}
        assert there == named
        assert {one[4] for one in uploads} < {file.name for file in store.settings.files.iterdir()}
        left = {path.name for path in store.settings.scratch.iterdir()}
        notes = {
            name for name in left if name.startswith("awaited-")
        }  # of a checked file whose clerk may come back
        assert {f"awaited-{name}" for name in left - notes} == notes
        return {one[1] for one in uploads}, {one[1] for one in uploads if one[3]}
    finally:
        store.close()


def _say(line: str) -> None:
    print(line, flush=True)


def _load(folder: Path, number: str) -> None:
    """As a terminal does, the opening of the store among it."""
    from zhiping.cli import app

    _say(BEGUN)
    done = CliRunner().invoke(app, ["load", "tickets", str(_sheet(folder, number)), "--yes", "--format=json"])
    _say(json.loads(done.stdout)["receipt"])


def _page(folder: Path, number: str) -> None:
    """As a clerk does with the page."""
    from tests.pages.visiting import visitor
    from zhiping import serving

    page = visitor("upload/new").run()
    page.file_uploader[0].set_value(("工单.csv", _sheet(folder, number).read_bytes(), "text/csv")).run()
    _say(BEGUN)
    next(button for button in page.button if button.label == "确认发布").click().run()
    _say(serving.store().mark.changes()[-1].receipt)


def _undo(folder: Path, number: str) -> None:
    store = _store(folder)
    receipt = put(store, folder, *(ticket(f"{number}-{row}") for row in range(ROWS))).receipt
    _say(receipt)
    _say(BEGUN)
    store.undo(receipt, user="填报员", now=AS_OF)
    _say(UNDONE + receipt)


def _merge(folder: Path, number: str) -> None:
    """Upkeep of tables that are merged and versions that are let go as soon as there are two."""
    upkeep.MOST_FILES, upkeep.VERSIONS_KEPT = 1, 2
    store = _store(folder)
    for part in range(2):
        rows = (ticket(f"{number}-{part}-{row}") for row in range(ROWS))
        _say(put(store, folder, *rows).receipt)
    _say(BEGUN)
    assert store.tidy()


def _store(folder: Path, opened: list[Store] = []) -> Store:  # noqa: B006 - one for the whole process
    if not opened:
        opened.append(Store(settings_from({}, data=folder / "store")))
    return opened[0]


def _sheet(folder: Path, number: str) -> Path:
    file = folder / "工单.csv"
    lines = (f"{number}-{row},150105,A,供热,2025-11-01 09:00" for row in range(ROWS))
    file.write_text("\n".join(["工单编号,区划代码,工单类别,诉求类别,派单时间", *lines]), "utf-8")
    return file


ACTS: dict[str, Callable[[Path, str], None]] = {"load": _load, "undo": _undo, "merge": _merge, "page": _page}

if __name__ == "__main__":
    _act, _folder, _round = sys.argv[1:]
    for _number in range(1_000):
        ACTS[_act](Path(_folder), f"{_round}-{_number}")
