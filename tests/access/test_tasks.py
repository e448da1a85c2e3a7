"""督办 tasks as they are kept: numbers, steps, two people at once; and who may do what with one."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from zhiping.access import tasks
from zhiping.access.permissions import CLERK, LEADER, PEOPLE, Access, User
from zhiping.access.state import State
from zhiping.access.task import Task, TaskMoved
from zhiping.access.tasking import may_give_task, may_see_task, may_take_step, sees_as_much
from zhiping.rules.tasks import STEPS

NOW = datetime(2025, 11, 4, 9)
TASK = Task(
    number="",
    unit="示例一局",
    post="主要负责人",
    what="GD-1 超 4天4小时",
    message="请示例一局于今日18时前反馈：GD-1 超 4天4小时",
    area="150105",
    due_at=NOW.replace(hour=18),
    maker="督查室",
    made_at=NOW,
    scope="150105",
)


def step(state: State, task: Task, key: str, who: str = "示例一局") -> Task:
    return tasks.take(state, task, key, who=who, now=NOW + timedelta(hours=1), said="已派人")


def test_a_task_gets_the_next_number_of_its_year_and_stands_as_it_was_given(state: State) -> None:
    assert tasks.listed(state) == []
    first, second = (tasks.make(state, TASK) for _time in range(2))
    third = tasks.make(state, replace(TASK, made_at=NOW.replace(year=2026)))
    assert [one.number for one in (first, second, third)] == ["2025-0001", "2025-0002", "2026-0001"]
    assert {one.number: one for one in tasks.listed(state)}["2025-0001"] == replace(TASK, number="2025-0001")


def test_a_task_goes_from_hand_to_hand_and_every_step_stays(state: State) -> None:
    task = tasks.make(state, TASK)
    for key in ("sign", "answer", "return", "answer", "assess"):
        task = step(state, task, key)
    assert (task.state, task.answered_at) == ("assessed", NOW + timedelta(hours=1))
    assert tasks.listed(state) == [task]
    assert [one.step for one in tasks.steps_of(state, task.number)] == [
        "sign",
        "answer",
        "return",
        "answer",
        "assess",
    ]


def test_a_task_that_was_given_back_has_no_answer(state: State) -> None:
    task = tasks.make(state, TASK)
    for key in ("sign", "answer", "return"):
        task = step(state, task, key)
    assert (task.state, task.answered_at, task.clock(TASK.due_at + timedelta(seconds=1))) == (
        "taken",
        None,
        "overdue",
    )


def test_of_two_who_press_at_once_the_second_gets_a_sentence(state: State) -> None:
    task = tasks.make(state, TASK)
    step(state, task, "sign", "甲")
    with pytest.raises(TaskMoved, match="甲刚才已办“签收”，督办 2025-0001 现在是“办理中”"):
        step(state, task, "sign", "乙")
    with pytest.raises(TaskMoved, match="现在是“办理中”"):
        step(state, task, "withdraw", "乙")  # as the second saw it, it had not been signed for
    assert [one.who for one in tasks.steps_of(state, task.number)] == ["甲"]


def test_a_step_that_is_not_to_be_taken_is_refused_though_nobody_was_quicker(state: State) -> None:
    task = tasks.make(state, TASK)
    with pytest.raises(TaskMoved, match="现在是“待签收”"):
        step(state, task, "assess")
    assert tasks.steps_of(state, task.number) == []


def test_a_withdrawn_task_stays_with_its_reason(state: State) -> None:
    task = step(state, tasks.make(state, TASK), "withdraw", "督查室")
    assert [one.state for one in tasks.listed(state)] == ["withdrawn"]
    assert [one.said for one in tasks.steps_of(state, task.number)] == ["已派人"]


def test_a_task_of_the_demonstration_is_kept_with_its_first_step(state: State) -> None:
    demo = replace(TASK, number="演示-1", is_demo=True)
    assert tasks.listed(state) == []
    signed = step(state, demo, "sign")
    assert tasks.listed(state) == [signed]
    with pytest.raises(TaskMoved, match="示例一局刚才已办“签收”"):
        step(state, demo, "sign")
    assert tasks.make(state, TASK).number == "2025-0001"


LEAD = User("督查室", frozenset({LEADER}), "150105")
COLLEAGUE = replace(LEAD, name="同事", scope="15")
OWN = User("一局", frozenset({LEADER}), "150105", unit="示例一局")
OTHER = replace(OWN, name="二局", unit="示例二局")
NARROW = replace(LEAD, name="街道", scope="150105001")
FILLER = User("填报", frozenset({CLERK}), "150105")
LOOKING = replace(LEAD, viewed_by="管理员")
COMPANY = replace(LEAD, name="平台", company="甲平台")


@pytest.mark.parametrize(
    ("user", "gives", "sees", "rereads", "steps"),
    [
        (LEAD, True, True, True, set(STEPS)),
        (COLLEAGUE, True, True, True, set(STEPS)),
        (OWN, False, True, False, {"sign", "answer"}),
        (OTHER, False, False, False, set()),
        (NARROW, True, False, False, set()),
        (FILLER, False, True, True, set()),
        (LOOKING, False, True, True, set()),
        (COMPANY, False, False, False, set()),
        (User("", frozenset()), False, False, False, set()),
    ],
    ids=lambda one: one.name if isinstance(one, User) else "",
)
def test_who_may_do_what_with_a_task(
    user: User, gives: bool, sees: bool, rereads: bool, steps: set[str]
) -> None:
    access = Access(user)
    assert (may_give_task(access), may_see_task(access, TASK)) == (gives, sees)
    if user.roles:
        assert sees_as_much(access, TASK) == rereads
    assert {key for key in STEPS if may_take_step(access, TASK, key)} == steps


def test_the_reader_of_a_link_has_no_tasks() -> None:
    by_link = Access(LEAD, {}, "link")
    assert not may_give_task(by_link)
    assert not may_see_task(by_link, TASK)
    assert not any(may_take_step(by_link, TASK, key) for key in STEPS)


def test_a_task_about_persons_needs_the_permission_for_them() -> None:
    about_people = replace(TASK, is_about_people=True)
    assert not may_see_task(Access(LEAD), about_people)
    assert not may_see_task(Access(OWN), about_people)
    assert may_see_task(Access(replace(LEAD, roles=LEAD.roles | {PEOPLE})), about_people)
    assert about_people.made_as.roles == {LEADER, PEOPLE}
    assert TASK.made_as.roles == {LEADER}
