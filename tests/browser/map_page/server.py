"""A server with one map and the product's own routes and headers, for tests/browser/test_maps.py."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from app import SecurityHeaders, map_files
from zhiping.settings import PROJECT


async def _health(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


app = st.App(
    PROJECT / "tests" / "browser" / "map_page" / "page.py",
    routes=[Route("/healthz", _health), map_files()],
    middleware=[Middleware(SecurityHeaders)],
)
