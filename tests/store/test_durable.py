"""On the disk before it is committed: the order of the system's own calls, in a really traced process."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.upload.drafts import AS_OF, put, ticket
from zhiping.settings import PROJECT, settings_from
from zhiping.store.durable import append, write_whole
from zhiping.store.publishing import Store

CALL = re.compile(r"^\d+ +(fsync|fdatasync)\(\d+<([^>]+)>\) += 0")


def changed(folder: Path, act: str) -> None:
    """What the traced process does: a change of a store that was opened before."""
    store = Store(settings_from({}, data=folder / "store"))
    first = put(store, folder, ticket("T1"), ticket("T2"))
    (folder / "begun").touch()
    if act == "undo":
        store.undo(first.receipt, user="填报员", now=AS_OF)
    else:
        put(store, folder, ticket("T2"), ticket("T3"))
    (folder / "acknowledged").touch()
    store.close()


@pytest.mark.parametrize("act", ["publish", "undo"])
def test_every_file_is_flushed_before_the_commit_and_the_mark_before_the_answer(
    tmp_path: Path, act: str
) -> None:
    trace = tmp_path / "trace"
    command = [sys.executable, "-m", "tests.store.test_durable", str(tmp_path), act]
    traced = ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync,openat", "-o", str(trace), *command]
    subprocess.run(traced, cwd=PROJECT, check=True, capture_output=True)
    lines = trace.read_text("utf-8", "replace").splitlines()
    begun = next(n for n, line in enumerate(lines) if str(tmp_path / "begun") in line)
    answered = next(n for n, line in enumerate(lines) if str(tmp_path / "acknowledged") in line)
    store = tmp_path / "store"
    flushed: dict[str, int] = {}
    for number in range(begun, answered):
        if found := CALL.match(lines[number]):
            flushed.setdefault(found[2].removeprefix(f"{store}/"), number)
    log = flushed["catalogue.duckdb.wal"]
    written = {name for name in flushed if name.endswith(".parquet")}
    made = {
        line.split('"')[1].removeprefix(f"{store}/")
        for line in lines[begun:answered]
        if "O_CREAT" in line and ".parquet" in line
    }
    assert made
    assert {name for name in made if (store / name).exists()} <= written
    assert all(flushed[name] < log for name in written)
    assert all(flushed[str(Path(name).parent)] < log for name in written), "the names in their folders too"
    assert log < flushed["changes.jsonl"]
    if act == "publish":
        assert any(name.startswith("files/") and flushed[name] < log for name in flushed)


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    append(file, b"one")
    with file.open("ab") as half:
        half.write(b"tw")
    append(file, b"three")
    assert file.read_bytes() == b"one\ntw\nthree\n"


def test_a_whole_file_is_the_new_one_or_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "pins.json"
    write_whole(file, b"old")
    write_whole(file, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["pins.json"]
    assert file.read_bytes() == b"new"


if __name__ == "__main__":
    changed(Path(sys.argv[1]), sys.argv[2])
