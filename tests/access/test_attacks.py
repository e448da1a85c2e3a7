"""Attacks with real programs on a real server: what a browser would never send, by people who may see a part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import InvalidStatus

from tests.access.wire import half_sent, request, tab_of
from tests.conftest import PROJECT, Server, started_server
from tests.effort import IS_WHOLE
from tests.queries.conftest import publish_given, publish_worked
from tests.queries.planted import publish_planted
from tests.templates import copied
from zhiping import clock
from zhiping.access import accounts, links, open_pages, sessions
from zhiping.access.accounts import Rights
from zhiping.access.audit import Audit
from zhiping.access.permissions import ADMIN, CLERK, LEADER, PEOPLE
from zhiping.access.state import State
from zhiping.settings import settings_from
from zhiping.ui.kit import forms
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.kit.visitor import SESSION, cookie_of

HERE = "150105"
ACCOUNTS = {
    "赛罕区领导": Rights(frozenset({LEADER}), HERE),
    "赛罕区填报员": Rights(frozenset({CLERK, PEOPLE}), HERE),
    "市里的": Rights(frozenset({ADMIN, LEADER, CLERK, PEOPLE})),
}


@dataclass
class Office:
    """A server with accounts, and its small state beside it."""

    server: Server
    state: State
    open_links: dict[str, links.Issued] = field(default_factory=dict)

    def signed_in(self, name: str) -> dict[str, str]:
        account = accounts.found(self.state, name)
        assert account
        return {SESSION: sessions.begin(self.state, account, clock.now())}

    def shared(
        self, page: str = "tickets/funnel", *, is_open: bool = False, **filters: str
    ) -> tuple[str, dict[str, str]]:
        """The name of a link of the city's, and the cookie of a browser that has opened it."""
        made = links.issue(
            self.state,
            page=page,
            filters={"area": HERE, **filters},
            told=page,
            issuer="市里的",
            version=None,
            days=7,
            now=clock.now(),
            is_open=is_open,
        )
        return made.link.link_id, {cookie_of(made.link.link_id): made.token}

    @property
    def audit(self) -> Audit:
        return Audit(self.state, settings_from({}, data=self.server.data).audit_mark)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder: Path = tmp_path_factory.mktemp("office")
    data = copied(tmp_path_factory, folder / "store", publish_worked, publish_given, publish_planted)
    state = State(settings_from({}, data=data).state)
    for name, may in ACCOUNTS.items():
        accounts.add(state, name, may, clock.now())
        accounts.set_password(state, name, "牧场-二十七-Xilin")
    with started_server(folder, ZHIPING_DEMO="0") as server:
        yield Office(server, state)
    state.close()


TRIED = (
    PAGES
    if IS_WHOLE
    else ["overview/today", "tickets/overdue", "upload/history", "admin/audit", "stations/map"]
)
QUERIES = [
    "area=150102",
    "area=15&period=all",
    "area=",
    "link=",
    "link=ffffffffffff",
    "as-of=2099-01-01",
    "lang=en",
]


def test_a_raw_web_socket_gets_nothing_from_outside_a_scope(office: Office) -> None:
    with tab_of(office.server, office.signed_in("市里的")) as tab:
        assert b"PLANTED" in tab.run("tickets/overdue"), "else nothing could leak"
    with tab_of(office.server, office.signed_in("赛罕区领导")) as tab:
        for place, page in enumerate(TRIED):
            for query in QUERIES if IS_WHOLE else [QUERIES[place % len(QUERIES)]]:
                assert b"PLANTED" not in tab.run(page, query), (page, query)


def test_nobody_gets_nothing_whatever_page_is_asked_for(office: Office) -> None:
    name, proof = office.shared()
    with tab_of(office.server, {SESSION: "x" * 43, **proof}) as tab:
        for page, query in (("tickets/funnel", f"link={name}"), ("upload/history", ""), ("admin/audit", "")):
            found = tab.run(page, query)
            assert "请先登录".encode() in found
            assert b"arrow_data" not in found and "回执号".encode() not in found


def test_a_guest_reaches_no_other_page_from_the_tab_of_a_link(office: Office) -> None:
    name, proof = office.shared()
    other, _other_proof = office.shared("tickets/overdue")
    with tab_of(office.server, office.signed_in("赛罕区领导") | proof) as tab:
        assert "市里的于".encode() in tab.run("tickets/funnel", f"link={name}")
        for page in {*TRIED} - {"tickets/funnel"}:
            found = tab.run(page, f"link={name}&area=150102")
            assert "只能看分享的那一页".encode() in found, page
            assert b"PLANTED" not in found, page
        for query in (
            f"link={other}",
            f"link={name}&link={other}",
            f"link={name}&area=150102&period=all",
            "link=%00",
        ):
            assert b"PLANTED" not in tab.run("tickets/funnel", query), query
        assert b"PLANTED" not in tab.run("0" * 32, f"link={name}")


