"""What a cell of a workbook is: by its type and its number format, whoever wrote the file."""

from datetime import datetime

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import tries
from tests.upload.reading.raw import Raw, xlsx
from tests.upload.reading.reading import folder, opened, refusal
from zhiping.upload.reading.cell import serial_moment
from zhiping.upload.reading.files import text_tables
from zhiping.upload.reading.numberformat import number_format
from zhiping.upload.reading.texttable import TextTable


def read(content: bytes) -> tuple[TextTable, list[tuple[str | None, ...]]]:
    """The table, and of each row its cells, the marks and what is shown otherwise in its first column."""
    with folder() as place, duckdb.connect() as con:
        (path := place / "f.xlsx").write_bytes(content)
        (table,) = text_tables(con, path, known=["编号"])[1]
        cells = [f"c{index}" for index in range(len(table.headers))]
        more = ["s0"] if 0 in table.shown else []
        more += ["marks"] if table.marked else []
        query = f"select {', '.join(cells + more)} from {table.table} order by source_row"
        return table, con.execute(query).fetchall()


def cell(value: Raw, *formats: str | int, is_1904: bool = False) -> tuple[str | None, str, str | None]:
    """(text, mark, shown) of one cell in the first column."""
    table, (row,) = read(xlsx(["编号", "数"], [value, "x"], formats=formats, is_1904=is_1904))
    assert row[1] == "x"
    return row[0], str(row[-1])[0] if table.marked else " ", row[2] if table.shown else None


def styled(value: object) -> Raw:
    return ('s="1"', f"<v>{value}</v>")


SHOWN = {
    ("000000", 123): "000123",
    ('"GD-"0000', 12): "GD-0012",
    (r"\G\D0000", 5): "GD0005",
    ("000-000", 123456): "123-456",
    ("0#-##", 1234): "12-34",
    ('General"号"', 7): "7号",
    ("[Red]0000;[Blue]-0000", -7): "-0007",
    ("0000_ ", 7): "0007",
    ("0" * 20, 123): "0" * 17 + "123",
    ("#,##0", 1500): None,
    ("0", 7): None,
    ("@", 7): None,
    (1, 7): None,
    (3, 1500): None,
    (12, 3): None,
}


@pytest.mark.parametrize(("given_", "shown"), SHOWN.items(), ids=map(repr, SHOWN))
def test_a_whole_number_is_shown_as_its_format_says(given_, shown):
    form, value = given_
    assert cell(styled(value), form) == (str(value), " ", shown)


@pytest.mark.parametrize("form", ["0.00", "0.0E+00", "[DBNum1]0", '0!.0,"万"', "[>99]000;0", 2, 4, 11])
def test_a_format_that_shows_other_digits_tells_nothing_certain(form):
    assert cell(styled(3), form)[1] == "n"


PERCENTS = {("0%", "0.9"): "90%", (10, "0.905"): "90.5%", ("0.0%", "0.07"): "7%", (9, "1"): "100%"}


@pytest.mark.parametrize(("given_", "text"), PERCENTS.items())
def test_a_share_in_percent_says_so(given_, text):
    assert cell(styled(given_[1]), given_[0]) == (text, "p", None)


NUMBERS = {
    "88.100000000000009": ("88.1", "n"),
    "3.0000000000000004": ("3", " "),
    "5.0": ("5", " "),
    "007": ("7", " "),
    "-5": ("-5", " "),
    "1E3": ("1000", " "),
    "0.5": ("0.5", "n"),
    "123456789012345": ("123456789012345", " "),
    "150105200001010012": ("1.501052000010100E+17", "n"),
}


@pytest.mark.parametrize(("written", "told"), NUMBERS.items())
def test_a_number_has_the_fifteen_digits_of_a_spreadsheet(written, told):
    assert cell(("", f"<v>{written}</v>"))[:2] == told


MOMENTS = {
    ("yyyy/m/d", "45000"): "2023-03-15",
    ("[$-804]yyyy年m月d日;@", "45000"): "2023-03-15",
    (31, "45000"): "2023-03-15",
    ("aaaa", "45000"): "2023-03-15",
    ("m月d日", "45000.5"): "2023-03-15 12:00:00",
    ("yyyy/m/d h:mm", "45000.604166666664"): "2023-03-15 14:30:00",
    ("yyyy/m/d h:mm", "45000.60417"): "2023-03-15 14:30:00",
    ("yyyy/m/d", "45000.999999"): "2023-03-15 23:59:59",
    ("yyyy/m/d", "44999.999999999996"): "2023-03-15",
    ("h:mm", "45000.5"): "2023-03-15 12:00:00",
    ("h:mm", "0.5"): "12:00:00",
    ("h:mm", "0"): "00:00:00",
    ("[h]:mm", "1.5"): "36:00:00",
    ("yyyy/m/d", "1"): "24:00:00",
    ("yyyy/m/d", "60"): "1440:00:00",
    ("yyyy/m/d", "61"): "1900-03-01",
    ("yyyy/m/d", "-1"): "-24:00:00",
}


