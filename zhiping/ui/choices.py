"""The filters: read from the address once, chosen in the sidebar, written back to the address.

The session holds what is chosen as the texts of an address. Widgets are set from it before they are
drawn and change it in their callbacks, so there is one truth. An address that this session has not
written itself (a link, the back button, a hand) takes its place.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from zhiping.contracts.tickets import TICKET_CLASS_LABELS, TICKET_CLASSES
from zhiping.filters import FILTERS, NEAR_HOURS, FilterError, parameter_values
from zhiping.rules.areas import EVERYWHERE, area_prefix
from zhiping.ui import numbers
from zhiping.ui.periods import named_periods
from zhiping.ui.view import Row, View
from zhiping.words import N_, _

SHARED = ("area", "from", "to", "class", "category")
_MEANT = {"period": ("from", "to")}
_LEVELS = {4: N_("盟市"), 6: N_("旗县区"), 9: N_("苏木乡镇街道"), 12: N_("嘎查村社区")}
_CLASS_LABELS = dict(zip(TICKET_CLASSES, TICKET_CLASS_LABELS, strict=True))


def chosen(view: View, names: Iterable[str]) -> dict[str, str]:
    """The filters chosen for this page that its viewer may use; the rest is dropped with a notice."""
    state = st.session_state
    address = {key: value for key, value in st.query_params.to_dict().items() if key != "lang"}
    is_new_page = state.get("page") != view.page
    if is_new_page:
        state.notices = []
        if address:
            state.chosen = address
        else:
            state.chosen = {k: v for k, v in state.get("chosen", {}).items() if k in SHARED}
    elif not state.get("is_touched") and address != state.written:
        state.notices = []
        state.chosen = address
    state.is_touched = False
    state.page = view.page
    keys = {key for name in names for key in _MEANT.get(name, (name,))}
    state.chosen = {key: value for key, value in state.chosen.items() if _is_usable(view, key, value, keys)}
    _drop_backward_period()
    state.written = {key: value for key, value in state.chosen.items() if key in keys}
    _write_address(state.written)
    return dict(state.written)


def _write_address(filters: Mapping[str, str]) -> None:
    wanted = {**filters, **({"lang": st.session_state.lang} if st.session_state.get("lang") else {})}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def _is_usable(view: View, key: str, value: str, keys: set[str]) -> bool:
    if key not in keys and key in SHARED:
        return True  # waits for the next page that takes it
    why = None
    if key not in keys:
        why = _("本页没有筛选条件“{key}”，已忽略。").format(key=key)
    else:
        try:
            parameter_values({key: value})
        except FilterError as error:
            why = str(error)
        else:
            if not _is_known(view, key, value):
                why = _("没有找到{label}“{value}”，或不在您的查看范围内，已忽略。").format(
                    label=_(FILTERS[key].label), value=value
                )
    if why:
        st.session_state.notices.append(why)
    return why is None


def _is_known(view: View, key: str, value: str) -> bool:
    if key == "area":
        return any(row["area_code"] == area_prefix(value).ljust(12, "0") for row in view.rows("areas/tree"))
    if key in ("category", "unit"):
        return value in _values(view, key)
    if key == "ticket":
        return bool(view.rows("tickets/ticket", ticket=value))
    return True


def _drop_backward_period() -> None:
    picked = st.session_state.chosen
    if picked.get("from", "") > picked.get("to", "9999-99-99"):
        st.session_state.notices.append(_("时段的开始晚于结束，已忽略。"))
        del picked["from"], picked["to"]


def notices() -> list[str]:
    """What was dropped from the address on the way to this page."""
    return list(st.session_state.get("notices", ()))


def choose(**changes: str | None) -> None:
    """Choose (or with None drop) filters; `from_` is the filter "from". For callbacks of widgets."""
    given = {key.rstrip("_").replace("_", "-"): value for key, value in changes.items()}
    merged = {**st.session_state.get("chosen", {}), **given}
    st.session_state.chosen = {key: value for key, value in merged.items() if value}
    st.session_state.is_touched = True
    st.session_state.notices = []


def shared(view: View) -> dict[str, str]:
    """The filters of this page that travel to any other."""
    return {key: value for key, value in view.filters.items() if key in SHARED}


def clear() -> None:
    """Choose nothing. For a button's callback."""
    st.session_state.chosen = {}
    choose()


