"""The doors for signing in and out, asked as a browser would, and as nobody should."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.access.caller import HOST, NAME, OWN, Browser
from tests.templates import copied
from zhiping import clock, serving
from zhiping.access import accounts, sessions
from zhiping.access.accounts import Rights
from zhiping.access.attempts import FREE_OF_A_NAME, FREE_OF_AN_ADDRESS, Attempts
from zhiping.access.permissions import ADMIN, LEADER
from zhiping.ui.kit import sign_in_door
from zhiping.ui.kit.forms import TOKEN
from zhiping.ui.kit.visitor import SESSION

NEWER = "草原-三十八-Ordos"


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store with an admin and a leader, which this process serves."""
    with pytest.MonkeyPatch.context() as patch:
        made = copied(tmp_path_factory, tmp_path_factory.mktemp("signing") / "store")
        patch.setenv("ZHIPING_DATA", str(made))
        patch.setenv("ZHIPING_DEMO", "0")
        serving.forget_store()
        now = clock.now()
        accounts.add(serving.state(), "管理员", Rights(frozenset({ADMIN})), now)
        accounts.add(serving.state(), NAME, Rights(frozenset({LEADER}), "150105"), now)
        yield made
        serving.forget_store()


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """One that has not signed in; nothing was tried yet, and the leader's password is OWN."""
    monkeypatch.setattr(sign_in_door, "_attempts", Attempts())
    accounts.set_password(serving.state(), NAME, OWN)
    return Browser()


def is_signed_in(reader: Browser) -> bool:
    return sessions.held(serving.state(), reader.cookies.get(SESSION), clock.now()) is not None


def test_page_and_filters_survive_signing_in(reader: Browser) -> None:
    answer = reader.sign_in(path="/sign-in?next=%2Ftickets-funnel%3Farea%3D150105%26class%3DA")
    assert (answer.status, answer.headers["location"]) == (303, "./tickets-funnel?area=150105&class=A")
    cookie = answer.cookies[SESSION]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "lax", "")
    assert is_signed_in(reader)
    again = reader.get("/sign-in?next=%2Ftickets-overdue")
    assert (again.status, again.headers["location"]) == (303, "./tickets-overdue")


def test_behind_https_no_cookie_goes_elsewhere(reader: Browser) -> None:
    reader.scheme = "https"
    assert reader.sign_in().cookies[SESSION]["secure"]
    proxied = Browser()
    assert proxied.send(
        "/sign-in", {"name": NAME, "password": OWN}, origin=f"https://{HOST}"
    ).cookies[SESSION]["secure"]  # fmt: skip


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/",
        "//evil.example/tickets-funnel",
        "/\\evil.example",
        "\\\\evil.example",
        "/%2f%2fevil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "/tickets-funnel/../../evil",
        "/tickets-funnel@evil.example",
        "/s/token",
        "/sign-in",
        "tickets-funnel",
        "/tickets-funnel\r\nSet-Cookie: a=b",
        "/" + "x" * 5000,
    ],
)
def test_nobody_is_led_elsewhere(reader: Browser, onward: str) -> None:
    assert sign_in_door.next_of(onward) == "/"
    if len(onward) < 50 and onward.startswith(("https://", "//")):
        answer = reader.sign_in(path=f"/sign-in?{urlencode({'next': onward})}")
        assert answer.headers["location"] == "./"


def test_an_unknown_name_and_a_wrong_password_are_one_answer(reader: Browser) -> None:
    closed = "停用的"
    accounts.add(serving.state(), closed, Rights(frozenset({LEADER})), clock.now())
    accounts.set_password(serving.state(), closed, OWN)
    accounts.close(serving.state(), closed, clock.now())
    tried = [("谁也不是", OWN), (NAME, "wrong"), (closed, OWN), (NAME, ""), ("", "")]
    answers = [reader.sign_in(password, name) for name, password in tried]
    assert {one.status for one in answers} == {401}
    for (name, _password), one in zip(tried, answers, strict=True):
        assert one.text.replace(f'value="{name}"', 'value=""').replace(" autofocus", "") == answers[
            -1
        ].text.replace(" autofocus", "")
    assert not is_signed_in(reader)
    accounts.reset(serving.state(), closed, clock.now())


@pytest.mark.parametrize("name", [NAME, "谁也不是"])
def test_tries_are_slowed_down_whether_or_not_the_name_is_known(reader: Browser, name: str) -> None:
    for _failure in range(FREE_OF_A_NAME):
        assert reader.sign_in("wrong", name).status == 401
    waiting = reader.sign_in(OWN, name)
    assert waiting.status == 429
    assert "秒后再试" in waiting.text
    assert not is_signed_in(reader)
    elsewhere = Browser(address="10.0.0.2")
    assert elsewhere.sign_in(OWN, name).status == 429
    if name != NAME:
        assert elsewhere.sign_in().status == 303, "nobody else is kept out"


