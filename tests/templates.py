"""Stores that are filled once for all tests and copied: filling one takes seconds, a copy almost nothing."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

import pytest

from zhiping.demo.loading import load_first_data
from zhiping.settings import settings_from
from zhiping.store.publishing import Store

Filling = Callable[[Store], None]
NOW = datetime(2025, 11, 5, 9)  # the day after the demonstration ends: its times stay as in its files


def shipped(store: Store) -> None:
    """What an office starts with that wants no demonstration: the areas alone."""
    load_first_data(store, with_demo=False, now=NOW)


def demonstration(store: Store) -> None:
    """What a first start shows."""
    load_first_data(store, with_demo=True, now=NOW)


@contextmanager
def filling(folder: Path) -> Iterator[Store]:
    """The store of a folder while it is filled: nobody reads it yet, so no version has to stand."""
    store = Store(settings_from({}, data=folder))
    try:
        yield store
    finally:
        store.close()


def copied(factory: pytest.TempPathFactory, fill: Filling, folder: Path) -> Path:
    """`folder`, a new one, as a store that `fill` has filled; the filling is done once for all processes."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    template = shared / f"template-{fill.__name__}"
    with (shared / "templates.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            half = Path(mkdtemp(dir=shared))
            with filling(half / "store") as store:
                fill(store)
            (half / "store").rename(template)
    return Path(shutil.copytree(template, folder, dirs_exist_ok=True))
