"""An .xls tells of its cells what an .xlsx does: formats, percents, days, and what is hidden."""

import struct

import pytest

from tests.upload.reading.reading import opened, refusal
from tests.upload.reading.test_cells import read
from tests.upload.reading.test_read import compound_file, record

FORMATS = {200: "000000", 201: "0.0%", 202: "yyyy/m/d h:mm"}
STYLES = (0, 200, 201, 202, 10, 14)  # the format of each style


def label(row: int, column: int, text: str) -> bytes:
    return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def number(row: int, column: int, style: int, value: float) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def rk(row: int, column: int, style: int, whole: int) -> bytes:
    return record(0x27E, struct.pack("<HHHI", row, column, style, (whole << 2) | 2))


def workbook(*cells: bytes, is_1904: bool = False, last_row: int = 9) -> bytes:
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + record(
        0x22, struct.pack("<H", is_1904)
    )
    for key, code in FORMATS.items():
        begin += record(0x41E, struct.pack("<HHB", key, len(code), 0) + code.encode())
    begin += b"".join(record(0xE0, struct.pack("<HH", 0, form) + bytes(16)) for form in STYLES)
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    sheet += record(0x200, struct.pack("<IIHHH", 0, last_row, 0, 3, 0)) + b"".join(cells) + record(0x0A)
    offset = len(begin) + 4 + 8 + 2 + 4
    begin += record(0x85, struct.pack("<IBBBB", offset, 0, 0, 1, 1) + "表".encode("utf-16-le")) + record(0x0A)
    return compound_file({"Workbook": begin + sheet})


HEADER = (label(0, 0, "编号"), label(0, 1, "数"))
CELLS = {
    "plain": (number(1, 0, 0, 123), ("123", " ", None)),
    "zeros": (number(1, 0, 1, 123), ("123", " ", "000123")),
    "zeros_of_a_short_number": (rk(1, 0, 1, 123), ("123", " ", "000123")),
    "several_short_numbers": (
        record(0xBD, struct.pack("<HHHIHIH", 1, 0, 1, (7 << 2) | 2, 0, (8 << 2) | 2, 1)),
        ("7", " ", "000007"),
    ),
    "percent": (number(1, 0, 2, 0.905), ("90.5%", "p", None)),
    "built_in_percent": (number(1, 0, 4, 0.9), ("90%", "p", None)),
    "moment": (number(1, 0, 3, 45000.5), ("2023-03-15 12:00:00", "d", None)),
    "day": (number(1, 0, 5, 45000), ("2023-03-15", "d", None)),
    "fraction": (number(1, 0, 0, 0.5), ("0.5", "n", None)),
    "result": (
        record(0x06, struct.pack("<HHHdHI", 1, 0, 1, 5.0, 0, 0) + struct.pack("<H", 3) + b"\x1e\x01\x00"),
        ("5", " ", "000005"),
    ),
}


@pytest.mark.parametrize(("cell", "told"), CELLS.values(), ids=CELLS)
def test_a_cell_of_an_xls_is_what_it_is_anywhere(cell, told):
    table, (row,) = read(workbook(*HEADER, cell))
    mark = str(row[-1])[0] if table.marked else " "
    assert (row[0], mark, row[2] if table.shown else None) == told


def test_days_from_1904():
    table, (row,) = read(workbook(*HEADER, number(1, 0, 5, 40000), is_1904=True))
    assert row[0] == "2013-07-07"
    assert table.marked == {0}


def test_hidden_rows_and_columns_of_an_xls_are_told():
    hidden_row = record(0x208, struct.pack("<HHHHIHH", 2, 0, 2, 0, 0, 0x20, 0))
    hidden_column = record(0x7D, struct.pack("<HHHHH", 1, 1, 0, 0, 1) + bytes(2))
    cells = (label(1, 0, "A1"), number(1, 1, 0, 1), label(2, 0, "A2"), number(2, 1, 0, 2))
    _source, (table,), rows = opened(workbook(hidden_column, hidden_row, *HEADER, *cells))
    assert rows == [[("A1", "1", 2), ("A2", "2", 3)]]
    assert [remark.rows for remark in table.remarks] == ["3", ""]


def test_a_stray_cell_far_out_is_refused_before_memory_is_spent():
    assert "第 65536 行、第 256 列" in refusal(
        workbook(*HEADER, number(1, 0, 0, 1), number(65535, 255, 0, 1))
    )


def test_a_file_that_makes_the_reader_die_is_refused_and_the_server_goes_on():
    content = workbook(*HEADER, number(1, 0, 0, 1), last_row=0xFFFFFFF0)
    assert "打不开" in refusal(content)
