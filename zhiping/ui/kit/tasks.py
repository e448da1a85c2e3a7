"""督办 tasks of whoever is at the screen: those that they may see, giving one, taking a step with one."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from zhiping import clock, serving
from zhiping.access.task import Done, Task
from zhiping.access.tasking import check_may_give_task, check_may_take_step, may_see_task
from zhiping.contracts.admin import Act
from zhiping.demo.tasks import demo_tasks
from zhiping.rules.areas import area_prefix, is_within
from zhiping.ui.kit import demo_mark
from zhiping.ui.kit.cause import Cause
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import still
from zhiping.words import _, month_and_day

PAGE = "tasks/list"


def seen_by(view: View) -> list[Task]:
    """The tasks that whoever has the view may see, the newest first; those of the demonstration while it stands."""
    from zhiping.access import tasks  # with it comes SQLAlchemy, see serving.state

    kept = tasks.listed(serving.state()) if serving.has_state() else []
    if demo_mark.words_of(view):
        there = {one.number for one in kept}
        kept += [one for one in demo_tasks(_data_end(view)) if one.number not in there]
    else:
        kept = [one for one in kept if not one.is_demo]
    return [one for one in kept if may_see_task(view.access, one)]


def under_area(view: View, found: Sequence[Task]) -> list[Task]:
    """Those of the tasks that lie in the area of a view."""
    return [one for one in found if is_within(one.area, view.filters.get("area", ""))]


def steps_of(task: Task) -> Sequence[Done]:
    """What was done with a task, the first first."""
    if not serving.has_state():
        return ()
    from zhiping.access import tasks

    return tasks.steps_of(serving.state(), task.number)


def give(view: View, cause: Cause, *, unit: str, post: str, what: str, due_at: datetime) -> Task:
    """Give a task. Raises NotAllowed, SettingsError, StoreError."""
    from zhiping.access import tasks

    access, now = still(view.access), clock.now()
    check_may_give_task(access)
    task = tasks.make(
        serving.state(),
        Task(
            number="",
            unit=unit,
            post=post,
            what=what,
            message=message(unit, due_at, now, what),
            area=area_prefix(view.filters.get("area", "")) or access.user.scope,
            due_at=due_at,
            maker=access.user.name,
            made_at=now,
            scope=access.user.scope,
            is_about_people=cause.is_about_people,
            cause=cause.kept,
        ),
    )
    serving.note(Act.GAVE_TASK, who=access.user.acts_as, page=view.page, about=f"{task.number} {unit}")
    return task


def take(view: View, task: Task, step: str, said: str) -> Task:
    """Take a step with a task. Raises NotAllowed, TaskMoved, SettingsError, StoreError."""
    from zhiping.access import tasks

    access, now = still(view.access), clock.now()
    check_may_take_step(access, task, step)
    moved = tasks.take(serving.state(), task, step, who=access.user.acts_as, now=now, said=said)
    serving.note(Act.TOOK_STEP, who=access.user.acts_as, page=PAGE, about=f"{task.number} {step}")
    return moved


def due_told(due_at: datetime, now: datetime) -> str:
    """A limit as it is said on the day: "今日18时", "明日18时", "12月3日18时30分"."""
    days = (due_at.date() - now.date()).days
    minutes = _("{minutes}分").format(minutes=f"{due_at:%M}") if due_at.minute else ""
    on = {0: _("今日"), 1: _("明日")}.get(days) or month_and_day(due_at.month, due_at.day)
    return _("{day}{hour}时{minutes}").format(day=on, hour=due_at.hour, minutes=minutes)


def message(unit: str, due_at: datetime, now: datetime, what: str) -> str:
    """What is sent to a unit: "请示例一局于今日18时前反馈：…"."""
    return _("请{unit}于{due}前反馈：{what}").format(
        unit=unit, due=due_told(due_at, now), what=what.strip().rstrip("。.")
    )


def _data_end(view: View) -> datetime:
    """The moment at which most files of the demonstration end, from which its tasks are reckoned."""
    rows = demo_mark.as_everybody(view.everything()).rows("uploads/history")
    ends = Counter(row["as_of"] for row in rows if row["is_demo"] and row["undone_at"] is None)
    return ends.most_common(1)[0][0] if ends else clock.now() - timedelta(days=1)
