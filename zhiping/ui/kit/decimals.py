"""With how many decimals the numbers of a column are written: at most one more than the data carry."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from zhiping.asking.questions import question_of
from zhiping.rules.rounding import carried_digits
from zhiping.store.tables import TABLES
from zhiping.ui.kit.systems import card_of
from zhiping.ui.look.columns import digits_of
from zhiping.ui.look.headings import is_named


@cache
def most(column: str, question: str) -> int | None:
    """How many decimals a column has at most; None where it stands as it was uploaded, or is no column of a question.

    What its system's card says goes first.
    """
    card = card_of(question.split("/")[0])
    if card and column in card.decimals:
        return card.decimals[column]
    if not is_named(column, question) or _is_uploaded(column, question):
        return None
    return digits_of(column)


def _is_uploaded(column: str, question: str) -> bool:
    columns = [one for name in question_of(question).datasets for one in TABLES[name].columns]
    return any(one.name == column and one.kind == "number" for one in columns)


def written(values: Sequence[Any], column: str, question: str) -> str | None:
    """How Streamlit writes the values of such a column: all with the decimals that the longest of them needs.

    None where it may write them as they are.
    """
    if most(column, question) is None or not any(isinstance(value, float) for value in values):
        return None
    return f"%.{carried_digits(value for value in values if isinstance(value, int | float))}f"
