"""A PostgreSQL of Debian's for all tests of all processes: in a folder of its own, over a Unix socket alone."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.shared_process import shared_process
from tests.templates import shared_folder

SECONDS_TO_START = 30
_OWNER = "postgres"  # of Debian's package; PostgreSQL refuses to run as root
# Nothing of it is kept, so nothing has to reach the disk.
_SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "listen_addresses=",
    "shared_buffers=16MB",
    "max_connections=60",
)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda one: int(one.parts[-3]))
    if not found:
        pytest.fail("PostgreSQL is missing: run tests/system-packages.sh")
    return found[-1].parent


def _run_as() -> dict[str, str]:
    return {"user": _OWNER, "group": _OWNER} if os.getuid() == 0 else {}


def _started() -> tuple[int, str]:
    """The process of a server that answers, and its folder."""
    folder = Path(
        mkdtemp(prefix="zhiping-pg-")
    )  # the tests' own folder lets nobody else in, and its path is long
    if owner := _run_as():
        shutil.chown(folder, **owner)
    initdb = [
        _programs() / "initdb",
        "-D",
        folder / "data",
        "-U",
        _OWNER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-locale",
        "--no-sync",
    ]
    subprocess.run(initdb, cwd=folder, check=True, capture_output=True, **_run_as())  # type: ignore[call-overload]
    command = [_programs() / "postgres", "-D", folder / "data", "-k", folder]
    command += [part for setting in _SETTINGS for part in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **_run_as(),
        )  # type: ignore[call-overload]
    deadline = time.monotonic() + SECONDS_TO_START
    while subprocess.run([_programs() / "pg_isready", "-q", "-h", folder], check=False).returncode:
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            pytest.fail(f"PostgreSQL did not start:\n{(folder / 'log').read_text('utf-8', 'replace')}")
        time.sleep(0.05)
    process.returncode = 0  # whoever leaves last ends it
    return process.pid, str(folder)


@contextmanager
def shared_postgresql(factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the one server."""
    with shared_process(
        shared_folder(factory),
        "postgresql",
        _started,
        end_by=signal.SIGQUIT,  # at once: nothing of it is kept
        within=SECONDS_TO_START,
        after=shutil.rmtree,
    ) as folder:
        yield f"postgresql+psycopg://{_OWNER}@/{_OWNER}?host={folder}"
