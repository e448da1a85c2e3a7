"""考核: schemes, the units under appraisal, their indicators and data."""

from zhiping.contracts.areas import AREA_CODE
from zhiping.contracts.columns import area, choice, code, flag, integer, number, text
from zhiping.contracts.filters import Filter, any_text, between, one_of, weights
from zhiping.contracts.kinds import Column, Dataset, Parent, System
from zhiping.words import N_

APPRAISAL_PERIODS = (N_("一季度"), N_("上半年"), N_("前三季度"), N_("全年"))
METHODS = (N_("目标完成率"), N_("极差标准化"), N_("直接得分"))
WHAT_IF_POINTS = 10.0  # up and down from the scheme's weight; what_if_points() in SQL

YEAR = integer("year", N_("年度"), key=True, also="考核年度 年份", least=2000, most=2100, eg="2025")
SCHEME_AREA = area(
    "area_code",
    N_("区划代码"),
    key=True,
    also=" ".join(AREA_CODE.synonyms),
    means=N_("制定考核方案的旗县区或盟市；这里的单位才在一起排名"),
    eg="152530",
)
UNIT_GROUP = text(
    "unit_group",
    N_("考核组"),
    key=True,
    also="单位分组 组别 类别",
    means=N_("推动高质量发展（苏木镇）、服务高质量发展（旗直部门）或其他组；只在组内排名"),
    eg="推动高质量发展",
)


def unit_id(*, is_key: bool, label: str = N_("单位编号")) -> Column:
    """The unit of a row, as part of its key or beside it."""
    return code("unit_id", label, required=True, key=is_key, also="考核单位 单位代码", eg="T01")


appraisal_schemes = Dataset(
    name="appraisal_schemes",
    label=N_("考核方案"),
    system="appraisal",
    grain=N_("每行一个地区一年一个考核组的方案"),
    slices=("year",),
    columns=(
        SCHEME_AREA,
        YEAR,
        UNIT_GROUP,
        number(
            "key_task_weight",
            N_("重点任务权重(%)"),
            required=True,
            also="重点任务权重",
            unit="%",
            least=0,
            most=100,
            eg="40",
        ),
        integer(
            "indicator_count",
            N_("指标(服务标准)项数"),
            required=True,
            also="指标项数 服务标准项数 项数",
            unit=N_("项"),
            least=1,
            eg="22",
        ),
        number(
            "excellent_cap",
            N_("优秀比例上限(%)"),
            also="优秀比例 优秀等次比例上限",
            unit="%",
            least=0,
            most=100,
            eg="25",
        ),
    ),
)

appraisal_units = Dataset(
    name="appraisal_units",
    label=N_("考核单位"),
    system="appraisal",
    grain=N_("每行一年一个考核单位"),
    slices=("year",),
    columns=(
        YEAR,
        unit_id(is_key=True),
        text("unit_name", N_("单位名称"), required=True, also="单位 考核单位名称", eg="上都镇"),
        text(
            "unit_group",
            N_("考核组"),
            required=True,
            also=" ".join(UNIT_GROUP.synonyms),
            means=UNIT_GROUP.meaning,
            eg="推动高质量发展",
        ),
        AREA_CODE,
        text("leader_post", N_("主要负责人岗位"), also="一把手岗位 负责人岗位", eg="镇党委书记"),
    ),
)

