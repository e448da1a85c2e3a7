"""A version is a schema.

`Versions` makes, for one version n of the lake, a schema `v<n>` that holds every dataset under its
plain name, so that a query never names a schema. The datasets are views over
`lake.t at (version => n)`; in a process that serves many readers those of the newest version are
native tables (typed, sorted, columns derived once). A schema lives until a newer one stands and its
last reader has ended.
"""

import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from graphlib import TopologicalSorter

import duckdb

from zhiping.contracts import DATASETS
from zhiping.settings import QUERIES
from zhiping.store.lake import TABLES, StoreError, table_columns
from zhiping.words import _

_MACRO = re.compile(r"\bmacro (\w+)\(")
_CALL = re.compile(r"\b(\w+)\(")


@cache
def rule_scripts() -> tuple[str, ...]:
    """The SQL of queries/rules: scripts of `create macro`, each after those whose macros it calls."""
    scripts = {path.name: path.read_text("utf-8") for path in sorted((QUERIES / "rules").glob("*/*.sql"))}
    makes = {name: set(_MACRO.findall(script)) for name, script in scripts.items()}
    calls = {name: set(_CALL.findall(script)) for name, script in scripts.items()}
    needs = {
        name: [other for other in scripts if other != name and makes[other] & calls[name]] for name in scripts
    }
    return tuple(scripts[name] for name in TopologicalSorter(needs).static_order())


@cache
def derived_sql(dataset: str) -> str | None:
    """The select that gives `dataset` its derived columns; None where it has none."""
    path = QUERIES / "derived" / f"{dataset}.sql"
    return path.read_text("utf-8") if path.exists() else None


@cache
def _scripts_of_derived() -> tuple[str, ...]:
    """The rule scripts that derived columns call; no table macro, for those read derived columns."""
    called = {word for name in DATASETS | TABLES for word in _CALL.findall(derived_sql(name) or "")}
    needed: list[str] = []
    for script in reversed(rule_scripts()):  # those whose macros another one calls come before it
        if " as table" not in script and called & set(_MACRO.findall(script)):
            called |= set(_CALL.findall(script))
            needed.insert(0, script)
    return tuple(needed)


@cache
def _sources(dataset: str) -> frozenset[str]:
    """The datasets whose change makes `dataset` stale: itself, and those its derived columns read.

    Not the records of uploads: derived columns may read only those of their own dataset, and these
    change with it.
    """
    script = derived_sql(dataset) or ""
    words = set(script.replace("(", " ").replace(")", " ").replace(",", " ").split())
    return frozenset({dataset} | {name for name in DATASETS if name in words})


