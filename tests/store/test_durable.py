"""On the disk before it is committed: the order of the system's own calls, in a really traced process."""

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.effort import IS_WHOLE
from tests.upload.drafts import AS_OF, put, ticket
from zhiping.access.permissions import DEMO_USER
from zhiping.demo import demo_files
from zhiping.demo.loading import empty_demo, load_first_data
from zhiping.settings import PROJECT, settings_from
from zhiping.store.durable import append, write_whole
from zhiping.store.publishing import Store

FLUSHED = re.compile(r"^\d+ +(?:fsync|fdatasync)\(\d+<([^>]+)>\) += 0")
MADE = re.compile(r'^\d+ +openat\([^"]+"([^"]+)", [^)]*O_CREAT')
LOG, MARK = "catalogue.duckdb.wal", "changes.jsonl"
# 演示数据 are put and taken out again by the dozen as any upload is.
ACTS = ("first start", "emptying", "publish", "undo") if IS_WHOLE else ("first start", "publish", "undo")


def changed(folder: Path) -> None:
    """What the traced process does: ACTS one after the other; a file is made where each has been acknowledged."""
    store = Store(settings_from({}, data=folder / "store"))
    load_first_data(store, with_demo=IS_WHOLE, now=AS_OF)
    (folder / "first start").touch()
    if IS_WHOLE:
        empty_demo(store, DEMO_USER, AS_OF)
        (folder / "emptying").touch()
    put(store, folder, ticket("T1"), ticket("T2"))
    receipt = put(store, folder, ticket("T2"), ticket("T3")).receipt
    (folder / "publish").touch()
    store.undo(receipt, user="填报员", now=AS_OF)
    (folder / "undo").touch()
    store.close()


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str]]]:
    """Act -> the calls until it was acknowledged: ("made" or "flushed", path from the store's folder)."""
    folder = tmp_path_factory.mktemp("traced")
    trace = folder / "trace"
    command = [sys.executable, "-m", "tests.store.test_durable", str(folder)]
    # What is not asked for does not stop the process (seccomp).
    strace = ["strace", "--seccomp-bpf", "-f", "-y", "-e", "trace=fsync,fdatasync,openat", "-o", str(trace)]
    subprocess.run([*strace, *command], cwd=PROJECT, check=True, capture_output=True)
    acts: dict[str, list[tuple[str, str]]] = {ACTS[0]: []}
    for line in trace.read_text("utf-8", "replace").splitlines():
        for what, found in (("flushed", FLUSHED.match(line)), ("made", MADE.match(line))):
            if found and found[1].startswith(f"{folder}/store"):
                acts[[*acts][-1]].append((what, found[1].removeprefix(f"{folder}/store").lstrip("/")))
            elif found and found[1].removeprefix(f"{folder}/") in ACTS[:-1]:
                acts[ACTS[len(acts)]] = []
    return acts


@pytest.mark.parametrize("act", ACTS)
def test_every_file_is_flushed_before_the_commit_and_the_mark_before_the_answer(
    traced: dict[str, list[tuple[str, str]]], act: str
) -> None:
    calls = traced[act]
    named = [
        (number, name)
        for number, (what, name) in enumerate(calls)
        if what == "made" and name.startswith(("rows/", "files/")) and _names_a_file(name)
    ]
    assert {name.split("/")[0] for _number, name in named} == {"rows"} | (
        {"files"} if act in {"first start", "publish"} else set()
    )
    commits = [number for number, call in enumerate(calls) if call == ("flushed", LOG)]
    for number, name in named:
        commit = next(found for found in commits if found > number)
        flushed = {path for what, path in calls[number:commit] if what == "flushed"}
        assert {name, str(Path(name).parent)} <= flushed, "and the name in its folder"
    marks = [number for number, call in enumerate(calls) if call == ("flushed", MARK)]
    demo = len(demo_files()) if IS_WHOLE else 0
    changes = {"first start": 1 + demo, "emptying": demo, "publish": 2, "undo": 1}
    assert len(marks) == changes[act]
    assert all(any(earlier < commit < mark for commit in commits) for earlier, mark in pairwise([-1, *marks]))


def _names_a_file(path: str) -> bool:
    """Not what opening tries the folders with."""
    return path.endswith((".parquet", ".part"))


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
    changed(Path(sys.argv[1]))
