"""Keeping a store small over years of uploads: few files, few versions, a short log.

Every upload adds a file to each table that it touches, every undo a file of deleted rows, and each makes a version.
Files are merged, deleted rows written out of them, and versions that nobody needs let go with the files that only
they had. What every upload put is merged too and never let go (see puts.py).
"""

import json
from collections.abc import Collection
from pathlib import Path

import duckdb

from zhiping.store import catalogue
from zhiping.store.durable import write_whole

# A scan opens every file of its table: with this many, reading costs about twice what it does with one.
MOST_FILES = 12
# The newest versions stay whatever happens: somebody is looking at one of them, or compares with yesterday's.
VERSIONS_KEPT = 20
PINS = "pins.json"

_LIVE = catalogue.TABLE + "{0} as {1} where {1}.end_snapshot is null"


def crowded_tables(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """(schema, table) of those that consist of more files than they should, deleted rows counted as files."""
    return con.execute(
        f"select s.schema_name, t.table_name from {catalogue.TABLE}table as t"
        f" join {catalogue.TABLE}schema as s using (schema_id) join ("
        f" select f.table_id from {_LIVE.format('data_file', 'f')}"
        f" union all select d.table_id from {_LIVE.format('delete_file', 'd')}"
        ") as files using (table_id) where t.end_snapshot is null and s.end_snapshot is null"
        " group by all having count(*) > ? order by all",
        [MOST_FILES],
    ).fetchall()


def merge(con: duckdb.DuckDBPyConnection, schema: str, table: str) -> None:
    """Make few files of a table's many; what stands in it does not change. The caller's transaction commits it."""
    where = f"'lake', '{table}', schema => '{schema}'"
    con.execute(f"call ducklake_rewrite_data_files({where}, delete_threshold => 0)")
    con.execute(f"call ducklake_merge_adjacent_files({where})")


def let_go(con: duckdb.DuckDBPyConnection, needed: Collection[int]) -> None:
    """Let versions go that are neither among the newest nor `needed`, and the files that only they had."""
    numbers = [n for (n,) in con.execute("select snapshot_id from lake.snapshots() order by 1").fetchall()]
    going = [number for number in numbers[:-VERSIONS_KEPT] if number not in needed]
    if going:
        con.execute(f"call ducklake_expire_snapshots('lake', versions => {going})")
    con.execute("call ducklake_cleanup_old_files('lake', cleanup_all => true)")


class Pins:
    """Versions that must stay, each with those who need it: a frozen link, a mark of what was last seen."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / PINS

    def all(self) -> dict[int, list[str]]:
        """Version -> who pinned it."""
        if not self._file.exists():
            return {}
        return {int(version): by for version, by in json.loads(self._file.read_text("utf-8")).items()}

    def put(self, pins: dict[int, list[str]]) -> None:
        """Raises OSError; then the former ones hold."""
        kept = {str(version): sorted(by) for version, by in sorted(pins.items()) if by}
        write_whole(self._file, json.dumps(kept, ensure_ascii=False, indent=1).encode())