@pytest.mark.parametrize(("given_", "text"), MOMENTS.items(), ids=map(repr, MOMENTS))
def test_a_number_in_a_format_of_times_is_a_time(given_, text):
    form, value = given_
    assert cell(styled(value), form) == (text, "d", None)


def test_a_workbook_may_count_its_days_from_1904():
    assert cell(styled(40000), "yyyy/m/d", is_1904=True)[0] == "2013-07-07"
    assert cell(styled(0.5), "h:mm", is_1904=True)[0] == "12:00:00"


@settings(max_examples=tries(300), deadline=None)
@given(
    st.datetimes(datetime(1930, 1, 1), datetime(2100, 1, 1)).map(
        lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
    )
)
def test_every_millisecond_comes_back_from_its_serial_number(at):
    serial = (at - datetime(1899, 12, 30)).total_seconds() / 86400
    assert serial_moment(f"{serial:.17g}") == at


@settings(max_examples=tries(300), deadline=None)
@given(st.text('0#?.,;%"\\-_*[]@EymdhsGenral万 ', max_size=12), st.integers(-(10**15), 10**15))
def test_any_format_has_a_meaning(code, whole):
    form = number_format(code)
    shown = form.shown(whole)
    assert shown is None or not (form.is_date or form.is_percent)


OTHER_CELLS = {
    "error": (('t="e"', "<v>#N/A</v>"), ("#N/A", " ")),
    "flag": (('t="b"', "<v>1</v>"), ("TRUE", "b")),
    "iso_date": (('t="d"', "<v>2025-03-01T08:00:00</v>"), ("2025-03-01 08:00:00", "d")),
    "result": (("", "<f>1+1</f><v>2</v>"), ("2", " ")),
    "result_of_text": (('t="str"', "<f>A1</f><v>x&amp;y</v>"), ("x&y", " ")),
    "no_result": (("", "<f>1+1</f>"), ("=1+1", "f")),
    "empty_result_of_no_text": (("", "<f>1+1</f><v></v>"), ("=1+1", "f")),
    "no_result_of_text": (('t="str"', "<f>A1&amp;1</f>"), ("=A1&1", "f")),
    "no_result_of_a_shared_formula": (("", "<f t='shared' si='0'/>"), ("=", "f")),
    "runs": (
        ('t="inlineStr"', "<is><r><t>甲</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 乙</t></r></is>"),
        ("甲 乙", " "),
    ),
    "sound": (
        ('t="inlineStr"', "<is><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></is>"),
        ("東京", " "),
    ),
    "control_letter": (('t="inlineStr"', "<is><t>一_x000A_二_x005F_x000A_</t></is>"), ("一\n二_x000A_", " ")),
    "half_a_letter": (('t="inlineStr"', "<is><t>_xD83D__xDE00_ _xD83D_</t></is>"), ("😀 \ufffd", " ")),
    "cdata": (('t="inlineStr"', "<is><t><![CDATA[<a&b>]]></t><!-- x --></is>"), ("<a&b>", " ")),
    "entities": (('t="inlineStr"', "<is><t>&lt;&#x4E00;&#20108;&gt;</t></is>"), ("<一二>", " ")),
}


@pytest.mark.parametrize(("value", "told"), OTHER_CELLS.values(), ids=OTHER_CELLS)
def test_every_way_of_writing_a_cell_is_read(value, told):
    assert cell(value)[:2] == told


def test_an_empty_text_of_a_formula_is_blank():
    assert read(xlsx(["编号", "数"], ["A1", ('t="str"', "<f>B1</f><v></v>")]))[1] == [("A1", None)]


def test_shared_texts_are_found_by_their_number():
    strings = ("<t>编号</t>", "<t/>", "<r><t>甲</t></r><r><t>乙</t></r><rPh sb='0' eb='1'><t>x</t></rPh>")
    shared = [('t="s"', f"<v>{number}</v>") for number in range(3)]
    assert read(xlsx([shared[0], "数"], [shared[2], 1], [shared[1], 2], strings=strings))[1] == [
        ("甲乙", "1"),
        (None, "2"),
    ]


SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODD_XML = {
    "prefix": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>编号</x:t></x:is></x:c></x:row>'
    "<x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>",
    "no_references": f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="inlineStr"><is><t>编号</t></is></c></row><row/>'
    "<row><c><v>7</v></c></row></sheetData></worksheet>",
    "spaces_and_quotes": f"<worksheet xmlns='{MAIN}'>\n<sheetData>\n<row  r = '1' >\n<c  t = 'inlineStr'\n r='a1' >\n<is><t>编号</t></is>\n</c></row>"
    "<row r='2'>\n<c r='A2' foo='>'>\n<v> 7 </v>\n</c >\n</row></sheetData></worksheet>".replace(
        "</c >", "</c>"
    ),
    "utf16": (
        '<?xml version="1.0" encoding="UTF-16"?>'
        + f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c></row>'
        '<row r="2"><c r="A2"><v>7</v></c></row></sheetData></worksheet>'
    ).encode("utf-16"),
}


@pytest.mark.parametrize("xml", ODD_XML.values(), ids=ODD_XML)
def test_xml_is_read_however_it_is_written(xml):
    assert read(xlsx([], parts={SHEET: xml}))[1] == [("7",)]


BROKEN_XML = {
    "cut_off": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>',
    "a_cell_that_never_ends": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</row></sheetData></worksheet>',
    "rows_that_go_back": f'<worksheet xmlns="{MAIN}"><sheetData><row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row></sheetData></worksheet>',
    "a_text_that_is_not_there": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c t="s"><v>9</v></c></row></sheetData></worksheet>',
    "no_number": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c><v>1_0</v></c></row></sheetData></worksheet>',
    "too_far_down": f'<worksheet xmlns="{MAIN}"><sheetData><row r="9999999"><c><v>1</v></c></row></sheetData></worksheet>',
    "too_far_right": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>',
    "no_sheet": "<html/>",
}


@pytest.mark.parametrize("xml", BROKEN_XML.values(), ids=BROKEN_XML)
def test_broken_xml_is_refused_and_never_half_read(xml):
    assert "打不开" in refusal(xlsx([], parts={SHEET: xml}))


# --- merged and hidden ------------------------------------------------------------------------------


def test_a_cell_merged_downwards_means_every_row_and_is_told():
    content = xlsx(
        ["编号", "街道"], ["A1", "甲"], ["A2", None], ["A3", None], [None, None], ["A5", "乙"],
        behind='<mergeCells><mergeCell ref="B2:B5"/></mergeCells>',
    )  # fmt: skip
    table, rows = read(content)
    assert rows == [("A1", "甲"), ("A2", "甲"), ("A3", "甲"), ("A5", "乙")]
    (remark,) = table.remarks
    assert (remark.sheet, remark.rows) == ("表", "2-5")
    assert "B2:B5 是合并单元格，每一行都按“甲”读取" in remark.why


def test_a_cell_merged_sideways_is_read_once_and_told():
    content = xlsx(
        ["编号", "说", "备注"], ["A1", "甲", None], behind='<mergeCells><mergeCell ref="B2:C2"/></mergeCells>'
    )
    table, rows = read(content)
    assert rows == [("A1", "甲", None)]
    assert [remark.rows for remark in table.remarks] == ["2"]


def test_a_merge_that_no_row_fills_costs_nothing():
    merges = '<mergeCells><mergeCell ref="A3:A1048576"/><mergeCell ref="B2:B1048576"/></mergeCells>'
    assert read(xlsx(["编号", "说"], ["A1", "甲"], behind=merges))[1] == [("A1", "甲")]


def test_hidden_rows_and_columns_are_read_and_told():
    content = xlsx(
        ["编号", "说"], ["A1", "甲"], ["A2", "乙"], ["A3", "丙"],
        rows_said={3: 'hidden="1"', 4: 'hidden="true"'},
        before='<cols><col min="2" max="2" hidden="1"/><col min="3" max="16384" hidden="1"/></cols>',
    )  # fmt: skip
    table, rows = read(content)
    assert len(rows) == 3
    assert [(remark.rows, remark.why) for remark in table.remarks] == [
        ("3-4", "隐藏或被筛选掉的行，共 2 行，照常读取"),
        ("", "隐藏的列 B，照常读取"),
    ]


def test_a_row_far_down_leaves_no_million_of_blank_ones():
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c></row>'
        + "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in (2, 900_000))
    )
    _source, (table,), rows = opened(xlsx([], parts={SHEET: sheet + "</sheetData></worksheet>"}))
    assert rows == [[("2", 2), ("900000", 900_000)]]
    assert table.skipped[0].rows == "3-899999"
