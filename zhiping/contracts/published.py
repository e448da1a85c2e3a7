"""公布数字: what was announced, kept with its bounds and shown beside our own count."""

from zhiping.contracts.areas import AREA_CODE
from zhiping.contracts.columns import choice, code, day, number, text
from zhiping.contracts.kinds import Dataset
from zhiping.words import N_

published_figures = Dataset(
    name="published_figures",
    label=N_("公布数字"),
    system="overview",
    grain=N_("每行一个对外公布的数字"),
    period="published_on",
    orders=(("since", "until"),),
    columns=(
        code("figure_id", N_("数字编号"), key=True, also="编号", eg="P-001"),
        text("system", N_("所属板块"), required=True, also="板块 系统", eg="tickets"),
        AREA_CODE,
        day(
            "since",
            N_("起始日期"),
            also="开始日期 统计起",
            means=N_("数字从哪天算起；不知道就不填"),
            eg="2025-01-01",
        ),
        day(
            "until",
            N_("截止日期"),
            also="结束日期 统计止",
            means=N_("数字算到哪天，含当天；不知道就不填"),
            eg="2025-12-31",
        ),
        text("measure", N_("指标"), required=True, also="指标名称", eg="满意率"),
        number("value", N_("数值"), required=True, also="数字", eg="90"),
        choice(
            "bound",
            N_("界限"),
            (N_("等于"), N_("不少于"), N_("约")),
            means=N_("公布时写“余、以上”的选不少于"),
            eg="不少于",
        ),
        text("source", N_("出处"), eg="年度通报"),
        day("published_on", N_("公布日期"), eg="2025-10-31"),
    ),
)

DATASETS = (published_figures,)
