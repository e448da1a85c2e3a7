"""What the checks of a scheme say: every sentence once, the tolerance at its limits."""

from typing import Any

import pytest

from zhiping.rules.appraisal.schemes import check_words

TOWNS = "推动高质量发展"


def row(
    check: str, found: float, expected: float | None = None, previous: float | None = None, *, failing: bool
) -> dict[str, Any]:
    figures = {"expected": expected, "found": found, "previous": previous, "is_failing": failing}
    return {"year": 2025, "unit_group": TOWNS, "check": check} | figures


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (row("weight_sum", 100, 100, failing=False), "权重合计 100。"),
        (row("weight_sum", 98, 100, failing=True), "权重合计 98，应为 100，差 2。"),
        (row("weight_sum", 102.5, 100, failing=True), "权重合计 102.5，应为 100，多 2.5。"),
        (row("weight_sum", 0, 100, failing=True), "权重合计 0，应为 100，差 100。"),
        (row("weight_sum", 99.99, 100, failing=True), "权重合计 99.99，应为 100，差 0.01。"),
        (row("weight_sum", 99.99999999999999, 100, failing=False), "权重合计 100。"),
        (row("key_task_weight", 40, 40, failing=False), "重点任务权重合计 40，与方案一致。"),
        (row("key_task_weight", 38.5, 40, failing=True), "重点任务权重合计 38.5，方案为 40，差 1.5。"),
        (row("key_task_weight", 50, 40, failing=True), "重点任务权重合计 50，方案为 40，多 10。"),
        (row("key_task_weight", 50, None, failing=True), "重点任务权重合计 50，没有考核方案可以核对。"),
        (row("indicator_count", 22, 22, failing=False), "指标 22 项，与方案一致。"),
        (row("indicator_count", 21, 22, failing=True), "指标 21 项，方案为 22 项，差 1 项。"),
        (row("indicator_count", 24, 22, failing=True), "指标 24 项，方案为 22 项，多 2 项。"),
        (row("indicator_count", 2, None, failing=True), "指标 2 项，没有考核方案可以核对。"),
        (row("count_change", 22, previous=24, failing=False), "指标 22 项，比上年（24 项）减少 8.3%。"),
        (row("count_change", 24, previous=20, failing=False), "指标 24 项，比上年（20 项）增加 20.0%。"),
        (row("count_change", 22, previous=22, failing=False), "指标 22 项，与上年相同。"),
        (row("count_change", 22, previous=None, failing=False), "指标 22 项，上年没有指标可以比较。"),
    ],
)
def test_a_check_is_one_sentence(asked, sentence):
    assert check_words(asked) == "2025年推动高质量发展：" + sentence


def test_an_unknown_check_is_an_error():
    with pytest.raises(KeyError):
        check_words(row("colour", 1, failing=True))
