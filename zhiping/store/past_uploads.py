"""The uploads of a store, as far as replaying and undoing them need it."""

from dataclasses import dataclass
from datetime import datetime

import duckdb

from zhiping.store.errors import StoreError
from zhiping.store.tables import TABLES
from zhiping.words import _


@dataclass(frozen=True)
class PastUpload:
    upload_id: int
    receipt: str
    dataset: str
    mode: str
    period_from: datetime | None
    period_to: datetime | None
    undone_at: datetime | None
    file_name: str
    file_hash: str


def past_uploads(con: duckdb.DuckDBPyConnection, version: int | None = None) -> list[PastUpload]:
    """All uploads, or those of a version as they were then."""
    rows = con.execute(
        "select upload_id, receipt, dataset, mode, period_from, period_to,"
        " if(undone_version <= coalesce($version, undone_version), undone_at, null), file_name, file_hash"
        " from lake.uploads where version <= coalesce($version, version) order by upload_id",
        {"version": version},
    ).fetchall()
    return [PastUpload(*row) for row in rows]


def upload_of(con: duckdb.DuckDBPyConnection, receipt: str) -> PastUpload:
    """The upload of a receipt. Raises StoreError where there is none, it is undone already, or its dataset is no more."""
    found = [upload for upload in past_uploads(con) if upload.receipt == receipt]
    if not found:
        raise StoreError(_("没有回执号 {receipt}。上传记录里列有全部回执号。").format(receipt=receipt))
    if found[0].undone_at is not None:
        raise StoreError(_("{receipt} 已经撤销过了，数据没有变化。").format(receipt=receipt))
    if found[0].dataset not in TABLES:
        raise StoreError(
            _("这一版没有数据集“{dataset}”了，{receipt} 撤销不了，数据保持原样。").format(
                dataset=found[0].dataset, receipt=receipt
            )
        )
    return found[0]
