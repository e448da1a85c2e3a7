"""What kind of figure a column holds, by its name: how it is written is the same in every table and on every map."""

from typing import Any


def is_share(name: str, sample: Any) -> bool:
    """A part of a whole, 0 to 1, written as a percentage; limits of a share are shares, those of a rank are not."""
    return name.endswith(("_share", "_share_after")) or (
        name.endswith(("_low", "_high")) and isinstance(sample, float)
    )


def is_hours(name: str, value: Any) -> bool:
    """A length of time in hours, written in words; opening hours are a text."""
    return isinstance(value, int | float) and (name == "hours_left" or name.endswith("_hours"))


def digits_of(name: str) -> int:
    """How many decimals a reckoned column has at most: one more than what it is reckoned from.

    Counts carry none, so their means and limits have one. Money is written to the cent; how many there are of one thing
    for each of another is often less than ten.
    """
    if name.endswith("metres"):
        return 0
    return 2 if name.endswith("_yuan") or "_per_" in name else 1
