"""上传记录: what was uploaded, and its undo; open pages learn of both."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.pages.upload.clerk import (
    FAULTY,
    SOUND,
    given,
    labels,
    opened,
    press,
    quiet,
    said,
    uploads,
)
from zhiping import serving
from zhiping.access.permissions import User
from zhiping.store.publishing import Undone
from zhiping.ui.kit import newer
from zhiping.ui.kit import visitor as at_screen
from zhiping.ui.kit.view import view_of
from zhiping.ui.upload.taking_back import undone_words


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
