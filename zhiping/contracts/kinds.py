"""What a contract is made of: a Dataset of Columns.

A contract is the promise between a clerk's sheet and every figure. The lake's tables, the checks
of an upload, the Excel template, filter choices and docs/datasets.md are all read from it.
"""

from dataclasses import dataclass
from typing import Any, Literal

from zhiping.contracts.filters import Filter
from zhiping.words import N_

COMPANY = "company"  # the column of the company whose clerk sees and replaces its own rows alone
Row = dict[str, Any]  # of a dataset or of an answer: column name -> a value of the column's kind

Kind = Literal[
    "text",  # free text
    "code",  # an identifier: compared letter by letter, leading zeros kept
    "area",  # a 12-digit division code; shorter forms are padded
    "integer",
    "number",
    "date",
    "time",  # naive Asia/Shanghai wall time
    "flag",  # 是 / 否
    "choice",  # one of Column.choices
    "hours",  # opening hours: kept as OSM writes them where they can be read, else as written
    "list",  # several values in one cell, split at 、 , ; and line breaks
]

SQL_TYPES: dict[Kind, str] = {
    "text": "varchar",
    "code": "varchar",
    "area": "varchar",
    "integer": "bigint",
    "number": "double",
    "date": "date",
    "time": "timestamp",
    "flag": "boolean",
    "choice": "varchar",
    "hours": "varchar",
    "list": "varchar[]",
}

KIND_LABELS: dict[Kind, str] = {
    "text": N_("文本"),
    "code": N_("编码"),
    "area": N_("区划代码"),
    "integer": N_("整数"),
    "number": N_("数字"),
    "date": N_("日期"),
    "time": N_("时间"),
    "flag": N_("是/否"),
    "choice": N_("选项"),
    "hours": N_("营业时间"),
    "list": N_("多个值"),
}

# Other ways to write the unit of a column.
UNIT_WRITINGS: dict[str, tuple[str, ...]] = {
    "平方米": ("㎡", "m²", "m2", "平米"),
    "人": ("名", "位"),
    "小时": ("h", "个小时"),
}


@dataclass(frozen=True)
class Column:
    """One column of a dataset.

    `is_event` marks a time or date at which something happened: only those tell up to when a file
    is complete (a deadline does not). `takes_bounds` lets a cell hold "120余". `is_month`: a day that stands for its month, which 2025年11月 says too. `is_personal` marks
    names, phones, homes and words of private persons, which nobody reads through a link. `names_units` marks names of units in a text or a list: questions
    read what 单位名称对照 means by them, and what the clerk wrote as `<name>_written`; who is limited to one unit sees
    the rows that name it in any of these columns.
    """

    name: str
    label: str
    kind: Kind = "text"
    is_required: bool = False
    is_key: bool = False
    choices: tuple[str, ...] = ()
    choice_labels: tuple[str, ...] = ()  # what a choice means, where the choice is a letter
    synonyms: tuple[str, ...] = ()
    meaning: str = ""
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    is_event: bool = False
    is_personal: bool = False
    takes_bounds: bool = False
    is_month: bool = False
    names_units: bool = False
    example: str = ""

    @property
    def sql_type(self) -> str:
        return SQL_TYPES[self.kind]


@dataclass(frozen=True)
class Parent:
    """The dataset through which a child row gets its area and scope, and the column they share."""

    dataset: str
    column: str


@dataclass(frozen=True)
class Need:
    """Where `column` says something, one of the columns `wanted` must be filled.

    A count says something above 0, a flag where it is 是, any other column where it is filled, or by its `values`.
    """

    column: str
    wanted: tuple[str, ...]
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Room:
    """Room that another dataset gives: to one row of `dataset` (by `link`) belong no more rows than its column `most` says.

    Room is taken by rows whose `column` has one of `values`.
    """

    dataset: str
    link: str
    most: str
    column: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Dataset:
    """One contract: what a clerk uploads as one sheet.

    `grain` says what one row is. `period` names the column by which a row belongs to a period.
    `slices` name the columns by whose values a file is complete: one that replaces the data of 2025
    leaves those of 2024 alone.
    `orders` are pairs (earlier, later) of times, `parts` pairs (part, whole) of counts, `needs` what belongs to
    what, `rooms` what there is room for; a wrong order, a part larger than its whole, a need that is not met or too many
    for a room is suspicious, not impossible.
    `ships` marks a dimension that comes with the product. `is_restricted`: rows about single persons,
    read only with a permission of its own and never through a link.
    """

    name: str
    label: str
    system: str
    grain: str
    columns: tuple[Column, ...]
    period: str | None = None
    slices: tuple[str, ...] = ()
    parent: Parent | None = None
    orders: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    needs: tuple[Need, ...] = ()
    rooms: tuple[Room, ...] = ()
    ships: bool = False
    is_restricted: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.is_key)

    @property
    def area_column(self) -> str | None:
        """The column that decides who may see a row; None: through the parent, or for everybody."""
        return next((column.name for column in self.columns if column.kind == "area"), None)

    @property
    def has_areas(self) -> bool:
        """Whether its rows belong to areas, of themselves or through the parent."""
        return bool(self.area_column or self.parent)

    @property
    def has_companies(self) -> bool:
        """Whether a row belongs to a company, as its key says."""
        return COMPANY in self.key

    @property
    def unit_columns(self) -> tuple[Column, ...]:
        """The columns that hold names of units."""
        return tuple(column for column in self.columns if column.names_units)

    @property
    def event_columns(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.is_event)

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True)
class System:
    """One programme of the office: what it is called, what one thing of it is, and its filters.

    `noun`: what its pages count (件 of 工单 …), for sentences. Its datasets are those that name it.
    `is_open_to_companies`: whether a clerk who writes for one company sees anything of it. `is_for_colleagues`: no page
    of it is ever read by somebody who has not signed in, whatever link they have.
    """

    name: str
    label: str
    noun: str
    filters: tuple[Filter, ...] = ()
    is_open_to_companies: bool = False
    is_for_colleagues: bool = False
