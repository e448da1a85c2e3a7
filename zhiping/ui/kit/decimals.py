"""With how many decimals the numbers of a column are written, as its system's card says."""

from collections.abc import Sequence
from typing import Any

from zhiping.rules.rounding import carried_digits
from zhiping.ui.kit.systems import card_of


def most(column: str, question: str) -> int | None:
    """How many decimals a column has at most; None where its system says nothing."""
    card = card_of(question.split("/")[0])
    return card.decimals.get(column) if card else None


def written(values: Sequence[Any], column: str, question: str) -> str | None:
    """How Streamlit writes the values of such a column: all with the decimals that the longest of them needs."""
    if most(column, question) is None:
        return None
    return f"%.{carried_digits(value for value in values if isinstance(value, int | float))}f"
