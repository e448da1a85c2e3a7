"""One process for all processes of a test run: who asks first starts it, who leaves last ends it."""

import fcntl
import os
import signal
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
            if not started.exists():
                started.write_text("{} {}".format(*start()), "utf-8")
            pid, reached = started.read_text("utf-8").split(" ", 1)
            fcntl.flock(users, fcntl.LOCK_SH)
        yield reached
        with _alone(shared, name):
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # others are at it still
            _end(int(pid), end_by, within)
            started.unlink()
            after(reached)


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
