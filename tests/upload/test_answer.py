"""The workbook that answers a faulty file: marked where it is wrong, untouched elsewhere, and read again once mended."""

import io
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill

from tests.upload.conftest import EVERYWHERE, HEADERS, NOW, TakeIn
from zhiping.contracts import DATASETS
from zhiping.store.publishing import Store
from zhiping.upload import answer as answering
from zhiping.upload.answer import answer, answer_name, left_out
from zhiping.upload.intake import Intake
from zhiping.upload.reading.sheets import FAULTS_SHEET

LINES = ("T1,150105,A,供热,2025-11-01", "T2,150105,D,=1+1,2025-13-02", "T3,150105,B,供热,2025-11-03")
RED = "00FFC7CE"


def _own_book(path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "十一月"
    sheet.append(["十一月工单"])
    sheet.append(HEADERS.split(","))
    for line in LINES:
        sheet.append(line.replace("=1+1", "供水").split(","))
    sheet["A3"].font, sheet["A3"].fill = (
        Font(bold=True, color="FF00FF00"),
        PatternFill("solid", fgColor="FFABCDEF"),
    )
    sheet.column_dimensions["B"].width = 33
    sheet["C4"].number_format = "@"
    book.create_sheet("填写说明").append(["不要动"])
    book.save(path)


def _again(store: Store, path: Path) -> Intake:
    return Intake(store, EVERYWHERE, DATASETS["tickets"], path, now=NOW, file_name="工单.xlsx")


def test_the_clerks_own_workbook_comes_back_marked_and_is_read_once_mended(
    store: Store, tmp_path: Path
) -> None:
    _own_book(path := tmp_path / "upload-1")  # as the scratch folder calls it
    intake = _again(store, path)
    assert answer_name(intake) == "工单（标出错误）.xlsx"
    book = load_workbook(io.BytesIO(answer(intake)))
    intake.close()
    sheet = book["十一月"]
    assert [cell.coordinate for row in sheet for cell in row if cell.fill.fgColor.rgb == RED] == ["C4", "E4"]
    assert "“2025-13-02”不是存在的日期" in sheet["E4"].comment.text
    assert (sheet["A3"].font.color.rgb, sheet["A3"].fill.fgColor.rgb) == ("FF00FF00", "FFABCDEF")
    assert (sheet.column_dimensions["B"].width, sheet["C4"].number_format) == (33, "@")
    assert book.sheetnames == ["十一月", "填写说明", FAULTS_SHEET]
    told = [[cell.value for cell in row][:6] for row in book[FAULTS_SHEET].iter_rows(min_row=2)]
    assert told == [
        ["错误", "十一月", 4, "C", "工单类别", "D"],
        ["错误", "十一月", 4, "E", "派单时间", "2025-13-02"],
    ]
    sheet["C4"], sheet["E4"] = "B", datetime(2025, 11, 2)
    book.save(mended := tmp_path / "改好.xlsx")
    again = _again(store, mended)
    assert (again.checked.fault_count, again.publish().rows_published) == (0, 3)
    again.close()


def test_any_other_file_is_answered_by_a_workbook_of_what_was_read(
    take_in: TakeIn, store: Store, tmp_path: Path
) -> None:
    (path := tmp_path / "answer.xlsx").write_bytes(answer(take_in(*LINES)))
    sheet = load_workbook(path).worksheets[0]
    assert (sheet["D3"].value, sheet["D3"].data_type) == ("=1+1", "s")
    assert (sheet["C3"].fill.fgColor.rgb, sheet["C2"].fill.fgColor.rgb) == (RED, "00000000")
    again = _again(store, path)
    assert [(fault.row, fault.column) for fault in again.checked.faults] == [(3, "C"), (3, "E")]
    assert again.checked.sound_count == 2
    again.close()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_rows_that_were_not_published_are_taken_away_with_what_is_wrong(
    take_in: TakeIn, store: Store, tmp_path: Path, form: str
) -> None:
    if form == "csv":
        intake = take_in(*LINES)
    else:
        _own_book(path := tmp_path / "工单.xlsx")
        intake = _again(store, path)
    sheet = load_workbook(io.BytesIO(left_out(intake))).worksheets[0]
    headings, row = sheet.iter_rows(values_only=True)
    assert headings == (*HEADERS.split(","), "问题")
    assert row[:3] == ("T2", "150105", "D")
    assert "不是存在的日期" in str(row[5])
    intake.close()


def test_a_large_file_is_answered_by_its_marked_rows(
    take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "MOST_CELLS", 10)
    sheet = load_workbook(io.BytesIO(answer(take_in(*LINES)))).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["工单编号", "T2"]
    assert sheet["C2"].fill.fgColor.rgb == RED


def test_the_answer_has_the_header_that_the_clerk_pointed_at(take_in: TakeIn) -> None:
    pointed = "工单编号,区划代码,诉求类别,工单类别,派单时间"
    intake = take_in(pointed, "T1,150105,供热,D,2025-11-01", "T2,150105,供热,A,2025-11-01", header_row=2)
    sheet = load_workbook(io.BytesIO(left_out(intake))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet]
    assert rows[0] == [*pointed.split(","), "问题"]
    assert [row[0] for row in rows[1:]] == ["T1"]