def test_who_has_an_open_link_and_no_account_reaches_its_page_alone(office: Office) -> None:
    open_pages.allow(office.state, "tickets/funnel", "市里的", clock.now())
    name, proof = office.shared(is_open=True)
    with tab_of(office.server, proof) as tab:
        assert "市里的于".encode() in tab.run("tickets/funnel", f"link={name}")
        for page, query in (
            ("tickets/funnel", ""),
            ("tickets/overdue", f"link={name}"),
            ("upload/history", f"link={name}"),
            ("upload/history", ""),
        ):
            found = tab.run(page, query)
            assert any(one.encode() in found for one in ("请先登录", "只能看分享的那一页")), (page, query)
            assert b"arrow_data" not in found
        assert b"PLANTED" not in tab.run("tickets/funnel", f"link={name}&area=15&period=all")
        open_pages.forbid(office.state, "tickets/funnel")
        assert "请先登录".encode() in tab.run("tickets/funnel", f"link={name}")


def test_a_session_that_ended_or_changed_gets_nothing_at_the_next_message(office: Office) -> None:
    clerk = office.signed_in("赛罕区填报员")
    with tab_of(office.server, clerk) as tab:
        before = tab.run("upload/history")
        assert "下载原文件".encode() in before
        files = re.findall(rb"b ([0-9a-f]{32})", before)  # the field deferred_file_id of a button
        assert all(tab.file(one.decode()) for one in files), "a file that is offered can be had"
        assert len(files) == 3, "the history twice and one original"
        accounts.change(office.state, "赛罕区填报员", Rights(frozenset({LEADER}), HERE), clock.now())
        assert {tab.file(one.decode()) for one in files} == {""}, "what was offered before is refused"
        assert "下载原文件".encode() not in tab.run("upload/history")
        sessions.end(office.state, clerk[SESSION])
        assert "请先登录".encode() in tab.run("upload/history")
    accounts.change(office.state, "赛罕区填报员", ACCOUNTS["赛罕区填报员"], clock.now())
    with tab_of(office.server, clerk) as tab:
        assert "请先登录".encode() in tab.run("upload/history"), "a cookie from before signing out"


def test_buttons_of_another_page_or_person_do_nothing(office: Office) -> None:
    """The names of widgets are no secret: a leader presses the clerk's 撤销 and the admin's buttons."""
    with tab_of(office.server, office.signed_in("市里的")) as tab:
        drawn = b"".join(
            tab.run(page) for page in ("upload/history", "admin/accounts", "admin/links", "upload/new")
        )
    ids = {one.decode() for one in re.findall(rb"\$\$ID-[0-9a-f]+-[\w-]+", drawn)}
    assert any("undo-" in one for one in ids)
    pressed = [WidgetState(id=one, trigger_value=True) for one in sorted(ids)]
    before = office.audit.reach().count
    said = [(row["act"], row["who"]) for row in office.audit.found(most=1)]
    for name in ("赛罕区领导", ""):
        with tab_of(office.server, office.signed_in(name) if name else {}) as tab:
            for page in ("upload/history", "admin/accounts", "admin/links"):
                assert b"PLANTED" not in tab.run(page, "", *pressed)
                tab.run(page, "", *pressed)
    new = office.audit.found(most=office.audit.reach().count - before)
    assert {row["act"] for row in new} <= {"opened"}, said
    assert not [one for one in accounts.listed(office.state) if one.closed_at]


def test_a_web_socket_from_elsewhere_is_not_opened(office: Office) -> None:
    for origin in ("http://evil.example", "null", office.server.url + ".evil.example"):
        with pytest.raises(InvalidStatus), tab_of(office.server, office.signed_in("赛罕区领导"), origin):
            pass


