"""Making row files anew that are missing or changed, from what the store knows twice.

What stands follows from what every upload put, and what an upload put can be read from where it stands, now or in an
older version. The records of the uploads stand in the mark too. Which parents a replacing upload spoke for follows
from what had been put by then. What none of them holds is lost.
"""

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from zhiping.contracts import DATASETS
from zhiping.contracts.uploads import KEPT
from zhiping.settings import Settings
from zhiping.store import catalogue, puts, replay
from zhiping.store.contract_changes import beside, held_of, make
from zhiping.store.errors import StoreDamaged
from zhiping.store.lake import attached, shorten_log
from zhiping.store.leavings import RowFiles
from zhiping.store.mark import PUT_ASIDE, Mark, receipts_told
from zhiping.store.tables import TABLES, LakeTable, promised
from zhiping.store.upkeep import Pins
from zhiping.store.verifying import RowFile, broken_files, row_files
from zhiping.words import _

Con = duckdb.DuckDBPyConnection
COVERED = "covered_parents"


@dataclass(frozen=True)
class LostRows:
    """Rows of an upload that stands, which are nowhere any more. `has_original`: the clerk's file is still there."""

    receipt: str
    rows: int
    file_name: str
    file_hash: str
    has_original: bool


@dataclass(frozen=True)
class Rebuilt:
    """What was made anew: tables by their names, and the versions that could not be read any more and are let go.

    Nothing of both where rows are `lost`, or somebody needs such a version (`pinned`), and that was not accepted.
    """

    tables: tuple[str, ...] = ()
    versions: tuple[int, ...] = ()
    lost: tuple[LostRows, ...] = ()
    pinned: tuple[int, ...] = ()


def rebuild_records(settings: Settings) -> bool:
    """Make the records of the uploads anew where they are broken; whether they were.

    Raises StoreDamaged where the mark does not know all of them.
    """
    if not (settings.store / catalogue.FILE).exists():
        return False
    mark = Mark(settings.store)
    with closing(attached(settings)) as con:
        broken = {file.table for file in _broken_now(con, settings.store, mark) if file.stands}
        tables = [table for table in promised() if table.name in broken and TABLES.get(table.name) in KEPT]
        if tables:
            found = _records(con, mark)
            _in_one(con, settings, lambda: _put_records(con, tables, found))
    return bool(tables)


def rebuild_rows(settings: Settings, now: datetime, *, accept_loss: bool) -> Rebuilt:
    """Make the rows of datasets anew whose files are broken. Where some are lost, only if that is accepted.

    Versions that name a broken file go, and what is left of the file moves to a folder beside. Raises StoreError.
    """
    folder, mark = settings.store, Mark(settings.store)
    if not (folder / catalogue.FILE).exists():  # to attach it would make one
        return Rebuilt()
    with closing(attached(settings)) as con:
        broken = [file for file, _what in broken_files(con, folder, mark)]
        current = [file for file in broken if file.until is None]
        made = [
            table
            for table in promised()
            if table.name in (*DATASETS, COVERED) and any(_is_of(file, table) for file in current)
        ]
        broken = [file for file in broken if file.until or any(_is_of(file, table) for table in made)]
        going = _naming(con, broken, with_newest=bool(made))
        pinned = tuple(sorted(Pins(folder).all().keys() & {*going}))
        lost: list[LostRows] = []

        def rebuild() -> bool:
            for table in made:
                if table.schema == "puts" and table.name in DATASETS:
                    lost.extend(_gather_puts(con, settings, table, broken))
            if any(table.name == COVERED for table in made):
                _find_covered_parents(con)
            for table in made:
                if table.schema == "main":
                    replay.replay_all(con, DATASETS[table.name])
                    _made_anew(con, table, "replayed")
            return accept_loss or not (lost or pinned)

        is_accepted = _in_one(con, settings, rebuild) if made else accept_loss or not pinned
        if not is_accepted:
            return Rebuilt(lost=tuple(lost), pinned=pinned)
        _let_go(con, folder, broken, going, now)
        shorten_log(con)
    return Rebuilt(tuple(sorted({table.name for table in made})), going, tuple(lost), pinned)


def _is_of(file: RowFile, table: LakeTable) -> bool:
    return file.lake_table == (table.schema, table.name)


def _broken_now(con: Con, folder: Path, mark: Mark) -> list[RowFile]:
    return [file for file, _what in broken_files(con, folder, mark) if file.until is None]


def _in_one(con: Con, settings: Settings, change: Callable[[], object]) -> bool:
    """One transaction, on the disk before it is committed; whether it was: not where `change` answers False."""
    row_files_ = RowFiles(settings.store / "rows")
    con.execute("begin")
    try:
        if change() is False:
            con.execute("rollback")
            row_files_.remove()
            return False
        written = row_files_.flush()
        con.execute("commit")
    except BaseException:
        row_files_.remove()
        raise
    Mark(settings.store).add(None, written)
    return True


