"""The typed rows of a text table: SQL reads what is plain, Python the columns in which that left something open."""

from collections.abc import Mapping, Sequence

from zhiping.store.literals import literal
from zhiping.upload.checking.cells import ColumnSource, Reader
from zhiping.upload.checking.values import Value


def typed_rows(
    reader: Reader, columns: Mapping[str, int], constants: Mapping[str, Value], table: str, *, is_sound: bool
) -> tuple[ColumnSource, ...]:
    """Fill the temp table `table` (see Checked); gives where each column of the contract comes from.

    The rows are made as if every cell were plain, which most are: whether one was not shows in what was read,
    at a hundredth of the price of looking beforehand. Only then are they made once more.
    """
    sources = reader.sources(columns, constants)
    _make(reader, table, sources, is_sound=is_sound)
    left = _left_open(reader, table, sources)
    if left:
        sources = tuple(reader.looked_up(source) if source in left else source for source in sources)
        _make(reader, table, sources, is_sound=is_sound)
    return sources


def _make(reader: Reader, table: str, sources: Sequence[ColumnSource], *, is_sound: bool) -> None:
    # Parameters only where there is something to bind: the first one makes DuckDB import pandas.
    text = reader.text
    sheet = text.per_origin([literal(origin.name) for origin in text.all_origins])
    parameters: dict[str, object] = {}
    targets = []
    for source in sources:
        if source.constant is not None:
            parameters[source.column.name] = source.constant
        targets.append(f"cast({_reading(source)} as {source.column.sql_type}) as {source.column.name}")
    sound = [f"{source.lookup}.fault is null" for source in sources if source.has_faults]
    sound += [f"{source.cell} is not null" for source in sources if source.must_be_filled]
    sound += [source.is_as_written for source in sources if source.mark]
    values = "".join(f", {source.plain.named}" for source in sources if source.plain)
    joins = " ".join(
        f"left join {source.lookup} on {source.cell} = {source.lookup}.written"
        for source in sources
        if source.lookup
    )
    reader.con.execute(
        f"create or replace temp table {table} as "
        f"select {', '.join(targets)}, cast({sheet} as varchar) as source_sheet, source_row, "
        f"{' and '.join([str(is_sound).lower(), *sound])} as is_sound from (select *{values} from {text.table}) {joins}",
        parameters or None,
    )


def _reading(source: ColumnSource) -> str:
    constant = None if source.constant is None else f"${source.column.name}"
    if source.index is None:
        return constant or "null"
    parts = [source.plain.guarded] if source.plain else []
    parts += [f"{source.lookup}.value"] if source.lookup else []
    read = f"coalesce({', '.join(parts)})"
    read = f"case when {source.is_as_written} then {read} end" if source.mark else read
    return f"case when {source.cell} is null then {constant} else {read} end" if constant else read


def _left_open(reader: Reader, table: str, sources: Sequence[ColumnSource]) -> list[ColumnSource]:
    """The columns in which a cell has no value yet: fewer values were read than there are cells to be read."""
    asked = [source for source in sources if source.plain and not source.lookup]
    if not asked:
        return []
    to_be_read = ", ".join(
        (
            f"count(case when {source.is_as_written} then {source.cell} end)"
            if source.mark
            else f"count({source.cell})"
        )
        + (f" + count(*) - count({source.cell})" if source.constant is not None else "")
        for source in asked
    )
    read = ", ".join(f"count({source.column.name})" for source in asked)
    (wanted,) = reader.con.execute(f"select {to_be_read} from {reader.text.table}").fetchall()
    (found,) = reader.con.execute(f"select {read} from {table}").fetchall()
    return [source for source, cells, values in zip(asked, wanted, found, strict=True) if cells != values]
