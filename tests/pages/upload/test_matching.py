"""上传数据: what only the clerk knows of a file: its columns, sheet, header, order of day and month."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.pages.upload.clerk import (
    HEADER,
    SOUND,
    given,
    is_ready,
    opened,
    press,
    quiet,
    said,
    uploads,
)

FOREIGN = "No,Place,Kind,When\nF-1,赛罕区,供热,2025-11-01 10:00\nF-2,,供热,2025-11-02 10:00\n"


def test_foreign_headers_are_matched_by_the_clerk(own_data: Path) -> None:
    at = given(opened("new"), FOREIGN)
    assert "缺少必填列 5" in said(at)
    for column, index in {"ticket_id": 0, "area_code": 1, "category": 2, "dispatched_at": 3}.items():
        quiet(at.selectbox(key=f"upload-match-{column}").set_value(index).run())
    quiet(at.selectbox(key="upload-set_values-ticket_class").set_value("B").run())
    quiet(at.text_input(key="upload-fill_values-area_code").set_value("150105").run())
    assert "1 行没有错误" in said(at)  # a name is no code
    quiet(at.toggle(key="upload-area-names").set_value(True).run())
    assert "2 行没有错误" in said(at)
    press(at, "确认发布")
    assert [(row["rows_published"], row["fault_count"]) for row in uploads()] == [(2, 0)]


def test_a_value_for_a_whole_column_goes_when_a_header_takes_its_place(own_data: Path) -> None:
    at = given(opened("new"), SOUND.replace("工单类别", "Kind"))
    quiet(at.selectbox(key="upload-set_values-ticket_class").set_value("C").run())
    quiet(at.selectbox(key="upload-match-ticket_class").set_value(2).run())
    wishes = at.session_state["taking"].wishes
    assert (wishes.options.set_values, [*wishes.own.values()]) == ({}, [{"ticket_class": "Kind"}])
    assert "2 行没有错误" in said(at)


def test_a_large_file_is_checked_again_only_when_asked(
    own_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhiping.ui.upload.taking.LARGE_ROWS", 1)
    at = given(opened("new"), SOUND.replace("工单类别", "Kind"))
    quiet(at.selectbox(key="upload-match-ticket_class").set_value(2).run())
    assert "还没有按新的对应核对" in said(at)
    assert "0 行没有错误" in said(at)
    press(at, "重新核对")
    assert "还没有按新的对应核对" not in said(at)
    assert "2 行没有错误" in said(at)


def test_what_was_not_checked_cannot_be_published(own_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhiping.ui.upload.taking.LARGE_ROWS", 1)
    at = given(opened("new"), SOUND)
    assert is_ready(at)
    quiet(at.text_input(key="upload-fill_values-category").set_value("其他").run())
    assert not is_ready(at)


def test_the_order_of_day_and_month_is_asked_where_the_file_leaves_it_open(own_data: Path) -> None:
    at = given(opened("new"), HEADER + "T-1,150105,A,供热,11/04/2025 10:00\n")
    assert ":red-badge[日月顺序不明" in said(at)
    quiet(at.segmented_control(key="upload-date-order").set_value("dmy").run())
    press(at, "确认发布")
    assert [row["as_of"] for row in uploads()] == [datetime(2025, 4, 11, 10)]


def workbook(path: Path, *sheets: str) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for place, name in enumerate(sheets, 1):
        sheet = book.create_sheet(name)
        for line in SOUND.replace("T-", f"S{place}-").splitlines():
            sheet.append(line.split(","))
    book.save(path)
    return path.read_bytes()


def test_of_several_sheets_the_clerk_chooses(own_data: Path, tmp_path: Path) -> None:
    book = workbook(tmp_path / "两月.xlsx", "十月", "十一月")
    at = given(opened("new"), book, "两月.xlsx")
    assert "不能确定读哪一个" in said(at)
    assert at.multiselect(key="upload-sheets").options == ["十月", "十一月"]
    quiet(at.multiselect(key="upload-sheets").set_value(["十一月"]).run())
    assert "2 行没有错误" in said(at)
    assert at.multiselect(key="upload-sheets").options == ["十月", "十一月"]
    press(given(press(at, "换一个文件"), book, "两月.xlsx"), "2 个工作表一起读")
    assert "读取 4 行：4 行没有错误" in said(at)
    assert at.multiselect(key="upload-sheets").value == ["十月", "十一月"]


def test_the_clerk_points_at_the_header(own_data: Path) -> None:
    at = given(opened("new"), "工单编号,区划代码,例\n" + HEADER + "T-1,150105,A,供热,2025-11-01\n")
    at = quiet(at.number_input(key="upload-header-row").set_value(2).run())
    assert "读取 1 行：1 行没有错误" in said(at)
    at = quiet(at.number_input(key="upload-header-row").set_value(9).run())
    assert "第 9 行是空的，不能作表头。" in said(at)
    at = quiet(at.number_input(key="upload-header-row").set_value(2).run())
    assert is_ready(at)


def test_several_files_are_checked_together_and_one_of_them_given_up(own_data: Path) -> None:
    files = {"十月.csv": SOUND, "坏.xlsx": "PK", "十一月.csv": FOREIGN}
    at = opened("new")
    at.file_uploader[0].set_value([(name, text.encode(), "text/csv") for name, text in files.items()])
    at = quiet(at.run())
    assert "十一月等3个文件.zip" in said(at)
    assert set(re.findall(r"red-badge\[([^\]]+)", said(at))) == {"缺少必填列 5", "没有读的文件 1"}
    assert "没有可以发布的行" in said(at)
    told = said(at)
    assert told.index("**坏.xlsx**　") < told.index("**十月.csv**　2 行"), "those that need somebody first"
    for line, name in enumerate(("十一月.csv", "坏.xlsx")):
        quiet(at.button(key=f"without-{line}").click().run())
        assert f"**{name}**　不要这个文件" in said(at)
    assert "读取 2 行：2 行没有错误" in said(at)
    press(at, "确认发布")
    assert [(row["file_name"], row["rows_published"]) for row in uploads()] == [("十一月等3个文件.zip", 2)]
