"""A backup is one file: the catalogue as of one moment, every row file that it names, every kept file, and their hashes.

It is taken while the store is read and written: row files and kept files never change once they are written, so
only the catalogue has to be copied in one piece, and nothing may be tidied away meanwhile.
"""

import io
import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import duckdb

from zhiping.store import catalogue
from zhiping.store.durable import flush, hash_of
from zhiping.store.errors import StoreDamaged, StoreUnusable
from zhiping.words import _

SUMS = "SHA256SUMS"  # the last member, so that a file that was cut off has none


def copy_catalogue(con: duckdb.DuckDBPyConnection, copy: Path) -> None:
    """Write a compact copy of the catalogue, in a folder that the engine reaches. The caller keeps changes out meanwhile."""
    quoted = str(copy).replace("'", "''")
    con.execute(f"attach '{quoted}' as backup_copy")
    try:
        con.execute(f"copy from database {catalogue.DATABASE} to backup_copy")
        con.execute("checkpoint backup_copy")  # into the one file
    finally:
        con.execute("detach backup_copy")


def copy_state(state: Path, copy: Path) -> None:
    """Copy the small state (links) as of one moment, whoever writes meanwhile."""
    copy.touch(mode=0o600)  # it tells who shared what
    with closing(sqlite3.connect(state)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def write_backup(members: dict[str, Path], target: Path) -> None:
    """Write `members` (path from the store's folder -> file) with their hashes into `target`, whole or not at all.

    Raises OSError.
    """
    half = target.with_name(f"{target.name}.part")
    try:
        with tarfile.open(half, "w") as archive:
            sums = []
            for name, file in sorted(members.items()):
                archive.add(file, name, recursive=False)
                sums.append(f"{hash_of(file)}  {name}\n")
            content = "".join(sums).encode()
            last = tarfile.TarInfo(SUMS)
            last.size = len(content)
            archive.addfile(last, io.BytesIO(content))
        flush(half)
        half.replace(target)
        flush(target.parent)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def restore(backup: Path, folder: Path) -> None:
    """Make `folder`, which must not hold anything yet, a store as it was when `backup` was taken.

    Raises StoreDamaged where the backup is not whole, StoreUnusable where the folder is in use or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise StoreUnusable(
            _("文件夹 {path} 里已有文件，没有恢复。请用 --data 指定一个新的文件夹。").format(path=folder)
        )
    half = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(half, ignore_errors=True)
    try:
        with tarfile.open(backup) as archive:
            archive.extractall(half, filter="data")
        _check_sums(half, backup)
        for file in sorted(half.rglob("*"), reverse=True):
            flush(file)
        flush(half)
        if folder.exists():
            folder.rmdir()
        half.replace(folder)
        flush(folder.parent)
    except (tarfile.TarError, EOFError) as error:
        raise _not_whole(backup) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _check_sums(folder: Path, backup: Path) -> None:
    sums = folder / SUMS
    if not sums.is_file():
        raise _not_whole(backup)
    lines = (line.partition("  ") for line in sums.read_text("utf-8").splitlines())
    listed = {name: digest for digest, _blanks, name in lines}
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} - {SUMS}
    if there != listed.keys() or any(hash_of(folder / name) != digest for name, digest in listed.items()):
        raise _not_whole(backup)
    if catalogue.FILE not in listed:
        raise _not_whole(backup)
    sums.unlink()


def _not_whole(backup: Path) -> StoreDamaged:
    return StoreDamaged(
        _("备份文件 {name} 不完整或已损坏，没有恢复。请换一份备份。").format(name=backup.name)
    )
