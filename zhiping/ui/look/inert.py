"""Text that leaves a table for a program that would run or obey it: a spreadsheet its formulas, a terminal its codes."""

import re
from typing import Any

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_CODES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # line breaks and tabs are text


def inert(value: Any) -> Any:
    """A value as a CSV file holds it: a text that begins like a formula has an apostrophe before it."""
    if isinstance(value, str) and value[:1] in _FORMULA_SIGNS:
        return f"'{value}"
    return value


def without_codes(text: str) -> str:
    """Text without what a terminal obeys, such as colours and the place to write at."""
    return _CODES.sub("", text)
