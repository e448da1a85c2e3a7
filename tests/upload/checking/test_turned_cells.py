"""A cell that Excel has turned into a date, a truth value or a fraction never stands as text."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import duckdb
import pytest

from tests.upload.checking.checking import AREAS, NOW
from tests.upload.reading.reading import book, saved
from zhiping.contracts.columns import code, day, flag, number, opening_hours, several, text
from zhiping.contracts.kinds import Dataset
from zhiping.upload.checking.check import Checked, Options, check
from zhiping.upload.checking.faults import KIND_LABELS
from zhiping.upload.matching import match
from zhiping.upload.parts import Part
from zhiping.upload.reading.files import text_tables

HOMES = Dataset(
    "homes",
    "住户",
    "homes",
    "一户一行",
    (
        code("door", "门牌", key=True),
        text("note", "备注", required=True),
        several("tags", "标签"),
        opening_hours("hours", "营业时间"),
        number("size", "面积"),
        flag("is_let", "出租"),
        day("since", "入住日期"),
    ),
)
HEADERS = tuple(column.label for column in HOMES.columns)
PLAIN = ("3-1", "东门", "甲、乙", "周一 8:00-18:00", 3.1, True, date(2025, 3, 1))
TEXTS = range(4)  # the columns that keep what is written

TURNED = {
    date(2025, 3, 1): ("2025-03-01", "cell_date", "是日期或时间，不是文字"),
    datetime(2025, 3, 1, 8, 30): ("2025-03-01 08:30:00", "cell_date", "是日期或时间，不是文字"),
    time(3, 1): ("03:01:00", "cell_date", "是日期或时间，不是文字"),
    True: ("TRUE", "cell_flag", "是逻辑值"),
    False: ("FALSE", "cell_flag", "是逻辑值"),
    3.1: ("3.1", "cell_number", "是小数或过长的数字"),
    150105200001010012: ("1.501052000010100E+17", "cell_number", "是小数或过长的数字"),
}
# A workbook's cell -> how it stands.
AS_WRITTEN = {
    "3-1": "3-1",
    "2025-03-01": "2025-03-01",
    "3.10": "3.10",
    "是": "是",
    1001: "1001",
    1002.0: "1002",
}


def checked(con: duckdb.DuckDBPyConnection, folder: Path, *rows: Sequence[object]) -> Checked:
    (path := folder / "f.xlsx").write_bytes(saved(book(HEADERS, *rows)))
    (table,) = text_tables(con, path)[1]
    return check(
        con, [Part(table, match(table.headers, HOMES))], HOMES, Options(), areas=AREAS, scope="", now=NOW
    )


def with_cell(index: int, value: object) -> list[object]:
    return [value if place == index else cell for place, cell in enumerate(PLAIN)]


@pytest.mark.parametrize("index", TEXTS, ids=[HEADERS[index] for index in TEXTS])
@pytest.mark.parametrize(("value", "told"), TURNED.items(), ids=map(repr, TURNED))
def test_a_turned_cell_of_a_column_of_text_is_one_fault(con, tmp_path, index, value, told):
    written, kind, problem = told
    other = ("9-1", *PLAIN[1:])
    found = checked(con, tmp_path, other, with_cell(index, value))
    (fault,) = found.faults
    assert (fault.row, fault.column, fault.label, fault.value, fault.kind) == (
        *(3, "ABCDEFG"[index], HEADERS[index]),
        *(written, kind),
    )
    assert problem in fault.problem
    assert "“文本”格式" in fault.remedy
    assert (found.fault_count, found.fault_kinds, found.warning_count) == (1, {kind: 1}, 0)
    assert kind in KIND_LABELS
    name = HOMES.columns[index].name
    rows = con.execute(f"select is_sound, {name} from {found.table} order by source_row").fetchall()
    assert rows[0][0] is True
    assert rows[1] == (False, None)


def test_other_columns_take_dates_truths_and_fractions(con, tmp_path):
    found = checked(con, tmp_path, PLAIN)
    assert found.fault_count == 0
    (row,) = con.execute(f"select size, is_let, since from {found.table} where is_sound").fetchall()
    assert row == (3.1, True, date(2025, 3, 1))


@pytest.mark.parametrize(("value", "text_of_it"), AS_WRITTEN.items(), ids=map(repr, AS_WRITTEN))
def test_what_was_written_stays_beside_turned_cells(con, tmp_path, value, text_of_it):
    turned = [date(2025, 3, 1), "西门", date(2025, 3, 2), *PLAIN[3:]]
    found = checked(con, tmp_path, [value, value, *PLAIN[2:]], turned)
    rows = con.execute(f"select door, note from {found.table} where is_sound").fetchall()
    assert rows == [(text_of_it, text_of_it)]
    assert [(fault.row, fault.column) for fault in found.faults] == [(3, "A"), (3, "C")]


def test_two_turned_keys_are_not_duplicates_of_each_other_nor_of_what_was_written(con, tmp_path):
    day = date(2025, 3, 1)
    found = checked(con, tmp_path, *(with_cell(0, value) for value in (day, day, "2025-03-01")))
    assert found.fault_kinds == {"cell_date": 2}
    assert con.execute(f"select door from {found.table} where is_sound").fetchall() == [("2025-03-01",)]
