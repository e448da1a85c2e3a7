"""The store: publish an upload, undo it, and read versions.

A publish is one lake transaction: the rows, the upload's own record (who, when, file, hash) and the
areas it covers. What stands now is, by definition, the replay of all uploads that are not undone, in
order: a later upload replaces a row of the same key, and a replacing upload removes the earlier rows
of its areas and period. Undo re-plays that definition for the rows that the upload touched.
"""

import shutil
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from zhiping.contracts.kinds import Dataset
from zhiping.settings import Settings
from zhiping.store import catalogue, replay, upkeep
from zhiping.store.backup import copy_catalogue, copy_state, write_backup
from zhiping.store.closed import ClosedPeriods, Touched, check_reason
from zhiping.store.contract_changes import CONTRACTS
from zhiping.store.disk import reason_of, refusal
from zhiping.store.drafts import Draft, Receipt, next_receipt, put_record, put_rows, sign
from zhiping.store.durable import flush
from zhiping.store.errors import RowsDamaged, StoreDamaged, StoreUnusable
from zhiping.store.lake import opened_lake, shorten_log
from zhiping.store.leavings import RowFiles, kept
from zhiping.store.mark import MARK, PUT_ASIDE, Change, Mark, Records, changes_of, records_of, store_of
from zhiping.store.past_uploads import upload_of
from zhiping.store.replay import Replayed
from zhiping.store.reserve import Reserve
from zhiping.store.scratch import Scratch
from zhiping.store.tables import TABLES
from zhiping.store.verifying import Problem, Soundness, broken_files, damage, problems, row_files
from zhiping.store.versions import Versions
from zhiping.words import _


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
        self._catalogue = settings.store / catalogue.FILE
        self.mark = Mark(settings.store)
        self._engine = opened_lake(settings)
        self._store = store_of(self._engine)
        self.pins = upkeep.Pins(settings.store)
        self._row_files = RowFiles(settings.store / "rows")
        self._reserve = Reserve(settings.store)
        self._reserve.keep()
        self._soundness = Soundness(settings.store, self.mark)
        self.versions = Versions(self._engine, self._soundness)
        self.closed = ClosedPeriods(settings, lambda: self.versions.area_changes().homes)
        self.scratch = Scratch(settings.scratch)
        self._writing = threading.Lock()
        self._tidying = threading.Lock()  # taken before `_writing`: no file goes while a backup reads it
        self.first_start_mark = settings.store / "first-start"  # there while a first start fills the store

    def close(self) -> None:
        """Let go of the lake; another process may open it then."""
        with suppress(duckdb.Error), self.workspace() as con:
            shorten_log(con)
        self.versions.close()
        self._engine.close()

    @contextmanager
    def workspace(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for checking a file: its temp tables vanish with it."""
        with self._engine.cursor() as cursor:
            yield cursor

    def check_sound(self, datasets: Collection[str], version: int) -> None:
        """Raises RowsDamaged where rows of these datasets lie in files that were missing or changed as `version` was made."""
        if bad := self.versions.broken(version, datasets):
            with self.workspace() as con:
                raise damage(con, bad)

    def check_there(self) -> None:
        """Raises StoreDamaged where the store's folder has vanished: what stands in memory would hide it."""
        if not self._catalogue.exists():
            raise StoreDamaged(
                _("数据文件夹 {name} 不见了或读不到。请检查磁盘和挂载，恢复后重新启动服务。").format(
                    name=self.settings.store.name
                )
            )

    def problems(self) -> list[Problem]:
        """Everything that is wrong with the files of this store, by reading all of them."""
        with self._writing, self.workspace() as con:
            return problems(con, self.settings.store, self.mark)

    def back_up(self, target: Path) -> None:
        """Write this moment of the store into one file. Readers go on, uploads wait only while the catalogue is copied.

        It is tidied before, so that nothing is kept which no version needs. Raises StoreError, then there is no file.
        """
        failed = _("没有备份")
        with suppress(duckdb.Error, OSError):  # a full disk is when a backup is wanted most
            self.tidy()
        with self._tidying, self._said(failed), self.workspace() as con:
            folder = self.settings.store
            with TemporaryDirectory(prefix="backup-", dir=self.settings.scratch) as place:
                copies = Path(place)
                with self._writing:  # what changes is copied, all of it at one moment
                    copy_catalogue(con, copies / catalogue.FILE)
                    for name in (MARK, upkeep.PINS, CONTRACTS):
                        if (folder / name).exists():
                            shutil.copyfile(folder / name, copies / name)
                    if (state := self.settings.state_file).exists():
                        # The mark first: it may know less of the audit than the state, never more.
                        if (mark := self.settings.audit_mark).exists():
                            shutil.copyfile(mark, copies / mark.name)
                        copy_state(state, copies / state.name)
                    names = {file.path for file in row_files(con)}
                    names |= {f"files/{change.file_hash}" for change in changes_of(con)}
                    names |= {f"bulletins/{file.name}" for file in self.settings.issued_files()}
                members = {name: folder / name for name in names}
                write_backup(members | {copy.name: copy for copy in copies.iterdir()}, target)

    def is_new(self) -> bool:
        """Whether nothing was ever uploaded here, or only a first start that was cut off."""
        nothing = self._engine.cursor().execute("select count(*) from lake.uploads").fetchall() == [(0,)]
        return nothing or self.first_start_mark.exists()

    def has_lost_data(self) -> bool:
        """Whether it goes on without uploads that it had once (see repairing.py)."""
        return any(self.settings.store.glob(f"{PUT_ASIDE}*"))

    def kept_file(self, file_hash: str) -> Path:
        """Where the clerk's file of that hash is kept."""
        return self.settings.files / file_hash

    def begin_first_start(self) -> None:
        """From here on the store is new until `end_first_start`, whatever is cut off between."""
        self.first_start_mark.touch()
        flush(self.settings.store)

    def end_first_start(self) -> None:
        """What a first start puts into a store is all there."""
        self.first_start_mark.unlink()
        flush(self.settings.store)

    def publish(self, con: duckdb.DuckDBPyConnection, draft: Draft) -> Receipt:
        """Publish the sound rows of a draft in one transaction. Raises StoreError; then nothing has changed."""
        failed = _("没有发布，数据保持原样")
        with self._writing, self._said(failed):
            check_reason(self.closed.by_publish(con, draft), draft.reason)
            with kept(draft.file, self.settings.files) as file_hash, self._change(con) as written:
                version = self.versions.latest() + 1
                upload_id, receipt = next_receipt(con, draft)
                published, removed = put_rows(con, draft, upload_id)
                done = Receipt(upload_id, receipt, version, published, removed)
                records = put_record(con, draft, done, file_hash)
                sign(con, draft.published_by, receipt)
            self._note(
                draft.dataset,
                Change(self._store, version, upload_id, receipt, False, draft.file_name, file_hash),
                written,
                records,
            )
        return done

    def undo(self, receipt: str, *, user: str, now: datetime, reason: str | None = None) -> Undone:
        """Undo one upload; later ones stay. `reason`: why it corrects a closed period. Raises StoreError where it cannot be."""
        failed = _("没有撤销，数据保持原样")
        with self._writing, self._said(failed), self._reserve.given(), self.workspace() as con:
            upload = upload_of(con, receipt)
            dataset, number = TABLES[upload.dataset], upload.upload_id
            # Replayed before the transaction: after a delete in the same one, a read of an older version
            # finds nothing (DuckLake).
            replayed = replay.replay_without(con, dataset, upload)
            check_reason(self.closed.by_undo(con, dataset), reason)
            with self._change(con) as written:
                version = self.versions.latest() + 1
                replay.put_replayed(con, dataset)
                con.execute(
                    "update lake.uploads set undone_at = ?, undone_by = ?, undone_version = ?, undone_reason = ?"
                    " where upload_id = ?",
                    [now, user, version, reason, number],
                )
                sign(con, user, f"undo {receipt}")
            self._note(
                dataset,
                Change(self._store, version, number, receipt, True, upload.file_name, upload.file_hash),
                written,
                records_of(con, {number}),
            )
        return Undone(receipt, version, **vars(replayed))

    def would_undo(self, receipt: str) -> tuple[Replayed, list[Touched]]:
        """What undoing one upload would do, also to closed periods. Nothing is changed.

        Raises StoreError where there is nothing to undo.
        """
        with self._writing, self.workspace() as con:
            upload = upload_of(con, receipt)
            dataset = TABLES[upload.dataset]
            return replay.replay_without(con, dataset, upload), self.closed.by_undo(con, dataset)

    def pin(self, version: int, by: str) -> None:
        """Keep a version until `unpin` by the same. Raises StoreError where it is there no more, OSError."""
        with self._writing:
            self.versions.number(version)
            pins = self.pins.all()
            self.pins.put(pins | {version: sorted({*pins.get(version, ()), by})})

    def unpin(self, version: int, by: str) -> None:
        """`by` needs the version no more. Raises OSError."""
        with self._writing:
            pins = self.pins.all()
            self.pins.put(pins | {version: [one for one in pins.get(version, ()) if one != by]})

    def tidy(self) -> bool:
        """Merge crowded files and let needless versions go, where there is cause; whether there was.

        Readers go on meanwhile, uploads wait. Cut off at any moment, it has happened or it has not.
        """
        with self._tidying, self._writing, self.workspace() as con:
            crowded = upkeep.crowded_tables(con)
            # A merged file has a hash of its own, which would call right what a flipped bit made.
            bad = {
                file.lake_table for file, _what in broken_files(con, self.settings.store, self.mark, crowded)
            }
            crowded = [table for table in crowded if table not in bad]
            for schema, table in crowded:
                with self._change(con) as written:
                    upkeep.merge(con, schema, table)
                self.mark.add(None, written)
            if crowded:
                upkeep.let_go(con, self.pins.all().keys() | self.versions.standing())
            shorten_log(con)
            self._reserve.keep()
        return bool(crowded)

    @contextmanager
    def _said(self, failed: str) -> Iterator[None]:
        """What the engine or the disk cannot do is said in the words of the act that fails by it."""
        try:
            yield
        except (duckdb.Error, OSError) as error:
            if not refusal(error):
                with self.workspace() as con:
                    if bad := self._soundness.broken(con):
                        raise RowsDamaged(f"{failed}{_('。')}{damage(con, bad)}") from error
            sentence = _("{failed}（{reason}）。请检查磁盘空间和文件夹权限后再试。")
            raise StoreUnusable(sentence.format(failed=failed, reason=reason_of(error))) from error

    @contextmanager
    def _change(self, con: duckdb.DuckDBPyConnection) -> Iterator[dict[str, str]]:
        """One transaction of the lake, committed at the end: what it wrote is on the disk before, or gone again.

        Gives the row files written with their hashes, once they are.
        """
        self._row_files.begin()
        written: dict[str, str] = {}
        con.execute("begin")
        try:
            yield written
            written |= self._row_files.flush()
            con.execute("commit")
        except BaseException:
            with suppress(
                duckdb.TransactionException
            ):  # the failing commit has ended the transaction already
                con.execute("rollback")
            self._row_files.remove()
            raise
        self._soundness.trust(written)
        with suppress(OSError):  # it is committed: the folder's own names are all that could be wanting
            flush(self.settings.store)  # the log may be a new file

    def _note(self, dataset: Dataset, change: Change, written: dict[str, str], records: Records) -> None:
        """A change was committed: the mark knows it before it is acknowledged, and readers see it."""
        counted = replace(
            change,
            row_files=self._row_files.count(),
            kept_files=sum(1 for _file in self.settings.files.iterdir()),
        )
        with suppress(OSError):  # on a full disk: the change is made all the same; the next opening notes it
            self.mark.add(counted, written, records)
        with self.workspace() as con:
            shorten_log(con)
        self.versions.note_change({dataset.name, "uploads", "coverage"}, change.version)
