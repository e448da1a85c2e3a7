"""The small state: links in circulation. Few rows, written one at a time by many, beside the lake of the figures.

SQLite (write-ahead log) in a file of the data folder, or another database by its URL. The tables are made and changed
by the steps in migrations/, one after the other.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from zhiping.settings import SettingsError
from zhiping.words import _

METADATA = sa.MetaData()
LINKS = sa.Table(
    "links",
    METADATA,
    sa.Column("link_id", sa.String(12), primary_key=True),
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("token_end", sa.String(4), nullable=False),  # by which a list tells one link from another
    sa.Column("page", sa.String(60), nullable=False),
    sa.Column("filters", sa.JSON, nullable=False),
    sa.Column("told", sa.Text, nullable=False),
    sa.Column("issuer", sa.String(200), nullable=False),
    sa.Column("version", sa.BigInteger),  # of the data; null for the newest
    sa.Column("made_at", sa.DateTime, nullable=False),
    sa.Column("until", sa.DateTime, nullable=False),
    sa.Column("paused_at", sa.DateTime),
    sa.Column("revoked_at", sa.DateTime),
    sa.Column("opened_count", sa.Integer, nullable=False),
    sa.Column("last_opened_at", sa.DateTime),
)

_MIGRATIONS = Path(__file__).parent / "migrations"
_WAIT_SECONDS = 10.0  # for another process that is writing; a write takes milliseconds


class State:
    """The tables behind one URL. Thread-safe. Made when something is first written, so who shares nothing has no file."""

    def __init__(self, url: str) -> None:
        """Raises SettingsError for a URL that leads nowhere."""
        try:
            self._url = make_url(url)
            is_file = self._url.get_backend_name() == "sqlite"
            self._engine = sa.create_engine(
                self._url, connect_args={"timeout": _WAIT_SECONDS} if is_file else {}
            )
        except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ImportError) as error:
            raise SettingsError(
                _("ZHIPING_STATE 应写成 postgresql+psycopg://用户:口令@主机/库 这样的地址，现在不能用。")
            ) from error
        self._file = Path(self._url.database or "") if is_file else None
        if is_file:
            sa.event.listen(self._engine, "connect", _settle_sqlite)
        self._is_current = False
        self._making = threading.Lock()

    @property
    def is_there(self) -> bool:
        """Whether anything can have been written."""
        return self._file is None or self._file.exists()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction: whole when the block ends, nothing of it when it raises."""
        self._make_current()
        with self._engine.begin() as connection:
            yield connection

    def rows(self, asked: sa.Select[Any]) -> list[sa.RowMapping]:
        """What stands now; nothing where nothing was ever written."""
        if not self.is_there:
            return []
        self._make_current()
        with self._engine.connect() as connection:
            return list(connection.execute(asked).mappings())

    def close(self) -> None:
        """Let the connections go."""
        self._engine.dispose()

    def _make_current(self) -> None:
        if self._is_current:
            return
        with self._making:
            if not self._is_current and self._step() != newest_step():
                self._migrate()
            self._is_current = True

    def _step(self) -> str | None:
        """The step that the tables stand at; Alembic, which takes long to import, is not needed to see that."""
        if not self.is_there:
            return None
        with self._engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(sa.text("select version_num from alembic_version")).scalar()

    def _migrate(self) -> None:
        from alembic import command
        from alembic.config import Config

        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch(mode=0o600)  # it tells who shared what
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        with self._engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def newest_step() -> str:
    """The name of the last step in migrations/."""
    return max(file.stem.partition("_")[0] for file in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def _settle_sqlite(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode = wal", "synchronous = full", "foreign_keys = on"):
        connection.execute(f"pragma {pragma}")
