"""上传记录: what the product itself keeps about every upload, beside the clerks' datasets.

These tables live in the same lake and change in the same transaction as the rows they describe.
"""

from zhiping.contracts.filters import Filter, text
from zhiping.contracts.kinds import Column, Dataset, System
from zhiping.words import N_

MODES = ("upsert", "replace-scope", "replace-all")
MODE_LABELS = (N_("按编号新增或更新"), N_("替换本次涉及的地区和时段"), N_("全部替换"))

uploads = Dataset(
    name="uploads",
    label=N_("上传记录"),
    system="upload",
    grain=N_("每行一次上传"),
    columns=(
        Column("upload_id", N_("序号"), "integer", is_key=True),
        Column("receipt", N_("回执号"), "code"),
        Column("dataset", N_("数据集"), "code"),
        Column("area_code", N_("涉及地区"), "area", meaning=N_("包含全部行的最小行政区")),
        Column("published_by", N_("上传人")),
        Column("published_at", N_("上传时间"), "time"),
        Column("file_name", N_("文件名")),
        Column("file_hash", N_("文件指纹"), "code"),
        Column("file_size", N_("文件大小"), "integer"),
        Column("mode", N_("方式"), "choice", choices=MODES, choice_labels=MODE_LABELS),
        Column("as_of", N_("数据截至"), "time"),
        Column("period_from", N_("时段起"), "time"),
        Column("period_to", N_("时段止"), "time"),
        Column("rows_read", N_("读取行数"), "integer"),
        Column("rows_published", N_("发布行数"), "integer"),
        Column("rows_removed", N_("移除行数"), "integer"),
        Column("fault_count", N_("错误数"), "integer"),
        Column("warning_count", N_("提醒数"), "integer"),
        Column("skipped", N_("略过的行")),
        Column("version", N_("数据版本"), "integer"),
        Column("is_demo", N_("演示数据"), "flag"),
        Column("undone_at", N_("撤销时间"), "time"),
        Column("undone_by", N_("撤销人")),
        Column("undone_version", N_("撤销后版本"), "integer"),
    ),
)

coverage = Dataset(
    name="coverage",
    label=N_("数据覆盖"),
    system="upload",
    grain=N_("每行一次上传所覆盖的一个地区"),
    columns=(
        Column("upload_id", N_("序号"), "integer", is_key=True),
        Column("dataset", N_("数据集"), "code"),
        Column("area_from", N_("区划代码起"), "code", is_key=True),
        Column("area_to", N_("区划代码止"), "code"),
        Column("as_of", N_("数据截至"), "time"),
    ),
)

DATASETS = ()
KEPT = (uploads, coverage)

SYSTEM = System(
    "upload",
    N_("数据"),
    noun=N_("上传"),
    is_open_to_companies=True,
    filters=(
        Filter(
            "dataset",
            N_("数据集"),
            ("dataset",),
            (None,),
            text,
            N_("一个数据集的名称"),
            narrows={"uploads": "dataset"},
        ),
    ),
)
