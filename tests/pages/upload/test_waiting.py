"""上传数据: a file that was given and not published waits, gives way, and goes."""

from pathlib import Path

from tests.pages.upload.clerk import SOUND, given, is_ready, labels, opened, press, quiet, said, scratch
from zhiping import serving
from zhiping.settings import PROJECT


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
