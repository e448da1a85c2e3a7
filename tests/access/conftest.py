"""The small state over a file, and over PostgreSQL: every test that asks for it runs on both."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.access.postgresql import shared_postgresql
from zhiping.access.state import State


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with shared_postgresql(tmp_path_factory) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def state_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of a database that nothing was ever written to."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'state.sqlite'}"
    url: str = request.getfixturevalue("postgresql")
    own = f"test_{uuid4().hex}"
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f'create schema "{own}"')
    return f"{url}&options=-csearch_path%3D{own}"


@pytest.fixture
def state(state_url: str) -> Iterator[State]:
    made = State(state_url)
    yield made
    made.close()


@pytest.fixture
def file_state(tmp_path: Path) -> Iterator[State]:
    """Over a file alone."""
    made = State(f"sqlite:///{tmp_path / 'state.sqlite'}")
    yield made
    made.close()
