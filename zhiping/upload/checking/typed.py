"""From the sources of columns to typed rows, in one statement."""

from collections.abc import Sequence

import duckdb

from zhiping.upload.checking.cells import ColumnSource
from zhiping.upload.reading.texttable import TextTable


def make_typed(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    sources: Sequence[ColumnSource],
    *,
    is_sound: bool,
) -> None:
    """Fill the temp table `table` with the contract's columns typed, source_sheet, source_row and is_sound."""
    # Parameters only where there is something to bind: the first one makes DuckDB import pandas.
    parameters: dict[str, object] = {} if text.sheet is None else {"sheet": text.sheet}
    targets = []
    for source in sources:
        if source.constant is not None:
            parameters[source.column.name] = source.constant
        targets.append(f"cast({_reading(source)} as {source.column.sql_type}) as {source.column.name}")
    sound = [f"{source.lookup}.fault is null" for source in sources if source.has_faults]
    sound += [f"{source.cell} is not null" for source in sources if source.must_be_filled]
    sound += [source.is_as_written for source in sources if source.mark]
    joins = " ".join(
        f"left join {source.lookup} on {source.cell} = {source.lookup}.written"
        for source in sources
        if source.lookup
    )
    con.execute(
        f"create or replace temp table {table} as "
        f"select {', '.join(targets)}, cast({'$sheet' if parameters.get('sheet') else 'null'} as varchar) as source_sheet, source_row, "
        f"{' and '.join([str(is_sound).lower(), *sound])} as is_sound from {text.table} {joins}",
        parameters or None,
    )


def _reading(source: ColumnSource) -> str:
    constant = None if source.constant is None else f"${source.column.name}"
    if source.index is None:
        return constant or "null"
    parts = [source.plain] if source.plain else []
    parts += [f"{source.lookup}.value"] if source.lookup else []
    read = f"coalesce({', '.join(parts)})" if parts else "null"
    read = f"case when {source.is_as_written} then {read} end" if source.mark else read
    return f"case when {source.cell} is null then {constant} else {read} end" if constant else read
