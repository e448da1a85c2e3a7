"""What the slow tests share: a really started server, stores that are looked over at the end, and the switch --golden."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as NotInTime
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from tests.effort import IS_WHOLE
from tests.shared_process import shared_process
from tests.stores_left import DAMAGED, wrong_with_stores
from tests.templates import copied, demonstration, shared_folder

TESTS = Path(__file__).resolve().parent
PROJECT = TESTS.parent
SECONDS_TO_START = 90
SECONDS_TO_END = 10
HAS_DRAWN = """() => {
    if (!document.getElementById('root')) return true;
    const app = document.querySelector('[data-testid="stApp"]');
    return app !== null && app.dataset.testScriptState === 'notRunning' && !window.awaitsRun;
}"""

PageAt = Callable[..., Page]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew instead of comparing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits begins first, beside what works: two processes with the tests in a browser, a third with the long ones
    of the root folder.

    The processes begin with equal shares of the list, one after the other; who has done its share takes from the end of
    another's. So the first two shares are filled with small tests, which are taken from them while they wait for their
    browsers. Of the tests in a browser those of large files come last, for they can be shared out finely. A process
    alone has them last.
    """
    browser: list[pytest.Item] = []
    small: list[pytest.Item] = []
    others: list[pytest.Item] = []
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            browser.append(item)
        else:
            (small if item.path.is_relative_to(TESTS / "rules") else others).append(item)
    sizes = Counter(item.path for item in browser)
    browser.sort(key=lambda item: (sizes[item.path], item.path))
    others.sort(key=lambda item: item.path.parent != TESTS)
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if processes == 1:
        items[:] = [*small, *others, *browser]
        return
    places = {path: place for place, path in enumerate(dict.fromkeys(item.path for item in browser))}
    first, second = ([item for item in browser if places[item.path] % 2 == half] for half in (0, 1))
    share = len(items) // processes
    split = max(0, len(others) - max(0, 2 * share - len(browser) - len(small)))
    light = [*small, *others[split:]]
    filled = max(0, share - len(first))
    items[:] = [*first, *light[:filled], *second, *light[filled:], *others[:split]]


@pytest.fixture(scope="session", autouse=True)
def stores_left_are_whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The folder's name in a line tells the test; its own part of the run is long over."""
    yield
    assert wrong_with_stores(tmp_path_factory.getbasetemp(), whole=IS_WHOLE) == []


@pytest.fixture(scope="session", autouse=True)
def installed_components_are_looked_for_once() -> Iterator[None]:
    """A server reads the metadata of all installed packages at its start, an AppTest (0.2 s) at every first run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests)
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def runs_of_pages_are_waited_for() -> Iterator[None]:
    """AppTest looks a thousand times a second whether a run has ended, which takes a tenth of the run."""
    looked = local_script_runner.require_widgets_deltas

    def waited(runner: LocalScriptRunner, timeout: float = 3) -> None:
        thread = runner._script_thread
        assert thread
        thread.join(timeout)
        looked(runner, 0 if thread.is_alive() else timeout)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "require_widgets_deltas", waited)
        yield


@pytest.fixture(autouse=True)
def store_is_damaged_on_purpose(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where a test is marked so, what it leaves is not verified."""
    marked = request.node.get_closest_marker("damages") is not None
    folder: Path | None = request.getfixturevalue("tmp_path") if marked else None
    yield
    if folder:
        (folder / DAMAGED).touch()


@dataclass(frozen=True)
class Server:
    """A running server: its address without a final slash, its data folder, its log, its process (0: not told)."""

    url: str
    data: Path
    log: Path
    pid: int = 0

    def status(self, path: str) -> int:
        """The HTTP status of `path`; 0 while nobody answers."""
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started_server(
    folder: Path, script: str = "app.py", *, address: str = "127.0.0.1", port: int = 0, **settings: str
) -> Iterator[Server]:
    """`streamlit run` of the product (or another script), its data in `folder`; ended by its own pid. `port`: 0 is a free one."""
    server, process = _launched(folder, script, address=address, port=port, **settings)
    try:
        _await_health(server, process)
        yield replace(server, pid=process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _launched(
    folder: Path, script: str = "app.py", *, address: str = "127.0.0.1", port: int = 0, **settings: str
) -> "tuple[Server, subprocess.Popen[bytes]]":
    """A server that has just been told to start."""
    port = port or free_port()
    server = Server(f"http://127.0.0.1:{port}", folder / "store", folder / "server.log")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZHIPING_")}
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    command += ["--server.address", address, "--server.headless", "true"]
    with server.log.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=environment | {"PYTHONPATH": str(PROJECT), "ZHIPING_DATA": str(server.data)} | settings,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    return server, process


def _await_health(server: Server, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while server.status("/healthz") != 200:
        if process.poll() is not None or time.monotonic() > deadline:
            ended = f"ended with exit {process.returncode}" if process.poll() is not None else "is silent"
            pytest.fail(f"the server {ended} before /healthz answered 200:\n{server.log.read_text('utf-8')}")
        time.sleep(0.2)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server with the demonstration data, for all tests of all processes that change nothing."""
    shared = shared_folder(tmp_path_factory)
    folder = shared / "server"
    folder.mkdir(exist_ok=True)

    def start() -> tuple[int, str]:
        copied(tmp_path_factory, folder / "store", demonstration)
        server, process = _launched(folder)
        try:
            _await_health(server, process)
        except BaseException:
            process.kill()
            process.wait()
            raise
        process.returncode = 0  # whoever leaves last waits for it
        return process.pid, server.url

    def look_over(_url: str) -> None:
        assert wrong_with_stores(folder, whole=IS_WHOLE) == []

    with shared_process(
        shared, "server", start, end_by=signal.SIGTERM, within=SECONDS_TO_END, after=look_over
    ) as url:
        yield Server(url, folder / "store", folder / "server.log")


@pytest.fixture(scope="module")
def fresh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the demonstration data for one file of tests, which may change them."""
    folder = tmp_path_factory.mktemp("fresh")
    copied(tmp_path_factory, folder / "store", demonstration)
    with started_server(folder) as started:
        yield started


@pytest.fixture(scope="module")
def first_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a machine where none ran before, for one file of tests: it fills its store as it starts."""
    with started_server(tmp_path_factory.mktemp("first")) as started:
        yield started


def clicked_until(click: Callable[[], None], shown: Locator) -> None:
    """Click until `shown` appears: a click on what is just being drawn anew, as under load, can go nowhere."""
    for _again in range(5):
        with suppress(NotInTime):  # what was clicked is gone: an earlier click has worked after all
            click()
        with suppress(NotInTime):
            shown.wait_for(timeout=12_000)
            return
    shown.wait_for()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """The server's log stands below a failed test that used it."""
    report = yield
    if report.failed:
        for fixture in getattr(item, "funcargs", {}).values():
            if isinstance(fixture, Server):
                report.sections.append(("server log", fixture.log.read_text("utf-8", "replace")))
    return report
