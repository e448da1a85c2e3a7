"""情况说明 and 申诉: their life as a table."""

import pytest

from zhiping.contracts.statements import STATEMENT_KINDS, STATEMENT_STATES
from zhiping.rules.statements import FIRST, STATEMENT_STEPS

# state -> step -> the state after it; what is not here cannot be done.
LIFE = {
    "given": {"take-back": "taken-back"},
    "submitted": {"review": "reviewed", "take-back": "taken-back"},
    "reviewed": {"accept": "accepted", "refuse": "refused", "take-back": "taken-back"},
    "accepted": {"correct": "corrected"},
    "refused": {},
    "corrected": {},
    "taken-back": {},
}


@pytest.mark.parametrize("state", STATEMENT_STATES)
@pytest.mark.parametrize("step", STATEMENT_STEPS)
def test_what_can_be_done_with_a_statement_in_a_state(state: str, step: str) -> None:
    one = STATEMENT_STEPS[step]
    assert (one.after if state in one.before else None) == LIFE[state].get(step)


def test_an_explanation_is_given_and_an_appeal_is_submitted() -> None:
    assert FIRST == {"explanation": "given", "appeal": "submitted"}
    assert list(FIRST) == list(STATEMENT_KINDS)


def test_every_decision_needs_words() -> None:
    assert [key for key, one in STATEMENT_STEPS.items() if not one.said] == ["review"]
