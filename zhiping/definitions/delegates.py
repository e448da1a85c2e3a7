"""党代表履职: what the figures of suggestions, talks, duties and pairings mean."""

from zhiping.definitions.kinds import Measure
from zhiping.words import N_

MEASURES = (
    Measure(
        "suggestion_count",
        N_("建议数"),
        N_("在所选时段提交、到数据截至时已经提交的建议，按建议编号去重。"),
        N_("提交日期落在时段内的建议件数"),
        N_("件"),
        "neither",
        "delegates/key_figures",
    ),
    Measure(
        "suggestion_stages",
        N_("交办、反馈和评估"),
        N_(
            "所选时段提交的建议走到了哪一步。反馈按办理时限判断：时限当天反馈算按时，"
            "逾期反馈和到期没有反馈分开。督办不是一个环节，另列。实际记录会跳过环节，所以后一环节不一定更少。"
        ),
        N_("有该环节时间的建议件数；按时率 = 按时 ÷（按时 + 逾期办理 + 逾期未办），没有时限的不计入，另列"),
        N_("件"),
        "neither",
        "delegates/funnel",
    ),
    Measure(
        "suggestion_replied_in_time",
        N_("按期反馈率"),
        N_(
            "办理时限落在所选时段、并且已经过了的建议，其中在时限当天或以前反馈的比例。"
            "同一时段到期的放在一起比，新交办的不会拉低它。"
        ),
        N_("时限内反馈 ÷（按期反馈 + 逾期反馈 + 到期未反馈）；没有时限、没有到期和时间有误的不计入"),
        "%",
        "higher",
        "delegates/key_figures",
    ),
    Measure(
        "suggestion_overdue",
        N_("逾期未反馈"),
        N_("办理时限早于数据截至那天、还没有反馈的建议，不限提交时段；时限当天不算逾期。"),
        N_("办理时限 < 数据截至日期，且没有反馈时间的建议件数"),
        N_("件"),
        "lower",
        "delegates/overdue",
    ),
    Measure(
        "suggestion_satisfied",
        N_("评估满意率"),
        N_("所选时段提交、已经评估的建议中评为满意或基本满意的比例。"),
        N_("（满意 + 基本满意）÷ 有评估结果的建议"),
        "%",
        "higher",
        "delegates/key_figures",
    ),
    Measure(
        "suggestion_supervised",
        N_("督办"),
        N_(
            "所选时段提交的建议中被督办过的件数和督办的次数；越少越好。没有填督办次数的是未知，不算没有督办。"
        ),
        N_("督办次数大于 0 的建议件数；督办次数之和"),
        N_("件"),
        "lower",
        "delegates/supervised",
    ),
    Measure(
        "suggestion_batches",
        N_("集中交办批次"),
        N_("同一天交办两件或以上的是一批，只交办一件的合为“零星交办”；不限时段，看每批办到了哪里。"),
        N_("按交办日期分组的建议件数，按反馈的状态分开"),
        N_("件"),
        "neither",
        "delegates/batches",
    ),
    Measure(
        "suggestion_units",
        N_("主办单位的反馈"),
        N_("各单位主办的、已经交办的建议办到了哪里，不限时段；协办的任务另列。"),
        N_("按主办单位分组的建议件数，按反馈的状态分开"),
        N_("件"),
        "neither",
        "delegates/units",
    ),
    Measure(
        "talk_count",
        N_("民情恳谈日"),
        N_(
            "所选时段举办的民情恳谈日，以及由它们而来的工单：工单上写着恳谈日编号的才算，不限工单的派单时间。"
        ),
        N_("举办日期落在时段内的恳谈日场数；写明其编号的工单件数"),
        N_("场"),
        "neither",
        "delegates/talk_key_figures",
    ),
    Measure(
        "class_a_led",
        N_("A类工单党代表领办率"),
        N_("所选时段派单、已受理的 A 类（跨部门协调）工单中写明了党代表的比例；B、C 类不计入。"),
        N_("写明党代表的 A 类工单 ÷ 受理的 A 类工单"),
        "%",
        "higher",
        "delegates/led_tickets",
    ),
    Measure(
        "duty_count",
        N_("履职次数"),
        N_("所选时段的履职记录，按履职编号去重。"),
        N_("履职日期落在时段内的记录条数"),
        N_("次"),
        "neither",
        "delegates/duty_key_figures",
    ),
    Measure(
        "duty_active",
        N_("有履职记录的党代表"),
        N_("所选时段至少有一条履职记录的党代表占全部党代表的比例。"),
        N_("有记录的党代表 ÷ 党代表"),
        "%",
        "higher",
        "delegates/duty_scores",
    ),
    Measure(
        "duty_points",
        N_("履职得分"),
        N_(
            "按当年上传的评分标准计分。每种履职的年度上限只对全年累计用一次，到了上限以后的记录不再得分，"
            "所以月、季的得分是当时还算数的分，加起来就是全年的分。"
        ),
        N_("每条记录的得分 = 含它在内的年内累计（不超过上限）− 它之前的年内累计（不超过上限）"),
        N_("分"),
        "higher",
        "delegates/duty_rows",
    ),
    Measure(
        "pair_count",
        N_("结对户"),
        N_(
            "到数据截至时还在结对的户，不限时段。户只有代号。某个街道不到 5 户的不单独显示，"
            "并连同另一个街道合并，使它不能从合计里推算出来。"
        ),
        N_("结对日期不晚于、解除日期晚于数据截至时间的结对数"),
        N_("户"),
        "neither",
        "delegates/pairing_totals",
    ),
    Measure(
        "pair_visited",
        N_("走访覆盖率"),
        N_(
            "整月都在结对的户中，当月至少走访过一次（上门、电话或民情恳谈日）的比例；看上一个整月，"
            "因为没有过完的月份总是偏低。走访过或没有走访的不到 5 户时不显示；只在旗县区及以上显示。"
        ),
        N_("当月走访过的户 ÷ 整月都在结对的户"),
        "%",
        "higher",
        "delegates/pairing_totals",
    ),
    Measure(
        "pairs_due_now",
        N_("本月待走访"),
        N_("还在结对、到数据截至时本月还没有走访过的户；月底以前走访就不缺，所以不是逾期。"),
        N_("在结对而本月没有走访记录的户数"),
        N_("户"),
        "neither",
        "delegates/pairing_totals",
    ),
)
