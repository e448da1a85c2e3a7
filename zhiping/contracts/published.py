"""公布数字: what was announced, kept with its bounds and shown beside our own count."""

from zhiping.contracts.kinds import Column, Dataset
from zhiping.words import N_

published_figures = Dataset(
    name="published_figures",
    label=N_("公布数字"),
    system="overview",
    grain=N_("每行一个对外公布的数字"),
    period="published_on",
    columns=(
        Column(
            "figure_id",
            N_("数字编号"),
            "code",
            is_required=True,
            is_key=True,
            synonyms=("编号",),
            example="P-001",
        ),
        Column("system", N_("所属板块"), is_required=True, synonyms=("板块", "系统"), example="tickets"),
        Column("measure", N_("指标"), is_required=True, synonyms=("指标名称",), example="满意率"),
        Column("value", N_("数值"), "number", is_required=True, synonyms=("数字",), example="90"),
        Column(
            "bound",
            N_("界限"),
            "choice",
            choices=("等于", "不少于", "约"),
            meaning=N_("公布时写“余、以上”的选不少于"),
            example="不少于",
        ),
        Column("source", N_("出处"), example="年度通报"),
        Column("published_on", N_("公布日期"), "date", example="2025-10-31"),
    ),
)

DATASETS = (published_figures,)
