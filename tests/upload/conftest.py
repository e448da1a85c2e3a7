"""What the tests of checks share: a connection, and a check on it."""

from collections.abc import Iterator
from functools import partial

import duckdb
import pytest

from tests.upload.checking.checking import Check, check_rows


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def checked(con: duckdb.DuckDBPyConnection) -> Check:
    return partial(check_rows, con)
