"""工单 as they were announced: the measures of 公布数字 that we count ourselves."""

from zhiping.ui.kit.systems import Announced


def _figure(column: str, *, is_percent: bool = False) -> Announced:
    return Announced("tickets/funnel", "tickets/key_figures", column, is_percent=is_percent)


FIGURES = {
    "收集诉求": _figure("ticket_count"),
    "满意率": _figure("satisfied_share", is_percent=True),
    "办结率": _figure("closed_share", is_percent=True),
}
