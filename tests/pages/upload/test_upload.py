"""上传数据 and 上传记录 as a clerk meets them: what is said, what may be pressed, what comes of it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from tests.pages.visiting import visitor
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access, User
from zhiping.asking.run import run
from zhiping.contracts import DATASETS
from zhiping.settings import PROJECT
from zhiping.store.publishing import Undone
from zhiping.ui.kit import newer
from zhiping.ui.kit import visitor as at_screen
from zhiping.ui.kit.view import view_of
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.upload.faults import fault_told
from zhiping.ui.upload.taking_back import undone_words
from zhiping.upload.checking.faults import Fault
from zhiping.upload.reports import skipped_words

HEADER = "工单编号,区划代码,工单类别,诉求类别,派单时间\n"
SOUND = HEADER + "T-1,150105,A,供热,2025-11-01 10:00\nT-2,150105,B,供热,2025-11-02 10:00\n"
FAULTY = HEADER + "T-1,150105,A,供热,2025-11-01 10:00\nT-2,150105,B,供热,2025-13-45\n"
STATIONS = (
    "驿站编号,驿站名称,区划代码,经度,纬度,坐标系,营业时间,状态\n"
    "YZ-1,暖新驿站,150502,122.3666,43.6953,GCJ-02,三~日 08:00~17:00,正常\n"
    "YZ-2,暖新驿站,150502,122.3606,43.6941,WGS-84,Mo-Fr 08:00-18:00,正常\n"
    "YZ-3,暖新驿站,150502,122.3606,43.6941,WGS-84,看情况,正常\n"
)
FOREIGN = "No,Place,Kind,When\nF-1,赛罕区,供热,2025-11-01 10:00\nF-2,,供热,2025-11-02 10:00\n"


def opened(page: str) -> AppTest:
    return visitor(f"upload/{page}").run()


def quiet(at: AppTest) -> AppTest:
    assert [error.value for error in at.exception] == []
    return at


def given(at: AppTest, content: str | bytes, name: str = "十一月.csv") -> AppTest:
    data = content.encode() if isinstance(content, str) else content
    return quiet(at.file_uploader[0].set_value((name, data, "text/csv")).run())


def press(at: AppTest, label: str) -> AppTest:
    return quiet(next(button for button in at.button if button.label == label).click().run())


def said(at: AppTest) -> str:
    """All sentences on the page, without Markdown's escapes."""
    kinds = (at.title, at.subheader, at.markdown, at.caption, at.info, at.warning, at.error, at.success)
    return "\n".join(str(element.value).replace("\\", "") for kind in kinds for element in kind)


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def is_ready(at: AppTest) -> bool:
    return not next(button for button in at.button if button.label == "确认发布").disabled


def uploads() -> list[dict[str, object]]:
    return run(serving.store(), "uploads/history", Access(DEMO_USER), dataset="tickets").rows


def scratch(folder: Path) -> list[Path]:
    return list((folder / "scratch").glob("upload-*"))


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


def test_only_the_sound_rows_are_published_when_the_clerk_says_so(own_data: Path) -> None:
    at = given(opened("new"), FAULTY)
    quiet(at.checkbox(key="upload-sound-only").check().run())
    press(at, "确认发布")
    assert [(row["rows_read"], row["rows_published"], row["fault_count"]) for row in uploads()] == [(2, 1, 1)]
    assert "有 1 行有错误，没有发布。请取回改好，再上传一次。" in said(at)


def test_a_file_without_faults_offers_no_partial_publish(own_data: Path) -> None:
    assert "upload-sound-only" not in [box.key for box in given(opened("new"), SOUND).checkbox]


def test_a_sound_file_is_published_with_its_receipt_and_leaves_no_scratch_file(own_data: Path) -> None:
    at = given(opened("new"), SOUND)
    assert len(scratch(own_data)) == 1
    press(at, "确认发布")
    (upload,) = uploads()
    assert f"回执号 **{upload['receipt']}**" in said(at)
    assert upload["as_of"] == datetime(2025, 11, 2, 10)
    assert upload["mode"] == "upsert"
    assert scratch(own_data) == []
    assert "taking" not in at.session_state or at.session_state["taking"] is None


def test_the_mode_and_the_data_date_that_the_clerk_says_are_kept(own_data: Path) -> None:
    at = given(opened("new"), SOUND)
    at.radio(key="upload-mode").set_value("replace-scope")
    at.datetime_input[0].set_value(datetime(2025, 11, 3, 9, 30))
    press(quiet(at.run()), "确认发布")
    assert [(row["mode"], row["as_of"]) for row in uploads()] == [
        ("replace-scope", datetime(2025, 11, 3, 9, 30))
    ]


