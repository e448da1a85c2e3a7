"""自上次查看以来: real change apart from corrections, over versions of a real store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.publishing import publish_texts
from tests.templates import copied, demonstration
from zhiping import serving
from zhiping.ui.kit.systems import card_of, cards
from zhiping.ui.kit.view import view_of
from zhiping.ui.overview.last_look import (
    Look,
    changed,
    last_look,
    moved_of,
    told,
    uploads_since,
    uploads_told,
)

HEAD = "工单编号,区划代码,工单类别,诉求类别,派单时间,办结时间,办理结果,办结时限\n"


def row(number: int, dispatched: str, closed: str = "") -> str:
    ended = f"2025-{closed},已解决" if closed else ","
    return f"G{number},150105001000,C,供热供暖,2025-{dispatched},{ended},2025-11-10 09:00\n"


def upload(text: str, day: int) -> int:
    store = serving.store()
    publish_texts(store, {"tickets": HEAD + text}, area="150105", as_of=datetime(2025, 11, day, 18))
    return store.versions.latest()


@pytest.mark.parametrize(
    ("cookie", "look"),
    [
        ("12.29400000.13.29400600", Look(12, datetime(2025, 11, 25))),  # Beijing's midnight
        ("", None),
        ("0.0.12.29400000", None),  # the first visit
        ("12.29400000", None),
        ("x.1.2.3", None),
        ("12.29400000.13.29400600; a=b", None),
        ("9999999999999999999.1.2.3", None),
    ],
)
def test_what_the_browser_remembers(cookie: str, look: Look | None) -> None:
    assert last_look(cookie) == look


def test_what_happened_is_told_apart_from_what_was_put_right(own_data: Path) -> None:
    tickets = card_of("tickets")
    assert tickets
    first = upload(row(1, "11-01 09:00") + row(2, "11-02 09:00", "11-03 09:00"), 4)
    # the first ticket was closed on the third as well, which the first file did not say; a third came on the fifth
    upload(row(1, "11-01 09:00", "11-03 10:00") + row(3, "11-05 09:00"), 6)
    view = view_of("overview/today")
    found = {one.count.column: one for one in moved_of(view, tickets, first)}
    came, closed = found["ticket_count"], found["closed_count"]
    assert (came.before, came.now, came.happened, came.corrected) == (2, 3, 1, 0)
    assert (closed.before, closed.now, closed.happened, closed.corrected) == (1, 2, 0, 1)
    assert "overdue_ticket_count" not in found
    assert str(told(closed)) == "已办结 1 → 2 件（重新上传更正 +1 件）"
    since = uploads_since(view, first)
    assert [one["dataset"] for one in since] == ["tickets"]
    assert uploads_told(since, first) == "这以后上传 1 次。"
    serving.store().undo(since[0]["receipt"], user="填报员", now=datetime(2025, 11, 7, 9))
    undone = view_of("overview/today")
    assert moved_of(undone, tickets, first) == []
    assert uploads_told(uploads_since(undone, first), first) == "这以后上传 1 次，撤销 1 次。"
    assert uploads_told(uploads_since(undone, first + 1), first + 1) == "这以后撤销 1 次。"
    assert uploads_told([], undone.version) == "这以后没有看得到的上传。"


def test_the_appraisal_tells_which_term_its_values_are_of(
    own_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copied(tmp_path_factory, own_data, demonstration)
    appraisal = card_of("appraisal")
    assert appraisal
    view = view_of("overview/today")
    (upload,) = view.rows("uploads/history", dataset="appraisal_values")
    serving.store().undo(upload["receipt"], user="填报员", now=datetime(2025, 11, 7, 9))
    after = view_of("overview/today")
    assert changed(after, cards(), uploads_since(after, view.version)) == [appraisal]
    values, _missing = moved_of(after, appraisal, view.version)
    assert str(told(values)) == "已报指标值 0 个（上次看到的是2025年前三季度）"
    next_term = replace(values, now=40, parts=("2025年前三季度", "2025年四季度"))
    assert str(told(next_term)) == "2025年四季度已报指标值 40 个（上次看到的是2025年前三季度）"


def test_what_is_watched_is_counted_by_the_key_figures(data: Callable[[str], None]) -> None:
    data("demo")
    for card in cards():
        if card.watched:
            row = view_of("overview/today").row(f"{card.name}/key_figures")
            assert {one.column for one in card.watched} <= row.keys()
