"""What an upload replaces, and what stands once one is undone.

The definition (see zhiping/store/publishing.py): what stands is the replay of the uploads that are not undone, in
order. An upload first removes what its mode replaces, then puts its rows; in add-or-change mode a column
that its file lacked keeps the value of the row before. What a file said of a row is read back from the
row that its upload put: the part of `recorded` before "||" names the columns that are its own.
"""

from dataclasses import dataclass

import duckdb

from zhiping.contracts.kinds import Dataset
from zhiping.store.past_uploads import PastUpload, past_uploads
from zhiping.store.puts import areas_of, lies_in, parents_sql
from zhiping.store.tables import table_columns

Con = duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class Replayed:
    """Rows of the upload that go, rows that come back, and rows that later uploads changed (and whose)."""

    rows_removed: int
    rows_restored: int
    rows_kept: int
    kept_receipts: tuple[str, ...]


def day_span(period: str) -> str:
    """SQL: the half-open span of whole days that a period column covers, as two columns."""
    return (
        f"date_trunc('day', min({period})::timestamp) as period_from,"
        f" date_trunc('day', max({period})::timestamp) + interval 1 day as period_to"
    )


def recorded_sql(dataset: Dataset, own: frozenset[str], old: str | None) -> str:
    """SQL: the columns that a file had as |a|b|, then, as |c|, those that only the row `old` had."""
    names = [column.name for column in dataset.columns]
    text = f"|{'|'.join(name for name in names if name in own)}|"
    lacking = [name for name in names if name not in own]
    if old is None or not lacking:
        return f"'{text}'"
    kept = " || ".join(f"if(contains({old}.recorded, '|{name}|'), '{name}|', '')" for name in lacking)
    return f"'{text}' || coalesce(nullif('|' || {kept}, '|'), '')"


def replaced_rows(
    con: Con, dataset: Dataset, table: str, mode: str, areas: tuple[tuple[str, str], ...]
) -> str:
    """SQL condition: the row `old` that stands is one that a file published in `mode` replaces.

    replace-scope: rows in `areas` and in the period and slices of `table`; replace-all: rows in `areas`.
    """
    if mode == "upsert":
        return "false"
    con.execute("create or replace temp table replaced_areas (area_from varchar, area_to varchar)")
    if areas:
        con.executemany("insert into replaced_areas values (?, ?)", list(areas))
    where = [_in_areas(dataset, "old", "replaced_areas")]
    if mode == "replace-scope" and dataset.period:
        span = f"(select {day_span(dataset.period)} from {table} where is_sound)"
        where.append(
            f"old.{dataset.period} >= (select period_from from {span})"
            f" and old.{dataset.period} < (select period_to from {span})"
        )
    if mode == "replace-scope" and dataset.slices:
        where.append(_in_slices(dataset, "old", f"{table} where is_sound"))
    return " and ".join(where)


def remove_replaced(
    con: Con, dataset: Dataset, table: str, mode: str, areas: tuple[tuple[str, str], ...]
) -> int:
    """Delete the rows that a replacing upload replaces (see `replaced_rows`) and does not bring again; their number."""
    if mode == "upsert":
        return 0
    keys = ", ".join(dataset.key)
    con.execute(
        f"create or replace temp table replaced as"
        f" select {', '.join(f'old.{key}' for key in dataset.key)} from lake.{dataset.name} as old"
        f" where {replaced_rows(con, dataset, table, mode, areas)}"
    )
    con.execute(f"delete from lake.{dataset.name} where ({keys}) in (select ({keys}) from replaced)")
    removed = con.execute(
        f"select count(*) from replaced anti join (from {table} where is_sound) as new using ({keys})"
    ).fetchall()
    return int(removed[0][0])


