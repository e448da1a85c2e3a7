"""区划变更: rows of an old code are counted at the new one, told to the clerk, replaced and seen by it; undone they return."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from tests.upload.taking import Taken, taking
from zhiping.access.permissions import CLERK, DEMO_USER, LEADER, Access, NotAllowed, User
from zhiping.asking.run import run
from zhiping.settings import settings_from
from zhiping.store.drafts import Receipt
from zhiping.store.publishing import Store

NOW = datetime(2025, 11, 5, 9)
OLD, NEW, OTHER = "150105001000", "150105009000", "150102003000"
GONE, CUT = "150105003000", "150105004000"  # to another district, and in two
AREAS = (
    "区划代码,名称,层级\n15,内蒙古自治区,自治区\n1501,呼和浩特市,盟市\n150105,赛罕区,旗县区\n150102,新城区,旗县区\n"
    "150105001,旧街道,苏木乡镇街道\n150105009,新街道,苏木乡镇街道\n150105003,南街道,苏木乡镇街道\n150105004,北街道,苏木乡镇街道\n150102003,西街道,苏木乡镇街道\n"
)
HEADER = "工单编号,区划代码,工单类别,诉求类别,派单时间\n"
CHANGES_HEADER = "旧区划代码,变更日期,新区划代码,变更方式\n"
CHANGES = (
    f"{CHANGES_HEADER}{OLD},2020-03-01,150105002000,更名\n150105002000,2025-03-01,{NEW},合并\n"
    f"{GONE},2025-03-01,{OTHER},合并\n{CUT},2025-03-01,{NEW},拆分\n"
)


def tickets(*rows: tuple[str, str]) -> str:
    return HEADER + "".join(f"{number},{area},B,供热供暖,2025-10-01 09:00\n" for number, area in rows)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(settings_from({}, data=tmp_path_factory.mktemp("areas") / "store"))
    yield opened
    opened.close()


def clerk(scope: str = "") -> Access:
    return Access(User("甲", frozenset({CLERK, LEADER}), scope) if scope else DEMO_USER)


@pytest.fixture(scope="module")
def taken(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    with taking(store, tmp_path_factory.mktemp("files"), NOW) as take:
        yield take


@pytest.fixture(scope="module", autouse=True)
def changed(taken: Taken) -> Receipt:
    """Tickets of before the changes, and the changes."""
    taken("areas", AREAS).publish()
    taken("tickets", tickets(("T1", OLD), ("T2", NEW), ("T3", OTHER), ("T4", GONE), ("T5", CUT))).publish()
    return taken("area_changes", CHANGES).publish()


def seen(store: Store, scope: str = "", **more: Any) -> dict[str, str]:
    """Ticket -> the area at which it is counted."""
    rows = run(store, "tickets/rows", clerk(scope), **more).rows
    return {row["ticket_id"]: row["area_code"] for row in rows}


def test_rows_that_stand_move_with_their_area(store: Store, changed: Receipt) -> None:
    assert seen(store) == {"T1": NEW, "T2": NEW, "T3": OTHER, "T4": OTHER, "T5": CUT}
    assert set(seen(store, scope=NEW)) == {"T1", "T2"}  # its clerk sees what is theirs now
    assert seen(store, scope=OLD) == {}
    assert set(seen(store, scope="150105")) == {
        "T1",
        "T2",
        "T5",
    }  # what went to another district is no more its own
    assert set(seen(store, area=OTHER)) == {"T3", "T4"}
    before = seen(store, version=changed.version - 1)
    assert before == {"T1": OLD, "T2": NEW, "T3": OTHER, "T4": GONE, "T5": CUT}


def test_a_new_code_is_complete_as_far_as_the_old_one_was(store: Store) -> None:
    with store.versions.at() as (cursor, _number):
        rows = cursor.execute(
            "select distinct area_from, area_to from coverage where dataset = 'tickets' order by all"
        ).fetchall()
    assert (NEW, f"{NEW}:") in rows
    assert (OTHER, f"{OTHER}:") in rows


def test_old_codes_of_a_file_are_told_once_and_its_rows_replace_those_at_home(
    store: Store, taken: Taken
) -> None:
    intake = taken("tickets", tickets(("T6", OLD), ("T7", OLD), ("T8", NEW)), access=clerk(NEW))
    (told,) = intake.checked.warnings
    assert told.kind == "area_changed"
    assert told.problem == (
        f"旧区划代码“{OLD}”自2020年3月1日起改为 150105002000，自2025年3月1日起并入 {NEW} 呼和浩特市 / 赛罕区 / 新街道。"
        "共 2 行这样写：第 2、3 行。"
    )
    assert intake.checked.areas == (NEW,)
    published = intake.publish(
        mode="replace-scope"
    )  # its scope holds the row that stands under the old code too
    assert published.rows_removed == 2
    assert set(seen(store)) == {"T6", "T7", "T8", "T3", "T4", "T5"}
    store.undo(published.receipt, user="甲", now=NOW)
    assert set(seen(store)) == {"T1", "T2", "T3", "T4", "T5"}


def test_a_district_neither_replaces_nor_fills_in_what_it_lost(taken: Taken) -> None:
    assert taken("tickets", tickets(("T2", NEW)), access=clerk("150105")).preview("replace-all").removed == 2
    assert (
        taken("tickets", tickets(("T3", OTHER)), access=clerk("150102")).preview("replace-all").removed == 1
    )
    (fault,) = taken("tickets", tickets(("T9", GONE)), access=clerk("150105")).checked.faults
    assert fault.kind == "area_outside"
    assert taken("tickets", tickets(("T9", GONE)), access=clerk("150102")).may_publish_whole
    with pytest.raises(NotAllowed, match="T4"):
        taken("tickets", tickets(("T4", NEW)), access=clerk("150105")).preview("upsert")


def test_a_split_leaves_rows_under_the_old_code_and_says_so(taken: Taken) -> None:
    (told,) = taken("tickets", tickets(("T9", CUT))).checked.warnings
    assert told.kind == "area_split"
    assert "自2025年3月1日起已拆分" in told.problem


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("150105007,2025-03-01,150105007,更名", "change_circle"),
        ("150105007,2025-03-01,150105008,更名\n150105008,2025-03-01,150105007,更名", "change_circle"),
        (f"{NEW},2025-03-01,150105002000,更名", "change_circle"),  # with one that stands
        (f"150105007,2026-03-01,{NEW},更名", "change_to_come"),
        (f"150105007,2025-03-01,{OTHER},更名", "area_outside"),
    ],
)
def test_a_list_that_cannot_be_followed_is_refused(taken: Taken, line: str, kind: str) -> None:
    checked = taken("area_changes", f"{CHANGES_HEADER}{line}\n", access=clerk("150105")).checked
    assert {fault.kind for fault in checked.faults} == {kind}
    assert checked.sound_count == 0


def test_an_undo_gives_rows_back_to_the_old_codes(store: Store, taken: Taken) -> None:
    intake = taken("area_changes", f"{CHANGES_HEADER}{OTHER},2025-03-01,{NEW},合并\n")
    (told,) = intake.advice()
    assert told.startswith("现有的行会从旧代码算到新代码下：工单 2 行。")  # one of them by an earlier change
    (told,) = taken("area_changes", f"{CHANGES_HEADER}150105007,2025-03-01,{NEW},合并\n").advice()
    assert told.startswith("现有的行里没有这些旧代码")
    receipt = intake.publish()
    assert set(seen(store, area=NEW)) == {"T1", "T2", "T3", "T4"}
    store.undo(receipt.receipt, user="甲", now=NOW)
    assert set(seen(store, area=NEW)) == {"T1", "T2"}
