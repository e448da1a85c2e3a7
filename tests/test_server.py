"""What a really started server answers, and to whom; what it does not start for."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import PROJECT, Server, started_server
from tests.templates import copied, shipped
from zhiping.settings import GEO

# Binds loopback, but is no name of it: a server that thinks itself open, on this machine alone.
AS_IF_OPEN = "127.1"
FOREIGN = ["evil.example", "zp.example.gov.cn.evil.example", "10.1.2.3"]
NAMED = "zp.example.gov.cn"
SOCKET = "/_stcore/stream"


@pytest.fixture(scope="module")
def named_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("named")
    copied(tmp_path_factory, folder / "store", shipped)
    with started_server(folder, ZHIPING_HOSTS=NAMED, ZHIPING_DEMO="0") as started:
        yield started


def answer(server: Server, path: str, *hosts: str, socket_wanted: bool = False) -> tuple[int, str]:
    """The status and the text of the answer to a raw request with these Host headers."""
    port = urlsplit(server.url).port
    lines = [f"GET {path} HTTP/1.1", *(f"Host: {host}" for host in hosts or (f"127.0.0.1:{port}",))]
    if socket_wanted:
        lines += ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
        lines += ["Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="]
    else:
        lines += ["Connection: close"]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        raw.sendall("\r\n".join([*lines, "", ""]).encode())
        received = b""
        while chunk := raw.recv(65536):
            received += chunk
            if received.startswith(b"HTTP/1.1 101"):  # and then stays open
                break
    head, _blank, body = received.partition(b"\r\n\r\n")
    return int(head.split(b" ")[1]), body.decode("utf-8", "replace")


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/zhiping.js", "/zhiping.css", "/geo/style.json", "/_stcore/health"]
)
def test_a_foreign_name_is_told_what_to_do(named_server: Server, path: str) -> None:
    for host in ("127.0.0.1", "localhost:8501", NAMED, NAMED.upper()):
        assert answer(named_server, path, host)[0] == 200
    for host in FOREIGN:
        status, text = answer(named_server, path, host)
        assert (status, "ZHIPING_HOSTS" in text) == (400, True)


def test_a_web_socket_with_a_foreign_name_is_not_opened(named_server: Server) -> None:
    for host in ("127.0.0.1", "localhost", NAMED):
        assert answer(named_server, SOCKET, host, socket_wanted=True)[0] == 101
    for host in FOREIGN:
        status, text = answer(named_server, SOCKET, host, socket_wanted=True)
        assert (status, "ZHIPING_HOSTS" in text) == (400, True)
    assert answer(named_server, SOCKET, "127.0.0.1", "evil.example", socket_wanted=True)[0] == 400


def test_of_the_map_only_what_maps_draw_is_served(named_server: Server) -> None:
    drawn = {"style.json", "style-dark.json", "nmg_lite.geojson", "names.geojson"}
    there = {path.name for path in GEO.iterdir() if path.is_file()}
    assert drawn < there
    served = {name for name in there if answer(named_server, f"/geo/{name}")[0] == 200}
    assert served == drawn
    for path in (
        "/geo/",
        "/geo/../geo/areas.py",
        "/geo/%2e%2e/geo/areas.py",
        "/geo/./areas.py",
        "/geo//areas.py/",
    ):
        assert answer(named_server, path)[0] in {400, 404}, path


@pytest.mark.parametrize(
    ("path", "is_there"),
    [
        ("health", True),
        ("host-config", True),
        ("metrics", False),
        ("metrics?families=cache_memory_bytes", False),
        ("metrics/", False),
        ("script-health-check", False),
        ("agent/openapi.json", False),
        ("agent/interact", False),
        ("agent/mcp", False),
        ("", False),
    ],
)
def test_of_streamlits_own_addresses_only_what_a_browser_needs(
    named_server: Server, path: str, is_there: bool
) -> None:
    status, text = answer(named_server, f"/_stcore/{path}")
    assert (status == 200) is is_there
    assert is_there or text == "Not Found"


@pytest.mark.parametrize(
    ("settings", "address", "sentence"),
    [
        ({}, AS_IF_OPEN, "ZHIPING_OPEN=1"),
        ({"ZHIPING_OPEN": "0"}, AS_IF_OPEN, "没有启动"),
        ({"ZHIPING_OPEN": "yes"}, "127.0.0.1", "ZHIPING_OPEN 只能是 0 或 1"),
        ({"ZHIPING_HOSTS": "http://zp.example.gov.cn"}, "127.0.0.1", "ZHIPING_HOSTS"),
    ],
)
def test_a_server_that_may_not_listen_ends_with_a_sentence(
    tmp_path: Path, settings: dict[str, str], address: str, sentence: str
) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZHIPING_")}
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "app.py",
            "--server.port",
            "0",
            "--server.address",
            address,
        ],
        cwd=PROJECT,
        env=environment | {"PYTHONPATH": str(PROJECT), "ZHIPING_DATA": str(tmp_path / "store")} | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1)
    assert sentence in ended.stderr
    assert not (tmp_path / "store").exists()


def test_an_open_server_answers_under_its_own_names(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copied(tmp_path_factory, tmp_path / "store", shipped)
    own = socket.gethostname()
    with started_server(tmp_path, address=AS_IF_OPEN, ZHIPING_OPEN="1", ZHIPING_DEMO="0") as opened:
        assert answer(opened, SOCKET, own, socket_wanted=True)[0] == 101
        assert answer(opened, "/", own)[0] == 200
        assert answer(opened, "/", NAMED)[0] == 400


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/tickets-funnel?area=15", None),
        ("/tickets/funnel?area=15&class=A", "/tickets-funnel?area=15&class=A"),
        ("/tickets-funnel/", "/tickets-funnel"),
        ("/overview/today?area=15", "/?area=15"),
        ("/nothing", "/missing?asked=nothing"),
        ("/%2F%2Fevil.example/x", "/missing?asked=evil.example%2Fx"),
        ("/missing?asked=x", None),
        ("/healthz", None),
    ],
)
def test_a_browser_is_sent_on_to_the_page_that_is_meant(
    named_server: Server, asked: str, leads_to: str | None
) -> None:
    connection = HTTPConnection(urlsplit(named_server.url).netloc, timeout=10)
    connection.request("GET", asked, headers={"Accept": "text/html"})
    got = connection.getresponse()
    assert (got.status, got.getheader("location")) == ((307, leads_to) if leads_to else (200, None))
    connection.close()


def test_no_run_changes_where_other_threads_look_for_what_they_import(tmp_path: Path) -> None:
    code = (
        "import sys, app\n"
        "from streamlit.runtime.scriptrunner.exec_code import modified_sys_path\n"
        "before = list(sys.path)\n"
        "with modified_sys_path('zhiping/contents.py'): assert sys.path == before\n"
        "assert sys.path == before\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZHIPING_")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env=environment | {"ZHIPING_DATA": str(tmp_path / "store")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
