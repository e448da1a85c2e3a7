"""A clerk's morning in a real browser: a faulty file, its correction, the history, and an undo."""

import re
from pathlib import Path
from zipfile import is_zipfile

from playwright.sync_api import Page

from tests.browser.drawn import outside, settled
from tests.conftest import PageAt, Server

HEADER = "工单编号,区划代码,工单类别,诉求类别,派单时间\n"
SOUND = HEADER + "T-1,150105,A,供热,2025-11-01 10:00\nT-2,150105,B,供热,2025-11-02 10:00\n"


def give(page: Page, folder: Path, content: str) -> None:
    file = folder / "十一月.csv"
    file.write_text(content, "utf-8")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("heading", name="核对列的对应").wait_for()
    settled(page)


def test_a_file_is_corrected_published_found_in_the_history_and_undone(
    stays_at: PageAt, fresh_server: Server, tmp_path: Path
) -> None:
    page = stays_at("/upload-new", on=fresh_server)
    with page.expect_download() as template:
        page.get_by_role("button", name="下载模板").click()
    assert template.value.suggested_filename == "工单模板.xlsx"
    assert is_zipfile(template.value.path())
    give(page, tmp_path, SOUND.replace("2025-11-02", "2025-13-45"))
    page.get_by_text("第 3 行 E 列").wait_for()
    page.get_by_role("listitem").filter(has_text="“2025-13-45 10:00”不是存在的日期或时间").wait_for()
    assert page.get_by_role("button", name="确认发布").is_disabled()

    page.get_by_role("button", name="换一个文件").click()
    settled(page)
    give(page, tmp_path, SOUND)
    page.get_by_role("button", name="确认发布").click()
    done = page.get_by_text("已发布“十一月.csv”").inner_text()
    assert "工单 2 行" in done
    receipt = re.findall(r"ZP\d{8}-\d{4}", done)[0]

    page.get_by_role("link", name="查看上传记录").click()
    page.get_by_role("heading", name="上传记录").wait_for()
    assert page.url.endswith("/upload-history?dataset=tickets")
    card = page.locator("[class*='st-key-upload-']").filter(has_text=receipt)
    with page.expect_download() as download:
        card.get_by_role("button", name="下载原文件").click()
    assert Path(download.value.path()).read_text("utf-8") == SOUND
    card.get_by_role("button", name="撤销").click()
    page.get_by_text("将撤下工单“十一月.csv”发布的 2 行").wait_for()
    page.get_by_role("button", name="确认撤销").click()
    page.get_by_text(f"已撤销 {receipt}：撤下 2 行").wait_for()
    settled(page)
    assert "已撤销" in card.inner_text()
    assert card.get_by_role("button", name="撤销").count() == 0


def test_a_browser_leaves_three_files_behind_at_most_and_on_a_phone_a_checked_file_fits_the_screen(
    stays_at: PageAt, fresh_server: Server, tmp_path: Path
) -> None:
    page = stays_at("/upload-new", on=fresh_server)
    page.get_by_role("button", name="数据", exact=True).click()
    page.get_by_role("menuitem", name="上传数据").click()
    page.get_by_text("选择文件").first.wait_for(state="attached")
    for number in range(4):  # loaded again, the page is a new session, which knows nothing of the file before
        give(page, tmp_path, SOUND.replace("2025-11-02", "2025-13-45").replace("工单类别", "Kind"))
        kept = list((fresh_server.data / "scratch").glob("upload-*"))
        assert len(kept) == min(number + 1, 3)
        if number < 3:
            page.reload()
            page.get_by_text("选择文件").first.wait_for(state="attached")
            settled(page)
    page.get_by_text("同一个浏览器最多保留 3 个没有发布的文件").wait_for()
    page.set_viewport_size({"width": 390, "height": 900})
    assert outside(settled(page)) == []
