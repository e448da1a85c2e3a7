"""The filter bar: the widgets of the filters in the sidebar, and their values in words under the title."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial

import streamlit as st

from zhiping.asking.filters import FILTERS
from zhiping.contracts.courtyards import COURTYARD_KINDS, SILENT_DAYS
from zhiping.contracts.kinds import Row
from zhiping.contracts.tickets import NEAR_HOURS, TICKET_CLASS_LABELS, TICKET_CLASSES
from zhiping.rules.areas import EVERYWHERE, area_prefix
from zhiping.ui.kit.chosen import LISTED, bound, choose, clear, listed
from zhiping.ui.kit.systems import Control, areas_with_rows, card_of
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.periods import named_periods
from zhiping.words import N_, _

_LEVELS = {4: N_("盟市"), 6: N_("旗县区"), 9: N_("苏木乡镇街道"), 12: N_("嘎查村社区")}
# Filters whose values the contracts fix -> value: label.
_FIXED: dict[str, dict[str, str]] = {
    "class": dict(zip(TICKET_CLASSES, TICKET_CLASS_LABELS, strict=True)),
    "kind": {kind: kind for kind in COURTYARD_KINDS},
    "opening": dict(FILTERS["opening"].choices),
}
_ALL = {"class": N_("全部类别"), "kind": N_("全部类型"), "opening": N_("全部状态")}
_NEWEST_IS_DEFAULT = ("year", "term")


def draw(view: View, names: Iterable[str], newest: date | None) -> None:
    """The widgets of the filters, in the sidebar. `newest`: the data's own day, for 本月 and the like."""
    with st.sidebar, st.container(key="filters"):
        st.subheader(_("筛选"), anchor=False)
        for name in names:
            if name == "area":
                _draw_area(view)
            elif name == "period":
                _draw_period(view, newest)
            elif name in _FIXED:
                _draw_options(view, name, _FIXED[name])
            elif name in _own(view):
                _own(view)[name].draw(view)
            elif name in LISTED:
                _draw_options(view, name, _listed_options(view, name))
        if view.filters:
            st.button(_("清除筛选"), on_click=clear, type="tertiary", icon=":material/filter_alt_off:")


def _own(view: View) -> Mapping[str, Control]:
    """The widgets that only the page's system has."""
    card = card_of(view.system)
    return card.controls if card else {}


def _pick(key: str, widget: str, otherwise: str | None = None) -> None:
    choose(**{key: st.session_state[widget] or otherwise})


def _draw_area(view: View) -> None:
    tree: dict[str, Row] = {row["area_code"][: row["code_digits"]]: row for row in view.rows("areas/tree")}
    with_rows = areas_with_rows(view.narrowed(area=None))
    top = view.access.user.scope or min(tree, key=len, default=EVERYWHERE)
    area = area_prefix(view.filters.get("area", "")) or top
    above = (prefix for prefix in tree if area.startswith(prefix) and len(top) <= len(prefix) < len(area))
    steps = {top, *above, area}
    codes = {row["area_code"] for row in tree.values()}
    loose = {code for code, row in tree.items() if row["parent_code"] not in codes and code != top}
    for parent in sorted(steps, key=len):
        children = {
            prefix: row
            for prefix, row in tree.items()
            if (row["parent_code"] == parent.ljust(12, "0") or (parent == top and prefix in loose))
            and (area.startswith(prefix) or any(code.startswith(prefix) for code in with_rows))
        }
        if not children:
            continue
        widget = bound(f"area-{parent}", next((p for p in children if area.startswith(p)), ""))
        digits = len(next(iter(children)))
        st.selectbox(
            _(_LEVELS[digits]),
            ["", *children],
            format_func=partial(_area_name, children),
            key=widget,
            on_change=_pick,
            args=("area", widget, None if parent == top else parent),
        )


def _area_name(areas: Mapping[str, Row], prefix: str) -> str:
    return str(areas[prefix]["area_name"]) if prefix else _("全部")


def _draw_period(view: View, newest: date | None) -> None:
    named = named_periods(newest) if newest else {}
    widget = bound("named", next((name for name, days in named.items() if days == view.period), None))
    st.pills(_("时段"), list(named), format_func=_, key=widget, on_change=_pick_named, args=(widget, named))
    first, last = view.filters.get("from"), view.filters.get("to")
    days = (date.fromisoformat(first), date.fromisoformat(last)) if first and last else ()
    picked = bound("days", days)
    st.date_input(
        _("起止日期"),
        key=picked,
        on_change=_pick_days,
        args=(picked,),
        min_value=date(2000, 1, 1),
        max_value=date(2100, 12, 31),
        label_visibility="collapsed",
    )


