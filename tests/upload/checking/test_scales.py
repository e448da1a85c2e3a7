"""Shares and places that could mean two things are asked about, and two columns may be read from one."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pytest

from tests.upload.checking.checking import AREAS, NOW, check_rows
from zhiping.contracts.areas import COORD_DATUM, LATITUDE, LONGITUDE
from zhiping.contracts.columns import area, code, number, text
from zhiping.contracts.kinds import Dataset
from zhiping.upload.checking.check import Checked, Options, check
from zhiping.upload.matching import match
from zhiping.upload.parts import Part
from zhiping.upload.reading.texttable import TextTable

HERE = "150105000000"
SHARES = Dataset(
    "shares",
    "占比",
    "shares",
    "一行一个",
    (
        code("one", "编号", key=True),
        number("share", "权重(%)", unit="%", least=0, most=100),
        number("points", "得分", unit="分"),
    ),
)
PLACES = Dataset(
    "places",
    "地点",
    "places",
    "一行一个",
    (
        code("one", "编号", key=True),
        area("area_code", "区划代码", required=True),
        LONGITUDE,
        LATITUDE,
        COORD_DATUM,
        text("note", "备注"),
    ),
)


def shares(con: duckdb.DuckDBPyConnection, *written: str) -> Checked:
    rows = [(f"A{number}", cell) for number, cell in enumerate(written)]
    return check_rows(con, *rows, headers=("编号", "权重(%)"), dataset=SHARES)


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        (("90%", "88", "0.9"), [4]),
        (("0.4", "60", "0.6"), [2, 4]),
        (("90%", "0.5%", "1"), []),
        (("40", "60", "0"), []),
        (("0.4", "0.6"), [0]),
    ],
)
def test_a_share_below_one_without_its_sign_is_asked_about(con, written, rows):
    found = shares(con, *written)
    assert [(fault.row, fault.column, fault.kind) for fault in found.faults] == [
        (row, "B", "scale") for row in rows
    ]
    assert found.sound_count == (0 if rows == [0] else len(written) - len(rows))
    assert con.execute(
        f"select count(*) from {found.table} where share > 0 and share < 1 and not is_sound"
    ).fetchall() == [(0,)]


def test_a_percent_in_a_column_of_points_is_asked_about(con):
    found = check_rows(con, ("A1", "90%"), ("A2", "88"), headers=("编号", "得分"), dataset=SHARES)
    (fault,) = found.faults
    assert (fault.row, fault.kind, found.sound_count) == (2, "scale", 1)


def places(
    con: duckdb.DuckDBPyConnection,
    rows: Sequence[Sequence[str | None]],
    *,
    with_datum: bool,
    **options: Any,
) -> Checked:
    headers = ("编号", "区划代码", "经度", "纬度", *(["坐标系"] if with_datum else []))
    return check_rows(con, *rows, headers=headers, dataset=PLACES, **options)


def test_places_without_a_datum_are_asked_about_once_where_the_column_is_missing(con):
    rows = [("A1", HERE, "111.7", "40.8"), ("A2", HERE, None, None), ("A3", HERE, "111.7", "40.8")]
    found = places(con, rows, with_datum=False)
    (fault,) = found.faults
    assert (fault.row, fault.column, fault.label, fault.kind) == (0, "", "坐标系", "place_no_datum")
    assert con.execute(f"select one from {found.table} where is_sound").fetchall() == [("A2",)]
    assert places(con, rows, with_datum=False, set_values={"coord_datum": "GCJ-02"}).fault_count == 0
    assert places(con, rows[1:2], with_datum=False).fault_count == 0


def test_a_blank_datum_beside_a_place_is_a_fault_of_its_row(con):
    rows = [
        ("A1", HERE, "111.7", "40.8", "WGS-84"),
        ("A2", HERE, "111.7", "40.8", None),
        ("A3", HERE, None, None, None),
    ]
    found = places(con, rows, with_datum=True)
    (fault,) = found.faults
    assert (fault.row, fault.column, found.sound_count) == (3, "E", 2)
    assert places(con, rows, with_datum=True, fill_values={"coord_datum": "WGS-84"}).fault_count == 0


def test_one_column_of_the_file_may_be_two_of_ours_each_with_its_own_faults(con):
    con.execute("create or replace temp table sheet (c0 varchar, c1 varchar, source_row bigint)")
    con.execute("insert into sheet values ('A1', 'x', 2), ('A2', '5', 3)")
    read = TextTable("sheet", None, ("编号", "数"), 1, 2)
    matching = match(read.headers, SHARES, {"share": "数", "points": "数"})
    found = check(con, [Part(read, matching)], SHARES, Options(), areas=AREAS, scope="", now=NOW)
    assert [(fault.row, fault.column, fault.label) for fault in found.faults] == [
        (2, "B", "权重(%)"),
        (2, "B", "得分"),
    ]
    assert con.execute(f"select share, points from {found.table} where is_sound").fetchall() == [(5.0, 5.0)]
