"""What the store should hold against what is on the disk: row files, kept files, and the mark."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from zhiping.store import catalogue
from zhiping.store.durable import hash_of
from zhiping.store.errors import RowsDamaged
from zhiping.store.mark import Mark, changes_of, missing, receipts_told
from zhiping.store.tables import TABLES
from zhiping.words import N_, _

MISSING, CHANGED, LOST = N_("文件缺失"), N_("文件内容变了"), N_("目录里没有这次上传或撤销")


@dataclass(frozen=True)
class RowFile:
    """A file under rows/ that a version names. `path`: from the store's folder; `size`: bytes.

    `stands`: it holds rows of `table` as pages read them, not what uploads once put (puts.py). `version`: that first
    had it; `until`: that first had it no more. `is_rows`: of rows, not of deleted ones, in the form that `table` has now.
    """

    table: str
    stands: bool
    path: str
    size: int
    version: int
    until: int | None
    is_rows: bool

    @property
    def lake_table(self) -> tuple[str, str]:
        """(schema, table)."""
        return "main" if self.stands else "puts", self.table


@dataclass(frozen=True)
class Problem:
    """Something that is not as it was written. `what`: one of the words above; `receipts`: the uploads concerned."""

    what: str
    path: str
    dataset: str
    receipts: tuple[str, ...]


def problems(con: duckdb.DuckDBPyConnection, folder: Path, mark: Mark) -> list[Problem]:
    """Everything that is wrong with a store, by reading all of it."""
    found = [
        Problem(what, file.path, file.table, _receipts_of(con, [file]))
        for file, what in broken_files(con, folder, mark)
    ]
    for digest, dataset, receipts in con.execute(
        "select file_hash, any_value(dataset), list(receipt order by upload_id) from lake.uploads group by file_hash order by 1"
    ).fetchall():
        path = f"files/{digest}"
        if what := _wrong_with(folder / path, None, digest):
            found.append(Problem(what, path, dataset, tuple(receipts)))
    lost = missing(mark.changes(), changes_of(con))
    return found + [Problem(LOST, "", "", (change.receipt,)) for change in lost]


def row_files(con: duckdb.DuckDBPyConnection, *, standing: bool = False) -> list[RowFile]:
    """The row files that any version names, those of deleted rows among them; or those of what stands now."""
    now = "where end_snapshot is null" if standing else ""
    rows = con.execute(
        f"""
        select
            t.table_name, s.schema_id = {catalogue.MAIN_SCHEMA}, 'rows/' || s.path || t.path || f.path, f.file_size_bytes,
            f.begin_snapshot, f.end_snapshot, f.is_rows and t.end_snapshot is null
        from (
            select table_id, path, file_size_bytes, begin_snapshot, end_snapshot, true as is_rows
            from {catalogue.TABLE}data_file {now}
            union all
            select table_id, path, file_size_bytes, begin_snapshot, end_snapshot, false as is_rows
            from {catalogue.TABLE}delete_file {now}
        ) as f
        join {catalogue.TABLE}table as t using (table_id)
        join {catalogue.TABLE}schema as s using (schema_id)
        order by all
        """
    ).fetchall()
    return [RowFile(*row) for row in rows]


def broken_files(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    mark: Mark,
    tables: Collection[tuple[str, str]] | None = None,
) -> list[tuple[RowFile, str]]:
    """The row files of all versions that are missing or changed, each with what is wrong, by reading all of them.

    `tables`: only those of these (schema, table).
    """
    if tables is not None and not tables:
        return []
    hashes = mark.hashes()
    files = [file for file in row_files(con) if tables is None or file.lake_table in tables]
    judged = [(file, _wrong_with(folder / file.path, file.size, hashes.get(file.path))) for file in files]
    return [(file, what) for file, what in judged if what]


class Soundness:
    """Whether the row files of what stands are those that were written; each is read once for it.

    A flipped bit in a file is no error to who reads it, only another figure.
    """

    def __init__(self, folder: Path, mark: Mark) -> None:
        self._folder, self._mark = folder, mark
        self._sound: set[str] = set()

    def trust(self, written: Iterable[str]) -> None:
        """These row files were written, flushed and hashed just now: they need no reading again."""
        self._sound |= {*written}

    def broken(self, con: duckdb.DuckDBPyConnection) -> list[RowFile]:
        """The files that are missing or changed. One that was sound is only looked at again for being there."""
        files = row_files(con, standing=True)
        fresh = [file for file in files if file.path not in self._sound]
        hashes = self._mark.hashes() if fresh else {}
        found = []
        for file in files:
            digest = None if file.path in self._sound else hashes.get(file.path)
            if _wrong_with(self._folder / file.path, file.size, digest):
                found.append(file)
            else:
                self._sound.add(file.path)
        return found


def damage(con: duckdb.DuckDBPyConnection, files: list[RowFile]) -> RowsDamaged:
    """What a person is told where these row files are missing or changed."""
    labels = _("、").join(sorted({_(TABLES[file.table].label) for file in files if file.table in TABLES}))
    named = receipts_told(_receipts_of(con, files))
    return RowsDamaged(
        _(
            "数据文件缺失或损坏：{labels}（涉及回执 {receipts}）。请管理员从备份恢复，"
            "或停止服务后运行 python -m zhiping repair 重建；原文件还在时可以在上传记录里下载。"
        ).format(labels=labels, receipts=named or _("不明"))
    )


def _wrong_with(file: Path, size: int | None, digest: str | None) -> str:
    if not file.is_file():
        return MISSING
    if (size is not None and file.stat().st_size != size) or (digest and hash_of(file) != digest):
        return CHANGED
    return ""


def _receipts_of(con: duckdb.DuckDBPyConnection, files: list[RowFile]) -> tuple[str, ...]:
    """The uploads whose rows may lie in these files: a merged file holds those of all versions from its first on."""
    found: set[str] = set()
    for file in files:
        with suppress(duckdb.Error):  # the records of the uploads may be what is broken
            rows = con.execute(
                "select receipt from lake.uploads where (dataset = $table or $table in ('uploads', 'coverage'))"
                " and undone_at is null and version >= $version",
                {"table": file.table, "version": file.version},
            ).fetchall()
            found |= {receipt for (receipt,) in rows}
    return tuple(sorted(found))
