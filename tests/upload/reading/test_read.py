"""A clerk's file comes back cell by cell, or is refused with one sentence that says why."""

import csv
import gzip
import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from tests.effort import tries
from tests.upload.reading.reading import Row, book, folder, opened, refusal, rows_of, saved
from zhiping.upload.reading import csvtext, files
from zhiping.upload.reading.csvtext import csv_table
from zhiping.upload.reading.files import text_tables
from zhiping.upload.reading.headers import Sought
from zhiping.upload.reading.texttable import SkippedRows, UnreadableFile, column_letter

BLANKS = " \t\r\n\u00a0\u3000"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030")
DELIMITERS = (",", "\t", ";", "|", "，")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# --- what goes in comes back ------------------------------------------------------------------

NAMES = st.text("工单编号区划代码类别ab", min_size=1, max_size=6)
CELLS = st.text(
    st.sampled_from("工楼ａ１，；,;|\t\"'\n\r 　\u00a0ab0#\\=𠮷é\u2028\x85\x0b")
    | st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="计"),
    max_size=6,
)  # no 计: rows of totals are left out, see test_read_right.py


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    headers = draw(st.lists(NAMES, min_size=2, max_size=5, unique=True))
    row = st.lists(CELLS, min_size=len(headers), max_size=len(headers))
    return headers, draw(st.lists(row, min_size=1, max_size=8))


def expected(rows: Sequence[Sequence[str]], first: int = 2) -> list[Row]:
    numbered = [
        (*(cell if cell.strip(BLANKS) else None for cell in row), n) for n, row in enumerate(rows, first)
    ]
    return [row for row in numbered if any(cell is not None for cell in row[:-1])]


@settings(max_examples=tries(300), deadline=None)
@given(
    tables(),
    st.sampled_from(ENCODINGS),
    st.sampled_from(DELIMITERS),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_any_csv_comes_back_by_both_readers(table, encoding, delimiter, line_break, quoting):
    headers, rows = table
    if any("\r" in cell or "\n" in cell for row in rows for cell in row):
        quoting = csv.QUOTE_ALL  # Python's writer quotes only its own line break; any other would end the row
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_break, quoting=quoting).writerows(
        [headers, *rows]
    )
    content = text.getvalue().encode(encoding)
    wanted = expected(rows)
    with folder() as place, duckdb.connect() as con:
        path = place / "file"
        path.write_bytes(content)
        for may_be_fast in (True, False):
            with folder() as work:
                if not wanted:
                    with pytest.raises(UnreadableFile, match="没有数据"):
                        csv_table(con, path, work, may_be_fast=may_be_fast)
                    continue
                used, found, read_back = csv_table(con, path, work, may_be_fast=may_be_fast)
            assert (found, read_back.headers, read_back.row_count) == (delimiter, tuple(headers), len(wanted))
            assert rows_of(con, read_back) == wanted
            assert used == encoding or content.isascii()


FORMS_OF_LINES = (
    '编号,说明\nA1,5"pipe\nA2,x\n',
    '编号,说明\nA1, "x"\nA2, y\n',
    '编号,说明\nA1,   "x"\n',
    '编号,说明\r\nA1,"一\n二"\r\nA2,"三"\r\n',
    "编号,说明\n\nA1,x\n\n\nA2,y\n\n\n",
    "编号,说明\r\nA1,x\r\n,\r\nA2,y\r\n\r\n\r\n",
    '编号,说明,\nA1,x,\nA2,"y",\n',
    "编号,说明,,\nA1,x,,\n,,,,,\nA2,y,,\n",
    '编号,说明\nA1,5"管\nA2,"6""管"\n合计,2\n',
    "编号,说明\nA1,NULL\nA2,\\N\n",
    '编号,说明\nA1,"\\"\nA2,\\\n',
    '编号,说明\nA1,"""x"""\nA2,""""\nA3,""\n',
    "编号,说明\rA1,x\rA2,y\r",
    "统计表\n编号,说明,备注\nA1,x,\n#A2,y,z",
    '"统计\n表",,\n\n编号,说明,备注\nA1,x,\n',
    '编号,说明\nA1," \n "\nA2,　\n　,\u00a0\n',
    '编号,"说\n明"\nA1,x\n',
)


