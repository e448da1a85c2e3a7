"""考核: what the figures of units under appraisal mean."""

from zhiping.definitions.kinds import Measure
from zhiping.words import N_

MEASURES = (
    Measure(
        "appraised_units",
        N_("参加排名的单位"),
        N_(
            "所选年度和考核期里有名次的单位。名次只在考核组内排，按全组计算；地区筛选只决定显示哪些单位。"
            "适用权重中有数据的不足90%的单位没有名次，照样列出。"
        ),
        N_("有名次的单位数；完整度 = 有数据的权重 ÷ 适用的权重"),
        N_("个"),
        "neither",
        "appraisal/rank_totals",
    ),
    Measure(
        "unit_score",
        N_("考核得分"),
        N_(
            "适用且有数据的指标按权重加权的平均分，先保留两位小数再排名。"
            "缺数据的不算零分，只从权重里去掉；权重为0的加减分、一票否决在百分之外，另列。"
        ),
        N_(
            "Σ（权重 × 指标得分）÷ Σ 权重；按目标完成率、极差标准化或直接得分计指标得分，在最低分和最高分之间"
        ),
        N_("分"),
        "higher",
        "appraisal/sheet",
    ),
    Measure(
        "unit_rank",
        N_("官方名次"),
        N_("考核组内按得分从高到低的名次，得分先保留两位小数，同分并列，取较好的名次。"),
        N_("组内得分更高的单位数 + 1"),
        N_("位"),
        "lower",
        "appraisal/ranking",
    ),
    Measure(
        "rank_interval",
        N_("名次区间"),
        N_(
            "名次有多牢靠：权重、计分方法和数据略有不同时，90%的情形里名次落在这个范围。"
            "官方名次不变，区间只作提醒；区间重叠的两个单位名次差距不显著。"
        ),
        N_(
            "固定种子抽1,000次：每项权重 × 0.75–1.25再归一，方法在方案所定和极差标准化之间各半，数值 × 0.97–1.03；"
            "取名次的第5到第95百分位"
        ),
        N_("位"),
        "neither",
        "appraisal/intervals",
    ),
    Measure(
        "inseparable_units",
        N_("名次差距不显著的单位"),
        N_("名次区间至少与组内另一个单位重叠的单位。这样的两个单位谁先谁后，数据说不准。"),
        N_("名次区间与别的单位重叠的单位数 ÷ 有名次的单位数"),
        N_("个"),
        "lower",
        "appraisal/intervals",
    ),
    Measure(
        "contribution",
        N_("得分构成"),
        N_("每项指标给单位得分带来多少分；各项相加就是单位得分。"),
        N_("权重 × 指标得分 ÷ 该单位计分的权重合计"),
        N_("分"),
        "higher",
        "appraisal/sheet",
    ),
    Measure(
        "mean_difference",
        N_("与组平均的差距"),
        N_("每项指标与考核组平均分的差，按权重折成单位得分里的分数；正数领先，负数落后。"),
        N_("权重 ×（指标得分 − 组平均得分）÷ 该单位计分的权重合计"),
        N_("分"),
        "higher",
        "appraisal/sheet",
    ),
    Measure(
        "score_moves",
        N_("变动与原因"),
        N_(
            "与上一考核期相比得分和名次的变动，以及每项指标带来的变动。"
            "上一期是同年度的前一期，一季度与上年全年比；考核期多为累计数，前后期不完全可比。"
        ),
        N_("本期得分构成 − 上期得分构成；只有一期有的指标按全部分数计"),
        N_("分"),
        "neither",
        "appraisal/moves",
    ),
    Measure(
        "rank_shift",
        N_("去掉一项指标的影响"),
        N_("逐项去掉指标后各单位名次平均移动几位。移动大的指标左右着排名，它的数据更要核准。"),
        N_("去掉该项后仍有得分的单位，名次变动绝对值的平均；去掉唯一的指标就没有名次可比，不计算"),
        N_("位"),
        "neither",
        "appraisal/sensitivity",
    ),
    Measure(
        "missing_values",
        N_("缺数据"),
        N_("适用而没有数据或没有目标值的指标项数，按单位相加。缺的不算零分，但完整度不足90%的单位没有名次。"),
        N_("各单位缺数据的指标项数之和"),
        N_("项"),
        "lower",
        "appraisal/rank_totals",
    ),
    Measure(
        "present_share",
        N_("数据完整度"),
        N_("适用指标的权重里有数据的比例；不足90%没有名次。"),
        N_("有数据的权重 ÷ 适用的权重"),
        "%",
        "higher",
        "appraisal/ranking",
    ),
    Measure(
        "failing_checks",
        N_("方案检查不通过"),
        N_(
            "考核方案自身的检查：组内权重合计100，重点任务权重和指标项数与方案一致。与上年项数的变动只列出，不评判。"
        ),
        N_("不通过的检查项数"),
        N_("项"),
        "lower",
        "appraisal/scheme_checks",
    ),
    Measure(
        "copied_values",
        N_("与上期相同的数据"),
        N_(
            "一个单位两个考核期都有的数据有5项以上，其中九成以上与上一考核期完全相同。可能确实没有变化，也可能是沿用了上期。"
        ),
        N_("相同的项数 ÷ 两期都有的项数 ≥ 90%，且两期都有的项数 ≥ 5 的单位个数"),
        N_("个"),
        "neither",
        "appraisal/copied_units",
    ),
)
