"""An upload that was undone, published again: from what it put, as an upload of its own that names the one it restores."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import duckdb

from zhiping.access.permissions import (
    Access,
    NotAllowed,
    check_may_publish,
    check_may_replace_all,
    check_may_undo,
    check_may_upload_dataset,
)
from zhiping.asking.run import run
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Dataset
from zhiping.store.closed import Touched
from zhiping.store.drafts import Draft, Receipt
from zhiping.store.errors import StoreError
from zhiping.store.publishing import Store
from zhiping.store.tables import table_columns
from zhiping.upload.ownership import check_companies, check_keys_in_scope
from zhiping.upload.preview import Preview, preview
from zhiping.upload.reach import reach
from zhiping.words import _

_KEPT = ("mode", "as_of", "file_name", "rows_read", "fault_count", "warning_count", "skipped", "is_demo")
_TABLE = "restored"


@dataclass(frozen=True)
class Restoring:
    """What a restore would do: its numbers, the live uploads (receipt, rows) that have put its rows since, the closed periods."""

    preview: Preview
    overtaken: tuple[tuple[str, int], ...]
    closed: tuple[Touched, ...] = ()


def foresee(store: Store, access: Access, receipt: str) -> Restoring:
    """What restoring an upload would do. Nothing is changed. Raises NotAllowed, StoreError."""
    with _prepared(store, access, receipt) as (con, dataset, row, recorded):
        found = _foreseen(con, dataset, row, recorded, access)
        draft = _draft(con, store, access, row, dataset, recorded, row["published_at"])
        return replace(found, closed=tuple(store.closed.by_publish(con, draft)))


def restore(
    store: Store,
    access: Access,
    receipt: str,
    *,
    now: datetime,
    removes: int | None = None,
    reason: str | None = None,
) -> Receipt:
    """Publish an undone upload again, in its own mode. Raises NotAllowed, StoreError; then nothing has changed.

    `removes`: how many rows whoever restores was told would be removed. `reason`: why it corrects a closed period.
    """
    with _prepared(store, access, receipt) as (con, dataset, row, recorded):
        draft = _draft(con, store, access, row, dataset, recorded, now)
        return store.publish(con, replace(draft, removes=removes, reason=reason))


def _draft(
    con: duckdb.DuckDBPyConnection,
    store: Store,
    access: Access,
    row: dict[str, Any],
    dataset: Dataset,
    recorded: frozenset[str],
    now: datetime,
) -> Draft:
    homes = store.versions.area_changes().homes
    return Draft(
        dataset=dataset,
        table=_TABLE,
        recorded=recorded,
        areas=_areas(con, row["upload_id"]),
        common_area=reach(con, dataset, _TABLE, row["mode"], access.user.scope, homes),
        published_by=access.user.name,
        published_at=now,
        file=store.kept_file(row["file_hash"]),
        restores=row["receipt"],
        **{name: row[name] for name in _KEPT},
    )


@contextmanager
def _prepared(
    store: Store, access: Access, receipt: str
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Dataset, dict[str, Any], frozenset[str]]]:
    """A workspace with what the upload put in table `_TABLE`, the upload's record, and the columns that its file had."""
    rows = run(store, "uploads/history", access).rows
    row = next((row for row in rows if row["receipt"] == receipt), None)
    if row is None:
        raise StoreError(_("没有回执号 {receipt}。上传记录里列有全部回执号。").format(receipt=receipt))
    dataset = DATASETS.get(row["dataset"])
    _check_may(store, access, row, dataset, rows)
    assert dataset is not None
    with store.workspace() as con:
        (written,) = con.execute(
            f"select any_value(split_part(recorded, '||', 1)) from lake.puts.{dataset.name} where upload_id = ?",
            [row["upload_id"]],
        ).fetchall()
        recorded = frozenset((written[0] or "").split("|")) - {""}
        values = [
            name if name in recorded or name not in _own(dataset) else f"null::{kind} as {name}"
            for name, kind in table_columns(dataset).items()
        ]
        con.execute(
            f"create temp table {_TABLE} as select {', '.join(values)}, true as is_sound"
            f" from lake.puts.{dataset.name} where upload_id = {row['upload_id']}"
        )
        check_companies(con, access.user, _TABLE)
        check_keys_in_scope(con, access.user, dataset, _TABLE, store.versions.area_changes().homes)
        yield con, dataset, row, recorded


def _check_may(
    store: Store, access: Access, row: dict[str, Any], dataset: Dataset | None, rows: list[dict[str, Any]]
) -> None:
    receipt = row["receipt"]
    if dataset is None:
        raise StoreError(_("这一版没有这个数据集了，{receipt} 恢复不了。").format(receipt=receipt))
    if access.is_shared:
        raise NotAllowed(_("分享链接只能看，不能填报。请登录后再报。"))
    check_may_upload_dataset(access.user, dataset)
    check_may_undo(access.user, row["area_code"], row["published_by"], dataset)
    check_may_publish(access.user, row["given_by"] or row["published_by"])
    if row["mode"] == "replace-all":
        check_may_replace_all(access.user)
    if row["undone_at"] is None:
        raise StoreError(_("{receipt} 没有撤销，还在生效，不用恢复。").format(receipt=receipt))
    again = [one["receipt"] for one in rows if one["restores"] == receipt and one["undone_at"] is None]
    if again:
        raise StoreError(
            _("{receipt} 已经恢复过了，就是 {again}。").format(receipt=receipt, again=_("、").join(again))
        )
    if not store.kept_file(row["file_hash"]).exists():
        raise StoreError(_("{receipt} 的原文件不在了，恢复不了。请重新上传文件。").format(receipt=receipt))


def _own(dataset: Dataset) -> frozenset[str]:
    return frozenset(column.name for column in dataset.columns)


def _areas(con: duckdb.DuckDBPyConnection, upload_id: int) -> tuple[tuple[str, str], ...]:
    rows = con.execute(
        "select area_from, area_to from lake.coverage where upload_id = ? order by all", [upload_id]
    ).fetchall()
    return tuple((start, end) for start, end in rows)


def _foreseen(
    con: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    row: dict[str, Any],
    recorded: frozenset[str],
    access: Access,
) -> Restoring:
    areas = _areas(con, row["upload_id"])
    found = preview(con, dataset, _TABLE, recorded, row["mode"], areas, access.user.name)
    overtaken = con.execute(
        f"select receipt, count(*) from lake.{dataset.name} as old"
        f" semi join {_TABLE} using ({', '.join(dataset.key)}) join lake.uploads using (upload_id)"
        " where old.upload_id > ? group by receipt order by receipt",
        [row["upload_id"]],
    ).fetchall()
    return Restoring(found, tuple(overtaken))


def overtaken_words(found: Restoring) -> str:
    """Which rows were changed since the upload was undone, in a sentence; "" for none."""
    if not found.overtaken:
        return ""
    return _(
        "其中 {n:,} 行之后又由 {receipts} 填报过，恢复后以恢复的为准；撤销这次恢复，它们就回来。"
    ).format(
        n=sum(count for _receipt, count in found.overtaken),
        receipts=_("、").join(receipt for receipt, _count in found.overtaken),
    )
