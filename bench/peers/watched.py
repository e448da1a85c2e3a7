"""A browser that visits a peer: when the page was drawn to its end, and how many bytes that took.

Drawn is the last change inside the page after which, for half a second, nothing changes and nothing is at work. The same
rule for all peers: it needs nothing of how they are made but where they draw and how they say that they are busy.
"""

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.peers.dashboards import Peer
from bench.peers.servers import Server

CHROMIUM = "/usr/bin/chromium-headless-shell"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",
]
SECONDS_TO_DRAW = 60
_WATCH = """inside => {
    window.changedAt = 0
    new MutationObserver(list => {
        if (list.some(one => (one.target.closest ? one.target : one.target.parentElement)?.closest(inside)))
            window.changedAt = performance.now()
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
}"""
_DRAWN = """([inside, text]) => {
    const page = document.querySelector(inside)
    return !!page && page.textContent.includes(text) && !(BUSY)
        && performance.now() - Math.max(window.changedAt, window.beganAt ?? 0) > 500
}"""
_GO_TO = """address => {
    window.beganAt = performance.now()
    history.pushState({}, '', address)
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))
}"""


@dataclass
class Tab:
    """A tab of a viewer of its own, who has never been here; all times in seconds."""

    peer: Peer
    server: Server
    page: Page
    http_bytes: int = 0
    socket_bytes: int = 0

    def open(self, address: str, text: str) -> float:
        """Come to an address by loading it: seconds until it is drawn."""
        self.page.goto(self.server.url + address, wait_until="commit")
        return self._drawn(text)

    def reload(self, text: str) -> float:
        """The same again, with what the browser keeps."""
        self.page.reload(wait_until="commit")
        return self._drawn(text)

    def go_to(self, address: str, text: str) -> float:
        """Come to an address as the back button does: seconds until it is drawn anew."""
        self.page.evaluate(_GO_TO, address)
        return self._drawn(text)

    def _drawn(self, text: str) -> float:
        self.page.wait_for_function(
            _DRAWN.replace("BUSY", self.peer.drawing.busy), arg=[self.peer.drawing.inside, text], polling=50
        )
        return float(self.page.evaluate("() => window.changedAt - (window.beganAt ?? 0)")) / 1000


class Watched:
    """A running Chromium."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    @contextmanager
    def tab(self, peer: Peer, server: Server) -> Iterator[Tab]:
        """A viewer without cookies and without anything kept."""
        context = self._browser.new_context(
            viewport={"width": 1440, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(1000 * SECONDS_TO_DRAW)
        context.add_init_script(f"({_WATCH})({peer.drawing.inside!r})")
        tab = Tab(peer, server, context.new_page())
        told = context.new_cdp_session(tab.page)
        told.on("Network.loadingFinished", lambda event: _count(tab, event))
        told.on("Network.webSocketFrameReceived", lambda event: _count_frame(tab, event))
        told.send("Network.enable")
        try:
            yield tab
        finally:
            context.close()


def _count(tab: Tab, event: Mapping[str, Any]) -> None:
    tab.http_bytes += int(event["encodedDataLength"])


def _count_frame(tab: Tab, event: Mapping[str, Any]) -> None:
    text = event["response"]["payloadData"]
    is_text = event["response"]["opcode"] == 1
    tab.socket_bytes += len(text) if is_text else len(base64.b64decode(text))


@contextmanager
def watched() -> Iterator[Watched]:
    """Debian's Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield Watched(browser)
        browser.close()
