"""From cells to values: SQL reads what is plain, Python the distinct values of the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import pyarrow as pa

from zhiping.contracts.area_changes import area_changes
from zhiping.contracts.areas import areas
from zhiping.contracts.kinds import Column, Dataset
from zhiping.rules.hours.text import normalised
from zhiping.store.literals import literal
from zhiping.upload.checking import dates, fast, values
from zhiping.upload.checking.area_names import Places
from zhiping.upload.checking.fast import FastReading
from zhiping.upload.checking.faults import Unreadable
from zhiping.upload.checking.values import Value
from zhiping.upload.reading.cell import UNCALCULATED
from zhiping.upload.reading.texttable import TextTable
from zhiping.words import _

_ARROW_TYPES = {
    "varchar": pa.string(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "boolean": pa.bool_(),
    "varchar[]": pa.list_(pa.string()),
}
# These keep what is written, so a cell that Excel has turned into something else would stand as text.
_KEPT_AS_WRITTEN = frozenset({"text", "code", "list", "hours"})
_OF_AREAS = (areas, area_changes)  # which say themselves what codes there are
_CHUNK = 50_000
# So many readings go into a lookup as SQL: the first Arrow table, as the first parameter, makes DuckDB import
# pandas, which takes a terminal longer than checking 100,000 rows.
_FEW = 500
_SAMPLE = 500


@dataclass(frozen=True)
class ColumnSource:
    """Where one column of the contract comes from.

    `index`: its column in the file, None where the file lacks it. `constant`: what stands in blank
    cells. `plain`: how SQL reads the plain cells. `lookup`: a temp table (written, value, fault, warning) of the
    cells that SQL leaves open; None where it leaves none. `read` is the complete reading; it raises Unreadable.
    `mark`: SQL, the letter of a cell that should be text and is none (see TextTable), NULL for others;
    None where the column has no such cell. `date_order`: by which a column of days or times was read.
    """

    column: Column
    index: int | None
    constant: Value
    read: Callable[[str], Value]
    plain: FastReading | None = None
    lookup: str | None = None
    has_faults: bool = False
    has_warnings: bool = False
    mark: str | None = None
    date_order: str | None = None
    is_shown: bool = False

    @property
    def is_as_written(self) -> str:
        """SQL that is true where the cell is what the clerk wrote."""
        return f"{self.mark} is null" if self.mark else "true"

    @property
    def cell(self) -> str:
        """SQL, what stands in the file: as a value, or as it is shown where the column keeps what is written."""
        return f"coalesce(s{self.index}, c{self.index})" if self.is_shown else f"c{self.index}"

    @property
    def must_be_filled(self) -> bool:
        return self.column.is_required and self.index is not None and self.constant is None


@dataclass(frozen=True)
class Reader:
    """Reads the columns of one file: the table, the contract and what the caller may see."""

    con: duckdb.DuckDBPyConnection
    text: TextTable
    dataset: Dataset
    places: Places
    takes_names: bool
    date_order: str | None
    year: int | None = None

    def constant(self, written: str, column: Column) -> Value:
        """One value for a whole column; areas by code or name. Raises Unreadable."""
        if self._decides_scope(column):
            return self._place(written, column, takes_names=True)
        return values.value(written, column, self.date_order, self.year)

    def doubt(self, value: Value, column: Column) -> str | None:
        """The kind of warning on a value that is taken but suspicious; None where nothing is."""
        if not isinstance(value, str):
            return None
        if column.kind == "hours":
            return None if normalised(value) else "hours_unread"
        if not self._decides_scope(column) or self.dataset in _OF_AREAS:
            return None
        trail = self.places.trail(value)
        if trail.split:
            return "area_split"
        if trail.steps:
            return "area_changed"
        return None if self.places.is_known(value) else "area_unknown"

    def sources(self, columns: Mapping[str, int], constants: Mapping[str, Value]) -> tuple[ColumnSource, ...]:
        """Every column of the contract in its order, as SQL reads it; those that SQL never reads are looked up."""
        sources = (
            self._source(column, columns.get(column.name), constants.get(column.name))
            for column in self.dataset.columns
        )
        return tuple(
            source if source.plain or source.index is None else self.looked_up(source) for source in sources
        )

    def _source(self, column: Column, index: int | None, constant: Value) -> ColumnSource:
        source = ColumnSource(column, index, constant, self._read(column, constant, None))
        if index is None:
            return source
        is_kept = column.kind in _KEPT_AS_WRITTEN
        source = replace(
            source, mark=self._mark(column, index), is_shown=is_kept and index in self.text.shown
        )
        shape, order = self._shape(column, source.cell)
        return replace(
            source,
            read=self._read(column, constant, order),
            plain=fast.fast_reading(column, source.cell, shape),
            date_order=order,
        )

    def looked_up(self, source: ColumnSource) -> ColumnSource:
        """`source` with the cells that SQL leaves open read into its lookup."""
        column, order = source.column, source.date_order
        relation, is_open = self.text.table, f"{source.cell} is not null"
        if source.plain:
            relation = f"(select *, {source.plain.named} from {relation})"
            is_open += f" and ({source.plain.guarded}) is null"
        written = self.con.execute(
            f"select distinct {source.cell} from {relation} where {is_open}"
        ).to_arrow_table()[0]
        if column.kind in {"date", "time"} and order is None:
            order = self._common_order(source.cell, relation, is_open)
        read = self._read(column, source.constant, order)
        lookup = f"{self.text.table}_{column.name}"
        faults, warnings = self._look_up(lookup, written, column, read)
        return replace(
            source,
            read=read,
            date_order=order,
            lookup=lookup,
            has_faults=faults,
            has_warnings=warnings,
        )

    def _mark(self, column: Column, index: int) -> str | None:
        if index not in self.text.marked:
            return None
        mark = f"nullif(trim(marks[{index + 1}]), '')"
        is_kept = column.kind in _KEPT_AS_WRITTEN
        return mark if is_kept else f"case when {mark} = '{UNCALCULATED}' then {mark} end"

    def _shape(self, column: Column, cell: str) -> tuple[fast.Shape, str | None]:
        if column.kind not in {"date", "time"}:
            return fast.ISO, None
        sample = [str(text) for (text,) in self._rows(f"{cell} is not null limit {_SAMPLE}", cell)]
        shape = fast.common_shape(sample, "mdy")
        if shape.date_order is None:
            return shape, self.date_order
        order = self.date_order or self._proven_order(cell)
        return fast.common_shape(sample, order), order

    def _proven_order(self, cell: str) -> str | None:
        day = rf"regexp_extract({cell}, '^\s*\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}')"
        head = f"case when strlen({cell}) = length({cell}) then {day} else {cell} end"
        return self._common_order(head, self.text.table, f"{cell} is not null")

    def _common_order(self, cell: str, relation: str, where: str) -> str | None:
        """The order of day and month that each sheet which leaves it open proves for itself; None: one does not, or they differ."""
        origin = self.text.per_origin([str(number) for number in range(len(self.text.all_origins))])
        written = self.con.execute(
            f"select distinct {origin}, {cell} from {relation} where {where}"
        ).fetchall()
        texts: dict[str, list[str]] = {}
        for number, text in written:
            if dates.leaves_order_open(plain := values.half_width(text)):
                texts.setdefault(number, []).append(plain)
        orders = {dates.date_order(of_one) for of_one in texts.values()}
        return orders.pop() if len(orders) == 1 else None

    def _read(self, column: Column, constant: Value, order: str | None) -> Callable[[str], Value]:
        """The complete reading of one cell: blanks filled, a required blank refused."""
        is_place = self._decides_scope(column)

        def read(written: str) -> Value:
            if is_place:
                found: Value = self._place(written, column, takes_names=self.takes_names)
            else:
                found = values.value(written, column, order, self.year)
            if found is None:
                found = constant
            if found is None and column.is_required:
                raise Unreadable(
                    "blank",
                    _("“{label}”是必填项，这里没有填。").format(label=_(column.label)),
                    _("请填写；如果空白处都是同一个值，也可以在上传时统一补填。"),
                )
            return found

        return read

    def _look_up(
        self, lookup: str, written: pa.ChunkedArray, column: Column, read: Callable[[str], Value]
    ) -> tuple[bool, bool]:
        """Fill the temp table `lookup`; whether it holds faults, and warnings."""
        self.con.execute(
            f"create or replace temp table {lookup} "
            f"(written varchar, value {column.sql_type}, fault varchar, warning varchar)"
        )
        has_faults = has_warnings = False
        for start in range(0, len(written), _CHUNK):
            texts = written.slice(start, _CHUNK).to_pylist()
            found = [self._outcome(text, column, read) for text in texts]
            read_values, faults, warnings = (list(part) for part in zip(*found, strict=True))
            has_faults = has_faults or any(faults)
            has_warnings = has_warnings or any(warnings)
            self._note(lookup, column, texts, read_values, faults, warnings)
        return has_faults, has_warnings

    def _note(self, lookup: str, column: Column, *columns: list[Any]) -> None:
        """Add rows of (written, value, fault, warning), given as their columns, to `lookup`."""
        if len(columns[0]) <= _FEW:
            rows = ", ".join(f"({', '.join(map(literal, row))})" for row in zip(*columns, strict=True))
            if rows:
                self.con.execute(f"insert into {lookup} values {rows}")
            return
        types = (pa.string(), _ARROW_TYPES[column.sql_type], pa.string(), pa.string())
        arrays = [pa.array(values, type_) for values, type_ in zip(columns, types, strict=True)]
        self.con.register("zhiping_readings", pa.table(arrays, ["written", "value", "fault", "warning"]))
        self.con.execute(f"insert into {lookup} select * from zhiping_readings")
        self.con.unregister("zhiping_readings")

    def _outcome(
        self, text: str, column: Column, read: Callable[[str], Value]
    ) -> tuple[Value, str | None, str | None]:
        """The value, the kind of fault, the kind of warning."""
        try:
            found = read(text)
        except Unreadable as fault:
            return None, fault.kind, None
        return found, None, self.doubt(found, column)

    def _place(self, written: str, column: Column, *, takes_names: bool) -> str | None:
        text = values.cell_text(written)
        return self.places.code(text, column, takes_names=takes_names) if text else None

    def _decides_scope(self, column: Column) -> bool:
        return column.name == self.dataset.area_column

    def _rows(self, where: str, what: str) -> list[tuple[object, ...]]:
        return self.con.execute(f"select {what} from {self.text.table} where {where}").fetchall()
