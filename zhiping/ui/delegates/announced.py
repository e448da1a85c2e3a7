"""党代表履职 as it was announced: the measures of 公布数字 that we count ourselves."""

from zhiping.ui.kit.systems import Announced


def _figure(column: str) -> Announced:
    return Announced("delegates/suggestions", "delegates/key_figures", column)


FIGURES = {
    "提出建议": _figure("delegate_made_count"),
    "交办推动解决类建议": _figure("solving_count"),
    "一名党代表结对户数": Announced("delegates/pairings", "delegates/pairing_totals", "most_count"),
}
