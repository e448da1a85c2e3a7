"""情况说明 and 申诉: which steps they take, and whose each of them is."""

from collections.abc import Mapping

from zhiping.contracts.statements import STATEMENT_STATES
from zhiping.rules.tasks import MAKER, UNIT, Step
from zhiping.words import N_

EXPLANATION, APPEAL = "explanation", "appeal"
GIVEN, SUBMITTED, REVIEWED, ACCEPTED, REFUSED, CORRECTED, TAKEN_BACK = STATEMENT_STATES
FIRST: Mapping[str, str] = {EXPLANATION: GIVEN, APPEAL: SUBMITTED}  # kind -> the state in which one begins
OPEN_APPEAL = (SUBMITTED, REVIEWED)

STATEMENT_STEPS: Mapping[str, Step] = {
    one.key: one
    for one in (
        Step("review", N_("复核"), N_("已开始复核"), (SUBMITTED,), REVIEWED, MAKER),
        Step("accept", N_("采纳"), N_("已采纳"), (REVIEWED,), ACCEPTED, MAKER, N_("采纳理由")),
        Step("refuse", N_("不采纳"), N_("不采纳"), (REVIEWED,), REFUSED, MAKER, N_("不采纳理由")),
        Step("correct", N_("记下更正"), N_("已更正"), (ACCEPTED,), CORRECTED, MAKER, N_("更正上传的回执号")),
        Step(
            "take-back",
            N_("收回"),
            N_("已收回"),
            (GIVEN, SUBMITTED, REVIEWED),
            TAKEN_BACK,
            UNIT,
            N_("收回理由"),
        ),
    )
}