def replay_without(con: Con, dataset: Dataset, upload: PastUpload) -> Replayed:
    """Fill the temp table `replayed` with what stands, of all rows that `upload` touched, without it.

    The temp table `standing` holds what stands of them now.
    """
    keys = ", ".join(dataset.key)
    columns = ", ".join(table_columns(dataset))
    others = [
        u for u in past_uploads(con) if u.dataset == dataset.name and u.undone_at is None and u != upload
    ]
    _find_touched(con, dataset, upload, [u for u in others if u.upload_id < upload.upload_id])
    con.execute(
        f"create or replace temp table standing as select {columns} from lake.{dataset.name}"
        f" semi join touched using ({keys})"
    )
    _replay(con, dataset, others)
    return _compared(con, dataset, upload)


def replay_all(con: Con, dataset: Dataset, version: int | None = None) -> None:
    """Fill the temp table `replayed` with all that stands, or stood at a version, as far as every put is kept."""
    con.execute(
        f"create or replace temp table touched as select distinct {', '.join(dataset.key)} from lake.puts.{dataset.name}"
    )
    uploads = [upload for upload in past_uploads(con, version) if upload.dataset == dataset.name]
    _replay(con, dataset, [upload for upload in uploads if upload.undone_at is None])


def _replay(con: Con, dataset: Dataset, uploads: list[PastUpload]) -> None:
    """Fill `replayed` with what `uploads` leave of the touched rows, one after the other."""
    _find_puts(con, dataset, uploads)
    con.execute(
        f"create or replace temp table replayed as select {', '.join(table_columns(dataset))} from puts where false"
    )
    putting = {row[0] for row in con.execute("select distinct upload_id from puts").fetchall()}
    for upload in uploads:
        if upload.mode != "upsert":
            con.execute(f"delete from replayed as old where {_replaces(con, dataset, 'old', upload)}")
        if upload.upload_id in putting:
            _put_again(con, dataset, upload)


