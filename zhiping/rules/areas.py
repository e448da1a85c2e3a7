"""区划代码: levels, padding and ranges of the 12-digit division codes.

A code is read in groups of 2, 2, 2, 3 and 3 digits. Its level is the last group that is not all
zeros, so 152530000000 is a banner (152530) and never 15253.
"""

from collections.abc import Iterable
from functools import lru_cache

from zhiping.words import N_

LEVEL_DIGITS = (2, 4, 6, 9, 12)
FULL_DIGITS = 12
COUNTY_DIGITS = 6
EVERYWHERE = ""


def area_code(written: str) -> str:
    """The 12-digit form of a code written with 2, 4, 6, 9 or 12 digits; ValueError otherwise."""
    if not (written.isascii() and written.isdigit() and len(written) in LEVEL_DIGITS):
        raise ValueError(written)
    return written.ljust(FULL_DIGITS, "0")


@lru_cache(maxsize=1 << 14)  # one run of a page asks thousands of times, of some hundred codes
def area_prefix(code: str) -> str:
    """The significant digits (2, 4, 6, 9 or 12) of a code; `EVERYWHERE` stays as it is."""
    if code == EVERYWHERE:
        return code
    full = area_code(code)
    digits = LEVEL_DIGITS[0]
    for start, end in zip(LEVEL_DIGITS, LEVEL_DIGITS[1:], strict=False):
        if full[start:end].strip("0"):
            digits = end
    return full[:digits]


def area_range(code: str) -> tuple[str, str]:
    """The half-open range [from, to) of full codes that lie in an area, itself included.

    ":" follows "9" in ASCII, so it closes a prefix without arithmetic on digits.
    """
    prefix = area_prefix(code)
    return prefix.ljust(FULL_DIGITS, "0") if prefix else "", prefix + ":"


def is_within(code: str, scope: str) -> bool:
    """Whether the area `code` lies in `scope`, or is it."""
    return area_prefix(code).startswith(area_prefix(scope))


def parent_code(code: str) -> str | None:
    """The 12-digit code one level up; None for the region itself."""
    digits = len(area_prefix(code))
    position = LEVEL_DIGITS.index(digits)
    return area_code(code[: LEVEL_DIGITS[position - 1]]) if position else None


def common_area(codes: tuple[str, ...]) -> str | None:
    """The smallest area that holds all `codes`, as a 12-digit code; None where there is none."""
    if not codes:
        return None
    prefixes = [area_prefix(code) for code in codes]
    for digits in reversed(LEVEL_DIGITS):
        if all(len(prefix) >= digits and prefix[:digits] == prefixes[0][:digits] for prefix in prefixes):
            return area_code(prefixes[0][:digits])
    return None


def covered_ranges(codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The ranges of area codes that a file with rows in `codes` is complete for.

    In each district the smallest area that holds all its rows there; a row at a city or above says
    nothing about the districts below it, so it covers its own code alone. A file of two districts
    never speaks for a third.
    """
    by_county: dict[str, list[str]] = {}
    ranges = []
    for code in codes:
        if len(area_prefix(code)) < COUNTY_DIGITS:
            ranges.append((code, f"{code}:"))
        else:
            by_county.setdefault(code[:COUNTY_DIGITS], []).append(code)
    ranges += [area_range(common_area(tuple(found)) or "") for found in by_county.values()]
    return tuple(sorted(ranges))


# How an area calls its own departments and what lies below it, by the last letter of its name.
OWN_WORDS = {
    "区": (N_("区直部门"), N_("街道镇")),
    "旗": (N_("旗直部门"), N_("苏木镇")),
    "县": (N_("县直部门"), N_("乡镇")),
    "市": (N_("市直部门"), N_("街道镇")),
    "盟": (N_("盟直部门"), N_("旗县市")),
}


def unit_word(name: str, code: str, unit_codes: Iterable[str]) -> str:
    """What the units of an area are called together: 区直部门 where all lie at it, 街道镇 where all lie below it.

    "" where they are mixed, or the area's name says nothing.
    """
    departments, below = OWN_WORDS.get(name[-1:], ("", ""))
    if name.endswith("市") and len(area_prefix(code)) < COUNTY_DIGITS:
        below = N_("旗县区")
    at_it = {unit == area_code(code) for unit in unit_codes}
    return (departments if at_it == {True} else below) if len(at_it) == 1 else ""
