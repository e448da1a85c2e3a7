"""One process for all processes of a test run: who asks first starts it, who leaves last ends it."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def shared_process(
    shared: Path,
    name: str,
    start: Callable[[], tuple[int, str]],
    *,
    end_by: signal.Signals,
    within: float,
    after: Callable[[str], None],
) -> Iterator[str]:
    """How the one process of that name is reached. `start`: its pid and that, once it answers.

    It is ended by `end_by`, and killed after so many seconds (`within`); then `after` is called with how it was reached.
    """
    started = shared / f"{name}.started"
    with (shared / f"{name}.users").open("w") as users:
        with _alone(shared, name):
            is_new = not started.exists()
            if is_new:
                started.write_text("{} {}".format(*start()), "utf-8")
            pid, reached = started.read_text("utf-8").split(" ", 1)
            fcntl.flock(users, fcntl.LOCK_SH)
            if is_new:
                _watch(shared, name, int(pid), end_by)
        yield reached
        with _alone(shared, name):
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # others are at it still
            _end(int(pid), end_by, within)
            started.unlink()
            after(reached)


# Waits until nobody is at it any more, however they left, and ends what nobody else has ended.
_WATCHER = """
import fcntl, os, pathlib, sys
users, started, pid, end_by = sys.argv[1:]
with open(users, "w") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    file = pathlib.Path(started)
    if file.exists() and file.read_text("utf-8").split(" ", 1)[0] == pid:
        file.unlink()
        os.kill(int(pid), int(end_by))
"""


def _watch(shared: Path, name: str, pid: int, end_by: signal.Signals) -> None:
    """Let the process not outlive tests that were killed: a lock is let go of also then."""
    command = [
        sys.executable,
        "-c",
        _WATCHER,
        *(str(shared / f"{name}.{end}") for end in ("users", "started")),
    ]
    quiet = subprocess.DEVNULL
    watcher = subprocess.Popen(
        [*command, str(pid), str(int(end_by))],
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        start_new_session=True,
    )
    watcher.returncode = 0  # nobody waits for it: it ends after the last one


@contextmanager
def _alone(shared: Path, name: str) -> Iterator[None]:
    """While nobody else starts or ends it."""
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _end(pid: int, end_by: signal.Signals, within: float) -> None:
    """End a process that this one need not have started, and wait for it."""
    os.kill(pid, end_by)
    deadline = time.monotonic() + within
    with suppress(FileNotFoundError):
        while Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0] != "Z":
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)
