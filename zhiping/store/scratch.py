"""The scratch folder: clerks' files that wait to be published, within bounds."""

import os
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

MAX_FILES = 3  # of one browser: tabs, and what was left behind by loading a page again
MAX_BYTES = 2 << 30  # of all files together

Bound = Literal["browser", "all"]


class NoRoom(RuntimeError):
    """Everything that could make room is at work just now; nothing was kept."""


class ScratchFile:
    """A clerk's file called `name`, given by `browser`. It goes when nobody has this value any more.

    `dropped`: which bound made it go before its time, None while it is there. `on_drop` lets go of what
    hangs on it then.
    """

    def __init__(self, folder: Path, content: bytes, name: str, browser: str) -> None:
        """Write it. Raises OSError; nothing stays then."""
        self.name, self.browser, self.size = name, browser, len(content)
        self.dropped: Bound | None = None
        self.on_drop: Callable[[], None] | None = None
        self.holders = 0
        handle, written = tempfile.mkstemp(prefix="upload-", dir=folder)
        self.path = Path(written)
        self._removal = weakref.finalize(self, self.path.unlink, missing_ok=True)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
        except OSError:
            self._removal()
            raise

    @property
    def is_there(self) -> bool:
        return self._removal.alive

    def drop(self, bound: Bound) -> None:
        """Delete it before its time, with what hangs on it."""
        self.dropped = bound
        if self.on_drop:
            self.on_drop()
        self.remove()

    def remove(self) -> None:
        """Delete it. Nothing happens where it is gone."""
        self._removal()


class Scratch:
    """The files of one scratch folder. Those of a clerk's run are held while it runs, and never dropped then."""

    def __init__(self, folder: Path, *, max_bytes: int = MAX_BYTES) -> None:
        self.folder, self._max_bytes = folder, max_bytes
        self._lock = threading.Lock()
        self._given: list[weakref.ref[ScratchFile]] = []  # the oldest first

    def keep(self, content: bytes, name: str, browser: str) -> tuple[ScratchFile, tuple[ScratchFile, ...]]:
        """A new file, and those dropped for it: the oldest of its browser, then the oldest of all.

        Raises NoRoom, OSError.
        """
        with self._lock:
            going = self._going(len(content), browser)
            for old, bound in going.items():
                old.drop(bound)
            file = ScratchFile(self.folder, content, name, browser)
            self._given = [weakref.ref(one) for one in (*self._there(), file)]
        return file, tuple(going)

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
