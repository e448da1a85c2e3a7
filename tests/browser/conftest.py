"""A real Chromium and those who visit the product with it: one for a test, for a file, or for all tests of a process."""

import shutil
import subprocess
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import HAS_DRAWN, PageAt, Server
from zhiping.ui.kit.addresses import PAGES

CHROMIUM = Path("/usr/bin/chromium-headless-shell")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",
]
MILLISECONDS_TO_DRAW = 60_000
OWN_HOSTS = {"127.0.0.1", "localhost"}
OWN_SCHEMES = {"data", "blob", "about"}
HAS_HEADING = "title => document.querySelector('h1')?.textContent === title"
SUM_SHIFTS = """window.layoutShift = 0
new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.layoutShift += one.value
}).observe({ type: 'layout-shift', buffered: true })"""
# A page that has asked for a run counts as running before the server has begun with it, however long that takes: the tags
# are those of BackMsg.rerun_script and of ForwardMsg's hash, metadata and script_finished, whose 2 is "early, for another".
TELLS_OF_RUNS = """window.awaitsRun = false
window.WebSocket = class extends WebSocket {
    constructor(...options) {
        super(...options)
        this.addEventListener('close', () => void (window.awaitsRun = false))
        this.addEventListener('message', ({ data }) => {
            const bytes = new Uint8Array(data)
            let at = 0
            while (bytes[at] === 0x0a || bytes[at] === 0x12) at += 2 + bytes[at + 1]
            if (bytes[at] === 0x30 && bytes[at + 1] !== 2) window.awaitsRun = false
        })
    }
    send(data) {
        if (data[0] === 0x5a) window.awaitsRun = true
        super.send(data)
    }
}"""
# Not while the page tells the server that it is seen narrow or dark: no reader is as fast as to go on in that moment, a
# test under load is.
GO_TO = """async address => {
    while (!zhipingRests()) await new Promise(done => setTimeout(done, 20))
    history.pushState({}, '', address)
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))
}"""
TITLES = {f"/{entry.url_path}": entry.title for entry in PAGES.values()}
RESTS_AT = "/upload-history?dataset=tickets"  # draws little, and its filter is no other page's


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """After a failed test the next one begins with a visitor of its own."""
    report = yield
    if report.failed:
        for fixture in getattr(item, "funcargs", {}).values():
            if isinstance(fixture, Visit):
                fixture.end()
    return report


