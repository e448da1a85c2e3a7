"""The server: `streamlit run app.py`. Pages, /healthz, our own script and map files, and headers that keep a browser at home."""

import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhiping import serving
from zhiping.settings import GEO, SettingsError
from zhiping.store.lake import StoreError
from zhiping.ui.browser import script

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


def _warm() -> None:
    """Open the store and do what the first page will need while its viewer's browser is still loading."""
    try:
        serving.store()
    except (StoreError, SettingsError) as error:
        print(error, file=sys.stderr, flush=True)
        return
    from zhiping.ui.overview.warming import warm  # a server that answers /healthz at once imports this later

    warm()


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[None]:
    threading.Thread(target=_warm, name="warm", daemon=True).start()
    yield
    serving.forget_store()


async def _health(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


app = st.App(
    "zhiping/contents.py",
    lifespan=_lifespan,
    routes=[
        Route("/healthz", _health),
        Route(script.PATH, script.answer),
        Mount("/geo", StaticFiles(directory=GEO)),
    ],
    middleware=[Middleware(SecurityHeaders), Middleware(script.WithScript)],
)
