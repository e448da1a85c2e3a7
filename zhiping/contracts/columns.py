"""Columns as a contract writes them: one line each, named after the kind of their values.

Every function takes the column's name and label, and by keyword: `key` (part of the key, and so required),
`required`, `event` (something happened at it), `also` (other headers that clerks write, separated by spaces),
`means`, `unit`, `least`, `most`, `eg` (an example), `personal`, `bounds` (a cell may hold "120余"), `month` (a day that stands for its month),
`names_units` (names of units, which figures follow as 单位名称对照 says).
"""

from collections.abc import Callable
from typing import Any

from zhiping.contracts.kinds import Column, Kind


def column(
    kind: Kind,
    name: str,
    label: str,
    choices: tuple[str, ...] = (),
    *,
    key: bool = False,
    required: bool = False,
    event: bool = False,
    labels: tuple[str, ...] = (),
    also: str = "",
    means: str = "",
    unit: str = "",
    least: float | None = None,
    most: float | None = None,
    eg: str = "",
    personal: bool = False,
    bounds: bool = False,
    month: bool = False,
    names_units: bool = False,
) -> Column:
    """A column of a kind; `choices` and their `labels` where the values are a closed list."""
    return Column(
        name,
        label,
        kind,
        is_required=required,
        is_key=key,
        choices=choices,
        choice_labels=labels,
        synonyms=tuple(also.split()),
        meaning=means,
        unit=unit,
        minimum=least,
        maximum=most,
        is_event=event,
        is_personal=personal,
        takes_bounds=bounds,
        is_month=month,
        names_units=names_units,
        example=eg,
    )


def _of(kind: Kind) -> Callable[..., Column]:
    def made(name: str, label: str, choices: tuple[str, ...] = (), **more: Any) -> Column:
        return column(kind, name, label, choices, **{"required": more.get("key", False), **more})

    return made


text, code, area = _of("text"), _of("code"), _of("area")
integer, number, flag = _of("integer"), _of("number"), _of("flag")
day, moment, opening_hours = _of("date"), _of("time"), _of("hours")
choice, several = _of("choice"), _of("list")
