"""On the disk before it is acknowledged: what a power cut must not take has been flushed.

A file is safe when its bytes and the name in its folder are. Never for the catalogue itself: to close any handle
of a file lets go of the lock that the engine has on it in this process (POSIX); the engine flushes its own.
"""

import hashlib
import os
from pathlib import Path


def flush(path: Path) -> None:
    """Have the bytes of a file, or the names in a folder, on the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def append(path: Path, line: bytes) -> None:
    """Add a line to a file, flushed; one that was cut off before it is ended first. Raises OSError."""
    is_new = not path.exists()
    with path.open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                line = b"\n" + line
        file.write(line + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        flush(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Let a file hold this content, or what it held before, whatever is cut off. Raises OSError."""
    half = path.with_suffix(".part")
    half.write_bytes(content)
    flush(half)
    half.replace(path)
    flush(path.parent)


def hash_of(file: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits. Raises OSError."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
