"""单位名称对照: which name is meant where clerks write one unit in several ways."""

from zhiping.contracts.columns import area, text
from zhiping.contracts.kinds import Dataset
from zhiping.words import N_

unit_names = Dataset(
    name="unit_names",
    label=N_("单位名称对照"),
    system="areas",
    grain=N_("每行一种写法"),
    columns=(
        text(
            "written",
            N_("写法"),
            key=True,
            also="原写法 曾用名 简称",
            means=N_("表格里写的单位名称"),
            eg="区住建局",
        ),
        area(
            "area_code",
            N_("区划代码"),
            key=True,
            also="行政区划代码 地区代码 所属区划 区划 地区 area",
            means=N_("这种写法在哪个地区里是这个意思；下级地区的行也适用，下级另有对照的以下级为准"),
            eg="150105",
        ),
        text(
            "meant",
            N_("规范名称"),
            required=True,
            also="规范写法 全称",
            means=N_("统计时用的名称；它自己不能又是同一地区的一种写法"),
            eg="赛罕区住房和城乡建设局",
        ),
    ),
)

DATASETS = (unit_names,)
