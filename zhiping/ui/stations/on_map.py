"""The stations of a map and of the list beside it: the same rows, those that need a person first."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.contracts.kinds import Row as TableRow
from zhiping.contracts.stations import MERCHANT_KINDS, STALE_DAYS
from zhiping.rules.geo.distances import metres_between
from zhiping.ui import maps
from zhiping.ui.charts.frame import SERIES
from zhiping.ui.kit import chosen
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.headings import headings
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.theme import viewer_theme
from zhiping.ui.look.told import Said, Told, as_told, joined, needs_person, strong, told
from zhiping.ui.stations.sentences import (
    BEHIND_STATIONS,
    STATE_MARKS,
    Moment,
    change_told,
    distance,
    moment_told,
    services_told,
    state_words,
)
from zhiping.words import N_, _

MERCHANT_MARK = maps.Mark(N_("商家"), SERIES[0], "□")
LIST_COLUMNS = (
    "station_name",
    "state_told",
    "change_told",
    "area_name",
    "services_told",
    "address",
    "changes_at",
    "stale_days",
    "updated_at",
    "capacity",
    "operator",
    "station_id",
)
_ORDER = ("unknown", "suspended", "open", "closed")
_MERCHANT = "stations-merchant"
_HEIGHT = 560


def judged(view: View, now: Moment) -> View:
    """The view with the moment written out: every figure of one run is of the same minute."""
    return view.narrowed(at=f"{now.at:%Y-%m-%dT%H:%M}")


def stations(view: View, now: Moment) -> list[Row]:
    """The stations of a judged view, with change_told, changes_at, state_told and services_told.

    Unknown hours first, then what is suspended, then what changes soonest.
    """
    rows = [
        {
            **row,
            "state_told": state_words(row["state"]),
            "changes_at": row["closes_at"] or row["opens_at"],
            "change_told": change_told(row, now),
            "services_told": services_told(row["services"]),
        }
        for row in view.rows("stations/list")
    ]
    return sorted(rows, key=_urgency)


def everywhere(view: View, now: Moment) -> list[Row]:
    """All stations that the reader may see, whatever the map is narrowed to."""
    return stations(judged(view, now).narrowed(area=None, services=None, opening=None), now)


def _urgency(row: Row) -> tuple[Any, ...]:
    at = row["changes_at"]
    return _ORDER.index(row["state"]), at is None, at or 0, row["station_id"]


def finding(n: Row, now: Moment) -> Told:
    """How many stations are open at the moment, how many soon not, and what is not known. `n`: the row of stations/now."""
    if not n["station_count"]:
        return as_told(_("没有符合筛选条件的驿站。"))
    text = told(
        _("{time}，{n} 个驿站中 {open}"),
        time=moment_told(now),
        n=numbers.count(n["station_count"]),
        open=strong(_("{n} 个营业").format(n=numbers.count(n["open_count"]))),
    )
    if n["closing_soon_count"]:
        text += _("，其中 {n} 个一小时内关门").format(n=numbers.count(n["closing_soon_count"]))
    if n["suspended_count"]:
        text += _("；{n} 个暂停服务").format(n=numbers.count(n["suspended_count"]))
    if n["unknown_count"]:
        text += _("；") + needs_person(_("{n} 个营业时间未知").format(n=numbers.count(n["unknown_count"])))
    if n["stale_count"]:
        text += _("；") + needs_person(
            _("{n} 个信息超过 {days} 天没有更新").format(n=numbers.count(n["stale_count"]), days=STALE_DAYS)
        )
    if n["undated_count"]:
        text += _("；{n} 个不知道何时更新").format(n=numbers.count(n["undated_count"]))
    return text + _("。")


def key_figures(n: Row) -> list[KeyFigure]:
    """Open, closing soon, unknown and stale stations. `n`: the row of stations/now."""
    whole = {_("驿站"): numbers.exact_count(n["station_count"])}
    dated = n["station_count"] - n["undated_count"]
    return [
        KeyFigure(
            "station_open",
            _told(n["open_count"]),
            note=_("占 {rate}，全部里有 {n} 个营业时间未知").format(
                rate=numbers.rate(n["open_count"], n["station_count"]), n=numbers.count(n["unknown_count"])
            ),
            counted={
                _("营业中"): numbers.exact_count(n["open_count"]),
                **whole,
                _("营业时间未知"): numbers.exact_count(n["unknown_count"]),
            },
            behind=BEHIND_STATIONS.of(n["open_count"], n["station_count"]),
        ),
        KeyFigure(
            "station_closing_soon",
            _told(n["closing_soon_count"]),
            note=_("占营业中 {rate}").format(rate=numbers.rate(n["closing_soon_count"], n["open_count"])),
            counted={
                _("一小时内关门"): numbers.exact_count(n["closing_soon_count"]),
                _("营业中"): numbers.exact_count(n["open_count"]),
            },
            behind=BEHIND_STATIONS.of(n["closing_soon_count"], n["open_count"]),
        ),
        KeyFigure(
            "station_unknown_hours",
            _told(n["unknown_count"]),
            note=_("另有暂停服务 {n} 个").format(n=numbers.count(n["suspended_count"])),
            needs_person=n["unknown_count"] > 0,
            counted={_("营业时间未知"): numbers.exact_count(n["unknown_count"]), **whole},
            behind=BEHIND_STATIONS.of(n["unknown_count"], n["station_count"]),
        ),
        KeyFigure(
            "station_stale",
            _told(n["stale_count"]),
            note=_("占知道何时更新的 {rate}，另有 {n} 个未知").format(
                rate=numbers.rate(n["stale_count"], dated), n=numbers.count(n["undated_count"])
            ),
            needs_person=n["stale_count"] > 0,
            counted={
                _("超过 {days} 天").format(days=STALE_DAYS): numbers.exact_count(n["stale_count"]),
                _("知道何时更新"): numbers.exact_count(dated),
                _("未知"): numbers.exact_count(n["undated_count"]),
            },
            behind=BEHIND_STATIONS.of(n["stale_count"], dated),
        ),
    ]


def _told(count: int) -> str:
    return _("{n} 个").format(n=numbers.count(count))


def open_station(row: TableRow) -> None:
    """Write the station into the address."""
    chosen.choose(station=row["station_id"])


def draw(view: View, rows: Sequence[Row], merchants: Sequence[Row]) -> None:
    """The map: stations by state over merchants; a click on a station opens it, on a merchant measures from it."""
    merchant = picked_merchant()
    layers = [
        maps.Layer(
            name=N_("驿站"),
            rows=rows[::-1],  # what comes last is drawn on top: what needs a person
            key="station_id",
            label="station_name",
            value="state",
            marks=STATE_MARKS,
            columns=headings(("change_told", "services_told", "area_name", "address"), "stations/list"),
            selected=view.filters.get("station"),
            on_pick=open_station,
            size=18,
        )
    ]
    if merchants:
        layers.append(
            maps.Layer(
                name=N_("合作商家"),
                rows=merchants,
                key="merchant_id",
                label="merchant_name",
                value="kind",
                marks=dict.fromkeys(MERCHANT_KINDS, MERCHANT_MARK),
                columns=headings(("kind", "discount", "area_name", "address"), "stations/shops"),
                selected=merchant["merchant_id"] if merchant else None,
                on_pick=lambda row: st.session_state.update({_MERCHANT: row}),
                size=11,
            )
        )
    maps.draw(
        "stations",
        layers,
        theme=viewer_theme(),
        outline=view.filters.get("area", view.access.user.scope),
        height=_HEIGHT,
    )


def picked_merchant() -> Row | None:
    """The merchant that the reader clicked on the map."""
    found: Row | None = st.session_state.get(_MERCHANT)
    return found


def drop_merchant() -> None:
    """No merchant is picked any more. For a button's callback."""
    st.session_state.pop(_MERCHANT, None)


def merchant_told(merchant: Row, rows: Sequence[Row]) -> Told:
    """A picked merchant and the nearest of the stations `rows` to it."""
    parts: list[Said] = [f"{MERCHANT_MARK.sign} " + strong(merchant["merchant_name"]), _(merchant["kind"])]
    if merchant["discount"]:
        parts.append(_("优惠：{what}").format(what=merchant["discount"]))
    if rows:
        at = merchant["longitude"], merchant["latitude"]
        metres = metres_between(at, [(row["longitude"], row["latitude"]) for row in rows])
        nearest = int(metres.argmin())
        parts.append(
            _("最近的驿站 {name}，直线 {far}").format(
                name=rows[nearest]["station_name"], far=distance(float(metres[nearest]))
            )
        )
    return joined("　·　", parts)
