"""The 督办 list from a terminal."""

from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document

from tests.cli.terminal import SOUND, Run, answer_of, loaded
from zhiping import clock
from zhiping.access import tasks as kept
from zhiping.access.state import State
from zhiping.access.task import Task
from zhiping.settings import settings_from


@pytest.fixture
def two_tasks(run: Run, sheet, tmp_path: Path) -> None:
    """One that is overdue and one that is not."""
    loaded(run, sheet(SOUND), "--as-of", "2025-11-04 18:00")
    now = clock.now()
    state = State(settings_from(data=tmp_path / "store").state)
    for unit, days in (("示例一局", -1), ("示例二局", 3)):
        kept.make(
            state,
            Task(
                number="",
                unit=unit,
                post="主要负责人",
                what="C1 超 1天",
                message="",
                area="150105",
                due_at=now + timedelta(days=days),
                maker="督查室",
                made_at=now - timedelta(days=2),
            ),
        )
    state.close()


@pytest.mark.usefixtures("two_tasks")
def test_tasks_are_listed_and_narrowed_and_written_as_reminders(run: Run, tmp_path: Path) -> None:
    found = answer_of(run("tasks", "--format", "json"))
    assert [(one["unit"], one["state"], one["clock"]) for one in found] == [
        ("示例一局", "sent", "overdue"),
        ("示例二局", "sent", "waiting"),
    ]
    late = answer_of(run("tasks", "--limit", "overdue", "--format", "json"))
    assert [one["unit"] for one in late] == ["示例一局"]
    out = tmp_path / "催办.docx"
    done = run("tasks", "--unit", "示例二局", "--reminders", out)
    assert done.exit_code == 0, done.output
    told = "\n".join(one.text for one in Document(str(out)).paragraphs)
    assert "示例二局" in told
    assert "示例一局" not in told


@pytest.mark.usefixtures("two_tasks")
def test_what_is_no_state_of_a_task_is_told(run: Run) -> None:
    done = run("tasks", "--state", "finished")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "办理状态" in done.stderr
