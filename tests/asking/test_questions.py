"""What a question is: a file, or what a rule makes of another one's rows; and which rules it calls."""

import pytest

from zhiping.asking.finishers import FINISHERS
from zhiping.asking.finishing import Finisher
from zhiping.asking.questions import finisher_of, question_of, questions, rules_of
from zhiping.settings import QUERIES

WITH_SOURCE = {name: one for name, one in FINISHERS.items() if one.source}


def test_no_two_questions_share_a_body() -> None:
    bodies: dict[str, list[str]] = {}
    for path in QUERIES.glob("*/*.sql"):
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("--")]
        bodies.setdefault("\n".join(lines), []).append(path.stem)
    assert [names for names in bodies.values() if len(names) > 1] == []


@pytest.mark.parametrize(("name", "one"), WITH_SOURCE.items())
def test_a_question_over_another_one_reads_its_sql_and_says_what_it_answers(name: str, one: Finisher) -> None:
    assert name in questions()
    assert not (QUERIES / f"{name}.sql").exists()
    assert question_of(name).sql == question_of(one.source).sql
    assert question_of(name).summary == one.summary
    assert "One row per " in one.summary
    assert (
        question_of(one.source).sql_parameters | question_of(one.source).variables
        <= question_of(name).parameters
    )
    assert finisher_of(name).startswith("zhiping.rules.")


def test_the_rules_of_a_question_are_those_that_it_calls_through_others_too() -> None:
    shown = rules_of("tickets/funnel")
    assert "macro chosen_tickets(" in shown
    assert (
        shown.index("macro step_state(")
        < shown.index("macro ticket_clock(")
        < shown.index("macro chosen_tickets(")
    )
    assert "macro chosen_courtyards(" not in shown
    assert rules_of("uploads/history") == ""
