"""Key figures as plain values: what a number is called, how it moved, what it is made of, which rows it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from zhiping.contracts.kinds import Row
from zhiping.ui.look import numbers
from zhiping.ui.look.told import BETTER, MUTED, WORSE, Said, Told, badge, joined, toned
from zhiping.words import N_

ANY = "*"  # of a column: that something stands in it
PARTS = {"met": N_("分子"), "missed": N_("分母中其余的"), "left_out": N_("不计入的")}
COUNTED = N_("计入的")  # what met a figure that is no share


@dataclass(frozen=True)
class Size:
    """How many things rows are, as a value that can be kept: each row one, or by what stands in a column.

    `how`: rows, distinct (values of the column), sum (of the column) or entries (of the lists in it).
    """

    how: Literal["rows", "distinct", "sum", "entries"] = "rows"
    column: str = ""

    def __call__(self, rows: Sequence[Row]) -> int:
        """How many things these rows are."""
        if self.how == "rows":
            return len(rows)
        if self.how == "distinct":
            return len({row[self.column] for row in rows})
        if self.how == "entries":
            return sum(len(row[self.column] or ()) for row in rows)
        return round(summed(rows, self.column))


ROWS = Size()


def distinct(column: str) -> Size:
    """The size of rows of which several can be about one thing, which `column` names."""
    return Size("distinct", column)


def added_up(column: str) -> Size:
    """The size of rows that each count several things, as many as `column` says."""
    return Size("sum", column)


def summed(rows: Sequence[Row], *columns: str) -> int:
    """What the columns of all rows add up to; what is missing adds nothing."""
    return sum(row[column] or 0 for row in rows for column in columns)


@dataclass(frozen=True)
class Behind:
    """The rows behind a figure: a question, the filters that narrow it, and which columns to show.

    A question that takes the filter "figure" is asked for the figure's own parts: its rows say in `part` whether
    they met it, are counted and did not, or are not counted (PARTS). All other rows met it.
    `filters` add to those of the page, change one, or (None) drop it.
    `having`: of those rows the ones in whose columns so much stands, as text (ANY: anything; of a list, one of them).
    `opens`: the page that shows a picked row whole, the filter of that page and the row's column that
    holds its value; None: no row is picked.
    `noun`: what a row is, in words. `is_stock`: the figure counts what stands at the data date, whatever the period.
    `met`, `whole`: what the figure says, how many and, of a share, of how many; so many are the rows that met it, and
    those with the ones that did not. `size`: how many things rows are; `unit`: what those are, where not the rows.
    """

    question: str
    filters: Mapping[str, str | None] = field(default_factory=dict)
    having: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    opens: tuple[str, str, str] | None = None
    noun: str = N_("数据")
    is_stock: bool = False
    size: Size = ROWS
    unit: str = ""
    met: int | None = None
    whole: int | None = None

    def of(self, met: int, whole: int | None = None) -> "Behind":
        """The same rows behind a figure that says so many, or the share of `whole` that they are."""
        return replace(self, met=met, whole=whole)

    def holds(self, row: Row) -> bool:
        """Whether a row has what `having` asks."""
        return all(_stands_in(row[column], wanted) for column, wanted in self.having.items())


def _stands_in(cell: Any, wanted: str) -> bool:
    if isinstance(cell, list):
        return wanted in map(str, cell)
    return cell is not None if wanted == ANY else as_value(cell) == wanted


def as_value(cell: Any) -> str:
    """What stands in a cell, as `having` asks for it; "" where nothing does."""
    return "" if cell is None else str(cell)


@dataclass(frozen=True)
class Change:
    """How a figure moved: `text` with its sign ("+3 件"), what it is `against` (环比), and whether that is good."""

    text: str
    against: str
    is_better: bool | None

    @property
    def told(self) -> Told:
        """Not red: a fall is no call for a person."""
        return f"{self.against} " + badge(self.text, self.tone)

    @property
    def tone(self) -> str:
        """Its colour: that of the better, of the worse, or of neither."""
        return {True: BETTER, False: WORSE, None: MUTED}[self.is_better]


def moved_briefly(changes: Sequence[Change]) -> Told:
    """All changes of a figure in one line, their unit once: "环比 −4.2  同比 +20.8 个百分点"."""
    told: list[Told] = []
    for change, after in zip(changes, [*changes[1:], None], strict=False):
        number, _space, unit = change.text.rpartition(" ")
        is_said_later = after is not None and number and after.text.endswith(f" {unit}")
        told.append(f"{change.against} " + toned(change.tone, number if is_said_later else change.text))
    return joined("\u2002", told)


@dataclass(frozen=True)
class KeyFigure:
    """One of the few figures under the finding. `values`: how it came to be, a value a month.

    `note`: what it is made of. `needs_person` writes the value in red.
    """

    measure: str
    value: str
    note: Said = ""
    changes: Sequence[Change] = ()
    target: Said = ""
    values: Sequence[float | None] = ()
    is_share: bool = True
    unit: str = N_("件")
    values_note: Said = ""
    needs_person: bool = False
    counted: Mapping[str, str] = field(default_factory=dict)
    behind: Behind | None = None

    @property
    def parts(self) -> str:
        """What a share is of, where its value does not say it: "42/43"."""
        if not self.is_share or self.behind is None or not self.behind.whole or "/" in self.value:
            return ""
        return f"{numbers.exact_count(self.behind.met)}/{numbers.exact_count(self.behind.whole)}"


def count_change(
    now: int | float | None,
    before: int | float | None,
    against: str,
    unit: str,
    *,
    is_higher_better: bool | None = None,
) -> Change | None:
    """The change of a count, without a colour where neither is better; None where either is not known."""
    if now is None or before is None:
        return None
    moved = round(now - before)
    better = None if not moved or is_higher_better is None else (moved > 0) == is_higher_better
    return Change(numbers.count_change(moved, unit), against, better)


def share_change(
    now: float | None, before: float | None, against: str, *, is_higher_better: bool = True
) -> Change | None:
    """The change of a share in percentage points; None where either is not known."""
    if now is None or before is None:
        return None
    moved = now - before
    better = None if abs(moved) < 0.0005 else (moved > 0) == is_higher_better
    return Change(numbers.point_change(moved), against, better)
