"""Signing in at an identity provider: a real one on loopback, a real server, a browser's cookies and redirects."""

import html
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests.access.identity_provider import CLIENT, SECRET
from tests.access.wire import request, tab_of
from tests.conftest import PROJECT, Server, free_port, started_server
from tests.templates import copied, shipped
from zhiping import clock
from zhiping.access import accounts, identities, links, sessions
from zhiping.access.accounts import AccountRefused, Rights
from zhiping.access.permissions import ADMIN, CLERK, LEADER
from zhiping.access.state import State
from zhiping.settings import Provider, SettingsError, provider_from, settings_from
from zhiping.ui.kit.forms import TOKEN
from zhiping.ui.kit.visitor import SESSION

LEADER_HERE = {
    "sub": "u-1",
    "preferred_username": "王领导",
    "groups": ["leaders", "canteen"],
    "area": "150105",
}


@dataclass
class Visitor:
    """A browser that follows where it is sent, between the server and the provider."""

    office: "Office"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str) -> tuple[int, str, str]:
        """Status, where it leads and the text of one answer of the server."""
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        status, headers, body = request(self.office.server, "GET", path, cookies=self.cookies)
        self._keep(headers)
        return status, headers.get("location", ""), body.decode()

    def _keep(self, headers: dict[str, str]) -> None:
        kept = SimpleCookie(headers.get("set-cookie", ""))
        for name in (SESSION, "zhiping-office"):
            if name in kept:
                self.cookies[name] = kept[name].value
        self.cookies = {name: value for name, value in self.cookies.items() if value.strip('"')}

    def provider_answers(self, address: str, person: str) -> str:
        """Where the provider sends this person back to, who has signed in there."""
        provider = Server(self.office.provider, Path(), Path())
        parts = urlsplit(address)
        status, headers, body = request(
            provider, "GET", f"{parts.path}?{parts.query}&{urlencode({'person': person})}"
        )
        assert status == 302, body
        return headers["location"]

    def sign_in(self, person: str, onward: str = "/tickets-funnel?area=150105") -> tuple[int, str, str]:
        status, out, _text = self.get(f"/sign-in-office?{urlencode({'next': onward})}")
        assert status == 302
        assert out.startswith(self.office.provider)
        return self.get(self.provider_answers(out, person))

    @property
    def account(self) -> accounts.Account | None:
        session = sessions.held(self.office.state, self.cookies.get(SESSION), clock.now())
        return session.account if session else None


@dataclass
class Office:
    """A server that knows the provider, its small state, and the file of who the provider knows."""

    server: Server
    provider: str
    state: State
    people: Path

    def tell(self, **people: dict[str, Any]) -> None:
        self.people.write_text(json.dumps(people), "utf-8")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder: Path = tmp_path_factory.mktemp("identity")
    data = copied(tmp_path_factory, folder / "store", shipped)
    people, secret = folder / "people.json", folder / "secret"
    people.write_text("{}", "utf-8")
    secret.write_text(f"{SECRET}\n", "utf-8")
    secret.chmod(0o600)
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "tests.access.identity_provider", str(port), str(people)]
    process = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.DEVNULL)
    state = State(settings_from({}, data=data).state)
    own = free_port()
    try:
        while Server(issuer, folder, folder).status("/keys") != 200:
            assert process.poll() is None
            time.sleep(0.1)
        with started_server(
            folder,
            port=own,
            ZHIPING_DEMO="0",
            ZHIPING_OIDC=issuer,
            ZHIPING_OIDC_CLIENT=CLIENT,
            ZHIPING_OIDC_SECRET_FILE=str(secret),
            ZHIPING_ADDRESS=f"http://127.0.0.1:{own}",
            ZHIPING_OIDC_CLAIMS="name=preferred_username,roles=groups,scope=area",
            ZHIPING_OIDC_ROLES="leaders=领导,clerks=填报员,admins=管理员",
        ) as server:
            yield Office(server, issuer, state, people)
    finally:
        process.terminate()
        process.wait(10)
        state.close()


@pytest.fixture
def visitor(office: Office) -> Visitor:
    office.tell(wang=LEADER_HERE)
    return Visitor(office)


