"""The store: publish an upload, undo it, and read versions.

A publish is one lake transaction: the rows, the upload's own record (who, when, file, hash) and the
areas it covers. What stands now is, by definition, the replay of all uploads that are not undone, in
order: a later upload replaces a row of the same key, and a replacing upload removes the earlier rows
of its areas and period. Undo re-plays that definition for the rows that the upload touched.
"""

import hashlib
import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

import duckdb

from zhiping.contracts.kinds import Dataset
from zhiping.settings import Settings
from zhiping.store import replay
from zhiping.store.disk import reason_of
from zhiping.store.lake import TABLES, StoreUnusable, opened_lake, table_columns
from zhiping.store.scratch import Scratch
from zhiping.store.versions import Versions
from zhiping.words import _

# What the record of an upload takes from its draft as it is.
_KEPT_OF_DRAFT = (
    *("published_by", "published_at", "file_name", "mode", "as_of", "rows_read"),
    *("fault_count", "warning_count", "skipped", "is_demo"),
)


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
        self.versions = Versions(self._engine)
        self.scratch = Scratch(settings.scratch)
        self._writing = threading.Lock()
        self.first_start_mark = settings.store / "first-start"  # there while a first start fills the store

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
        """Whether nothing was ever uploaded here, or only a first start that was cut off."""
        nothing = self._engine.cursor().execute("select count(*) from lake.uploads").fetchall() == [(0,)]
        return nothing or self.first_start_mark.exists()

    def kept_file(self, file_hash: str) -> Path:
        """Where the clerk's file of that hash is kept."""
        return self.settings.store / "files" / file_hash

    def publish(self, con: duckdb.DuckDBPyConnection, draft: Draft) -> Receipt:
        """Publish the sound rows of a draft in one transaction. Raises StoreError; then nothing has changed."""
        file_hash = self._keep(draft.file)
        failed = _("没有发布，数据保持原样（{reason}）。请检查磁盘空间后再试。")
        with self._writing:
            with _said(failed), _transaction(con):
                version = self.versions.latest() + 1
                upload_id, receipt = self._next_receipt(con, draft)
                _merge_unrecorded(con, draft)
                removed = replay.remove_replaced(con, draft.dataset, draft.table, draft.mode, draft.areas)
                published = _insert_rows(con, draft, upload_id)
                done = Receipt(upload_id, receipt, version, published, removed)
                _insert_record(con, draft, done, file_hash)
                con.execute("call lake.set_commit_message(?, ?)", [draft.published_by, receipt])
                con.execute("commit")
            self.versions.note_change({draft.dataset.name, "uploads", "coverage"}, version)
        return done

    def undo(self, receipt: str, *, user: str, now: datetime) -> Undone:
        """Undo one upload; later uploads stay. Raises StoreError where there is nothing to undo."""
        failed = _("没有撤销，数据保持原样（{reason}）。请检查磁盘空间后再试。")
        with self._writing, self.workspace() as con:
            with _said(failed):
                upload = replay.upload_of(con, receipt)
                dataset = TABLES[upload.dataset]
                # Replayed before the transaction: after a delete in the same one, a read of an older version
                # finds nothing (DuckLake).
                replayed = replay.replay_without(con, dataset, upload)
                with _transaction(con):
                    version = self.versions.latest() + 1
                    _put_replayed(con, dataset)
                    con.execute(
                        "update lake.uploads set undone_at = ?, undone_by = ?, undone_version = ? where upload_id = ?",
                        [now, user, version, upload.upload_id],
                    )
                    con.execute("call lake.set_commit_message(?, ?)", [user, f"undo {receipt}"])
                    con.execute("commit")
            self.versions.note_change({dataset.name, "uploads", "coverage"}, version)
        return Undone(receipt, version, **vars(replayed))

    def _keep(self, file: Path) -> str:
        """Keep the clerk's file under its hash; it is on disk before the upload is acknowledged."""
        half: Path | None = None
        try:
            with file.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
                if self.kept_file(digest).exists():
                    return digest
                opened.seek(0)
                folder = self.kept_file(digest).parent
                with NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as copy:
                    half = Path(copy.name)
                    shutil.copyfileobj(opened, copy)
                    copy.flush()
                    os.fsync(copy.fileno())
            half.replace(self.kept_file(digest))
        except OSError as error:
            if half:
                half.unlink(missing_ok=True)
            sentence = _("文件没有存下来（{reason}），什么都没有发布。请检查磁盘空间后再试。")
            raise StoreUnusable(sentence.format(reason=reason_of(error))) from error
        return digest

    def _next_receipt(self, con: duckdb.DuckDBPyConnection, draft: Draft) -> tuple[int, str]:
        found = con.execute("select coalesce(max(upload_id), 0) from lake.uploads").fetchall()
        number = int(found[0][0]) + 1
        return number, f"ZP{draft.published_at:%Y%m%d}-{number:04d}"


@contextmanager
def _said(failed: str) -> Iterator[None]:
    """What the engine cannot do is said in the sentence of the act that fails by it."""
    try:
        yield
    except duckdb.Error as error:
        raise StoreUnusable(failed.format(reason=reason_of(error))) from error


@contextmanager
def _transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Begin; the body commits. Whatever goes wrong is rolled back."""
    con.execute("begin")
    try:
        yield
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
    return _count(
        con,
        f"insert into lake.{dataset.name} ({', '.join(names)}, upload_id, source_sheet, source_row, recorded)"
        f" select new.{', new.'.join(names)}, {upload_id}, new.source_sheet, new.source_row,"
        f" {replay.recorded_sql(dataset, draft.recorded, old)}"
        f" from {table} as new{join} where new.is_sound" + (f" order by {', '.join(order)}" if order else ""),
    )


def _put_replayed(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """Let the touched rows of the lake be as replayed; rows that stay as they are are not written again."""
    columns, keys = ", ".join(table_columns(dataset)), ", ".join(dataset.key)
    con.execute(
        f"delete from lake.{dataset.name} where ({keys})"
        f" in (select ({keys}) from (from standing except from replayed))"
    )
    con.execute(
        f"insert into lake.{dataset.name} ({columns}) select {columns} from (from replayed except from standing)"
    )


def _insert_record(con: duckdb.DuckDBPyConnection, draft: Draft, receipt: Receipt, file_hash: str) -> None:
    """The upload's own record, and the areas that it covers."""
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
    starts, ends = [start for start, _end in draft.areas], [end for _start, end in draft.areas]
    con.execute(
        "insert into lake.coverage (upload_id, dataset, area_from, area_to, as_of)"
        " select ?, ?, unnest(?::varchar[]), unnest(?::varchar[]), ?",
        [receipt.upload_id, draft.dataset.name, starts, ends, draft.as_of],
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
