"""A company's clerk sees and replaces the workers of that company alone; the rest of the house is closed to them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.publishing import published
from tests.templates import copied
from zhiping.access.permissions import CLERK, DEMO_USER, Access, NotAllowed, User
from zhiping.asking.narrowing import is_hidden
from zhiping.asking.run import run
from zhiping.contracts import DATASETS
from zhiping.settings import settings_from
from zhiping.store.drafts import Receipt
from zhiping.store.publishing import Store
from zhiping.upload.intake import Intake

NOW = datetime(2025, 11, 5, 9)
HEADERS = "人员编码,企业,职业,区划代码,录入日期,状态"
OURS = Access(User("甲平台填报员", frozenset({CLERK}), company="甲平台"))
THEIRS = Access(User("乙平台填报员", frozenset({CLERK}), company="乙平台"))
EVERYBODY = Access(DEMO_USER)
Load = Callable[..., Receipt]


@pytest.fixture
def store(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(settings_from({}, data=copied(tmp_path_factory, tmp_path / "store")))
    yield opened
    opened.close()


@pytest.fixture
def load(store: Store, tmp_path: Path) -> Load:
    """`load(access, "W-1 甲平台", …, mode=…)`: the receipt of a file of these workers."""

    def loaded(access: Access, *workers: str, mode: str = "upsert", dataset: str = "workers") -> Receipt:
        rows = [
            ",".join([*worker.split(), "外卖骑手", "150105001", "2025-10-01", "在册"]) for worker in workers
        ]
        file = tmp_path / "人员.csv"
        file.write_text("\n".join([HEADERS, *rows]), "utf-8")
        intake = Intake(store, access, DATASETS[dataset], file, now=NOW)
        try:
            return intake.publish(mode=mode)
        finally:
            intake.close()

    return loaded


def standing(store: Store) -> list[tuple[str, ...]]:
    with store.versions.at() as (cursor, _version):
        return cursor.execute("select worker_id, company from workers order by all").fetchall()


def test_a_replacing_file_leaves_the_other_company_alone(store: Store, load: Load) -> None:
    load(EVERYBODY, "W-1 甲平台", "W-2 甲平台", "W-1 乙平台")
    replaced = load(OURS, "W-3 甲平台", mode="replace-scope")
    assert replaced.rows_removed == 2
    assert standing(store) == [("W-1", "乙平台"), ("W-3", "甲平台")]
    store.undo(replaced.receipt, user=OURS.user.name, now=NOW)
    assert standing(store) == [("W-1", "乙平台"), ("W-1", "甲平台"), ("W-2", "甲平台")]


def test_rows_of_another_company_are_refused_whole(store: Store, load: Load) -> None:
    with pytest.raises(NotAllowed, match="乙平台.*只能填报“甲平台”"):
        load(OURS, "W-1 甲平台", "W-2 乙平台")
    assert standing(store) == []


def test_replacing_everything_is_refused(store: Store, load: Load) -> None:
    load(EVERYBODY, "W-1 乙平台")
    with pytest.raises(NotAllowed, match="其他企业"):
        load(OURS, "W-3 甲平台", mode="replace-all")
    assert standing(store) == [("W-1", "乙平台")]


def test_other_datasets_are_refused(load: Load) -> None:
    with pytest.raises(NotAllowed, match="不能上传这个数据集"):
        load(OURS, "W-1 甲平台", dataset="stations")


def test_each_company_counts_its_own_people_and_a_shared_one_counts_once(store: Store, load: Load) -> None:
    load(EVERYBODY, "W-1 甲平台", "W-2 甲平台", "W-1 乙平台")

    def people(access: Access) -> int:
        return int(run(store, "stations/key_figures", access).rows[0]["worker_count"])

    assert [people(access) for access in (EVERYBODY, OURS, THEIRS)] == [2, 2, 1]
    assert [row["company"] for row in run(store, "stations/companies", OURS).rows] == ["甲平台"]


def test_an_employer_sees_nothing_of_what_its_people_redeemed(
    store: Store, load: Load, tmp_path: Path
) -> None:
    load(EVERYBODY, "W-1 甲平台")
    shops, uses = tmp_path / "shops.csv", tmp_path / "uses.csv"
    shops.write_text("商家编号,商家名称,商家类别,区划代码,状态\nS1,药店,药店,150105001,有效\n", "utf-8")
    uses.write_text("核销编号,商家编号,人员编码,核销时间\nH1,S1,W-1,2025-11-01 12:00\n", "utf-8")
    published(store, "merchants", shops, as_of=NOW)
    published(store, "redemptions", uses, as_of=NOW)
    assert len(run(store, "stations/benefit_rows", EVERYBODY).rows) == 1
    assert run(store, "stations/benefit_rows", OURS).rows == []
    assert run(store, "stations/benefit_key_figures", OURS).rows[0]["redemption_count"] == 0


def test_other_systems_and_other_uploads_are_closed(store: Store, load: Load, tmp_path: Path) -> None:
    load(EVERYBODY, "W-1 乙平台")
    mine = load(OURS, "W-2 甲平台")
    tickets = tmp_path / "tickets.csv"
    tickets.write_text(
        "工单编号,区划代码,工单类别,诉求类别,派单时间\nT1,150105001,A,供水,2025-11-01 09:00\n", "utf-8"
    )
    published(store, "tickets", tickets, as_of=NOW)
    assert len(run(store, "tickets/rows", EVERYBODY).rows) == 1
    assert run(store, "tickets/rows", OURS).rows == []
    assert [row["receipt"] for row in run(store, "uploads/history", OURS).rows] == [mine.receipt]


def test_what_an_employer_may_not_see_is_not_called_absent(store: Store, load: Load) -> None:
    hidden = {name for name, dataset in DATASETS.items() if is_hidden(dataset, OURS)}
    assert {"tickets", "redemptions", "courtyards"} <= hidden
    assert not hidden & {"workers", "merchants", "stations"}
    assert not any(is_hidden(dataset, EVERYBODY) for dataset in DATASETS.values())