def test_an_address_that_tries_many_names_is_slowed_down(
    reader: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(FREE_OF_AN_ADDRESS):
        sign_in_door._attempts.note_failure(f"名{number}", reader.address, clock.now())
    assert reader.sign_in().status == 429
    assert Browser(address="10.0.0.2").sign_in().status == 303


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"origin": "https://evil.example"}, None, 403),
        ({"origin": "null"}, None, 403),
        ({"origin": f"http://{HOST}:8080"}, None, 403),
        ({"origin": f"http://{HOST}.evil.example"}, None, 403),
        ({"sec_fetch_site": "cross-site"}, None, 403),
        ({"sec_fetch_site": "same-site"}, None, 403),
        ({"content_type": "application/json"}, None, 415),
        ({"content_type": "text/plain"}, None, 415),
        ({"content_type": "multipart/form-data; boundary=x"}, None, 415),
        ({}, {TOKEN: ""}, 403),
        ({}, {TOKEN: "x" * 64}, 403),
        ({}, {TOKEN: "é"}, 403),
        ({}, {"password": "x" * 20_000}, 413),
        ({}, {f"f{number}": "" for number in range(40)}, 400),
    ],
    ids=str,
)
def test_a_form_that_is_not_ours_is_refused(
    reader: Browser, headers: dict[str, str], body: dict[str, str] | None, status: int
) -> None:
    fields = {"name": NAME, "password": OWN} | (body or {})
    assert reader.send("/sign-in", fields, **headers).status == status
    assert not is_signed_in(reader)
    reader.sign_in()
    assert reader.send("/account", {"act": "everywhere"} | (body or {}), **headers).status == status
    assert is_signed_in(reader)


def test_a_form_is_good_for_its_own_browser_alone(reader: Browser) -> None:
    other = Browser()
    form = other.get("/sign-in").form
    assert form
    assert reader.send("/sign-in", {TOKEN: form, "name": NAME, "password": OWN}).status == 403
    assert Browser().send("/sign-in", {"name": NAME, "password": OWN, TOKEN: ""}).status == 403
    without = Browser()
    sent = urlencode({TOKEN: form, "name": NAME, "password": OWN}).encode()
    answer = without.ask("/sign-in", sent, **{"content-type": "application/x-www-form-urlencoded"})
    assert answer.status == 403


def test_a_session_brought_along_is_never_taken_over(reader: Browser) -> None:
    reader.sign_in()
    planted = reader.cookies[SESSION]
    victim = Browser(cookies={SESSION: planted})
    victim.send("/account", {"act": "out"})
    victim.cookies[SESSION] = "fixiert-durch-den-angreifer"
    victim.sign_in()
    assert victim.cookies[SESSION] not in {planted, "fixiert-durch-den-angreifer"}
    assert not is_signed_in(reader), "the one that was shared is out"


def test_a_cookie_from_before_signing_out_opens_nothing(reader: Browser) -> None:
    reader.sign_in()
    kept = reader.cookies[SESSION]
    answer = reader.send("/account", {"act": "out"})
    assert (answer.status, answer.headers["location"]) == (303, "./sign-in")
    assert SESSION not in reader.cookies
    reader.cookies[SESSION] = kept
    assert not is_signed_in(reader)
    assert reader.get("/account").headers["location"].startswith("./sign-in")


def test_signing_out_everywhere(reader: Browser) -> None:
    other = Browser()
    for one in (reader, other):
        one.sign_in()
    reader.send("/account", {"act": "everywhere"})
    assert not is_signed_in(other)


def test_a_one_time_password_leads_to_a_new_one(reader: Browser) -> None:
    once = accounts.reset(serving.state(), NAME, clock.now())
    answer = reader.sign_in(once, path="/sign-in?next=%2Ftickets-funnel")
    onward = answer.headers["location"].removeprefix(".")
    assert onward == "/account?next=%2Ftickets-funnel"
    session = sessions.held(serving.state(), reader.cookies[SESSION], clock.now())
    assert session
    assert not session.user.roles
    before = reader.cookies[SESSION]
    change = {"act": "password", "old": once, "new": NEWER, "again": NEWER}
    for wrong, status in (
        ({"old": "wrong"}, 401),
        ({"again": OWN}, 400),
        ({"new": "kurz", "again": "kurz"}, 400),
        ({"new": once, "again": once}, 400),
    ):
        assert reader.send(onward, change | wrong).status == status
    done = reader.send(onward, change)
    assert (done.status, done.headers["location"]) == (303, "./tickets-funnel")
    session = sessions.held(serving.state(), reader.cookies[SESSION], clock.now())
    assert session
    assert session.user.scope == "150105"
    assert sessions.held(serving.state(), before, clock.now()) is None


def test_nothing_of_a_password_comes_back(reader: Browser) -> None:
    answer = reader.sign_in("geheim-falsch-aber-meins", '"><script>alert(1)</script>')
    assert "geheim-falsch" not in answer.text
    assert "<script" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_the_doors_speak_english(reader: Browser) -> None:
    assert '<html lang="en">' in reader.ask("/sign-in", None, **{"accept-language": "en-GB,en"}).text
    assert '<html lang="zh">' in reader.ask("/sign-in?lang=zh", None, **{"accept-language": "en"}).text


def test_a_file_of_accounts_that_goes_missing_opens_nothing(folder: Path) -> None:
    assert serving.needs_sign_in()
    there, away = folder / "state.sqlite", folder / "away"
    there.rename(away)
    try:
        assert serving.needs_sign_in()
    finally:
        away.rename(there)