def test_a_publish_that_removes_waits_for_the_count_to_be_typed(own_data: Path) -> None:
    at = opened("new")
    press(given(at, SOUND + "T-3,150105,B,供热,2025-11-02 12:00\n"), "确认发布")
    given(at, SOUND)
    quiet(at.radio(key="upload-mode").set_value("replace-scope").run())
    assert "移除 1 行" in said(at)
    assert not is_ready(at)
    quiet(at.text_input(key="upload-removes-1").set_value("1").run())
    assert is_ready(at)
    press(at, "确认发布")
    assert "替换移除了 1 行" in said(at)


def test_an_odd_data_date_is_answered_before_a_publish(own_data: Path) -> None:
    days = [f"D-{day},150105,A,供热,2025-09-{day:02} 10:00" for day in range(1, 13)]
    at = given(opened("new"), HEADER + "\n".join([*days, "D-13,150105,A,供热,2025-11-02 10:00", ""]))
    assert "第 14 行的“派单时间”2025-11-02" in said(at)
    assert not is_ready(at)
    quiet(
        next(one for one in at.radio if one.label == "数据完整到哪一天？")
        .set_value(datetime(2025, 9, 12, 10))
        .run()
    )
    press(at, "确认发布")
    assert [row["as_of"] for row in uploads()] == [datetime(2025, 9, 12, 10)]


def test_a_data_date_left_alone_keeps_its_seconds(own_data: Path) -> None:
    press(given(opened("new"), SOUND.replace("2025-11-02 10:00", "2025-11-02 10:00:37")), "确认发布")
    assert [row["as_of"] for row in uploads()] == [datetime(2025, 11, 2, 10, 0, 37)]


def test_the_same_content_uploaded_before_is_said(own_data: Path) -> None:
    at = opened("new")
    press(given(at, SOUND), "确认发布")
    assert "内容完全相同" not in said(at)
    at = given(at, SOUND, "改了名.csv")
    assert f"内容完全相同的文件已经上传过，回执号 {uploads()[0]['receipt']}" in said(at)
    assert "新增 0，更新 2" in said(at)


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
    assert (wishes.options.set_values, wishes.corrections) == ({}, {"ticket_class": "Kind"})
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
    at = given(opened("new"), workbook(tmp_path / "两月.xlsx", "十月", "十一月"), "两月.xlsx")
    assert "不能确定读哪一个" in said(at)
    assert at.selectbox(key="upload-sheet").options == ["十月", "十一月"]
    quiet(at.selectbox(key="upload-sheet").set_value("十一月").run())
    assert "2 行没有错误" in said(at)
    assert at.selectbox(key="upload-sheet").options == ["十月", "十一月"]


def test_an_unreadable_file_is_one_sentence(own_data: Path) -> None:
    at = given(opened("new"), b"PK\x03\x04 torn", "坏了.xlsx")
    assert [error.value.replace("\\", "") for error in at.error] == [
        "这个表格文件打不开，可能没有传完或已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"
    ]
    assert "确认发布" not in labels(at)


def test_a_file_given_up_is_deleted(own_data: Path) -> None:
    at = given(opened("new"), SOUND)
    press(at, "换一个文件")
    assert scratch(own_data) == []
    assert len(at.file_uploader) == 1


def test_what_a_killed_server_left_in_the_scratch_folder_goes(own_data: Path) -> None:
    serving.store()
    left = own_data / "scratch" / "upload-left"
    left.write_text(SOUND, "utf-8")
    serving.forget_store()  # the next opener is a new server
    given(opened("new"), SOUND)
    assert len(scratch(own_data)) == 1
    assert not left.exists()


def test_of_four_files_of_a_browser_the_oldest_goes_and_both_tabs_say_so(own_data: Path) -> None:
    """Every session of these tests is one browser: a page loaded again, or another tab."""
    tabs = [given(opened("new"), SOUND, f"{number}.csv") for number in range(3)]
    assert len(scratch(own_data)) == 3
    fourth = given(opened("new"), SOUND, "四.csv")
    assert len(scratch(own_data)) == 3
    told = "“0.csv”已从服务器清除，没有发布：同一个浏览器最多保留 3 个没有发布的文件，最早的先清除。需要时请重新上传。"
    assert told in said(fourth)
    assert "2 行没有错误" in said(fourth)
    oldest = quiet(tabs[0].run())
    assert told in said(oldest)
    assert len(oldest.file_uploader) == 1
    assert "确认发布" not in labels(oldest)
    assert told not in said(quiet(oldest.run()))
    assert is_ready(quiet(tabs[1].run()))
    press(fourth, "确认发布")
    assert len(scratch(own_data)) == 2


