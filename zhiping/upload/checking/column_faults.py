"""What is wrong with the columns of a table, whatever stands in them."""

from collections.abc import Mapping, Sequence

from zhiping.contracts.kinds import Column, Dataset
from zhiping.upload.checking.faults import Fault, Unreadable
from zhiping.upload.checking.values import Value
from zhiping.upload.matching import Matching, nearest_header
from zhiping.upload.parts import Part, lacking, matched
from zhiping.upload.reading.texttable import TextTable, column_letter
from zhiping.words import _, in_turn


def set_present(column: Column, index: int) -> Unreadable:
    """A value set for a whole column that the file has."""
    return Unreadable(
        "set_present",
        _("文件的{letter}列已经是“{label}”，不能再设一个统一的值。").format(
            letter=column_letter(index), label=_(column.label)
        ),
        _("请去掉设定值，或改为只补填空白的单元格，或取消这一列的对应。"),
    )


def column_faults(
    text: TextTable, dataset: Dataset, matching: Matching, constants: Mapping[str, Value]
) -> list[Fault]:
    """Required columns that a table lacks, and those that two of its headers fit."""
    faults = []
    doubtful = {ambiguity.name: ambiguity for ambiguity in matching.ambiguous}
    for column in dataset.columns:
        label = _(column.label)
        if column.name in doubtful and column.name not in constants:
            headers = _("、").join(doubtful[column.name].headers)
            problem = _("{headers}都可能是“{label}”。").format(headers=headers, label=label)
            remedy = _("请指定哪一列是“{label}”。").format(label=label)
            faults.append(file_fault(text, label, "", "", Unreadable("ambiguous_column", problem, remedy)))
        elif column.is_required and column.name not in matching.columns and column.name not in constants:
            problem = _("文件里没有必填的“{label}”列。").format(label=label)
            remedy = _("请指定文件里的哪一列是“{label}”，或为整个文件设一个统一的值，或在表里补上这一列。")
            if nearest := nearest_header(text.headers, matching, column):
                problem = in_turn(problem, _("最像的是{header}。").format(header=nearest))
            fault = Unreadable("missing_column", problem, remedy.format(label=label))
            faults.append(file_fault(text, label, "", "", fault))
    return faults


def unlike_columns(
    part: Part, dataset: Dataset, parts: Sequence[Part], set_values: Mapping[str, str]
) -> list[Fault]:
    """What other parts have and this one lacks: its rows would say that there is nothing where nobody was asked."""
    names = set(lacking(part, matched(parts))) - set_values.keys()
    labels = [
        _(column.label) for column in dataset.columns if column.name in names and not column.is_required
    ]
    if not labels:
        return []
    problem = _("没有“{labels}”这几列，而一起上传的别的表有：一起发布会把这些内容记成空的。").format(
        labels=_("、").join(labels)
    )
    remedy = _("请补上这几列，或为整列填一个值；也可以把这个表单独上传，或在别的表里把这几列设为不对应。")
    return [file_fault(part.text, labels[0], "", "", Unreadable("unlike_columns", problem, remedy))]


def file_fault(text: TextTable, label: str, letter: str, written: str, fault: Unreadable) -> Fault:
    """A fault of a whole column, or of the whole table."""
    return Fault(text.name, 0, letter, label, written, fault.kind, fault.problem, fault.remedy)
