"""The one script and the one style sheet of ours in the viewer's browser, and how they get into Streamlit's page.

The script must run before Streamlit's bundle: it says in which language calendars are written, and speaks also
while the first run, or the connection, is still missing. The style must be there before anything is drawn, or
the page jumps when it comes. Streamlit offers no such place, and a changed bundle would be kept for a year by
browsers, so its index.html is changed on the way out.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhiping.ui.browser.streamlit_words import PATTERNS, TEXTS

PATH = "/zhiping.js"
STYLE_PATH = "/zhiping.css"
_HERE = Path(__file__).parent
_FILES = (
    "language.js",
    "translate.js",
    "menu.js",
    "keyboard.js",
    "history.js",
    "resting.js",
    "ink.js",
    "paper.js",
    "seen.js",
    "copying.js",
    "pictures.js",
    "slides.js",
)  # in the order in which they run
# With these a browser would be answered by Streamlit's own gzip (which lies inside), by "not changed",
# or by a part of the page.
_LEFT_OUT_OF_REQUESTS = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
_LEFT_OUT_OF_ANSWERS = {b"content-length", b"etag"}


@cache
def script() -> bytes:
    """The whole script, with the words that it puts in the place of Streamlit's."""
    words = json.dumps({"texts": TEXTS, "patterns": PATTERNS}, ensure_ascii=False, separators=(",", ":"))
    parts = [f"const WORDS = {words};", *((_HERE / name).read_text("utf-8") for name in _FILES)]
    return ("(() => {\n" + "\n".join(parts) + "\n})();\n").encode()


@cache
def style() -> bytes:
    """The whole style sheet."""
    return (_HERE / "page.css").read_bytes()


def _address(path: str, content: bytes) -> str:
    # Relative, as Streamlit's own: it holds behind a proxy that gives the product a folder.
    return f".{path}?{hashlib.sha256(content).hexdigest()[:12]}"


@cache
def _changes() -> tuple[tuple[bytes, bytes], ...]:
    """What is put in the place of what. The style stands in the body: of equals, rules further down win."""
    tag = f'<script src="{_address(PATH, script())}"></script>'
    link = f'<link rel="stylesheet" href="{_address(STYLE_PATH, style())}">'
    return (
        (b"<head>", b"<head>" + tag.encode()),
        (b"<title>Streamlit</title>", "<title>治屏</title>".encode()),
        (b"<body>", b"<body>" + link.encode()),
    )


async def answer(_request: Request) -> Response:
    """The script; its address changes with its content, so browsers may keep it."""
    return _kept(script(), "text/javascript")


async def answer_style(_request: Request) -> Response:
    """The style sheet, likewise."""
    return _kept(style(), "text/css")


def _kept(content: bytes, media_type: str) -> Response:
    forever = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(content, media_type=media_type, headers=forever)


class WithScript:
    """Writes the script's tag first into the head of Streamlit's page, the style's into its body; every other answer passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not asks_for_a_page(scope):
            await self._app(scope, receive, send)
            return
        asked = [header for header in scope["headers"] if header[0].lower() not in _LEFT_OUT_OF_REQUESTS]
        await self._app({**scope, "headers": asked}, receive, _Rewriting(send))


def asks_for_a_page(scope: Scope) -> bool:
    """Whether a browser wants a page here, not a file or data."""
    return any(name.lower() == b"accept" and b"text/html" in value for name, value in scope["headers"])


class _Rewriting:
    """A `send` that holds a page back until it is whole and sends it with the tags."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_whole(self._start)

    async def _send_whole(self, start: Message) -> None:
        body = self._body
        for found, put in _changes():
            body = body.replace(found, put, 1)
        kept = [header for header in start["headers"] if header[0].lower() not in _LEFT_OUT_OF_ANSWERS]
        await self._send({**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
        await self._send({"type": "http.response.body", "body": body})


def _is_page(start: Message) -> bool:
    headers = {name.lower(): value for name, value in start["headers"]}
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers
