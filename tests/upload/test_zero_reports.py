"""零报告: an upload without rows that is complete up to a day, by those who may, and its undo."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.publishing import publish_texts
from zhiping.access.permissions import CLERK, LEADER, Access, NotAllowed, User
from zhiping.asking.run import run
from zhiping.contracts import DATASETS
from zhiping.settings import settings_from
from zhiping.store.drafts import Receipt
from zhiping.store.publishing import Store
from zhiping.upload.zero_reports import publish_zero_report

NOW = datetime(2025, 11, 8, 10)
HERE = "150105000000"
EVERYBODY = Access(User("填报员", frozenset({CLERK, LEADER})))
OCTOBER = (date(2025, 10, 1), date(2025, 10, 31))
ROWS = {
    "stations": (
        "驿站编号,驿站名称,区划代码,经度,纬度,坐标系,营业时间,服务项目,状态,信息更新时间\n"
        "YZ-1,人民路驿站,150105001000,111.69,40.81,WGS-84,24小时,休息,正常,2025-09-01 09:00\n"
    ),
    "reporting_calendar": "数据集,区划代码,频次,期满后第几天\n驿站,150105,月,5\n",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(settings_from({}, data=tmp_path))
    publish_texts(store, ROWS, area="150105", as_of=datetime(2025, 9, 30, 18))
    yield store
    store.close()


def reported(store: Store, access: Access = EVERYBODY, code: str = HERE, **more: Any) -> Receipt:
    given: dict[str, Any] = {"period": OCTOBER, "dataset": "stations"} | more
    return publish_zero_report(
        store,
        access,
        DATASETS[given["dataset"]],
        code,
        given["period"],
        area_name="赛罕区",
        now=NOW,
    )


def state(store: Store) -> tuple[object, object]:
    (row,) = run(store, "overview/reporting", EVERYBODY, at="2025-11-08T10:00").rows
    return row["state"], row["reported_on"]


def test_it_is_an_upload_with_a_receipt_that_can_be_undone(store: Store) -> None:
    before = run(store, "stations/list", EVERYBODY, at="2025-11-08T10:00").rows
    assert state(store) == ("late", date(2025, 9, 30))
    receipt = reported(store)
    assert (receipt.rows_published, receipt.rows_removed) == (0, 0)
    assert state(store) == ("reported", date(2025, 10, 31))
    newest = run(store, "uploads/history", EVERYBODY).rows[0]
    assert (newest["receipt"], newest["rows_read"], newest["as_of"]) == (
        receipt.receipt,
        0,
        datetime(2025, 10, 31, 23, 59, 59),
    )
    assert store.kept_file(newest["file_hash"]).read_text("utf-8") == (
        "零报告：赛罕区，驿站，2025-10-01 至 2025-10-31，本期无数据。\n"
    )
    assert len(run(store, "stations/list", EVERYBODY, at="2025-11-08T10:00").rows) == len(before)
    undone = store.undo(receipt.receipt, user="填报员", now=NOW)
    assert (undone.rows_removed, undone.rows_restored) == (0, 0)
    assert state(store) == ("late", date(2025, 9, 30))
    assert run(store, "stations/list", EVERYBODY, at="2025-11-08T10:00").rows == before
    assert store.problems() == []


@pytest.mark.parametrize(
    ("access", "more", "why"),
    [
        (Access(User("领导", frozenset({LEADER}))), {}, "没有“填报员”角色"),
        (Access(User("新城区填报员", frozenset({CLERK}), "150102")), {}, "不在您的管辖范围内"),
        (
            Access(User("企业填报员", frozenset({CLERK}), company="甲平台")),
            {"dataset": "workers"},
            "整个地区的",
        ),
        (Access(EVERYBODY.user, {"area": "150105"}), {}, "分享链接"),
        (EVERYBODY, {"period": (date(2025, 11, 1), date(2025, 11, 30))}, "还没有结束"),
    ],
)
def test_who_may_not_changes_nothing(store: Store, access: Access, more: dict[str, Any], why: str) -> None:
    version = store.versions.latest()
    with pytest.raises(NotAllowed, match=why):
        reported(store, access, **more)
    assert store.versions.latest() == version