def test_a_person_of_the_provider_comes_in_with_the_roles_and_the_area_of_their_claims(
    visitor: Visitor,
) -> None:
    assert "用单位统一身份登录" in visitor.get("/sign-in?next=%2Ftickets-funnel")[2]
    with tab_of(visitor.office.server, {}) as tab:
        assert "请先登录".encode() in tab.run("tickets/funnel"), (
            "nobody is anybody although there is no account yet"
        )
    status, onward, _text = visitor.sign_in("wang")
    assert (status, onward) == (303, "./tickets-funnel?area=150105")
    account = visitor.account
    assert account
    assert (account.name, account.rights) == ("王领导", Rights(frozenset({LEADER}), "150105"))
    with tab_of(visitor.office.server, visitor.cookies) as tab:
        assert "王领导".encode() in tab.run("tickets/funnel")
    assert visitor.get("/account")[2].count('type="password"') == 0, "the password is the provider's"


def test_claims_that_change_hold_at_the_next_sign_in_and_take_links_along(visitor: Visitor) -> None:
    visitor.sign_in("wang")
    made = links.issue(
        visitor.office.state, page="tickets/funnel", filters={"area": "150105"}, told="", issuer="王领导", version=None, days=7, now=clock.now()
    )  # fmt: skip
    visitor.office.tell(wang=LEADER_HERE | {"groups": "clerks", "area": "150105001"})
    assert visitor.sign_in("wang")[0] == 303
    account = visitor.account
    assert account
    assert account.rights == Rights(frozenset({CLERK}), "150105001")
    (link,) = (one for one in links.listed(visitor.office.state) if one.link_id == made.link.link_id)
    assert link.revoked_at is not None


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"groups": ["canteen"]}, "没有您在治屏的角色"),
        ({"groups": []}, "没有您在治屏的角色"),
        ({"area": None}, "area"),
        ({"area": ["150105", "150102"]}, "area"),
        ({"area": "abc"}, "不是区划代码"),
    ],
)
def test_whoever_loses_what_let_them_in_is_out(visitor: Visitor, claims: dict[str, Any], why: str) -> None:
    visitor.sign_in("wang")
    assert visitor.account
    visitor.office.tell(wang=LEADER_HERE | claims)
    status, _onward, text = Visitor(visitor.office).sign_in("wang")
    assert status == 403
    assert why in text
    assert visitor.account is None, "also where they had signed in before"


def test_an_account_that_was_closed_stays_out_until_it_is_opened_again(visitor: Visitor) -> None:
    visitor.sign_in("wang")
    accounts.close(visitor.office.state, "王领导", clock.now())
    assert visitor.account is None
    status, _onward, text = visitor.sign_in("wang")
    assert (status, "已停用" in text) == (403, True)
    with pytest.raises(AccountRefused, match="已重新启用"):
        accounts.reset(visitor.office.state, "王领导", clock.now())
    assert visitor.sign_in("wang")[0] == 303


def test_a_name_of_the_provider_takes_over_no_account_with_a_password(visitor: Visitor) -> None:
    accounts.add(visitor.office.state, "主任", Rights(frozenset({ADMIN})), clock.now())
    visitor.office.tell(li={"sub": "u-2", "preferred_username": "主任", "groups": ["leaders"], "area": "*"})
    status, _onward, text = visitor.sign_in("li")
    assert (status, "已经有了" in text, visitor.account) == (403, True, None)


def test_signing_out_ends_the_session_here(visitor: Visitor) -> None:
    visitor.sign_in("wang")
    kept = visitor.cookies[SESSION]
    sessions.end(visitor.office.state, kept)
    with tab_of(visitor.office.server, {SESSION: kept}) as tab:
        assert "请先登录".encode() in tab.run("overview/today")


