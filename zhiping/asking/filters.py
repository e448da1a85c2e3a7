"""Filters: how a choice is written in an address or on a command line, and what it asks of a question.

Those of a system stand in its contracts; here are the ones that all share, and the reading of them all.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from zhiping.contracts import SYSTEMS
from zhiping.contracts.filters import END, Filter, any_text, one_of, some_day, some_moment
from zhiping.definitions import MEASURES
from zhiping.rules.areas import EVERYWHERE, area_prefix, area_range
from zhiping.rules.figure_ids import parts_of
from zhiping.words import N_, _

BEGINNING = datetime(1, 1, 1)
ALL_TIMES = "period"  # with it a page leaves out the period that it opens on
MOST_LETTERS = 2_000  # of a value: the weights of a large scheme take a few hundred
_MOST_TOLD = 40
# What addresses called them before; chat applications add a `from` that is no day.
_FORMER_KEYS = {"from": "since", "to": "until"}


class FilterError(ValueError):
    """A filter value that cannot be used; the message says which, why and what can be written."""


def _area(written: str) -> tuple[Any, ...]:
    return area_range(area_prefix(written) if written else EVERYWHERE)


def _from(written: str) -> tuple[Any, ...]:
    return (datetime.combine(some_day(written), datetime.min.time()),)


def _to(written: str) -> tuple[Any, ...]:
    return (datetime.combine(some_day(written) + timedelta(days=1), datetime.min.time()),)


def _all_times(written: str) -> tuple[Any, ...]:
    if written != "all":
        raise ValueError(written)
    return ()


def _one_word(written: str) -> tuple[Any, ...]:
    if not (written.isascii() and written.isidentifier()):
        raise ValueError(written)
    return ()


def _figure_id(written: str) -> tuple[Any, ...]:
    parts_of(written)
    return ()


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
        "since",
        N_("时段起"),
        ("since",),
        (BEGINNING,),
        _from,
        N_("2000 到 2100 年的日期，写成 2025-01-31"),
        narrows_every="period",
        travels=True,
    ),
    Filter(
        "until",
        N_("时段止"),
        ("until",),
        (END,),
        _to,
        N_("2000 到 2100 年的日期（含当天），写成 2025-01-31"),
        narrows_every="period",
        travels=True,
    ),
    Filter(
        ALL_TIMES,
        N_("时段"),
        (),
        (),
        _all_times,
        N_("all（全部时间）"),
        why_view_only=N_("没有选时段的页面从常用的时段打开，写上它就看全部时间"),
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
    Filter(
        "only",
        N_("只看"),
        (),
        (),
        _one_word,
        N_("今日态势里的一项"),
        why_view_only=N_("把哪一项要处理的事放在页首，不决定读到哪些行"),
    ),
    Filter(
        "cited",
        N_("数字编号"),
        (),
        (),
        _figure_id,
        N_("一个数字的编号，写成 K7Q2M9XA-41"),
        why_view_only=N_("打开页面上那个数字的说明，不决定读到哪些行"),
    ),
    Filter(
        "figure",
        N_("指标"),
        ("figure",),
        (None,),
        one_of(*MEASURES),
        N_("docs/measures.md 里的一个指标"),
        why_view_only=N_("按哪个指标分成达到、未达到和不计入，不决定读到哪些行"),
    ),
    Filter(
        "sought",
        N_("查找"),
        ("sought",),
        (None,),
        any_text,
        N_("编号或名称的一部分"),
        why_view_only=N_("在看得到的行里找，不决定读到哪些行"),
    ),
)
FILTERS: dict[str, Filter] = {
    one.key: one for filters in (SHARED, *(system.filters for system in SYSTEMS.values())) for one in filters
}
# What a parameter is where no filter says it. A page asks for it hundreds of times.
_DEFAULTS: dict[str, Any] = {
    parameter: value
    for one in FILTERS.values()
    for parameter, value in zip(one.parameters, one.defaults, strict=True)
}
# The system whose contract has the filter; those that all share have none.
SYSTEM_OF: dict[str, str] = {one.key: system.name for system in SYSTEMS.values() for one in system.filters}


def as_told(written: str) -> str:
    """What stands in an address, as a sentence about it repeats it: short, and on one line."""
    shown = "".join(letter if letter.isprintable() else "□" for letter in written[: _MOST_TOLD + 1])
    return shown if len(shown) <= _MOST_TOLD else f"{shown[:_MOST_TOLD]}…"


def of_address(written: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Filter -> its text, of the keys and values of an address: of a repeated key the first value.

    Foreign keys, which chat applications and trackers add, fall away. A day comes out as 2025-01-31.
    """
    found: dict[str, str] = {}
    for key, values in written.items():
        if key in FILTERS and values:
            found[key] = _day_written(values[0]) or values[0] if key in _FORMER_KEYS.values() else values[0]
    for former, key in _FORMER_KEYS.items():
        if key not in found and (day := _day_written(next(iter(written.get(former, ())), ""))):
            found[key] = day
    return found


def _day_written(text: str) -> str:
    try:
        return f"{some_day(text)}"
    except ValueError:
        return ""


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
                key=as_told(unknown[0]), known=_("、").join(FILTERS)
            )
        )
    values = dict(_DEFAULTS)
    for key, written in filters.items():
        one = FILTERS[key]
        try:
            found = _read(one, written)
        except (ValueError, OverflowError) as error:
            raise FilterError(
                _("筛选条件“{label}”的值“{value}”不能用：应为{meaning}。").format(
                    label=_(one.label), value=as_told(written), meaning=_(one.meaning)
                )
            ) from error
        values.update(zip(one.parameters, found, strict=True))
    return values


def rows_locked(filters: Mapping[str, str]) -> dict[str, str]:
    """Of the filters of a shared view those that lock rows away from its readers.

    Not the area, which is the readers' scope, so that they may go further down; and not the time shown, for what
    it is compared with lies outside: both are fixed on the page.
    """
    return {
        key: value
        for key, value in filters.items()
        if (FILTERS[key].narrows or FILTERS[key].keeps) and not FILTERS[key].is_when
    }


def filters_of(parameters: frozenset[str]) -> list[Filter]:
    """The filters that a query with these parameters takes."""
    return [one for one in FILTERS.values() if one.parameters and set(one.parameters) <= parameters]
