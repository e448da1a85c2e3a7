"""Tables as files: Chinese headings, and nothing that Excel would run."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from zhiping.ui.kit.cells import hours_words
from zhiping.ui.kit.tables import chosen_first, csv_text, workbook_bytes

ROW = {
    "ticket_id": "0012",
    "title": "=1+1",
    "dispatched_at": datetime(2025, 11, 4, 9, 30),
    "report_due_on": date(2025, 11, 6),
    "month": date(2025, 11, 1),
    "report_on_time_share": 0.9175,
    "is_undone": True,
    "lead_unit": None,
    "count": 7,
}


def opened(content: bytes) -> Workbook:
    """The file as Excel reads it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_file_has_chinese_headings_and_words() -> None:
    rows = [{"ticket_id": "GD-1", "state": "overdue", "step": "report", "hours_left": -53.25}]
    assert csv_text(rows, "tickets/overdue").decode("utf-8-sig").splitlines() == [
        "工单编号,状态,环节,剩余(小时)",
        "GD-1,■ 逾期未办,反馈,-53.2",
    ]


def test_a_file_begins_with_a_byte_order_mark_for_excel() -> None:
    assert csv_text([{"ticket_id": "GD-1"}], "tickets/rows").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx"])
def test_a_text_that_excel_would_run_is_quoted(text: str) -> None:
    assert (
        csv_text([{"title": text}], "tickets/rows").decode("utf-8-sig").splitlines()[1].strip('"')
        == f"'{text}"
    )


def test_only_the_columns_asked_for_are_written_in_their_order() -> None:
    rows = [{"title": "甲", "ticket_id": "GD-1", "dispatched_at": datetime(2025, 1, 1)}]
    assert (
        csv_text(rows, "tickets/rows", ["ticket_id", "title"]).decode("utf-8-sig").splitlines()[0]
        == "工单编号,标题"
    )


def test_a_note_stands_in_a_line_of_its_own_below_the_rows() -> None:
    rows = [{"ticket_id": "GD-1", "title": "井盖缺失"}]
    text = csv_text(rows, "tickets/rows", note="演示数据，非真实情况").decode("utf-8-sig")
    assert text.splitlines()[1:] == ["GD-1,井盖缺失", "演示数据，非真实情况"]


def test_a_workbook_keeps_what_a_value_is() -> None:
    sheet, _notes = opened(workbook_bytes([ROW], "tickets/rows", None, {})).worksheets
    headings, values = sheet.iter_rows()
    assert [cell.value for cell in headings[:3]] == ["工单编号", "标题", "派单时间"]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in values] == [
        ("0012", "s", "@"),
        ("=1+1", "s", "@"),
        (datetime(2025, 11, 4, 9, 30), "d", "yyyy-mm-dd hh:mm"),
        (datetime(2025, 11, 6), "d", "yyyy-mm-dd"),
        (datetime(2025, 11, 1), "d", "yyyy-mm"),
        (0.9175, "n", "0.0%"),
        ("是", "s", "@"),
        (None, "n", "General"),
        (7, "n", "General"),
    ]


@pytest.mark.parametrize(
    ("value", "kept"),
    [("a\x00b", "ab"), (float("nan"), None), (float("inf"), None), (date(1899, 1, 1), "1899-01-01")],
)
def test_what_excel_cannot_hold_does_not_break_the_workbook(value: object, kept: object) -> None:
    sheet = opened(workbook_bytes([{"value": value}], "", None, {})).worksheets[0]
    assert sheet["A2"].value == kept


def test_a_workbook_says_on_a_sheet_of_its_own_what_it_is() -> None:
    said = {"页面": "工单漏斗", "算法": "=甲÷乙"}
    notes = opened(workbook_bytes([ROW], "tickets/rows", ["ticket_id"], said, "演示数据")).worksheets[1]
    assert notes.title == "导出说明"
    assert [(name.value, text.value, text.data_type) for name, text in notes.iter_rows()] == [
        ("页面", "工单漏斗", "s"),
        ("算法", "=甲÷乙", "s"),
    ]


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("hours_left", -170.0, "超 7天2小时"),
        ("hours_left", 3.0, "剩 3小时"),
        ("hours_left", 0.0, "剩 不到1分钟"),
        ("median_hours", 26.5, "1天2小时"),
    ],
)
def test_hours_are_told_in_words(column: str, value: float, told: str) -> None:
    assert hours_words(column, value) == told


def test_the_chosen_row_of_a_list_stands_first_and_is_marked() -> None:
    rows = [
        {"station_id": "YZ-1", "station_name": "暖新驿站"},
        {"station_id": "YZ-2", "station_name": "二号"},
    ]
    first = chosen_first(rows, "station_id", "station_name", "YZ-2")
    assert [row["station_name"] for row in first] == ["▶ 二号", "暖新驿站"]
    assert chosen_first(rows, "station_id", "station_name", None) == rows
