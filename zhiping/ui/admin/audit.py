"""审计日志: what was done, by whom and on which page, the newest first, found by filters, and as a file."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from zhiping import clock, serving
from zhiping.access.permissions import Access, check_may_read_audit
from zhiping.asking.filters import FILTERS
from zhiping.contracts.admin import TERMINAL, Act
from zhiping.contracts.kinds import Row
from zhiping.ui.kit import saying, tables
from zhiping.ui.kit.addresses import PAGES, title_of
from zhiping.ui.kit.chosen import bound, choose, clear
from zhiping.ui.kit.systems import Control
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.words import _

_LABELS = {act.value: act.label for act in Act}
MOST = 5_000  # found at once; older ones by filters
_HASH_TOLD = 12


def check_may_see(access: Access) -> None:
    """Raises NotAllowed unless whoever looks may read the audit."""
    check_may_read_audit(access.user)


def rows(view: View) -> list[Row]:
    """The newest acts under the filters, as the audit keeps them."""
    chosen = view.filters
    days = chosen.get("days")
    found = serving.audit().found(
        act=chosen.get("act"),
        who=chosen.get("who"),
        page=chosen.get("on-page"),
        since=clock.now() - timedelta(days=int(days)) if days else None,
        most=MOST,
    )
    return [dict(row) for row in found]


def _draw_choice(name: str) -> Control:
    """A filter of texts that the audit holds: found by typing."""
    column = {"who": "who", "on-page": "page"}[name]
    told = _page_told if column == "page" else str

    def draw(view: View) -> None:
        now = view.filters.get(name, "")
        widget = bound(name, now)
        st.selectbox(
            _(FILTERS[name].label),
            list(dict.fromkeys(["", *serving.audit().values(column), now])),
            format_func=lambda value: told(value) if value else _("全部"),
            key=widget,
            on_change=lambda: choose(**{name: st.session_state[widget] or None}),
            filter_mode="contains",
            label_visibility="collapsed",
        )

    return Control(draw, lambda view: told(view.filters.get(name, "")))


def _page_told(name: str) -> str:
    if name == TERMINAL:
        return _("终端")
    return title_of(name) if name in PAGES else name


NAMES = ("act", "who", "on-page", "days")
CONTROLS = {name: _draw_choice(name) for name in ("who", "on-page")}


def summary(found: Sequence[Row]) -> str:
    """How many acts were found, by how many persons, and the newest, in one sentence."""
    last = found[0]
    acts = _("最近的 {n} 次操作") if len(found) == MOST else _("{n} 次操作")
    return acts.format(n=numbers.exact_count(len(found))) + _(
        "，{people} 人；最近一次是{who}于{when}：{act}。"
    ).format(
        people=numbers.count(len({row["who"] for row in found if row["who"]})),
        who=last["who"] or _("系统"),
        when=numbers.time(last["at"]),
        act=_act_told(last["act"]),
    )


def _act_told(act: str) -> str:
    return _(_LABELS.get(act, act))


def draw(view: View, found: Sequence[Row]) -> None:
    """The acts in a table and as a file, and how far the chain reaches."""
    listed = [
        {
            _("时间"): row["at"],
            _("操作人"): row["who"] or _("系统"),
            _("操作"): _act_told(row["act"]),
            _("页面"): _page_told(row["page"]),
            _("内容"): row["about"],
            _("序号"): row["number"],
        }
        for row in found
    ]
    tables.draw(listed[: tables.MOST_ROWS], "audit", "")
    tables.draw_download(view, listed, "audit", "", _("审计日志"))
    reach = serving.audit().reach()
    saying.note(
        _("共记过 {n} 条，末条指纹 {hash}…。是否被改过，用 python -m zhiping audit verify 核对。").format(
            n=numbers.exact_count(reach.count), hash=reach.hash[:_HASH_TOLD]
        )
    )


def draw_nothing(view: View) -> None:
    """Why nothing is listed: the filters, or nothing was done yet."""
    if view.chosen:
        st.info(_("没有符合筛选条件的操作。"), icon=":material/filter_alt:")
        st.button(_("清除筛选"), on_click=clear, key="clear-here")
    else:
        st.info(_("还没有记下任何操作。"), icon=":material/history:")
