"""What the schema of a version is made of: its datasets with their derived columns.

Derived columns find the macros of schema `rules` (see macros.py) through the search path of the cursor that asks.
"""

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache

import duckdb

from zhiping.contracts import DATASETS
from zhiping.contracts.area_changes import area_changes
from zhiping.contracts.kinds import Column
from zhiping.contracts.unit_names import unit_names
from zhiping.rules.area_changes import AreaChanges
from zhiping.settings import QUERIES
from zhiping.store import catalogue
from zhiping.store.converting import converted_or_fails
from zhiping.store.errors import StoreError
from zhiping.store.homes import at_home, moves, read_changes
from zhiping.store.tables import TABLES, stored_columns, table_columns
from zhiping.store.unit_names import reads_names, with_meant_names
from zhiping.words import _

BROKEN = "broken files:"  # what a view fails with whose rows cannot be read


def search_path(version: int, *, is_whole: bool = False) -> str:
    """Where a cursor looks for plain names that reads this version; its temporary views go before.

    `is_whole`: it sees all rows, at no other moment than theirs, so that the prepared macros of the version (see
    prepared.py), which lie in its schema, may answer for those of schema `rules`.
    """
    return f"v{version},rules" if is_whole else f"rules,v{version}"


def schema_of(version: int) -> str:
    """Where SQL finds the datasets of a version whole, whatever stands in their place for its cursor."""
    return f"memory.v{version}"


def version_of(number: int) -> Callable[[str], str]:
    """Where SQL finds each dataset of a version whole (see `schema_of`)."""
    return lambda name: f"{schema_of(number)}.{name}"


@cache
def derived_sql(dataset: str) -> str | None:
    """The select that gives `dataset` its derived columns; None where it has none."""
    path = QUERIES / "derived" / f"{dataset}.sql"
    return path.read_text("utf-8") if path.exists() else None


@cache
def _read_by(dataset: str) -> tuple[str, ...]:
    """The lake tables that `dataset` with its derived columns is made from; itself among them."""
    words = {dataset, *re.findall(r"\w+", derived_sql(dataset) or "")}
    if any(name in words and reads_names(TABLES[name]) for name in TABLES):
        words.add(unit_names.name)
    if any(name in words and moves(TABLES[name]) for name in TABLES):
        words.add(area_changes.name)
    return tuple(name for name in TABLES if name in words)


def read_with(datasets: Collection[str]) -> frozenset[str]:
    """These datasets and the lake tables that their derived columns read."""
    return frozenset(read for name in datasets for read in _read_by(name))


def last_change(dataset: str, changed: Mapping[str, int]) -> int:
    """The version at which the rows or derived columns of `dataset` last changed.

    The records of uploads do not count: derived columns may read only those of their own dataset, and
    these change with it.
    """
    return max(changed[name] for name in _read_by(dataset) if name == dataset or name in DATASETS)


def last_changes(changed: Mapping[str, int]) -> dict[str, int]:
    """Dataset -> `last_change`, of all."""
    return {name: last_change(name, changed) for name in TABLES}


def make_schema(
    engine: duckdb.DuckDBPyConnection,
    number: int,
    changed: Mapping[str, int] | None,
    standing: Mapping[str, int],
    without: frozenset[str] = frozenset(),
) -> dict[str, int]:
    """Make the schema of a version, whole or not at all; the native tables that it reads and how many rows each holds.

    `without`: lake tables whose files are broken. They and what is derived from them are views that fail when read,
    so that nothing else falls with them and nobody takes them for empty.

    Where `changed` (dataset -> version of its last change) is given, each dataset is a native table, made
    unless it is among those `standing` already; else a view of the lake.
    """
    tables = {}
    with engine.cursor() as cursor:  # closing it rolls back what was not committed
        cursor.execute("begin")
        cursor.execute(f"create schema v{number}; set search_path = 'rules'")
        stored = _stored_at(cursor, number)
        changes = AreaChanges()
        if stored.get(area_changes.name, ({}, False))[1] and area_changes.name not in without:
            changes = read_changes(cursor, f"({_rows_at(area_changes.name, number, stored)})")
        rows = cache(lambda name: at_home(TABLES[name], _rows_at(name, number, stored), changes.homes))
        for name in TABLES:
            if without & {*_read_by(name)}:
                source = f"select * from ({no_rows(name)}) where error('{BROKEN} {name}') is null"
            elif changed is None:
                source = with_derived(name, rows)
            else:
                table = f"{name}_{last_change(name, changed)}"
                if table in standing:  # "if not exists" would plan the select all the same
                    tables[table] = standing[table]
                else:
                    order = [c for c in (TABLES[name].area_column, TABLES[name].period) if c] or ["all"]
                    made = f"select * from ({with_derived(name, rows)}) order by {', '.join(order)}"
                    tables[table] = make_table(cursor, table, made)
                source = f"select * from memory.native.{table}"
            cursor.execute(f"create view v{number}.{name} as {source}")
        cursor.execute("commit")
    return tables


