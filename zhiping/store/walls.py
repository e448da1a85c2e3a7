"""The walls around the engine: it reaches the files of its store and nothing else, and no statement moves them.

All SQL is the product's own, so nothing should ever run into them. They hold where that fails: a value that
was taken into a statement unquoted finds no other file, no extension and no more memory than was given.
"""

from pathlib import Path

import duckdb

# Several times the memory that the engine is given by default; unbounded, one bad question would fill the disk
# and with it keep everybody from publishing.
MOST_SPILLED = "8GB"


def wall_in(engine: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Shut `engine` into the store of `folder`, for good. Call when it has loaded, attached and set all that it needs."""
    # An office may keep a part of the store, its rows for example, behind a link on another disk.
    parts = {path.resolve() for path in (folder, *folder.iterdir()) if path.is_dir()}
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in sorted(parts))
    for statement in (
        f"set max_temp_directory_size = '{MOST_SPILLED}'",
        f"set allowed_directories = [{listed}]",
        "set enable_external_access = false",
        "set lock_configuration = true",
    ):
        engine.execute(statement)
