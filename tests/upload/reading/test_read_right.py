"""What is read is what was written: a row that has shifted, a total and a cell that Excel has turned are told."""

from datetime import date, datetime, time, timedelta

import duckdb
import pytest

from tests.upload.reading.reading import Row, book, folder, opened, rows_of, saved
from zhiping.upload.reading.csvtext import csv_table
from zhiping.upload.reading.files import text_tables
from zhiping.upload.reading.headers import Sought
from zhiping.upload.reading.texttable import SkippedRows, TextTable, UnreadableFile
from zhiping.upload.reading.xls_apart import cell_of

BOTH = pytest.mark.parametrize("may_be_fast", [True, False], ids=["fast", "slow"])


LABELS = Sought(frozenset({"院号", "编号", "件数", "说", "备注"}))


def read(text: str, may_be_fast: bool) -> tuple[TextTable, list[Row]]:
    """The table and its rows without their numbers; UnreadableFile as it comes."""
    with folder() as place, duckdb.connect() as con:
        (path := place / "f.csv").write_text(text, encoding="utf-8", newline="")
        table = csv_table(con, path, place, LABELS, may_be_fast=may_be_fast)[2]
        return table, [row[:-1] for row in rows_of(con, table)]


# --- how many fields a record has -----------------------------------------------------------------

SHIFTED = {
    "a_number_with_its_commas": ("院号,件数,备注\nX-1,1,500,\n", "第 2 行有 4 格，而表头只有 3 格"),
    "in_a_later_row": ("院号,件数,备注\nX-1,1,\nX-2,1,500,\n", "第 3 行有 4 格，而表头只有 3 格"),
    "blanks_in_the_surplus": ("院号,件数\nX-1,1,　\n", "第 2 行有 3 格，而表头只有 2 格"),
    "one_more_than_trailing_columns": ("院号,件数,,\nX-1,1,500,,\n", "第 2 行在表头以外的 C 列"),
    "blank_beyond_trailing_columns": ("院号,件数,,\nX-1,1,,,\n", "第 2 行有 5 格，而表头只有 4 格"),
    "one_too_many_and_one_too_few": ("院号,件数\nX-1,1,\nX-2\n", "第 2 行有 3 格，而表头只有 2 格"),
    "a_comma_lost_beside_trailing_columns": (
        "院号,件数,备注,\nX-1,1,x,\nX-21,y,\n",
        "第 3 行只有 3 格，而表头有 4 格",
    ),
    "below_titles_of_other_lengths": ("统计表\n甲,乙,丙,丁,\n院号,件数,备注\nX-1,1,500,\n", "第 4 行有 4 格"),
    "behind_a_quoted_line_break": ('院号,件数,备注\nX-1,1,"一\n二"\nX-2,1,500,\n', "第 3 行有 4 格"),
    "tabs": ("院号\t件数\nX-1\t1\t\n", "第 2 行有 3 格"),
}


@BOTH
@pytest.mark.parametrize(("text", "reason"), SHIFTED.values(), ids=SHIFTED)
def test_a_record_of_another_length_than_the_header_as_written_is_refused(text, reason, may_be_fast):
    with folder() as place, duckdb.connect() as con:
        (path := place / "f.csv").write_text(text, encoding="utf-8", newline="")
        with pytest.raises(UnreadableFile, match=reason):
            csv_table(con, path, place, LABELS, may_be_fast=may_be_fast)
        assert con.execute("select count(*) from duckdb_tables()").fetchall() == [(0,)]


AS_WRITTEN = {
    "trailing_columns_on_every_line": "统计表,,,\n院号,件数,,\nX-1,1,,\nX-2,2,,\n",
    "titles_of_other_lengths": "统计表\n单位,,,,,,,\n院号,件数\nX-1,1\nX-2,2\n",
    "blank_records_of_any_length": "院号,件数\nX-1,1\n\n,\n,,,,\nX-2,2\n,,,\n",
    "quoted_commas": '院号,件数\nX-1,1\n"X-2","2"\n',
}


@BOTH
@pytest.mark.parametrize("text", AS_WRITTEN.values(), ids=AS_WRITTEN)
def test_trailing_columns_titles_and_blank_records_go_on_being_read(text, may_be_fast):
    assert read(text, may_be_fast)[1] == [("X-1", "1"), ("X-2", "2")]


def test_a_sheet_may_have_painted_columns_and_rows_beyond_its_table():
    content = saved(book(["院号", "件数", None], ["X-1", 1, " "], [None, None, None], ["X-2", 2, ""]))
    assert opened(content)[2] == [[("X-1", "1", 2), ("X-2", "2", 4)]]


# --- quotes ---------------------------------------------------------------------------------------

