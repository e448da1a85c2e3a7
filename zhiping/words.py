"""Words on screen: every text is a gettext message whose id is the Chinese sentence.

`_` translates at the moment of use; `N_` only marks a text that is stored first (a label in a
contract, a definition in a measure) and translated when it is shown.
"""

import gettext
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

DEFAULT_LANGUAGE = "zh"
LANGUAGES = ("zh", "en")
_CATALOGUES = Path(__file__).parent / "locale"
_kept: ContextVar[str | None] = ContextVar("kept", default=None)
_source: list[Callable[[], str | None]] = []  # at most one: who knows what the reader at hand speaks


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("zhiping", _CATALOGUES, [language], fallback=True)


def ask_language(source: Callable[[], str | None]) -> None:
    """Let `source` say the language whenever a word is asked; where it says None, Chinese is spoken.

    So a callback, a dialog and a page of one session speak alike, whatever thread they run in.
    """
    _source[:] = [source]


def language() -> str:
    """The language spoken now: one of LANGUAGES."""
    said = _kept.get() or (_source[0]() if _source else None)
    return said if said in LANGUAGES else DEFAULT_LANGUAGE


def in_this_language(function: Callable[P, R]) -> Callable[P, R]:
    """`function`, speaking the language of now whenever it is called: for what runs later without a reader at hand."""
    spoken = language()

    def kept(*given: P.args, **named: P.kwargs) -> R:
        before = _kept.set(spoken)
        try:
            return function(*given, **named)
        finally:
            _kept.reset(before)

    return kept


def _(text: str) -> str:
    """`text` in the language spoken now; the Chinese text itself where no translation exists."""
    return _catalogue(language()).gettext(text) if text else text


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, which extraction looks for
    """Mark `text` for the catalogue and leave it as it is."""
    return text