def test_whoever_signs_out_is_shown_the_way_out_at_the_provider(visitor: Visitor) -> None:
    visitor.sign_in("wang")
    server = visitor.office.server
    (token,) = re.findall(rf'name="{TOKEN}" value="(\w+)"', visitor.get("/account")[2])[:1]
    body = urlencode({TOKEN: token, "act": "out"}).encode()
    kind = "application/x-www-form-urlencoded"
    out = request(server, "POST", "/account", body, visitor.cookies, content_type=kind, origin=server.url)
    assert (out[0], out[1]["location"], visitor.account) == (303, "./sign-in-office-out", None)
    page = html.unescape(visitor.get("/sign-in-office-out")[2])
    assert "您在治屏已退出" in page
    (away,) = re.findall(r'href="(http[^"]+)"', page)
    provider = Server(visitor.office.provider, Path(), Path())
    answer = request(provider, "GET", away.removeprefix(provider.url))
    assert (answer[0], answer[1]["location"]) == (302, f"{server.url}/sign-in")


def test_an_answer_that_is_not_to_this_browser_is_refused(visitor: Visitor) -> None:
    _status, out, _text = visitor.get("/sign-in-office")
    back = visitor.provider_answers(out, "wang")
    victim = Visitor(visitor.office)
    assert victim.get(back)[0] == 400, "it was never sent out"
    victim.get("/sign-in-office")
    assert victim.get(back)[0] == 502, "it was sent out with another state"
    assert victim.account is None
    assert visitor.get(back)[0] == 303
    assert visitor.get(back)[0] == 400, "a second time"
    for changed in ({"code": "x"}, {"state": "x"}, {"error": "access_denied"}):
        other = Visitor(visitor.office)
        _status, out, _text = other.get("/sign-in-office")
        query = dict(parse_qsl(urlsplit(other.provider_answers(out, "wang")).query)) | changed
        assert other.get(f"/sign-in-office-back?{urlencode(query)}")[0] == 502
        assert other.account is None
    assert visitor.sign_in("nobody")[0] == 502


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ZHIPING_OIDC": "http://id.example"}, "ZHIPING_OIDC"),
        ({"ZHIPING_ADDRESS": ""}, "ZHIPING_ADDRESS"),
        ({"ZHIPING_OIDC_CLAIMS": "name=a"}, "ZHIPING_OIDC_CLAIMS"),
        ({"ZHIPING_OIDC_CLAIMS": "name=a,roles=b,boss=c"}, "ZHIPING_OIDC_CLAIMS"),
        ({"ZHIPING_OIDC_ROLES": "leaders"}, "ZHIPING_OIDC_ROLES"),
        ({"ZHIPING_OIDC_SECRET": ""}, "ZHIPING_OIDC_SECRET_FILE"),
        ({"ZHIPING_OIDC_SECRET": "", "ZHIPING_OIDC_SECRET_FILE": str(PROJECT / "README.md")}, "600"),
    ],
)
def test_a_provider_that_cannot_be_used_ends_the_start_with_a_sentence(
    values: dict[str, str], sentence: str
) -> None:
    whole = {
        "ZHIPING_OIDC": "https://id.example",
        "ZHIPING_ADDRESS": "https://zp.example",
        "ZHIPING_OIDC_CLIENT": "a",
        "ZHIPING_OIDC_SECRET": "b",
        "ZHIPING_OIDC_ROLES": "leaders=领导",
    }
    assert provider_from(whole)
    with pytest.raises(SettingsError, match=sentence):
        provider_from(whole | values)


def test_claims_that_say_no_limit_are_the_only_ones_without() -> None:
    provider = Provider(
        "i",
        "c",
        "s",
        "b",
        {"name": "n", "roles": "r", "unit": "u", "datasets": "d"},
        {"x": "填报员", "y": "领导"},
    )
    assert identities.rights_of({"r": "x", "u": "*", "d": ["tickets", "stations"]}, provider) == Rights(
        frozenset({CLERK}), datasets=frozenset({"tickets", "stations"})
    )
    assert identities.rights_of({"r": ["y"], "u": "住建局", "d": "*"}, provider).unit == "住建局"
    for missing in ({"u": "*"}, {"d": "*"}, {"u": "", "d": "*"}, {"u": [1], "d": "*"}):
        with pytest.raises(AccountRefused):
            identities.rights_of({"r": "y", **missing}, provider)
