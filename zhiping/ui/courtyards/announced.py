"""小院 as it was announced: the measures of 公布数字 that we count ourselves."""

from zhiping.ui.kit.systems import Announced


def _figure(column: str) -> Announced:
    return Announced("courtyards/indicators", "courtyards/key_figures", column)


FIGURES = {
    "小院数": _figure("open_count"),
    "理论宣讲和红色教育": _figure("lecture_count"),
    "意见建议": _figure("opinion_count"),
    "化解矛盾纠纷": _figure("dispute_settled_count"),
    "办结民生问题": _figure("livelihood_settled_count"),
}
