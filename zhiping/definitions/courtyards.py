"""小院: what the figures of courtyards mean."""

from zhiping.definitions.kinds import Measure
from zhiping.words import N_

MEASURES: tuple[Measure, ...] = (
    Measure(
        "courtyard_count",
        N_("小院"),
        N_("已经建院、没有停用的小院，按小院编号去重；没有填建院日期的也算。"),
        N_("建院不晚于数据截至时间且没有停用的小院个数"),
        N_("个"),
        "neither",
        "courtyards/key_figures",
    ),
    Measure(
        "lecture_count",
        N_("宣讲和红色教育"),
        N_("小院里的理论宣讲和红色教育，按记录的次数相加；每院次数是平均数，不是每个小院都办了这么多。"),
        N_("理论宣讲次数 + 红色教育次数；每院 = 次数 ÷ 小院个数"),
        N_("次"),
        "higher",
        "courtyards/key_figures",
    ),
    Measure(
        "case_settled_share",
        N_("办结和化解率"),
        N_(
            "意见建议、矛盾纠纷、民生问题中已经办结或化解的比例。没有填办结数的不知道办没办，不算在内，另列件数。"
        ),
        N_("办结和化解的件数 ÷ 填了办结数的件数"),
        "%",
        "higher",
        "courtyards/key_figures",
    ),
    Measure(
        "silent_courtyards",
        N_("长期无活动小院"),
        N_(
            "数据截至时超过30天（或90天）没有任何活动的在用小院；刚好30天的不算。从没有活动的从建院那天算起，"
            "建院日期也没有填的一并列出。"
        ),
        N_("最近一次活动（没有的从建院算）离数据截至超过所选天数的在用小院个数"),
        N_("个"),
        "lower",
        "courtyards/silent",
    ),
    Measure(
        "courtyard_kinds",
        N_("四类小院"),
        N_("红色、和谐、振兴、石榴四类小院各有多少，办了多少事，有多少没有动静。"),
        N_("按小院类型分别计数；每院活动 = 活动场次 ÷ 小院个数"),
        N_("个"),
        "neither",
        "courtyards/kinds",
    ),
    Measure(
        "activity_cases",
        N_("活动件次"),
        N_("小院各种活动的件数或次数：意见建议、矛盾纠纷、民生问题按件，其余按次。件和次不能相加比较。"),
        N_("记录的件/次数相加；每院 = 件次 ÷ 小院个数；每千人 = 件次 ÷ 常住人口 × 1000"),
        N_("件或次"),
        "neither",
        "courtyards/activities",
    ),
    Measure(
        "activity_months",
        N_("每月活动"),
        N_("每个月各种活动的件次，按活动日期；没有活动的月份是0。"),
        N_("当月记录的件/次数相加"),
        N_("件或次"),
        "neither",
        "courtyards/months",
    ),
    Measure(
        "activity_trend",
        N_("活动控制图"),
        N_(
            "每月件次的单值移动极差图（XmR）：在上下限之间的高低是平常的起伏，不必解释；有信号时才值得问为什么。"
            "未满的月份不参与计算，不足12个满月的界限是试行的。"
        ),
        N_(
            "均值 ± 2.66 × 平均移动极差（大于3.267倍平均值的极差先剔除一次）；"
            "信号：超出界限，连续7个月上升或下降，连续7个月在均值一侧，3个月中2个月接近同一侧界限"
        ),
        N_("件或次"),
        "neither",
        "courtyards/trend",
    ),
    Measure(
        "village_share",
        N_("嘎查村覆盖"),
        N_("有小院的嘎查村占全部嘎查村的比例；名单来自区划表，小院要填到12位嘎查村代码才算到村。"),
        N_("至少有一个小院的嘎查村 ÷ 区划表中的嘎查村"),
        "%",
        "higher",
        "courtyards/areas",
    ),
    Measure(
        "canteen_reached",
        N_("助餐覆盖"),
        N_(
            "平均每餐有多少人来吃，相当于所在地65岁及以上常住人口的多少。人次不是人数：同一个人一天吃三餐算三人次，"
            "所以不用人次除以人口；也可能有65岁以下的人来就餐。"
        ),
        N_("平均每餐人次（参与人次 ÷ 助餐次数）÷ 所在地65岁及以上常住人口"),
        "%",
        "higher",
        "courtyards/canteens",
    ),
)
