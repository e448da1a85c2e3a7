"""What a publish would do to the key figures: told before exactly as they are after it, derived columns and all."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.upload.taking import Taken, taking
from zhiping.access.permissions import CLERK, DEMO_USER, LEADER, Access, User
from zhiping.asking.as_if import TooLong, run_as_if_published
from zhiping.asking.run import run
from zhiping.settings import settings_from
from zhiping.store.publishing import Store

NOW = datetime(2025, 11, 20, 9)
HEADER = "工单编号,区划代码,工单类别,诉求类别,派单时间,认领时间,办结时间,办理结果,办结时限,满意度\n"
STANDING = HEADER + "".join(
    f"T{number},15010500100{number % 2},{'ABC'[number % 3]},供热供暖,2025-10-{number:02} 09:00,2025-10-{number:02} 09:30,{closed},,\n"
    for number in range(1, 25)
    for closed in ["2025-10-28 09:00,已解决" if number % 3 else ","]
)
# Some columns are lacking: rows that stand keep them. Later events: what is open becomes late.
CHANGING = (
    "工单编号,区划代码,工单类别,诉求类别,派单时间,认领时间\n"
    + "".join(
        f"T{number},150105001001,B,供热供暖,2025-10-{number:02} 10:00,2025-11-19 09:00\n"
        for number in (1, 2, 3)
    )
    + "N1,150105001002,A,供热供暖,2025-11-18 10:00,\n"
)
PAUSES = "工单编号,挂起时间,恢复时间,挂起原因\nT3,2025-10-03 10:00,2025-11-01 09:00,缺材料\n"
ACCESS = Access(DEMO_USER)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(settings_from({}, data=tmp_path_factory.mktemp("figures") / "store"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def taken(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    with taking(store, tmp_path_factory.mktemp("files"), NOW) as take:
        yield take


@pytest.fixture(scope="module", autouse=True)
def standing(taken: Taken) -> None:
    taken("tickets", STANDING).publish()


@pytest.mark.parametrize(
    ("dataset", "text", "mode"),
    [
        ("tickets", CHANGING, "upsert"),
        ("tickets", CHANGING, "replace-scope"),
        ("ticket_pauses", PAUSES, "upsert"),
        ("area_changes", "旧区划代码,变更日期,新区划代码\n150105001001,2025-01-01,150105001000\n", "upsert"),
    ],
)
def test_key_figures_are_told_as_they_will_be(
    store: Store, taken: Taken, dataset: str, text: str, mode: str
) -> None:
    intake = taken(dataset, text)
    before = run(store, "tickets/key_figures", ACCESS).rows
    told = run_as_if_published(intake.workspace, store, "tickets/key_figures", ACCESS, intake.draft(mode))
    assert run(store, "tickets/key_figures", ACCESS).rows == before  # nothing is changed by asking
    receipt = intake.publish(mode=mode)
    assert told == run(store, "tickets/key_figures", ACCESS).rows
    store.undo(receipt.receipt, user="甲", now=NOW)


def test_only_what_changes_is_told_and_what_jumps_is_marked(taken: Taken) -> None:
    counts = ("ticket_count", "closed_count", "overdue_ticket_count")
    added = taken("tickets", CHANGING).figures("upsert", counts) or ()
    assert [(one.column, one.old, one.new, one.is_jump) for one in added] == [
        ("ticket_count", 24, 25, False),
        ("overdue_ticket_count", 0, 1, False),
    ]
    left = taken("tickets", CHANGING).figures("replace-all", counts) or ()
    assert [(one.column, one.old, one.new, one.is_jump) for one in left] == [
        ("ticket_count", 24, 4, True),
        ("closed_count", 16, 0, True),
        ("overdue_ticket_count", 0, 1, False),
    ]


def test_who_sees_a_part_is_told_of_that_part(taken: Taken) -> None:
    clerk = Access(User("甲", frozenset({CLERK, LEADER}), "150105001001"))
    intake = taken("tickets", f"{HEADER}N2,150105001001,A,供热供暖,2025-11-18 10:00,,,,,\n", clerk)
    (count, *_more) = intake.figures("upsert", ("ticket_count",)) or ()
    assert (count.old, count.new) == (12, 13)


def test_what_takes_too_long_is_left_out(store: Store, taken: Taken) -> None:
    intake = taken("tickets", CHANGING)
    with pytest.raises(TooLong):
        run_as_if_published(
            intake.workspace, store, "tickets/key_figures", ACCESS, intake.draft("upsert"), seconds=1e-4
        )
    assert intake.figures("upsert", ("ticket_count",))  # and the workspace is whole
