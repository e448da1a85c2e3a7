"""What values are called: those of a system that are keys, and those of a closed list in the reader's language."""

from collections.abc import Mapping
from functools import cache

from zhiping.asking.questions import question_of
from zhiping.store.tables import TABLES
from zhiping.ui.kit.systems import card_of
from zhiping.words import _


def word_of(column: str, value: str, question: str) -> str:
    """What a question's system calls a value that is a key, and a value of a closed list in the reader's language; "" where neither."""
    card = card_of(question.split("/")[0])
    word = card.value_words.get(column, {}).get(value, "") if card else ""
    return _(word or (value if value in _choices(question).get(column, ()) else ""))


@cache
def _choices(question: str) -> Mapping[str, frozenset[str]]:
    """Column -> the values of its closed list, of the datasets that a question reads."""
    found: dict[str, frozenset[str]] = {}
    for name in question_of(question).datasets if question else ():
        for column in TABLES[name].columns:
            found[column.name] = found.get(column.name, frozenset()) | frozenset(column.choices)
    return found