def _values(view: View, kind: str) -> list[str]:
    return [row["value"] for row in view.rows("tickets/choices") if row["kind"] == kind]


def draw(view: View, names: Iterable[str], newest: date | None) -> None:
    """The widgets of the filters, in the sidebar. `newest`: the data's own day, for 本月 and the like."""
    drawn = {"area": _draw_area, "class": _draw_class, "category": _draw_values, "unit": _draw_values}
    with st.sidebar, st.container(key="filters"):
        st.subheader(_("筛选"), anchor=False)
        for name in names:
            if name == "period":
                _draw_period(view, newest)
            elif name in drawn:
                drawn[name](view, name)
        if view.filters:
            st.button(_("清除筛选"), on_click=clear, type="tertiary", icon=":material/filter_alt_off:")


def _bound(key: str, value: Any) -> str:
    """The key of a widget that shows `value` in this run, whatever it showed before."""
    name = f"filter-{key}"
    st.session_state[name] = value
    return name


def _pick(key: str, widget: str, otherwise: str | None = None) -> None:
    choose(**{key: st.session_state[widget] or otherwise})


def _draw_area(view: View, _name: str) -> None:
    tree: dict[str, Row] = {row["area_code"][: row["code_digits"]]: row for row in view.rows("areas/tree")}
    with_rows = {row["area_code"] for row in view.narrowed(area=None).rows("areas/with_data")}
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
        widget = _bound(f"area-{parent}", next((p for p in children if area.startswith(p)), ""))
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
    widget = _bound("named", next((name for name, days in named.items() if days == view.period), None))
    st.pills(
        _("派单时间"), list(named), format_func=_, key=widget, on_change=_pick_named, args=(widget, named)
    )
    first, last = view.filters.get("from"), view.filters.get("to")
    days = (date.fromisoformat(first), date.fromisoformat(last)) if first and last else ()
    picked = _bound("days", days)
    st.date_input(
        _("派单起止日期"),
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


def _draw_class(view: View, _name: str) -> None:
    widget = _bound("class", view.filters.get("class", ""))
    st.selectbox(
        _(FILTERS["class"].label),
        ["", *TICKET_CLASSES],
        format_func=lambda key: _(_CLASS_LABELS[key]) if key else _("全部"),
        key=widget,
        on_change=_pick,
        args=("class", widget),
    )


def _draw_values(view: View, key: str) -> None:
    widget = _bound(key, view.filters.get(key, ""))
    values = _values(view.narrowed(category=None, unit=None), key)
    if (now := view.filters.get(key)) and now not in values:
        values.append(now)
    st.selectbox(
        _(FILTERS[key].label),
        ["", *values],
        format_func=lambda value: value or _("全部"),
        key=widget,
        on_change=_pick,
        args=(key, widget),
    )


def draw_within(view: View) -> int:
    """How many hours ahead to look, chosen in the page itself; the hours chosen."""
    hours = view.filters.get("within", str(NEAR_HOURS[-1]))
    options = sorted({*map(str, NEAR_HOURS), hours}, key=int)
    widget = _bound("within", hours)
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


def told(view: View, names: Iterable[str]) -> list[str]:
    """The values of the filters in words, one text a filter, for the line under the title."""
    texts = []
    for name in names:
        if name == "area":
            texts.append(_area_told(view))
        elif name == "period":
            texts.append(_period_told(view))
        elif name == "class":
            texts.append(_(_CLASS_LABELS[view.filters[name]]) if name in view.filters else _("全部类别"))
        elif name in ("category", "unit") and name in view.filters:
            texts.append(view.filters[name])
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