appraisal_indicators = Dataset(
    name="appraisal_indicators",
    label=N_("考核指标"),
    system="appraisal",
    grain=N_("每行一个地区一年一个考核组的一项指标"),
    slices=("year", "unit_group"),
    columns=(
        SCHEME_AREA,
        YEAR,
        UNIT_GROUP,
        code("indicator_id", N_("指标编号"), key=True, also="指标代码", eg="Z01"),
        text("indicator_name", N_("指标名称"), required=True, also="指标", eg="粮食播种面积"),
        text("dimension", N_("维度"), required=True, also="一级指标 类别维度", eg="产业发展"),
        number(
            "weight",
            N_("权重"),
            required=True,
            also="权重(%) 分值",
            means=N_("百分数；同一组的权重合计100"),
            unit="%",
            least=0,
            most=100,
            eg="5",
        ),
        choice(
            "direction",
            N_("方向"),
            (N_("正向"), N_("负向")),
            required=True,
            also="指标方向",
            means=N_("正向：越大越好；负向：越小越好"),
            eg="正向",
        ),
        choice("method", N_("计分方法"), METHODS, required=True, also="方法 评分方法", eg="目标完成率"),
        number("target", N_("目标值"), also="目标", eg="100"),
        number("floor", N_("最低分"), also="下限 保底分", eg="0"),
        number("cap", N_("最高分"), also="上限 封顶分", eg="100"),
        flag("is_key_task", N_("是否重点任务"), required=True, also="重点任务", eg="是"),
    ),
)

appraisal_values = Dataset(
    name="appraisal_values",
    label=N_("考核数据"),
    system="appraisal",
    grain=N_("每行一个单位一个考核期一项指标的数据"),
    slices=("year", "period"),
    parent=Parent("appraisal_units", "unit_id"),
    columns=(
        YEAR,
        choice("period", N_("考核期"), APPRAISAL_PERIODS, key=True, also="期别 季度", eg="前三季度"),
        unit_id(is_key=True),
        code("indicator_id", N_("指标编号"), key=True, also="指标代码", eg="Z01"),
        number("value", N_("数值"), also="完成值 实际值 指标值", eg="96.5"),
        number("target", N_("本单位目标"), also="单位目标 目标值", eg="100"),
        flag("is_not_applicable", N_("不适用"), also="是否不适用", eg="否"),
        text("source", N_("数据来源单位"), also="来源单位 数据来源", eg="统计局"),
    ),
)

DATASETS = (appraisal_schemes, appraisal_units, appraisal_indicators, appraisal_values)

SYSTEM = System(
    "appraisal",
    N_("考核"),
    noun=N_("考核单位"),
    is_for_colleagues=True,
    filters=(
        Filter(
            "year",
            N_("年度"),
            ("year",),
            (None,),
            between(2000, 2100),
            N_("四位年份"),
            narrows={
                "appraisal_schemes": "year",
                "appraisal_units": "year",
                "appraisal_indicators": "year",
                "appraisal_values": "year",
                "appraisal_people": "year",
                "peer_ratings": "year",
                "appraisal_outcomes": "year",
                "rectifications": "year",
            },
            is_listed=True,
            is_when=True,
            travels=True,
            nothing=N_("最新"),
        ),
        Filter(
            "term",
            N_("考核期"),
            ("term",),
            (None,),
            one_of(*APPRAISAL_PERIODS),
            N_("一季度、上半年、前三季度或全年"),
            narrows={"appraisal_values": "period"},
            is_listed=True,
            is_when=True,
            travels=True,
            nothing=N_("最新"),
        ),
        Filter(
            "group",
            N_("考核组"),
            ("unit_group",),
            (None,),
            any_text,
            N_("一个考核组"),
            narrows={
                "appraisal_schemes": "unit_group",
                "appraisal_units": "unit_group",
                "appraisal_indicators": "unit_group",
            },
            is_listed=True,
            travels=True,
        ),
        Filter(
            "office",
            N_("考核单位"),
            ("unit_id",),
            (None,),
            any_text,
            N_("一个单位编号"),
            why_view_only=N_("名次要和全组一起排，只有排好之后才能只留一个单位"),
            keeps="unit_id",
            is_listed=True,
        ),
        Filter(
            "weights",
            N_("假设权重"),
            ("weights",),
            (None,),
            weights,
            N_("指标编号:权重，用逗号隔开，例如 Z01:12.5,Z02:3"),
            why_view_only=N_("只是假设，不决定读到哪些数据"),
        ),
    ),
)
