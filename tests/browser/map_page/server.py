"""A server with one map and the product's own routes and headers, for tests/browser/test_maps.py."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from app import SecurityHeaders
from zhiping.settings import GEO, PROJECT


async def _health(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


app = st.App(
    PROJECT / "tests" / "browser" / "map_page" / "page.py",
    routes=[Route("/healthz", _health), Mount("/geo", StaticFiles(directory=GEO))],
    middleware=[Middleware(SecurityHeaders)],
)
