"""Tables as files: Chinese headings, and nothing that Excel would run."""

from datetime import datetime

import pytest

from zhiping.ui.kit.tables import csv_text


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
