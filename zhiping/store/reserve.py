"""Room on the disk that is kept for an undo: on a full disk the way back must still be open."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# An undo writes the rows that come back, a list of those that go, and its record: enough for some 30,000 tickets.
BYTES = 2 << 20
NAME = "reserve"


class Reserve:
    """A file that holds the room; let go for an undo that finds less, and taken again as far as there is any."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._file = folder, folder / NAME

    def keep(self) -> None:
        """Take the room that is wanting, or what is left of it. A disk that refuses is no error."""
        with suppress(OSError):
            have = self._file.stat().st_size if self._file.exists() else 0
            wanting = min(BYTES - have, free_bytes(self._folder))
            if wanting > 0:
                with self._file.open("ab") as file:
                    os.posix_fallocate(file.fileno(), have, wanting)

    @contextmanager
    def given(self) -> Iterator[None]:
        """Let the body have the room where the disk has less."""
        if free_bytes(self._folder) < BYTES:
            self._file.unlink(missing_ok=True)
        try:
            yield
        finally:
            self.keep()


def free_bytes(folder: Path) -> int:
    """What this process may still write where `folder` lies. Raises OSError."""
    return shutil.disk_usage(folder).free
