"""A server with one page of many parts and the product's own script, for tests/browser/test_words.py."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from app import SecurityHeaders
from zhiping.settings import PROJECT
from zhiping.ui.browser import script


async def _health(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


app = st.App(
    PROJECT / "tests" / "browser" / "words_page" / "page.py",
    routes=[Route("/healthz", _health), Route(script.PATH, script.answer)],
    middleware=[Middleware(SecurityHeaders), Middleware(script.WithScript)],
)
