"""The search box of the title line: an area, a ticket, a unit, a station … by a part of its number or name.

What can be found in a system its question `<system>/search` says; the areas are those of the reader.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from zhiping.asking.filters import FILTERS
from zhiping.asking.questions import question_of, questions
from zhiping.contracts.kinds import Row
from zhiping.ui.kit import addresses, chosen, saying
from zhiping.ui.kit.systems import cards
from zhiping.ui.kit.view import View, view_of
from zhiping.ui.look import numbers
from zhiping.ui.look.told import muted
from zhiping.words import _

MOST_LINKS = 8
MOST_LETTERS = 100
MOST_NAMED = 3  # kinds in the box, which is a few words wide on a phone
_FOUND = re.compile(r"'(\w+)' as filter_key")
_SOUGHT = "sought"  # in the session: what was typed, until the run that answers


@dataclass(frozen=True)
class Thing:
    """A thing that can be opened: a page with one filter. `place`: 0 it is what was sought, 1 it begins so, 2 it holds it."""

    page: str
    filter_key: str
    value: str
    label: str
    place: int


def find(sought: str, areas_open: str = addresses.OVERVIEW) -> tuple[list[Thing], int]:
    """The best that the person at the screen may see, and how many there are. `areas_open`: the page of an area."""
    view = view_of("", {"sought": sought})
    found = [
        Thing(
            areas_open,
            "area",
            row["area_code"][: row["code_digits"]],
            row["area_path"] or row["area_name"],
            place,
        )
        for row in view.rows("areas/tree")
        if (place := _place(row, sought)) is not None
    ]
    count = len(found)
    for name in questions():
        if name.endswith("/search") and (rows := view.rows(name)):
            count += rows[0]["found_count"]
            found += [Thing(**{key: row[key] for key in Thing.__annotations__}) for row in rows]
    return _mixed(found)[:MOST_LINKS], count


def kinds() -> list[str]:
    """What can be found, in words: an area, then what each system's question names, in the order of the menu."""
    asked = [f"{system.name}/search" for system in cards()]
    keys = [
        "area",
        *(key for name in asked if name in questions() for key in _FOUND.findall(question_of(name).sql)),
    ]
    return [_(FILTERS[key].label).removesuffix(_("编号")) for key in keys]


def _mixed(found: Sequence[Thing]) -> list[Thing]:
    """The best first; of equally good ones the first of every kind before the second of any."""
    seen: Counter[tuple[str, int]] = Counter()
    turns = []
    for one in found:
        turns.append((one.place, seen[one.filter_key, one.place]))
        seen[one.filter_key, one.place] += 1
    return [one for _turn, one in sorted(zip(turns, found, strict=True), key=lambda pair: pair[0])]


def _place(area: Row, sought: str) -> int | None:
    """As the rule sought_place of queries/rules/shared."""
    name = area["area_name"]
    if sought in (name, area["area_code"]):
        return 0
    return None if sought not in name else 1 if name.startswith(sought) else 2


def draw(view: View) -> None:
    """The box."""
    widget = f"sought-{view.page}"
    found = kinds()
    with st.container(key="search"):
        st.text_input(
            _("全站查找"),
            key=widget,
            placeholder=_("找{first}等{n}类").format(first=_("、").join(found[:MOST_NAMED]), n=len(found)),
            icon=":material/search:",
            label_visibility="collapsed",
            on_change=_seek,
            args=(widget,),
        )


def _seek(widget: str) -> None:
    st.session_state[_SOUGHT] = st.session_state[widget].strip()[:MOST_LETTERS]
    st.session_state[widget] = ""


def draw_found(view: View, names: Sequence[str]) -> None:
    """What was found for what was just typed: one thing is opened, several are links; it stands for one run."""
    sought = st.session_state.pop(_SOUGHT, "")
    if not sought:
        return
    found, count = find(sought, view.page if "area" in names else addresses.OVERVIEW)
    if count == 1:
        addresses.go_to(found[0].page, _filters(view, found[0]))
    with st.container(border=True, gap="xsmall", key="found"):
        if not found:
            saying.sentence(
                _("没有找到“{sought}”。可以输入{kinds}的编号或名称的一部分；只找得到您能查看的。").format(
                    sought=sought, kinds=_("、").join(kinds())
                )
            )
        for one in found:
            label = muted(_(FILTERS[one.filter_key].label)) + f"　{one.label}"
            addresses.link(one.page, label, _filters(view, one), is_row=True)
        if count > len(found):
            saying.note(
                _("还有 {n} 个名称或编号里有“{sought}”的，请多输入几个字。").format(
                    n=numbers.exact_count(count - len(found)), sought=sought
                )
            )


def _filters(view: View, one: Thing) -> dict[str, str]:
    """An area is opened under what else is chosen; a thing alone, since other filters may not hold it."""
    return {**(chosen.shared(view) if one.filter_key == "area" else {}), one.filter_key: one.value}