def test_a_file_for_which_there_is_no_room_is_not_taken_and_that_is_said(own_data: Path) -> None:
    scratch_of = serving.store().scratch
    at_work = [scratch_of.keep(b"x", "别处.csv", "test session id")[0] for _number in range(3)]
    with scratch_of.held(at_work[0]), scratch_of.held(at_work[1]), scratch_of.held(at_work[2]):
        at = given(opened("new"), SOUND)
        assert "正在核对的文件太多，这个文件没有存下来。请过几分钟再上传。" in said(at)
    assert len(at.file_uploader) == 1
    assert "2 行没有错误" in said(given(at, SOUND))


def test_another_dataset_checks_the_same_file_anew(own_data: Path) -> None:
    at = given(opened("new"), SOUND)
    quiet(at.selectbox(key="upload-dataset").set_value("ticket_limits").run())
    assert "缺少必填列" in said(at)
    quiet(at.selectbox(key="upload-dataset").set_value("tickets").run())
    assert "2 行没有错误" in said(at)


def test_the_file_waits_while_the_clerk_looks_at_another_page(own_data: Path) -> None:
    at = given(opened("new"), SOUND)
    at.switch_page(str(PROJECT / "pages" / "upload" / "history.py"))
    quiet(at.run())
    at.switch_page(str(PROJECT / "pages" / "upload" / "new.py"))
    assert "2 行没有错误" in said(quiet(at.run()))


