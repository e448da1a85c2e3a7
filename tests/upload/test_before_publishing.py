"""What a clerk is told before a publish: what it changes in each mode, whose rows, and up to when the data are complete."""

from datetime import datetime, timedelta

import pytest

from tests.upload.conftest import EVERYWHERE, HEADERS, HERE, NOW, TakeIn
from tests.upload.drafts import rows_of
from zhiping.access.permissions import CLERK, SECOND, Access, NotAllowed, User
from zhiping.store.errors import StoreError
from zhiping.store.publishing import Store
from zhiping.upload.data_date import doubts
from zhiping.upload.personal import personal_words
from zhiping.upload.preview import preview_doubts, preview_words
from zhiping.upload.restoring import restore

COLLEAGUE = Access(User("另一位填报员", frozenset({CLERK})))
STANDING = (
    "T1,150105,A,供热,2025-11-01",
    "T2,150105,A,供热,2025-11-02",
    "T3,150105,A,供热,2025-11-03",
    "N1,150102,A,供热,2025-11-02",
)
FILE = ("T1,150105,A,供热,2025-11-01", "T2,150105,B,供热,2025-11-02", "T9,150105,A,供热,2025-11-03")


@pytest.mark.parametrize(
    ("mode", "numbers"),
    [("upsert", (1, 1, 1, 0)), ("replace-scope", (1, 1, 1, 1)), ("replace-all", (1, 1, 1, 2))],
)
def test_what_a_mode_changes_is_what_publishing_in_it_does(
    take_in: TakeIn, store: Store, mode: str, numbers: tuple[int, ...]
) -> None:
    take_in(*STANDING).publish()
    intake = take_in(*FILE)
    found = intake.preview(mode)
    assert (found.new, found.changed, found.unchanged, found.removed) == numbers
    (change,) = found.changes
    assert (change.row, change.key, change.label, change.old, change.new) == (3, "T2", "工单类别", "A", "B")
    removed = f"，移除 {numbers[3]} 行" if numbers[3] else ""
    assert preview_words(found) == f"发布后：新增 1 行，更新 1 行，不变 1 行{removed}。"
    receipt = intake.publish(mode=mode, removes=found.removed)
    assert receipt.rows_removed == found.removed
    assert len(rows_of(store, "ticket_id")) == 5 - found.removed


def test_a_column_that_the_file_lacks_changes_nothing_in_add_or_change_mode(take_in: TakeIn) -> None:
    take_in("T1,150105,A,供热,2025-11-01,住建局", headers=f"{HEADERS},主办单位").publish()
    intake = take_in("T1,150105,A,供热,2025-11-01")
    assert intake.preview("upsert").unchanged == 1
    (change,) = intake.preview("replace-scope").changes
    assert (change.old, change.new) == ("住建局", None)


def test_nothing_is_removed_that_the_clerk_was_not_told_of(take_in: TakeIn, store: Store) -> None:
    take_in(*STANDING).publish()
    intake = take_in(*FILE)
    told = intake.preview("replace-scope").removed
    take_in("T4,150105,A,供热,2025-11-02").publish()
    with pytest.raises(StoreError, match="现在会移除 2 行，而不是 1 行"):
        intake.publish(mode="replace-scope", removes=told)
    assert len(rows_of(store, "ticket_id")) == 5
    assert intake.preview("replace-scope").removed == 2


def test_rows_that_would_go_for_their_faults_are_told(take_in: TakeIn) -> None:
    take_in(*STANDING).publish()
    found = take_in(*FILE, "T3,150105,A,供热,2025-13-03").preview("replace-scope")
    assert (found.removed, found.removed_faulty) == (1, 1)
    assert "将移除的行里有 1 行在文件里，但有错误" in preview_doubts(found)[0]


def test_rows_of_another_clerk_are_told_with_their_upload(take_in: TakeIn) -> None:
    receipt = take_in(*STANDING, access=COLLEAGUE).publish().receipt
    assert take_in(*FILE, access=COLLEAGUE).preview("replace-scope").of_others == ()
    found = take_in(*FILE).preview("replace-scope")
    assert found.of_others == (("另一位填报员", receipt, 3),)
    assert f"另一位填报员（{receipt}，3 行）" in preview_doubts(found)[0]


def test_what_stands_elsewhere_is_not_shown(take_in: TakeIn) -> None:
    take_in("N1,150102,A,供热,2025-11-02").publish()
    with pytest.raises(NotAllowed, match="不属于您管辖范围"):
        take_in("N1,150105,B,供热,2025-11-02", access=HERE).preview("upsert")


