"""考核方案: what its checks say, in sentences."""

from collections.abc import Callable, Mapping

from zhiping.contracts.kinds import Row
from zhiping.words import _


def check_words(row: Row) -> str:
    """The sentence of one row of appraisal/scheme_checks, whether it holds or not.

    Uses year, unit_group, check, expected, found (weights in percent, counts in 项) and previous
    (last year's count, for count_change). KeyError for a check that is unknown.
    """
    head = _("{year}年{group}：").format(year=row["year"], group=row["unit_group"])
    return head + _SENTENCES[row["check"]](row) + _("。")


def _weight_sum(row: Row) -> str:
    found = _figure(row["found"])
    if _agrees(row):
        return _("权重合计 {found}").format(found=found)
    return _("权重合计 {found}，应为 {expected}，{difference}").format(
        found=found, expected=_figure(row["expected"]), difference=_difference(row)
    )


def _key_task_weight(row: Row) -> str:
    found = _figure(row["found"])
    if row["expected"] is None:
        return _("重点任务权重合计 {found}，没有考核方案可以核对").format(found=found)
    if _agrees(row):
        return _("重点任务权重合计 {found}，与方案一致").format(found=found)
    return _("重点任务权重合计 {found}，方案为 {expected}，{difference}").format(
        found=found, expected=_figure(row["expected"]), difference=_difference(row)
    )


def _indicator_count(row: Row) -> str:
    found = _figure(row["found"])
    if row["expected"] is None:
        return _("指标 {found} 项，没有考核方案可以核对").format(found=found)
    if _agrees(row):
        return _("指标 {found} 项，与方案一致").format(found=found)
    return _("指标 {found} 项，方案为 {expected} 项，{difference} 项").format(
        found=found, expected=_figure(row["expected"]), difference=_difference(row)
    )


def _count_change(row: Row) -> str:
    found, previous = _figure(row["found"]), row["previous"]
    if previous is None:
        return _("指标 {found} 项，上年没有指标可以比较").format(found=found)
    if row["found"] == previous:
        return _("指标 {found} 项，与上年相同").format(found=found)
    sentence = (
        _("指标 {found} 项，比上年（{previous} 项）减少 {share}%")
        if row["found"] < previous
        else _("指标 {found} 项，比上年（{previous} 项）增加 {share}%")
    )
    share = f"{abs(row['found'] - previous) / previous * 100:.1f}"
    return sentence.format(found=found, previous=_figure(previous), share=share)


_SENTENCES: Mapping[str, Callable[[Row], str]] = {
    "weight_sum": _weight_sum,
    "key_task_weight": _key_task_weight,
    "indicator_count": _indicator_count,
    "count_change": _count_change,
}


def _agrees(row: Row) -> bool:
    return not row["is_failing"]


def _difference(row: Row) -> str:
    difference = row["found"] - row["expected"]
    words = _("差 {n}") if difference < 0 else _("多 {n}")
    return words.format(n=_figure(abs(difference)))


def _figure(number: float) -> str:
    """At most two decimals, and none that are zero: 98, 33.5, 99.99."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
