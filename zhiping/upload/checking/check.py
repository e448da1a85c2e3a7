"""A text table -> typed rows, and everything that is wrong with it at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from zhiping.contracts.kinds import Column, Dataset
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
from zhiping.upload.checking.ditto import fill_down
from zhiping.upload.checking.faults import Fault, Unreadable
from zhiping.upload.checking.findings import Found
from zhiping.upload.checking.readback import ReadBack, Written, read_back
from zhiping.upload.checking.typed import typed_rows
from zhiping.upload.checking.values import Value
from zhiping.upload.matching import MatchError, Matching, column_named, nearest_header
from zhiping.upload.reading.texttable import TextTable, column_letter
from zhiping.words import _, in_turn


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
    text: TextTable,
    dataset: Dataset,
    matching: Matching,
    options: Options,
    *,
    areas: Sequence[AreaName],
    scope: str,
    now: datetime,
    meanings: Sequence[Meaning] = (),
    changes: AreaChanges | None = None,
) -> Checked:
    """Read every cell of `text` as `dataset` promises; no fault stops the search for others.

    `meanings`: the lists of 单位名称对照 that stand; `changes`: those of areas.

    A fault of a whole column or of the file (row 0) leaves no sound row.
    """
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
    said, file_faults = _said(reader, matching, options)
    constants = {one.column.name: one.value for one in said if one.value is not None}
    file_faults += _column_faults(text, dataset, matching, constants)
    table = f"{text.table}_checked"
    sources = typed_rows(reader, matching.columns, constants, table, is_sound=not file_faults)
    faults = findings.file_findings(file_faults) + _row_faults(con, text, table, dataset, sources, meanings)
    faults += area_lists.change_faults(con, text, table, dataset, sources, reader.places, now)
    warnings = findings.file_findings(_doubts(reader, said)) + _row_warnings(
        con, text, table, dataset, sources, reader.places
    )
    converted = coordinates.converted(con, table, dataset)
    rows_read, sound_count, latest_event = _summary(con, table, dataset, now)
    listed_areas = _areas(con, table, dataset, reader.places)
    readings, reading_count = read_back(con, text, table, sources, said)
    for source in sources:
        if source.lookup:
            con.execute(f"drop table {source.lookup}")
    return Checked(
        dataset=dataset,
        table=table,
        rows_read=rows_read,
        sound_count=sound_count,
        faults=faults.listed(),
        fault_count=faults.count,
        fault_kinds=faults.kinds,
        warnings=warnings.listed(),
        warning_count=warnings.count,
        warning_kinds=warnings.kinds,
        recorded=frozenset(matching.columns.keys() | constants.keys()),
        latest_event=latest_event,
        areas=listed_areas,
        converted=converted,
        readings=readings,
        reading_count=reading_count,
    )


def _said(reader: Reader, matching: Matching, options: Options) -> tuple[list[Written], list[Fault]]:
    """The values that stand for a whole column or for its blank cells, and what is wrong with them."""
    said: list[Written] = []
    faults = []
    for is_set, written_values in ((False, options.fill_values), (True, options.set_values)):
        for name, written in written_values.items():
            try:
                column = column_named(reader.dataset, name)
                if is_set and column.name in matching.columns:
                    raise _set_present(column, matching.columns[column.name])
                said.append(Written(column, written, reader.constant(written, column)))
            except MatchError as error:
                fault = Unreadable("unknown_column", str(error), _("请改正设定值或补填值所写的列名。"))
                faults.append(_file_fault(reader.text, name, "", written, fault))
            except Unreadable as fault:
                faults.append(_file_fault(reader.text, _(column.label), "", written, fault))
    return said, faults


def _doubts(reader: Reader, said: Sequence[Written]) -> list[Fault]:
    """What is doubted about the values that the clerk said."""
    return [
        _file_fault(
            reader.text,
            _(one.column.label),
            "",
            one.text,
            Unreadable(kind, *findings.doubt_words(kind, one.text, str(one.value), reader.places)),
        )
        for one in said
        if (kind := reader.doubt(one.value, one.column))
    ]


def _set_present(column: Column, index: int) -> Unreadable:
    return Unreadable(
        "set_present",
        _("文件的{letter}列已经是“{label}”，不能再设一个统一的值。").format(
            letter=column_letter(index), label=_(column.label)
        ),
        _("请去掉设定值，或改为只补填空白的单元格，或取消这一列的对应。"),
    )


def _column_faults(
    text: TextTable, dataset: Dataset, matching: Matching, constants: Mapping[str, Value]
) -> list[Fault]:
    faults = []
    doubtful = {ambiguity.name: ambiguity for ambiguity in matching.ambiguous}
    for column in dataset.columns:
        label = _(column.label)
        if column.name in doubtful and column.name not in constants:
            headers = _("、").join(doubtful[column.name].headers)
            problem = _("{headers}都可能是“{label}”。").format(headers=headers, label=label)
            remedy = _("请指定哪一列是“{label}”。").format(label=label)
            faults.append(_file_fault(text, label, "", "", Unreadable("ambiguous_column", problem, remedy)))
        elif column.is_required and column.name not in matching.columns and column.name not in constants:
            problem = _("文件里没有必填的“{label}”列。").format(label=label)
            remedy = _("请指定文件里的哪一列是“{label}”，或为整个文件设一个统一的值，或在表里补上这一列。")
            if nearest := nearest_header(text.headers, matching, column):
                problem = in_turn(problem, _("最像的是{header}。").format(header=nearest))
            fault = Unreadable("missing_column", problem, remedy.format(label=label))
            faults.append(_file_fault(text, label, "", "", fault))
    return faults


def _file_fault(text: TextTable, label: str, letter: str, written: str, fault: Unreadable) -> Fault:
    return Fault(text.sheet, 0, letter, label, written, fault.kind, fault.problem, fault.remedy)


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
