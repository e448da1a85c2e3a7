"""Rules between columns, as the contract writes them, and what is told once for many cells."""

import pytest

from tests.upload.checking.checking import HEADERS, Check
from zhiping.contracts import DATASETS

ROW = ("GD-1", "150105001000", "A", "供热", "2025-11-04")


@pytest.mark.parametrize(
    ("header", "value", "given", "problem"),
    [
        ("重办次数", "1", ("办结时间", None), "“重办次数”是“1”，却没有填“首次办结时间”或“办结时间”。"),
        ("不纳入考核", "是", ("剔除原因", None), "“不纳入考核”是“是”，却没有填“剔除原因”。"),
        ("重办次数", "1", ("办结时间", "2025-11-05"), None),
        ("重办次数", "0", ("办结时间", None), None),
        ("不纳入考核", "否", ("剔除原因", None), None),
    ],
)
def test_what_belongs_to_what(
    checked: Check, header: str, value: str, given: tuple[str, str | None], problem: str | None
) -> None:
    found = checked((*ROW, value, given[1]), headers=(*HEADERS, header, given[0]))
    assert found.fault_count == 0
    assert [warning.problem for warning in found.warnings if warning.kind == "need"] == [problem] * bool(
        problem
    )


def test_a_need_is_not_told_where_the_file_has_no_such_column(checked: Check) -> None:
    assert checked((*ROW, "1"), headers=(*HEADERS, "重办次数")).warning_count == 0


def test_every_need_names_columns_of_its_dataset() -> None:
    for dataset in DATASETS.values():
        for need in dataset.needs:
            column = dataset.column(need.column)
            assert set(need.values) <= set(column.choices)
            assert not any(dataset.column(name).is_required for name in need.wanted)


def test_a_doubt_about_a_value_is_told_once(checked: Check) -> None:
    rows = [(f"GD-{n}", "150105999000", *ROW[2:]) for n in range(2000)]
    found = checked(*rows, ("GD-x", "150105998000", *ROW[2:]))
    first, second = found.warnings
    assert found.warning_kinds == {"area_unknown": 2}
    assert (first.row, first.value, second.row) == (2, "150105999000", 2002)
    assert first.problem.endswith("共 2000 行这样写：第 2、3、4、5、6 行等。")
    assert "共" not in second.problem


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("2052-11-05 08:30", "“办结时间”是 2052年11月5日 08:30，还没有到。"),
        ("2025-12-01 00:00:01", "“办结时间”是 2025年12月1日 00:00:01，还没有到。"),
        ("2025-12-01 00:00", None),  # a day later than the test's moment, which may be another clock
        ("2025-11-05", None),
    ],
)
def test_what_has_happened_cannot_be_to_come(checked: Check, written: str, problem: str | None) -> None:
    found = checked((*ROW, written), headers=(*HEADERS, "办结时间"))
    assert [(one.row, one.kind, one.problem) for one in found.warnings] == [(2, "to_come", problem)] * bool(
        problem
    )
    assert found.sound_count == 1


def test_what_is_planned_may_be_to_come(checked: Check) -> None:
    assert checked((*ROW, "2052-11-05"), headers=(*HEADERS, "办结时限")).warning_count == 0
