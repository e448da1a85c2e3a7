"""What a filter is made of: how a choice is written in an address, what it asks, and which rows it narrows.

A viewer chooses by it and a shared link locks it; both are the same value. Chosen, it reaches the questions
as their parameters. Locked, it narrows the rows of the datasets named in `narrows` before any question sees
them, or says in `why_view_only` why it narrows none.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

Read = Callable[[str], tuple[Any, ...]]
_T = TypeVar("_T")

# Days that can be asked for; the calendar's ends leave no room to reckon with.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
END = datetime(
    9999, 12, 31
)  # the moment of a viewer who names none: everything that the data tell of lies before


@dataclass(frozen=True)
class Filter:
    """`key` as written in an address; `parameters` of a question that it sets; `read` text -> their values.

    `read` raises ValueError or OverflowError for a text that cannot be used; `meaning` says what can be written.

    `narrows`: dataset -> its column that holds the value; where it is a list, all values must be in it.
    `narrows_every`: which column of every contract does ("area_column", "period"). `why_view_only`: why a
    lock narrows no rows. One of the three is given. `keeps`: the column of an answer's rows that holds the
    value, for a filter that may not narrow what is compared.

    `choices`: value -> label, where the values are fixed. `is_listed`: they are those of the question
    `<system>/choices`. `found_by`: the question that finds the one thing that the filter names.
    `is_when`: which time is shown, beside others that it is compared with. `travels`: kept from page to page. `nothing`: what is said where nothing is chosen, "" for 全部.
    """

    key: str
    label: str
    parameters: tuple[str, ...]
    defaults: tuple[Any, ...]
    read: Read
    meaning: str
    narrows: Mapping[str, str] = field(default_factory=dict)
    narrows_every: str = ""
    why_view_only: str = ""
    keeps: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    is_listed: bool = False
    found_by: str = ""
    is_when: bool = False
    travels: bool = False
    nothing: str = ""

    @property
    def is_view_only(self) -> bool:
        """Whether it steers what is shown, not which rows are read."""
        return bool(self.why_view_only)


def by_key(given: Mapping[str, _T]) -> dict[str, _T]:
    """Filters given as arguments of Python by their keys: `from_` is "from", `as_of` is "as-of"."""
    return {name.rstrip("_").replace("_", "-"): value for name, value in given.items()}


def any_text(written: str) -> tuple[Any, ...]:
    """The text itself."""
    return (written,)


def one_of(*choices: str) -> Read:
    """Reads one of `choices`."""

    def read(written: str) -> tuple[Any, ...]:
        if written not in choices:
            raise ValueError(written)
        return (written,)

    return read


def word_of(*choices: str) -> Read:
    """Reads one of `choices` of a filter that asks nothing of any question."""
    read_one = one_of(*choices)

    def read(written: str) -> tuple[Any, ...]:
        read_one(written)
        return ()

    return read


def several_of(*choices: str) -> Read:
    """Reads some of `choices`, separated by commas, as a sorted tuple."""

    def read(written: str) -> tuple[Any, ...]:
        found = sorted(set(written.split(",")))
        if not set(found) <= set(choices):
            raise ValueError(written)
        return (tuple(found),)

    return read


def number_of(*choices: int) -> Read:
    """Reads one of a few whole numbers."""

    def read(written: str) -> tuple[Any, ...]:
        if int(written) not in choices:
            raise ValueError(written)
        return (int(written),)

    return read


def between(low: int, high: int) -> Read:
    """Reads a whole number from `low` to `high`, both in it."""

    def read(written: str) -> tuple[Any, ...]:
        number = int(written)
        if not low <= number <= high:
            raise ValueError(written)
        return (number,)

    return read


def can_be_asked(day: date) -> bool:
    """Whether `day` can be written in a filter."""
    return FIRST_DAY <= day <= LAST_DAY


def some_day(written: str) -> date:
    """A day as it is written in an address: 2025-01-31 or 20250131."""
    found = date.fromisoformat(written)
    if written not in (f"{found}", f"{found:%Y%m%d}") or not can_be_asked(found):
        raise ValueError(written)
    return found


def some_moment(written: str) -> tuple[Any, ...]:
    """A moment; a day alone means its end, since a viewer who says a day means the whole of it."""
    found = datetime.fromisoformat(written)
    if found.tzinfo is not None or not can_be_asked(found.date()):
        raise ValueError(written)
    return (found + timedelta(days=1, seconds=-1) if len(written) <= 10 else found,)


def weights(written: str) -> tuple[Any, ...]:
    """`Z01:12.5,Z02:3` (0 to 100 each) as the text of a JSON object."""
    wished = {}
    for part in written.split(","):
        name, sign, weight = part.rpartition(":")
        number = float(weight)
        if not (sign and name and 0 <= number <= 100):
            raise ValueError(written)
        wished[name] = number
    return (json.dumps(wished, ensure_ascii=False),)
