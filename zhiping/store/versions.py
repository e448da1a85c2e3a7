"""A version is a schema.

`Versions` keeps, for version n of the lake, a schema `v<n>` that holds every dataset under its plain
name, so that a query never names a schema. The datasets are views over `lake.t at (version => n)`; in a
process that serves many readers those of the newest version are native tables (typed, sorted, columns
derived once). The schema of a former newest goes when its last reader has ended, for its tables take
memory; of older versions, which are asked by links and comparisons, the last few stay.
"""

import threading
from collections import Counter, OrderedDict
from collections.abc import Collection, Hashable, Iterator
from contextlib import contextmanager, suppress

import duckdb

from zhiping.contracts.area_changes import area_changes
from zhiping.store.converting import INCONVERTIBLE
from zhiping.store.errors import StoreError
from zhiping.store.homes import StandingChanges
from zhiping.store.macros import Rules
from zhiping.store.prepared import prepare
from zhiping.store.readers import Reader, Readers
from zhiping.store.schemas import last_changes, make_schema, read_with, search_path
from zhiping.store.tables import TABLES
from zhiping.store.verifying import RowFile, Soundness
from zhiping.words import _

# A reader of an older version asks a page's dozen questions one after the other, a comparison asks two versions
# in turn: four keep two comparers from making each other's versions anew. Views hold no rows, so four cost little.
MOST_OLDER = 4
MOST_PLAIN_ROWS = 300_000  # below, compressing takes a tenth of a second and saves nothing that is felt