def _pick_named(widget: str, named: Mapping[str, tuple[date, date]]) -> None:
    days = named.get(st.session_state[widget])
    choose(from_=f"{days[0]}" if days else None, to=f"{days[1]}" if days else None)


def _pick_days(widget: str) -> None:
    days = st.session_state[widget]
    if len(days) == 2:  # after the first of two clicks there is one: the second is awaited
        choose(from_=f"{days[0]}", to=f"{days[1]}")
    elif not days:
        choose(from_=None, to=None)


def _listed_options(view: View, key: str) -> dict[str, str]:
    """The values that a filter can take under the filters above it, and the one that is chosen."""
    options = {
        row["value"]: str(row["label"]) for row in listed(view.narrowed(category=None, unit=None), key)
    }
    if (now := view.filters.get(key)) and now not in options:
        options[now] = now
    return options


def _draw_options(view: View, key: str, options: Mapping[str, str]) -> None:
    widget = bound(key, view.filters.get(key, ""))
    nothing = _("最新") if key in _NEWEST_IS_DEFAULT else _("全部")
    st.selectbox(
        _(FILTERS[key].label),
        ["", *options],
        format_func=lambda value: _(options[value]) if value else nothing,
        key=widget,
        on_change=_pick,
        args=(key, widget),
    )


def draw_within(view: View) -> int:
    """How many hours ahead to look, chosen in the page itself; the hours chosen."""
    hours = view.filters.get("within", str(NEAR_HOURS[-1]))
    options = sorted({*map(str, NEAR_HOURS), hours}, key=int)
    widget = bound("within", hours)
    st.segmented_control(
        _("预警"),
        options,
        format_func=lambda hours: _("{hours} 小时内").format(hours=hours),
        key=widget,
        on_change=_pick_within,
        args=(widget,),
        required=True,
    )
    return int(hours)


def _pick_within(widget: str) -> None:
    hours = st.session_state[widget]
    choose(within=None if hours == str(NEAR_HOURS[-1]) else hours)


def draw_silent(view: View) -> int:
    """How many days without activity make a courtyard silent, chosen in the page itself; the days chosen."""
    days = view.filters.get("silent", str(SILENT_DAYS[0]))
    widget = bound("silent", days)
    st.segmented_control(
        _("静默"),
        [str(one) for one in SILENT_DAYS],
        format_func=lambda one: _("{days} 天没有活动").format(days=one),
        key=widget,
        on_change=_pick_silent,
        args=(widget,),
        required=True,
    )
    return int(days)


def _pick_silent(widget: str) -> None:
    days = st.session_state[widget]
    choose(silent=None if days == str(SILENT_DAYS[0]) else days)


def told(view: View, names: Iterable[str]) -> list[str]:
    """The values of the filters in words, one text a filter, for the line under the title."""
    texts = []
    for name in names:
        if name == "area":
            texts.append(_area_told(view))
        elif name == "period":
            texts.append(_period_told(view))
        elif name in _own(view):
            texts += [text for text in [_own(view)[name].told(view)] if text]
        elif name in view.filters and (name in _FIXED or name in LISTED):
            options = _FIXED[name] if name in _FIXED else _listed_options(view, name)
            texts.append(_(options[view.filters[name]]))
        elif name in _ALL:
            texts.append(_(_ALL[name]))
    return texts


def _area_told(view: View) -> str:
    area = area_prefix(view.filters.get("area", view.access.user.scope))
    for row in view.rows("areas/tree"):
        if row["area_code"] == area.ljust(12, "0"):
            return str(row["area_path"] or row["area_name"])
    return _("全部地区")


def _period_told(view: View) -> str:
    first, last = view.filters.get("from"), view.filters.get("to")
    if first and last:
        return numbers.period(date.fromisoformat(first), date.fromisoformat(last))
    if first:
        return _("{day}起").format(day=numbers.day(date.fromisoformat(first)))
    if last:
        return _("至{day}").format(day=numbers.day(date.fromisoformat(last)))
    return _("全部时间")
