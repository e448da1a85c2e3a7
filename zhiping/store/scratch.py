"""The scratch folder: clerks' files that wait to be published, within bounds."""

import json
import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Self

MAX_FILES = 3  # of one browser: tabs, and what was left behind by loading a page again
MAX_BYTES = 2 << 30  # of all files together

Bound = Literal["browser", "all"]
_PREFIX, _NOTE = "upload-", "awaited-"


class NoRoom(RuntimeError):
    """Everything that could make room is at work just now; nothing was kept."""


class ScratchFile:
    """A clerk's file called `name`, given by `browser`. It goes when nobody has this value any more, unless it `outlives` that.

    `note`: what is known of it, for whoever goes on with it later. `dropped`: which bound made it go before its time,
    None while it is there. `on_drop` lets go of what hangs on it then.
    """

    def __init__(self, path: Path, name: str, browser: str) -> None:
        self.path, self.name, self.browser = path, name, browser
        self.size = path.stat().st_size
        self.note: dict[str, Any] | None = None
        self.dropped: Bound | None = None
        self.on_drop: Callable[[], None] | None = None
        self.holders = 0
        self._is_there = True
        self.go_with_holders()

    def go_with_holders(self) -> None:
        """From here on it goes when nobody has this value any more."""
        self._removal = weakref.finalize(self, _remove, self.path)

    def outlive(self) -> None:
        """From here on it stays on the disk, also when this process ends."""
        self._removal.detach()

    @classmethod
    def written(cls, folder: Path, content: bytes, name: str, browser: str) -> Self:
        """A new one. Raises OSError; nothing stays then."""
        handle, path = tempfile.mkstemp(prefix=_PREFIX, dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
        except OSError:
            _remove(Path(path))
            raise
        return cls(Path(path), name, browser)

    @property
    def is_there(self) -> bool:
        return self._is_there

    def drop(self, bound: Bound) -> None:
        """Delete it before its time, with what hangs on it."""
        self.dropped = bound
        if self.on_drop:
            self.on_drop()
        self.remove()

    def remove(self) -> None:
        """Delete it. Nothing happens where it is gone."""
        if self._is_there:
            self._is_there = False
            self._removal.detach()
            _remove(self.path)


def _note_of(path: Path) -> Path:
    return path.with_name(f"{_NOTE}{path.name}")


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _note_of(path).unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Remove what a killed process left, but for files with a note: their clerks may come back. For the one opener."""
    awaited = {path for note in folder.glob(f"{_NOTE}*") for path in (note, _file_of(note))}
    for left in folder.iterdir():
        if left not in awaited:
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def _file_of(note: Path) -> Path:
    return note.with_name(note.name.removeprefix(_NOTE))


class Scratch:
    """The files of one scratch folder. Those of a clerk's run are held while it runs, and never dropped then."""

    def __init__(self, folder: Path, *, max_bytes: int = MAX_BYTES) -> None:
        self.folder, self._max_bytes = folder, max_bytes
        self._lock = threading.Lock()
        self._given: list[weakref.ref[ScratchFile]] = []  # the oldest first
        self._awaited: dict[ScratchFile, datetime] = {}  # until when
        for note in sorted(folder.glob(f"{_NOTE}*")):
            self._find(note)

    def keep(self, content: bytes, name: str, browser: str) -> tuple[ScratchFile, tuple[ScratchFile, ...]]:
        """A new file, and those dropped for it: the oldest of its browser, then the oldest of all.

        Raises NoRoom, OSError.
        """
        with self._lock:
            going = self._going(len(content), browser)
            for old, bound in going.items():
                old.drop(bound)
            file = ScratchFile.written(self.folder, content, name, browser)
            self._given = [weakref.ref(one) for one in (*self._there(), file)]
        return file, tuple(going)

    def await_clerk(self, file: ScratchFile, note: dict[str, Any], until: datetime) -> None:
        """Keep `file` until then, also where its session or this process ends, for `awaited`. `note`: of JSON's values.

        Where the note cannot be written, it is kept while this process runs.
        """
        with self._lock:
            if not file.is_there:
                return
            file.note = note
            self._awaited[file] = until
            told = {"name": file.name, "browser": file.browser, "until": until.isoformat(), "note": note}
            with suppress(OSError):
                file.outlive()
                _note_of(file.path).write_text(json.dumps(told, ensure_ascii=False), "utf-8")

    def awaited(self, browser: str, now: datetime) -> list[ScratchFile]:
        """The files of a browser that wait for their clerk, the newest last."""
        self.let_go(now)
        with self._lock:
            return [file for file in self._awaited if file.browser == browser and file.is_there]

    def handed(self, now: datetime) -> list[ScratchFile]:
        """The files that wait for another than who gave them, whatever the browser."""
        self.let_go(now)
        with self._lock:
            return [file for file in self._awaited if file.is_there and file.note and "area" in file.note]

    def let_go(self, now: datetime) -> None:
        """Wait no longer for clerks whose time is over; a session that has the file goes on with it."""
        with self._lock:
            for file, until in tuple(self._awaited.items()):
                if until <= now or not file.is_there:
                    del self._awaited[file]
                    if file.is_there:
                        file.go_with_holders()
                        _note_of(file.path).unlink(missing_ok=True)

    def _find(self, note: Path) -> None:
        """A file that waits since an earlier process; what cannot be read is removed."""
        try:
            told = json.loads(note.read_text("utf-8"))
            file = ScratchFile(_file_of(note), told["name"], told["browser"])
            file.note = told["note"]
            self._awaited[file] = datetime.fromisoformat(told["until"])
            file.outlive()
        except (OSError, ValueError, KeyError, TypeError):
            _remove(_file_of(note))
            return
        self._given.append(weakref.ref(file))

    @contextmanager
    def held(self, file: ScratchFile) -> Iterator[bool]:
        """Keep `file` while something is done with it; whether it is there."""
        with self._lock:
            is_there = file.is_there
            file.holders += is_there
        try:
            yield is_there
        finally:
            with self._lock:
                file.holders -= is_there

    def _going(self, size: int, browser: str) -> dict[ScratchFile, Bound]:
        """What must go for a new file of this size in bytes, and by which bound."""
        there = self._there()
        own = [file for file in there if file.browser == browser]
        surplus = max(len(own) - MAX_FILES + 1, 0)
        going: dict[ScratchFile, Bound] = dict.fromkeys(
            [file for file in own if not file.holders][:surplus], "browser"
        )
        excess = sum(file.size for file in there if file not in going) + size - self._max_bytes
        has_room = len(going) == surplus
        for file in there:
            if excess > 0 and not file.holders and file not in going:
                going[file] = "all"
                excess -= file.size
        if excess > 0 or not has_room:
            raise NoRoom
        return going

    def _there(self) -> list[ScratchFile]:
        return [file for given in self._given if (file := given()) is not None and file.is_there]
