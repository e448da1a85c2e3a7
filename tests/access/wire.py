"""A client that speaks to the server as a browser does, and says what no browser would: raw web sockets and requests."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.conftest import Server
from zhiping.ui.kit.addresses import PAGES

SECONDS = 60


def written(cookies: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


class Tab:
    """A web socket of Streamlit's, with the cookies that it was opened with."""

    def __init__(self, wire: ClientConnection) -> None:
        self._socket = wire
        self.session = ""

    def send(self, message: BackMsg) -> None:
        self._socket.send(message.SerializeToString())

    def received(self) -> ForwardMsg:
        message = ForwardMsg()
        message.ParseFromString(self._socket.recv(SECONDS, decode=False))
        if message.HasField("new_session"):
            self.session = message.new_session.initialize.session_id
        return message

    def run(self, page: str, query: str = "", *widgets: WidgetState) -> bytes:
        """All that the server sends for a run of a page under a query string, with these states of widgets."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_script_hash = calc_hash(PAGES[page].url_path) if page in PAGES else page
        asked.rerun_script.widget_states.widgets.extend(widgets)
        self.send(asked)
        found = b""
        while True:
            message = self.received()
            found += bytes(message.SerializeToString())
            if message.WhichOneof("type") == "script_finished":
                return found

    def file(self, file_id: str) -> str:
        """The address of a file that is made as it is asked for; "" where it is refused."""
        asked = BackMsg()
        asked.backend_operation_request.request_id, asked.backend_operation_request.session_id = (
            "1",
            self.session,
        )
        asked.backend_operation_request.deferred_file.file_id = file_id
        self.send(asked)
        while True:
            message = self.received()
            if message.WhichOneof("type") == "backend_operation_response":
                return message.backend_operation_response.deferred_file.url


@contextmanager
def tab_of(server: Server, cookies: Mapping[str, str], origin: str | None = None) -> Iterator[Tab]:
    """A tab of a browser that holds these cookies; `origin`: of the page that opens it, the server's own unless said."""
    with connect(
        server.url.replace("http", "ws", 1) + "/_stcore/stream",
        origin=Origin(origin or server.url),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": written(cookies)},
        max_size=None,
        proxy=None,
    ) as wire:
        yield Tab(wire)


def request(
    server: Server,
    method: str,
    path: str,
    body: bytes = b"",
    cookies: Mapping[str, str] | None = None,
    **headers: str,
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer to one request, whose path goes out as it is written."""
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=SECONDS)
    try:
        sent = {"Cookie": written(cookies or {})} | {
            name.replace("_", "-"): text for name, text in headers.items()
        }
        connection.request(method, path, body or None, sent)
        answer = connection.getresponse()
        found = {name.lower(): text for name, text in answer.getheaders()}
        cookies_set = "; ".join(answer.headers.get_all("set-cookie", []))
        return answer.status, found | ({"set-cookie": cookies_set} if cookies_set else {}), answer.read()
    finally:
        connection.close()


@contextmanager
def half_sent(server: Server, head: str) -> Iterator[socket.socket]:
    """A connection on which the beginning of a request was sent and no more."""
    parts = urlsplit(server.url)
    with socket.create_connection((parts.hostname, parts.port), timeout=SECONDS) as raw:
        raw.sendall(head.encode())
        yield raw
