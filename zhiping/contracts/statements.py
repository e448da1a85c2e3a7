"""情况说明 and 申诉: what a unit writes to a ticket, a figure or a score; their states and the filters of their list."""

from typing import Any

from zhiping.contracts.filters import Filter, word_of
from zhiping.contracts.kinds import System
from zhiping.words import N_

STATEMENT_STATES = {
    "given": N_("已说明"),
    "submitted": N_("待复核"),
    "reviewed": N_("复核中"),
    "accepted": N_("已采纳，待更正"),
    "refused": N_("不采纳"),
    "corrected": N_("已更正"),
    "taken-back": N_("已收回"),
}
STATEMENT_KINDS = {"explanation": N_("情况说明"), "appeal": N_("申诉")}
_WHY_VIEW_ONLY = N_("在说明与申诉里找，不决定读到哪些数据")


def _number(written: str) -> tuple[Any, ...]:
    return ()


DATASETS = ()
SYSTEM = System(
    "statements",
    N_("说明与申诉"),
    noun=N_("说明"),
    is_for_colleagues=True,
    filters=(
        Filter(
            "statement-kind",
            N_("种类"),
            (),
            (),
            word_of(*STATEMENT_KINDS),
            "、".join(STATEMENT_KINDS),
            why_view_only=_WHY_VIEW_ONLY,
            choices=STATEMENT_KINDS,
        ),
        Filter(
            "statement-state",
            N_("办理状态"),
            (),
            (),
            word_of(*STATEMENT_STATES),
            "、".join(STATEMENT_STATES),
            why_view_only=_WHY_VIEW_ONLY,
            choices=STATEMENT_STATES,
        ),
        Filter(
            "statement",
            N_("说明或申诉"),
            (),
            (),
            _number,
            N_("一件说明或申诉的编号"),
            why_view_only=_WHY_VIEW_ONLY,
        ),
    ),
)
