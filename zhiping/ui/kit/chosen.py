"""What is chosen: read from the address once, changed by widgets, written back to the address.

The session holds what is chosen as the texts of an address. Widgets are set from it before they are
drawn and change it in their callbacks, so there is one truth. An address that this session has not
written itself (a link, the back button, a hand) takes its place.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from zhiping.asking.filters import (
    ALL_TIMES,
    FILTERS,
    SYSTEM_OF,
    FilterError,
    as_told,
    of_address,
    parameter_values,
)
from zhiping.contracts.filters import by_key
from zhiping.contracts.kinds import Row
from zhiping.ui.kit import known_areas
from zhiping.ui.kit.figure_ids import CITED
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import kept_in_address
from zhiping.words import _

_MEANT = {"period": ("since", "until", ALL_TIMES)}


def chosen(view: View, names: Iterable[str]) -> dict[str, str]:
    """The filters chosen for this page that its viewer may use; the rest is dropped with a notice."""
    state = st.session_state
    address = of_address({key: st.query_params.get_all(key) for key in st.query_params})
    is_new_page = state.get("page") != view.page
    if is_new_page:
        state.notices = []
        if address:
            state.chosen = address
        else:
            state.chosen = {k: v for k, v in state.get("chosen", {}).items() if _travels(k)}
    elif not state.get("is_touched") and address != state.written:
        state.notices = []
        state.chosen = address
    state.is_touched = False
    state.page = view.page
    keys = {key for name in names for key in _MEANT.get(name, (name,))}
    if keys:  # a page with filters can be led to by 今日态势
        keys |= {"only", CITED}  # and a bulletin to one of its figures
    state.chosen = {key: value for key, value in state.chosen.items() if _is_usable(view, key, value, keys)}
    _drop_backward_period()
    fixed = _fix(view, keys)
    found = {key: value for key, value in state.chosen.items() if key in keys}
    state.written = {key: value for key, value in found.items() if fixed.get(key) != value}
    _write_address(state.written)
    return found


def _fix(view: View, keys: set[str]) -> dict[str, str]:
    """Put what a link fixes in the place of what was chosen; its reader may only go down from its area.

    The keys of a period are fixed together: with one of them the others cannot be chosen.
    """
    fixed = {key: value for key, value in view.fixed.items() if key in keys}
    picked = st.session_state.chosen
    if not fixed.keys().isdisjoint(_MEANT["period"]):
        for key in _MEANT["period"]:
            picked.pop(key, None)
    if "area" in picked:  # it lies within the reader's scope, or had been dropped
        fixed.pop("area", None)
    picked.update(fixed)
    return fixed


def _travels(key: str) -> bool:
    return key in FILTERS and FILTERS[key].travels


def _write_address(filters: Mapping[str, str]) -> None:
    wanted = {**filters, **kept_in_address()}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def _is_usable(view: View, key: str, value: str, keys: set[str]) -> bool:
    why = None
    if key not in keys and not _travels(key):
        why = _("本页没有筛选条件“{key}”，已忽略。").format(key=as_told(key))
    else:
        try:
            parameter_values({key: value})
        except FilterError as error:
            why = str(error)
        else:  # one that this page does not take waits for the next that does
            if key in keys and not _is_known(view, key, value):
                why = _("没有找到{label}“{value}”，或不在您的查看范围内，已忽略。").format(
                    label=_(FILTERS[key].label), value=as_told(value)
                )
    if why:
        st.session_state.notices.append(why)
    return why is None


def _is_known(view: View, key: str, value: str) -> bool:
    if key == "area":
        return known_areas.is_known(view, value)
    one = FILTERS[key]
    if one.is_listed:
        return value in (row["value"] for row in listed(view, key))
    if one.found_by:
        return bool(view.rows(one.found_by, **{key: value}))
    return True


def listed(view: View, key: str) -> list[Row]:
    """The values that a filter can take in the data, each with its label (the value itself where it has none)."""
    rows = view.rows(f"{SYSTEM_OF[key]}/choices")
    return [{"label": row["value"], **row, "value": str(row["value"])} for row in rows if row["kind"] == key]


def _drop_backward_period() -> None:
    picked = st.session_state.chosen
    if "since" in picked or "until" in picked:
        picked.pop(ALL_TIMES, None)
    if picked.get("since", "") > picked.get("until", "9999-99-99"):
        st.session_state.notices.append(_("时段的开始晚于结束，已忽略。"))
        del picked["since"], picked["until"]


def notices() -> list[str]:
    """What was dropped from the address on the way to this page: one sentence at most, however much it was."""
    found: list[str] = st.session_state.get("notices", [])
    if len(found) < 2:
        return found
    more = _("地址里还有 {n} 处不能用，也已忽略。").format(n=len(found) - 1)
    return [found[0] + more]


def choose(**changes: str | None) -> None:
    """Choose (or with None drop) filters; `from_` is the filter "since". For callbacks of widgets."""
    merged = {**st.session_state.get("chosen", {}), **by_key(changes)}
    st.session_state.chosen = {key: value for key, value in merged.items() if value}
    st.session_state.is_touched = True
    st.session_state.notices = []


def bound(key: str, value: Any) -> str:
    """The key of a widget that shows `value` in this run, whatever it showed before."""
    name = f"filter-{key}"
    st.session_state[name] = value
    return name


def shared(view: View) -> dict[str, str]:
    """The filters of this page that travel to any other."""
    return {key: value for key, value in view.chosen.items() if _travels(key)}


def clear() -> None:
    """Choose nothing. For a button's callback."""
    st.session_state.chosen = {}
    st.session_state.is_own_period = False
    choose()
