"""The server: `streamlit run app.py`. Pages, /healthz, our own script, style and map files; who is answered, and with what.

A server that would be open to others without anybody having said so ends here with one sentence.
"""

import os
import sys
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import duckdb
import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhiping import clock, serving
from zhiping.access.doors import check_may_listen, is_exposed, is_host_known, is_own_origin
from zhiping.access.permissions import may_give_files
from zhiping.settings import GEO, PROJECT, SettingsError, settings_from
from zhiping.store import beside
from zhiping.store.errors import StoreError, with_notes
from zhiping.ui.browser import script
from zhiping.ui.kit import addresses, link_door, office_door, sign_in_door, visitor
from zhiping.ui.look import base_map
from zhiping.words import _

# Streamlit's own pages need inline and evaluated code; nothing may come from or go to another host.
_CONTENT = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; worker-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' data: blob:; media-src 'self' data: blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
HEADERS = {
    "content-security-policy": _CONTENT,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",
}
HEALTH = "/healthz"
_OWN_PATHS = {
    HEALTH,
    sign_in_door.PATH,
    sign_in_door.ACCOUNT_PATH,
    sign_in_door.OFFICE_PATH,
    office_door.BACK_PATH,
    sign_in_door.OFFICE_OUT_PATH,
}
_RAW_HEADERS = [(name.encode(), value.encode()) for name, value in HEADERS.items()]


