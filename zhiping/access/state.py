"""The small state: links in circulation, the audit, saved views, accounts and their sessions, what clerks said of their files, issued bulletins, closed periods. Few rows, written one at a time by many, beside the lake of the figures.

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
    sa.Column(
        "is_open", sa.Boolean, nullable=False, server_default=sa.false()
    ),  # also for whoever has not signed in
)
OPEN_PAGES = sa.Table(  # of which an admin allows links that open without signing in
    "open_pages",
    METADATA,
    sa.Column("page", sa.String(60), primary_key=True),
    sa.Column("allowed_by", sa.String(200), nullable=False),
    sa.Column("allowed_at", sa.DateTime, nullable=False),
)
AUDIT = sa.Table(
    "audit",
    METADATA,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", sa.DateTime, nullable=False, index=True),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("act", sa.String(20), nullable=False),
    sa.Column("page", sa.String(60), nullable=False),
    sa.Column("about", sa.String(500), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),  # over the row and the hash of the row before
    # Whoever did one thing among a million acts is found at once, the newest first.
    *(sa.Index(f"ix_audit_{column}", column, "number") for column in ("who", "act", "page")),
)
AUDIT_CHAIN = sa.Table(  # one row: how far the audit reaches, and how much of its beginning was let go
    "audit_chain",
    METADATA,
    sa.Column("chain_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("count", sa.BigInteger, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Column("let_go_count", sa.BigInteger, nullable=False),
    sa.Column("let_go_hash", sa.String(64), nullable=False),
)
VIEWS = sa.Table(
    "views",
    METADATA,
    sa.Column("owner", sa.String(200), primary_key=True),
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("page", sa.String(60), nullable=False),
    sa.Column("filters", sa.JSON, nullable=False),
    sa.Column("scope", sa.String(12), nullable=False),  # of its owner: who has the same may see a shared one
    sa.Column("is_shared", sa.Boolean, nullable=False),
    sa.Column("is_start", sa.Boolean, nullable=False),
    sa.Column("made_at", sa.DateTime, nullable=False),
)
# `name_key`: what is the same name, however written. `once_until`: until when a password opens that must be changed.
# `subject`: who it is at the office's identity provider; null for one with a password here.
ACCOUNTS = sa.Table(
    "accounts",
    METADATA,
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("name_key", sa.String(60), nullable=False, unique=True),
    sa.Column("password_hash", sa.String(200), nullable=False),
    sa.Column("once_until", sa.DateTime),
    sa.Column("roles", sa.JSON, nullable=False),
    sa.Column("scope", sa.String(12), nullable=False),
    sa.Column("unit", sa.String(200), nullable=False),
    sa.Column("company", sa.String(200), nullable=False),
    sa.Column("datasets", sa.JSON, nullable=False),
    sa.Column("made_at", sa.DateTime, nullable=False),
    sa.Column("signed_in_at", sa.DateTime),
    sa.Column("closed_at", sa.DateTime),
    sa.Column("subject", sa.String(400), unique=True),
)
SESSIONS = sa.Table(
    "sessions",
    METADATA,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("name", sa.String(60), sa.ForeignKey("accounts.name"), nullable=False),
    sa.Column("made_at", sa.DateTime, nullable=False),
    sa.Column("seen_at", sa.DateTime, nullable=False),
    sa.Column("viewed", sa.String(60), sa.ForeignKey("accounts.name")),  # as whom an admin looks
)
SAID_OF_HEADERS = sa.Table(
    "said_of_headers",
    METADATA,
    sa.Column("owner", sa.String(200), primary_key=True),
    sa.Column("dataset", sa.String(60), primary_key=True),
    sa.Column("headers_hash", sa.String(64), primary_key=True),
    sa.Column("said", sa.JSON, nullable=False),
    sa.Column("said_at", sa.DateTime, nullable=False),
)

BULLETINS = sa.Table(  # that were issued: what each said lies in its files
    "bulletins",
    METADATA,
    sa.Column("number", sa.String(20), primary_key=True),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("period", sa.String(60), nullable=False),
    sa.Column("filters", sa.JSON, nullable=False),
    sa.Column("issuer", sa.String(200), nullable=False),
    sa.Column("scope", sa.String(12), nullable=False),
    sa.Column("unit", sa.String(200), nullable=False),
    sa.Column("company", sa.String(200), nullable=False),
    sa.Column("sees_people", sa.Boolean, nullable=False),
    sa.Column("language", sa.String(5), nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("files", sa.JSON, nullable=False),
    sa.Column("issued_at", sa.DateTime, nullable=False),
    sa.Column("withdrawn_at", sa.DateTime),
    sa.Column("withdrawn_by", sa.String(200)),
    sa.Column("withdrawn_why", sa.Text),
)
CLOSINGS = sa.Table(  # of periods, each after its bulletin
    "closings",
    METADATA,
    sa.Column("closing_id", sa.Integer, primary_key=True),
    sa.Column("bulletin", sa.String(20), sa.ForeignKey("bulletins.number"), nullable=False),
    sa.Column("systems", sa.JSON, nullable=False),
    sa.Column("area", sa.String(12), nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("until", sa.Date, nullable=False),
    sa.Column("closed_by", sa.String(200), nullable=False),
    sa.Column("closed_at", sa.DateTime, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),  # of the data then
    sa.Column("reopened_by", sa.String(200)),
    sa.Column("reopened_at", sa.DateTime),
    sa.Column("reopened_why", sa.Text),
)

_MIGRATIONS = Path(__file__).parent / "migrations"
_MAKING = threading.Lock()  # Alembic keeps what it is at beside all states
_LOCK = 7_164_001  # of PostgreSQL, while tables are made: any number that nobody else takes
_WAIT_SECONDS = (
    10  # for another process that is writing, or a server that is not there; a write takes milliseconds
)


class StateUnusable(SettingsError):
    """The database of the small state does not answer, or cannot be written, now."""


class State:
    """The tables behind one URL. Thread-safe. Made when something is first written, so who keeps nothing has no file.

    Reading and writing raise StateUnusable.
    """

    def __init__(self, url: str) -> None:
        """Raises SettingsError for a URL that leads nowhere."""
        try:
            self._url = make_url(url)
            is_file = self._url.get_backend_name() == "sqlite"
            wait = {"timeout" if is_file else "connect_timeout": _WAIT_SECONDS}
            self._engine = sa.create_engine(self._url, connect_args=wait, pool_pre_ping=not is_file)
        except ImportError as error:
            raise SettingsError(
                _("ZHIPING_STATE 的数据库要另装驱动程序（{name}），现在没有。README.md 里写有版本。").format(
                    name=error.name
                )
            ) from error
        except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError) as error:
            raise SettingsError(
                _("ZHIPING_STATE 应写成 postgresql+psycopg://用户:口令@主机/库 这样的地址，现在不能用。")
            ) from error
        self._file = Path(self._url.database or "") if is_file else None
        if is_file:
            sa.event.listen(self._engine, "connect", _settle_sqlite)
        self._is_current = False

    @property
    def is_there(self) -> bool:
        """Whether anything can have been written."""
        return self._file is None or self._file.exists()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction: whole when the block ends, nothing of it when it raises."""
        with _said():
            self._make_current()
            with self._engine.begin() as connection:
                yield connection

    def rows(self, asked: sa.Select[Any]) -> list[sa.RowMapping]:
        """What stands now; nothing where nothing was ever written."""
        if not self.is_there:
            return []
        with _said():
            self._make_current()
            with self._engine.connect() as connection:
                return list(connection.execute(asked).mappings())

    def close(self) -> None:
        """Let the connections go."""
        self._engine.dispose()

    def _make_current(self) -> None:
        if self._is_current:
            return
        with _MAKING:
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
        from alembic.util import CommandError

        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch(mode=0o600)  # it tells who shared what, and holds the hashes of passwords
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        alone = "begin immediate" if self._file else f"select pg_advisory_xact_lock({_LOCK})"
        with self._engine.begin() as connection:
            connection.exec_driver_sql(alone)  # another process may be at it, or have been
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                raise StateUnusable(
                    _(
                        "保存分享链接和审计日志的数据库是治屏较新的版本写成的，这个版本不能用。请换回较新的版本。"
                    )
                ) from error


def newest_step() -> str:
    """The name of the last step in migrations/."""
    return max(file.stem.partition("_")[0] for file in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


@contextmanager
def _said() -> Iterator[None]:
    """What the database refuses as a sentence."""
    try:
        yield
    except (sa.exc.OperationalError, sa.exc.InterfaceError) as error:
        raise StateUnusable(
            _("保存分享链接和审计日志的数据库现在用不了。请检查 ZHIPING_STATE 的数据库或磁盘空间，稍后再试。")
        ) from error


def _settle_sqlite(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode = wal", "synchronous = full", "foreign_keys = on"):
        connection.execute(f"pragma {pragma}")
