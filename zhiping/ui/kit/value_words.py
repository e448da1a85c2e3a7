"""What values are called: those of a system that are keys, and those of a closed list in the reader's language."""

from collections.abc import Mapping
from functools import cache

from zhiping.asking.questions import question_of
from zhiping.store.tables import TABLES
from zhiping.ui.kit.systems import card_of
from zhiping.words import _


def word_of(column: str, value: str, question: str) -> str:
    """What a question's system calls a value that is a key, and a value of a closed list in the reader's language; "" where neither."""
    word = _words(column, question).get(value)
    return _(word) if word else ""


@cache
def _words(column: str, question: str) -> Mapping[str, str]:
    """Value -> its word in Chinese: of the system's keys, and of the closed lists in the datasets that a question reads."""
    card = card_of(question.split("/")[0])
    listed = {
        choice: choice
        for name in (question_of(question).datasets if question else ())
        for one in TABLES[name].columns
        if one.name == column
        for choice in one.choices
    }
    own = card.value_words.get(column, {}) if card else {}
    return listed | {value: word for value, word in own.items() if word}
