"""The lake on disk: opening DuckLake, and keeping its tables in step with the contracts."""

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path

import duckdb
import duckdb_extension_ducklake

from zhiping.settings import Settings
from zhiping.store import catalogue, scratch
from zhiping.store.contract_changes import carry_out, planned
from zhiping.store.disk import reason_of, refusal, try_writing
from zhiping.store.durable import flush
from zhiping.store.errors import StoreDamaged, StoreError, StoreInUse, StoreUnusable, noting
from zhiping.store.leavings import RowFiles, remove_orphans
from zhiping.store.mark import Mark, remedy
from zhiping.store.puts import begin_from_versions
from zhiping.store.reserve import free_bytes
from zhiping.store.tables import promised
from zhiping.store.verifying import Soundness, damage
from zhiping.store.walls import wall_in
from zhiping.words import _

# What DuckDB says of a catalogue that another process holds, or another opener in this one.
_HELD = ("Could not set lock on file", "Unique file handle conflict")


@cache
def _load_extension() -> str:
    """The statement that loads DuckLake, run once in an engine that insists on the signature of its file.

    To check it means to read 36 MB at every load (90 ms), and the file stays the same while the process runs.
    """
    package = Path(duckdb_extension_ducklake.__file__).parent
    file = package / "extensions" / f"v{duckdb.__version__}" / "ducklake.duckdb_extension"
    statement = f"load '{_quoted(file)}'"
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as engine:
        engine.execute(statement)
    return statement


def opened_lake(settings: Settings) -> duckdb.DuckDBPyConnection:
    """An in-memory engine with the lake of `settings.store` attached as `lake`, in step with the contracts.

    Raises StoreInUse where another process holds it, StoreUnusable where the folder cannot be written or read,
    StoreDamaged where what lies in it is no lake, or has lost something that was acknowledged, StoreError where it
    holds values that the contracts do not allow any more; each has the folder's place as a note.
    """
    with noting(settings.store):
        return _opened(settings)


def _opened(settings: Settings) -> duckdb.DuckDBPyConnection:
    folder, mark = settings.store, Mark(settings.store)
    try:
        for part in ("rows", "files", "scratch"):
            (folder / part).mkdir(parents=True, exist_ok=True)
            try_writing(folder / part)
        try_writing(folder)
    except OSError as error:
        raise StoreUnusable(
            _("数据文件夹无法写入（{reason}）。请检查文件夹权限和磁盘空间，或用 --data 换一个位置。").format(
                reason=reason_of(error)
            )
        ) from error
    mark.check_folder()
    engine = _attached(settings)
    with _closed_unless_done(engine, settings):
        _keep_in_step(engine, settings, mark)
        flush(folder)
        wall_in(engine, folder)
    scratch.clear(settings.scratch)
    return engine


def attached(settings: Settings) -> duckdb.DuckDBPyConnection:
    """An engine with the lake attached as it lies there, unchecked. Raises as `opened_lake`."""
    with noting(settings.store):
        return _attached(settings)


def _attached(settings: Settings) -> duckdb.DuckDBPyConnection:
    folder = settings.store
    engine = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": settings.memory_limit,
            "temp_directory": str(settings.scratch),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_unsigned_extensions": "true",  # until the walls stand; its signature was found right
            # A name that SQL does not know is an error, never a variable of ours.
            "python_enable_replacements": "false",
            "checkpoint_threshold": "1TB",  # no commit does it: see `shorten_log`
            # It keeps what it read of row files that are long gone, up to the whole limit; the system's own cache
            # serves as well.
            "enable_external_file_cache": "false",
        },
    )
    with _closed_unless_done(engine, settings):
        engine.execute("pragma disable_checkpoint_on_shutdown")
        engine.execute(_load_extension())
        engine.execute(
            f"attach 'ducklake:{_quoted(folder / catalogue.FILE)}' as lake"
            f" (data_path '{_quoted(folder / 'rows')}', override_data_path true, data_inlining_row_limit 0)"
        )
    return engine


@contextmanager
def _closed_unless_done(engine: duckdb.DuckDBPyConnection, settings: Settings) -> Iterator[None]:
    """Close the engine where the body fails, and say by whose turn it is."""
    try:
        yield
    except StoreError:
        engine.close()
        raise
    except (duckdb.Error, OSError) as error:
        engine.close()
        if any(words in str(error) for words in _HELD):
            raise StoreInUse(
                _(
                    "数据文件夹正被另一个程序使用（例如正在运行的服务）。"
                    "请先停止那个程序再试，或用 --data 指定另一个文件夹。"
                )
            ) from error
        if reason := refusal(error):
            raise StoreUnusable(
                _(
                    "数据文件夹打不开（{reason}）。请检查文件夹权限、磁盘空间和内存，或用 --data 换一个位置。"
                ).format(reason=reason)
            ) from error
        raise StoreDamaged(
            _("数据文件夹打不开，里面的数据文件缺失或损坏。{remedy}").format(remedy=remedy())
        ) from error


def _keep_in_step(engine: duckdb.DuckDBPyConnection, settings: Settings, mark: Mark) -> None:
    """Let the lake hold what the contracts promise. Raises StoreError where it cannot; then nothing in it has changed."""
    is_filled = has_uploads(engine)
    if is_filled:
        mark.check(engine)
        _altered(engine, settings, mark, begin_from_versions)
    changes = planned(engine, settings.store, promised(), partial(_check_sound, engine, settings.store, mark))
    if is_filled:
        remove_orphans(engine, settings.files)
    if changes:
        _altered(engine, settings, mark, partial(carry_out, changes=changes))
    for sentence in changes.told:
        print(sentence, file=sys.stderr, flush=True)
    if not changes.is_known:
        with suppress(OSError):  # on a full disk: the next opening finds the same
            changes.record.keep(settings.store)


def _check_sound(
    engine: duckdb.DuckDBPyConnection, folder: Path, mark: Mark, tables: Collection[str]
) -> None:
    """Raises RowsDamaged where files of these tables are broken: what they hold cannot be judged, nor converted."""
    if broken := [file for file in Soundness(folder, mark).broken(engine) if file.table in tables]:
        raise damage(engine, broken)


def _altered(
    engine: duckdb.DuckDBPyConnection,
    settings: Settings,
    mark: Mark,
    alter: Callable[[duckdb.DuckDBPyConnection], bool],
) -> None:
    """Change tables in one transaction, on the disk before it is committed. `alter`: whether there was anything to do."""
    row_files = RowFiles(settings.store / "rows")
    engine.execute("begin")
    is_altered = alter(engine)
    written = row_files.flush()
    engine.execute("commit")
    if is_altered:
        if written:
            mark.add(None, written)
        shorten_log(engine)  # to replay a log with ALTER in it has an open fault in 1.5.5


def has_uploads(engine: duckdb.DuckDBPyConnection) -> bool:
    """Whether the lake has its tables yet: the first opening makes them."""
    return ("main", "uploads") in catalogue.tables(engine)


def shorten_log(con: duckdb.DuckDBPyConnection) -> None:
    """Take the catalogue's log into the catalogue. Beside a reader that is refused, which is no error.

    Only with room for all of it once more: one that a full disk stops leaves an engine that can do nothing more.
    """
    with suppress(duckdb.Error, OSError):
        rows = con.execute("select path from duckdb_databases() where database_name = 'lake'").fetchall()
        file = Path(rows[0][0])
        if free_bytes(file.parent) > sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*")):
            con.execute(f"checkpoint {catalogue.DATABASE}")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
