"""填报日历: which dataset an area reports how often, and by when."""

from zhiping import contracts
from zhiping.contracts.columns import area, choice, integer
from zhiping.contracts.kinds import Dataset
from zhiping.walking import modules_of
from zhiping.words import N_

FREQUENCIES = (N_("日"), N_("周"), N_("月"), N_("季"), N_("年"))
_REPORTED = [
    dataset
    for module in modules_of(contracts.__name__, contracts.__path__, but=("reporting",))
    for dataset in getattr(module, "DATASETS", ())
]

reporting_calendar = Dataset(
    name="reporting_calendar",
    label=N_("填报日历"),
    system="upload",
    grain=N_("每行一个地区要报的一个数据集"),
    columns=(
        choice(
            "dataset",
            N_("数据集"),
            tuple(dataset.name for dataset in _REPORTED),
            labels=tuple(dataset.label for dataset in _REPORTED),
            key=True,
            also="报表 数据表 表名",
            means=N_("要报的是哪一个数据集，写它的名称"),
            eg="工单",
        ),
        area(
            "area_code",
            N_("区划代码"),
            key=True,
            also="行政区划代码 地区代码 所属区划 区划 地区 area",
            means=N_("哪个地区要报；包含它的地区报了也算报了"),
            eg="150105",
        ),
        choice("frequency", N_("频次"), FREQUENCIES, required=True, also="填报频次 周期", eg="月"),
        integer(
            "due_day",
            N_("期满后第几天"),
            required=True,
            also="截止日 报送日",
            means=N_("一期结束后第几天之前要报：月报填5就是次月5日，周报填1就是下周一"),
            unit=N_("天"),
            least=1,
            most=60,
            eg="5",
        ),
    ),
)

DATASETS = (reporting_calendar,)