def put_replayed(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """Let the touched rows of the lake be as replayed; rows that stay as they are are not written again."""
    columns, keys = ", ".join(table_columns(dataset)), ", ".join(dataset.key)
    con.execute(
        f"delete from lake.{dataset.name} where ({keys})"
        f" in (select ({keys}) from (from standing except from replayed))"
    )
    con.execute(
        f"insert into lake.{dataset.name} ({columns}) select {columns} from (from replayed except from standing)"
    )


def _find_touched(con: Con, dataset: Dataset, upload: PastUpload, earlier: list[PastUpload]) -> None:
    """Fill `touched` with the keys on which `upload` has a say: those it put and those it replaced."""
    keys, history = ", ".join(dataset.key), f"lake.puts.{dataset.name}"
    put = f"select distinct {keys} from {history} where upload_id = {upload.upload_id}"
    con.execute(f"create or replace temp table put as {put}")
    con.execute("create or replace temp table touched as from put")
    if upload.mode != "upsert" and earlier:
        con.execute(
            f"insert into touched select distinct {keys} from {history} as old"
            f" anti join put using ({keys}) where old.upload_id in ({_ids(earlier)})"
            f" and {_replaces(con, dataset, 'old', upload)}"
        )


def _find_puts(con: Con, dataset: Dataset, uploads: list[PastUpload]) -> None:
    """Fill `puts` with what `uploads` put for the touched keys.

    Of a key's puts with the same own columns only the newest can matter: it has a say on all of them.
    """
    keys, columns = ", ".join(dataset.key), ", ".join(table_columns(dataset))
    history = f"lake.puts.{dataset.name}"
    # A table, not a list in the condition: DuckLake holds each number of a list against each file (120 ms at 1,500).
    con.execute(
        f"create or replace temp table live as select unnest([{_ids(uploads)}]::bigint[]) as upload_id"
    )
    con.execute(
        f"create or replace temp table newest as select {keys}, max(upload_id) as upload_id from {history}"
        f" semi join touched using ({keys}) semi join live using (upload_id)"
        f" group by {keys}, rtrim(split_part(recorded, '||', 1), '|')"
    )
    con.execute(
        f"create or replace temp table puts as select distinct on ({keys}, upload_id) {columns} from {history}"
        f" semi join newest using ({keys}, upload_id)"
    )


def _put_again(con: Con, dataset: Dataset, upload: PastUpload) -> None:
    """Put an upload's rows of `puts` into `replayed`, as publishing did."""
    keys = ", ".join(dataset.key)
    (written,) = con.execute(
        f"select any_value(split_part(recorded, '||', 1)) from puts where upload_id = {upload.upload_id}"
    ).fetchall()
    own = frozenset(written[0].split("|"))
    names = [column.name for column in dataset.columns]
    lacking = "old" if upload.mode == "upsert" else None
    values = [
        f"new.{name}" if name in own else f"{lacking}.{name}" if lacking else f"null as {name}"
        for name in names
    ]
    con.execute(
        f"create or replace temp table step as select {', '.join(values)}, new.upload_id, new.source_sheet,"
        f" new.source_row, {recorded_sql(dataset, own, lacking)} as recorded"
        f" from puts as new left join replayed as old using ({keys}) where new.upload_id = {upload.upload_id}"
    )
    con.execute(f"delete from replayed where ({keys}) in (select ({keys}) from step)")
    con.execute("insert into replayed from step")


def _compared(con: Con, dataset: Dataset, upload: PastUpload) -> Replayed:
    keys, number = ", ".join(dataset.key), upload.upload_id
    counts = con.execute(
        f"select (select count(*) from standing where upload_id = {number}), (select count(*) from replayed"
        f" anti join (from standing where upload_id != {number}) as others using ({keys}))"
    ).fetchall()
    kept = con.execute(
        f"select receipt, count(*) from standing semi join put using ({keys})"
        f" join lake.uploads using (upload_id) where upload_id > {number} group by receipt order by receipt"
    ).fetchall()
    removed, restored = counts[0]
    return Replayed(
        removed, restored, sum(count for _r, count in kept), tuple(receipt for receipt, _n in kept)
    )


def _replaces(con: Con, dataset: Dataset, row: str, upload: PastUpload) -> str:
    """SQL condition: the replacing `upload` covers the row's area, period and slice."""
    parents = f"(select parent from lake.puts.covered_parents where upload_id = {upload.upload_id})"
    conditions = [_in_areas(dataset, row, areas_of(upload.upload_id), parents)]
    if upload.mode == "replace-scope" and dataset.period:
        if upload.period_from is None:  # a file without a single date speaks for no period
            return "false"
        conditions.append(
            f"{row}.{dataset.period} >= timestamp '{upload.period_from}'"
            f" and {row}.{dataset.period} < timestamp '{upload.period_to}'"
        )
    if upload.mode == "replace-scope" and dataset.slices:
        put = f"lake.puts.{dataset.name} where upload_id = {upload.upload_id}"
        conditions.append(_in_slices(dataset, row, put))
    return " and ".join(conditions)


def _in_slices(dataset: Dataset, row: str, file_rows: str) -> str:
    """SQL condition: the row belongs to a slice (a year, a term, a company) of which the file has rows."""
    names = ", ".join(dataset.slices)
    return f"({', '.join(f'{row}.{name}' for name in dataset.slices)}) in (select ({names}) from {file_rows})"


def _in_areas(dataset: Dataset, row: str, areas: str, parents: str | None = None) -> str:
    """SQL condition: the row lies in one of the ranges of `areas`; always true for data without areas.

    A child row lies where its parent lies: now, or where `parents` (SQL of one column) names those that lay there.
    """
    if dataset.area_column:
        return lies_in(f"{row}.{dataset.area_column}", areas)
    if not dataset.parent:
        return "true"
    key = f"{row}.{dataset.parent.column}"
    if parents is None:
        return lies_in(f"(select area from ({parents_sql(dataset)}) where parent = {key})", areas)
    return f"({key} in {parents} or {lies_in('null', areas)})"


def _ids(uploads: list[PastUpload]) -> str:
    return ", ".join(str(upload.upload_id) for upload in uploads)