class SecurityHeaders:
    """Adds HEADERS to every answer; web sockets pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _value in _RAW_HEADERS}
                message["headers"] = [
                    h for h in message["headers"] if h[0].lower() not in ours
                ] + _RAW_HEADERS
            await send(message)

        await self._app(scope, receive, sent if scope["type"] == "http" else send)


class KnownHosts:
    """Answers only where the Host of a request or web socket is known; see zhiping/access/doors.py."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], *, is_for_others: bool) -> None:
        self._app, self._hosts, self._is_for_others = app, hosts, is_for_others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self._is_known(scope):
            await self._app(scope, receive, send)
            return
        sentence = _(
            "治屏不认识这个主机名，没有应答。请在本机用 http://127.0.0.1 打开；"
            "要用这个名称访问，请管理员把它写进 ZHIPING_HOSTS（多个用逗号隔开），再启动服务。"
        )
        await PlainTextResponse(sentence, status_code=400)(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        hosts = Headers(scope=scope).getlist("host")
        own = scope["server"][0] if scope.get("server") else None
        return len(hosts) == 1 and is_host_known(
            hosts[0], own, self._hosts, is_for_others=self._is_for_others
        )


class OwnOrigin:
    """Opens web sockets to our own pages alone: Streamlit lets any port of this machine in, and asks the internet which address it has."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket" or self._is_ours(Headers(scope=scope)):
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse("Forbidden", status_code=403)(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        return is_own_origin(headers.get("origin"), headers.get("host"))


class OnlyNeeded:
    """Of Streamlit's own addresses answers those that a browser needs: no metrics, nothing for agents."""

    _CORE = "/_stcore/"
    _NEEDED = frozenset({"bidi-components", "health", "host-config", "stream", "upload_file"})

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _before, core, asked = scope.get("path", "").partition(self._CORE)
        if core and asked.split("/")[0] not in self._NEEDED:
            await PlainTextResponse("Not Found", status_code=404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class UploadsOfClerks:
    """Takes files from those alone who may upload: Streamlit takes 200 MB from whoever has opened any page."""

    _PATH = "/_stcore/upload_file/"

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_file = scope["type"] == "http" and self._PATH in scope["path"]
        if is_file and not await run_in_threadpool(self._may_give_files, Request(scope).cookies):
            await PlainTextResponse("Forbidden", status_code=403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _may_give_files(self, cookies: Mapping[str, str]) -> bool:
        try:
            return may_give_files(visitor.person_of(cookies))
        except (StoreError, SettingsError):
            return False


class PagesByName:
    """Sends a browser on from an address that is none: to the page meant, or to the one that says there is none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        onward = self._onward(scope)
        await (RedirectResponse(onward) if onward else self._app)(scope, receive, send)

    def _onward(self, scope: Scope) -> str | None:
        if scope["type"] != "http" or scope["method"] != "GET" or not script.asks_for_a_page(scope):
            return None
        path = scope["path"]
        is_file = "." in path.rpartition("/")[2]
        if is_file or path in _OWN_PATHS or path.startswith(("/_stcore/", link_door.AT)):
            return None
        return addresses.leads_to(path, scope["query_string"].decode("latin-1"))


class ListedFiles(StaticFiles):
    """A folder of which only the listed files are served."""

    def __init__(self, directory: os.PathLike[str], listed: frozenset[str]) -> None:
        super().__init__(directory=directory)
        self._listed = listed

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """As StaticFiles does; a file that is not listed is not there."""
        return super().lookup_path(path) if path in self._listed else ("", None)


def map_files() -> Mount:
    """The files of the maps."""
    return Mount(base_map.AT, ListedFiles(GEO, base_map.base_files()))


def _doors() -> tuple[tuple[str, ...], bool]:
    """Under which names this process answers, and whether others than this machine.

    It ends with a sentence where it cannot use its settings or may not listen.
    """
    address = st.get_option("server.address")
    try:
        settings = settings_from()
        is_for_others = settings.is_open or (is_exposed(address) and serving.has_accounts(settings))
        check_may_listen(address, is_for_others=is_for_others)
    except SettingsError as error:
        sys.exit(str(error))
    return settings.hosts, is_for_others


# A minute after the last change its log is to be short; a look that finds nothing to do costs some milliseconds.
SECONDS_BETWEEN_TIDYING = 20.0
SECONDS_TO_TRY_AGAIN = (
    2.0  # a store that cannot be opened yet: another program has it, its disk is not mounted
)
SECONDS_TO_END = 5.0


def _warm() -> None:
    """Do what the first page will need while its viewer's browser is still loading."""
    from zhiping.ui.overview.warming import warm  # a server that answers /healthz at once imports this later

    warm()


def _keep_up(ended: threading.Event) -> None:
    """Open the store, as soon as it can be; answer commands beside it, keep it small and its log short until the end."""
    listener: threading.Thread | None = None
    told = ""
    while not ended.is_set():
        try:
            store = serving.store()
            if listener is None:
                folder = store.settings.store
                listener = threading.Thread(
                    target=beside.listen, args=(folder, serving.answer_beside, ended), daemon=True
                )
                listener.start()
                _warm()
            else:
                serving.let_go_of_ended_links()
                serving.keep_up_audit()
                store.scratch.let_go(clock.now())
                store.tidy()
            told = ""
        except (StoreError, SettingsError, OSError, duckdb.Error) as error:
            if with_notes(error) != told:
                told = with_notes(error)
                print(told, file=sys.stderr, flush=True)
        ended.wait(SECONDS_BETWEEN_TIDYING if listener else SECONDS_TO_TRY_AGAIN)


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[None]:
    ended = threading.Event()
    keeper = threading.Thread(target=_keep_up, args=(ended,), name="keep", daemon=True)
    keeper.start()
    yield
    ended.set()
    keeper.join(SECONDS_TO_END)  # what it is at is whole or undone, also where it is cut off
    serving.forget_store()


async def _health(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


# Streamlit puts the folder of the main script first in sys.path for each run and takes it out again, unless it is there:
# what another thread imports just then is not looked for in one of the other folders. Last, it shadows no library either.
sys.path.append(str(PROJECT / "zhiping"))
_HOSTS, _IS_FOR_OTHERS = _doors()
app = st.App(
    "zhiping/contents.py",
    lifespan=_lifespan,
    routes=[
        Route(HEALTH, _health),
        Route(link_door.PATH, link_door.answer),
        Route(sign_in_door.PATH, sign_in_door.answer, methods=["GET", "POST"]),
        Route(sign_in_door.ACCOUNT_PATH, sign_in_door.answer_account, methods=["GET", "POST"]),
        Route(sign_in_door.OFFICE_PATH, office_door.answer),
        Route(office_door.BACK_PATH, office_door.answer_back),
        Route(sign_in_door.OFFICE_OUT_PATH, office_door.answer_out),
        Route(script.PATH, script.answer),
        Route(script.STYLE_PATH, script.answer_style),
        map_files(),
    ],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(KnownHosts, _HOSTS, is_for_others=_IS_FOR_OTHERS),
        Middleware(OwnOrigin),
        Middleware(OnlyNeeded),
        Middleware(UploadsOfClerks),
        Middleware(PagesByName),
        Middleware(script.WithScript),
    ],
)