def test_a_file_that_needs_a_second_clerk_is_handed_over_and_published_by_a_colleague_of_its_area(
    own_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_user(name: str, scope: str, *roles: str) -> None:
        monkeypatch.setattr(
            at_screen, "current_user", lambda: User(name, frozenset(("clerk", *roles)), scope)
        )

    as_user("新填报员", "150105", "second")
    at = given(opened("new"), SOUND)
    assert "确认发布" not in labels(at)
    press(at, "交给同事确认")
    assert "“十一月.csv”已交给同事确认，三天内有效。" in said(at)
    assert "接着核对" not in labels(at)
    serving.forget_store()  # a restart loses nothing of it
    as_user("邻区填报员", "150102")
    assert "十一月.csv" not in said(opened("new"))
    as_user("同事", "150105")
    at = opened("new")
    assert "新填报员交来“**十一月.csv**”（工单" in said(at)
    press(at, "接着核对")
    press(at, "确认发布")
    assert [(row["published_by"], row["given_by"]) for row in uploads()] == [("同事", "新填报员")]
    assert scratch(own_data) == []


def test_who_is_no_clerk_reads_why_and_sees_no_uploader(
    own_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_screen, "current_user", lambda: User("领导", frozenset({"leader"})))
    at = opened("new")
    assert "您的账号没有“填报员”角色，不能上传数据。请联系管理员开通。" in said(at)
    assert len(at.file_uploader) == 0


def test_who_is_no_clerk_sees_the_history_without_files_and_undo(
    own_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(given(opened("new"), SOUND), "确认发布")
    assert "撤销" in labels(opened("history"))
    monkeypatch.setattr(at_screen, "current_user", lambda: User("领导", frozenset({"leader"})))
    at = opened("history")
    assert str(uploads()[0]["receipt"]) in said(at)
    assert "撤销" not in labels(at)
    assert "下载原文件" not in [button.label for button in at.download_button]


def test_a_dataset_never_uploaded_says_so(own_data: Path) -> None:
    at = opened("history")
    assert "areas.csv：读取" in said(at)
    quiet(at.selectbox(key="filter-dataset").set_value("tickets").run())
    assert "这个数据集还没有上传过。" in said(at)
    assert at.query_params["dataset"] == "tickets"


def test_the_history_of_one_dataset_says_which(own_data: Path) -> None:
    press(given(opened("new"), SOUND), "确认发布")
    at = opened("history")
    assert "共 2 次上传，0 次已撤销；最近一次是演示用户于" in said(at)
    quiet(at.selectbox(key="filter-dataset").set_value("tickets").run())
    assert "工单：共 1 次上传" in said(at)
    assert "areas.csv" not in said(at)


def test_the_history_tells_an_upload_whole(own_data: Path) -> None:
    at = given(opened("new"), "十一月工单,,,,\n" + FAULTY)
    quiet(at.checkbox(key="upload-sound-only").check().run())
    press(at, "确认发布")
    told = said(opened("history"))
    assert "十一月.csv：读取 2 行，发布 1 行；错误 1 处，提醒 0 处" in told
    assert "数据截至 2025年11月1日 10:00 · 按编号新增或更新" in told
    assert "第 4 行：“2025-13-45”不是存在的日期或时间。" in told


def test_an_undo_says_what_will_happen_asks_and_says_what_it_did(own_data: Path) -> None:
    press(given(opened("new"), SOUND), "确认发布")
    receipt = uploads()[0]["receipt"]
    at = press(opened("history"), "撤销")
    assert "将撤下工单“十一月.csv”发布的 2 行" in said(at)
    assert uploads()[0]["undone_at"] is None
    press(at, "确认撤销")
    assert f"已撤销 {receipt}：撤下 2 行，恢复原值 0 行" in said(at)
    assert "演示用户" in said(at)
    assert uploads()[0]["undone_at"] is not None

    press(at, "恢复")
    assert "发布后：新增 2 行，更新 0 行，不变 0 行。" in said(at)
    press(at, "确认恢复")
    new = uploads()[0]
    assert (new["restores"], new["undone_at"]) == (receipt, None)
    assert f"已恢复 {receipt}：2 行重新发布，新的回执号 {new['receipt']}" in said(at)
    assert f"恢复自 {receipt}" in said(at)


def test_an_open_page_learns_of_newer_data_of_its_own_systems(own_data: Path) -> None:
    press(given(opened("new"), SOUND), "确认发布")
    view = view_of("tickets/funnel")
    older = replace(view, version=view.version - 1)
    assert (newer.has_newer(older), newer.has_newer(view)) == (True, False)
    assert not newer.has_newer(replace(older, page="stations/benefits"))


def test_an_undo_may_be_given_up(own_data: Path) -> None:
    press(given(opened("new"), SOUND), "确认发布")
    at = press(opened("history"), "撤销")
    press(at, "不撤销")
    assert uploads()[0]["undone_at"] is None
    assert "确认撤销" not in labels(at)


def test_an_undo_that_cannot_be_done_is_one_sentence(own_data: Path) -> None:
    press(given(opened("new"), SOUND), "确认发布")
    at = press(opened("history"), "撤销")
    serving.store().undo(str(uploads()[0]["receipt"]), user="别人", now=datetime(2025, 11, 5))
    press(at, "确认撤销")
    assert len(at.error) == 1
    assert str(uploads()[0]["receipt"]) in str(at.error[0].value).replace("\\", "")


def test_rows_kept_by_an_undo_are_named_with_the_uploads_that_changed_them() -> None:
    undone = Undone("ZP-1", 7, 3, 1, 2, ("ZP-2", "ZP-3"))
    assert undone_words(undone) == (
        "已撤销 ZP-1：撤下 3 行，恢复原值 1 行，数据版本 7。有 2 行已被之后的上传（ZP-2、ZP-3）更新，保持不变。"
    )


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


def test_what_many_cells_have_in_common_is_told_once(own_data: Path) -> None:
    lines = [f"T-{n},甲街道,A,供热,2025-11-01\n" for n in range(300)]
    lines += [f"S-{n},150105,A,供热,{1700 + n}-01-01\n" for n in range(150)]
    at = given(opened("new"), HEADER + "".join(lines))
    assert "同样的共 300 处：第 2-301 行。" in said(at)
    table = at.dataframe[0].value
    assert len(table) == 1 + 100, "each once, and of each kind so many"
    assert (table["行"][0], table["同样的行"][0], table["原值"][0]) == (2, "3-301", "甲街道")
    assert "每一类列出前 100 种；下载的文件里有 450 处。" in said(at)


def test_the_clerk_points_at_the_header(own_data: Path) -> None:
    at = given(opened("new"), "工单编号,区划代码,例\n" + HEADER + "T-1,150105,A,供热,2025-11-01\n")
    at = quiet(at.number_input(key="upload-header-row").set_value(2).run())
    assert "读取 1 行：1 行没有错误" in said(at)
    at = quiet(at.number_input(key="upload-header-row").set_value(9).run())
    assert "第 9 行是空的，不能作表头。" in said(at)
    at = quiet(at.number_input(key="upload-header-row").set_value(2).run())
    assert is_ready(at)
