"""What a change writes before it is committed, and what one that failed or was cut off leaves behind."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from zhiping.store.durable import flush, hash_of


@contextmanager
def kept(file: Path, folder: Path) -> Iterator[str]:
    """The hash under which a clerk's file is kept in `folder`, on the disk; it goes again where the body fails."""
    digest = hash_of(file)
    copy = folder / digest
    if copy.exists():
        yield digest
        return
    half = copy.with_suffix(".part")
    try:
        shutil.copyfile(file, half)
        flush(half)
        half.replace(copy)
        flush(folder)
        yield digest
    except BaseException:
        half.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)
        raise


class RowFiles:
    """The files under rows/ that changes write, one change at a time.

    The engine writes them while its statements run and names them in the catalogue at the commit (DuckLake).
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = self._there()

    def begin(self) -> None:
        """From here on files that were not there belong to the change."""
        self._known = self._there()

    def flush(self) -> dict[str, str]:
        """Have what the change wrote on the disk, with the names of its files and folders. Raises OSError.

        The files written, as paths from the store's folder, each with its SHA-256.
        """
        written = sorted(map(Path, self._there() - self._known))
        for file in written:
            flush(file)
        folders = {
            folder for file in written for folder in file.parents if folder.is_relative_to(self._folder)
        }
        for folder in sorted(folders, reverse=True):  # the inner ones first: a name is worth what it leads to
            flush(folder)
        return {file.relative_to(self._folder.parent).as_posix(): hash_of(file) for file in written}

    def remove(self) -> None:
        """Remove what a change wrote that was not committed."""
        for file in self._there() - self._known:
            Path(file).unlink(missing_ok=True)

    def count(self) -> int:
        return len(self._there())

    def _there(self) -> frozenset[str]:
        # Three times a change: names alone, for to ask after every file of a grown store would be much of a small publish.
        return frozenset(f"{folder}/{name}" for folder, _in, names in os.walk(self._folder) for name in names)


def remove_orphans(engine: duckdb.DuckDBPyConnection, files: Path) -> None:
    """Remove row files that no version names, or that were to go when upkeep was cut off, and kept files that no upload names.

    Only at opening: nobody writes then, and the catalogue was found to know all that it knew.
    """
    engine.execute("call ducklake_cleanup_old_files('lake', cleanup_all => true)")
    engine.execute("call ducklake_delete_orphaned_files('lake', cleanup_all => true)")
    named = {name for (name,) in engine.execute("select distinct file_hash from lake.uploads").fetchall()}
    for file in files.iterdir():
        if file.name not in named:
            file.unlink()
