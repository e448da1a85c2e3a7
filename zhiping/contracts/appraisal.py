"""考核: schemes, the units under appraisal, their indicators and data."""

from zhiping.contracts.areas import AREA_CODE
from zhiping.contracts.filters import Filter, between, one_of, text, weights
from zhiping.contracts.kinds import Column, Dataset, Parent, System
from zhiping.words import N_

APPRAISAL_PERIODS = ("一季度", "上半年", "前三季度", "全年")
METHODS = ("目标完成率", "极差标准化", "直接得分")
WHAT_IF_POINTS = 10.0  # up and down from the scheme's weight; what_if_points() in SQL

YEAR = Column(
    "year",
    N_("年度"),
    "integer",
    is_required=True,
    is_key=True,
    minimum=2000,
    maximum=2100,
    synonyms=("考核年度", "年份"),
    example="2025",
)
SCHEME_AREA = Column(
    "area_code",
    N_("区划代码"),
    "area",
    is_required=True,
    is_key=True,
    synonyms=AREA_CODE.synonyms,
    meaning=N_("制定考核方案的旗县区或盟市；这里的单位才在一起排名"),
    example="152530",
)
UNIT_GROUP = Column(
    "unit_group",
    N_("考核组"),
    is_required=True,
    is_key=True,
    synonyms=("单位分组", "组别", "类别"),
    meaning=N_("推动高质量发展（苏木镇）、服务高质量发展（旗直部门）或其他组；只在组内排名"),
    example="推动高质量发展",
)


def unit_id(*, is_key: bool, label: str = N_("单位编号")) -> Column:
    return Column(
        "unit_id",
        label,
        "code",
        is_required=True,
        is_key=is_key,
        synonyms=("考核单位", "单位代码"),
        example="T01",
    )


def code(name: str, label: str, *synonyms: str, is_key: bool = False, is_required: bool = False, meaning: str = "", example: str = "", is_personal: bool = False) -> Column:  # fmt: skip
    return Column(
        name,
        label,
        "code",
        is_key=is_key,
        is_required=is_required or is_key,
        synonyms=synonyms,
        meaning=meaning,
        example=example,
        is_personal=is_personal,
    )


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
        Column(
            "key_task_weight",
            N_("重点任务权重(%)"),
            "number",
            is_required=True,
            unit="%",
            minimum=0,
            maximum=100,
            synonyms=("重点任务权重",),
            example="40",
        ),
        Column(
            "indicator_count",
            N_("指标(服务标准)项数"),
            "integer",
            is_required=True,
            unit=N_("项"),
            minimum=1,
            synonyms=("指标项数", "服务标准项数", "项数"),
            example="22",
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
        Column(
            "unit_name", N_("单位名称"), is_required=True, synonyms=("单位", "考核单位名称"), example="上都镇"
        ),
        Column(
            "unit_group",
            N_("考核组"),
            is_required=True,
            synonyms=UNIT_GROUP.synonyms,
            meaning=UNIT_GROUP.meaning,
            example="推动高质量发展",
        ),
        AREA_CODE,
        Column(
            "leader_post", N_("主要负责人岗位"), synonyms=("一把手岗位", "负责人岗位"), example="镇党委书记"
        ),
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
        code("indicator_id", N_("指标编号"), "指标代码", is_key=True, example="Z01"),
        Column(
            "indicator_name", N_("指标名称"), is_required=True, synonyms=("指标",), example="粮食播种面积"
        ),
        Column(
            "dimension", N_("维度"), is_required=True, synonyms=("一级指标", "类别维度"), example="产业发展"
        ),
        Column(
            "weight",
            N_("权重"),
            "number",
            is_required=True,
            unit="%",
            minimum=0,
            maximum=100,
            synonyms=("权重(%)", "分值"),
            meaning=N_("百分数；同一组的权重合计100"),
            example="5",
        ),
        Column(
            "direction",
            N_("方向"),
            "choice",
            is_required=True,
            choices=("正向", "负向"),
            synonyms=("指标方向",),
            meaning=N_("正向：越大越好；负向：越小越好"),
            example="正向",
        ),
        Column(
            "method",
            N_("计分方法"),
            "choice",
            is_required=True,
            choices=METHODS,
            synonyms=("方法", "评分方法"),
            example="目标完成率",
        ),
        Column("target", N_("目标值"), "number", synonyms=("目标",), example="100"),
        Column("floor", N_("最低分"), "number", synonyms=("下限", "保底分"), example="0"),
        Column("cap", N_("最高分"), "number", synonyms=("上限", "封顶分"), example="100"),
        Column(
            "is_key_task",
            N_("是否重点任务"),
            "flag",
            is_required=True,
            synonyms=("重点任务",),
            example="是",
        ),
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
        Column(
            "period",
            N_("考核期"),
            "choice",
            is_required=True,
            is_key=True,
            choices=APPRAISAL_PERIODS,
            synonyms=("期别", "季度"),
            example="前三季度",
        ),
        unit_id(is_key=True),
        code("indicator_id", N_("指标编号"), "指标代码", is_key=True, example="Z01"),
        Column("value", N_("数值"), "number", synonyms=("完成值", "实际值", "指标值"), example="96.5"),
        Column("target", N_("本单位目标"), "number", synonyms=("单位目标", "目标值"), example="100"),
        Column("is_not_applicable", N_("不适用"), "flag", synonyms=("是否不适用",), example="否"),
        Column("source", N_("数据来源单位"), synonyms=("来源单位", "数据来源"), example="统计局"),
    ),
)

DATASETS = (appraisal_schemes, appraisal_units, appraisal_indicators, appraisal_values)

SYSTEM = System(
    "appraisal",
    N_("考核"),
    noun=N_("考核单位"),
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
            travels=True,
            nothing=N_("最新"),
        ),
        Filter(
            "group",
            N_("考核组"),
            ("unit_group",),
            (None,),
            text,
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
            text,
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
