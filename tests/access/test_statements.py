"""情况说明 and 申诉 as they are kept, and who may write, see and decide one."""

from dataclasses import replace
from datetime import datetime

import pytest

from zhiping.access import statements
from zhiping.access.permissions import CLERK, DEMO_USER, LEADER, PEOPLE, Access, User
from zhiping.access.state import State
from zhiping.access.statement import Statement
from zhiping.access.stating import may_see_statement, may_take_statement_step, may_write_statement
from zhiping.access.task import TaskMoved
from zhiping.rules.statements import STATEMENT_STEPS

NOW = datetime(2025, 11, 4, 9)
APPEAL = Statement(
    number="",
    kind="appeal",
    about="ticket_id:GD-1",
    unit="示例一局",
    words="派单时间录错了",
    area="150105",
    state="submitted",
    writer="一局",
    made_at=NOW,
    scope="150105",
)


def step(state: State, one: Statement, key: str, who: str = "督查室") -> Statement:
    return statements.take(state, one, key, who=who, now=NOW, said="经核对属实")


def test_an_appeal_is_submitted_reviewed_and_decided_with_reason_and_date(state: State) -> None:
    one = statements.write(state, APPEAL)
    assert one.number == "2025-0001"
    for key in ("review", "accept", "correct"):
        one = step(state, one, key)
    assert statements.listed(state) == [replace(APPEAL, number="2025-0001", state="corrected")]
    done = statements.steps_of(state, one.number)
    assert [(each.step, each.at, each.said) for each in done] == [
        (key, NOW, "经核对属实") for key in ("review", "accept", "correct")
    ]


def test_a_decision_is_made_once(state: State) -> None:
    one = step(state, statements.write(state, APPEAL), "review")
    step(state, one, "refuse", "甲")
    with pytest.raises(TaskMoved, match="甲刚才已办“不采纳”，说明或申诉 2025-0001 现在是“不采纳”"):
        step(state, one, "accept", "乙")


def test_what_is_not_reviewed_is_not_decided(state: State) -> None:
    with pytest.raises(TaskMoved, match="现在是“待复核”"):
        step(state, statements.write(state, APPEAL), "accept")


def test_statements_are_found_by_what_they_are_to(state: State) -> None:
    for about in ("ticket_id:GD-1", "ticket_id:GD-2", "ticket_id:GD-1"):
        statements.write(state, replace(APPEAL, about=about))
    found = statements.listed(state, ["ticket_id:GD-1"])
    assert [one.number for one in found] == ["2025-0003", "2025-0001"]
    assert statements.listed(state, []) == []


LEAD = User("督查室", frozenset({LEADER}), "150105")
OWN = User("一局", frozenset({LEADER}), "150105", unit="示例一局")


@pytest.mark.parametrize(
    ("user", "writes", "sees", "steps"),
    [
        (LEAD, True, True, {"review", "accept", "refuse", "correct"}),
        (replace(LEAD, scope="15"), True, True, {"review", "accept", "refuse", "correct"}),
        (replace(LEAD, name="一局"), True, True, {"take-back"}),  # who wrote it does not decide it
        (OWN, True, True, {"take-back"}),
        (replace(OWN, name="同事"), True, True, {"take-back"}),
        (replace(OWN, unit="示例二局", name="二局"), True, False, set()),
        (replace(LEAD, scope="150105001"), True, False, set()),
        (User("填报", frozenset({CLERK}), "150105"), True, True, set()),
        (replace(LEAD, viewed_by="管理员"), False, True, set()),
        (replace(LEAD, company="甲平台"), False, False, set()),
        (User("", frozenset()), False, False, set()),
        (DEMO_USER, True, True, {"review", "accept", "refuse", "correct"}),
    ],
)
def test_who_may_do_what_with_an_appeal(user: User, writes: bool, sees: bool, steps: set[str]) -> None:
    access = Access(user)
    assert (may_write_statement(access), may_see_statement(access, APPEAL)) == (writes, sees)
    assert {key for key in STATEMENT_STEPS if may_take_statement_step(access, APPEAL, key)} == steps


def test_where_nobody_signs_in_one_person_is_all() -> None:
    own = replace(APPEAL, writer=DEMO_USER.name)
    assert all(may_take_statement_step(Access(DEMO_USER), own, key) for key in STATEMENT_STEPS)


def test_the_reader_of_a_link_has_no_statements() -> None:
    by_link = Access(LEAD, {}, "link")
    assert not (may_write_statement(by_link) or may_see_statement(by_link, APPEAL))


def test_a_statement_about_persons_needs_the_permission_for_them() -> None:
    about_people = replace(APPEAL, is_about_people=True)
    assert not may_see_statement(Access(LEAD), about_people)
    assert may_see_statement(Access(replace(LEAD, roles=LEAD.roles | {PEOPLE})), about_people)
