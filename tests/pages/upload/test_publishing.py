"""上传数据: the last step: how much is published, in which mode, up to which date, and who confirms it."""

from datetime import datetime
from pathlib import Path

import pytest

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
    scratch,
    uploads,
)
from zhiping import serving
from zhiping.access.permissions import User
from zhiping.ui.kit import visitor as at_screen


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
    assert "派单、已办结、已超时未办都不变" in said(at)
    quiet(at.radio(key="upload-mode").set_value("replace-scope").run())
    assert "移除 1 行" in said(at)
    assert "派单 3 → 2 件（−1 件）" in said(at)  # of the key figures
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