@pytest.mark.parametrize("text", FORMS_OF_LINES)
def test_the_fast_reader_agrees_with_the_slow_one(text, tmp_path):
    path = tmp_path / "data [1]*'.csv"  # a name that DuckDB would take for a pattern
    path.write_text(text, encoding="utf-8", newline="")
    found = []
    with duckdb.connect() as con:
        for may_be_fast in (True, False):
            with folder() as work:
                table = csv_table(con, path, work, may_be_fast=may_be_fast)[2]
            found.append(
                (table.headers, table.header_row, table.row_count, table.skipped, rows_of(con, table))
            )
    assert found[0] == found[1]
    assert found[0][-1]


@pytest.mark.parametrize(
    "text", ["编号,说明\nA1,x\n\n", "标题,\r\n编号,说明\r\nA1,x", '编号,说明\nA1,"一,""二"""\n']
)
def test_ordinary_files_take_the_fast_reader(text, tmp_path):
    (path := tmp_path / "f.csv").write_text(text, encoding="utf-8", newline="")
    with duckdb.connect() as con:
        assert csvtext._fast_table(con, csvtext._csv_file(path, False, Sought()))


def test_rows_have_the_numbers_of_the_file_though_several_threads_read_it(tmp_path):
    lines = (f"A{number},{'说' * (number % 90)}" for number in range(2, 160_001))
    (path := tmp_path / "f.csv").write_text("\n".join(["编号,说明", *lines]), encoding="utf-8", newline="")
    with duckdb.connect() as con:
        table = csvtext._fast_table(con, csvtext._csv_file(path, False, Sought()))
        assert table and table.row_count == 159_999
        wrong = f"select count(*) from {table.table} where c0 <> 'A' || source_row"
        assert con.execute(wrong).fetchall() == [(0,)]


def test_a_quote_inside_an_unquoted_field_is_kept():
    assert opened('编号,管径\nA1,5"pipe\n'.encode())[2] == [[("A1", '5"pipe', 2)]]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_bom_is_recognised(encoding):
    source, _tables, rows = opened("编号,一季度\nA1,一\n".encode(encoding))
    assert (source.encoding, rows) == (encoding, [[("A1", "一", 2)]])


def test_a_gzip_is_unpacked_and_its_own_size_and_name_are_told():
    content = gzip.compress("编号,说明\nA1,x\n".encode())
    source, _tables, rows = opened(content, "旧.csv.gz")
    assert rows == [[("A1", "x", 2)]]
    assert (source.name, source.form, source.size) == ("旧.csv.gz", "csv", len(content))


def test_one_column_is_a_table_too():
    assert opened("编号\nA1\n\nA2\n".encode())[2] == [[("A1", 2), ("A2", 4)]]


def test_title_rows_are_skipped_and_named():
    _source, (table,), rows = opened(
        "2025年统计表,,\n单位：街道办,,\n\n编号,说明,备注\nA1,x,y\n,,\n".encode()
    )
    assert (table.header_row, rows) == (4, [[("A1", "x", "y", 5)]])
    assert table.skipped == (
        SkippedRows(None, "1-2", "表头以上的标题行"),
        SkippedRows(None, "3、6", "空行，共 2 行"),
    )


def test_known_labels_find_a_header_that_is_less_full_than_its_title():
    content = "甲,乙,丙\n工单编号,,\nA1,x,y\n".encode()
    with folder() as place, duckdb.connect() as con:
        (path := place / "f.csv").write_bytes(content.replace(b",,\n", "*,说明,\n".encode()))
        with pytest.raises(UnreadableFile, match="C 列"):  # the third column has data and no header
            text_tables(con, path, known={"工单编号"})
        path.write_bytes(content.replace(b",,\n", "*,说明,备注\n".encode()))
        (table,) = text_tables(con, path, known={"工单编号"})[1]
        assert (table.header_row, table.headers) == (2, ("工单编号*", "说明", "备注"))


def test_headers_are_stripped_and_folded_and_may_be_equal():
    assert opened('" 工单\n编号 ",备注,备注\nA1,x,y\n'.encode())[1][0].headers == (
        "工单 编号",
        "备注",
        "备注",
    )


# --- workbooks ---------------------------------------------------------------------------------

# Without 计: a cell that says 合计 makes its row a total, which is no data (Hypothesis draws words of the source too).
XLSX_CELLS = st.text(
    st.sampled_from("工楼ａ１，,\"'\n 　\u00a0ab0#=<&>𠮷é")
    | st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="_计"),
    max_size=6,
)


