"""The area: found by typing a part of its path, or by going down and up the tree of areas."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.rules.areas import EVERYWHERE, LEVEL_DIGITS, area_prefix
from zhiping.ui.kit import known_areas
from zhiping.ui.kit.chosen import bound, choose
from zhiping.ui.kit.systems import areas_with_rows
from zhiping.ui.kit.view import View
from zhiping.ui.look.markdown import as_markdown
from zhiping.words import N_, _

MOST_RECENT = 3
_LEVELS = {4: N_("盟市"), 6: N_("旗县区"), 9: N_("苏木乡镇街道"), 12: N_("嘎查村社区")}


@dataclass(frozen=True)
class Tree:
    """The areas that can be chosen: prefix -> its row. `top`: the highest one, the viewer's own scope; `now`: chosen."""

    areas: Mapping[str, Row]
    top: str
    now: str

    def path(self, prefix: str) -> str:
        """The names from the top down to an area: "呼和浩特市 / 赛罕区"."""
        row = self.areas.get(prefix)
        return str(row["area_path"] or row["area_name"]) if row else _("全部地区")

    def above(self, prefix: str) -> str:
        """The next area above that can be chosen; the top where there is none."""
        shorter = (prefix[:digits] for digits in reversed(LEVEL_DIGITS) if digits < len(prefix))
        return next((one for one in shorter if one in self.areas), self.top)

    def below(self, prefix: str) -> list[str]:
        """The areas one step below."""
        return [one for one in self.areas if one not in (prefix, self.top) and self.above(one) == prefix]


def told(view: View) -> str:
    """The area chosen, as its path."""
    area = area_prefix(view.filters.get("area", view.access.user.scope))
    for row in known_areas.areas(view):
        if row["area_code"] == area.ljust(12, "0"):
            return str(row["area_path"] or row["area_name"])
    return _("全部地区")


def tree_of(view: View) -> Tree:
    """The areas under which the page's system has rows, those above them, and the one chosen."""
    rows = {row["area_code"][: row["code_digits"]]: row for row in known_areas.areas(view)}
    codes = areas_with_rows(view.narrowed(area=None))
    wanted = {code[:digits] for code in codes for digits in LEVEL_DIGITS}
    top = view.access.user.scope or min(rows, key=len, default=EVERYWHERE)
    now = area_prefix(view.filters.get("area", "")) or top
    shown = {*wanted, top, now}
    return Tree({one: row for one, row in rows.items() if one in shown and one.startswith(top)}, top, now)


def draw(view: View) -> None:
    """Search, up, down, and the areas looked at last."""
    tree = tree_of(view)
    everywhere = tree.path(tree.top) if view.access.user.scope else _("全部地区")
    widget = bound("area", "" if tree.now == tree.top else tree.now)
    st.selectbox(
        _("输入名称查找"),
        ["", *(one for one in tree.areas if one != tree.top)],
        format_func=lambda prefix: tree.path(prefix) if prefix else everywhere,
        key=widget,
        on_change=_pick,
        args=(widget,),
        filter_mode="contains",
    )
    if tree.now != tree.top:
        above = tree.above(tree.now)
        st.button(
            _("上一级"),
            key="filter-area-up",
            icon=":material/arrow_upward:",
            type="tertiary",
            on_click=_go_to,
            args=(None if above == tree.top else above,),
        )
    below = tree.below(tree.now)
    if below:
        _draw_pills(tree, "area-down", _(_LEVELS.get(len(below[0]), "下一级")), below, is_short=True)
    _draw_recent(tree)


def _draw_pills(tree: Tree, key: str, label: str, areas: list[str], *, is_short: bool) -> None:
    widget = bound(key, None)

    def name(prefix: str) -> str:
        return as_markdown(tree.areas[prefix]["area_name"] if is_short else tree.path(prefix))

    st.pills(label, areas, format_func=name, key=widget, on_change=_pick, args=(widget,))


def _draw_recent(tree: Tree) -> None:
    """The areas looked at last, without the one that is shown."""
    kept = [one for one in st.session_state.get("recent_areas", []) if one != tree.now]
    known = [one for one in kept if one in tree.areas][:MOST_RECENT]
    if known:
        _draw_pills(tree, "area-recent", _("最近看过"), known, is_short=False)
    if tree.now != tree.top:
        st.session_state.recent_areas = [tree.now, *kept][: MOST_RECENT + 1]


def _pick(widget: str) -> None:
    _go_to(st.session_state[widget] or None)


def _go_to(area: str | None) -> None:
    choose(area=area)