def test_a_number_ten_times_as_large_is_asked_about(take_in: TakeIn) -> None:
    headers = "年度,工单类别,环节,时限(小时)"
    take_in("2025,A,认领,2", "2025,B,认领,24", dataset="ticket_limits", headers=headers).publish()
    later = take_in("2025,A,认领,20", "2025,B,认领,36", dataset="ticket_limits", headers=headers)
    (sentence,) = preview_doubts(later.preview("upsert"))
    assert "有 1 处数字变成了十倍以上" in sentence
    assert "2 → 20" in sentence


def _days(count: int, *more: str) -> list[str]:
    first = datetime(2025, 9, 1)
    days = [f"{first + timedelta(days=day):%Y-%m-%d}" for day in range(count)] + list(more)
    return [f"T{place},150105,A,供热,{day}" for place, day in enumerate(days)]


@pytest.mark.parametrize(
    ("lines", "likely", "far"),
    [
        (_days(12, "2025-11-09"), datetime(2025, 9, 12), [14]),
        (_days(12, "2025-09-20"), datetime(2025, 9, 20), []),
        (_days(3, "2025-11-09"), datetime(2025, 11, 9), []),  # too few to say what is odd
        (_days(12, "2025-11-08", "2025-11-09"), datetime(2025, 11, 9), []),  # two of fourteen are no slip
    ],
)
def test_one_event_far_beyond_all_others_does_not_move_the_data_date(
    take_in: TakeIn, lines: list[str], likely: datetime, far: list[int]
) -> None:
    date = take_in(*lines).data_date
    assert (date.likely, [event.row for event in date.far]) == (likely, far)
    assert date.is_doubtful == bool(far)
    if far:
        assert "第 14 行的“派单时间”2025-11-09，比其余的都晚一个月以上" in doubts(date)[0]


def test_a_leap_past_the_data_date_of_the_area_is_asked_about(take_in: TakeIn) -> None:
    take_in("T1,150105,A,供热,2025-09-01", access=EVERYWHERE).publish()
    assert take_in("T2,150105,A,供热,2025-10-01").data_date.last is None
    assert take_in("N2,150102,A,供热,2025-11-01").data_date.last is None
    date = take_in("T2,150105,A,供热,2025-11-01").data_date
    assert (date.likely, date.last) == (datetime(2025, 11, 1), datetime(2025, 9, 1))
    assert "此前截至 2025-09-01" in doubts(date)[0]


def test_numbers_of_persons_are_told_and_masked_where_the_clerk_says_so(
    take_in: TakeIn, store: Store
) -> None:
    headers = f"{HEADERS},标题,主办单位"
    lines = (
        "T1,150105,A,供热,2025-11-01,张三13800138000 13900139000来电,住建局",
        "T2,150105,A,供热,2025-11-01,身份证150102199001011234住3单元501室,住建局",
        "13800138000,150105,A,供热,2025-11-01,单号 20251101000123456789,住建局",
    )
    intake = take_in(*lines, headers=headers)
    assert personal_words(intake.personal) == (
        "“工单编号”里有 1 格像手机号（第 4 行）。",
        "“标题”里有 1 格像手机号（第 2 行）。",
        "“标题”里有 1 格像身份证号（第 3 行）。",
        "“标题”里有 1 格像门牌号（第 3 行）。",
    )
    intake.publish(is_masked=True)
    assert rows_of(store, "ticket_id, title") == [
        ("13800138000", "单号 20251101000123456789"),
        ("T1", "张三138****8000 139****9000来电"),
        ("T2", "身份证150102**********34住3单元***室"),
    ]


def test_what_a_clerk_gives_whom_another_looks_over_is_published_by_another(
    take_in: TakeIn, store: Store
) -> None:
    watched = Access(User("新填报员", frozenset({CLERK, SECOND})))
    line = "T1,150105,A,供热,2025-11-01"
    for given_by in ("", "新填报员"):
        with pytest.raises(NotAllowed, match="另一位填报员确认后发布"):
            take_in(line, access=watched, given_by=given_by).publish()
    upload = take_in(line, access=EVERYWHERE, given_by="新填报员").publish()
    assert rows_of(store, "published_by, given_by", dataset="uploads") == [("总填报员", "新填报员")]
    store.undo(upload.receipt, user="总填报员", now=NOW)
    with pytest.raises(NotAllowed, match="另一位填报员确认后发布"):
        restore(store, watched, upload.receipt, now=NOW)
