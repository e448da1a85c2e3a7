"""What every upload put, for as long as the store stands: schema `puts` of the lake, a table a dataset.

Undo replays the uploads that remain (see replay.py), so it must know what each of them put, and which rows a
replacing one spoke for. Versions are let go in time and cannot be asked; these tables are only ever added to.
A child row lies where its parent lay when the replacing upload was published, so that upload's parents are
kept beside: `covered_parents`.
"""

import duckdb

from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Dataset
from zhiping.store import catalogue
from zhiping.store.tables import COVERED_PARENTS

Con = duckdb.DuckDBPyConnection


def keep_covered_parents(
    con: Con, dataset: Dataset, upload_id: int, areas: str, parents: str | None = None
) -> None:
    """Keep which parents lie in `areas`, SQL of (area_from, area_to); `parents`: table that they stand in (default: now)."""
    if dataset.parent:
        con.execute(
            f"insert into lake.puts.covered_parents select {upload_id}, parent"
            f" from ({parents_sql(dataset, parents)}) where {lies_in('area', areas)}"
        )


def parents_sql(dataset: Dataset, parents: str | None = None) -> str:
    """SQL: each parent of a child dataset with its area, as (parent, area); one that moved has the least of its own."""
    assert dataset.parent is not None
    return (
        f"select {dataset.parent.column}::varchar as parent, min(area_code) as area"
        f" from {parents or f'lake.{dataset.parent.dataset}'} group by all"
    )


def lies_in(area: str, areas: str) -> str:
    """SQL condition: an area lies in one of the ranges; none lies nowhere, which only the range of everywhere holds."""
    return (
        f"exists (select 1 from {areas} as a"
        f" where coalesce({area}, '') >= a.area_from and coalesce({area}, '') < a.area_to)"
    )


def areas_of(upload_id: int) -> str:
    """SQL: the ranges of areas that an upload is complete for."""
    return f"(select area_from, area_to from lake.coverage where upload_id = {upload_id})"


def begin_from_versions(con: Con) -> bool:
    """Make and fill the tables of a store that was begun before they were; whether it was. All its versions are there still.

    They are as its tables are (zhiping/store/contract_changes.py brings both in step). The caller's transaction holds it.
    """
    tables = catalogue.tables(con)
    if any(schema == "puts" for schema, _table in tables):
        return False
    con.execute("create schema lake.puts")
    columns = ", ".join(f"{column.name} {column.sql_type}" for column in COVERED_PARENTS)
    con.execute(f"create table lake.puts.covered_parents ({columns})")
    for name, dataset in DATASETS.items():
        if ("main", name) not in tables:
            continue
        con.execute(f"create table lake.puts.{name} as from lake.main.{name} limit 0")
        uploads = con.execute(
            "select upload_id, version, mode, greatest(version, coalesce(undone_version, 0)) from lake.uploads"
            f" where dataset = '{name}' order by upload_id"
        ).fetchall()
        if not uploads:
            continue
        first, last = min(row[1] for row in uploads), max(row[3] for row in uploads)
        columns = ", ".join(
            column
            for (column,) in con.execute(f"select column_name from (describe lake.puts.{name})").fetchall()
        )
        con.execute(
            f"insert into lake.puts.{name} ({columns}) select distinct on ({', '.join(dataset.key)}, upload_id) {columns}"
            f" from ducklake_table_insertions('lake', 'main', '{name}', {first}, {last})"
        )
        for upload_id, version, mode, _last in uploads:
            if mode != "upsert" and dataset.parent:
                then = f"lake.{dataset.parent.dataset} at (version => {version})"
                keep_covered_parents(con, dataset, upload_id, areas_of(upload_id), then)
    return True
