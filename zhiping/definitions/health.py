"""健康大集: what the figures of the fairs mean."""

from zhiping.definitions.kinds import Measure
from zhiping.words import N_

MEASURES: tuple[Measure, ...] = (
    Measure(
        "fair_count",
        N_("健康大集"),
        N_("所选时段里举办的大集，按大集编号去重；数据截至之后的不算。"),
        N_("举办日期落在所选时段的大集场数"),
        N_("场"),
        "neither",
        "health/key_figures",
    ),
    Measure(
        "fair_visits",
        N_("服务人次"),
        N_(
            "每场大集记录的服务人次相加。同一个人看几项、去几场都算几次，是人次，不是人数，不能当作惠及多少人。"
        ),
        N_("服务人次相加；场均 = 服务人次 ÷ 大集场数"),
        N_("人次"),
        "higher",
        "health/key_figures",
    ),
    Measure(
        "follow_up_share",
        N_("转诊随访率"),
        N_(
            "转诊的人在30天内随访的比例。按随访期限（举办日期后第30天）所在的时段统计，同样早晚的放在一起比："
            "期限没到的不算好也不算坏，另列人次。没有填随访的不知道访没访，不算在内，另列人次；随访多于转诊的不算。"
        ),
        N_("期限落在所选时段的大集：随访人次 ÷ 填了随访的转诊人次"),
        "%",
        "higher",
        "health/key_figures",
    ),
    Measure(
        "reached_share",
        N_("90天内有大集的街道"),
        N_(
            "数据截至前90天内（刚好第90天也算）办过大集的苏木乡镇街道，占有上报的全部苏木乡镇街道的比例；"
            "名单来自区划表，社区里办的算在所在街道。记在旗县区一级的大集不知道到了哪个街道，不算。"
        ),
        N_("90天内至少有一场大集的苏木乡镇街道 ÷ 上报范围内的苏木乡镇街道"),
        "%",
        "higher",
        "health/streets",
    ),
    Measure(
        "left_over_referrals",
        N_("期满未随访"),
        N_("随访期限已经过了，转诊的人还没有全部随访，或者随访没有填的大集。"),
        N_("举办日期后第30天已过，且随访人次少于转诊人次或没有填的大集"),
        N_("场"),
        "lower",
        "health/left_over",
    ),
    Measure(
        "fair_kinds",
        N_("各类大集"),
        N_("社区大集、中医夜市和其他大集各办了多少场，来了多少人次。"),
        N_("按大集类型分别计数；场均 = 服务人次 ÷ 场数"),
        N_("场"),
        "neither",
        "health/kinds",
    ),
    Measure(
        "fair_services",
        N_("服务项目"),
        N_(
            "每项服务在多少场大集上有。一场大集有几项服务，各项场数不能相加；各项服务了多少人次没有分别记录。"
        ),
        N_("有这项服务的大集场数；占比 = 场数 ÷ 填了服务项目的大集"),
        N_("场"),
        "neither",
        "health/services",
    ),
    Measure(
        "fair_months",
        N_("每月大集"),
        N_("每个月的大集场数、服务人次和转诊人次，按举办日期；没有大集的月份是0。三行单位不同，不能相加。"),
        N_("当月大集分别计数、相加"),
        N_("场或人次"),
        "neither",
        "health/months",
    ),
    Measure(
        "fair_seasons",
        N_("各季大集"),
        N_("每个季节各类大集的场数和场均人次：春季3至5月，夏季6至8月，秋季9至11月，冬季12月至次年2月。"),
        N_("按举办日期所在的季节计数"),
        N_("场"),
        "neither",
        "health/seasons",
    ),
    Measure(
        "fair_areas",
        N_("各地区大集"),
        N_("下一级各地区四季的大集场数；直接记在本级的单列一行。"),
        N_("按地区和季节计数"),
        N_("场"),
        "neither",
        "health/areas",
    ),
)
