"""What the clerk is shown again: cells whose reading looks other than what stands in the file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from zhiping.contracts.kinds import Column, Kind
from zhiping.rules.hours.words import hours_words
from zhiping.upload.checking.cells import ColumnSource
from zhiping.upload.checking.dates import in_words
from zhiping.upload.checking.values import Value, stripped
from zhiping.upload.reading.texttable import TextTable
from zhiping.words import _

MAX_SHOWN = 50
_DAYS_SHOWN = 3
# 11/04/2025, 25-11-4, 11月4日, 11-4, and a time with its zone.
_OPEN_DAY = r"^\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?:\D|$)|\d\s*(?:Z|[+-]\d\d:?\d\d)\s*$"


@dataclass(frozen=True)
class Written:
    """What was written once or often for `column`, and its value."""

    column: Column
    text: str
    value: Value


@dataclass(frozen=True)
class ReadBack:
    """One written form of the column called `label`, and its reading in words."""

    label: str
    written: str
    read: str


def _hours(osm: str) -> str:
    return _("；").join(hours_words(osm))


_IN_WORDS: Mapping[Kind, Callable[[str], str]] = {"hours": _hours}


def read_back(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    sources: Sequence[ColumnSource],
    said: Sequence[Written],
) -> tuple[tuple[ReadBack, ...], int]:
    """The first MAX_SHOWN forms that are not stored as they are written, and how many there are.

    First what the clerk `said` beside the file, then the cells in the order of the file; each form once. Of days
    and times only the first of each column that another order, year or time zone would read otherwise.
    """
    days = [one for source in sources for one in _days(con, text, table, source)]
    forms = [one for one in said if one.column.kind in _IN_WORDS]
    for source in sources:
        if source.lookup and source.column.kind in _IN_WORDS:
            found = con.execute(
                f"select written, value from {text.table} join {source.lookup} on {source.cell} = written "
                f"where value <> written and {source.is_as_written} group by written, value order by min(source_row), written"
            ).fetchall()
            forms += [Written(source.column, written, value) for written, value in found]
    unlike = {
        (form.column.label, stripped(form.text)): form for form in forms if form.value != stripped(form.text)
    }
    shown = [
        ReadBack(_(form.column.label), stripped(form.text), _IN_WORDS[form.column.kind](str(form.value)))
        for form in list(unlike.values())[:MAX_SHOWN]
    ]
    return (*days, *shown), len(days) + len(unlike)


def _days(
    con: duckdb.DuckDBPyConnection, text: TextTable, table: str, source: ColumnSource
) -> list[ReadBack]:
    kind, cell = source.column.kind, source.cell
    if kind not in {"date", "time"} or source.index is None or not (source.date_order or source.lookup):
        return []
    where = f"regexp_matches({cell}, '{_OPEN_DAY}')"
    rows = con.execute(
        f"select {cell}, cast({source.column.name} as timestamp) from {text.table} join {table} using (source_row)"
        f" where {where} and {source.column.name} is not null order by source_row limit {_DAYS_SHOWN}"
    ).fetchall()
    label = _(source.column.label)
    return [
        ReadBack(label, stripped(written), in_words(moment, is_day=kind == "date"))
        for written, moment in dict(rows).items()
    ]
