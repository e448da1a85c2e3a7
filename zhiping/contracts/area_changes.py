"""区划变更: which code took the place of one that is no more, so that rows of the old one find their home."""

from zhiping.contracts.columns import area, choice, day
from zhiping.contracts.kinds import Dataset
from zhiping.words import N_

RENAMED, MERGED, SPLIT, ABOLISHED = N_("更名"), N_("合并"), N_("拆分"), N_("撤销")

area_changes = Dataset(
    name="area_changes",
    label=N_("区划变更"),
    system="areas",
    grain=N_("每行一个不再使用的区划代码"),
    columns=(
        area(
            "old_code",
            N_("旧区划代码"),
            key=True,
            also="原区划代码 原代码 旧代码 变更前代码",
            means=N_("变更前的代码；下级的代码也变了的，下级各写一行"),
            eg="150105001000",
        ),
        day(
            "changed_on",
            N_("变更日期"),
            key=True,
            also="变更时间 生效日期 批准日期",
            means=N_("从这一天起用新代码；还没有到的不能上传"),
            eg="2025-03-01",
        ),
        area(
            "new_code",
            N_("新区划代码"),
            required=True,
            also="现区划代码 现代码 新代码 变更后代码",
            means=N_("旧代码的行从此算在哪里；拆分的写其中一个，它的行仍留在旧代码下"),
            eg="150105009000",
        ),
        choice(
            "kind",
            N_("变更方式"),
            (RENAMED, MERGED, SPLIT, ABOLISHED),
            also="变更类型 变更种类",
            means=N_("不填时按更名算"),
            eg="合并",
        ),
    ),
)

DATASETS = (area_changes,)
