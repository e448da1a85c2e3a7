"""The plain ways of writing a value, read in SQL: one expression a column, NULL for all others.

Where an expression answers it says what values.py would; it never has to answer. DuckDB's own casts
take more than we do ('1e5', ' 12 ', '2025-11-04 24:00'), so every cast is guarded by a shape.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zhiping.contracts.kinds import Column
from zhiping.upload.checking.dates import FIRST_YEAR, LAST_YEAR
from zhiping.upload.checking.nothing import is_no_word

_YEAR = r"(?:19|2[01])\d\d"
_HEADS = (  # regular expression, strptime format, which order of month and day it needs
    (rf"{_YEAR}-\d{{1,2}}-\d{{1,2}}", "%Y-%m-%d", None),
    (rf"{_YEAR}/\d{{1,2}}/\d{{1,2}}", "%Y/%m/%d", None),
    (rf"{_YEAR}\.\d{{1,2}}\.\d{{1,2}}", "%Y.%m.%d", None),
    (rf"{_YEAR}年\d{{1,2}}月\d{{1,2}}日", "%Y年%m月%d日", None),
    (rf"{_YEAR}[01]\d[0-3]\d", "%Y%m%d", None),
    (rf"\d{{1,2}}/\d{{1,2}}/{_YEAR}", "%m/%d/%Y", "mdy"),
    (rf"\d{{1,2}}/\d{{1,2}}/{_YEAR}", "%d/%m/%Y", "dmy"),
)
_CLOCKS = (
    ("", ""),
    (r" \d{1,2}:\d\d", " %H:%M"),
    (r" \d{1,2}:\d\d:\d\d", " %H:%M:%S"),
    (r" \d{1,2}:\d\d [AP]M", " %I:%M %p"),
    (r" \d{1,2}:\d\d:\d\d [AP]M", " %I:%M:%S %p"),
)
_ISO = rf"{_YEAR}-\d\d-\d\d(?:[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{{1,6}})?)?)?"
# Neither blank nor "#" nor anything full-width: a text that begins and ends so stays as it is. Nor does it
# begin as what is no text of its own: a dash, ="GD-1", 〃, 同上.
_CLEAN_START = (
    "({cell} >= '0' and {cell} < '=' or {cell} >= '>' and {cell} < '\x7f'"
    " or {cell} >= '\u3004' and {cell} < '\ufe00' and not starts_with({cell}, '同'))"
)
_CLEAN_END = r"regexp_matches({cell}, '[$-~\x{{3001}}-\x{{fdff}}]$')"


@dataclass(frozen=True)
class Shape:
    """One way of writing times.

    `format` is for strptime, "" where a plain cast reads it. `length` and `ending`: how long a text is,
    and what it lacks to be DuckDB's own way of writing that time (None: it is another way).
    """

    pattern: str
    format: str = ""
    date_order: str | None = None
    length: int = 0
    ending: str | None = None


_ISO_DAY = rf"{_YEAR}-\d\d-\d\d"
_ISO_MINUTE = rf"{_ISO_DAY} [012]\d:[0-5]\d"
ISO = Shape(_ISO)
SHAPES = (
    Shape(_ISO_DAY, length=10, ending=" 00:00:00"),
    Shape(_ISO_MINUTE, length=16, ending=":00"),
    Shape(_ISO_MINUTE + r":[0-5]\d", length=19, ending=""),
    ISO,
    *(
        Shape(head + clock, day_format + clock_format, order)
        for head, day_format, order in _HEADS
        for clock, clock_format in _CLOCKS
    ),
)


def common_shape(sample: Iterable[str], date_order: str | None) -> Shape:
    """The shape that reads most of `sample`; those that need another date order do not compete."""
    texts = list(sample)
    shapes = [shape for shape in SHAPES if shape.date_order in {None, date_order}]
    counts: dict[Shape, int] = {}
    for shape in shapes:
        matches = re.compile(shape.pattern).fullmatch
        counts[shape] = sum(1 for text in texts if matches(text))
        if counts[shape] == len(texts):  # of most columns one of the first
            return shape
    return max(shapes, key=counts.__getitem__)


@dataclass(frozen=True)
class FastReading:
    """How SQL reads the cells of `column` where they are plain.

    `read`: the value of a plain cell, anything for others. `guard`: true where a cell is plain; both it and
    `guarded` stand above a select that calls `read` by the name `value`, so that no cell is read twice.
    """

    column: Column
    read: str
    guard: str

    @staticmethod
    def value(column: Column) -> str:
        return f"{column.name}_value"

    @property
    def named(self) -> str:
        return f"{self.read} as {self.value(self.column)}"

    @property
    def guarded(self) -> str:
        """The value of a plain cell, NULL for others."""
        return f"case when {self.guard} then cast({self.value(self.column)} as {self.column.sql_type}) end"


def fast_reading(column: Column, cell: str, shape: Shape = ISO) -> FastReading | None:
    """How SQL reads the text `cell` as `column` where it is plain; None: never, always Python.

    `shape` is how the times of this column are written.
    """
    match column.kind:
        case "text":
            return FastReading(
                column,
                cell,
                f"{_CLEAN_START} and {_CLEAN_END}".format(cell=cell) + f" and {is_no_word(cell)}",
            )
        case "code":
            plain = rf"regexp_full_match({cell}, '[A-Za-z0-9\p{{Han}}][A-Za-z0-9_./\p{{Han}}-]*')"
            return FastReading(
                column, cell, f"{plain} and not starts_with({cell}, '同') and {is_no_word(cell)}"
            )
        case "integer":
            return _number(column, cell, r"-?\d{1,15}")
        case "number":
            return _number(column, cell, r"-?\d{1,15}(\.\d{1,15})?")
        case "flag":
            return FastReading(column, f"{cell} = '是'", f"{cell} in ('是', '否')")
        case "choice":
            listed = ", ".join(f"'{choice.replace(chr(39), chr(39) * 2)}'" for choice in column.choices)
            return FastReading(column, cell, f"{cell} in ({listed})")
        case "date" | "time":
            return _time(column, cell, shape)
        case _:  # areas, lists, opening hours: few distinct values, each with rules that SQL does not know
            return None


def _number(column: Column, cell: str, pattern: str) -> FastReading:
    value = FastReading.value(column)
    limits = [f"{value} >= {column.minimum}"] if column.minimum is not None else []
    limits += [f"{value} <= {column.maximum}"] if column.maximum is not None else []
    guard = " and ".join([f"regexp_full_match({cell}, '{pattern}')", *limits])
    return FastReading(column, f"try_cast({cell} as {column.sql_type})", guard)


def _time(column: Column, cell: str, shape: Shape) -> FastReading:
    read = f"try_strptime({cell}, '{shape.format}')" if shape.format else f"try_cast({cell} as timestamp)"
    value = FastReading.value(column)
    guard = f"regexp_full_match({cell}, '{shape.pattern}') and {value} is not null"
    if shape.ending is not None:
        # What DuckDB would write itself has no other form; this costs half of a regular expression. A mere pattern of
        # places (`like`) would cost less, and take 12:50:0Z, which is eight hours later here, for 12:50.
        whole = f"{cell} || '{shape.ending}'" if shape.ending else cell
        guard = (
            f"strlen({cell}) = {shape.length} and {cell} >= '{FIRST_YEAR}' and {cell} < '{LAST_YEAR + 1}' "
            f"and cast({value} as varchar) = {whole}"
        )
    return FastReading(column, read, guard)
