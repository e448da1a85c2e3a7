"""What columns are called: in words everywhere, and by whose words."""

import csv
import re
from pathlib import Path

import pytest

from zhiping import settings
from zhiping.asking.questions import question_of, questions
from zhiping.contracts.uploads import uploads
from zhiping.labels import labels_of
from zhiping.store.tables import TABLES
from zhiping.ui.kit import decimals
from zhiping.ui.kit.systems import cards
from zhiping.ui.look.headings import heading
from zhiping.words import speaking

GOLDEN = settings.PROJECT / "tests" / "golden"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def columns(question: str) -> list[str]:
    """The columns of a question's answer, as its golden file has them."""
    with Path(GOLDEN / f"{question}.csv").open(encoding="utf-8") as file:
        return next(csv.reader(file))


def test_every_column_of_every_answer_is_called_something_in_chinese() -> None:
    unnamed = [
        f"{question}: {column}"
        for question in questions()
        for column in columns(question)
        if not CHINESE.search(heading(column, question))
    ]
    assert unnamed == []


def test_a_word_that_is_the_columns_own_name_in_another_language_is_a_name_all_the_same() -> None:
    with speaking("en"):
        assert heading("mean", "neighbourhood/venue_trend").lower() == "mean"
        decimals.most.cache_clear()
        assert decimals.most("mean", "neighbourhood/venue_trend") == 1


def test_no_word_hangs_on_the_order_of_the_datasets() -> None:
    """Where two datasets of a question call a column differently, the question or its system says which it is."""
    undecided = []
    for question in questions():
        system = question.split("/")[0]
        labels = labels_of(system)
        said = {**labels.columns, **labels.questions.get(question, {})}
        read = [TABLES[name] for name in question_of(question).datasets if TABLES[name].system == system]
        for column in set(columns(question)) - said.keys():
            called = {one.label for dataset in read for one in dataset.columns if one.name == column}
            undecided += [f"{question}: {column} {sorted(called)}"] if len(called) > 1 else []
    assert undecided == []


def test_a_system_names_no_question_of_another() -> None:
    named = {(card.name, question) for card in cards() for question in labels_of(card.name).questions}
    assert {(name, question) for name, question in named if question.split("/")[0] != name} == set()
    assert {question for _name, question in named} <= set(questions())


@pytest.mark.parametrize(
    ("column", "question", "called"),
    [
        ("kind", "stations/holidays", "类型"),  # was 商家类别, as a merchant's
        ("kind", "stations/shops", "商家类别"),
        ("source", "appraisal/rows", "数据来源单位"),
        ("open_count", "courtyards/kinds", "在用小院(个)"),  # was 未办结, as of tickets
        ("open_count", "tickets/overdue_units", "未办结"),
        ("area_name", "tickets/rows", "地区"),  # of the areas it is 名称, which is a name of nothing else
        ("area_code", "uploads/history", "涉及地区"),
        ("unit_count", "appraisal/trainings", "涉及单位"),
        ("unit_count", "appraisal/history", "有名次的单位"),
        ("ticket_id", "stations/list", "ticket_id"),  # nobody there has such a column
        ("已是中文", "", "已是中文"),
    ],
)
def test_a_column_is_called_as_its_own_question_calls_it(column: str, question: str, called: str) -> None:
    assert heading(column, question) == called


def test_the_words_of_an_upload_are_those_of_its_contract() -> None:
    told = {one.name: one.label for one in uploads.columns}
    assert {
        name: heading(name, "uploads/history") for name in told if name in columns("uploads/history")
    } == {name: label for name, label in told.items() if name in columns("uploads/history")}
