"""工单: what the figures of callers, of what was allowed and of what came again mean."""

from zhiping.definitions.kinds import Measure
from zhiping.words import N_

MEASURES = (
    Measure(
        "contacted_share",
        N_("响应率"),
        N_(
            "有效回访中，诉求人说承办单位联系过自己的比例。有效回访是接通并且答了任何一问的；没有问到这一问的另列，表格没有这一列的工单不计。"
        ),
        N_("称已联系 ÷ 问到是否联系的有效回访"),
        "%",
        "higher",
        "tickets/rates",
    ),
    Measure(
        "solved_share",
        N_("解决率"),
        N_(
            "有效回访中，诉求人说解决了的比例；部分解决按三率权重里写的百分比折算，明细的分子只列已解决的。"
            "有效回访是接通并且答了任何一问的；没有问到这一问的另列，表格没有这一列的工单不计。"
        ),
        N_("（已解决 + 部分解决 × 折算比例）÷ 问到是否解决的有效回访"),
        "%",
        "higher",
        "tickets/rates",
    ),
    Measure(
        "touched_in_time",
        N_("按时联系率"),
        N_("承办单位记录的联系诉求人时间在对接时限之内的比例。没有回访口径时用它作参考，它不是响应率。"),
        N_("按时联系 ÷（按时 + 逾期联系 + 逾期未联系）"),
        "%",
        "higher",
        "tickets/rates",
    ),
    Measure(
        "reported_solved",
        N_("自报解决率"),
        N_("承办单位自己填的办理结果为已解决的比例。没有回访口径时用它作参考，它不是解决率。"),
        N_("自报已解决 ÷ 填了办理结果的已办结受理工单"),
        "%",
        "higher",
        "tickets/rates",
    ),
    Measure(
        "rate_score",
        N_("三率得分"),
        N_(
            "响应率、解决率、满意率按权重平均，满分100。权重和依据由上传的三率权重给出，用时段结束那一年的；没有就不算分。"
        ),
        N_("Σ 率 × 权重 ÷ Σ 权重 × 100；有一个率的回访不足10人就不算"),
        N_("分"),
        "higher",
        "tickets/rates",
        why_no_rows=N_("得分由三个率算出，明细见三个率各自的说明。"),
    ),
    Measure(
        "firmly_satisfied_share",
        N_("满意率（不含基本满意）"),
        N_("只把非常满意和满意算作满意时的比例。"),
        N_("（非常满意 + 满意）÷ 回访接通"),
        "%",
        "higher",
        "tickets/rates",
    ),
    Measure(
        "satisfaction_grades",
        N_("满意度分档"),
        N_("回访结果每一档有多少件，占接通的多少，从最好一档往下累计是多少，以及这些工单有多少按时办结。"),
        N_("各档件数；占比以回访接通为分母，未接通不占"),
        N_("件"),
        "neither",
        "tickets/grades",
    ),
    Measure(
        "accepted_tickets",
        N_("各类受理"),
        N_("每一类诉求受理了多少、占全部受理的多少，以及比上一时段多了还是少了。"),
        N_("时段内派单的受理工单（撤回、不予受理、退单、重复除外）"),
        N_("件"),
        "neither",
        "tickets/categories",
    ),
    Measure(
        "repeated_share",
        N_("重复率"),
        N_("办理结果是重复的工单占派单的比例。同一件事又报一次，说明上一次没有办好，或没有说清。"),
        N_("重复 ÷ 派单"),
        "%",
        "lower",
        "tickets/rates",
    ),
    Measure(
        "extended_share",
        N_("延期率"),
        N_("批准延期的占派单的比例。延期后按新时限判断是否按期，所以按期办结率要和延期率一起看。"),
        N_("有延期后时限的 ÷ 派单（表格没有这一列的不计）"),
        "%",
        "lower",
        "tickets/allowed",
    ),
    Measure(
        "excluded_tickets",
        N_("剔除"),
        N_("批准不纳入考核的工单。本页各率都含剔除的，不含的另列在旁边。"),
        N_("不纳入考核为是的件数"),
        N_("件"),
        "neither",
        "tickets/allowed",
    ),
    Measure(
        "deferred_tickets",
        N_("挂账"),
        N_(
            "一时解决不了、批准挂账的工单，不论挂账到期没有。挂账不停时钟，各率都含挂账的，不含的另列在旁边。"
        ),
        N_("有挂账至的件数"),
        N_("件"),
        "neither",
        "tickets/allowed",
    ),
)