@settings(max_examples=tries(60), deadline=None)
@given(st.lists(st.lists(XLSX_CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_any_text_in_a_workbook_comes_back(rows):
    workbook = book(["编号", "说明", "备注"])
    for number, row in enumerate(rows, 2):
        for place, text in enumerate(row, 1):
            cell = workbook.worksheets[0].cell(number, place)
            if text:
                cell.value = text
                cell.data_type = "s"
    wanted = expected(rows)
    if wanted:
        assert opened(saved(workbook))[2] == [wanted]
    else:
        assert "没有数据" in refusal(saved(workbook))


def test_cells_become_plain_text():
    at = datetime(2025, 11, 4, 15, 30)
    values = [
        3,
        3.5,
        150105001000,
        True,
        False,
        at,
        date(2025, 11, 4),
        time(9, 5),
        timedelta(hours=30),
        " x ",
        1e15,
    ]
    content = saved(book([f"列{n}" for n in range(len(values))], values))
    assert opened(content)[2][0][0][:-1] == (
        *(
            "3",
            "3.5",
            "150105001000",
            "TRUE",
            "FALSE",
            "2025-11-04 15:30:00",
            "2025-11-04",
            "09:05:00",
            "30:00:00",
        ),
        *(" x ", "1.000000000000000E+15"),
    )


def test_error_cells_keep_their_text_where_they_stand():
    workbook = book(["编号", "数"], ["A1", 1], ["A2", None])
    for place, error in (("B3", "#N/A"), ("A5", "#DIV/0!")):
        workbook.worksheets[0][place] = error
        workbook.worksheets[0][place].data_type = "e"
    assert opened(saved(workbook))[2] == [[("A1", "1", 2), ("A2", "#N/A", 3), ("#DIV/0!", None, 5)]]


def test_an_error_cell_below_the_last_row_is_a_row_as_wide_as_the_others():
    workbook = book(["编号", "数"], ["A1", 1])
    workbook.worksheets[0]["A4"] = "#N/A"
    workbook.worksheets[0]["A4"].data_type = "e"
    assert opened(saved(workbook))[2] == [[("A1", "1", 2), ("#N/A", None, 4)]]


def test_an_error_cell_is_found_whatever_the_order_of_its_attributes():
    workbook = book(["编号", "数"], ["A1", "#N/A"])
    workbook.worksheets[0]["B2"].data_type = "e"
    content = part_changed(saved(workbook), b'<c r="B2" t="e">', b'<c t="e" s="0" r="B2">')
    assert opened(content)[2] == [[("A1", "#N/A", 2)]]


def test_rows_and_columns_are_those_that_excel_shows():
    workbook = Workbook()
    for place, text in {"B3": "编号", "C3": "说明", "B5": "A1", "C5": "x"}.items():
        workbook.worksheets[0][place] = text
    workbook.worksheets[0]["XFD900"].fill = PatternFill("solid", fgColor="FF0000")  # painted, not filled in
    _source, (table,), rows = opened(saved(workbook))
    assert (table.headers, table.header_row) == (("", "编号", "说明"), 3)
    assert rows == [[(None, "A1", "x", 5)]]
    assert table.skipped == (SkippedRows("Sheet", "1-2、4", "空行，共 3 行"),)


def several_sheets() -> Workbook:
    workbook = book(["编号", "说明"], ["A1", "x"])
    for name in ("第二张", "空表", "只有表头", "藏起来", "填写说明", "错误说明"):
        sheet = workbook.create_sheet(name)
        if name != "空表":
            sheet.append(["编号", "说明"])
        if name not in {"空表", "只有表头"}:
            sheet.append([name, "y"])
    workbook["藏起来"].sheet_state = "hidden"
    return workbook


def test_every_visible_sheet_with_data_is_a_table_and_the_others_are_named():
    _source, (first, second), rows = opened(saved(several_sheets()))
    assert (first.sheet, second.sheet) == ("Sheet", "第二张")
    assert rows == [[("A1", "x", 2)], [("第二张", "y", 2)]]
    assert [(skipped.sheet, skipped.rows) for skipped in first.skipped] == [
        ("藏起来", ""),
        ("填写说明", ""),
        ("错误说明", ""),
        ("只有表头", ""),
    ]
    assert second.skipped == ()


def test_one_sheet_can_be_picked():
    assert opened(saved(several_sheets()), sheet="藏起来")[2] == [[("藏起来", "y", 2)]]
    assert "没有叫“没有”的工作表" in refusal(saved(several_sheets()), sheet="没有")


def compound_file(streams: dict[str, bytes]) -> bytes:
    """The least OLE2 compound file: one FAT sector, one directory sector, streams of 4096 bytes and more."""
    fat, body = [0xFFFFFFFD, 0xFFFFFFFE], b""
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, content in streams.items():
        padded = content.ljust(4096, b"\0")
        sectors = -(-len(padded) // 512)
        start = len(fat)
        fat += [*range(start + 1, start + sectors), 0xFFFFFFFE]
        body += padded.ljust(sectors * 512, b"\0")
        entries.append((name, 2, start, len(padded)))
    fat += [0xFFFFFFFF] * (128 - len(fat))
    directory = b""
    for number, (name, kind, start, size) in enumerate(entries):
        follower = number + 1 if 0 < number < len(entries) - 1 else 0xFFFFFFFF
        written = name.encode("utf-16-le")
        directory += written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
        directory += struct.pack("<III", 0xFFFFFFFF, follower, 0xFFFFFFFF if number else 1)
        directory += bytes(36) + struct.pack("<IQ", start, size)
    header = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + struct.pack("<128I", *fat) + directory.ljust(512, b"\0") + body


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def xls(*, globals_extra: bytes = b"") -> bytes:
    """A BIFF8 workbook: sheet 表 with a text header, a number, an error and a formula that failed."""

    def label(row: int, column: int, text: str) -> bytes:
        return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))

    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    sheet += record(0x200, struct.pack("<IIHHH", 0, 4, 0, 2, 0))
    sheet += label(0, 0, "编号") + label(0, 1, "数") + label(1, 0, "A1")
    sheet += record(0x203, struct.pack("<HHHd", 1, 1, 0, 3.0)) + label(2, 0, "A2")
    sheet += record(0x205, struct.pack("<HHHBB", 2, 1, 0, 0x2A, 1)) + label(3, 0, "A3")
    formula = struct.pack("<HHH", 3, 1, 0) + bytes([2, 0, 0x07, 0, 0, 0, 0xFF, 0xFF]) + bytes(6)
    sheet += record(0x06, formula + struct.pack("<H", 3) + b"\x1e\x01\x00") + record(0x0A)
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + globals_extra
    offset = len(start) + 4 + 8 + 2 + 4
    start += record(0x85, struct.pack("<IBBBB", offset, 0, 0, 1, 1) + "表".encode("utf-16-le")) + record(0x0A)
    return compound_file({"Workbook": start + sheet})


def test_an_old_workbook_is_read_with_its_error_cells_whatever_its_name():
    source, (table,), rows = opened(xls(), "其实是旧格式.xlsx")
    assert (source.form, table.sheet) == ("xls", "表")
    assert rows == [[("A1", "3", 2), ("A2", "#N/A", 3), ("A3", "#DIV/0!", 4)]]


# --- one test a fault --------------------------------------------------------------------------

BIG_FIELD = "字" * 140_000
FAULTS = {
    "zero_bytes": (b"", "0 字节"),
    "only_blank_rows": (b"\n ,\n\t\n\n", "是空的"),
    "only_blank_rows_gzipped": (gzip.compress(b""), "是空的"),
    "header_only": ("编号,说明\n\n".encode(), "只有表头"),
    "header_only_workbook": (saved(book(["编号", "说明"])), "只有表头"),
    "empty_workbook": (saved(Workbook()), "没有可读的工作表"),
    "html_named_xls": (b"\xef\xbb\xbf\r\n<HTML><table><tr><td>1</td></tr></table></HTML>", "只有表头"),
    "html_in_utf16": ("<html><table>".encode("utf-16"), "HTML"),
    "xml_spreadsheet": (b'<?xml version="1.0"?><Workbook></Workbook>', "XML"),
    "undecodable_far_down": (b"a,b\n" * 300_000 + b"1,\xff\xff\n", "第 300001 行起有无法识别的字符"),
    "undecodable": (b"a,b\n1,\xff\xff\n", "第 2 行起有无法识别的字符"),
    "broken_utf8_is_not_taken_for_gb18030": ("编号,说明\n工单,".encode() + b"\xe6\xa5\n", "无法识别的字符"),
    "broken_utf16": ("编号,说明\n".encode("utf-16") + b"\x00\xd8\x00\x00\x41", "无法识别的字符"),
    "nul_bytes": (b"a,b\n1,\x00\n", "二进制"),
    "nul_bytes_far_down": (b"a,b\n" + b"1,2\n" * 40_000 + b"1,\x00\n", "二进制"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "二进制"),
    "row_too_long": ("编号,说明\nA1,x\nA2,y,z\nA3,x\n".encode(), "第 3 行在表头以外的 C 列"),
    "row_too_short": ("编号,说明,备注\nA1,x,y\nA2,y\n".encode(), "第 3 行只有 2 格，而表头有 3 格"),
    "data_beyond_the_header": ("编号,说明,\nA1,x,\nA2,y,z\n".encode(), "第 3 行在表头以外的 C 列"),
    "unclosed_quote": ('编号,说明\nA1,x\nA2,"y\nA3,z\n'.encode(), "第 3 行的双引号"),
    "text_after_quote": ('编号,说明\nA1,x\nA2,"y"z\n'.encode(), "第 3 行的双引号"),
    "field_without_end": (f'编号,说明\nA1,"{BIG_FIELD}"\n'.encode(), "第 2 行有一格超过"),
    "corrupt_zip": (saved(book(["a"], [1]))[:-30], "打不开"),
    "corrupt_gzip": (gzip.compress(b"a,b\n1,2\n" * 99)[:-9], "解不开"),
    "corrupt_compound_file": (OLE + bytes(40), "打不开"),
    "other_office_document": (compound_file({"WordDocument": b""}), "不是 Excel 工作簿"),
    "password_protected_xlsx": (compound_file({"EncryptionInfo": b"", "EncryptedPackage": b""}), "密码"),
    "password_protected_xls": (xls(globals_extra=record(0x2F, b"\1\0" + bytes(52))), "密码"),
    "password_obscured_xls": (xls(globals_extra=record(0x2F, bytes(6))), "密码"),
}


@pytest.mark.parametrize(("content", "reason"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_refused_with_its_reason(content, reason):
    message = refusal(content)
    assert reason in message
    assert message.endswith("。"), "a whole sentence"


def test_merged_titles_are_titles_and_merged_headers_are_refused():
    workbook = book(["统计表"], ["编号", "说明"], ["A1", "x"], ["A2", None])
    workbook.worksheets[0].merge_cells("A1:B1")
    assert opened(saved(workbook))[1][0].header_row == 2
    workbook.worksheets[0].merge_cells("B2:B3")
    assert "B2:B3 是合并单元格" in refusal(saved(workbook))


def test_an_empty_result_of_a_formula_is_blank():
    content = saved(book(["编号", "数"], ["A1", "=1+1"]))
    assert opened(part_changed(content, b'<c r="B2">', b'<c r="B2" t="str">'))[2] == [[("A1", None, 2)]]


def part_changed(workbook: bytes, old: bytes, new: bytes) -> bytes:
    """`workbook` with `old` replaced by `new` in its first sheet."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(content, "w") as target:
        for entry in source.namelist():
            data = source.read(entry)
            if entry == "xl/worksheets/sheet1.xml":
                assert old in data
                data = data.replace(old, new)
            target.writestr(entry, data)
    return content.getvalue()


def test_a_stray_cell_far_out_costs_nothing_and_is_told():
    workbook = book(["编号", "说明"], ["A1", "x"])
    workbook.worksheets[0]["XFD1048576"] = "x"
    _source, (table,), rows = opened(saved(workbook))
    assert (rows, table.skipped) == ([[("A1", "x", 2)]], ())
    assert [(remark.rows, remark.why) for remark in table.remarks] == [
        ("1048576", "XFD 列没有表头，里面的内容没有读取")
    ]


def test_files_over_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    monkeypatch.setattr(files, "MAX_WORKBOOK_BYTES", 2000)
    exact = b"a,b\n" + b"1,2\n" * 249
    assert len(exact) == 1000
    assert opened(exact)[1][0].row_count == 249
    assert "超过" in refusal(exact + b"\n")
    assert opened(gzip.compress(exact))[1][0].row_count == 249
    assert "超过" in refusal(gzip.compress(exact + b"\n")), "a bomb: small packed, large unpacked"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", " " * 2001)
    assert "超过" in refusal(bomb.getvalue())


WHOLE_WORKBOOKS = (saved(book(["编号", "说明"], ["A1", "x"])), xls())


@settings(max_examples=tries(60), deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_and_never_fails_otherwise(data):
    content = bytearray(data.draw(st.sampled_from(WHOLE_WORKBOOKS)))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        opened(bytes(content))
    except UnreadableFile as refused:
        assert str(refused)


@pytest.mark.parametrize(
    ("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_column_letters(index, letter):
    assert column_letter(index) == letter
