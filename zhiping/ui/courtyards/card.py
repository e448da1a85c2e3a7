"""The card of one courtyard: whose it is, where, what happened in it, and where the record comes from."""

from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui.kit import provenance, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import Said, needs_person
from zhiping.words import _

_COLUMNS = (
    "held_on",
    "activity_kind",
    "case_count",
    "settled_count",
    "visit_count",
    "training_field",
    "activity_id",
    "source_sheet",
    "source_row",
)


def draw(view: View, courtyard_id: str) -> None:
    """Its facts, its last activity, its activities (the newest first), and its source."""
    own = {"courtyard": courtyard_id, "area": None, "kind": None}
    courtyard = view.row("courtyards/courtyard", **own)
    activities = view.rows("courtyards/rows", **own)[::-1]
    with st.container(border=True, key="courtyard"):
        st.subheader(as_markdown(courtyard["courtyard_name"]), anchor=False)
        saying.sentence("　·　".join(_facts(courtyard)))
        saying.sentence(_last_told(courtyard))
        if activities:
            with st.expander(_("活动（{n} 场）").format(n=numbers.exact_count(len(activities)))):
                tables.draw(activities, "courtyard-activities", "courtyards/rows", columns=_COLUMNS)
                tables.draw_download(
                    view,
                    activities,
                    "courtyard-activities",
                    "courtyards/rows",
                    str(courtyard["courtyard_name"]),
                    _COLUMNS,
                )
        saying.note(provenance.source_told(courtyard))


def _facts(courtyard: Row) -> list[str]:
    told: dict[str, Any] = {
        "": _("{kind}小院").format(kind=_(courtyard["courtyard_kind"])),
        _("编号"): courtyard["courtyard_id"],
        _("主体"): courtyard["host_kind"],
        _("地区"): courtyard["area_path"],
        _("建院"): numbers.day(courtyard["opened_on"]) if courtyard["opened_on"] else None,
        _("停用"): numbers.day(courtyard["closed_on"]) if courtyard["closed_on"] else None,
        _("面积"): _with_unit(courtyard["floor_area_m2"], _("平方米")),
        _("骨干"): _with_unit(courtyard["member_count"], _("人")),
        _("坐标"): None if courtyard["longitude"] is not None else _("没有填，不在图上"),
    }
    return [f"{name} {value}".strip() for name, value in told.items() if value]


def _with_unit(number: float | None, unit: str) -> str | None:
    return None if number is None else f"{numbers.decimal(number)} {unit}"


def _last_told(courtyard: Row) -> Said:
    if courtyard["last_held_on"] is None:
        return needs_person(_("还没有活动记录")) if courtyard["is_open"] else _("没有活动记录")
    text = _("最近一次活动 {day}").format(day=numbers.day(courtyard["last_held_on"]))
    if courtyard["silent_days"]:
        text += _("，到数据截至 {n} 天").format(n=numbers.exact_count(courtyard["silent_days"]))
    return text
