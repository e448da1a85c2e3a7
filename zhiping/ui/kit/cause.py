"""What a 督办 task came of: a figure or rows as they were then, kept so that they can be read again later."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from zhiping.asking.filters import FILTERS
from zhiping.asking.questions import question_of
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Row
from zhiping.definitions import measure_of
from zhiping.rules.areas import area_prefix
from zhiping.ui.kit import cells, column_look, dataline, period_choice
from zhiping.ui.kit.known_areas import name_told
from zhiping.ui.kit.systems import card_of
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind
from zhiping.words import _, bracketed, counted

MOST_ROWS_KEPT = 100  # of a list, as it stood: a task is about what somebody can go through
_SCORED = ("unit_id", "year", "term")  # what tells one score from another
_UNITS = (
    *(one.name for dataset in DATASETS.values() for one in dataset.unit_columns if one.kind != "list"),
    "unit_name",
)


@dataclass(frozen=True)
class Again:
    """How rows of a table are read again: under which filters beside the page's, and which column names a thing.

    `matter`: the line of 今日态势 whose things they are, in the place of the filters.
    """

    column: str
    asked: Mapping[str, str | None] = field(default_factory=dict)
    matter: str = ""


@dataclass(frozen=True)
class Cause:
    """`told`: what it said, in words. `filters`: as an address writes them; `data_on`: the last day of the data ("" for none).

    Of a figure: the measure, the question behind it with what narrows its rows, and how many met it, of how many. Of
    rows: what they were under their headings, and, where they can be found again, the column with their names. `about`: what
    it is to, by the names under which statements are kept (see thing_key).
    """

    page: str
    told: str
    filters: Mapping[str, str]
    version: int
    data_on: str
    question: str
    measure: str = ""
    asked: Mapping[str, str | None] = field(default_factory=dict)
    having: Mapping[str, str] = field(default_factory=dict)
    size: Mapping[str, str] = field(default_factory=dict)
    is_stock: bool = False
    met: int | None = None
    whole: int | None = None
    column: str = ""
    matter: str = ""
    things: Sequence[str] = ()
    about: Sequence[str] = ()
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()

    @property
    def kept(self) -> dict[str, Any]:
        """As it is kept in the small state."""
        return asdict(self)

    @property
    def is_about_people(self) -> bool:
        """Whether it is of rows about single persons."""
        return question_of(self.question).is_restricted

    @property
    def read_until(self) -> date | None:
        """The last day of the data that it was read of."""
        return date.fromisoformat(self.data_on) if self.data_on else None


def of_figure(view: View, measure: str, behind: Behind | None, named: Mapping[str, str]) -> Cause:
    """A figure with its ⓘ. `named`: its numbers as ⓘ names them, for one whose rows nobody is shown."""
    one = measure_of(measure)
    seen = view.stock() if behind and behind.is_stock else view
    value = _value(measure, behind) or _("，").join(f"{name} {number}" for name, number in named.items())
    where = [name_told(view), "" if behind and behind.is_stock else period_choice.told(view)]
    told = f"{_(one.name)} {value}".strip() + bracketed(_("，").join(filter(None, where)))
    question = behind.question if behind else one.question
    kept = behind or Behind(one.question)
    area = area_prefix(view.filters.get("area", ""))
    return Cause(
        page=view.page,
        told=told,
        filters=_asking(seen.filters),
        version=view.version,
        data_on=_data_on(view, question),
        question=question,
        measure=measure,
        asked=kept.filters,
        having=kept.having,
        size={"how": kept.size.how, "column": kept.size.column},
        is_stock=kept.is_stock,
        met=kept.met,
        whole=kept.whole,
        about=[f"figure:{measure}:{area}"],
    )


def of_rows(
    view: View, rows: Sequence[Row], question: str, columns: Sequence[str], again: Again | None
) -> Cause:
    """Rows that were chosen in a table."""
    shown = rows[:MOST_ROWS_KEPT]
    written = [cells.on_paper(name, shown, question) for name in columns]
    column = again.column if again else ""
    named = column or thing_column(rows, columns)
    return Cause(
        page=view.page,
        told=_("；").join(row_told(row, named) for row in shown),
        filters=_asking(view.filters),
        version=view.version,
        data_on=_data_on(view, question),
        question=question,
        asked=dict(again.asked) if again else {},
        column=column,
        matter=again.matter if again else "",
        things=[str(row[column]) for row in rows] if column else (),
        about=[thing_key(row, named) for row in rows] if named.endswith("_id") else (),
        headings=[column_look.heading_of(name, shown, question) for name in columns],
        rows=[
            [numbers.MISSING if row[name] is None else write(row[name]) for name, write in zip(columns, written, strict=True)]
            for row in shown
        ],
    )  # fmt: skip


def row_told(row: Row, column: str) -> str:
    """One thing and how late it is: "GD-2025-0001 超 4天4小时"."""
    name = str(row[column]) if column else ""
    if (left := row.get("hours_left")) is not None:
        return f"{name} {cells.hours_words('hours_left', left)}".strip()
    if row.get("days_late"):
        return f"{name} " + _("迟 {n} 天").format(n=numbers.exact_count(row["days_late"]))
    return name


def thing_key(row: Row, column: str) -> str:
    """Under which name statements to a row are kept: "ticket_id:GD-1"; of an appraisal with its unit, year and term."""
    also = [row[name] for name in _SCORED if name != column and row.get(name) is not None]
    return f"{column}:" + "/".join(map(str, (row[column], *also)))


def thing_column(rows: Sequence[Row], columns: Sequence[str] = ()) -> str:
    """The column that says which thing a row is: its number, of those that are shown first, else its name; "" where none does."""
    names = [*(name for name in columns if name.endswith("_id")), *(rows[0] if rows else ())]
    found = [name for ending in ("_id", "_name", "label") for name in names if name.endswith(ending)]
    return found[0] if found else ""


def unit_of(row: Row) -> str:
    """The unit whose a row is; "" where it names none."""
    return next((str(row[name]) for name in _UNITS if row.get(name)), "")


def _value(measure: str, behind: Behind | None) -> str:
    if behind is None or behind.met is None:
        return ""
    if behind.whole is not None:
        return numbers.rate(behind.met, behind.whole)
    unit = _(behind.unit or measure_of(measure).unit)
    return f"{numbers.exact_count(behind.met)} {counted(unit, behind.met)}"


def _asking(filters: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in filters.items() if FILTERS[key].parameters}


def _data_on(view: View, question: str) -> str:
    card = card_of(question.partition("/")[0]) or card_of(view.system)
    reach = dataline.reach(view, card) if card else None
    return f"{reach[1]}" if reach else ""
