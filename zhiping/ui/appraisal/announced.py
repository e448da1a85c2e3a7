"""考核 as it was announced: the measures of 公布数字 that we count ourselves."""

from zhiping.contracts.appraisal_people import AWARDS, TALK, TRAINING
from zhiping.ui.kit.systems import Announced


def _of_scheme(check: str, group: str = "", *, is_percent: bool = False) -> Announced:
    where = {"check": check} | ({"unit_group": group} if group else {})
    return Announced("appraisal/ranking", "appraisal/scheme_checks", "found", where, is_percent)


def _outcome(kind: str) -> Announced:
    return Announced("appraisal/outcomes", "appraisal/outcomes", "outcome_count", {"outcome_kind": kind})


FIGURES = {
    "推动高质量发展指标项数": _of_scheme("indicator_count", "推动高质量发展"),
    "服务高质量发展服务标准项数": _of_scheme("indicator_count", "服务高质量发展"),
    "重点任务权重": _of_scheme("key_task_weight", is_percent=True),
    **{kind: _outcome(kind) for kind in (*AWARDS, TALK, TRAINING)},
}
