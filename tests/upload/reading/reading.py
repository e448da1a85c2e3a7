"""A file of some content, read as an upload reads it."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from openpyxl import Workbook

from zhiping.upload.reading.files import text_tables
from zhiping.upload.reading.texttable import GivenFile, TextTable, UnreadableFile

Row = tuple[str | int | None, ...]


def rows_of(con: duckdb.DuckDBPyConnection, table: TextTable) -> list[Row]:
    return con.execute(
        f"select columns('c[0-9]+|source_row') from {table.table} order by source_row"
    ).fetchall()


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def opened(
    content: bytes, name: str = "表.csv", sheet: str | None = None
) -> tuple[GivenFile, list[TextTable], list[list[Row]]]:
    """The source, the tables, and the rows of each table of a file with this content."""
    with folder() as place, duckdb.connect() as con:
        path = place / "upload"
        path.write_bytes(content)
        source, tables = text_tables(con, path, name, sheets=[sheet] if sheet else [])
        return source, tables, [rows_of(con, table) for table in tables]


def refusal(content: bytes, sheet: str | None = None) -> str:
    with folder() as place, duckdb.connect() as con:
        path = place / "upload.csv"
        path.write_bytes(content)
        with pytest.raises(UnreadableFile) as refused:
            text_tables(con, path, sheets=[sheet] if sheet else [])
        assert con.execute("select count(*) from duckdb_tables()").fetchall() == [(0,)], (
            "nothing stays behind"
        )
        return str(refused.value)


def book(*rows: Sequence[object]) -> Workbook:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    return workbook


def saved(workbook: Workbook) -> bytes:
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
