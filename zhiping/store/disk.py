"""What a disk says when it refuses, in words; the engine hands it on as English text."""

import errno
import os
import re
from pathlib import Path
from tempfile import TemporaryFile

import duckdb

from zhiping.words import N_, _

_REFUSALS: dict[int, str] = {
    errno.ENOSPC: N_("磁盘已满"),
    errno.EDQUOT: N_("磁盘配额已用完"),
    errno.EFBIG: N_("文件大小超过了系统的限制"),
    errno.EROFS: N_("文件夹是只读的"),
    errno.EACCES: N_("没有读写权限"),
    errno.EPERM: N_("没有读写权限"),
    errno.EIO: N_("磁盘读写出错"),
    errno.ENOTDIR: N_("应是文件夹的地方不是文件夹"),
}
_SMALL = 1 << 16  # bytes: twice what SQLite needs beside its file to read from it (its -shm)
# Where the engine begins to name files: no path of the server belongs on a page.
_NAMES = re.compile(r"[\"'/].*", re.DOTALL)


def refusal(error: Exception) -> str:
    """Why the disk, or the memory, refused; "" where `error` says something else."""
    if isinstance(error, duckdb.OutOfMemoryException | MemoryError):
        return _("内存或临时空间不够")
    number = error.errno if isinstance(error, OSError) else _number_in(str(error))
    return _(_REFUSALS[number]) if number in _REFUSALS else ""


def reason_of(error: Exception) -> str:
    """Why something failed, for a person: the refusal, else the first words of the error, without any path."""
    said = error.strerror if isinstance(error, OSError) else _NAMES.sub("", str(error).partition("\n")[0])
    return refusal(error) or (said or "").strip(" :") or type(error).__name__


def try_writing(folder: Path) -> None:
    """Raises OSError where no file can be made in `folder`. A full disk passes: what it holds can be read, and undone."""
    try:
        with TemporaryFile(dir=folder):
            return
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise


def try_room(folder: Path) -> None:
    """Raises OSError where a small file finds no room in `folder`."""
    with TemporaryFile(dir=folder) as file:
        file.write(bytes(_SMALL))
        file.flush()


def _number_in(text: str) -> int | None:
    return next((number for number in _REFUSALS if os.strerror(number) in text), None)