class Versions:
    """The schemas of one engine. Thread-safe; every reader has a cursor of its own.

    `_lock` is held only while the books are kept. `_building` is held while a newest schema is made or
    anything is dropped: readers go on with the version before until the new one stands. An older version is
    made under neither, by the first who asks for it; the others wait for their version alone (`_busy`).
    """

    def __init__(self, engine: duckdb.DuckDBPyConnection, soundness: Soundness) -> None:
        self._engine = engine
        self._soundness = soundness
        self._broken: dict[int, list[RowFile]] = {}  # of each standing version
        self._lock = threading.Lock()
        self._building = threading.Lock()
        self._readers: Counter[int] = Counter()
        # Each standing version with the native tables that it reads; the longest unused first.
        self._standing: OrderedDict[int, frozenset[str]] = OrderedDict()
        self._busy: dict[int, threading.Event] = {}  # versions that are being made or dropped
        self._tables: dict[str, int] = {}  # all native tables and how many rows each holds
        self._newest: int | None = None
        self._serves = False
        self._first = engine.execute("select min(snapshot_id) from lake.snapshots()").fetchall()[0][0]
        self._changed: dict[str, int] = dict.fromkeys(TABLES, self.latest())
        self._last_changes = last_changes(self._changed)
        self._rules = Rules(engine)
        self._kept_readers = Readers()
        self.area_changes = StandingChanges(engine, lambda: self._changed[area_changes.name])
        engine.execute("create schema native")

    def latest(self) -> int:
        """The number of the newest version in the lake."""
        row = self._engine.cursor().execute("from ducklake_current_snapshot('lake')").fetchone()
        assert row is not None
        return int(row[0])

    def number(self, version: int | None = None) -> int:
        """The number of the version that is asked for; the newest that stands where none is.

        Raises StoreError for a version that the store does not have.
        """
        newest = self._newest_standing()
        number = newest if version is None else version
        if not self._first <= number <= newest:
            raise StoreError(
                _("没有数据版本 {version}：现有版本是 {first} 至 {latest}。").format(
                    version=number, first=self._first, latest=newest
                )
            )
        return number

    def standing(self) -> frozenset[int]:
        """The numbers of the versions that are being read, or were lately."""
        with self._lock:
            return frozenset(self._standing)

    def broken(self, number: int, datasets: Collection[str]) -> list[RowFile]:
        """The files of these datasets that were missing or changed as a standing version was made."""
        with self._lock:
            return [file for file in self._broken.get(number, ()) if file.table in read_with(datasets)]

    def changed_at(self, datasets: frozenset[str], version: int) -> tuple[int, ...]:
        """For each dataset the version at which its rows last changed: what a cached answer hangs on."""
        with self._lock:
            changes = tuple(self._last_changes[name] for name in sorted(datasets))
        # An older version in which any of them was another: when that last changed before is not known.
        return changes if all(change <= version for change in changes) else (version,)

    def serve(self) -> None:
        """From here on the newest version stands as native tables, before its publish is acknowledged.

        For a server, at its start; a terminal that asks once would only lose time by it.
        """
        with self._building, self._lock:
            self._serves, self._newest = True, None
        self._sweep()

    def need_rules(self, scripts: Collection[str]) -> None:
        """Before macros that read datasets are called: the scripts of queries/rules that make them, and those they call."""
        self._rules.need(scripts)

    def note_change(self, datasets: set[str], version: int) -> None:
        """A publish or undo made `version` by changing `datasets`; a server stands it up at once.

        Where that fails the change is made all the same, and the next reader tries again.
        """
        with self._building:
            changed = self._changed | dict.fromkeys(datasets, version)
            try:
                self._renew(version if self._serves else None, changed)
            except duckdb.Error:
                self._renew(None, changed)
        self._sweep()

    @contextmanager
    def at(self, version: int | None = None) -> Iterator[tuple[duckdb.DuckDBPyConnection, int]]:
        """A cursor that reads `version` (default: the newest) under plain names, and its number.

        Raises StoreError for a version that the store does not have, or has no more.
        """
        with self._held(version) as number, self._engine.cursor() as cursor:
            cursor.execute(f"set search_path = '{search_path(number)}'")
            yield cursor, number

    @contextmanager
    def reader(self, version: int | None, seen: Hashable) -> Iterator[Reader]:
        """A reader of `version` (None: the newest), perhaps one that was used before by who sees just the same.

        `seen`: all that what is made on it hangs on, besides the version. One on which something fails is not used
        again. Raises as `at`.
        """
        with self._held(version) as number:
            reader = self._kept_readers.take(number, seen) or Reader(self._engine.cursor(), number)
            try:
                reader.look_in(reader.path or search_path(number))
                yield reader
            except BaseException:
                reader.cursor.close()
                raise
            self._kept_readers.put_back(reader, seen)

    def close(self) -> None:
        """Let go of all readers, so that the engine can end."""
        self._kept_readers.close()

    @contextmanager
    def _held(self, version: int | None) -> Iterator[int]:
        """A version that stands while it is read, by its number."""
        try:
            number = self._entered(version)
            try:
                yield number
            finally:
                with self._lock:
                    self._readers[number] -= 1
                self._sweep()
        except duckdb.InvalidInputException as error:
            if INCONVERTIBLE in str(error):
                sentence = _("数据版本 {version} 里有的值不符合现在的数据约定，读不了。请看更新的版本。")
                raise StoreError(sentence.format(version=version)) from error
            if "No snapshot found" not in str(error):
                raise
            raise StoreError(_("数据版本 {version} 已不再保存。").format(version=version)) from error

    def _entered(self, version: int | None) -> int:
        while True:
            number = self.number(version)
            with self._lock:
                if number in self._standing:
                    self._readers[number] += 1
                    self._standing.move_to_end(number)
                    return number
            if version is not None:  # else a newer one stands by now
                self._stand(number, None)

    def _newest_standing(self) -> int:
        newest = self._newest
        if newest is None:
            with self._building:
                if self._newest is None:
                    self._renew(self.latest(), self._changed)
                newest = self._newest
            self._sweep()
        assert newest is not None
        return newest

    def _renew(self, version: int | None, changed: dict[str, int]) -> None:
        """Make `version` the newest (None: let the next reader do it); the caller holds `_building`.

        No version stands before the first newest one, so that the rules which all need are made here.
        """
        if version is not None:
            self._rules.begin()
        while version is not None and version not in self._standing:
            self._stand(version, changed if self._serves else None)
        with self._lock:
            self._changed, self._newest = changed, version
            self._last_changes = last_changes(changed)

    def _stand(self, number: int, changed: dict[str, int] | None) -> None:
        """Make the schema of a version; where another thread is at it, only wait for that to end."""
        with self._lock:
            busy = self._busy.get(number)
            is_ours = busy is None and number not in self._standing
            if is_ours:
                self._busy[number] = threading.Event()
        if not is_ours:
            if busy:
                busy.wait()
            return
        try:
            with self._engine.cursor() as cursor:
                broken = [file for file in self._soundness.broken(cursor) if file.stands]
            without = frozenset(file.table for file in broken)
            tables = make_schema(self._engine, number, changed, self._tables, without)
            if changed is not None:
                # Before more rows are made: both at once would be at the limit of a million tickets.
                self._compress(tables)
                tables |= prepare(self._engine, self._rules, number, changed, tables, self._tables, without)
                self._compress(tables)
            with self._lock:
                self._standing[number], self._broken[number] = frozenset(tables), broken
                self._tables = self._tables | tables
        finally:
            self._end(number)

    def _compress(self, made: dict[str, int]) -> None:
        """Let the engine compress new native tables, where there is much: a tenth of the memory, read in half the time.

        It refuses beside somebody who writes just then; the tables are right without it, and the next version's turn
        compresses them too.
        """
        if sum((self._tables | made).values()) > MOST_PLAIN_ROWS:
            with self._engine.cursor() as cursor, suppress(duckdb.Error):
                cursor.execute("checkpoint memory")

    def _end(self, number: int) -> None:
        with self._lock:
            self._busy.pop(number).set()

    def _sweep(self) -> None:
        """Drop what nobody needs any more; whoever holds `_building` sweeps again after it.

        Never while a newest schema is made: it may stand on tables that no standing one reads.
        """
        while self._has_needless() and self._building.acquire(blocking=False):
            try:
                with self._lock:
                    numbers = self._needless_versions()
                    for number in numbers:
                        del self._standing[number], self._readers[number], self._broken[number]
                        self._busy[number] = threading.Event()
                    tables = self._needless_tables()
                    self._tables = {name: rows for name, rows in self._tables.items() if name not in tables}
                self._kept_readers.let_go(self.standing())
                self._drop(numbers, tables)
            finally:
                self._building.release()

    def _drop(self, numbers: list[int], tables: frozenset[str]) -> None:
        try:
            with self._engine.cursor() as cursor:
                for number in numbers:
                    cursor.execute(f"drop schema v{number} cascade")
                for table in tables:
                    cursor.execute(f"drop table memory.native.{table}")
        finally:
            for number in numbers:
                self._end(number)

    def _has_needless(self) -> bool:
        with self._lock:
            return bool(self._needless_versions() or self._needless_tables())

    def _needless_versions(self) -> list[int]:
        """The standing versions that nobody reads and that do not stay."""
        former = [number for number in self._standing if number != self._newest]
        staying: list[int] = []
        if self._newest is not None:
            staying = [number for number in former if not self._standing[number]][-MOST_OLDER:]
        return [number for number in former if number not in staying and not self._readers[number]]

    def _needless_tables(self) -> frozenset[str]:
        """The native tables that no standing version reads."""
        return frozenset(self._tables).difference(*self._standing.values())
