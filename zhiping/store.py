"""The store: publish an upload, undo it, and read versions.

A publish is one lake transaction: the rows, the upload's own record (who, when, file, hash) and the
areas it covers. What stands now is, by definition, the replay of all uploads that are not undone, in
order: a later upload replaces a row of the same key, and a replacing upload removes the earlier rows
of its areas and period. Undo re-plays that definition for the rows that the upload touched.
"""

import hashlib
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from zhiping import replay
from zhiping.contracts.kinds import Dataset
from zhiping.lake import TABLES, StoreError, opened_lake, table_columns
from zhiping.settings import Settings
from zhiping.versions import Versions
from zhiping.words import _


@dataclass(frozen=True)
class Draft:
    """An upload that was checked and confirmed.

    `table` is a temp table of the cursor that publishes: the contract's columns typed, then
    source_sheet, source_row and is_sound. `recorded`: the contract's columns that the file had.
    `areas`: ranges [from, to) of area codes up to `as_of` complete. `skipped`: JSON text.
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
    is_demo: bool = False


@dataclass(frozen=True)
class Receipt:
    """What a publish gives back: the upload's number, receipt, data version and counts of rows."""

    upload_id: int
    receipt: str
    version: int
    rows_published: int
    rows_removed: int


@dataclass(frozen=True)
class Undone:
    """What an undo did: the upload's rows taken out, former rows put back, rows kept as later uploads changed them."""

    receipt: str
    version: int
    rows_removed: int
    rows_restored: int
    rows_kept: int
    kept_receipts: tuple[str, ...]


class Store:
    """The one opener of a lake in this process. Uploads queue up at `_writing`; readers never wait for them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._engine = opened_lake(settings)
        self._versions = Versions(self._engine)
        self._writing = threading.Lock()
        self.reading = self._versions.reading
        self.changed_at = self._versions.changed_at
        self.latest = self._versions.latest

    def close(self) -> None:
        """Let go of the lake; another process may open it then."""
        self._engine.close()

    @contextmanager
    def workspace(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for checking a file: its temp tables vanish with it."""
        cursor = self._engine.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    def is_new(self) -> bool:
        """Whether nothing was ever uploaded here."""
        return self._engine.cursor().execute("select count(*) from lake.uploads").fetchall() == [(0,)]

    def kept_file(self, file_hash: str) -> Path:
        """Where the clerk's file of that hash is kept."""
        return self.settings.store / "files" / file_hash

    def publish(self, con: duckdb.DuckDBPyConnection, draft: Draft) -> Receipt:
        """Publish the sound rows of a draft in one transaction. Raises StoreError; then nothing has changed."""
        file_hash = self._keep(draft.file)
        with self._writing, _transaction(con):
            version = self.latest() + 1
            upload_id, receipt = self._next_receipt(con, draft)
            _merge_unrecorded(con, draft)
            removed = replay.remove_replaced(con, draft.dataset, draft.table, draft.mode, draft.areas)
            published = _insert_rows(con, draft, upload_id)
            period = _period(con, draft)
            con.executemany(
                "insert into lake.coverage values (?, ?, ?, ?, ?)",
                [(upload_id, draft.dataset.name, start, end, draft.as_of) for start, end in draft.areas],
            )
            record = {
                "upload_id": upload_id,
                "receipt": receipt,
                "dataset": draft.dataset.name,
                "area_code": draft.common_area,
                "published_by": draft.published_by,
                "published_at": draft.published_at,
                "file_name": draft.file_name,
                "file_hash": file_hash,
                "file_size": draft.file.stat().st_size,
                "mode": draft.mode,
                "as_of": draft.as_of,
                "period_from": period[0],
                "period_to": period[1],
                "rows_read": draft.rows_read,
                "rows_published": published,
                "rows_removed": removed,
                "fault_count": draft.fault_count,
                "warning_count": draft.warning_count,
                "skipped": draft.skipped,
                "version": version,
                "is_demo": draft.is_demo,
            }
            names = ", ".join(record)
            con.execute(
                f"insert into lake.uploads ({names}) values ({', '.join('?' * len(record))})", list(record.values())
            )
            con.execute("call lake.set_commit_message(?, ?)", [draft.published_by, receipt])
            con.execute("commit")
            self._versions.note_change({draft.dataset.name, "uploads", "coverage"}, version)
        return Receipt(upload_id, receipt, version, published, removed)

    def undo(self, receipt: str, *, user: str, now: datetime) -> Undone:
        """Undo one upload; later uploads stay. Raises StoreError where there is nothing to undo."""
        with self._writing, self.workspace() as con:
            upload = replay.upload_of(con, receipt)
            dataset = TABLES[upload.dataset]
            # The rows to restore are read before the transaction: after a delete in the same one, a read
            # of an older version finds nothing (DuckLake).
            kept, kept_receipts = replay.find_restored(con, dataset, upload)
            with _transaction(con):
                version = self.latest() + 1
                gone = _count(con, f"delete from lake.{dataset.name} where upload_id = {upload.upload_id}")
                columns = ", ".join(table_columns(dataset))
                back = _count(con, f"insert into lake.{dataset.name} ({columns}) select {columns} from restored")
                con.execute(
                    "update lake.uploads set undone_at = ?, undone_by = ?, undone_version = ? where upload_id = ?",
                    [now, user, version, upload.upload_id],
                )
                con.execute("call lake.set_commit_message(?, ?)", [user, f"undo {receipt}"])
                con.execute("commit")
            self._versions.note_change({dataset.name, "uploads", "coverage"}, version)
        return Undone(receipt, version, gone, back, kept, kept_receipts)

    def _keep(self, file: Path) -> str:
        """Keep the clerk's file under its hash; it is on disk before the upload is acknowledged."""
        with file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        kept = self.kept_file(digest)
        if not kept.exists():
            half = kept.with_suffix(".part")
            try:
                shutil.copyfile(file, half)
                half.replace(kept)
            except OSError as error:
                half.unlink(missing_ok=True)
                raise StoreError(
                    _("文件没有存下来（{reason}），什么都没有发布。请检查磁盘空间后再试。").format(
                        reason=error.strerror
                    )
                ) from error
        return digest

    def _next_receipt(self, con: duckdb.DuckDBPyConnection, draft: Draft) -> tuple[int, str]:
        found = con.execute("select coalesce(max(upload_id), 0) from lake.uploads").fetchall()
        number = int(found[0][0]) + 1
        return number, f"ZP{draft.published_at:%Y%m%d}-{number:04d}"


