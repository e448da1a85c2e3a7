"""Words on screen: every text is a gettext message whose id is the Chinese sentence.

`_` translates at the moment of use; `N_` only marks a text that is stored first (a label in a
contract, a definition in a measure) and translated when it is shown. The joints of sentences ("，", "、")
are messages too: each language has its own, with the spaces that it wants.
"""

import re
from ast import literal_eval
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

DEFAULT_LANGUAGE = "zh"
LANGUAGES = ("zh", "en")
CATALOGUES = Path(__file__).parent / "locale"
_kept: ContextVar[str | None] = ContextVar("kept", default=None)
_source: list[Callable[[], str | None]] = []  # at most one: who knows what the reader at hand speaks


class Filling(Formatter):
    """How texts are filled: "{n:row|rows}" is the first for one and the second for any other number."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, choice, more = format_spec.partition("|")
        if not choice:
            return str(super().format_field(value, format_spec))
        return one if _is_one(value) else more


class _Counting(str):
    """A text of a catalogue in which what is counted is told in the number that its values ask for."""

    def format(self, *given: Any, **named: Any) -> str:
        return Filling().vformat(self, given, named)


class _Noun(str):
    """A word for what is counted: itself for many, `one` for one."""

    one: str


def _is_one(value: Any) -> bool:
    return str(value).lstrip("+−-") == "1"


def counted(noun: str, number: Any) -> str:
    """A word for what is counted, already said in the language of now (`_`), in the number that a count asks for."""
    return noun.one if isinstance(noun, _Noun) and _is_one(number) else noun


def _read(text: str) -> str:
    """A text of a catalogue; where numbers are told apart in it ("{n:row|rows}", "row|rows") one that chooses."""
    if "|" not in text:
        return text
    if any("|" in (choice or "") for _text, _name, choice, _conversion in Formatter().parse(text)):
        return _Counting(text)
    one, more = text.split("|")
    noun = _Noun(more)
    noun.one = one
    return noun


# An entry of a catalogue: two keywords, each with its text in one or several quoted lines.
_ENTRY = re.compile(r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)^msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """Message -> its text in a language, as its catalogue says; what it leaves empty is missing."""
    path = CATALOGUES / language / "LC_MESSAGES" / "zhiping.po"
    entries = _ENTRY.findall(path.read_text("utf-8")) if path.exists() else []
    # The quoted lines of gettext are Python's: side by side they are one text.
    found = {literal_eval(f"({message})"): literal_eval(f"({text})") for message, text in entries}
    return {message: _read(text) for message, text in found.items() if message and text}


def ask_language(source: Callable[[], str | None]) -> None:
    """Let `source` say the language whenever a word is asked; where it says None, Chinese is spoken.

    So a callback, a dialog and a page of one session speak alike, whatever thread they run in.
    """
    _source[:] = [source]


def language() -> str:
    """The language spoken now: one of LANGUAGES."""
    said = _kept.get() or (_source[0]() if _source else None)
    return said if said in LANGUAGES else DEFAULT_LANGUAGE


def keep_language(spoken: str) -> None:
    """Let this language be spoken in this thread from now on: a run says thousands of words, and asks for it at each."""
    _kept.set(spoken)


@contextmanager
def speaking(spoken: str) -> Iterator[None]:
    """Let everything said within be in this language."""
    before = _kept.set(spoken)
    try:
        yield
    finally:
        _kept.reset(before)


def in_this_language(function: Callable[P, R]) -> Callable[P, R]:
    """`function`, speaking the language of now whenever it is called: for what runs later without a reader at hand."""
    spoken = language()

    def kept(*given: P.args, **named: P.kwargs) -> R:
        with speaking(spoken):
            return function(*given, **named)

    return kept


def _(text: str) -> str:
    """`text` in the language spoken now; the Chinese text itself where no translation exists."""
    return _catalogue(language()).get(text, text)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, which extraction looks for
    """Mark `text` for the catalogue and leave it as it is."""
    return text


_MONTHS = (
    N_("1月"),
    N_("2月"),
    N_("3月"),
    N_("4月"),
    N_("5月"),
    N_("6月"),
    N_("7月"),
    N_("8月"),
    N_("9月"),
    N_("10月"),
    N_("11月"),
    N_("12月"),
)


def month_name(month: int) -> str:
    """A month of the year, 1 to 12: "11月", "Nov"."""
    return _(_MONTHS[month - 1])


def month_and_day(month: int, day: int) -> str:
    """A day of the year: "11月4日", "4 Nov"."""
    return _("{month}{day}日").format(month=month_name(month), day=day)


def day_told(on: date) -> str:
    """A day: "2025年11月4日", "4 Nov 2025"; of a time only its day."""
    return _("{year}年{month}{day}日").format(year=on.year, month=month_name(on.month), day=on.day)


def bracketed(text: str) -> str:
    """What is said aside: "（…）", " (…)"."""
    return _("（{inside}）").format(inside=text)


def in_turn(*said: str) -> str:
    """One sentence after the other, with the space that a language wants between them; empty ones fall away."""
    whole = ""
    for one in filter(None, said):
        whole = _("{before}{after}").format(before=whole.rstrip(), after=one) if whole else one
    return whole
