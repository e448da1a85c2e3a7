"""The fairs of a map and of the list beside it: the same rows, and the card of one of them."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import maps
from zhiping.ui.charts.frame import SERIES
from zhiping.ui.kit import chosen, provenance, saying
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.headings import headings
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.theme import viewer_theme
from zhiping.words import N_, _

LIST_COLUMNS = (
    "held_on",
    "fair_name",
    "visit_count",
    "fair_kind",
    "area_name",
    "referral_count",
    "followed_up_count",
    "fair_id",
)
_MARKS = {  # as KIND_PARTS of the pictures
    "社区大集": maps.Mark(N_("社区大集"), SERIES[0], "●"),
    "中医夜市": maps.Mark(N_("中医夜市"), SERIES[1], "◆"),
    "其他": maps.Mark(N_("其他"), SERIES[2], "▲"),
}
_TOLD = ("held_on", "fair_kind", "area_name", "visit_count", "referral_count")
_HEIGHT = 520


def open_fair(row: Row) -> None:
    """Write the fair into the address."""
    chosen.choose(fair=row["fair_id"])


def draw(view: View, rows: Sequence[Row]) -> None:
    """The map: a sign a fair, by its kind; a click opens one."""
    layer = maps.Layer(
        name=N_("健康大集"),
        rows=rows,
        key="fair_id",
        label="fair_name",
        value="fair_kind",
        marks=_MARKS,
        columns=headings(_TOLD, "health/figure_rows"),
        selected=view.filters.get("fair"),
        on_pick=open_fair,
        size=16,
    )
    maps.draw(
        "fairs",
        [layer],
        theme=viewer_theme(),
        outline=view.filters.get("area", view.access.user.scope),
        height=_HEIGHT,
    )
    if missing := sum(row["longitude"] is None for row in rows):
        saying.note(_("{n} 场没有坐标，只在名单里。").format(n=numbers.exact_count(missing)))


def draw_card(view: View, fair_id: str) -> None:
    """One fair whole: whose, where, what it offered, who was sent on, and where the record comes from."""
    fair = view.row("health/fair", fair=fair_id)
    with st.container(border=True, key="fair"):
        st.subheader(as_markdown(fair["fair_name"]), anchor=False)
        saying.sentence("　·　".join(_facts(fair)))
        saying.sentence(_followed_up_told(fair))
        saying.note(provenance.source_told(fair))
    st.button(_("收起大集"), on_click=lambda: chosen.choose(fair=None), icon=":material/close:")


def _facts(fair: Row) -> list[str]:
    told: dict[str, Any] = {
        "": _(fair["fair_kind"]),
        _("编号"): fair["fair_id"],
        _("日期"): numbers.day(fair["held_on"]),
        _("地区"): fair["area_path"],
        _("地点"): fair["place"],
        _("服务"): _("{n} 人次").format(n=numbers.exact_count(fair["visit_count"])),
        _("医务人员"): _staff_told(fair),
        _("服务项目"): _("、").join(map(_, fair["services"])) if fair["services"] else None,
        _("惠民药品"): None
        if fair["medicine_yuan"] is None
        else _("{n} 元").format(n=numbers.decimal(fair["medicine_yuan"])),
        _("坐标"): None if fair["longitude"] is not None else _("没有填，不在图上"),
    }
    return [f"{name} {value}".strip() for name, value in told.items() if value]


def _staff_told(fair: Row) -> str | None:
    if fair["doctor_count"] is None:
        return None
    text = _("{n} 人").format(n=numbers.exact_count(fair["doctor_count"]))
    if fair["party_doctor_count"] is not None:
        text += _("（党员 {n} 人）").format(n=numbers.exact_count(fair["party_doctor_count"]))
    return text


def _followed_up_told(fair: Row) -> str:
    if fair["referral_count"] is None:
        return _("没有填转诊人次")
    if not fair["referral_count"]:
        return _("没有人转诊")
    followed = (
        _("没有填随访人次")
        if fair["followed_up_count"] is None
        else _("已随访 {n} 人次").format(n=numbers.exact_count(fair["followed_up_count"]))
    )
    return _("转诊 {n} 人次，{followed}；随访期限{day}").format(
        n=numbers.exact_count(fair["referral_count"]), followed=followed, day=numbers.day(fair["due_on"])
    )
