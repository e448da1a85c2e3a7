"""Who is limited to a unit sees what it leads and what it supports, through whatever question."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.publishing import publish_texts
from tests.templates import copied
from zhiping.access.permissions import LEADER, NOBODY, Access, NotAllowed, User
from zhiping.asking.narrowing import narrow
from zhiping.asking.questions import questions
from zhiping.asking.run import run
from zhiping.contracts import DATASETS
from zhiping.settings import settings_from
from zhiping.store.publishing import Store
from zhiping.store.schemas import version_of

TEXTS = {
    "tickets": (
        "工单编号,区划代码,工单类别,诉求类别,派单时间,主办单位,协办单位\n"
        "T1,150105001,A,供水,2025-11-01 09:00,甲局,\n"
        "T2,150105001,A,供水,2025-11-01 09:00,乙局,丙局、甲局\n"
        "T3,150105001,A,供水,2025-11-01 09:00,乙局,丙局\n"
        "T4,150105001,A,供水,2025-11-01 09:00,,\n"
    ),
    "ticket_pauses": ("工单编号,挂起时间,挂起原因\nT1,2025-11-02 09:00,等件\nT3,2025-11-02 09:00,等件\n"),
}


def test_a_department_sees_what_it_leads_and_supports(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = Store(settings_from({}, data=copied(tmp_path_factory, tmp_path / "store")))
    publish_texts(store, TEXTS, prefix="unit-", as_of=datetime(2025, 11, 4, 18))

    def seen(unit: str, question: str = "tickets/rows", column: str = "ticket_id") -> list[str]:
        reader = Access(User("领导", frozenset({LEADER}), unit=unit))
        return sorted(row[column] for row in run(store, question, reader).rows)

    assert seen("") == ["T1", "T2", "T3", "T4"]
    assert seen("甲局") == ["T1", "T2"]
    assert seen("丙局") == ["T2", "T3"]
    assert seen("甲局' or 1=1 --") == []
    with store.versions.at() as (cursor, number):
        narrow(
            cursor,
            ["ticket_pauses"],
            Access(User("领导", frozenset({LEADER}), unit="甲局")),
            version_of(number),
        )
        assert cursor.execute("select ticket_id from ticket_pauses").fetchall() == [("T1",)]
    store.close()


def test_nobody_reads_nothing(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    store = Store(settings_from({}, data=copied(tmp_path_factory, tmp_path / "store")))
    for name in questions():
        with pytest.raises(NotAllowed, match="请先登录"):
            run(store, name, Access(NOBODY))
    store.close()


def test_some_dataset_is_a_units() -> None:
    assert {name for name, one in DATASETS.items() if one.unit_columns} >= {"tickets", "suggestions"}
