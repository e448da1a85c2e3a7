"""Where there is something: what an empty page offers instead of the area that was chosen."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

import streamlit as st

from zhiping.asking.filters import ALL_TIMES, FILTERS
from zhiping.rules.areas import FULL_DIGITS, LEVEL_DIGITS, area_prefix, common_area
from zhiping.ui.kit import addresses, dataline, known_areas, period_choice
from zhiping.ui.kit.systems import areas_with_rows, of_page
from zhiping.ui.kit.view import View
from zhiping.words import _, bracketed

MOST_PLACES = 3


def places(view: View) -> list[View]:
    """The page at other areas where it has rows: at most MOST_PLACES, those with most rows first.

    They lie under the nearest area above the chosen one that has any, each the smallest known area that holds
    all rows of its branch. Of all times, and under the other filters of the page; none where no area is chosen.
    """
    if "area" not in view.chosen:
        return []
    counts = areas_with_rows(view.narrowed(area=None))
    known = {row["area_code"][: row["code_digits"]] for row in view.rows("areas/tree")}
    for above in _above(area_prefix(view.chosen["area"]), view.access.user.scope):
        there = (view.stock().narrowed(area=place) for place in _branches(counts, above, known))
        found = list(islice((one for one in there if dataline.with_rows(one, of_page(one))), MOST_PLACES))
        if found:
            return found
    return []


def is_area_alone(view: View) -> bool:
    """Whether nothing but the area and the period was chosen."""
    return set(_kept(view)) <= {"area"}


def _kept(view: View) -> dict[str, str]:
    """What was chosen besides the period and what asks nothing of a question, for the links."""
    return {
        key: value
        for key, value in view.chosen.items()
        if FILTERS[key].parameters and key not in period_choice.KEYS
    }


def draw(view: View, found: list[View]) -> None:
    """A link a place, each with how much there is: "阿鲁科尔沁旗（1,037 个小院）"."""
    takes_period = any(key in view.filters for key in period_choice.KEYS)
    times = {ALL_TIMES: "all"} if takes_period else {}
    with st.container(horizontal=True, gap="small", key="elsewhere"):
        for there in found:
            whole = _("、").join(card.whole(there) for card in dataline.with_rows(there, of_page(there)))
            filters = {**_kept(view), **times, "area": there.filters["area"]}
            addresses.link(view.page, f"{known_areas.name_told(there)}{bracketed(whole)}", filters)


def _above(prefix: str, scope: str) -> Iterator[str]:
    """The areas above one, the nearest first, as far as the reader sees them."""
    for digits in reversed((0, *LEVEL_DIGITS)):
        if len(scope) <= digits < len(prefix):
            yield prefix[:digits]


def _branches(counts: Mapping[str, int], above: str, known: set[str]) -> list[str]:
    """The prefixes of the branches under an area, those with most rows first; itself where only it has any."""
    digits = next(one for one in LEVEL_DIGITS if one > len(above))
    branches: dict[str, Counter[str]] = {}
    for code, count in counts.items():
        if code.startswith(above) and area_prefix(code) != above:
            branches.setdefault(code[:digits], Counter())[code] = count
    if not branches and above.ljust(FULL_DIGITS, "0") in counts:
        return [above]
    fullest = sorted(branches.items(), key=lambda pair: -pair[1].total())
    return [_smallest(branch, tuple(codes), known) for branch, codes in fullest]


def _smallest(branch: str, codes: tuple[str, ...], known: set[str]) -> str:
    """The smallest area of 行政区划 in a branch that holds all codes; the branch itself where none does."""
    whole = area_prefix(common_area(codes) or branch)
    shorter = (whole[:digits] for digits in reversed(LEVEL_DIGITS) if len(branch) <= digits <= len(whole))
    return next((one for one in shorter if one in known), branch)
