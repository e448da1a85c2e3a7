"""The language of a session: the same in a run, a callback, a dialog and a file that is made later."""

import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from zhiping import words
from zhiping.ui.kit import language
from zhiping.ui.kit.tables import csv_text

ENGLISH = {"工单": "Ticket", "工单编号": "Ticket number"}


@pytest.fixture(autouse=True)
def catalogues(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A tiny English catalogue, and nobody to ask for the language before and after the test."""
    known: dict[str, dict[str, str]] = {"en": ENGLISH, "zh": {}}
    monkeypatch.setattr(words, "_catalogue", known.__getitem__)
    monkeypatch.setattr(words, "_source", [])
    yield


def in_another_thread(function: object) -> list[object]:
    """What a function returns in a thread that knows no session, as where Streamlit makes a deferred file."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(function()))  # type: ignore[operator]
    thread.start()
    thread.join()
    return found


def page() -> None:
    import streamlit as st

    from tests.ui.kit.test_language import in_another_thread
    from zhiping.ui.kit import language
    from zhiping.words import _, ask_language, in_this_language

    st.session_state.setdefault("heard", [])
    ask_language(language.of_session)
    language.settle()
    heard = st.session_state.heard
    st.button("callback", on_click=lambda: heard.append(("callback", _("工单"))))
    if st.button("dialog"):
        st.dialog("d")(lambda: st.write(_("工单")))()
    st.write(_("工单"))
    if st.button("download"):
        heard.append(("later", in_another_thread(in_this_language(lambda: _("工单")))))
    st.json(heard)


def heard(app: AppTest) -> list[object]:
    return list(app.session_state.heard)


@pytest.mark.parametrize(("lang", "word"), [("en", "Ticket"), ("zh", "工单")])
def test_run_callback_dialog_and_later_file_speak_the_language_of_the_session(lang: str, word: str) -> None:
    app = AppTest.from_function(page, default_timeout=60)
    app.query_params["lang"] = lang
    app.run()
    assert app.markdown[0].value == word
    app.button[0].click().run()
    assert heard(app) == [("callback", word)]
    app.button[1].click().run()
    assert [one.value for one in app.markdown] == [word, word]
    app.button[2].click().run()
    assert heard(app)[1] == ("later", [word])


def test_two_sessions_at_once_speak_their_own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    at_hand = SimpleNamespace(session_id="english")
    monkeypatch.setattr(language, "_spoken", {"english": "en", "chinese": "zh"})
    monkeypatch.setattr(language, "get_script_run_ctx", lambda **_given: at_hand)
    words.ask_language(language.of_session)
    assert words._("工单") == "Ticket"
    at_hand.session_id = "chinese"
    assert words._("工单") == "工单"


def test_a_file_that_is_made_later_has_the_headings_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_source", [lambda: "en"])
    made = words.in_this_language(lambda: csv_text([{"ticket_id": "GD-1"}], "tickets/rows"))
    monkeypatch.setattr(words, "_source", [lambda: "zh"])
    assert made().decode("utf-8-sig").splitlines()[0] == "Ticket number"
    assert words.language() == "zh"


def test_without_anybody_to_ask_chinese_is_spoken() -> None:
    assert words.language() == "zh"
    words.ask_language(lambda: None)
    assert words.language() == "zh"
    words.ask_language(lambda: "fr")
    assert words.language() == "zh"


@pytest.mark.parametrize(
    ("kept", "own", "spoken"),
    [
        ("", "zh-CN,en;q=0.8", "zh"),
        ("", "en-GB,zh;q=0.8", "en"),
        ("", "fr", "zh"),
        ("zhiping-lang=en", "zh-CN", "en"),
        ("zhiping-lang=fr", "en", "en"),
    ],
)
def test_who_asks_for_a_page_that_is_not_streamlits_is_answered_by_the_same_rule(
    kept: str, own: str, spoken: str
) -> None:
    headers = [(b"cookie", kept.encode()), (b"accept-language", own.encode())]
    request = Request({"type": "http", "headers": headers})
    assert language.of_request(request) == spoken
    with words.speaking(spoken):
        assert words.language() == spoken
