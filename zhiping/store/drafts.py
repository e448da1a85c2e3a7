"""An upload on its way into the lake: what it brings, and the statements that put it there.

The caller's transaction holds them (see publishing.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from zhiping.contracts.kinds import Dataset
from zhiping.store import puts, replay
from zhiping.store.errors import StoreError
from zhiping.store.mark import Records
from zhiping.words import _

# What the record of an upload takes from its draft as it is.
_KEPT_OF_DRAFT = (
    *("published_by", "published_at", "file_name", "mode", "as_of", "rows_read"),
    *("fault_count", "warning_count", "skipped", "is_demo", "restores", "given_by"),
)


@dataclass(frozen=True)
class Draft:
    """An upload that was checked and confirmed.

    `table` is a temp table of the cursor that publishes: the contract's columns typed, then
    source_sheet, source_row and is_sound. `recorded`: the contract's columns that the file had.
    `areas`: ranges [from, to) of area codes up to `as_of` complete. `skipped`: JSON text.
    `removes`: how many rows whoever publishes was told that it removes; None: nobody was told.
    `restores`: the receipt of the undone upload that is published again.
    `given_by`: who gave the file, where another published it.
    """

    dataset: Dataset
    table: str
    recorded: frozenset[str]
    areas: tuple[tuple[str, str], ...]
    common_area: str | None
    mode: str
    as_of: datetime
    published_by: str
    published_at: datetime
    file: Path
    file_name: str
    rows_read: int
    fault_count: int
    warning_count: int
    skipped: str
    removes: int | None = None
    is_demo: bool = False
    restores: str | None = None
    given_by: str | None = None


@dataclass(frozen=True)
class Receipt:
    """What a publish gives back: the upload's number, receipt, data version and counts of rows."""

    upload_id: int
    receipt: str
    version: int
    rows_published: int
    rows_removed: int


def put_rows(con: duckdb.DuckDBPyConnection, draft: Draft, upload_id: int) -> tuple[int, int]:
    """Put a draft's sound rows in the place of those that they replace; how many were published, how many removed.

    Raises StoreError where others would be removed than was told.
    """
    _merge_unrecorded(con, draft)
    removed = replay.remove_replaced(con, draft.dataset, draft.table, draft.mode, draft.areas)
    if draft.removes not in {None, removed}:
        raise StoreError(
            _("没有发布：数据刚刚变了，现在会移除 {now} 行，而不是 {told} 行。请重新确认。").format(
                now=removed, told=draft.removes
            )
        )
    if draft.mode != "upsert":
        puts.keep_covered_parents(con, draft.dataset, upload_id, "replaced_areas")
    return _insert_rows(con, draft, upload_id), removed


def _merge_unrecorded(con: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """In add-or-change mode a column that the file lacks keeps the value that the row had before."""
    lacking = [c.name for c in draft.dataset.columns if c.name not in draft.recorded]
    if draft.mode != "upsert" or not lacking:
        return
    values = ", ".join(f"{name} = old.{name}" for name in lacking)
    same = " and ".join(f"old.{key} = {draft.table}.{key}" for key in draft.dataset.key)
    con.execute(f"update {draft.table} set {values} from lake.{draft.dataset.name} as old where {same}")


def _insert_rows(con: duckdb.DuckDBPyConnection, draft: Draft, upload_id: int) -> int:
    """Replace the rows of the same keys by the draft's sound rows; the number of rows inserted."""
    dataset, table = draft.dataset, draft.table
    names, keys = [column.name for column in dataset.columns], ", ".join(dataset.key)
    con.execute(
        f"create or replace temp table overtaken as select {keys}, recorded from lake.{dataset.name}"
        f" semi join (from {table} where is_sound) as new using ({keys})"
    )
    overtaken = _count(con, "select count(*) from overtaken")
    if overtaken:
        con.execute(f"delete from lake.{dataset.name} where ({keys}) in (select ({keys}) from overtaken)")
    old = "old" if draft.mode == "upsert" and overtaken else None
    join = f" left join overtaken as old using ({keys})" if old else ""
    order = [f"new.{column}" for column in (dataset.area_column, dataset.period) if column]
    columns = f"({', '.join(names)}, upload_id, source_sheet, source_row, recorded)"
    rows = (
        f" select new.{', new.'.join(names)}, {upload_id}, new.source_sheet, new.source_row,"
        f" {replay.recorded_sql(dataset, draft.recorded, old)} from {table} as new{join} where new.is_sound"
    )
    con.execute(f"insert into lake.puts.{dataset.name} {columns} {rows}")  # never asked by area or period
    ordered = f" order by {', '.join(order)}" if order else ""
    return _count(con, f"insert into lake.{dataset.name} {columns} {rows}{ordered}")


def put_record(con: duckdb.DuckDBPyConnection, draft: Draft, receipt: Receipt, file_hash: str) -> Records:
    """Put the upload's own record, and the areas that it covers; what was put."""
    period_from, period_to = _period(con, draft)
    record = (
        {name: getattr(draft, name) for name in _KEPT_OF_DRAFT}
        | vars(receipt)
        | {
            "dataset": draft.dataset.name,
            "area_code": draft.common_area,
            "file_hash": file_hash,
            "file_size": draft.file.stat().st_size,
            "period_from": period_from,
            "period_to": period_to,
        }
    )
    con.execute(
        f"insert into lake.uploads ({', '.join(record)}) values ({', '.join('?' * len(record))})",
        list(record.values()),
    )
    covered = [
        {
            "upload_id": receipt.upload_id,
            "dataset": draft.dataset.name,
            "area_from": start,
            "area_to": end,
            "as_of": draft.as_of,
        }
        for start, end in sorted(draft.areas)
    ]
    if covered:
        con.execute(
            f"insert into lake.coverage ({', '.join(covered[0])})"
            f" values {', '.join(['(?, ?, ?, ?, ?)'] * len(covered))}",
            [value for row in covered for value in row.values()],
        )
    return {receipt.upload_id: {"uploads": [record], "coverage": covered}}


def _period(con: duckdb.DuckDBPyConnection, draft: Draft) -> tuple[datetime | None, datetime | None]:
    """The span of the draft's period column, whole days: [first day, day after the last)."""
    if draft.dataset.period is None:
        return None, None
    row: Sequence[tuple[datetime | None, datetime | None]] = con.execute(
        f"select {replay.day_span(draft.dataset.period)} from {draft.table} where is_sound"
    ).fetchall()
    return row[0]


def _count(con: duckdb.DuckDBPyConnection, statement: str) -> int:
    return int(con.execute(statement).fetchall()[0][0])
