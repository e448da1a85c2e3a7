"""Filters: how a choice is written in an address or on a command line, and what it asks of a query.

One home for the words `area`, `from`, `to` …: pages, links and the terminal read and write them here.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from zhiping.contracts.appraisal import APPRAISAL_PERIODS
from zhiping.contracts.courtyards import ACTIVITY_KINDS, COURTYARD_KINDS
from zhiping.contracts.stations import MERCHANT_KINDS, SERVICES
from zhiping.contracts.tickets import TICKET_CLASSES
from zhiping.rules.areas import EVERYWHERE, area_prefix, area_range
from zhiping.words import N_, _

BEGINNING = datetime(1, 1, 1)
END = datetime(9999, 12, 31)
STEPS = ("claim", "contact", "report", "close")
STATES = ("on_time", "late", "waiting", "overdue", "unrecorded", "not_applicable", "fault")
NEAR_HOURS = (2, 8, 24)
SILENT_DAYS = (30, 90)
OPENINGS = ("open", "closed", "unknown", "suspended")
RADIUS_M = (300, 3000)
USUAL_RADIUS_M = 1000
MOST_SITES = 20
USUAL_SITES = 5


class FilterError(ValueError):
    """A filter value that cannot be used; the message says which, why and what can be written."""


@dataclass(frozen=True)
class Filter:
    """`key` as written in an address; `parameters` of a query that it sets; `read` text -> their values."""

    key: str
    label: str
    parameters: tuple[str, ...]
    defaults: tuple[Any, ...]
    read: Callable[[str], tuple[Any, ...]]
    meaning: str


def _area(written: str) -> tuple[Any, ...]:
    return area_range(area_prefix(written) if written else EVERYWHERE)


def _from(written: str) -> tuple[Any, ...]:
    return (datetime.combine(date.fromisoformat(written), datetime.min.time()),)


def _to(written: str) -> tuple[Any, ...]:
    return (datetime.combine(date.fromisoformat(written) + timedelta(days=1), datetime.min.time()),)


def _moment(written: str) -> tuple[Any, ...]:
    """A moment; a day alone means its end, since a viewer who says a day means the whole of it."""
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is not None:
        raise ValueError(written)
    return (moment + timedelta(days=1, seconds=-1) if len(written) <= 10 else moment,)


def _text(written: str) -> tuple[Any, ...]:
    return (written,)


def _days(written: str) -> tuple[Any, ...]:
    days = int(written)
    if days not in SILENT_DAYS:
        raise ValueError(written)
    return (days,)


def _services(written: str) -> tuple[Any, ...]:
    services = sorted(set(written.split(",")))
    if not set(services) <= set(SERVICES):
        raise ValueError(written)
    return (tuple(services),)


def _between(low: int, high: int) -> Callable[[str], tuple[Any, ...]]:
    def read(written: str) -> tuple[Any, ...]:
        number = int(written)
        if not low <= number <= high:
            raise ValueError(written)
        return (number,)

    return read


def _weights(written: str) -> tuple[Any, ...]:
    """`Z01:12.5,Z02:3` as the text of a JSON object."""
    wished = {}
    for part in written.split(","):
        indicator, sign, weight = part.rpartition(":")
        number = float(weight)
        if not (sign and indicator and 0 <= number <= 100):
            raise ValueError(written)
        wished[indicator] = number
    return (json.dumps(wished, ensure_ascii=False),)


def _one_of(*choices: str) -> Callable[[str], tuple[Any, ...]]:
    def read(written: str) -> tuple[Any, ...]:
        if written not in choices:
            raise ValueError(written)
        return (written,)

    return read


FILTERS: dict[str, Filter] = {
    one.key: one
    for one in (
        Filter(
            "area",
            N_("地区"),
            ("area_from", "area_to"),
            area_range(EVERYWHERE),
            _area,
            N_("2、4、6、9或12位区划代码"),
        ),
        Filter("from", N_("时段起"), ("since",), (BEGINNING,), _from, N_("日期，写成 2025-01-31")),
        Filter("to", N_("时段止"), ("until",), (END,), _to, N_("日期（含当天），写成 2025-01-31")),
        Filter(
            "class", N_("工单类别"), ("ticket_class",), (None,), _one_of(*TICKET_CLASSES), N_("A、B 或 C")
        ),
        Filter("category", N_("诉求类别"), ("category",), (None,), _text, N_("一个诉求类别")),
        Filter("unit", N_("主办单位"), ("lead_unit",), (None,), _text, N_("一个主办单位")),
        Filter(
            "step", N_("环节"), ("step",), (None,), _one_of(*STEPS), N_("claim、contact、report 或 close")
        ),
        Filter(
            "state",
            N_("状态"),
            ("state",),
            (None,),
            _one_of(*STATES),
            N_("on_time、late、waiting、overdue 等"),
        ),
        Filter(
            "within",
            N_("预警时长"),
            ("within_hours",),
            (NEAR_HOURS[-1],),
            _between(0, 24 * 366),
            N_("小时数"),
        ),
        Filter("ticket", N_("工单编号"), ("ticket_id",), (None,), _text, N_("一个工单编号")),
        Filter(
            "kind",
            N_("小院类型"),
            ("courtyard_kind",),
            (None,),
            _one_of(*COURTYARD_KINDS),
            N_("红色、和谐、振兴或石榴"),
        ),
        Filter(
            "activity",
            N_("活动类型"),
            ("activity_kind",),
            (None,),
            _one_of(*ACTIVITY_KINDS),
            N_("理论宣讲、矛盾纠纷等"),
        ),
        Filter("silent", N_("静默天数"), ("silent_days",), (SILENT_DAYS[0],), _days, N_("30 或 90")),
        Filter("courtyard", N_("小院编号"), ("courtyard_id",), (None,), _text, N_("一个小院编号")),
        Filter("year", N_("年度"), ("year",), (None,), _between(2000, 2100), N_("四位年份")),
        Filter(
            "term",
            N_("考核期"),
            ("term",),
            (None,),
            _one_of(*APPRAISAL_PERIODS),
            N_("一季度、上半年、前三季度或全年"),
        ),
        Filter("group", N_("考核组"), ("unit_group",), (None,), _text, N_("一个考核组")),
        Filter("office", N_("考核单位"), ("unit_id",), (None,), _text, N_("一个单位编号")),
        Filter(
            "weights",
            N_("假设权重"),
            ("weights",),
            (None,),
            _weights,
            N_("指标编号:权重，用逗号隔开，例如 Z01:12.5,Z02:3"),
        ),
        Filter(
            "services",
            N_("服务项目"),
            ("services",),
            (None,),
            _services,
            N_("一个或几个服务项目，用逗号隔开；要全部都有"),
        ),
        Filter("at", N_("何时营业"), ("open_at",), (None,), _moment, N_("时间，写成 2025-01-31T18:00")),
        Filter(
            "opening",
            N_("营业状态"),
            ("opening",),
            (None,),
            _one_of(*OPENINGS),
            N_("open、closed、unknown 或 suspended"),
        ),
        Filter("station", N_("驿站编号"), ("station_id",), (None,), _text, N_("一个驿站编号")),
        Filter(
            "radius",
            N_("距离(米)"),
            ("radius_m",),
            (USUAL_RADIUS_M,),
            _between(*RADIUS_M),
            N_("300 到 3000 之间的米数"),
        ),
        Filter(
            "shop",
            N_("商家类别"),
            ("merchant_kind",),
            (None,),
            _one_of(*MERCHANT_KINDS),
            N_("药店、餐饮等"),
        ),
        Filter(
            "sites", N_("新站个数"), ("site_count",), (USUAL_SITES,), _between(1, MOST_SITES), N_("1 到 20")
        ),
        Filter("dataset", N_("数据集"), ("dataset",), (None,), _text, N_("一个数据集的名称")),
        Filter(
            "as-of", N_("截至"), ("as_of",), (END,), _moment, N_("时间，写成 2025-01-31 或 2025-01-31T18:00")
        ),
    )
}


def parameter_values(filters: Mapping[str, str]) -> dict[str, Any]:
    """Query parameter -> value for every filter; the default where it is not given.

    Raises FilterError with a sentence where a key is unknown or a value cannot be read.
    """
    unknown = [key for key in filters if key not in FILTERS]
    if unknown:
        raise FilterError(
            _("没有“{key}”这个筛选条件。可用的有：{known}。").format(key=unknown[0], known="、".join(FILTERS))
        )
    values: dict[str, Any] = {}
    for key, one in FILTERS.items():
        found = one.defaults
        if key in filters:
            try:
                found = one.read(filters[key])
            except (ValueError, OverflowError) as error:
                raise FilterError(
                    _("筛选条件“{label}”的值“{value}”不能用：应为{meaning}。").format(
                        label=_(one.label), value=filters[key], meaning=_(one.meaning)
                    )
                ) from error
        values.update(zip(one.parameters, found, strict=True))
    return values


def filters_of(parameters: frozenset[str]) -> list[Filter]:
    """The filters that a query with these parameters takes."""
    return [one for one in FILTERS.values() if set(one.parameters) <= parameters]