def test_the_server_takes_no_file_of_who_may_not_upload(office: Office) -> None:
    body = b'--x\r\ncontent-disposition: form-data; name="f"; filename="a.csv"\r\n\r\na\r\n--x--\r\n'
    kind = "multipart/form-data; boundary=x"
    for name, status in (("", 403), ("赛罕区领导", 403), ("赛罕区填报员", 204)):
        cookies = office.signed_in(name) if name else {}
        _status, headers, _body = request(office.server, "GET", "/_stcore/host-config", cookies=cookies)
        _status, headers, _body = request(office.server, "GET", "/_stcore/health", cookies=cookies)
        xsrf = re.search(r"_streamlit_xsrf=([^;]+)", headers.get("set-cookie", ""))
        token = {"_streamlit_xsrf": xsrf[1]} if xsrf else {}
        with tab_of(office.server, cookies) as tab:
            tab.run("upload/new")
            path = f"/_stcore/upload_file/{tab.session}/a"
            found = request(
                office.server, "PUT", path, body, cookies | token, content_type=kind, x_xsrftoken=xsrf[1] if xsrf else ""
            )  # fmt: skip
            assert found[0] == status, name
            for odd in (f"/x{path}", f"/%5fstcore{path[8:]}", f"//{path}"):
                found = request(
                    office.server, "PUT", odd, body, token, content_type=kind, x_xsrftoken=xsrf[1] if xsrf else ""
                )  # fmt: skip
                assert found[0] >= 400, odd


@pytest.mark.parametrize(
    "path",
    [
        "/media/../app.py",
        "/media/%2e%2e/%2e%2e/etc/passwd",
        "/media//etc/passwd",
        "/media/..%2fstate.sqlite",
        "/geo/..%2f..%2fstore%2fstate.sqlite",
        "/geo/....//areas.py",
        "/geo/style.json/../areas.py",
        "/app/static/../../app.py",
        "/static/../../../../app.py",
        "/_stcore/bidi-components/../../app.py",
        "/_stcore/bidi-components/x/..%2f..%2fapp.py",
        "/component/x/..%2f..%2fapp.py",
        "/s/..%2f..%2fetc%2fpasswd",
        "/s/" + "a" * 8000,
        "/s/%00",
        "/s/%ff%fe",
        "/s/' or 1=1 --".replace(" ", "%20"),
        "/zhiping.js/../../app.py",
        "/\\\\evil.example\\share",
    ],
)
def test_no_path_leads_to_a_file_of_the_machine(office: Office, path: str) -> None:
    status, headers, body = request(office.server, "GET", path)
    assert status in {200, 303, 307, 400, 403, 404, 414}
    for secret in (b"SQLite format", b"root:", b"import ", b"def "):
        assert secret not in body
    assert not headers.get("location", "").startswith(("http", "//"))
    if status == 200:
        assert b'<div id="root">' in body, "Streamlit's page for what is none"


def test_links_that_do_not_open_are_one_answer_and_one_act(office: Office) -> None:
    names = {}
    for kind in ("paused", "revoked", "expired"):
        name, proof = office.shared()
        (names[kind],) = proof.values()
        changed = {"paused": "paused_at", "revoked": "revoked_at", "expired": "until"}[kind]
        links.change(office.state, name, **{changed: clock.now()})
    names["unknown"] = "x" * 22
    answers = {}
    for kind, token in names.items():
        before = office.audit.reach().count
        status, headers, body = request(office.server, "GET", f"/s/{token}")
        answers[kind] = (
            status,
            {key: text for key, text in headers.items() if key not in {"content-length", "date"}},
        )
        assert office.audit.reach().count == before + 1
        assert token not in body.decode() + str(headers)
        (row,) = office.audit.found(most=1)
        assert token not in str(dict(row))
    assert len({str(one) for one in answers.values()}) == 1
    assert answers["unknown"][0] == 404


def test_a_form_that_comes_too_slowly_is_let_go(office: Office) -> None:
    head = f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {forms._TYPE}\r\nContent-Length: 99\r\n\r\nname="
    with half_sent(office.server, head) as raw:
        raw.settimeout(forms.SECONDS_TO_SEND + 5)
        assert raw.recv(100).startswith(b"HTTP/1.1 408")


def test_what_streamlit_offers_developers_is_refused(office: Office, tmp_path: Path) -> None:
    """Messages of its own that write files into the project or end the server."""
    asked = BackMsg()
    asked.backend_operation_request.install_skills.SetInParent()
    shutdown = BackMsg(debug_shutdown_runtime=True)
    before = sorted(one.name for one in PROJECT.iterdir())
    with tab_of(office.server, office.signed_in("赛罕区领导")) as tab:
        tab.run("upload/history")
        asked.backend_operation_request.session_id = tab.session
        tab.send(asked)
        while (message := tab.received()).WhichOneof("type") != "backend_operation_response":
            pass
        assert message.backend_operation_response.error_reason == "refused:headless"
        tab.send(shutdown)
        assert tab.run("upload/history")
    assert sorted(one.name for one in PROJECT.iterdir()) == before
    assert office.server.status("/healthz") == 200