def make_table(cursor: duckdb.DuckDBPyConnection, name: str, select: str) -> int:
    """Make a native table of what is selected; how many rows it holds."""
    # Kept by whoever asks: the engine's own list of tables reads the statistics of all that the lake ever held (70 ms).
    found = cursor.execute(f"create table native.{name} as {select}").fetchone()
    assert found
    return int(found[0])


def with_derived(dataset: str, rows: Callable[[str], str]) -> str:
    """The select of a dataset with its derived columns, where `rows` gives the select of a lake table.

    What it reads stands as CTEs: nothing else that bears the name of a dataset, neither the view that
    this select becomes nor a reader's narrowed one, can be taken for it.
    """
    body = derived_sql(dataset)
    if body is None:
        return with_meant_names(TABLES[dataset], rows)
    sources = ", ".join(
        f"{name} as not materialized ({with_meant_names(TABLES[name], rows)})" for name in _read_by(dataset)
    )
    return f"with {sources} select * from (\n{body}\n)"


def no_rows(dataset: str) -> str:
    """The select of a lake table without a row: its columns and their types."""
    columns = ", ".join(
        f"null::{kind} as {column}" for column, kind in table_columns(TABLES[dataset]).items()
    )
    return f"select {columns} where false"


def _stored_at(cursor: duckdb.DuckDBPyConnection, number: int) -> dict[str, tuple[dict[str, str], bool]]:
    """Lake table -> its columns at a version with their SQL types, and whether any file holds rows of it then.

    Raises StoreError for a version that the store has no more: its files may stand beside those of newer ones.
    Read from the catalogue's own tables (DuckLake's specification names them) in one go: to plan the scan of a
    table costs some 30 ms of processor time, also of one without a row.
    """
    if not cursor.execute(f"from {catalogue.TABLE}snapshot where snapshot_id = {number}").fetchall():
        raise StoreError(_("数据版本 {version} 已不再保存。").format(version=number))
    table, column, file = (
        f"{row}.begin_snapshot <= {number} and ({row}.end_snapshot is null or {row}.end_snapshot > {number})"
        for row in "tcf"
    )
    # What every upload put lies in another schema, under the same names.
    rows = cursor.execute(
        "select t.table_name, map_from_entries(list((c.column_name, c.column_type))),"
        f" t.table_id in (select f.table_id from {catalogue.TABLE}data_file as f where {file})"
        f" from {catalogue.TABLE}table as t join {catalogue.TABLE}column as c using (table_id)"
        f" where t.schema_id = {catalogue.MAIN_SCHEMA} and {table} and {column} and c.parent_column is null group by t.table_name, t.table_id"
    ).fetchall()
    return {
        name: ({column: catalogue.SQL_TYPES[kind] for column, kind in columns.items()}, has_rows)
        for name, columns, has_rows in rows
    }


def _rows_at(name: str, number: int, stored: Mapping[str, tuple[dict[str, str], bool]]) -> str:
    """The select of a lake table at a version; tables and columns that it did not have yet are empty.

    A column that was of another kind then is read as of today's.
    """
    have, has_rows = stored.get(name, ({}, False))
    if not has_rows:
        return no_rows(name)
    columns = ", ".join(_value(column, have) for column in stored_columns(TABLES[name]))
    return f"select {columns} from lake.{name} at (version => {number})"


def _value(column: Column, have: Mapping[str, str]) -> str:
    held = have.get(column.name)
    if held is None:
        return f"null::{column.sql_type} as {column.name}"
    if held == column.sql_type:
        return column.name
    return f"{converted_or_fails(column.name, held, column)} as {column.name}"
