"""What a clerk says beside a file, and what of it holds for the next one with the same header row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from zhiping.contracts.kinds import Dataset
from zhiping.upload.checking.check import Options
from zhiping.upload.checking.dates import FIRST_YEAR, LAST_YEAR, ORDERS
from zhiping.upload.matching import column_named, has_named, header_key
from zhiping.upload.reading.texttable import TextTable
from zhiping.words import _

MOST_HEADER_ROW = 1000


@dataclass(frozen=True)
class Wishes:
    """What the clerk said beside the file; everything has a default.

    `corrections`: our column -> their header or column letter. `sheets`: which of several, "*" for all that fit.
    `header_row`: in which row its header ends, as Excel counts. `own`: the corrections of one header row (by its
    `header_key`), in the place of `corrections`. `without`: the files of several that are not wanted.
    """

    corrections: Mapping[str, str] = field(default_factory=dict)
    options: Options = field(default_factory=Options)
    sheets: tuple[str, ...] = ()
    header_row: int | None = None
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    without: tuple[str, ...] = ()

    def of_headers(self, headers: Sequence[str], every: Sequence[Sequence[str]] = ()) -> Mapping[str, str]:
        """The corrections of a header row among `every` one of the upload: those that find there what they name.

        One that finds it nowhere stays, for `match` to say so.
        """
        if (own := self.own.get(header_key(headers))) is not None:
            return own
        return {
            ours: theirs
            for ours, theirs in self.corrections.items()
            if not theirs.strip()
            or has_named(headers, theirs)
            or not any(has_named(one, theirs) for one in every)
        }

    def corrected(self, headers: Sequence[str], corrections: Mapping[str, str]) -> Self:
        """The same with these corrections of one header row."""
        return replace(self, own={**self.own, header_key(headers): dict(corrections)})

    def kept(self, headers: Sequence[str]) -> dict[str, Any]:
        """What of it is of use for the next file with this header row, as plain values."""
        options = {"area_names": self.options.area_names, "date_order": self.options.date_order}
        return {
            "corrections": dict(self.of_headers(headers)),
            "sheets": list(self.sheets),
            "header_row": self.header_row,
            "options": options,
        }

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """What `kept` or `dataclasses.asdict` made; before there could be several sheets it kept one as `sheet`."""
        more = dict(said)
        sheets = more.pop("sheets", None) or filter(None, [more.pop("sheet", None)])
        without = tuple(more.pop("without", ()))
        return cls(
            **more | {"options": Options(**said["options"]), "sheets": tuple(sheets), "without": without}
        )


class WishError(ValueError):
    """A thing said beside a file that cannot be meant. `key`: which one; the message says what it may be."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


# What may be said beside a file by name; `match`, `set` and `fill` are pairs of one of our columns and a text.
SAID = frozenset("match set fill area_names date_order year ditto sheet header_row without".split())


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
    sheets, without = (_listed(given.get(key, ())) for key in ("sheet", "without"))
    return Wishes(pairs["match"], options, sheets, header_row, without=without)


def _listed(said: str | Sequence[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(map(str, said))


Recall = Callable[[Sequence[str]], Wishes | None]


def recalled(recall: Recall, tables: Sequence[TextTable]) -> Wishes | None:
    """What was said last of the sheets, each by its header row; of the first such all else."""
    headers = {header_key(table.headers): table for table in reversed(tables)}
    found = {key: (table, said) for key, table in headers.items() if (said := recall(table.headers))}
    if not found:
        return None
    first = next(header_key(table.headers) for table in tables if header_key(table.headers) in found)
    table, said = found[first]
    sheets, there = said.sheets, {one.sheet for one in tables} | {"*"}
    if not there.issuperset(sheets):
        # One sheet of another name is the one with that header; of several it cannot be told which are meant now.
        sheets = (table.sheet,) if len(sheets) == 1 and table.sheet else ()
    return replace(
        said,
        corrections={},
        sheets=sheets,
        own={key: one.corrections for key, (_table, one) in found.items()},
    )
