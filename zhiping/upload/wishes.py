"""What a clerk says beside a file, and what of it holds for the next one with the same header row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from zhiping.contracts.kinds import Dataset
from zhiping.upload.checking.check import Options
from zhiping.upload.checking.dates import FIRST_YEAR, LAST_YEAR, ORDERS
from zhiping.upload.matching import column_named
from zhiping.upload.reading.texttable import TextTable
from zhiping.words import _

MOST_HEADER_ROW = 1000


@dataclass(frozen=True)
class Wishes:
    """What the clerk said beside the file; everything has a default.

    `corrections`: our column -> their header or column letter. `sheet`: which sheet of several. `header_row`: in which row its
    header ends, as Excel counts.
    """

    corrections: Mapping[str, str] = field(default_factory=dict)
    options: Options = field(default_factory=Options)
    sheet: str | None = None
    header_row: int | None = None

    def kept(self) -> dict[str, Any]:
        """What of it is of use for the next file with the same header row, as plain values."""
        options = {"area_names": self.options.area_names, "date_order": self.options.date_order}
        return {
            "corrections": dict(self.corrections),
            "sheet": self.sheet,
            "header_row": self.header_row,
            "options": options,
        }

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """What `kept` or `dataclasses.asdict` made."""
        return cls(**{**said, "options": Options(**said["options"])})


class WishError(ValueError):
    """A thing said beside a file that cannot be meant. `key`: which one; the message says what it may be."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


# What may be said beside a file by name; `match`, `set` and `fill` are pairs of one of our columns and a text.
SAID = frozenset("match set fill area_names date_order year ditto sheet header_row".split())


def wishes_said(dataset: Dataset, said: Mapping[str, Any]) -> Wishes:
    """Wishes of plain values under the names of SAID, from a profile or a terminal. Raises WishError, MatchError."""
    given = {key: value for key, value in said.items() if value is not None}
    order, year, header_row = (given.get(key) for key in ("date_order", "year", "header_row"))
    if order not in {None, *ORDERS}:
        raise WishError("date_order", _("只能是 {orders}").format(orders=_("、").join(ORDERS)))
    for key, least, most in (("year", FIRST_YEAR, LAST_YEAR), ("header_row", 1, MOST_HEADER_ROW)):
        value = given.get(key)
        if value is not None and not (type(value) is int and least <= value <= most):
            raise WishError(key, _("要是 {least} 到 {most} 的整数").format(least=least, most=most))
    for key in ("area_names", "ditto"):
        if not isinstance(given.get(key, False), bool):
            raise WishError(key, _("只能是 true 或 false"))
    pairs = {
        key: {column_named(dataset, ours).name: str(value) for ours, value in given.get(key, {}).items()}
        for key in ("match", "set", "fill")
    }
    options = Options(
        set_values=pairs["set"],
        fill_values=pairs["fill"],
        area_names=given.get("area_names", False),
        date_order=order,
        year=year,
        ditto=given.get("ditto", False),
    )
    return Wishes(pairs["match"], options, given.get("sheet"), header_row)


Recall = Callable[[Sequence[str]], Wishes | None]


def recalled(recall: Recall, tables: Sequence[TextTable]) -> Wishes | None:
    """What was said last of one of the sheets, and of which."""
    for table in tables:
        if said := recall(table.headers):
            return replace(said, sheet=table.sheet if said.sheet else None)
    return None
