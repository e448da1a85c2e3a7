"""What a form of the server's own pages sends: its fields, and whether it was sent from one of them.

The form holds a hash of a cookie of its browser: who cannot read that cookie's page cannot write the form. The browser
itself also says where a form comes from, and a foreign place is refused.
"""

import asyncio
import hashlib
import secrets
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from zhiping.access.doors import is_own_origin
from zhiping.ui.kit.visitor import SESSION
from zhiping.words import _

TOKEN = "form"  # the field that holds the hash
_COOKIE = "zhiping-form"  # for a browser that has not signed in
_MOST_BYTES, _MOST_FIELDS = 16_384, 20
SECONDS_TO_SEND = 10.0  # a form has some hundred bytes
_TYPE = "application/x-www-form-urlencoded"


class FormRefused(ValueError):
    """A form that is not taken; `status` is the answer's."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


def secret_of(request: Request) -> str:
    """What this browser keeps to itself; a new one where it has nothing."""
    return request.cookies.get(SESSION) or request.cookies.get(_COOKIE) or secrets.token_urlsafe(16)


def token_of(secret: str) -> str:
    """What a form of this browser holds."""
    return hashlib.sha256(f"form {secret}".encode()).hexdigest()


def keep(secret: str, request: Request, response: Response) -> None:
    """Let the browser keep what its next form will be known by."""
    if not request.cookies.get(SESSION):
        response.set_cookie(_COOKIE, secret, httponly=True, samesite="strict", secure=is_https(request))


def is_https(request: Request) -> bool:
    """Whether the browser came by https, also where a proxy in between did not say so."""
    return "https" in (request.url.scheme, urlsplit(request.headers.get("origin", "")).scheme)


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form that one of our pages has sent. Raises FormRefused."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _TYPE:
        raise FormRefused(_("这里只收网页表单。"), 415)
    if not _is_from_here(request):
        raise FormRefused(_("这个表单不是从治屏的页面发来的，没有执行。"), 403)
    body = await _body_of(request)
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise FormRefused(_("表单读不出来，没有执行。"), 400) from error
    fields = dict(pairs)
    held = request.cookies.get(SESSION) or request.cookies.get(_COOKIE) or ""
    if not held or not secrets.compare_digest(fields.get(TOKEN, "").encode(), token_of(held).encode()):
        raise FormRefused(_("这个页面打开得太久，或者浏览器没有保存 Cookie，没有执行。请重新打开再试。"), 403)
    return fields


async def _body_of(request: Request) -> bytes:
    """What was sent, unless there is too much of it or it takes too long. Raises FormRefused."""
    body = b""
    try:
        async with asyncio.timeout(SECONDS_TO_SEND):
            async for part in request.stream():
                body += part
                if len(body) > _MOST_BYTES:
                    raise FormRefused(_("表单太大，没有执行。"), 413)
    except TimeoutError as error:
        raise FormRefused(_("表单没有发完，没有执行。"), 408) from error
    return body


def _is_from_here(request: Request) -> bool:
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    return is_own_origin(request.headers.get("origin"), request.headers.get("host"))
