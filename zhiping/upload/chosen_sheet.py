"""Which sheet of a workbook is read."""

from zhiping.contracts.kinds import Dataset
from zhiping.upload.matching import Matching, match
from zhiping.upload.reading.texttable import SkippedRows, TextTable, UnreadableFile
from zhiping.upload.wishes import Wishes
from zhiping.words import _


def chosen_table(
    tables: list[TextTable], dataset: Dataset, wishes: Wishes
) -> tuple[TextTable, Matching, list[SkippedRows]]:
    """The one sheet that holds the dataset; several that could are a question, never a guess."""
    matchings = [match(table.headers, dataset, wishes.corrections) for table in tables]
    if len(tables) == 1:
        return tables[0], matchings[0], []
    missing = [set(m.missing_required) - set(wishes.options.set_values) for m in matchings]
    fitting = [index for index, lacks in enumerate(missing) if not lacks]
    if wishes.sheet:
        fitting = [index for index, table in enumerate(tables) if table.sheet == wishes.sheet]
    if len(fitting) != 1:
        raise UnreadableFile(
            _("文件有 {n} 个工作表（{names}），不能确定读哪一个。请指定工作表后再试。").format(
                n=len(tables), names=_("、").join(table.sheet or "" for table in tables)
            )
        )
    chosen = fitting[0]
    left = [
        SkippedRows(table.sheet, _("全部"), _("不是“{label}”的工作表").format(label=_(dataset.label)))
        for index, table in enumerate(tables)
        if index != chosen
    ]
    return tables[chosen], matchings[chosen], left
