"""上传数据 takes a file: the choice of its dataset, what is said of its cells, and where it is not read."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.upload.clerk import (
    FAULTY,
    HEADER,
    SOUND,
    given,
    is_ready,
    labels,
    opened,
    press,
    quiet,
    said,
    uploads,
)
from zhiping.access.permissions import User
from zhiping.contracts import DATASETS
from zhiping.ui.kit import visitor as at_screen
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.upload.faults import fault_told
from zhiping.upload.checking.faults import Fault
from zhiping.upload.reports import skipped_words

STATIONS = (
    "驿站编号,驿站名称,区划代码,经度,纬度,坐标系,营业时间,状态\n"
    "YZ-1,暖新驿站,150502,122.3666,43.6953,GCJ-02,三~日 08:00~17:00,正常\n"
    "YZ-2,暖新驿站,150502,122.3606,43.6941,WGS-84,Mo-Fr 08:00-18:00,正常\n"
    "YZ-3,暖新驿站,150502,122.3606,43.6941,WGS-84,看情况,正常\n"
)


def test_every_dataset_can_be_chosen_and_says_what_a_row_is(own_data: Path) -> None:
    at = opened("new")
    for dataset in DATASETS.values():
        quiet(at.selectbox(key="upload-dataset").set_value(dataset.name).run())
        assert dataset.grain in said(at)


def test_what_is_due_is_offered_first_with_its_system_and_a_warning_stands_beside(own_data: Path) -> None:
    calendar = "数据集,区划代码,频次,截止日\n驿站,150105,月,5\n"
    at = opened("new")
    quiet(at.selectbox(key="upload-dataset").set_value("reporting_calendar").run())
    press(given(at, calendar, "日历.csv"), "确认发布")
    assert at.selectbox(key="upload-dataset").options[0].startswith("待报送　")
    assert any(option.endswith(" / 工单") for option in at.selectbox(key="upload-dataset").options)
    assert "严禁上传涉密信息" in said(at)


def test_a_faulty_file_names_row_and_column_and_cannot_be_published(own_data: Path) -> None:
    at = given(opened("new"), FAULTY)
    assert "读取 2 行：1 行没有错误（新增 1，更新 0），:red[**1 处错误**]" in said(at)
    assert "**第 3 行 E 列**：“2025-13-45”" in said(at)
    assert ":red-badge[不存在的日期时间 1]" in said(at)
    assert not is_ready(at)
    assert uploads() == []
    (listed,) = at.dataframe[0].value.to_dict("records")
    assert {name: listed[name] for name in ("行", "列", "数据项", "原值")} == {
        "行": 3,
        "列": "E",
        "数据项": "派单时间",
        "原值": "2025-13-45",
    }


def given_stations(content: str) -> AppTest:
    at = opened("new")
    assert at.selectbox(key="upload-dataset").value == "tickets", (
        "what clerks of the first system report most"
    )
    quiet(at.selectbox(key="upload-dataset").set_value("stations").run())
    return given(at, content, "驿站.csv")


def test_hours_and_places_are_shown_as_they_were_read(own_data: Path) -> None:
    at = given_stations(STATIONS)
    assert "把 1 行 GCJ-02 坐标换算成了 WGS-84。" in said(at)
    (readings,) = [one for one in at.expander if one.label == "营业时间读成了（1 种写法）"]
    (row,) = readings.table[0].value.to_dict("records")
    plain = {name: str(text).replace("\\", "") for name, text in row.items()}
    assert plain == {"文件里的写法": "三~日 08:00~17:00", "读成": "周一、周二 休息；周三至周日 08:00–17:00"}
    assert ":orange-badge[营业时间读不出 1]" in said(at)
    assert "**第 4 行 G 列**：“看情况”读不出" in said(at)
    assert is_ready(at)


def test_more_readings_than_the_page_lists_are_counted(own_data: Path) -> None:
    lines = STATIONS.splitlines()[0] + "\n"
    for number in range(60):
        lines += f"YZ-{number},暖新驿站,150502,122.3606,43.6941,WGS-84,8:{number:02}-18:00,正常\n"
    at = given_stations(lines)
    (readings,) = [one for one in at.expander if one.label == "营业时间读成了（60 种写法）"]
    assert len(readings.table[0].value) == 50
    assert "这里列出前 50 种。" in said(at)


def test_a_file_read_as_it_is_written_shows_no_readings(own_data: Path) -> None:
    at = given(opened("new"), SOUND)
    assert not [one for one in at.expander if "读成了" in one.label]
    assert "换算" not in said(at)


def test_an_unreadable_file_is_one_sentence(own_data: Path) -> None:
    at = given(opened("new"), b"PK\x03\x04 torn", "坏了.xlsx")
    assert [error.value.replace("\\", "") for error in at.error] == [
        "这个表格文件打不开，可能没有传完或已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"
    ]
    assert "确认发布" not in labels(at)


def test_what_many_cells_have_in_common_is_told_once(own_data: Path) -> None:
    lines = [f"T-{n},甲街道,A,供热,2025-11-01\n" for n in range(300)]
    lines += [f"S-{n},150105,A,供热,{1700 + n}-01-01\n" for n in range(150)]
    at = given(opened("new"), HEADER + "".join(lines))
    assert "同样的共 300 处：第 2-301 行。" in said(at)
    table = at.dataframe[0].value
    assert len(table) == 1 + 100, "each once, and of each kind so many"
    assert (table["行"][0], table["同样的行"][0], table["原值"][0]) == (2, "3-301", "甲街道")
    assert "每一类列出前 100 种；下载的文件里有 450 处。" in said(at)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"sheet": None, "rows": "1-2", "why": "标题"}, "第 1-2 行：标题"),
        ({"sheet": "十月", "rows": "3", "why": "空行"}, "工作表“十月”第 3 行：空行"),
        ({"sheet": "说明", "rows": "", "why": "说明页"}, "工作表“说明”：说明页"),
        ({"sheet": "九月", "rows": "全部", "why": "不是"}, "工作表“九月”全部：不是"),
    ],
)
def test_a_skipped_row_in_words(part: dict[str, str | None], words: str) -> None:
    assert skipped_words(part) == words


@pytest.mark.parametrize(
    ("sheet", "row", "column", "words"),
    [
        (None, 3, "D", "**第 3 行 D 列**：坏。改。"),
        ("十月", 3, "D", "**工作表“十月”第 3 行 D 列**：坏。改。"),
        (None, 0, "D", "**D 列**：坏。改。"),
        (None, 0, "", "坏。改。"),
    ],
)
def test_a_fault_in_words(sheet: str | None, row: int, column: str, words: str) -> None:
    assert as_markdown(fault_told(Fault(sheet, row, column, "标题", "x", "blank", "坏。", "改。"))) == words


def test_who_is_no_clerk_reads_why_and_sees_no_uploader(
    own_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_screen, "current_user", lambda: User("领导", frozenset({"leader"})))
    at = opened("new")
    assert "您的账号没有“填报员”角色，不能上传数据。请联系管理员开通。" in said(at)
    assert len(at.file_uploader) == 0
