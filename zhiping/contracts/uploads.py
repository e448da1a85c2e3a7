"""上传记录: what the product itself keeps about every upload, beside the clerks' datasets.

These tables live in the same lake and change in the same transaction as the rows they describe.
"""

from zhiping.contracts.columns import area, choice, code, flag, integer, moment, text
from zhiping.contracts.filters import Filter, any_text
from zhiping.contracts.kinds import Dataset, System
from zhiping.words import N_

MODES = ("upsert", "replace-scope", "replace-all")
MODE_LABELS = (N_("按编号新增或更新"), N_("替换本次涉及的地区和时段"), N_("全部替换"))

uploads = Dataset(
    name="uploads",
    label=N_("上传记录"),
    system="upload",
    grain=N_("每行一次上传"),
    columns=(
        integer("upload_id", N_("序号"), key=True, required=False),
        code("receipt", N_("回执号")),
        code("dataset", N_("数据集")),
        area("area_code", N_("涉及地区"), means=N_("包含文件全部行和所替换的行的最小行政区")),
        text("published_by", N_("上传人")),
        moment("published_at", N_("上传时间")),
        text("file_name", N_("文件名")),
        code("file_hash", N_("文件指纹")),
        integer("file_size", N_("文件大小")),
        choice("mode", N_("方式"), MODES, labels=MODE_LABELS),
        moment("as_of", N_("数据截至")),
        moment("period_from", N_("时段起")),
        moment("period_to", N_("时段止")),
        integer("rows_read", N_("读取行数")),
        integer("rows_published", N_("发布行数")),
        integer("rows_removed", N_("移除行数")),
        integer("fault_count", N_("错误数")),
        integer("warning_count", N_("提醒数")),
        text("skipped", N_("略过的行")),
        integer("version", N_("数据版本")),
        flag("is_demo", N_("演示数据")),
        moment("undone_at", N_("撤销时间")),
        text("undone_by", N_("撤销人")),
        integer("undone_version", N_("撤销后版本")),
        code("restores", N_("恢复的回执号")),
        text("given_by", N_("交来人"), means=N_("由另一位填报员确认后发布的，是谁交来的")),
        text("reason", N_("更正原因"), means=N_("改动了已关账时段的，为什么")),
        text("undone_reason", N_("撤销原因"), means=N_("撤销改动了已关账时段的，为什么")),
    ),
)

coverage = Dataset(
    name="coverage",
    label=N_("数据覆盖"),
    system="upload",
    grain=N_("每行一次上传所覆盖的一个地区"),
    columns=(
        integer("upload_id", N_("序号"), key=True, required=False),
        code("dataset", N_("数据集")),
        code("area_from", N_("区划代码起"), key=True, required=False),
        code("area_to", N_("区划代码止")),
        moment("as_of", N_("数据截至")),
    ),
)

DATASETS = ()
KEPT = (uploads, coverage)

SYSTEM = System(
    "upload",
    N_("数据"),
    noun=N_("上传"),
    is_open_to_companies=True,
    is_for_colleagues=True,
    filters=(
        Filter(
            "dataset",
            N_("数据集"),
            ("dataset",),
            (None,),
            any_text,
            N_("一个数据集的名称"),
            narrows={"uploads": "dataset"},
        ),
    ),
)
