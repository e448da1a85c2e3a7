"""Headings: what a column of an answer is called on screen, in files and in a terminal.

What a column is called belongs to the question that answers or to the dataset that it reads, so that a
new dataset cannot change the words of another system's table.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from zhiping.asking.questions import question_of
from zhiping.contracts import SYSTEMS
from zhiping.contracts.kinds import Dataset
from zhiping.labels import labels_of
from zhiping.store.tables import TABLES
from zhiping.ui.look.states import STATES
from zhiping.words import N_, _

# What means the same in every answer.
_EVERYWHERE = {
    "state": N_("状态"),
    "month": N_("月份"),
    "area_name": N_("地区"),
    "area_path": N_("地区"),
    "area_code": N_("区划代码"),
    "code_digits": N_("代码位数"),
    "is_complete": N_("已满月"),
    "happened_at": N_("时间"),
    "event": N_("事件"),
    "note": N_("说明"),
    "label": N_("名称"),
    "value": N_("数值"),
    "kind": N_("类别"),
    "receipt": N_("回执号"),
    "upload_id": N_("上传序号"),
    "source_sheet": N_("来源工作表"),
    "source_row": N_("来源行号"),
    "published_by": N_("上传人"),
    "published_at": N_("上传时间"),
    "data_at": N_("数据截至"),
    "oldest_data_at": N_("最早的数据截至"),
    "newest_data_at": N_("最新的数据截至"),
    "newest_as_of": N_("最新的数据截至"),
    "row_count": N_("行数"),
    "reported_on": N_("已报到"),
    "period_from": N_("本期起"),
    "period_to": N_("本期止"),
    "period_count": N_("没有报的期数"),
    "due_on": N_("截止日"),
    "days_late": N_("已迟(天)"),
    "live_count": N_("有效的上传(次)"),
    "upload_count": N_("上传(次)"),
    "last_published_at": N_("最近上传时间"),
    "last_published_by": N_("最近上传人"),
    "last_receipt": N_("最近回执号"),
    "future_count": N_("晚于数据截至(行)"),
    "first_on": N_("最早日期"),
    "last_on": N_("最晚日期"),
    "part": N_("是否计入"),
    "figure": N_("指标"),
    "page": N_("页面"),
    "filter_key": N_("筛选条件"),
    "place": N_("先后"),
    "found_count": N_("共找到"),
    "has_demo": N_("含演示数据"),
    "is_undone": N_("已撤销"),
    **{f"{state.key}_count": state.label for state in STATES},
}


def heading(column: str, question: str) -> str:
    """What a column of a question's answer is called; the column itself where nothing names it.

    The question's own label goes before its system's, that before those of the datasets of its system that
    it reads, then what is called the same everywhere, then other datasets that it reads. `question` "":
    rows that no question gave, whose columns are words already.
    """
    return _(_label(column, question) or column) if question else column


def is_named(column: str, question: str) -> bool:
    """Whether anything names a column of a question's answer, in whatever language."""
    return bool(question and _label(column, question))


def headings(columns: Iterable[str], question: str) -> dict[str, str]:
    """Column -> its heading, in the order given."""
    return {column: heading(column, question) for column in columns}


def _label(column: str, question: str) -> str:
    return next((labels[column] for labels in _labels(question) if column in labels), "")


def _labels(question: str) -> Iterator[Mapping[str, str]]:
    own = labels_of(question.split("/")[0])
    yield own.questions.get(question, {})
    yield own.columns
    yield from _read_labels(question)


@cache
def _read_labels(question: str) -> tuple[Mapping[str, str], ...]:
    """What contracts and everybody call the columns of an answer, what goes before first."""
    read = [TABLES[name] for name in sorted(question_of(question).datasets)]
    system = question.split("/")[0]
    # The areas are read for the names of places everywhere, and their 名称 is the name of nothing else.
    others = [one for one in read if one.system != system and system in SYSTEMS]
    own = [one for one in read if one not in others]
    return (*map(_labels_of, own), _EVERYWHERE, *map(_labels_of, others))


def _labels_of(dataset: Dataset) -> dict[str, str]:
    return {column.name: column.label for column in dataset.columns}
