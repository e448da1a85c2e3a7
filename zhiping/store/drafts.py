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
from zhiping.store.literals import literal
from zhiping.store.mark import Records
from zhiping.words import _

# What the record of an upload takes from its draft as it is.
_KEPT_OF_DRAFT = (
    *("published_by", "published_at", "file_name", "mode", "as_of", "rows_read"),
    *("fault_count", "warning_count", "skipped", "is_demo", "restores", "given_by", "reason"),
)


@dataclass(frozen=True)
class Draft:
    """An upload that was checked and confirmed.

    `table` is a temp table of the cursor that publishes: the contract's columns typed, then
    source_sheet, source_row and is_sound. `recorded`: the contract's columns that the file had.
    `areas`: ranges [from, to) of area codes up to `as_of` complete. `skipped`: JSON text.
    `removes`: how many rows whoever publishes was told that it removes; None: nobody was told.
    `restores`: the receipt of the undone upload that is published again.
    `given_by`: who gave the file, where another published it. `reason`: why it corrects what a closed period holds.
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
    reason: str | None = None


@dataclass(frozen=True)
class Receipt:
    """What a publish gives back: the upload's number, receipt, data version and counts of rows."""

    upload_id: int
    receipt: str
    version: int
    rows_published: int
    rows_removed: int


def next_receipt(con: duckdb.DuckDBPyConnection, draft: Draft) -> tuple[int, str]:
    """The number and the receipt that the next upload gets."""
    found = con.execute("select coalesce(max(upload_id), 0) from lake.uploads").fetchall()
    number = int(found[0][0]) + 1
    return number, f"ZP{draft.published_at:%Y%m%d}-{number:04d}"


def put_rows(con: duckdb.DuckDBPyConnection, draft: Draft, upload_id: int) -> tuple[int, int]:
    """Put a draft's sound rows in the place of those that they replace; how many were published, how many removed.

    Raises StoreError where others would be removed than was told.
    """
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


def rows_to_put(draft: Draft, upload_id: int, standing: str | None, order: Sequence[str] = ()) -> str:
    """The select of a draft's sound rows as they are put into the lake, with where they came from.

    `standing`: what SQL reads as the rows of the same keys that stand, None where there are none. In add-or-change
    mode a column that the file lacks keeps the value that its row has there. `order`: by what of the draft its rows
    are sorted.
    """
    dataset, merges = draft.dataset, draft.mode == "upsert" and standing is not None
    # Where nothing stands there is nothing to keep; a join with nothing would cost as much as a sort.
    lacking = (
        "old.{name}" if merges else "cast(null as {kind}) as {name}" if standing is None else "new.{name}"
    )
    columns = ", ".join(
        (f"new.{column.name}" if column.name in draft.recorded else lacking).format(
            name=column.name, kind=column.sql_type
        )
        for column in dataset.columns
    )
    same = " and ".join(f"old.{key} = new.{key}" for key in dataset.key)
    join = f" left join {standing} as old on {same}" if merges else ""
    # Ordered before what is the same in every row stands beside it: a sort moves all that it is given.
    ordered = f" order by {', '.join(order)}" if order else ""
    return (
        f"select {columns}, {upload_id} as upload_id, new.source_sheet, new.source_row,"
        f" {replay.recorded_sql(dataset, draft.recorded, 'old' if merges else None)} as recorded"
        f" from (from {draft.table} where is_sound{ordered}) as new{join}"
    )


def _insert_rows(con: duckdb.DuckDBPyConnection, draft: Draft, upload_id: int) -> int:
    """Replace the rows of the same keys by the draft's sound rows; the number of rows inserted."""
    dataset, table = draft.dataset, draft.table
    keys = ", ".join(dataset.key)
    kept = ", ".join(
        ["recorded", *(c.name for c in dataset.columns if c.name not in draft.recorded and not c.is_key)]
    )
    con.execute(
        f"create or replace temp table overtaken as select {keys}, {kept} from lake.{dataset.name}"
        f" semi join (from {table} where is_sound) as new using ({keys})"
    )
    is_new = not _count(con, "select count(*) from overtaken")
    overtaken = None if is_new and draft.mode == "upsert" else "overtaken"
    if not is_new:
        con.execute(f"delete from lake.{dataset.name} where ({keys}) in (select ({keys}) from overtaken)")
    # The puts are never asked by area or period.
    con.execute(f"insert into lake.puts.{dataset.name} by name {rows_to_put(draft, upload_id, overtaken)}")
    # By days, by which they are asked: telling the seconds of a day apart would make the sort twice as long.
    order = [dataset.area_column or "", dataset.period and f"cast({dataset.period} as date)" or ""]
    order = list(filter(None, order))
    rows = rows_to_put(draft, upload_id, overtaken, order)
    return _count(con, f"insert into lake.{dataset.name} by name {rows}")


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
        f"insert into lake.uploads ({', '.join(record)}) values ({', '.join(map(literal, record.values()))})"
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
        rows = (", ".join(map(literal, row.values())) for row in covered)
        values = ", ".join(f"({row})" for row in rows)
        con.execute(f"insert into lake.coverage ({', '.join(covered[0])}) values {values}")
    return {receipt.upload_id: {"uploads": [record], "coverage": covered}}


def sign(con: duckdb.DuckDBPyConnection, by: str, what: str) -> None:
    """Name the change under way in the lake's own list of them: who made it, and what it was."""
    con.execute(f"call lake.set_commit_message({literal(by)}, {literal(what)})")


def _period(con: duckdb.DuckDBPyConnection, draft: Draft) -> tuple[datetime | None, datetime | None]:
    """The span of the period column of the rows that were put, whole days: [first day, day after the last)."""
    if draft.dataset.period is None:
        return None, None
    row: Sequence[tuple[datetime | None, datetime | None]] = con.execute(
        f"select {replay.day_span(draft.dataset.period)} from ({rows_to_put(draft, 0, 'overtaken')})"
    ).fetchall()
    return row[0]


def _count(con: duckdb.DuckDBPyConnection, statement: str) -> int:
    return int(con.execute(statement).fetchall()[0][0])
