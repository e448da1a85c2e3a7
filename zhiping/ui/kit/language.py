"""The language of a session, asked whenever a word is said: in a run, a callback and a dialog alike."""

from html import escape
from urllib.parse import urlencode

import streamlit as st
from starlette.requests import Request
from streamlit.runtime.scriptrunner import get_script_run_ctx

from zhiping.words import DEFAULT_LANGUAGE, LANGUAGES, keep_language, language

MOST_SESSIONS = 10_000  # as many are remembered; one that was forgotten is settled again by its next run
COOKIE = "zhiping-lang"  # in which a browser keeps the language that its viewer chose
_NAMES = {"zh": "中文", "en": "English"}  # each in itself, for those who read no other
# Session -> what it speaks. Asked at every word: st.session_state would take fifteen times as long.
_spoken: dict[str, str] = {}


def settle() -> None:
    """Keep the language of this session: the one in the address, else the one kept here or by the browser, else the browser's own.

    zhiping/ui/browser/language.js chooses by the same rule. Call at the beginning of a run.
    """
    wished = st.query_params.get("lang")
    if wished in LANGUAGES:
        st.session_state.lang = wished
    context = get_script_run_ctx()
    if context is not None:
        own = _kept_or_own(st.context.cookies.get(COOKIE), st.context.locale)
        _spoken.pop(context.session_id, None)
        _spoken[context.session_id] = st.session_state.get("lang", own)
        keep_language(_spoken[context.session_id])
    while len(_spoken) > MOST_SESSIONS:
        _spoken.pop(next(iter(_spoken)), None)


def of_request(request: Request) -> str:
    """What whoever asks for a page that is not Streamlit's speaks, by the same rule."""
    return _kept_or_own(request.cookies.get(COOKIE), request.headers.get("accept-language"))


def _kept_or_own(kept: str | None, own: str | None) -> str:
    if kept in LANGUAGES:
        return kept
    first = (own or "").split(",")[0].split("-")[0]
    return first if first in LANGUAGES else DEFAULT_LANGUAGE


def of_session() -> str | None:
    """What the session at hand speaks; None where there is none (another thread, a terminal)."""
    context = get_script_run_ctx(suppress_warning=True)
    return _spoken.get(context.session_id) if context else None


def draw_choice() -> None:
    """The other languages at the foot of a page: plain links to this page, which begin it anew.

    Streamlit's calendars learn their language when a page begins, and never again.
    """
    links = [
        f'<a href="?{escape(urlencode({**st.query_params.to_dict(), "lang": other}))}" lang="{other}">{name}</a>'
        for other, name in _NAMES.items()
        if other != language()
    ]
    with st.container(key="languages"):
        st.html(" ".join(links))
