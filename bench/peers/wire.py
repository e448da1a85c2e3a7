"""Viewers without a browser: they ask for views of a page at its web socket (Streamlit) or its callback (Dash)."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from bench.peers.dashboards import STREAMLIT, Peer
from bench.peers.servers import Server

SECONDS = 60.0
MOST_VIEWS = 2_000

# Asks for the page under filters and waits until all of it is there.
View = Callable[[Mapping[str, str]], None]


def viewer(peer: Peer, server: Server) -> AbstractContextManager[View]:
    """A viewer with a session of its own, which lasts as long as the block."""
    return _streamlit(peer, server) if peer.drawing is STREAMLIT else _dash(server)


@contextmanager
def _streamlit(peer: Peer, server: Server) -> Iterator[View]:
    with connect(
        server.url.replace("http", "ws", 1) + "/_stcore/stream",
        origin=Origin(server.url),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        proxy=None,
    ) as wire:

        def view(filters: Mapping[str, str]) -> None:
            asked = BackMsg()
            asked.rerun_script.query_string = urlencode(filters)
            asked.rerun_script.page_script_hash = calc_hash(peer.path[1:]) if peer.path != "/" else ""
            wire.send(asked.SerializeToString())
            message = ForwardMsg()
            while message.WhichOneof("type") != "script_finished":
                message.ParseFromString(wire.recv(SECONDS, decode=False))

        yield view


@contextmanager
def _dash(server: Server) -> Iterator[View]:
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=SECONDS)

    def view(filters: Mapping[str, str]) -> None:
        asked = {
            "output": "page.children",
            "outputs": {"id": "page", "property": "children"},
            "inputs": [{"id": "address", "property": "search", "value": f"?{urlencode(filters)}"}],
            "changedPropIds": ["address.search"],
        }
        connection.request(
            "POST", "/_dash-update-component", json.dumps(asked), {"Content-Type": "application/json"}
        )
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"the callback answered {answer.status}")

    try:
        yield view
    finally:
        connection.close()


def views_a_second(
    peer: Peer, server: Server, viewers: int, seen: Sequence[Mapping[str, str]], seconds: float
) -> float:
    """How many views a second so many viewers get who ask one after the other, each as soon as it has the last one."""
    with ExitStack() as stack:
        views = [stack.enter_context(viewer(peer, server)) for _one in range(viewers)]
        for view in views:
            view(seen[0])
        counts = [0] * viewers
        began = time.monotonic()

        def ask(number: int) -> None:
            while time.monotonic() - began < seconds and counts[number] < MOST_VIEWS:
                views[number](seen[(number + counts[number]) % len(seen)])
                counts[number] += 1

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(viewers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sum(counts) / (time.monotonic() - began)


def memory_with(
    peer: Peer, server: Server, sessions: int, filters: Mapping[str, str], seconds: float
) -> tuple[float, int]:
    """The server's memory in MB while so many sessions are open that have seen the page, and how many that were in time."""
    with ExitStack() as stack:
        deadline = time.monotonic() + seconds
        opened = 0
        while opened < sessions and time.monotonic() < deadline:
            stack.enter_context(viewer(peer, server))(filters)
            opened += 1
        return server.memory(), opened
