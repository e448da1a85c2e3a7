"""驿站覆盖与优惠核销: what the figures of who is reached and who uses it mean."""

from zhiping.definitions.kinds import Measure
from zhiping.words import N_

# Rows about persons say where each of them was, and when.
_NOBODY = N_("人数按人员编码去重，只作汇总，不逐人列出；按地区、按企业的数在“覆盖与缺口”各图的数据表里。")

MEASURES: tuple[Measure, ...] = (
    Measure(
        "covered_workers",
        N_("附近有驿站的人"),
        N_(
            "登记在册的新就业群体中，所在地区离最近驿站不超过所选距离的人。没有个人位置，按登记地区的中心点算，"
            "是估计；没有坐标的地区不算在内，另列人数。刚好等于所选距离的算附近。"
        ),
        N_("中心点在所选距离内有驿站的地区的人数 ÷ 有坐标的地区的人数"),
        "%",
        "higher",
        "stations/coverage",
    ),
    Measure(
        "covered_merchants",
        N_("附近有驿站的商家"),
        N_("有效的合作商家中，离最近驿站不超过所选距离的商家。没有坐标的商家不算在内，另列个数。"),
        N_("所选距离内有驿站的商家 ÷ 有坐标的有效商家"),
        "%",
        "higher",
        "stations/coverage",
    ),
    Measure(
        "station_distance",
        N_("到最近驿站的距离"),
        N_(
            "从地区中心点或商家到最近驿站的直线距离，不是走路的距离。中位数和九成按人数算：一半的人、九成的人"
            "离驿站不超过这么远。"
        ),
        N_("地球表面两点间的大圆距离，按人数加权的中位数和第90百分位"),
        N_("米"),
        "lower",
        "stations/coverage",
    ),
    Measure(
        "station_load",
        N_("每站人数"),
        N_("登记在册的人数平均到每个驿站、每个商家。人按人员编码去重，同一人在几家企业登记只算一次。"),
        N_("登记在册人数 ÷ 驿站个数；登记在册人数 ÷ 有效商家个数"),
        N_("人"),
        "lower",
        "stations/key_figures",
        why_no_rows=_NOBODY,
    ),
    Measure(
        "distance_bands",
        N_("离驿站多远"),
        N_("按到最近驿站的直线距离分段，各段有多少人、多少商家；没有坐标的不在图上。"),
        N_("每段的人数或商家数；累计 = 到这一段为止的 ÷ 全部有坐标的"),
        N_("人或家"),
        "neither",
        "stations/distance_bands",
    ),
    Measure(
        "station_gaps",
        N_("覆盖缺口"),
        N_(
            "有登记在册的人、所选距离内却没有驿站的地区，以及所选距离内没有驿站的商家；人多的在前，其次远的在前。"
        ),
        N_("到最近驿站的直线距离大于所选距离"),
        N_("人"),
        "lower",
        "stations/distances",
    ),
    Measure(
        "next_sites",
        N_("下一批建在哪里"),
        N_(
            "逐处选：每次选新增人数最多的一处，选完再选下一处；不保证是最好的组合，但至少达到最好组合新增人数的63%。"
            "候选点是有登记在册的人的地区的中心点和合作商家，能不能建要到现场看。"
        ),
        N_(
            "新增 = 因为这一处才在所选距离内有驿站的人；建后覆盖 = 建到这一处为止附近有驿站的人 ÷ 有坐标的地区的人数"
        ),
        N_("人"),
        "higher",
        "stations/next_sites",
        why_no_rows=N_(
            "新增的人是假定建在那里算出来的，没有一条一条的记录；每处新增多少在数据表里，缺口是哪些在名单里。"
        ),
    ),
    Measure(
        "area_station_load",
        N_("各地区每站人数"),
        N_("每个地区登记在册的人数平均到当地的每个驿站、每个商家；没有驿站的地区除不出来，另外点名。"),
        N_("登记在册人数 ÷ 当地驿站个数；登记在册人数 ÷ 当地有效商家个数"),
        N_("人"),
        "lower",
        "stations/areas",
        why_no_rows=_NOBODY,
    ),
    Measure(
        "station_open_hours",
        N_("各小时开门的驿站"),
        N_(
            "平常的一周里，每个整点有多少状态正常的驿站开门：周一至周五、周六周日各取平均，不算节假日。"
            "营业时间读不懂的不算开门，另列个数；每天每个整点的在数据表里。"
        ),
        N_("整点开门的驿站个数；每个开门驿站的人数 = 登记在册人数 ÷ 开门的驿站个数"),
        N_("个"),
        "neither",
        "stations/open_hours",
        why_no_rows=N_(
            "每个钟点开门几个由各站的营业时间算出，没有一条一条的记录；各站的营业时间在“驿站地图”的名单里。"
        ),
    ),
    Measure(
        "worker_enrolment",
        N_("登记和扫码认证"),
        N_(
            "登记是企业填报的，扫码认证是本人做的，两个数分开看。按企业列的是登记条数，同一人可以在几家企业登记，"
            "所以各企业相加会多于人数。"
        ),
        N_("每家企业在册的登记条数，其中已有扫码认证日期的条数；离职的另列"),
        N_("条"),
        "neither",
        "stations/companies",
        why_no_rows=_NOBODY,
    ),
    Measure(
        "redemption_count",
        N_("优惠核销"),
        N_("在合作商家核销优惠的次数，按核销时间。"),
        N_("核销记录的条数"),
        N_("次"),
        "higher",
        "stations/benefit_key_figures",
    ),
    Measure(
        "saved_yuan",
        N_("节省金额"),
        N_("核销记录里的优惠金额相加；没有填、或比原价还多的不知道省了多少，不算，另列次数。"),
        N_("优惠金额之和；每次 = 优惠金额之和 ÷ 知道优惠金额的核销次数"),
        N_("元"),
        "higher",
        "stations/benefit_key_figures",
    ),
    Measure(
        "benefit_used_share",
        N_("用过优惠的人"),
        N_(
            "现在登记在册的人中，所选时段里在所选地区的商家至少核销过一次优惠的比例；到别处商家去用的不算在内；人按人员编码去重。核销那时不在当地名册里的另列次数。"
        ),
        N_("至少核销过一次的在册的人 ÷ 登记在册的人"),
        "%",
        "higher",
        "stations/benefit_key_figures",
        why_no_rows=_NOBODY,
    ),
    Measure(
        "unused_merchants",
        N_("没有核销的商家"),
        N_("有效的合作商家中，所选时段里一次核销也没有的商家。"),
        N_("没有核销记录的有效商家个数"),
        N_("家"),
        "lower",
        "stations/unused_merchants",
    ),
    Measure(
        "benefit_kinds",
        N_("各类商家的核销"),
        N_("每类商家有多少、有核销的有多少，核销了多少次，省了多少钱，多少人用过。"),
        N_("按商家类别分别计数；人按人员编码去重"),
        N_("次"),
        "neither",
        "stations/benefit_kinds",
    ),
    Measure(
        "benefit_months",
        N_("每月核销"),
        N_("每个月各类商家的核销次数，按核销时间；没有满的月份是空心的。"),
        N_("当月核销记录的条数"),
        N_("次"),
        "neither",
        "stations/benefit_months",
    ),
    Measure(
        "benefit_hours",
        N_("各小时核销"),
        N_(
            "平均一天里每个小时的核销次数：周一至周五一条线，周六周日一条线；调休和节假日按星期几算。数据表里是一周里每个小时的次数，所选时段的各周相加。"
        ),
        N_("这些日子该钟点的核销记录条数 ÷ 所选时段里有几个这样的日子"),
        N_("次"),
        "neither",
        "stations/benefit_hours",
    ),
)
