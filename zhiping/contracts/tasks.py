"""督办: tasks that come of figures and rows, with no dataset of its own; the filters of its list."""

from typing import Any

from zhiping.contracts.filters import Filter, word_of
from zhiping.contracts.kinds import System
from zhiping.words import N_

ANY_OPEN = "open"  # waiting to be signed for, or in hand
TASK_STATES = {
    ANY_OPEN: N_("没有反馈的"),
    "sent": N_("待签收"),
    "taken": N_("办理中"),
    "answered": N_("已反馈"),
    "assessed": N_("已评估"),
    "withdrawn": N_("已撤回"),
}
TASK_LIMITS = {"overdue": N_("已逾期"), "today": N_("今日到期"), "week": N_("七日内到期")}
TASK_ORDERS = {"task": N_("按任务"), "unit": N_("按责任"), "due": N_("按时限")}
_WHY_VIEW_ONLY = N_("在督办任务里找，不决定读到哪些数据")


def _any_text(written: str) -> tuple[Any, ...]:
    return ()


def _filter(key: str, label: str, meaning: str, choices: dict[str, str], nothing: str = "") -> Filter:
    read = word_of(*choices) if choices else _any_text
    return Filter(
        key,
        label,
        (),
        (),
        read,
        meaning,
        why_view_only=_WHY_VIEW_ONLY,
        choices=choices,
        nothing=nothing,
    )


DATASETS = ()
SYSTEM = System(
    "tasks",
    N_("督办"),
    noun=N_("督办任务"),
    is_for_colleagues=True,
    filters=(
        _filter("task-state", N_("办理状态"), N_("督办任务办到哪一步"), TASK_STATES),
        _filter("task-limit", N_("时限"), "、".join(TASK_LIMITS), TASK_LIMITS),
        _filter("task-unit", N_("责任单位"), N_("一个责任单位的名称"), {}),
        _filter("task-order", N_("排序"), "、".join(TASK_ORDERS), TASK_ORDERS, N_("按时限")),
        _filter("task", N_("督办任务"), N_("一件督办任务的编号"), {}),
    ),
)
