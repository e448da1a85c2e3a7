"""单位名称对照: every figure by unit follows the list, the clerk's writing stays, and undoing it restores everything."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from tests.upload.taking import Taken, taking
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.questions import questions
from zhiping.asking.run import run
from zhiping.contracts import DATASETS
from zhiping.settings import settings_from
from zhiping.store.publishing import Store
from zhiping.upload.intake import NothingToPublish
from zhiping.upload.unit_writings import alike_units

NOW = datetime(2025, 11, 5, 9)
ACCESS = Access(DEMO_USER)
AREAS = (
    "区划代码,名称,层级\n15,内蒙古自治区,自治区\n1501,呼和浩特市,盟市\n150105,赛罕区,旗县区\n150102,新城区,旗县区\n"
    "150105008,敕勒川路街道,苏木乡镇街道\n"
)
TICKETS = "工单编号,区划代码,工单类别,诉求类别,派单时间,主办单位,协办单位\n" + "".join(
    f"{number},{area},B,供热供暖,2025-10-01 09:00,{lead},{support}\n"
    for number, area, lead, support in (
        ("T1", "150105008", "区住建局", "赛罕区住建局、区住建局"),
        ("T2", "150105", "赛罕区住建局", ""),
        ("T3", "150105", "区住建局", ""),
        ("T4", "150102", "区住建局", "区城管局"),
        ("T5", "150105", "", ""),
    )
)
LIST = "写法,区划代码,规范名称\n区住建局,150105,赛罕区住建局\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(settings_from({}, data=tmp_path_factory.mktemp("units") / "store"))
    opened.versions.serve()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def taken(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    with taking(store, tmp_path_factory.mktemp("files"), NOW) as take:
        yield take


@pytest.fixture(scope="module", autouse=True)
def tickets(taken: Taken) -> tuple[str, ...]:
    """The advice that the tickets got before they were published."""
    taken("areas", AREAS).publish()
    intake = taken("tickets", TICKETS)
    told = intake.advice()
    intake.publish()
    return told


def units(store: Store, version: int | None = None, **filters: str) -> dict[Any, int]:
    rows = run(store, "tickets/units", ACCESS, version=version, **filters).rows
    return {row["lead_unit"]: row["ticket_count"] for row in rows}


def ticket(store: Store, number: str) -> dict[str, Any]:
    (row,) = run(store, "tickets/ticket", ACCESS, ticket=number).rows
    return row


def alike(store: Store) -> list[tuple[str, int, str, int]]:
    return [
        (pair.shorter.written, pair.shorter.row_count, pair.longer.written, pair.longer.row_count)
        for pair in alike_units(store, ACCESS)
    ]


WRITTEN = {"区住建局": 3, "赛罕区住建局": 1, None: 1}


def test_units_that_differ_by_the_district_alone_are_told_to_the_clerk(
    store: Store, tickets: tuple[str, ...]
) -> None:
    assert tickets == (
        "单位“区住建局”与“赛罕区住建局”（呼和浩特市 / 赛罕区）只差地区名，现在算作两个单位。"
        "如果是同一个，请上传“单位名称对照”把它们合在一起。",
    )
    assert alike(store) == [("区住建局", 2, "赛罕区住建局", 1)]


def test_every_figure_follows_the_list_in_its_area_alone_and_undo_restores_it(
    store: Store, taken: Taken
) -> None:
    before = store.versions.number()
    assert units(store) == WRITTEN
    receipt = taken("unit_names", LIST).publish()
    assert units(store) == {"赛罕区住建局": 3, "区住建局": 1, None: 1}
    assert units(store, area="150102") == {"区住建局": 1}
    assert {row["ticket_id"] for row in run(store, "tickets/rows", ACCESS, unit="赛罕区住建局").rows} == {
        "T1",
        "T2",
        "T3",
    }
    locked = Access(DEMO_USER, locked={"unit": "赛罕区住建局"})
    assert {row["ticket_id"] for row in run(store, "tickets/rows", locked).rows} == {"T1", "T2", "T3"}
    first, other = ticket(store, "T1"), ticket(store, "T4")
    assert (first["lead_unit"], first["lead_unit_written"]) == ("赛罕区住建局", "区住建局")
    assert first["support_units"] == ["赛罕区住建局"]
    assert (other["lead_unit"], other["support_units"]) == ("区住建局", ["区城管局"])
    assert alike(store) == []
    assert units(store, before) == WRITTEN  # as views of the lake
    assert units(store, receipt.version) == {"赛罕区住建局": 3, "区住建局": 1, None: 1}
    store.undo(receipt.receipt, user="填报员", now=NOW)
    assert units(store) == WRITTEN
    assert ticket(store, "T1")["lead_unit"] == "区住建局"
    assert alike(store) == [("区住建局", 2, "赛罕区住建局", 1)]


def test_the_list_of_the_smallest_area_counts(store: Store, taken: Taken) -> None:
    receipt = taken(
        "unit_names",
        "写法,区划代码,规范名称\n区住建局,15,甲局\n区住建局,150105,乙局\n区住建局,150105008,丙局\n",
    ).publish()
    assert units(store) == {"丙局": 1, "乙局": 1, "甲局": 1, "赛罕区住建局": 1, None: 1}
    store.undo(receipt.receipt, user="填报员", now=NOW)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("甲,150105,甲", "“甲”的规范名称就是它自己。"),
        ("甲,150105,乙\n乙,150105,甲", "“甲”指“乙”，“乙”又指“甲”，绕成了圈。"),
        ("甲,150105,乙\n乙,1501,丙", "“甲”指“乙”，“乙”又指“丙”：对照只看一步。"),
    ],
)
def test_a_list_in_a_circle_or_a_chain_is_refused(taken: Taken, line: str, sentence: str) -> None:
    intake = taken("unit_names", f"写法,区划代码,规范名称\n{line}\n")
    assert intake.checked.faults[0].problem == sentence
    assert not intake.may_publish_whole
    with pytest.raises(NothingToPublish):
        intake.publish()


def test_a_list_that_goes_on_from_one_that_stands_is_refused(store: Store, taken: Taken) -> None:
    receipt = taken("unit_names", LIST).publish()
    intake = taken("unit_names", "写法,区划代码,规范名称\n赛罕区住建局,150105,住建局\n")
    assert [fault.problem for fault in intake.checked.faults] == [
        "“区住建局”指“赛罕区住建局”，“赛罕区住建局”又指“住建局”：对照只看一步。"
    ]
    assert taken("unit_names", "写法,区划代码,规范名称\n区住建局,150105,住建局\n").may_publish_whole
    store.undo(receipt.receipt, user="填报员", now=NOW)


def test_every_system_whose_datasets_name_units_says_how_they_are_written() -> None:
    naming = [dataset for dataset in DATASETS.values() if dataset.unit_columns]
    assert naming
    for dataset in naming:
        assert dataset.area_column, "names are meant in an area"
        assert f"{dataset.system}/unit_writings" in questions()
