"""The text tables of an upload -> typed rows, and everything that is wrong with them at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from zhiping.contracts.kinds import Dataset
from zhiping.rules.area_changes import AreaChanges
from zhiping.rules.unit_names import Meaning
from zhiping.upload.checking import (
    area_levels,
    area_lists,
    coordinates,
    datums,
    findings,
    rules,
    scales,
    unit_lists,
)
from zhiping.upload.checking.area_names import AreaName, Places
from zhiping.upload.checking.cells import ColumnSource, Reader
from zhiping.upload.checking.column_faults import column_faults, file_fault, set_present, unlike_columns
from zhiping.upload.checking.ditto import fill_down
from zhiping.upload.checking.faults import Fault, Unreadable
from zhiping.upload.checking.findings import Found
from zhiping.upload.checking.readback import ReadBack, Written, read_back
from zhiping.upload.checking.typed import typed_rows
from zhiping.upload.matching import MatchError, column_named
from zhiping.upload.parts import Part, joined
from zhiping.upload.reading.texttable import TextTable
from zhiping.words import _


@dataclass(frozen=True)
class Options:
    """What the clerk said beside the file.

    `set_values`: one written value for a column that the file lacks; `fill_values`: for blank
    cells (both by our column's name). `area_names`: areas are given by name. `date_order`: one of
    dates.ORDERS for dates like 11/04/2025 and 25-11-4; None: proven by the column itself. `year`: of days
    that are written without one. `ditto`: 同上 means what stands above it.
    """

    set_values: Mapping[str, str] = field(default_factory=dict)
    fill_values: Mapping[str, str] = field(default_factory=dict)
    area_names: bool = False
    date_order: str | None = None
    year: int | None = None
    ditto: bool = False


@dataclass(frozen=True)
class Checked:
    """`table`: a temp table of the contract's columns typed, source_sheet, source_row, is_sound.

    A cell with a fault is NULL there, and its row is not sound. `faults` and `warnings` list at
    most MAX_LISTED, in row and column order; the counts, also by kind, are exact. `recorded`: the
    columns that the file brings or that were set. `latest_event`: the latest event up to now.
    `converted`: how many places were brought to WGS-84, by their datum. `readings`: the first of the
    `reading_count` written forms that a clerk should see the reading of.
    """

    dataset: Dataset
    table: str
    rows_read: int
    sound_count: int
    faults: tuple[Fault, ...]
    fault_count: int
    fault_kinds: Mapping[str, int]
    warnings: tuple[Fault, ...]
    warning_count: int
    warning_kinds: Mapping[str, int]
    recorded: frozenset[str]
    latest_event: datetime | None
    areas: tuple[str, ...]
    converted: Mapping[str, int]
    readings: tuple[ReadBack, ...]
    reading_count: int


def check(
    con: duckdb.DuckDBPyConnection,
    parts: Sequence[Part],
    dataset: Dataset,
    options: Options,
    *,
    areas: Sequence[AreaName],
    scope: str,
    now: datetime,
    meanings: Sequence[Meaning] = (),
    changes: AreaChanges | None = None,
    refused: Sequence[Fault] = (),
) -> Checked:
    """Read every cell of `parts` as `dataset` promises; no fault stops the search for others. Their tables are used up.

    `meanings`: the lists of 单位名称对照 that stand; `changes`: those of areas. `refused`: what else is wrong with
    the upload, a file of it that cannot be read.

    A fault of a whole column or of a file (row 0) leaves no sound row.
    """
    whole = joined(con, parts, options.set_values)
    text, matching = whole.text, whole.matching
    if options.ditto:
        fill_down(con, text, matching.columns.values())
    reader = Reader(
        con,
        text,
        dataset,
        Places(areas, scope, changes),
        options.area_names,
        options.date_order,
        options.year,
    )
    said, file_faults = _said(reader, parts, options)
    constants = {one.column.name: one.value for one in said if one.value is not None}
    file_faults = [*refused, *file_faults]
    for part in parts:
        file_faults += column_faults(part.text, dataset, part.matching, constants)
        file_faults += unlike_columns(part, dataset, parts, options.set_values)
    constants = {name: value for name, value in constants.items() if not _is_spread(name, parts, options)}
    table = f"{text.table}_checked"
    sources = typed_rows(reader, matching.columns, constants, table, is_sound=not file_faults)
    faults = findings.file_findings(file_faults) + _row_faults(con, text, table, dataset, sources, meanings)
    faults += area_lists.change_faults(con, text, table, dataset, sources, reader.places, now)
    warnings = findings.file_findings(_doubts(reader, said)) + _row_warnings(
        con, text, table, dataset, sources, reader.places
    )
    warnings += rules.events_to_come(con, text, table, dataset, sources, now)
    converted = coordinates.converted(con, table, dataset)
    rows_read, sound_count, latest_event = _summary(con, table, dataset, now)
    listed_areas = _areas(con, table, dataset, reader.places)
    readings, reading_count = read_back(con, text, table, sources, said)
    if text.origins:
        offset = text.per_origin([str(origin.offset) for origin in text.origins])
        con.execute(f"update {table} set source_row = source_row - ({offset})")
    con.execute(f"drop table {text.table}")
    for source in sources:
        if source.lookup:
            con.execute(f"drop table {source.lookup}")
    return Checked(
        dataset=dataset,
        table=table,
        rows_read=rows_read,
        sound_count=sound_count,
        faults=faults.listed(text),
        fault_count=faults.count,
        fault_kinds=faults.kinds,
        warnings=warnings.listed(text),
        warning_count=warnings.count,
        warning_kinds=warnings.kinds,
        recorded=frozenset(matching.columns.keys() | constants.keys()),
        latest_event=latest_event,
        areas=listed_areas,
        converted=converted,
        readings=readings,
        reading_count=reading_count,
    )


def _is_spread(name: str, parts: Sequence[Part], options: Options) -> bool:
    """Whether the value set for a column stands in the cells of those parts that lack it (see `joined`)."""
    return name in options.set_values and any(name in part.matching.columns for part in parts)


def _said(reader: Reader, parts: Sequence[Part], options: Options) -> tuple[list[Written], list[Fault]]:
    """The values that stand for a whole column or for its blank cells, and what is wrong with them."""
    said: list[Written] = []
    faults = []
    for is_set, written_values in ((False, options.fill_values), (True, options.set_values)):
        for name, written in written_values.items():
            try:
                column = column_named(reader.dataset, name)
                if is_set and all(column.name in part.matching.columns for part in parts):
                    raise set_present(column, parts[0].matching.columns[column.name])
                said.append(Written(column, written, reader.constant(written, column)))
            except MatchError as error:
                fault = Unreadable("unknown_column", str(error), _("请改正设定值或补填值所写的列名。"))
                faults.append(file_fault(reader.text, name, "", written, fault))
            except Unreadable as fault:
                faults.append(file_fault(reader.text, _(column.label), "", written, fault))
    return said, faults


def _doubts(reader: Reader, said: Sequence[Written]) -> list[Fault]:
    """What is doubted about the values that the clerk said."""
    return [
        file_fault(
            reader.text,
            _(one.column.label),
            "",
            one.text,
            Unreadable(kind, *findings.doubt_words(kind, one.text, str(one.value), reader.places)),
        )
        for one in said
        if (kind := reader.doubt(one.value, one.column))
    ]


def _row_faults(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    sources: Sequence[ColumnSource],
    meanings: Sequence[Meaning],
) -> Found:
    faults = findings.cell_faults(con, text, sources)
    faults += findings.duplicates(con, text, table, dataset, sources)
    faults += unit_lists.list_faults(con, text, table, dataset, sources, meanings)
    faults += scales.scale_faults(con, text, table, sources)
    faults += coordinates.place_faults(con, text, table, dataset, sources)
    return faults + datums.datum_faults(con, text, table, dataset, sources)


def _row_warnings(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    sources: Sequence[ColumnSource],
    places: Places,
) -> Found:
    warnings = findings.doubted_cells(con, text, sources, places)
    for rule in (rules.wrong_orders, rules.oversized_parts, rules.unmet_needs):
        warnings += rule(con, text, table, dataset, sources)
    warnings += area_levels.level_warnings(con, text, table, dataset, sources)
    return warnings + coordinates.place_warnings(con, text, table, dataset, sources)


def _summary(
    con: duckdb.DuckDBPyConnection, table: str, dataset: Dataset, now: datetime
) -> tuple[int, int, datetime | None]:
    """Rows, sound rows, and the latest event of the sound ones up to `now`."""
    events = [
        f"max(cast({name} as timestamp)) filter (is_sound and {name} <= timestamp '{now}')"
        for name in dataset.event_columns
    ]
    query = f"select {', '.join(['count(*)', 'count(*) filter (is_sound)', *events])} from {table}"
    (found,) = con.execute(query).fetchall()
    return found[0], found[1], max((event for event in found[2:] if event is not None), default=None)


def _areas(con: duckdb.DuckDBPyConnection, table: str, dataset: Dataset, places: Places) -> tuple[str, ...]:
    """The areas in which the sound rows belong."""
    name = dataset.area_column
    if name is None:
        return ()
    query = f"select distinct {name} from {table} where is_sound and {name} is not null"
    return tuple(sorted({places.trail(code).code for (code,) in con.execute(query).fetchall()}))
