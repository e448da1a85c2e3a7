"""Files that wait stay within bounds: three of a browser, a sum of all; the oldest go, none at work does."""

import gc
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from zhiping.store.scratch import MAX_BYTES, MAX_FILES, NoRoom, Scratch, ScratchFile, clear

LIMIT = 100  # bytes, in these tests
# What was given before, in order, as (browser, size, held); what is given now; what goes by which bound.
BOUNDS = {
    "nothing_before": ([], ("a", 40), []),
    "two_before": ([("a", 10, False)] * 2, ("a", 10), []),
    "a_fourth_of_a_browser": ([("a", 10, False)] * 3, ("a", 10), [(0, "browser")]),
    "of_other_browsers": ([("a", 10, False), ("b", 10, False)] * 3, ("c", 10), []),
    "exactly_the_sum": ([("a", 50, False)], ("b", 50), []),
    "a_byte_more": ([("a", 51, False)], ("b", 50), [(0, "all")]),
    "as_many_of_the_oldest_as_it_takes": (
        [("a", 30, False), ("b", 30, False), ("c", 30, False)],
        ("d", 50),
        [(0, "all"), (1, "all")],
    ),
    "its_own_make_room_first": ([("b", 40, False), *[("a", 20, False)] * 3], ("a", 20), [(1, "browser")]),
    "then_the_oldest": ([("b", 40, False), *[("a", 20, False)] * 3], ("a", 40), [(1, "browser"), (0, "all")]),
    "one_at_work_stays": ([("a", 10, True), ("a", 10, False), ("a", 10, False)], ("a", 10), [(1, "browser")]),
    "one_at_work_stays_in_the_sum": ([("a", 60, True), ("b", 30, False)], ("c", 40), [(1, "all")]),
    "all_of_a_browser_at_work": ([("a", 10, True)] * 3, ("a", 10), None),
    "no_room_beside_what_is_at_work": ([("a", 60, True), ("b", 30, False)], ("c", 50), None),
    "larger_than_everything": ([("a", 60, False)], ("b", 101), None),
}


@pytest.mark.parametrize(("before", "now", "going"), BOUNDS.values(), ids=BOUNDS)
def test_the_oldest_go_within_the_bounds(
    tmp_path: Path,
    before: list[tuple[str, int, bool]],
    now: tuple[str, int],
    going: list[tuple[int, str]] | None,
) -> None:
    scratch = Scratch(tmp_path, max_bytes=LIMIT)
    files = [scratch.keep(b"x" * size, "表.csv", browser)[0] for browser, size, _held in before]
    browser, size = now
    with ExitStack() as work:
        for file, (_browser, _size, is_held) in zip(files, before, strict=True):
            if is_held:
                work.enter_context(scratch.held(file))
        if going is None:
            with pytest.raises(NoRoom):
                scratch.keep(b"y" * size, "新.csv", browser)
            assert sorted(tmp_path.iterdir()) == sorted(file.path for file in files), "nothing has changed"
            return
        new, dropped = scratch.keep(b"y" * size, "新.csv", browser)
    assert [(files.index(old), old.dropped) for old in dropped] == going
    stay = [old.path for old in files if old not in dropped]
    assert sorted(tmp_path.iterdir()) == sorted([*stay, new.path])
    assert (new.path.read_bytes(), new.dropped) == (b"y" * size, None)


def test_the_bounds_are_three_files_and_two_gigabytes() -> None:
    assert (MAX_FILES, MAX_BYTES) == (3, 2 * 1024**3)


def test_what_hangs_on_a_dropped_file_is_let_go(tmp_path: Path) -> None:
    scratch, calls = Scratch(tmp_path, max_bytes=LIMIT), list[str]()
    old = scratch.keep(b"x" * 60, "旧.csv", "a")[0]
    old.on_drop = lambda: calls.append("closed")
    new = scratch.keep(b"x" * 60, "新.csv", "b")[0]
    assert (calls, old.is_there, new.is_there) == (["closed"], False, True)


def _removed(file: ScratchFile) -> None:
    file.remove()
    file.remove()


@pytest.mark.parametrize("lose", [_removed, None], ids=["removed", "forgotten"])
def test_a_file_that_nobody_has_any_more_is_deleted_and_counts_no_more(
    tmp_path: Path, lose: Callable[[ScratchFile], None] | None
) -> None:
    scratch = Scratch(tmp_path, max_bytes=LIMIT)
    file = scratch.keep(b"x" * 90, "表.csv", "a")[0]
    if lose:
        lose(file)
    else:
        del file
        gc.collect()
    assert list(tmp_path.iterdir()) == []
    assert scratch.keep(b"x" * 90, "表.csv", "b")[1] == ()


def test_a_file_that_had_to_go_cannot_be_held_and_one_let_go_can_be_dropped(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path, max_bytes=LIMIT)
    old = scratch.keep(b"x" * 60, "旧.csv", "a")[0]
    with scratch.held(old) as is_there:
        assert is_there
        with pytest.raises(NoRoom):
            scratch.keep(b"x" * 60, "新.csv", "b")
    scratch.keep(b"x" * 60, "新.csv", "b")
    with scratch.held(old) as is_there:
        assert not is_there
    assert old.holders == 0


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "gone", max_bytes=LIMIT)
    with pytest.raises(OSError):
        scratch.keep(b"x", "表.csv", "a")


def test_a_file_waits_an_hour_for_its_clerk_whatever_ends_meanwhile(tmp_path: Path) -> None:
    noon = datetime(2025, 11, 4, 12)
    scratch = Scratch(tmp_path)
    kept, left = (scratch.keep(b"x", f"{name}.csv", "a")[0] for name in ("kept", "left"))
    scratch.await_clerk(kept, {"wishes": {}}, noon + timedelta(hours=1))
    left.outlive()  # as in a process that is killed: nothing removes it
    del kept, left, scratch
    gc.collect()
    clear(tmp_path)

    again = Scratch(tmp_path)
    (found,) = again.awaited("a", noon + timedelta(minutes=59))
    assert (found.name, found.note, found.path.read_bytes()) == ("kept.csv", {"wishes": {}}, b"x")
    assert again.awaited("b", noon) == []
    assert len(list(tmp_path.iterdir())) == 2  # the file and its note
    assert again.awaited("a", noon + timedelta(hours=1)) == []
    assert found.path.exists()  # a session that has it goes on with it
    del found
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_a_note_that_cannot_be_read_is_removed_with_its_file(tmp_path: Path) -> None:
    file = Scratch(tmp_path).keep(b"x", "a.csv", "a")[0]
    file.outlive()
    (tmp_path / f"awaited-{file.path.name}").write_text("{", "utf-8")
    assert Scratch(tmp_path).awaited("a", datetime(2025, 11, 4)) == []
    assert list(tmp_path.iterdir()) == []
