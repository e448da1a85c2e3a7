"""Why a disk refused, from what the system and the engine say of it; never with a path."""

import errno
import os
from pathlib import Path

import duckdb
import pytest

from zhiping.store.disk import reason_of, refusal, try_writing

FILE = "/srv/数据 1/catalogue.duckdb"
ENGINE = duckdb.IOException


@pytest.mark.parametrize(
    ("error", "refused", "reason"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), FILE), "磁盘已满", "磁盘已满"),
        (OSError(errno.EROFS, os.strerror(errno.EROFS), FILE), "文件夹是只读的", "文件夹是只读的"),
        (PermissionError(errno.EACCES, "Permission denied", FILE), "没有读写权限", "没有读写权限"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", FILE), "", "No such file or directory"),
        (OSError(), "", "OSError"),
        (ENGINE(f'IO Error: Could not write file "{FILE}": No space left on device'), "磁盘已满", "磁盘已满"),
        (ENGINE(f'Cannot open file "{FILE}": Read-only file system'), "文件夹是只读的", "文件夹是只读的"),
        (ENGINE(f'IO Error: Cannot open file "{FILE}": No such file'), "", "IO Error: Cannot open file"),
        (ENGINE(f"IO Error: Failed to read {FILE}\n{FILE}"), "", "IO Error: Failed to read"),
        (ENGINE(FILE), "", "IOException"),
        (duckdb.OutOfMemoryException("Out of Memory Error: …"), "内存或临时空间不够", "内存或临时空间不够"),
        (MemoryError(), "内存或临时空间不够", "内存或临时空间不够"),
    ],
)
def test_what_an_error_says(error: Exception, refused: str, reason: str) -> None:
    assert (refusal(error), reason_of(error)) == (refused, reason)


def test_trying_leaves_nothing_behind_and_says_where_nothing_can_be_written(tmp_path: Path) -> None:
    try_writing(tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="Not a directory"):
        try_writing(tmp_path / "file")
