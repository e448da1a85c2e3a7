"""Started servers: each peer as it is served to people, on this machine alone, with what it takes of the machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from zhiping.settings import PROJECT

SECONDS_TO_START, SECONDS_TO_END = 120, 10
DASH = PROJECT / "build" / "peers" / "bin" / "gunicorn"
THREADS = 16
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server: its address without a final slash, and the process that it began with."""

    url: str
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time that it and its processes have used."""
        return sum(self._fields(pid)[0] for pid in self._pids())

    def memory(self) -> float:
        """Its resident memory, MB."""
        return sum(self._fields(pid)[1] for pid in self._pids())

    def _pids(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [self.pid, *map(int, children)]

    @staticmethod
    def _fields(pid: int) -> tuple[float, float]:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        resident = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 1e6
        return (int(fields[11]) + int(fields[12])) / _TICKS, resident


@contextmanager
def streamlit(script: str, **environment: str) -> Iterator[Server]:
    """`streamlit run` of a script, as `make run` does it."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    with _started(command, port, "/_stcore/health", environment) as server:
        yield server


@contextmanager
def dash(workers: int, **environment: str) -> Iterator[Server]:
    """The Dash page behind gunicorn."""
    port = _free_port()
    command = [str(DASH), "bench.peers.rivals.dashed:server", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--worker-class", "gthread", "--threads", str(THREADS)]
    with _started(command, port, "/_dash-layout", environment) as server:
        yield server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _started(command: list[str], port: int, health: str, environment: Mapping[str, str]) -> Iterator[Server]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIPING_")}
    process = subprocess.Popen(
        command,
        cwd=PROJECT,
        env={**kept, "PYTHONPATH": str(PROJECT), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while not _answers(port, health):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command} does not answer")
            time.sleep(0.1)
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(port: int, path: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