def _missing_system_packages() -> list[str]:
    has_font = (
        shutil.which("fc-list")
        and subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, check=False).stdout.strip()
    )
    return ([] if CHROMIUM.exists() else ["chromium-headless-shell"]) + (
        [] if has_font else ["fonts-noto-cjk"]
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without its window (half the processor time); without it or a Chinese font the tests fail, they are never skipped."""
    if missing := _missing_system_packages():
        pytest.fail(f"missing on this machine: {', '.join(missing)}; tests/system-packages.sh installs them")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


def _is_own(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in OWN_SCHEMES or parts.hostname in OWN_HOSTS


def _record(context: BrowserContext, asked: list[str]) -> None:
    """Write down every address that this context asks for, web sockets included."""
    context.on("request", lambda request: asked.append(request.url))
    context.on("page", lambda page: page.on("websocket", lambda socket: asked.append(socket.url)))


@pytest.fixture
def page_at(browser: Browser, request: pytest.FixtureRequest) -> Iterator[PageAt]:
    """`page_at("/tickets-funnel", width=390, dark=True)`: the page of `server`, drawn to its end.

    `on` names another server (a fresh one). Every call is a visitor of its own, cookies and all.
    At the end of the test no visitor may have asked another host for anything.
    """
    contexts: list[BrowserContext] = []
    asked: list[str] = []

    def opened(path: str, width: int = 1280, *, dark: bool = False, on: Server | None = None) -> Page:
        visited = on or request.getfixturevalue("server")
        context = _new_context(browser, asked, width, dark=dark)
        contexts.append(context)
        page = context.new_page()
        page.goto(visited.url + path)
        page.wait_for_function(HAS_DRAWN)
        return page

    yield opened
    broken = _broken(*contexts)
    for context in contexts:
        context.close()
    assert broken == [], "a page shows an exception"
    assert [url for url in asked if not _is_own(url)] == []


@pytest.fixture(scope="module")
def stays_at(browser: Browser) -> Iterator[PageAt]:
    """`stays_at("/?points=6", on=map_server)`: as `page_at`, but all tests of a file share the page of an address.

    Each finds it as the one before has left it.
    """
    pages: dict[tuple[str, bool, str], Page] = {}
    asked: list[str] = []

    def opened(path: str, *, on: Server, dark: bool = False) -> Page:
        key = (path, dark, on.url)
        if key not in pages:
            pages[key] = _new_context(browser, asked, dark=dark).new_page()
            pages[key].goto(on.url + path)
            pages[key].wait_for_function(HAS_DRAWN)
        return pages[key]

    yield opened
    contexts = [page.context for page in pages.values()]
    broken = _broken(*contexts)
    for context in contexts:
        context.close()
    assert broken == [], "a page shows an exception"
    assert [url for url in asked if not _is_own(url)] == []


@dataclass
class Visit:
    """Those who visit `server` during all tests, one by day and one in the dark, and what their pages asked for."""

    browser: Browser
    server: Server
    asked: list[str] = field(default_factory=list)
    pages: dict[bool, Page] = field(default_factory=dict)
    arrived_at: dict[bool, str] = field(default_factory=dict)

    def page(self, *, dark: bool) -> Page:
        """The page of one of them, opened at first use."""
        if dark not in self.pages:
            self.pages[dark] = _new_context(self.browser, self.asked, dark=dark).new_page()
            self.pages[dark].goto(self.server.url + RESTS_AT)
            self.pages[dark].wait_for_function(HAS_DRAWN)
        return self.pages[dark]

    def end(self) -> None:
        """Let them go; whoever is asked for next comes for the first time."""
        for page in self.pages.values():
            page.context.close()
        self.pages.clear()
        self.arrived_at.clear()


@pytest.fixture(scope="session")
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    """The visitors of all tests of a process."""
    visit = Visit(browser, server)
    yield visit
    visit.end()


@pytest.fixture
def visitor_at(visit: Visit) -> Iterator[PageAt]:
    """`visitor_at("/tickets-funnel", width=390, dark=True)`: as `page_at`, but by one visitor for all tests.

    The visitor comes to the address as the back button does, where need be by way of a page that lets go of what was
    chosen and opened before. Loading the code of a page anew is three quarters of what it takes, and the same for every page.
    """

    def go_to(page: Page, path: str) -> None:
        page.evaluate(GO_TO, path)
        page.wait_for_function(HAS_HEADING, arg=TITLES[urlsplit(path).path])
        page.wait_for_function(HAS_DRAWN)
        assert _broken(page.context) == [], "a page shows an exception"

    def arrived(path: str, width: int = 1280, *, dark: bool = False) -> Page:
        page = visit.page(dark=dark)
        page.mouse.move(0, 0)
        is_untouched = page.url == visit.arrived_at.get(dark) and not urlsplit(page.url).query
        if not is_untouched or urlsplit(page.url).path == urlsplit(path).path:
            go_to(page, RESTS_AT)
        page.emulate_media(media="screen", color_scheme="dark" if dark else "light")
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("window.layoutShift = 0")  # what jumps from here on jumps as it comes back
        go_to(page, path)
        visit.arrived_at[dark] = page.url
        return page

    yield arrived
    assert _broken(*(page.context for page in visit.pages.values())) == [], "a page shows an exception"
    assert [url for url in visit.asked if not _is_own(url)] == []


def _new_context(
    browser: Browser, asked: list[str], width: int = 1280, *, dark: bool = False
) -> BrowserContext:
    """A visitor who comes for the first time; the addresses that its pages ask for go into `asked`."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    context.set_default_timeout(MILLISECONDS_TO_DRAW)
    context.add_init_script(SUM_SHIFTS)
    context.add_init_script(TELLS_OF_RUNS)
    _record(context, asked)
    return context


def _broken(*contexts: BrowserContext) -> list[str]:
    """The addresses of the pages that show an exception."""
    return [
        page.url
        for context in contexts
        for page in context.pages
        if page.get_by_test_id("stException").count()
    ]
