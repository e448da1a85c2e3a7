"""Stores that are filled once for all tests and copied: filling one takes seconds, a copy almost nothing."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
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


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Where the processes of one run keep what they share."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def copied(factory: pytest.TempPathFactory, folder: Path, *fillings: Filling) -> Path:
    """`folder`, a new one, as a store filled by one filling after the other; each is done once for all processes.

    Without a filling it is a store that nothing was ever put into: to make its tables takes longer than all else.
    """
    shared = shared_folder(factory)
    with (shared / "templates.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return Path(shutil.copytree(_template(shared, fillings), folder, dirs_exist_ok=True))


def _template(shared: Path, fillings: Sequence[Filling]) -> Path:
    """The store that these have filled, each upon a copy of what stood before it."""
    template = shared / "-".join(["template", *(fill.__name__ for fill in fillings)])
    if not template.exists():
        half = Path(mkdtemp(dir=shared)) / "store"
        if len(fillings) > 1:
            shutil.copytree(_template(shared, fillings[:-1]), half)
        with filling(half) as store:
            for fill in fillings[-1:]:
                fill(store)
        half.rename(template)
    return template
