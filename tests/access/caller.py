"""A browser without a window, at the doors for signing in and out."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.routing import Route

from zhiping.ui.kit import sign_in_door
from zhiping.ui.kit.forms import TOKEN

NAME, OWN = "赛罕区领导", "牧场-二十七-Xilin"
HOST = "zp.example.gov.cn"
APP = Starlette(
    routes=[
        Route(sign_in_door.PATH, sign_in_door.answer, methods=["GET", "POST"]),
        Route(sign_in_door.ACCOUNT_PATH, sign_in_door.answer_account, methods=["GET", "POST"]),
    ]
)


@dataclass
class Answer:
    """What came back: a status, a text, the headers (the last of equal ones), the cookies as they were set."""

    status: int
    text: str
    headers: dict[str, str]
    cookies: SimpleCookie

    @property
    def form(self) -> str:
        """What a form of this page is known by."""
        found = re.search(rf'name="{TOKEN}" value="(\w+)"', self.text)
        return found[1] if found else ""


@dataclass
class Browser:
    """A browser with its cookies."""

    cookies: dict[str, str] = field(default_factory=dict)
    address: str = "10.0.0.1"
    scheme: str = "http"

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """GET, or POST where there is a body."""
        # In a thread of its own: this one may have a loop already, as where Chromium is driven.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(lambda: asyncio.run(self._ask(path, body, headers))).result()

    def get(self, path: str) -> Answer:
        return self.ask(path)

    def send(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """The form of that page, filled in and sent from there."""
        given = {TOKEN: self.get(path).form, **fields}
        own = {"content-type": "application/x-www-form-urlencoded", "origin": f"{self.scheme}://{HOST}"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask(path, urlencode(given).encode(), **(own | named))

    def sign_in(self, password: str = OWN, name: str = NAME, path: str = "/sign-in") -> Answer:
        return self.send(path, {"name": name, "password": password})

    async def _ask(self, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        before, _mark, query = path.partition("?")
        sent = {"host": HOST, "cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} | headers
        scope = {
            "type": "http",
            "method": "GET" if body is None else "POST",
            "path": before,
            "raw_path": before.encode(),
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
            "client": (self.address, 1),
            "server": (HOST, 80),
            "scheme": self.scheme,
        }
        got: list[dict[str, object]] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": body or b"", "more_body": False}

        async def send(message: dict[str, object]) -> None:
            got.append(message)

        await APP(scope, receive, send)  # type: ignore[arg-type]
        raw: list[tuple[bytes, bytes]] = got[0]["headers"]  # type: ignore[assignment]
        cookies = SimpleCookie()
        for name, value in raw:
            if name == b"set-cookie":
                cookies.load(value.decode())
        for key, one in cookies.items():
            if one["max-age"] == "0":
                self.cookies.pop(key, None)
            else:
                self.cookies[key] = one.value
        text = b"".join(part.get("body", b"") for part in got[1:])  # type: ignore[misc]
        plain = {name.decode(): value.decode() for name, value in raw}
        return Answer(int(got[0]["status"]), text.decode(), plain, cookies)  # type: ignore[call-overload]
