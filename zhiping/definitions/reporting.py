"""填报: what the figures of reporting mean."""

from zhiping.definitions.kinds import Measure
from zhiping.words import N_

MEASURES = (
    Measure(
        "open_reports",
        N_("待报送"),
        N_(
            "填报日历里到今天还没有报的：一期已经结束，而本地区或包含它的地区没有一次上传的数据截至日达到这一期的最后一天。"
            "从来没有报过的从上一期算起。按今天判断，不按数据截至时间。"
        ),
        N_("最早未报的一期已经结束的 ÷ 填报日历的全部；截止日 = 期末 + 期满后第几天，过了截止日的是逾期"),
        N_("项"),
        "lower",
        "overview/reporting",
    ),
)
