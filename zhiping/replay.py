"""What an upload replaces, and what comes back when it is undone.

The definition (see zhiping/store.py): a row r of upload X stands unless a later upload that is not
undone has put a row of the same key, or replaces the area and period in which r lies.
"""

from dataclasses import dataclass
from datetime import datetime

import duckdb

from zhiping.contracts.kinds import Dataset
from zhiping.lake import StoreError
from zhiping.words import _

Con = duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class PastUpload:
    """An upload as far as replaying needs it."""

    upload_id: int
    receipt: str
    dataset: str
    mode: str
    version: int
    period_from: datetime | None
    period_to: datetime | None
    undone_at: datetime | None


def day_span(period: str) -> str:
    """SQL: the half-open span of whole days that a period column covers, as two columns."""
    return (
        f"date_trunc('day', min({period})::timestamp) as period_from,"
        f" date_trunc('day', max({period})::timestamp) + interval 1 day as period_to"
    )


def remove_replaced(
    con: Con, dataset: Dataset, table: str, mode: str, areas: tuple[tuple[str, str], ...]
) -> int:
    """Delete the rows that a replacing upload replaces and does not bring again; their number.

    replace-scope: rows in `areas` and in the period of `table`; replace-all: rows in `areas`.
    """
    if mode == "upsert":
        return 0
    con.execute("create or replace temp table replaced_areas (area_from varchar, area_to varchar)")
    con.executemany("insert into replaced_areas values (?, ?)", list(areas))
    keys = ", ".join(dataset.key)
    where = [_in_areas(dataset, "old", "replaced_areas")]
    if mode == "replace-scope" and dataset.period:
        where.append(
            f"old.{dataset.period} >= (select period_from from span) and old.{dataset.period} < (select period_to from span)"
        )
    span = f"select {day_span(dataset.period)} from {table} where is_sound" if dataset.period else "select 1"
    con.execute(
        f"create or replace temp table replaced as with span as ({span})"
        f" select {', '.join(f'old.{key}' for key in dataset.key)} from lake.{dataset.name} as old"
        f" where {' and '.join(where)}"
    )
    con.execute(f"delete from lake.{dataset.name} where ({keys}) in (select ({keys}) from replaced)")
    removed = con.execute(
        f"select count(*) from replaced anti join (from {table} where is_sound) as new using ({keys})"
    ).fetchall()
    return int(removed[0][0])


def upload_of(con: Con, receipt: str) -> PastUpload:
    """The upload of a receipt. Raises StoreError where there is none or it is undone already."""
    found = [upload for upload in _past_uploads(con) if upload.receipt == receipt]
    if not found:
        raise StoreError(_("没有回执号 {receipt}。上传记录里列有全部回执号。").format(receipt=receipt))
    if found[0].undone_at is not None:
        raise StoreError(_("{receipt} 已经撤销过了，数据没有变化。").format(receipt=receipt))
    return found[0]


def find_restored(con: Con, dataset: Dataset, upload: PastUpload) -> tuple[int, tuple[str, ...]]:
    """Fill the temp table `restored` with the rows that come back when `upload` is undone.

    Returns how many of its rows stay since later uploads changed them, and those uploads' receipts.
    """
    live = [u for u in _past_uploads(con) if u.dataset == dataset.name and u.undone_at is None]
    earlier = [u for u in live if u.upload_id < upload.upload_id]
    keys = ", ".join(dataset.key)
    con.execute(f"create or replace temp table restored as select * from lake.{dataset.name} where false")
    touched = f"select {keys} from lake.{dataset.name} where upload_id = {upload.upload_id}"
    if upload.mode != "upsert":
        touched += (
            f" union select {keys} from lake.{dataset.name} at (version => {upload.version - 1})"
            f" anti join lake.{dataset.name} using ({keys})"
        )
    con.execute(f"create or replace temp table touched as {touched}")
    for past in sorted(earlier, key=lambda u: -u.upload_id):
        replacing = [u for u in live if u.upload_id > past.upload_id and u.mode != "upsert" and u != upload]
        lapsed = [f"not ({_replaces(dataset, 'old', later)})" for later in replacing]
        con.execute(
            f"insert into restored select old.* from lake.{dataset.name} at (version => {past.version}) as old"
            f" semi join touched using ({keys})"
            f" anti join restored using ({keys})"
            f" where {' and '.join([f'old.upload_id = {past.upload_id}', *lapsed])}"
        )
    return _kept(con, dataset, upload)


def _kept(con: Con, dataset: Dataset, upload: PastUpload) -> tuple[int, tuple[str, ...]]:
    keys = ", ".join(dataset.key)
    rows = con.execute(
        f"select receipt, count(*) from lake.{dataset.name} as now"
        f" semi join (select {keys} from lake.{dataset.name} at (version => {upload.version})"
        f" where upload_id = {upload.upload_id}) as put using ({keys})"
        f" join lake.uploads using (upload_id) where upload_id > {upload.upload_id} group by receipt order by receipt"
    ).fetchall()
    return sum(count for _receipt, count in rows), tuple(receipt for receipt, _n in rows)


def _replaces(dataset: Dataset, row: str, upload: PastUpload) -> str:
    """SQL condition: the replacing `upload` covers the row's area and period."""
    conditions = [
        _in_areas(dataset, row, f"(select * from lake.coverage where upload_id = {upload.upload_id})")
    ]
    if upload.mode == "replace-scope" and dataset.period and upload.period_from:
        conditions.append(
            f"{row}.{dataset.period} >= timestamp '{upload.period_from}'"
            f" and {row}.{dataset.period} < timestamp '{upload.period_to}'"
        )
    return " and ".join(conditions)


def _in_areas(dataset: Dataset, row: str, areas: str) -> str:
    """SQL condition: the row lies in one of the ranges of `areas`; always true for data without areas."""
    if dataset.area_column:
        area = f"{row}.{dataset.area_column}"
    elif dataset.parent:
        parent, column = dataset.parent.dataset, dataset.parent.column
        area = f"(select any_value(p.area_code) from lake.{parent} as p where p.{column} = {row}.{column})"
    else:
        return "true"
    return f"exists (select 1 from {areas} as a where {area} >= a.area_from and {area} < a.area_to)"


def _past_uploads(con: Con) -> list[PastUpload]:
    rows = con.execute(
        "select upload_id, receipt, dataset, mode, version, period_from, period_to, undone_at"
        " from lake.uploads order by upload_id"
    ).fetchall()
    return [PastUpload(*row) for row in rows]
