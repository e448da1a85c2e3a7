"""The lake on disk: opening DuckLake, and keeping its tables in step with the contracts."""

import shutil
from pathlib import Path

import duckdb
import duckdb_extension_ducklake

from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Dataset
from zhiping.contracts.uploads import KEPT
from zhiping.settings import Settings
from zhiping.store.disk import reason_of, refusal, try_writing
from zhiping.store.walls import wall_in
from zhiping.words import _

TABLES: dict[str, Dataset] = {dataset.name: dataset for dataset in (*DATASETS.values(), *KEPT)}

# Where a row came from: the upload, the sheet and row in the clerk's file, and which of the
# contract's columns that file had (|a|b|): a column that it lacked is unrecorded, not empty.
PROVENANCE: dict[str, str] = {
    "upload_id": "bigint",
    "source_sheet": "varchar",
    "source_row": "bigint",
    "recorded": "varchar",
}

# What DuckDB says of a catalogue that another process holds, or another opener in this one.
_HELD = ("Could not set lock on file", "Unique file handle conflict")


class StoreError(RuntimeError):
    """The store cannot do what was asked; the message says why and what to do."""


class StoreInUse(StoreError):
    """Another process has the store open."""


class StoreUnusable(StoreError):
    """The disk, its permissions or the memory do not let the store work; nothing in it is wrong."""


class StoreDamaged(StoreError):
    """Something that the store had is missing or broken."""


def table_columns(dataset: Dataset) -> dict[str, str]:
    """Column name -> SQL type of a lake table: the contract's columns, then the provenance."""
    columns = {column.name: column.sql_type for column in dataset.columns}
    return columns if dataset in KEPT else columns | PROVENANCE


def _extension() -> Path:
    package = Path(duckdb_extension_ducklake.__file__).parent
    return package / "extensions" / f"v{duckdb.__version__}" / "ducklake.duckdb_extension"


def opened_lake(settings: Settings) -> duckdb.DuckDBPyConnection:
    """An in-memory engine with the lake of `settings.store` attached as `lake`.

    Raises StoreInUse where another process holds it, StoreUnusable where the folder cannot be written or read,
    StoreDamaged where what lies in it is no lake.
    """
    folder = settings.store
    try:
        for part in ("rows", "files", "scratch"):
            (folder / part).mkdir(parents=True, exist_ok=True)
            try_writing(folder / part)
        try_writing(folder)
    except OSError as error:
        raise StoreUnusable(
            _(
                "数据文件夹 {path} 无法写入（{reason}）。请检查文件夹权限和磁盘空间，或用 --data 换一个位置。"
            ).format(path=folder, reason=reason_of(error))
        ) from error
    engine = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": settings.memory_limit,
            "temp_directory": str(folder / "scratch"),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            # A name that SQL does not know is an error, never a variable of ours.
            "python_enable_replacements": "false",
        },
    )
    try:
        engine.execute(f"load '{_quoted(_extension())}'")
        engine.execute(
            f"attach 'ducklake:{_quoted(folder / 'catalogue.duckdb')}' as lake"
            f" (data_path '{_quoted(folder / 'rows')}', override_data_path true, data_inlining_row_limit 0)"
        )
        _keep_in_step(engine)
        wall_in(engine, folder)
    except duckdb.Error as error:
        engine.close()
        if any(words in str(error) for words in _HELD):
            raise StoreInUse(
                _(
                    "数据文件夹 {path} 正被另一个程序使用（例如正在运行的服务）。"
                    "请先停止那个程序再试，或用 --data 指定另一个文件夹。"
                ).format(path=folder)
            ) from error
        if reason := refusal(error):
            raise StoreUnusable(
                _(
                    "数据文件夹 {path} 打不开（{reason}）。请检查文件夹权限、磁盘空间和内存，或用 --data 换一个位置。"
                ).format(path=folder, reason=reason)
            ) from error
        raise StoreDamaged(
            _("数据文件夹 {path} 打不开，里面的数据文件缺失或损坏。请从备份恢复。").format(path=folder)
        ) from error
    for left in (folder / "scratch").iterdir():  # by a killed process: nobody else has the store open
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    return engine


def _keep_in_step(engine: duckdb.DuckDBPyConnection) -> None:
    """Create the tables that the contracts promise and add the columns that are new, in one transaction."""
    have: dict[str, set[str]] = {}
    for table, column in engine.execute(
        "select table_name, column_name from duckdb_columns() where database_name = 'lake'"
    ).fetchall():
        have.setdefault(table, set()).add(column)
    statements = []
    for name, dataset in TABLES.items():
        columns = table_columns(dataset)
        if name not in have:
            statements.append(
                f"create table lake.{name} ({', '.join(f'{c} {t}' for c, t in columns.items())})"
            )
            continue
        statements += [
            f"alter table lake.{name} add column {column} {kind}"
            for column, kind in columns.items()
            if column not in have[name]
        ]
    if statements:
        engine.execute("begin")
        for statement in statements:
            engine.execute(statement)
        engine.execute("commit")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