def _records(con: Con, mark: Mark) -> dict[str, list[dict[str, object]]]:
    """Table -> what is kept about the uploads of this catalogue, as the mark says it."""
    snapshots = con.execute("select snapshot_id, commit_message from lake.snapshots() order by 1").fetchall()
    newest, noted = (
        snapshots[-1][0],
        [change for change in mark.changes() if change.version <= snapshots[-1][0]],
    )
    records = mark.records()
    acts = {f"undo {change.receipt}" if change.is_undo else change.receipt for change in noted}
    unknown = [change.receipt for change in noted if change.upload_id not in records]
    unknown += [
        message
        for _number, message in snapshots
        if message and message.split(" ")[-1].startswith("ZP") and message not in acts
    ]
    if unknown:
        raise StoreDamaged(
            _("上传记录缺失或损坏，其中 {receipts} 的记录无从重建。请从备份恢复。").format(
                receipts=receipts_told(sorted({*unknown}))
            )
        )
    found: dict[str, list[dict[str, object]]] = {}
    for upload_id in sorted({change.upload_id for change in noted}):
        for table, rows in records[upload_id].items():
            for row in rows:
                if (row.get("undone_version") or 0) > newest:  # an older catalogue: it has not happened there
                    row |= {"undone_at": None, "undone_by": None, "undone_version": None}
                found.setdefault(table, []).append(row)
    return found


def _put_records(con: Con, tables: Sequence[LakeTable], found: dict[str, list[dict[str, object]]]) -> bool:
    for table in tables:
        held = held_of(con, table)
        con.execute(
            f"create or replace temp table known ({', '.join(f'{c} {kind}' for c, kind in held.items())})"
        )
        for row in found.get(table.name, []):
            names = [name for name in row if name in held]
            values = ", ".join(f"cast(? as {held[name]})" for name in names)
            con.execute(
                f"insert into known ({', '.join(names)}) values ({values})", [row[name] for name in names]
            )
        _made_anew(con, table, "known")
    return True


def _made_anew(con: Con, table: LakeTable, source: str) -> None:
    """Make a table anew with the rows of `source`, by their columns' names. What it held is not read."""
    held = held_of(con, table)
    con.execute(f"drop table {table.path}")
    make(con, table, beside(table, held))
    con.execute(f"insert into {table.path} by name from {source}")


def _gather_puts(con: Con, settings: Settings, table: LakeTable, broken: Sequence[RowFile]) -> list[LostRows]:
    """Make what uploads of a dataset put anew, of every file that is whole; what none of them has.

    A row that once stood is the row that its upload put, in all columns which that upload's file had: replaying asks
    for no others.
    """
    held, bad = held_of(con, table), {file.path for file in broken}
    con.execute(
        f"create or replace temp table known ({', '.join(f'{c} {kind}' for c, kind in held.items())})"
    )
    whole = {f.path for f in row_files(con) if f.is_rows and f.table == table.name} - bad
    if whole:
        paths = ", ".join("'" + str(settings.store / path).replace("'", "''") + "'" for path in sorted(whole))
        source = f"read_parquet([{paths}], union_by_name = true)"
        have = {row[0] for row in con.execute(f"describe from {source}").fetchall()}
        columns = ", ".join(name for name in held if name in have)
        keys = ", ".join(DATASETS[table.name].key)
        con.execute(
            f"insert into known ({columns}) select distinct on ({keys}, upload_id) {columns} from {source}"
            " order by upload_id"
        )
    _made_anew(con, table, "known")
    found = con.execute(
        "select u.receipt, u.rows_published - count(k.upload_id) as lost, u.file_name, u.file_hash"
        " from lake.uploads as u left join known as k using (upload_id)"
        " where u.dataset = ? and u.undone_at is null"
        " group by u.upload_id, u.receipt, u.rows_published, u.file_name, u.file_hash"
        " having lost > 0 order by u.upload_id",
        [table.name],
    ).fetchall()
    return [
        LostRows(receipt, rows, file_name, file_hash, (settings.files / file_hash).exists())
        for receipt, rows, file_name, file_hash in found
    ]


def _find_covered_parents(con: Con) -> None:
    """Find again which parents lay in the areas of each replacing upload, by replaying what had been put by then."""
    (table,) = (one for one in promised() if one.name == COVERED)
    con.execute(f"drop table {table.path}")
    make(con, table)
    for upload_id, version, name in con.execute(
        "select upload_id, version, dataset from lake.uploads"
        " where mode != 'upsert' and undone_at is null order by upload_id"
    ).fetchall():
        dataset = DATASETS.get(name)
        if dataset and dataset.parent:
            replay.replay_all(con, DATASETS[dataset.parent.dataset], version)
            puts.keep_covered_parents(con, dataset, upload_id, puts.areas_of(upload_id), "replayed")


def _naming(con: Con, files: Sequence[RowFile], *, with_newest: bool) -> tuple[int, ...]:
    """The versions that name any of these files. `with_newest`: it is to be an older one soon."""
    numbers = [n for (n,) in con.execute("select snapshot_id from lake.snapshots() order by 1").fetchall()]
    return tuple(
        n
        for n in (numbers if with_newest else numbers[:-1])
        if any(file.version <= n and (file.until is None or n < file.until) for file in files)
    )


def _let_go(con: Con, folder: Path, broken: Sequence[RowFile], going: Sequence[int], now: datetime) -> None:
    """Let versions go that name a broken file, and move what is left of it beside."""
    for file in broken:
        if (folder / file.path).exists():
            aside = folder / f"{PUT_ASIDE}{now:%Y%m%d-%H%M%S}" / file.path
            aside.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(folder / file.path, aside)
    if going:
        con.execute(f"call ducklake_expire_snapshots('lake', versions => {[*going]})")
        con.execute("call ducklake_cleanup_old_files('lake', cleanup_all => true)")
