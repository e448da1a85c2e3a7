"""A server that is started again between the check and the publish: what the clerk is told, and that the file goes on."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import _new_context
from tests.browser.drawn import settled
from tests.conftest import HAS_DRAWN, started_server
from tests.templates import copied, shipped

FOREIGN = "No,区划代码,工单类别,诉求类别,派单时间\nT-1,150105,A,供热,2025-11-01 10:00\n"
IS_CONNECTED = (
    """() => document.querySelector('[data-testid=stApp]').dataset.testConnectionState === 'CONNECTED'"""
)


def test_a_checked_file_is_published_after_the_server_was_started_again(
    browser: Browser, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copied(tmp_path_factory, tmp_path / "store", shipped)
    context = _new_context(browser, [])
    page = context.new_page()
    with started_server(tmp_path, ZHIPING_DEMO="0") as server:
        page.goto(server.url + "/upload-new")
        page.wait_for_function(HAS_DRAWN)
        assert page.get_by_text("与服务器的连接断开过").count() == 0
        (sheet := tmp_path / "十一月.csv").write_text(FOREIGN, "utf-8")
        page.locator("input[type=file]").set_input_files(sheet)
        page.get_by_text("没有自动对应上").wait_for()
        settled(page)
        page.get_by_role("combobox", name="工单编号（必填）").click()
        page.get_by_role("option", name="A列 No").click()
        page.get_by_role("button", name="确认发布").and_(page.locator(":enabled")).wait_for()
    page.wait_for_function(f"!({IS_CONNECTED})()")
    with started_server(tmp_path, port=urlsplit(server.url).port or 0, ZHIPING_DEMO="0"):
        page.wait_for_function(IS_CONNECTED)
        page.get_by_role("button", name="确认发布").click()
        page.get_by_text("与服务器的连接断开过").wait_for()
        page.get_by_text("“十一月.csv”（工单").wait_for()
        settled(page)  # what stood before goes once the run is over
        assert page.get_by_role("button", name="确认发布").count() == 0
        page.get_by_role("button", name="接着核对").click()
        page.get_by_role("button", name="确认发布").and_(page.locator(":enabled")).wait_for()
        settled(page)
        page.get_by_role("button", name="确认发布").click()
        page.get_by_text("已发布“十一月.csv”：工单 1 行").wait_for()
        assert list((tmp_path / "store" / "scratch").glob("*upload-*")) == []
    context.close()
