"""How many people share a station or a merchant: by area, by hour of the week, and who is enrolled at all."""

from collections.abc import Sequence
from datetime import timedelta

from zhiping import clock
from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.charts.frame import PLAIN, SERIES
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.told import Told, strong, told
from zhiping.words import N_, _

AREA_COLUMNS = (
    "area_name",
    "station_count",
    "merchant_count",
    "worker_count",
    "verified_count",
    "workers_per_station",
    "workers_per_merchant",
)
COMPANY_COLUMNS = ("company", "registration_count", "verified_count", "unverified_count", "left_count")
HOUR_COLUMNS = (
    "weekday_told",
    "hour",
    "open_station_count",
    "unknown_station_count",
    "workers_per_open_station",
)
ENROLLED_PARTS = (
    charts.Part("verified_count", N_("扫码认证"), "●", PLAIN, PLAIN),
    charts.Part("unverified_count", N_("只有登记"), "◆", SERIES[2], SERIES[2], pattern="/"),
)
_MOST_NAMED = 5
_LOAD = (
    "station_count",
    "merchant_count",
    "pharmacy_count",
    "worker_count",
    "workers_per_station",
    "workers_per_merchant",
    "workers_per_pharmacy",
)


def load_figure(view: View) -> KeyFigure:
    """How many people a station has, with those a merchant and a pharmacy have."""
    now = view.row("stations/key_figures", *_LOAD)
    per_station = now["workers_per_station"]
    return KeyFigure(
        "station_load",
        _("{n} 人/站").format(n=numbers.decimal(per_station)) if per_station is not None else numbers.MISSING,
        note=_("{workers} 人，{stations} 个驿站；每家商家 {shop} 人，每家药店 {pharmacy} 人").format(
            workers=numbers.exact_count(now["worker_count"]),
            stations=numbers.count(now["station_count"]),
            shop=numbers.decimal(now["workers_per_merchant"]),
            pharmacy=numbers.decimal(now["workers_per_pharmacy"]),
        ),
        counted={
            _("登记在册"): numbers.exact_count(now["worker_count"]),
            _("驿站"): numbers.exact_count(now["station_count"]),
            _("商家"): numbers.exact_count(now["merchant_count"]),
            _("药店"): numbers.exact_count(now["pharmacy_count"]),
        },
    )


def area_rows(rows: Sequence[Row]) -> list[Row]:
    """Rows of stations/areas, averages to one decimal."""
    averages = ("workers_per_station", "workers_per_merchant")
    return [
        {**row, **{name: None if row[name] is None else round(row[name], 1) for name in averages}}
        for row in rows
    ]


def without_told(areas: Sequence[Row], column: str, what: str) -> str:
    """Which areas have people and none of `column`, largest first; "" where none. `what`: 驿站 …"""
    found = sorted(
        (row for row in areas if row["worker_count"] and not row[column]),
        key=lambda row: (-row["worker_count"], row["area_code"]),
    )
    if not found:
        return ""
    named = _("、").join(
        _("{area}（{n} 人）").format(area=row["area_name"], n=numbers.count(row["worker_count"]))
        for row in found[:_MOST_NAMED]
    )
    if len(found) > _MOST_NAMED:
        named += _("等 {n} 个地区").format(n=len(found))
    return _("有人没有{what}的：{areas}。").format(what=what, areas=named)


def hour_rows(view: View) -> list[Row]:
    """The hours of a usual week: how many stations are open, how many people each of them has.

    Asked for the Monday of this week, so that the answer holds for seven days instead of a minute.
    """
    today = clock.now().date()
    monday = today - timedelta(days=today.weekday())
    return [
        {
            "weekday": row["weekday"],
            "hour": row["hour"],
            "weekday_told": _(charts.WEEKDAYS[row["weekday"] - 1]),
            "open_station_count": row["open_count"],
            "unknown_station_count": row["unknown_count"],
            "workers_per_open_station": None
            if row["workers_per_open_station"] is None
            else round(row["workers_per_open_station"], 1),
        }
        for row in view.rows("stations/open_hours", at=f"{monday}T00:00")
    ]


def hours_told(hours: Sequence[Row]) -> str:
    """When most and fewest stations are open, how many people each has then, and whose hours nobody can read."""
    most = max(hours, key=lambda row: row["open_station_count"])
    least = min(hours, key=lambda row: row["open_station_count"])
    if not most["open_station_count"]:
        text = _("没有知道营业时间的驿站。")
    elif most["open_station_count"] == least["open_station_count"]:
        text = _("每个整点都是 {n} 个开门。").format(n=numbers.count(most["open_station_count"]))
    else:
        text = _("最多在{most}，{n} 个开门{load}；最少在{least}，{few} 个开门{few_load}。").format(
            most=charts.hour_words(most["weekday"], most["hour"]),
            n=numbers.count(most["open_station_count"]),
            load=_load_told(most),
            least=charts.hour_words(least["weekday"], least["hour"]),
            few=numbers.count(least["open_station_count"]),
            few_load=_load_told(least),
        )
    if unknown := max(row["unknown_station_count"] for row in hours):
        text += _("有 {n} 个驿站的营业时间读不懂，不算开门。").format(n=numbers.count(unknown))
    return text


def _load_told(hour: Row) -> str:
    per_station = hour["workers_per_open_station"]
    return _("，每个 {n} 人").format(n=numbers.decimal(per_station)) if per_station else ""


def company_rows(view: View) -> list[Row]:
    """Registrations by company for a picture of ENROLLED_PARTS; numbers only, nobody is named."""
    return [
        {
            **row,
            "label": row["company"],
            "note": _("认证 {rate}").format(
                rate=numbers.rate(row["verified_count"], row["registration_count"])
            ),
        }
        for row in view.rows("stations/companies")
    ]


def enrolled_told(view: View) -> Told:
    """Enrolled and verified people apart, and why companies add up to more."""
    now = view.row("stations/key_figures")
    text = told(
        _("登记在册 {workers}，其中扫码认证 {rate}"),
        workers=strong(_("{n} 人").format(n=numbers.exact_count(now["worker_count"]))),
        rate=strong(numbers.rate(now["verified_count"], now["worker_count"])),
    )
    text += _("；登记 {n} 条").format(n=numbers.exact_count(now["registration_count"]))
    if now["registration_count"] > now["worker_count"]:
        text += _("，同一人在几家企业的登记只算一个人")
    return text + _("。")
