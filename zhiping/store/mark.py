"""The mark: what the store had when it last acknowledged a change, beside the catalogue and apart from it.

A catalogue that was cut short, or that an older copy took the place of, opens without a word. The mark is a line
a change, flushed after the commit and before the acknowledgement: a catalogue that knows less has lost something,
and the lines say what. One that knows more is right (a kill came between), and the mark is brought up to it.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from zhiping.contracts.uploads import KEPT
from zhiping.store import catalogue
from zhiping.store.durable import append
from zhiping.store.errors import StoreDamaged
from zhiping.words import _

MARK = "changes.jsonl"
PUT_ASIDE = "lost-"  # how folders begin in which what was given up lies
# Upload -> table of what the product keeps about it (zhiping/contracts/uploads.py) -> its rows there.
Records = dict[int, dict[str, list[dict[str, Any]]]]
_MOST_NAMED = 5  # receipts in a sentence; `zhiping repair` and `verify` list all


@dataclass(frozen=True)
class Change:
    """A publish, or the undo of one. `store`: what tells this lake from any other. `row_files`, `kept_files`: how many
    files there were after it."""

    store: str
    version: int
    upload_id: int
    receipt: str
    is_undo: bool
    file_name: str
    file_hash: str
    row_files: int = 0
    kept_files: int = 0


class Mark:
    """The changes that a store has acknowledged, in their order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / MARK

    def changes(self) -> list[Change]:
        """The changes that were acknowledged. A line that was cut off never was."""
        return [Change(**line["change"]) for line in self._lines() if "change" in line]

    def hashes(self) -> dict[str, str]:
        """Row file, as a path from the store's folder -> SHA-256 of what was written; files long gone are among them."""
        return {name: digest for line in self._lines() for name, digest in line.get("written", {}).items()}

    def records(self) -> Records:
        """What the catalogue's own records said of each upload when it last changed."""
        found: Records = {}
        for line in self._lines():
            found |= {int(number): record for number, record in line.get("records", {}).items()}
        return found

    def add(self, change: Change | None, written: Mapping[str, str], records: Records | None = None) -> None:
        """Note a change that was committed (None: no upload changed) and what it wrote. Raises OSError.

        `records`: of the uploads that it changed, so that what is kept of them can be made anew (see rebuilding.py).
        """
        line: dict[str, Any] = {"change": asdict(change)} if change else {}
        line |= {"written": dict(written)} | ({"records": _without_nulls(records)} if records else {})
        append(self._file, json.dumps(line, ensure_ascii=False, default=str).encode())

    def _lines(self) -> Iterator[dict[str, Any]]:
        for line in self._file.read_bytes().split(b"\n") if self._file.exists() else ():
            with suppress(ValueError):
                yield json.loads(line)

    def put_aside(self, folder: Path) -> None:
        """Move the mark into a folder; a new one begins with what is added next."""
        if self._file.exists():
            self._file.rename(folder / self._file.name)

    def check_folder(self) -> None:
        """Raises StoreDamaged where a catalogue is missing beside what it named: it would be begun anew, and empty."""
        if (self._folder / catalogue.FILE).exists():
            return
        parts = (self._folder / "rows", self._folder / "files")
        if self._file.exists() or any(file.is_file() for part in parts for file in part.rglob("*")):
            raise StoreDamaged(
                _(
                    "数据文件夹里有数据，但目录文件 {catalogue} 不见了，不能当作新的文件夹使用。{remedy}"
                ).format(catalogue=catalogue.FILE, remedy=remedy())
            )

    def check(self, engine: duckdb.DuckDBPyConnection) -> None:
        """Raises StoreDamaged where the catalogue knows less than it has acknowledged, or is another store's."""
        noted, known = self.changes(), changes_of(engine)
        store = store_of(engine)
        if any(change.store != store for change in noted):
            raise StoreDamaged(
                _("数据文件夹里的目录文件 {catalogue} 属于另一套数据，和这里的上传对不上。{remedy}").format(
                    catalogue=catalogue.FILE, remedy=remedy()
                )
            )
        if lost := missing(noted, known):
            raise StoreDamaged(
                _(
                    "数据文件夹里的目录文件 {catalogue} 不完整或是旧的：缺少 {n} 次上传或撤销（{named}）。{remedy}"
                ).format(
                    catalogue=catalogue.FILE,
                    n=len(lost),
                    named=receipts_told([change.receipt for change in lost]),
                    remedy=remedy(),
                )
            )
        for change in missing(known, noted):
            self.add(change, {}, records_of(engine, {change.upload_id}))
        if (
            unrecorded := {change.upload_id for change in known} - self.records().keys()
        ):  # noted before records were
            self.add(None, {}, records_of(engine, unrecorded))


def missing(changes: Iterable[Change], there: Iterable[Change]) -> list[Change]:
    """Of `changes`, as one of catalogue and mark says them, those that are not among the other's."""
    acts = {_act(change) for change in there}
    return [change for change in changes if _act(change) not in acts]


def changes_of(engine: duckdb.DuckDBPyConnection) -> list[Change]:
    """The changes that the catalogue knows, in the order of their versions."""
    rows = engine.execute(
        "select version, upload_id, receipt, false, file_name, file_hash from lake.uploads union all"
        " select undone_version, upload_id, receipt, true, file_name, file_hash from lake.uploads"
        " where undone_version is not null order by 1"
    ).fetchall()
    store = store_of(engine)
    return [Change(store, *row) for row in rows]


def records_of(engine: duckdb.DuckDBPyConnection, uploads: Collection[int]) -> Records:
    """What is kept about these uploads; nothing where it cannot be read."""
    with suppress(duckdb.Error):
        return _records_read(engine, uploads)
    return {}


def _records_read(engine: duckdb.DuckDBPyConnection, uploads: Collection[int]) -> Records:
    found: Records = {number: {} for number in sorted(uploads)}
    for table in (dataset.name for dataset in KEPT):
        read = engine.execute(
            f"from lake.{table} where upload_id in ({', '.join(map(str, found)) or 'null'}) order by all"
        )
        names = [column[0] for column in read.description or ()]
        for values in read.fetchall():
            row = dict(zip(names, values, strict=True))
            found[row["upload_id"]].setdefault(table, []).append(row)
    return found


def _without_nulls(records: Records) -> Records:
    return {
        number: {
            table: [{name: value for name, value in row.items() if value is not None} for row in rows]
            for table, rows in tables.items()
        }
        for number, tables in records.items()
    }


def store_of(engine: duckdb.DuckDBPyConnection) -> str:
    """What tells this lake from any other: DuckLake gives its first schema a number of its own."""
    found = engine.execute(
        f"select schema_uuid::varchar from {catalogue.TABLE}schema where schema_id = {catalogue.MAIN_SCHEMA}"
    ).fetchall()
    return str(found[0][0])


def remedy() -> str:
    return _(
        "请从备份恢复；没有备份时，运行 python -m zhiping repair 查看缺少哪些上传，"
        "加上 --accept-loss 才按现有的数据继续使用。"
    )


def _act(change: Change) -> tuple[int, int, str, bool]:
    return change.version, change.upload_id, change.receipt, change.is_undo


def receipts_told(receipts: Sequence[str]) -> str:
    """Receipts as a sentence lists them: the first few."""
    more = _("等") if len(receipts) > _MOST_NAMED else ""
    return _("、").join(receipts[:_MOST_NAMED]) + more