@contextmanager
def _transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Begin; the body commits. Whatever goes wrong is rolled back and said in one sentence."""
    con.execute("begin")
    try:
        yield
    except duckdb.Error as error:
        _rolled_back(con)
        raise StoreError(
            _("没有发布，数据保持原样（{reason}）。请检查磁盘空间后再试。").format(reason=str(error).splitlines()[0])
        ) from error
    except BaseException:
        _rolled_back(con)
        raise


def _rolled_back(con: duckdb.DuckDBPyConnection) -> None:
    try:
        con.execute("rollback")
    except duckdb.TransactionException:  # the failing commit has ended the transaction already
        return


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
    names = [column.name for column in dataset.columns]
    recorded = "|" + "|".join(name for name in names if name in draft.recorded) + "|"
    con.execute(
        f"create or replace temp table overtaken as"
        f" select old.{', old.'.join(dataset.key)}, old.recorded from lake.{dataset.name} as old"
        f" semi join (from {table} where is_sound) as new using ({', '.join(dataset.key)})"
    )
    overtaken = _count(con, "select count(*) from overtaken")
    if overtaken:
        con.execute(
            f"delete from lake.{dataset.name} where ({', '.join(dataset.key)})"
            f" in (select ({', '.join(dataset.key)}) from overtaken)"
        )
    order = [c for c in (dataset.area_column, dataset.period) if c]
    had = "old.recorded" if draft.mode == "upsert" and overtaken else "null"
    join = f" left join overtaken as old using ({', '.join(dataset.key)})" if overtaken else ""
    return _count(
        con,
        f"insert into lake.{dataset.name} ({', '.join(names)}, upload_id, source_sheet, source_row, recorded)"
        f" select new.{', new.'.join(names)}, {upload_id}, new.source_sheet, new.source_row,"
        f" '{recorded}' || coalesce({had}, '')"
        f" from {table} as new{join} where new.is_sound"
        + (f" order by {', '.join(f'new.{c}' for c in order)}" if order else ""),
    )


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
