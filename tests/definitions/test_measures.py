"""The measures are whole: every question exists and every text stands in the document."""

import pytest

from zhiping.asking.questions import questions
from zhiping.definitions import MEASURES, measures_document
from zhiping.definitions.kinds import DIRECTIONS, Measure


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.key)
def test_a_measure_names_a_question_that_exists(measure: Measure) -> None:
    assert measure.question in questions()


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.key)
def test_the_document_holds_every_measure(measure: Measure) -> None:
    section = measures_document().split(f"`{measure.key}`")[1].split("\n## ")[0]
    for text in (measure.definition, measure.formula, DIRECTIONS[measure.direction], measure.question):
        assert text in section


def test_the_satisfied_share_has_the_reference_of_the_source() -> None:
    assert {one.key: one.target for one in MEASURES.values() if one.target} == {"satisfied_share": 0.9}
