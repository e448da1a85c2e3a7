"""The stores that tests leave behind, verified: a test that looked elsewhere finds out here what it broke."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from zhiping.settings import settings_from
from zhiping.store import catalogue
from zhiping.store.errors import StoreError
from zhiping.store.mark import Mark
from zhiping.store.publishing import Store
from zhiping.store.verifying import row_files

DAMAGED = "damaged"  # a file beside or above a store that a test broke on purpose (`pytest.mark.damages`)


def wrong_with_stores(folder: Path, *, whole: bool) -> list[str]:
    """What is wrong with the stores anywhere in `folder`, a line each; those that were to be damaged left out.

    `whole`: as `zhiping verify` does it. Else in some 5 ms a store: whether each file that is named is there, and as long.
    """
    check = _verified if whole else _looked_over
    stores = sorted(file.parent for file in folder.rglob(catalogue.FILE))
    with duckdb.connect() as engine:
        return [
            f"{store}: {what}"
            for store in stores
            if not any((above / DAMAGED).exists() for above in store.parents)
            for what in check(store, engine)
        ]


def _verified(store: Path, _engine: duckdb.DuckDBPyConnection) -> Iterator[str]:
    try:
        opened = Store(settings_from({}, data=store))
    except StoreError as error:
        yield str(error)
        return
    try:
        yield from (str(problem) for problem in opened.problems())
    finally:
        opened.close()


def _looked_over(store: Path, engine: duckdb.DuckDBPyConnection) -> Iterator[str]:
    named = {f"files/{change.file_hash}": -1 for change in Mark(store).changes()}
    quoted = str(store / catalogue.FILE).replace("'", "''")
    try:
        engine.execute(f"attach '{quoted}' as {catalogue.DATABASE} (read_only)")
        named |= {file.path: file.size for file in row_files(engine)}
    except duckdb.Error as error:
        yield str(error)
    finally:
        engine.execute(f"detach database if exists {catalogue.DATABASE}")
    for path, size in named.items():
        file = store / path
        if not file.is_file() or size not in {-1, file.stat().st_size}:
            yield path
