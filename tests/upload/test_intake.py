"""A file on its way in: what it speaks for, whose rows it may touch, and up to when it is complete."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.upload.conftest import EVERYWHERE, HEADERS, HERE, NOW, TakeIn
from tests.upload.drafts import rows_of
from zhiping.access.permissions import LEADER, Access, NotAllowed, User
from zhiping.asking.run import run
from zhiping.contracts import DATASETS
from zhiping.rules.areas import area_range, covered_ranges
from zhiping.store.drafts import Receipt
from zhiping.store.publishing import Store
from zhiping.upload.checking.check import Options
from zhiping.upload.intake import Intake, NothingToPublish
from zhiping.upload.reading.texttable import UnreadableFile
from zhiping.upload.wishes import Wishes


def _own(code: str) -> tuple[str, str]:
    return code, f"{code}:"


@pytest.mark.parametrize(
    ("codes", "ranges"),
    [
        ((), ()),
        (("150105001000",), (area_range("150105001"),)),
        (("150105001000", "150105002000"), (area_range("150105"),)),
        (("150105001002", "150105001003"), (area_range("150105001"),)),
        (("150105000000",), (area_range("150105"),)),
        (("150102001000", "150105001000"), (area_range("150102001"), area_range("150105001"))),
        (("150102000000", "150105000000"), (area_range("150102"), area_range("150105"))),  # never 150103
        (("150100000000",), (_own("150100000000"),)),
        (("150100000000", "150105001000"), (_own("150100000000"), area_range("150105001"))),
        (("150000000000",), (_own("150000000000"),)),
        (("152530000000", "152531000000"), (area_range("152530"), area_range("152531"))),
    ],
)
def test_a_file_covers_the_districts_of_its_rows_and_no_other(
    codes: tuple[str, ...], ranges: tuple[tuple[str, str], ...]
) -> None:
    assert covered_ranges(codes) == ranges


def test_a_city_row_covers_no_district() -> None:
    ((start, end),) = covered_ranges(("150100000000",))
    assert start <= "150100000000" < end
    assert not any(start <= code < end for code in ("150105000000", "150100001000", "150101000000"))


@pytest.mark.parametrize(
    "access", [Access(User("领导", frozenset({LEADER}))), Access(User("路人", frozenset()))]
)
def test_only_a_clerk_brings_a_file(take_in: TakeIn, access: Access) -> None:
    with pytest.raises(NotAllowed):
        take_in("T1,150105,A,供热,2025-11-01", access=access)


def test_a_row_outside_the_clerks_scope_is_a_fault(take_in: TakeIn, store: Store) -> None:
    intake = take_in("T1,150105,A,供热,2025-11-01", "T2,150102,A,供热,2025-11-01", access=HERE)
    assert [(fault.row, fault.column, fault.kind) for fault in intake.checked.faults] == [
        (3, "B", "area_outside")
    ]
    assert not intake.may_publish_whole
    with pytest.raises(NothingToPublish, match="有 1 处错误"):
        intake.publish()
    assert intake.publish(sound_rows_only=True).rows_published == 1
    assert rows_of(store, "ticket_id") == [("T1",)]


def test_nothing_sound_is_nothing_to_publish(take_in: TakeIn) -> None:
    intake = take_in("T1,150102,A,供热,2025-11-01", access=HERE)
    with pytest.raises(NothingToPublish, match="没有一行可以发布"):
        intake.publish(sound_rows_only=True)


def test_a_key_of_another_area_is_not_taken_over(take_in: TakeIn, store: Store) -> None:
    take_in("T1,150102,A,供热,2025-11-01").publish()
    with pytest.raises(NotAllowed, match="T1"):
        take_in("T1,150105,A,供热,2025-11-01", "T2,150105,A,供热,2025-11-01", access=HERE).publish()
    assert rows_of(store, "ticket_id, area_code") == [("T1", "150102000000")]
    assert take_in("T2,150105,A,供热,2025-11-01", access=HERE).publish().rows_published == 1
    assert take_in("T2,150105,A,供水,2025-11-01", access=HERE).publish().rows_published == 1


@pytest.mark.parametrize(("ticket", "may"), [("MINE", True), ("THEIRS", False), ("UNKNOWN", False)])
def test_a_child_row_needs_a_parent_within_the_scope(take_in: TakeIn, ticket: str, may: bool) -> None:
    take_in("MINE,150105,A,供热,2025-11-01", "THEIRS,150102,A,供热,2025-11-01").publish()
    pause = {"dataset": "ticket_pauses", "headers": "工单编号,挂起时间,挂起原因", "access": HERE}
    intake = take_in(f"{ticket},2025-11-02 10:00,天气", **pause)
    if may:
        assert intake.publish().rows_published == 1
    else:
        with pytest.raises(NotAllowed, match=ticket):
            intake.publish()


def test_a_clerk_of_everywhere_may_bring_pauses_before_their_tickets(take_in: TakeIn, store: Store) -> None:
    pause = {"dataset": "ticket_pauses", "headers": "工单编号,挂起时间,挂起原因"}
    assert take_in("LATER,2025-11-02 10:00,天气", **pause).publish().rows_published == 1
    assert rows_of(store, "upload_id", dataset="coverage") == []


def test_data_without_areas_are_not_for_a_clerk_with_a_scope(take_in: TakeIn) -> None:
    limits = {"dataset": "ticket_limits", "headers": "年度,工单类别,环节,时限(小时)"}
    with pytest.raises(NotAllowed, match="不限地区"):
        take_in("2025,A,认领,1", access=HERE, **limits)
    assert take_in("2025,A,认领,1", **limits).publish().rows_published == 1


@pytest.mark.parametrize(("access", "left"), [(HERE, ["N1", "T2"]), (EVERYWHERE, ["T2"])])
def test_replacing_all_stays_within_the_clerks_scope(
    take_in: TakeIn, store: Store, access: Access, left: list[str]
) -> None:
    take_in("T1,150105001,A,供热,2024-01-01", "N1,150102,A,供热,2025-11-01").publish()
    take_in("T2,150105002,A,供热,2025-11-01", access=access).publish(mode="replace-all")
    assert [key for (key,) in rows_of(store, "ticket_id")] == left


def test_replacing_a_scope_stays_within_the_districts_of_the_file(take_in: TakeIn, store: Store) -> None:
    take_in(
        *(f"T{area},{area},A,供热,2025-11-01" for area in ("150102", "150103", "150105", "1501"))
    ).publish()
    take_in("A,150102,A,供热,2025-11-01", "B,150105,A,供热,2025-11-01").publish(mode="replace-scope")
    assert [key for (key,) in rows_of(store, "ticket_id")] == ["A", "B", "T1501", "T150103"]


def test_a_row_is_judged_at_the_data_date_of_its_own_area(take_in: TakeIn, store: Store) -> None:
    """Both tickets were claimed by nobody; one district's data end 30 minutes after, the other's 2 hours after."""
    headers = f"{HEADERS},认领时间"
    here, there = ("T1,150105,A,供热,2025-11-01 09:00,", "N1,150102,A,供热,2025-11-01 09:00,")
    take_in(here, headers=headers).publish(as_of=datetime(2025, 11, 1, 9, 30))
    later: Receipt = take_in(there, headers=headers).publish(as_of=datetime(2025, 11, 1, 11))

    def claims() -> dict[str, str]:
        rows = run(store, "tickets/overdue", EVERYWHERE, step="claim").rows
        return {row["ticket_id"]: row["state"] for row in rows}

    assert claims() == {"T1": "waiting", "N1": "overdue"}
    take_in("T2,150105,A,供热,2025-11-01 10:50,2025-11-01 11:00", headers=headers).publish()
    assert claims() == {"T1": "overdue", "N1": "overdue"}
    store.undo(later.receipt, user="填报员", now=NOW)
    assert claims() == {"T1": "overdue"}


@pytest.mark.parametrize(
    ("cells", "as_of"),
    [
        ("2025-11-01 09:00,2025-11-03 10:00,2025-12-31", datetime(2025, 11, 3, 10)),
        ("2025-11-01 09:00,,2025-11-05", datetime(2025, 11, 1, 9)),  # a deadline is no event
        ("2025-11-01 09:00,2025-11-10 09:00,", NOW),
        ("2025-11-01 09:00,2025-11-10 09:01,", datetime(2025, 11, 1, 9)),  # still to come: a slip
        ("2026-01-01 09:00,,", NOW),
    ],
)
def test_a_file_is_complete_up_to_its_latest_event_but_never_beyond_now(
    take_in: TakeIn, cells: str, as_of: datetime
) -> None:
    intake = take_in(f"T1,150105,A,供热,{cells}", headers=f"{HEADERS},办结时间,办结时限")
    assert intake.data_date.likely == as_of


def test_a_data_date_in_the_future_is_now(take_in: TakeIn, store: Store) -> None:
    take_in("T1,150105,A,供热,2025-11-01").publish(as_of=datetime(2026, 1, 1))
    assert rows_of(store, "as_of", dataset="uploads") == [(NOW,)]


def test_several_sheets_that_could_be_meant_are_asked_about(store: Store, tmp_path: Path) -> None:
    book, file = Workbook(), tmp_path / "全年.xlsx"
    book.remove(book.active)
    for month in ("十月", "十一月"):
        sheet = book.create_sheet(month)
        sheet.append(HEADERS.split(","))
        sheet.append([month, "150105", "A", "供热", "2025-11-01"])
    book.save(file)
    contract = DATASETS["tickets"]
    with pytest.raises(UnreadableFile, match="十月、十一月"):
        Intake(store, EVERYWHERE, contract, file, now=NOW)
    intake = Intake(store, EVERYWHERE, contract, file, now=NOW, wishes=Wishes(sheets=("十一月",)))
    intake.publish()
    intake.close()
    assert rows_of(store, "ticket_id, source_sheet") == [("十一月", "十一月")]


def test_the_one_sheet_that_fits_is_taken_and_the_others_are_said(store: Store, tmp_path: Path) -> None:
    book, file = Workbook(), tmp_path / "工单.xlsx"
    assert book.active is not None
    book.active.title = "说明"
    for row in (["部门", "联系人"], ["住建局", "值班"]):
        book.active.append(row)
    sheet = book.create_sheet("工单")
    for row in (HEADERS.split(","), ["T1", "150105", "A", "供热", "2025-11-01"]):
        sheet.append(row)
    book.save(file)
    intake = Intake(store, EVERYWHERE, DATASETS["tickets"], file, now=NOW)
    assert [part.text.sheet for part in intake.chosen.parts] == ["工单"]
    assert [(one["sheet"], one["rows"]) for one in intake.skipped()] == [("说明", "全部")]
    intake.close()


def test_the_same_content_is_recognised_until_it_is_undone(take_in: TakeIn, store: Store) -> None:
    line = "T1,150105,A,供热,2025-11-01"
    receipt = take_in(line).publish().receipt
    again = take_in(line)
    assert (again.earlier_receipts(), again.new_count, again.known_count) == ([receipt], 0, 1)
    assert take_in(f"{line} 10:00").earlier_receipts() == []
    store.undo(receipt, user="填报员", now=NOW)
    assert take_in(line).earlier_receipts() == []


def test_a_closed_intake_has_published_nothing(take_in: TakeIn, store: Store) -> None:
    take_in("T1,150105,A,供热,2025-11-01").close()
    assert store.is_new()
    assert rows_of(store) == []


def areas_told(store: Store) -> dict[str, str | None]:
    rows = run(store, "uploads/history", EVERYWHERE, dataset="tickets").rows
    return {row["receipt"]: row["area_code"] for row in rows}


def test_an_upload_is_where_all_rows_of_its_file_are_and_all_that_it_replaced(
    store: Store, take_in: TakeIn
) -> None:
    mixed = take_in("T1,150105,A,供热,2025-11-01", "T2,150102,A,供热,", access=EVERYWHERE)
    first = mixed.publish(sound_rows_only=True)
    assert areas_told(store)[first.receipt] == "150100000000", "the row that was left out is in the file too"
    moved = take_in("T1,150102,A,供热,2025-11-01", access=EVERYWHERE).publish()
    assert areas_told(store)[moved.receipt] == "150100000000", "an undo brings a row back elsewhere"
    unknown = take_in("T3,150105,A,供热,2025-11-01", "T4,,A,供热,2025-11-01", access=EVERYWHERE)
    third = unknown.publish(sound_rows_only=True)
    assert areas_told(store)[third.receipt] is None, "nobody with a scope sees a row of no area"
    own = take_in("T5,150105001,A,供热,2025-11-01", "T6,,A,供热,2025-11-01", access=HERE)
    fourth = own.publish(sound_rows_only=True)
    assert areas_told(store)[fourth.receipt] == "150105000000"
    seen = run(store, "uploads/history", HERE, dataset="tickets").rows
    assert [row["receipt"] for row in seen] == [fourth.receipt]
    whole = take_in("T9,150105,A,供热,2025-11-01", access=EVERYWHERE).publish(mode="replace-all")
    assert areas_told(store)[whole.receipt] is None


def test_what_was_said_last_of_such_a_header_is_said_again(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    book = Workbook()
    headers = ["号", "区划代码", "工单类别", "诉求类别", "派单时间"]
    for page in (book.worksheets[0], book.create_sheet("十一月")):
        page.append(headers)
        page.append(["T1", "150105", "A", "供热", "11/04/2025"])
    book.save(file)
    said = Wishes({"ticket_id": "号"}, Options(date_order="dmy", year=2024), sheets=("十一月",))
    last = Wishes.of(json.loads(json.dumps(said.kept(headers))))
    assert last == Wishes({"ticket_id": "号"}, Options(date_order="dmy"), sheets=("十一月",)), (
        "a year is of one file"
    )
    asked: list[list[str]] = []

    def taken(wishes: Wishes | None, found: Wishes | None) -> Intake:
        def recall(given: Sequence[str]) -> Wishes | None:
            asked.append(list(given))
            return found

        return Intake(store, EVERYWHERE, DATASETS["tickets"], file, now=NOW, wishes=wishes, recall=recall)

    intake = taken(None, replace(last, sheets=("十月",)))
    assert asked == [headers]
    assert (intake.wishes.sheets, intake.may_publish_whole) == (("Sheet",), True)
    assert intake.skipped() == [{"sheet": "十一月", "rows": "全部", "why": "没有选这个工作表"}]
    intake.close()
    own = taken(said, None)
    assert asked == [headers] and own.wishes == said, (
        "who says something is not asked for what was said before"
    )
    own.close()


def test_files_one_after_the_other_make_no_version_each(store: Store, tmp_path: Path) -> None:
    """Whoever says the areas for all of them; a first start takes in some forty."""
    (file := tmp_path / "a.csv").write_text(f"{HEADERS}\nT1,150105,A,供热,2025-11-01\n", "utf-8")
    intake = Intake(store, EVERYWHERE, DATASETS["tickets"], file, now=NOW, areas=())
    intake.publish()
    intake.close()
    assert store.versions.standing() == frozenset()
