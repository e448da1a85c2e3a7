"""The card of one station: whether it is open, where, what it offers, the way there, and where the record comes from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.contracts.stations import STALE_DAYS
from zhiping.rules.geo.distances import metres_between
from zhiping.rules.geo.navigation import links
from zhiping.rules.hours.opening import calendar_of, hours_on
from zhiping.ui.kit import provenance, saying
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import Said, Told, as_told, joined, needs_person, strong, told
from zhiping.ui.maps.ground import area_of
from zhiping.ui.stations.on_map import picked_merchant
from zhiping.ui.stations.sentences import Moment, distance, moment_told, state_told
from zhiping.words import N_, _, bracketed, month_and_day

_WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))
_ORIGIN = "stations-origin"
_TYPED = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,，、;； ]\s*(-?\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True)
class Origin:
    """A place from which distances are measured, in degrees of WGS-84."""

    name: str
    longitude: float
    latitude: float


def draw(view: View, station: Row, now: Moment) -> None:
    """A row of station_map.stations as a card. `view`: the page's own, which has the station."""
    with st.container(border=True, key="station"):
        st.subheader(as_markdown(station["station_name"]), anchor=False)
        saying.sentence(state_at_told(station, now))
        saying.lines(hours_lines(station, now, view.rows("stations/holidays")))
        saying.lines(facts_lines(station))
        saying.sentence(updated_told(station, now))
        _draw_way(view, station)
        saying.note(provenance.source_told(view.row("stations/station")))


def state_at_told(station: Row, now: Moment) -> Told:
    """The state of a station with its moment, and when it changes next."""
    state = state_told(station["state"]) + _("（{time}）").format(time=moment_told(now))
    return joined("　", [state, station["change_told"]])


def hours_lines(station: Row, now: Moment, holidays: Sequence[Row]) -> list[Told]:
    """The hours of the moment's day and of the week in words, a line each."""
    written = station["opening_hours"]
    if not written:
        return [needs_person(_("没有填营业时间"))]
    today = hours_on(written, now.at.date(), calendar_of(holidays))
    if today is None:
        return [needs_person(told(_("营业时间“{text}”读不懂，请更正"), text=written))]
    day = _day_told(now, {row["day"]: row for row in holidays})
    week = _("；").join(station["hours_words"])
    return [strong(day) + " " + today, as_told(_("一周") + f" {week}")]


def _day_told(now: Moment, holidays: dict[date, Row]) -> str:
    on = now.at.date()
    more = _(_WEEKDAYS[on.weekday()])
    if on in holidays:
        kind = _("放假") if holidays[on]["kind"] == "休息" else _("调休上班")
        more += f"{_('，')}{holidays[on]['name'] or ''}{kind}"
    day = _("今天") if now.is_now else month_and_day(on.month, on.day)
    return f"{day}{bracketed(more)}"


def facts_lines(station: Row) -> list[str]:
    """Where a station is, what it offers and whose it is, a line each."""
    seats = None if station["capacity"] is None else numbers.exact_count(station["capacity"])
    lines: tuple[dict[str, Any], ...] = (
        {_("地址"): station["address"], _("地区"): station["area_path"]},
        {_("服务"): station["services_told"]},
        {_("电话"): station["phone"], _("座位"): seats, _("管理单位"): station["operator"]},
        {_("编号"): station["station_id"]},
    )
    found = ["　·　".join(f"{name} {value}" for name, value in line.items() if value) for line in lines]
    return [line for line in found if line]


def updated_told(station: Row, now: Moment) -> Said:
    """When the record of a station was last brought up to date, and how long before the moment if that is long."""
    if station["updated_at"] is None:
        return _("没有填信息更新时间")
    text = _("信息更新于 {day}").format(day=numbers.day(station["updated_at"]))
    if not station["is_stale"]:
        return text
    days = _("到{day}已有 {n} 天没有更新，超过 {limit} 天").format(
        day=_("今天") if now.is_now else numbers.day(now.at),
        n=numbers.exact_count(station["stale_days"]),
        limit=STALE_DAYS,
    )
    return text + _("，") + needs_person(days)


def _draw_way(view: View, station: Row) -> None:
    with st.container(horizontal=True, gap="small", key="station-links"):
        for label, address in links(
            str(station["station_name"]), float(station["longitude"]), float(station["latitude"])
        ):
            st.link_button(label, address, icon=":material/directions_walk:")
    saying.note(_("点开导航才会访问外网；不能上外网的电脑打不开。"))
    known = _known_origins(view, station)
    wished = st.selectbox(
        _("距离从哪里算起"),
        list(known),
        key=f"{_ORIGIN}-{next(reversed(known), '')}",
        index=len(known) - 1 if known else None,
        accept_new_options=True,
        placeholder=_("经度,纬度"),
        help=_("可以输入经度和纬度，例如 122.26,43.62；在地图上点一个商家，就从那里算起。"),
    )
    saying.sentence(_distance_told(known.get(wished or "") or typed_origin(wished), wished, station))


def _known_origins(view: View, station: Row) -> dict[str, Origin]:
    """The middle of the area that the page shows, and the merchant that the reader picked, by name."""
    found = []
    if area := area_of(view.filters.get("area", station["area_code"])):
        found.append(Origin(_("{area}中心").format(area=area.name), *area.place))
    if merchant := picked_merchant():
        found.append(
            Origin(str(merchant["merchant_name"]), float(merchant["longitude"]), float(merchant["latitude"]))
        )
    return {one.name: one for one in found}


def typed_origin(text: str | None) -> Origin | None:
    """The place that a reader typed as longitude and latitude; None where it is none."""
    found = _TYPED.fullmatch(text or "")
    if not found:
        return None
    longitude, latitude = map(float, found.groups())
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        return None
    return Origin(f"{longitude:g},{latitude:g}", longitude, latitude)


def _distance_told(origin: Origin | None, wished: str | None, station: Row) -> Said:
    if origin is None:
        return _("“{text}”不是经度和纬度，例如 122.26,43.62").format(text=wished) if wished else ""
    metres = metres_between((origin.longitude, origin.latitude), (station["longitude"], station["latitude"]))
    return told(_("距{name} {far}（直线）"), name=origin.name, far=strong(distance(float(metres))))
