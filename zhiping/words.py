"""Words on screen: every text is a gettext message whose id is the Chinese sentence.

`_` translates at the moment of use; `N_` only marks a text that is stored first (a label in a
contract, a definition in a measure) and translated when it is shown.
"""

import gettext
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DEFAULT_LANGUAGE = "zh"
LANGUAGES = ("zh", "en")
_CATALOGUES = Path(__file__).parent / "locale"
_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("zhiping", _CATALOGUES, [language], fallback=True)


def use_language(language: str) -> None:
    """Speak `language` for the rest of this thread of work; an unknown one is Chinese."""
    _language.set(language if language in LANGUAGES else DEFAULT_LANGUAGE)


def language() -> str:
    """The language spoken now: one of LANGUAGES."""
    return _language.get()


def _(text: str) -> str:
    """`text` in the language spoken now; the Chinese text itself where no translation exists."""
    return _catalogue(_language.get()).gettext(text) if text else text


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, which extraction looks for
    """Mark `text` for the catalogue and leave it as it is."""
    return text
