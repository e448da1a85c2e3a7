"""The filter line: under the title a chip for each filter that shows its value and opens its control."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from zhiping.asking.filters import FILTERS
from zhiping.ui.kit import addresses, area_choice, period_choice, saved_views
from zhiping.ui.kit.chosen import bound, choose, clear, listed
from zhiping.ui.kit.systems import Control, card_of
from zhiping.ui.kit.view import View
from zhiping.ui.look.markdown import as_markdown
from zhiping.words import _

MOST_SHOWN = 8  # as many choices are seen at a glance; of more, one is found by typing
_ALWAYS_TOLD = ("area", "period")


def draw(view: View, names: Sequence[str], controls: Mapping[str, Control] | None = None) -> None:
    """The line of chips. `controls`: widgets of this page's own, beside those of its system's card.

    A filter without any control (one that a row or a picture sets) has no chip. What a link fixes is told and cannot be
    changed; only the area opens, for its reader may go down from it.
    """
    own = {key for key, value in view.chosen.items() if view.fixed.get(key) != value}
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="filters"):
        for name, one in _controls_of(view, names, controls).items():
            with st.container(horizontal=True, gap=None, width="content", key=f"chosen-{name}"):
                said = as_markdown(_chip_told(view, name, one))
                is_fixed = not view.fixed.keys().isdisjoint(_keys_of(name))
                if is_fixed and name != "area":
                    st.badge(said, icon=":material/lock:", color="gray")
                    continue
                with st.popover(said, key=f"chip-{name}", wrap=True):
                    one.draw(view)
                if keys := [key for key in _keys_of(name) if key in own]:
                    _draw_drop(name, keys)
        if own:
            st.button(
                _("清除"), on_click=clear, type="tertiary", icon=":material/filter_alt_off:", key="clear"
            )
        if not view.access.link:
            saved_views.draw(view, _name_of(view, names, controls))


def _name_of(view: View, names: Sequence[str], controls: Mapping[str, Control] | None) -> str:
    """What a view is called where nobody names it: its page and what was chosen."""
    picked = [name for name in names if any(key in view.chosen for key in _keys_of(name))]
    parts = told(replace(view, filters=view.chosen), picked, controls).values()
    return " · ".join([addresses.title_of(view.page), *parts])


def _keys_of(name: str) -> tuple[str, ...]:
    return period_choice.KEYS if name == "period" else (name,)


def _label_of(name: str) -> str:
    return _(period_choice.LABEL) if name == "period" else _(FILTERS[name].label)


def _draw_drop(name: str, keys: Sequence[str]) -> None:
    """The cross of a chip, which undoes its choice alone."""
    st.button(
        _("不选{filter}").format(filter=_label_of(name)),
        key=f"drop-{name}",
        type="tertiary",
        icon=":material/close:",
        on_click=lambda: choose(**dict.fromkeys(keys)),
    )


def told(
    view: View, names: Sequence[str] | None = None, controls: Mapping[str, Control] | None = None
) -> dict[str, str]:
    """What each filter is called -> its value in words: area and period always, where taken; others where chosen.

    `names`: the filters of the page; None for those that the view is narrowed by.
    """
    taken = _narrowing(view) if names is None else names
    drawn = _controls_of(view, taken, controls)
    found = {}
    for name in taken:
        label = _label_of(name)
        if name in _ALWAYS_TOLD:
            found[label] = drawn[name].told(view)
        elif name in view.filters:
            found[label] = drawn[name].told(view) if name in drawn else view.filters[name]
    return found


def _narrowing(view: View) -> list[str]:
    apart = ("area", *period_choice.KEYS)
    names = ["area"] if card_of(view.system) or "area" in view.filters else []
    names += ["period"] if any(name in view.filters for name in period_choice.KEYS) else []
    return names + [name for name in view.filters if name not in apart and FILTERS[name].parameters]


def _controls_of(
    view: View, names: Sequence[str], controls: Mapping[str, Control] | None
) -> dict[str, Control]:
    """Filter -> its control, in the order of the line."""
    card = card_of(view.system)
    own = {**(card.controls if card else {}), **(controls or {})}
    found = {name: own.get(name) or _control_of(view, name, names) for name in names}
    return {name: one for name, one in found.items() if one}


def _chip_told(view: View, name: str, one: Control) -> str:
    if name == "period":
        return f"{_label_of(name)}　{one.told(view)}"
    return f"{_label_of(name)}　{one.told(view) or _(FILTERS[name].nothing) or _('全部')}"


def _control_of(view: View, name: str, names: Sequence[str]) -> Control | None:
    if name == "area":
        return Control(area_choice.draw, area_choice.told)
    if name == "period":
        return Control(period_choice.draw, period_choice.told)
    one = FILTERS[name]
    if not (one.choices or one.is_listed):
        return None
    said = {"": _(one.nothing) or _("全部")}
    if one.choices:
        said |= {value: _(label) for value, label in one.choices.items()}
    else:
        said |= _listed_options(view, name, names)
    now = view.filters.get(name, "")
    said.setdefault(now, now)
    return Control(lambda v: _draw_options(v, name, said), lambda v: said[v.filters.get(name, "")])


def _listed_options(view: View, name: str, names: Sequence[str]) -> dict[str, str]:
    """The values that a filter can take under the filters before it in the line."""
    after = {one: None for one in names[names.index(name) :] if one in FILTERS and FILTERS[one].is_listed}
    return {row["value"]: _(str(row["label"])) for row in listed(view.narrowed(**after), name)}


def _draw_options(view: View, name: str, said: Mapping[str, str]) -> None:
    widget = bound(name, view.filters.get(name, ""))
    label = as_markdown(_(FILTERS[name].label))
    if len(said) <= MOST_SHOWN:
        st.radio(
            label,
            list(said),
            format_func=lambda value: as_markdown(said[value]),
            key=widget,
            on_change=_pick,
            args=(name, widget),
            label_visibility="collapsed",
        )
    else:
        st.selectbox(
            label,
            list(said),
            format_func=said.__getitem__,
            key=widget,
            on_change=_pick,
            args=(name, widget),
            filter_mode="contains",
            label_visibility="collapsed",
        )


def _pick(name: str, widget: str) -> None:
    choose(**{name: st.session_state[widget] or None})


def draw_numbers(
    view: View, name: str, label: str, numbers: Iterable[int], said: Callable[[int], str]
) -> int:
    """A filter of a few numbers beside the picture or list that it steers; the number chosen.

    The filter's default is not written into the address.
    """
    usual = int(FILTERS[name].defaults[0])
    now = int(view.filters.get(name, usual))
    widget = bound(name, str(now))

    def pick() -> None:
        picked = st.session_state[widget]
        choose(**{name: None if picked == str(usual) else picked})

    st.segmented_control(
        label,
        [str(number) for number in sorted({*numbers, now})],
        format_func=lambda number: said(int(number)),
        key=widget,
        on_change=pick,
        required=True,
    )
    return now