QUOTES = {
    "opens_and_closes_in_other_fields": ('编号,说,备注,数\nA1,他说"好,谢谢",3\n', 2),
    "in_a_later_record": ('编号,说,备注\nA1,x,y\nA2,说"好,谢谢"\n', 3),
    "three_apart": ('编号,说,备注\nA1,"x",y\nA2"x,z,谢谢"\n', 3),
    "beside_a_doubled_quote": ('编号,说,备注\n"A""1",说"好,谢谢"\n', 2),
    "in_the_header": ('编号,说"明,备"注\nA1,x,y\n', 1),
    "behind_a_quoted_line_break": ('编号,说,备注\n"A\n1",说"好,谢谢"\n', 2),
}


@BOTH
@pytest.mark.parametrize(("text", "row"), QUOTES.values(), ids=QUOTES)
def test_a_quote_that_opens_in_one_unquoted_field_and_closes_in_another_is_refused(text, row, may_be_fast):
    with pytest.raises(UnreadableFile, match=f"第 {row} 行的双引号"):
        read(text, may_be_fast)


KEPT_QUOTES = {
    'A1,5"管,x': ("A1", '5"管', "x"),
    'A1,说"好"了,"再""见"': ("A1", '说"好"了', '再"见'),
    '"A""1","5""管",6"管': ('A"1', '5"管', '6"管'),
    '"A""1","5""管","6""管"': ('A"1', '5"管', '6"管'),
    'A1,"5""管,6""管",x': ("A1", '5"管,6"管', "x"),
}


@BOTH
@pytest.mark.parametrize("line", KEPT_QUOTES)
def test_other_quotes_are_letters_as_they_were(line, may_be_fast):
    text = f'关于"三务,四评"的表,,\n编号,说,备注\n{line}\n'
    assert read(text, may_be_fast)[1] == [KEPT_QUOTES[line]]


# --- totals ---------------------------------------------------------------------------------------

TOTALS = (
    *(
        "合计,9,x",
        "小计,9,x",
        "总计,9,x",
        "X-9,小计,x",
        "赛罕区小计,9,x",
        "合　计：,9,x",
        " 总 计 ,9,",
        ",合计,",
    ),
    *("共计(户),9,x", "本页合计,9,x", "累计,9,x", "赛罕区,9,合计"),
)
NO_TOTALS = (
    "合计办,9,x",
    "会计,9,x",
    "小计划,9,x",
    "X-9,费用合计,x",
    "总计划,9,x",
    "X-9,合计5户，另有2户未到,x",
)


@BOTH
@pytest.mark.parametrize("line", TOTALS)
def test_a_row_of_totals_is_no_data_and_is_told(line, may_be_fast):
    table, rows = read(f"院号,件数,备注\nX-1,1,x\n{line}\nX-2,2,y\n{line}\n", may_be_fast)
    assert rows == [("X-1", "1", "x"), ("X-2", "2", "y")]
    assert table.row_count == 2
    assert table.skipped == (SkippedRows(None, "3、5", "合计、小计一类的行，不是数据，共 2 行"),)


@BOTH
@pytest.mark.parametrize("line", NO_TOTALS)
def test_a_word_that_only_holds_a_total_is_data(line, may_be_fast):
    table, rows = read(f"院号,件数,备注\n{line}\n", may_be_fast)
    assert (rows, table.skipped) == ([tuple(line.split(","))], ())


def test_totals_of_a_sheet_are_told_with_its_other_rows():
    content = saved(book(["统计表"], ["院号", "件数"], ["X-1", 1], [None, None], ["合计", 1]))
    _source, (table,), rows = opened(content)
    assert rows == [[("X-1", "1", 3)]]
    assert [(part.rows, part.why) for part in table.skipped] == [
        ("1", "表头以上的标题行"),
        ("4", "空行，共 1 行"),
        ("5", "合计、小计一类的行，不是数据，共 1 行"),
    ]


# --- what a workbook's cell is --------------------------------------------------------------------

MARKS = {
    "x": " ",
    "2025-03-01": " ",
    "3.5": " ",
    None: " ",
    3: " ",
    -3.0: " ",
    999_999_999_999_999: " ",
    3.5: "n",
    -0.1: "n",
    1e15: "n",
    1e300: "n",
    False: "b",
    date(2025, 3, 1): "d",
    datetime(2025, 3, 1, 8): "d",
    time(3, 1): "d",
    timedelta(hours=30): "d",
}


@pytest.mark.parametrize(("value", "mark"), MARKS.items(), ids=map(repr, MARKS))
def test_a_cell_that_is_no_text_and_no_whole_number_is_marked(value, mark):
    assert cell_of(value).mark == mark


def test_the_marks_stand_beside_the_cells_and_their_columns_are_told():
    rows = (["编号", "说明", "数"], ["A1", "x", 1], ["A2", date(2025, 3, 1), 1.5], ["A3", True, 2])
    with folder() as place, duckdb.connect() as con:
        (path := place / "f.xlsx").write_bytes(saved(book(*rows)))
        (table,) = text_tables(con, path)[1]
        assert table.marked == {1, 2}
        found = con.execute(f"select c0, c1, marks from {table.table} order by source_row").fetchall()
    assert found == [("A1", "x", None), ("A2", "2025-03-01", " dn"), ("A3", "TRUE", " b ")]
