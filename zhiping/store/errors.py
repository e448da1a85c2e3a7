"""What the store cannot do, by whose turn it is: wait, make room, or bring back what is lost.

A message never says where the store lies, for pages show messages: that is a note of the error, which a terminal adds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhiping.words import _


class StoreError(RuntimeError):
    """The store cannot do what was asked; the message says why and what to do."""


class StoreInUse(StoreError):
    """Another process has the store open."""


class StoreUnusable(StoreError):
    """The disk, its permissions or the memory do not let the store work; nothing in it is wrong."""


class StoreDamaged(StoreError):
    """Something that the store had is missing or broken."""


class RowsDamaged(StoreDamaged):
    """Rows of some datasets lie in files that are missing or changed; everything else goes on."""


@contextmanager
def noting(folder: Path) -> Iterator[None]:
    """Note on every StoreError of the body where the store lies."""
    try:
        yield
    except StoreError as error:
        error.add_note(_("（数据文件夹：{path}）").format(path=folder))
        raise


def with_notes(error: Exception) -> str:
    """The message and its notes in one line: for a terminal or a log."""
    return "".join([str(error), *getattr(error, "__notes__", ())])
