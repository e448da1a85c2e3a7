"""Publishing rows in a test without a sheet: the draft that a checked file would become."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import area_range
from zhiping.store.drafts import Draft, Receipt
from zhiping.store.publishing import Store

HERE, THERE = "150105000000", "150102000000"
AS_OF = datetime(2025, 11, 4, 18)
Row = Mapping[str, Any]


def ticket(ticket_id: str, **values: Any) -> dict[str, Any]:
    """A ticket with its required columns, dispatched in HERE on 2025-11-01; `values` go before."""
    return {
        "ticket_id": ticket_id,
        "area_code": HERE,
        "ticket_class": "A",
        "category": "供热供暖",
        "dispatched_at": datetime(2025, 11, 1, 9),
    } | values


def put(store: Store, folder: Path, *rows: Row, reason: str | None = None, **how: Any) -> Receipt:
    """The receipt of an upload of `rows`, `how` as in `drafted`."""
    with drafted(store, folder, *rows, **how) as (con, made):
        return store.publish(con, replace(made, reason=reason))


@contextmanager
def drafted(
    store: Store,
    folder: Path,
    *rows: Row,
    dataset: str = "tickets",
    mode: str = "upsert",
    areas: Sequence[str] = ("150105",),
    recorded: Sequence[str] = (),
    as_of: datetime = AS_OF,
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Draft]]:
    """An upload of `rows` that was checked; its file had the columns that the rows name, and `recorded`."""
    contract = DATASETS[dataset]
    file = folder / "clerk.csv"
    file.write_text(repr(rows), "utf-8")
    names = [column.name for column in contract.columns]
    columns = ", ".join(f"{column.name} {column.sql_type}" for column in contract.columns)
    with store.workspace() as con:
        con.execute(
            f"create temp table draft ({columns}, source_sheet varchar, source_row bigint, is_sound boolean)"
        )
        for number, row in enumerate(rows, 2):
            values = [*(row.get(name) for name in names), "Sheet1", number, True]
            con.execute(f"insert into draft values ({', '.join('?' * len(values))})", values)
        named = frozenset(recorded).union(*rows)
        yield con, draft(contract, file, named, len(rows), mode=mode, areas=areas, as_of=as_of)


def draft(
    contract: Dataset,
    file: Path,
    recorded: frozenset[str],
    row_count: int,
    *,
    mode: str = "upsert",
    areas: Sequence[str] = ("150105",),
    as_of: datetime = AS_OF,
) -> Draft:
    """An upload of the rows in the temp table `draft`, without a fault."""
    return Draft(
        dataset=contract,
        table="draft",
        recorded=recorded,
        areas=tuple(area_range(area) for area in areas),
        common_area=HERE,
        mode=mode,
        as_of=as_of,
        published_by="填报员",
        published_at=as_of,
        file=file,
        file_name=file.name,
        rows_read=row_count,
        fault_count=0,
        warning_count=0,
        skipped="[]",
    )


def rows_of(
    store: Store, columns: str = "ticket_id, title", *, dataset: str = "tickets", version: int | None = None
) -> list[tuple[Any, ...]]:
    """What stands, as tuples of `columns`, in the order of the columns."""
    with store.versions.at(version) as (cursor, _number):
        return cursor.execute(f"select {columns} from {dataset} order by all").fetchall()