class Versions:
    """The schemas of one engine. Thread-safe; every reader has a cursor of its own.

    `_building` is held while a newest schema is made, `_lock` only while the books are kept: readers
    go on with the version before until the new one stands. Nothing is dropped meanwhile (`_coming`),
    since what is being made is nobody's yet.
    """

    def __init__(self, engine: duckdb.DuckDBPyConnection) -> None:
        self._engine = engine
        self._lock = threading.RLock()
        self._building = threading.Lock()
        self._readers: Counter[int] = Counter()
        self._standing: set[int] = set()
        self._newest: int | None = None
        self._coming = False
        self._serves = False
        self._first = engine.execute("select min(snapshot_id) from lake.snapshots()").fetchall()[0][0]
        self._changed: dict[str, int] = dict.fromkeys(TABLES, self.latest())
        self._engine.execute("create schema native")

    def latest(self) -> int:
        """The number of the newest version in the lake."""
        row = self._engine.cursor().execute("from ducklake_current_snapshot('lake')").fetchone()
        assert row is not None
        return int(row[0])

    def changed_at(self, datasets: frozenset[str], version: int) -> tuple[int, ...]:
        """For each dataset the version at which its rows last changed: what a cached answer hangs on."""
        with self._lock:
            if version != self._newest:
                return (version,)
            return tuple(_last_change(name, self._changed) for name in sorted(datasets))

    def serve(self) -> None:
        """From here on the newest version stands as native tables, before its publish is acknowledged.

        For a server, at its start; a terminal that asks once would only lose time by it.
        """
        with self._building, self._lock:
            self._serves, self._newest = True, None
            self._clear()

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

    def _renew(self, version: int | None, changed: dict[str, int]) -> None:
        """Make `version` the newest (None: let the next reader do it); the caller holds `_building`."""
        self._coming = True
        try:
            if version is not None and version not in self._standing:
                self._stand(version, changed if self._serves else None)
            with self._lock:
                self._changed, self._newest = changed, version
        finally:
            with self._lock:
                self._coming = False
                self._clear()

    @contextmanager
    def at(self, version: int | None = None) -> Iterator[tuple[duckdb.DuckDBPyConnection, int]]:
        """A cursor whose search path is the schema of `version` (default: the newest), and its number.

        Raises StoreError for a version that the store does not have.
        """
        number = self._entered(version)
        cursor = self._engine.cursor()
        try:
            cursor.execute(f"set search_path = 'v{number}'")
            yield cursor, number
        finally:
            cursor.close()
            with self._lock:
                self._readers[number] -= 1
                self._clear()

    def _entered(self, version: int | None) -> int:
        with self._lock:
            newest = self._newest
        if newest is None:
            with self._building:
                if self._newest is None:
                    self._renew(self.latest(), self._changed)
        with self._lock:
            assert self._newest is not None
            number = self._newest if version is None else version
            if not self._first <= number <= self._newest:
                raise StoreError(
                    _("没有数据版本 {version}：现有版本是 {first} 至 {latest}。").format(
                        version=number, first=self._first, latest=self._newest
                    )
                )
            if number not in self._standing:
                self._stand(number, None)
            self._readers[number] += 1
            return number

    def _stand(self, number: int, changed: dict[str, int] | None) -> None:
        """Make the schema of a version: native tables where `changed` is given, else views of the lake."""
        cursor = self._engine.cursor()
        for schema in (f"v{number}", f"raw{number}"):
            cursor.execute(f"drop schema if exists {schema} cascade")  # what a failed attempt left
            cursor.execute(f"create schema {schema}")
        cursor.execute(f"set search_path = 'raw{number}'")
        for name in TABLES:
            cursor.execute(f"create view raw{number}.{name} as {_rows_at(cursor, name, number)}")
        for script in _scripts_of_derived():
            cursor.execute(script)
        for name in TABLES:
            body = _over_raw(derived_sql(name) or f"select * from {name}", number)
            if changed is not None:
                body = f"select * from memory.native.{_native(cursor, name, body, changed)}"
            cursor.execute(f"create view v{number}.{name} as {body}")
        cursor.execute(f"set search_path = 'v{number}'")
        for script in rule_scripts():
            cursor.execute(script)
        cursor.close()
        with self._lock:
            self._standing.add(number)

    def _clear(self) -> None:
        """Drop the schemas that nobody reads and that are not the newest, and then their native tables."""
        idle = [n for n in self._standing if n != self._newest and not self._readers[n]]
        if not idle or self._coming:
            return
        cursor = self._engine.cursor()
        for number in idle:
            cursor.execute(f"drop schema v{number} cascade")
            cursor.execute(f"drop schema raw{number} cascade")
            self._standing.discard(number)
            del self._readers[number]
        if self._standing == {self._newest}:  # else a reader may still use the tables of the version before
            wanted = {_native_name(name, self._changed) for name in TABLES}
            tables = cursor.execute("select table_name from duckdb_tables() where schema_name = 'native'")
            for (table,) in tables.fetchall():
                if table not in wanted:
                    cursor.execute(f"drop table memory.native.{table}")
        cursor.close()


def _last_change(name: str, changed: dict[str, int]) -> int:
    return max(changed[source] for source in _sources(name))


def _native_name(name: str, changed: dict[str, int]) -> str:
    return f"{name}_{_last_change(name, changed)}"


def _native(cursor: duckdb.DuckDBPyConnection, name: str, body: str, changed: dict[str, int]) -> str:
    """The native table of a dataset, made unless one of the same sources stands already."""
    table = _native_name(name, changed)
    order = [c for c in (TABLES[name].area_column, TABLES[name].period) if c] or ["all"]
    rows = body.rstrip().rstrip(";")
    cursor.execute(
        f"create table if not exists memory.native.{table} as"
        f" select * from (\n{rows}\n) order by {', '.join(order)}"
    )
    return table


def _over_raw(body: str, number: int) -> str:
    """The select of derived columns, reading the raw schema: a view finds its sources when it is read,
    and by then their plain names mean the derived datasets.
    """
    return re.sub(rf"\b(from|join) ({'|'.join(TABLES)})\b", rf"\1 raw{number}.\2", body)


def _rows_at(cursor: duckdb.DuckDBPyConnection, name: str, number: int) -> str:
    """The select of a lake table at a version; tables and columns that it did not have yet are empty."""
    promised = table_columns(TABLES[name])
    source = f"lake.{name} at (version => {number})"
    try:
        have = {row[0] for row in cursor.execute(f"describe select * from {source}").fetchall()}
    except duckdb.CatalogException:
        empty = ", ".join(f"null::{kind} as {column}" for column, kind in promised.items())
        return f"select {empty} where false"
    columns = ", ".join(
        column if column in have else f"null::{kind} as {column}" for column, kind in promised.items()
    )
    return f"select {columns} from {source}"
