"""Filters: how a choice is written in an address or on a command line, and what it asks of a question.

Those of a system stand in its contracts; here are the ones that all share, and the reading of them all.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from zhiping.contracts import SYSTEMS
from zhiping.contracts.filters import Filter, some_day, some_moment
from zhiping.rules.areas import EVERYWHERE, area_prefix, area_range
from zhiping.words import N_, _

BEGINNING = datetime(1, 1, 1)
END = datetime(9999, 12, 31)
MOST_LETTERS = 2_000  # of a value: the weights of a large scheme take a few hundred
_MOST_TOLD = 40


class FilterError(ValueError):
    """A filter value that cannot be used; the message says which, why and what can be written."""


def _area(written: str) -> tuple[Any, ...]:
    return area_range(area_prefix(written) if written else EVERYWHERE)


def _from(written: str) -> tuple[Any, ...]:
    return (datetime.combine(some_day(written), datetime.min.time()),)


def _to(written: str) -> tuple[Any, ...]:
    return (datetime.combine(some_day(written) + timedelta(days=1), datetime.min.time()),)


SHARED = (
    Filter(
        "area",
        N_("地区"),
        ("area_from", "area_to"),
        area_range(EVERYWHERE),
        _area,
        N_("2、4、6、9或12位区划代码"),
        narrows_every="area_column",
        travels=True,
    ),
    Filter(
        "from",
        N_("时段起"),
        ("since",),
        (BEGINNING,),
        _from,
        N_("2000 到 2100 年的日期，写成 2025-01-31"),
        narrows_every="period",
        travels=True,
    ),
    Filter(
        "to",
        N_("时段止"),
        ("until",),
        (END,),
        _to,
        N_("2000 到 2100 年的日期（含当天），写成 2025-01-31"),
        narrows_every="period",
        travels=True,
    ),
    Filter(
        "as-of",
        N_("截至"),
        ("as_of",),
        (END,),
        some_moment,
        N_("2000 到 2100 年的时间，写成 2025-01-31 或 2025-01-31T18:00"),
        why_view_only=N_("按哪一刻判断，每个有时间的查询自己遵守"),
    ),
)
FILTERS: dict[str, Filter] = {
    one.key: one for filters in (SHARED, *(system.filters for system in SYSTEMS.values())) for one in filters
}
# The system whose contract has the filter; those that all share have none.
SYSTEM_OF: dict[str, str] = {one.key: system.name for system in SYSTEMS.values() for one in system.filters}


def as_told(written: str) -> str:
    """What stands in an address, as a sentence about it repeats it: short, and on one line."""
    shown = "".join(letter if letter.isprintable() else "□" for letter in written[: _MOST_TOLD + 1])
    return shown if len(shown) <= _MOST_TOLD else f"{shown[:_MOST_TOLD]}…"


def _read(one: Filter, written: str) -> tuple[Any, ...]:
    if len(written) > MOST_LETTERS or "\0" in written:  # which no value has, and SQL cannot say
        raise ValueError(written)
    return one.read(written)


def parameter_values(filters: Mapping[str, str]) -> dict[str, Any]:
    """Query parameter -> value for every filter; the default where it is not given.

    Raises FilterError with a sentence where a key is unknown or a value cannot be read.
    """
    unknown = [key for key in filters if key not in FILTERS]
    if unknown:
        raise FilterError(
            _("没有“{key}”这个筛选条件。可用的有：{known}。").format(
                key=as_told(unknown[0]), known="、".join(FILTERS)
            )
        )
    values: dict[str, Any] = {}
    for key, one in FILTERS.items():
        found = one.defaults
        if key in filters:
            try:
                found = _read(one, filters[key])
            except (ValueError, OverflowError) as error:
                raise FilterError(
                    _("筛选条件“{label}”的值“{value}”不能用：应为{meaning}。").format(
                        label=_(one.label), value=as_told(filters[key]), meaning=_(one.meaning)
                    )
                ) from error
        values.update(zip(one.parameters, found, strict=True))
    return values


def filters_of(parameters: frozenset[str]) -> list[Filter]:
    """The filters that a query with these parameters takes."""
    return [one for one in FILTERS.values() if set(one.parameters) <= parameters]
