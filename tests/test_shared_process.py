"""What the tests share ends with the last of them, also where they are killed."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import PROJECT

_TEST = """
import signal, subprocess, sys, time
from pathlib import Path
from tests.shared_process import shared_process

def start():
    process = subprocess.Popen(["sleep", "1000"], stdout=subprocess.DEVNULL, start_new_session=True)
    process.returncode = 0
    return process.pid, "reached"

with shared_process(Path(sys.argv[1]), "sleeper", start, end_by=signal.SIGTERM, within=5, after=print):
    print("there", flush=True)
    sys.stdin.read()
"""


def _is_running(pid: str) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text("utf-8").rsplit(")", 1)[1].split()[0] != "Z"


def test_a_process_that_tests_share_does_not_outlive_tests_that_are_killed(tmp_path: Path) -> None:
    tests = [
        subprocess.Popen(
            [sys.executable, "-c", _TEST, str(tmp_path)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _process in range(2)
    ]
    for one in tests:
        assert one.stdout
        assert one.stdout.readline() == b"there\n"
    pid = (tmp_path / "sleeper.started").read_text("utf-8").split()[0]
    tests[0].send_signal(signal.SIGKILL)
    tests[0].communicate()
    time.sleep(0.3)
    assert _is_running(pid), "the other one is at it still"
    tests[1].send_signal(signal.SIGKILL)
    tests[1].communicate()
    deadline = time.monotonic() + 20
    while _is_running(pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)
