"""督办 from a figure, from rows, through its steps to its paper, and whether what caused it has moved."""

import io
import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.test_pages import address, button, texts
from tests.publishing import publish_texts
from zhiping import clock, serving
from zhiping.access import tasks as kept
from zhiping.access.permissions import DEMO_USER, LEADER, Access, User
from zhiping.access.task import Task
from zhiping.access.task_tables import TASKS
from zhiping.contracts.admin import Act
from zhiping.contracts.kinds import Row
from zhiping.demo.loading import empty_demo
from zhiping.demo.tasks import demo_tasks
from zhiping.settings import DEMO
from zhiping.ui.bulletins import word
from zhiping.ui.kit import cause, explain, task_making, tasks
from zhiping.ui.kit import visitor as at_screen
from zhiping.ui.kit.cause import Again
from zhiping.ui.kit.view import View
from zhiping.ui.look.key_figure import Behind, Size
from zhiping.ui.tasks import again, listed, papers
from zhiping.ui.tickets import sentences

HEADERS = "工单编号,区划代码,工单类别,诉求类别,派单时间,标题,主办单位,反馈时间"


def view_of(page: str = "tickets/funnel", **filters: str) -> View:
    return View(page, Access(DEMO_USER), serving.store().versions.number(), filters, filters)


def task_of(came_of: cause.Cause, made_at: datetime) -> Task:
    return Task(
        number="2025-0001",
        unit="示例一局",
        post="主要负责人",
        what=came_of.told,
        message="请反馈",
        area="",
        due_at=made_at + timedelta(days=1),
        maker="督查室",
        made_at=made_at,
        cause=json.loads(json.dumps(came_of.kept)),
    )


def pressed_in_dialog(app: AppTest, opens: str, button_key: str = "") -> AppTest:
    """The page with the dialog of `opens` drawn once more: one that is not opened again is gone in these tests."""
    app.button(opens).click()
    if button_key:
        next(one for one in app.button if str(one.key).startswith(button_key)).click()
    return app.run()


def test_a_figure_becomes_a_task_that_keeps_what_it_said(opened: Opened) -> None:
    opens = "explain-key-overdue_tickets"
    app = pressed_in_dialog(opened("tickets/funnel", area="150105"), opens)
    next(one for one in app.toggle if one.label == "转督办").set_value(True)
    app = pressed_in_dialog(app, opens)
    assert "还没有责任单位" in texts(app)
    next(one for one in app.selectbox if one.label == "责任单位").set_value("示例七局")
    app = pressed_in_dialog(pressed_in_dialog(app, opens), opens, "give-")
    assert f"已派发督办 {clock.now().year}-0001" in app.success[0].value.replace("\\", "")
    (task,) = kept.listed(serving.state())
    now = view_of().narrowed(area="150105").row("tickets/key_figures")
    assert (task.unit, task.post, task.area, task.state) == ("示例七局", "主要负责人", "150105", "sent")
    came_of = again.cause_of(task)
    assert came_of is not None
    assert (came_of.measure, came_of.met, came_of.whole) == (
        "overdue_tickets",
        now["overdue_ticket_count"],
        None,
    )
    assert came_of.filters == {"area": "150105"}
    assert (came_of.version, came_of.data_on) == (view_of().version, "2025-11-04")
    assert task.message == f"请示例七局于{tasks.due_told(task.due_at, task.made_at)}前反馈：{came_of.told}"
    assert task.message in [one.value for one in app.code]
    quoted = explain.id_shown(view_of().narrowed(area="150105"), "overdue_tickets", sentences.BEHIND_OVERDUE)
    assert papers.source_told(task).startswith(
        f"编号 {quoted}；查询 tickets/overdue；条件 area=150105；数据版本 "
    )
    acts = [row["act"] for row in serving.audit().found(most=9)]
    assert acts.count(Act.GAVE_TASK) == 1


def test_rows_of_a_table_become_a_task_a_unit(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_making, "_pick", lambda rows, *_rest: range(3))
    app = opened("tickets/overdue", area="150105")
    view = view_of("tickets/overdue", area="150105")
    rows = view.rows("tickets/overdue", state="overdue")[:3]
    units = list(dict.fromkeys(row["lead_unit"] for row in rows))
    assert len(units) > 1
    app = button(app.button("task-overdue").click().run(), "派发督办")
    found = kept.listed(serving.state())
    assert sorted(one.unit for one in found) == sorted(units)
    for one in found:
        own = [row for row in rows if row["lead_unit"] == one.unit]
        assert one.cause["things"] == [row["ticket_id"] for row in own]
        assert one.what.startswith(f"{own[0]['ticket_id']} 超 ")
        assert len(one.cause["rows"]) == len(own)


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (datetime(2025, 11, 4, 18), "请示例一局于今日18时前反馈：GD-1 超 4天4小时"),
        (datetime(2025, 11, 5, 9, 30), "请示例一局于明日9时30分前反馈：GD-1 超 4天4小时"),
        (datetime(2025, 11, 7, 18), "请示例一局于11月7日18时前反馈：GD-1 超 4天4小时"),
    ],
)
def test_the_text_to_paste_names_unit_limit_and_what(due: datetime, told: str) -> None:
    what = cause.row_told({"ticket_id": "GD-1", "hours_left": -100.0}, "ticket_id")
    assert tasks.message("示例一局", due, datetime(2025, 11, 4, 9), what) == told


def test_a_task_is_taken_step_by_step_on_its_page(opened: Opened) -> None:
    opened("tasks/list")
    came_of = cause.of_figure(view_of(), "overdue_tickets", sentences.BEHIND_OVERDUE.of(20), {})
    task = tasks_given(came_of)
    app = opened("tasks/list", task=task.number)
    app = button(app, "签收")
    assert "已签收" in app.success[0].value
    app = button(app, "确定反馈")
    assert app.error[0].value == "没有执行：请写办理情况。"
    app.text_area(f"said-answer-{task.number}").set_value("已派人").run()
    app = button(app, "确定反馈")
    assert "已反馈" in app.success[0].value
    assert "已反馈：已派人" in texts(app)
    assert [one.label for one in app.button if one.label.startswith("确定")] == [
        "确定退回重办",
        "确定评估",
        "确定撤回",
    ]
    assert [row["act"] for row in serving.audit().found(most=9)].count(Act.TOOK_STEP) == 2


def tasks_given(came_of: cause.Cause) -> Task:
    made = clock.now().replace(minute=0)
    return kept.make(serving.state(), replace(task_of(came_of, made), number=""))


def test_who_presses_after_another_is_told_so(opened: Opened) -> None:
    opened("tasks/list")
    came_of = cause.of_figure(view_of(), "overdue_tickets", sentences.BEHIND_OVERDUE.of(20), {})
    task = tasks_given(came_of)
    app = opened("tasks/list", task=task.number)
    kept.take(serving.state(), task, "withdraw", who="督查室", now=clock.now(), said="派错了")
    app = button(app, "签收")
    assert "督查室刚才已办“撤回”" in app.error[0].value
    assert "已撤回" in texts(app)


def test_the_list_is_narrowed_and_ordered_by_its_address(opened: Opened) -> None:
    opened("tasks/list")
    now = clock.now()
    found = tasks.seen_by(view_of("tasks/list"))
    assert {one.number for one in found} == {f"演示-{n}" for n in range(1, 7)}

    def numbers(**filters: str) -> list[str]:
        view = view_of("tasks/list").narrowed(**filters)
        return [one.number for one in listed.under_filters(view, found, now)]

    assert numbers(task_state="open") == ["演示-4", "演示-3", "演示-5"]
    assert numbers(task_state="withdrawn") == ["演示-6"]
    assert set(numbers(task_limit="overdue")) == {
        one.number for one in found if one.is_open and one.due_at < now
    }
    assert numbers(task_unit="示例七局") == ["演示-4"]
    units = [
        one.unit for one in listed.under_filters(view_of("tasks/list", **{"task-order": "unit"}), found, now)
    ]
    assert units == sorted(units)
    assert numbers(area="150202") == []
    app = opened("tasks/list", **{"task-state": "withdrawn", "task-unit": "示例一局"})
    assert "没有符合筛选条件的督办" in texts(app)
    assert address(app) == {"task-state": "withdrawn", "task-unit": "示例一局"}


def test_a_unit_sees_its_own_tasks_and_no_more(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    own = User("七局", frozenset({LEADER}), "150105", unit="示例七局")
    monkeypatch.setattr(at_screen, "current_user", lambda: own)
    app = opened("tasks/list", task="演示-4")
    assert "1 件督办" in texts(app)
    assert [one.label for one in app.button if one.key and one.key.startswith("step-")] == ["签收"]
    assert "动没动由派发的一方按同样的口径核对" in texts(app)
    assert "不在您的查看范围内" in texts(opened("tasks/list", task="演示-3"))


def test_the_demonstration_has_tasks_until_it_is_emptied(own_data: Path) -> None:
    publish_texts(serving.store(), {"tickets": f"{HEADERS}\nGD-1,150105,A,供热,2025-11-01 09:00,暖气,示例一局,\n"}, as_of=datetime(2025, 11, 4, 18), is_demo=True)  # fmt: skip
    view = view_of("tasks/list")
    found = tasks.seen_by(view)
    assert [one.number for one in found] == [one.number for one in demo_tasks(datetime(2025, 11, 4, 18))]
    assert not serving.has_state(), "who only looks keeps nothing"
    kept.take(serving.state(), found[0], "sign", who="示例", now=clock.now())
    assert len(tasks.seen_by(view)) == len(found)
    empty_demo(serving.store(), DEMO_USER, clock.now())
    assert tasks.seen_by(view_of("tasks/list")) == []


def test_the_figures_of_the_demonstrations_tasks_are_those_of_its_data(opened: Opened) -> None:
    opened("tasks/list")
    compared = 0
    for one in demo_tasks(datetime(2025, 11, 4, 18)):
        came_of = again.cause_of(one)
        assert came_of is not None
        if came_of.measure:
            view = replace(view_of(came_of.page), filters=dict(came_of.filters))
            parts = explain.rows_behind(view, came_of.measure, Behind(came_of.question, whole=came_of.whole))
            met, missed = len(parts["met"]), len(parts["missed"])
            assert (met, met + missed) == (came_of.met, came_of.whole)
            assert f"{met}/{met + missed}" in came_of.told
            compared += 1
        else:
            rows = {
                row["ticket_id"] for row in view_of(came_of.page).rows("tickets/overdue", state="overdue")
            }
            assert set(came_of.things) <= rows
    assert compared == 2
    assert "张" not in (DEMO / "tasks.json").read_text("utf-8")


BEFORE, MADE = datetime(2025, 9, 1, 9), datetime(2025, 10, 1, 9)


def planted(later_on_time: int, later: int) -> None:
    """60 tickets of September, half reported in time; in October's first week `later_on_time` of `later` are."""
    lines = [HEADERS]
    for place in range(60 + later):
        is_later = place >= 60
        start = (MADE if is_later else BEFORE) + timedelta(days=1 + place % (5 if is_later else 25))
        in_time = place - 60 < later_on_time if is_later else place % 2 == 0
        done = start + timedelta(hours=10 if in_time else 60)
        lines.append(
            f"GD-{place},150105001000,A,供热供暖,{start:%Y-%m-%d %H:%M},暖气,示例一局,{done:%Y-%m-%d %H:%M}"
        )
    publish_texts(serving.store(), {"tickets": "\n".join(lines) + "\n"}, as_of=datetime(2025, 11, 4, 18))


SEPTEMBER = {"since": "2025-09-01", "until": "2025-09-30"}


@pytest.mark.parametrize(
    ("on_time", "whole", "told"),
    [
        (38, 40, "变好"),
        (4, 40, "变差"),
        (22, 40, "看不出变化"),
        (8, 8, "例数太少，不作判断"),
    ],
)
def test_a_planted_change_is_seen_a_week_and_a_month_later(
    own_data: Path, on_time: int, whole: int, told: str
) -> None:
    planted(on_time, whole)
    behind = sentences.BEHIND_TICKETS.of(30, 60)
    task = task_of(cause.of_figure(view_of(**SEPTEMBER), "report_on_time", behind, {}), MADE)
    week, month = map(str, again.told(task))
    assert week.startswith(f"7 天后　{told}　50.0%（30/60） → ")
    assert f"{on_time}/{whole}" in week
    assert month.startswith(f"30 天后　{told}")


def test_what_the_data_do_not_reach_yet_is_not_judged(own_data: Path) -> None:
    planted(38, 40)
    behind = sentences.BEHIND_TICKETS.of(30, 60)
    task = task_of(
        cause.of_figure(view_of(**SEPTEMBER), "report_on_time", behind, {}), datetime(2025, 10, 20, 9)
    )
    week, month = map(str, again.told(task))
    assert "0/0" not in week
    assert month == "30 天后　数据到2025年11月19日才能看，现在到2025年11月4日。"


def test_what_stands_at_a_moment_is_read_as_of_the_day(own_data: Path) -> None:
    open_ones = "".join(
        f"GD-{n},150105001000,A,供热供暖,2025-09-20 09:00,暖气,示例一局,{'2025-10-03 09:00' if n < 15 else ''}\n"
        for n in range(20)
    )
    publish_texts(serving.store(), {"tickets": f"{HEADERS}\n{open_ones}"}, as_of=datetime(2025, 11, 4, 18))
    then = view_of(**{"as-of": "2025-10-01"})
    count = then.row("tickets/key_figures")["overdue_ticket_count"]
    assert count == 20
    behind = replace(sentences.BEHIND_OVERDUE, filters={"state": "overdue", "step": "report"}).of(20)
    task = task_of(cause.of_figure(view_of(), "overdue_tickets", behind, {}), MADE)
    came_of = again.cause_of(task)
    assert came_of is not None
    assert came_of.size == {"how": "distinct", "column": "ticket_id"}
    reading = again.read(view_of("tickets/overdue"), came_of, MADE.date(), MADE.date() + timedelta(days=7))
    assert (reading.met, reading.whole, reading.days) == (5, None, (1, 1))
    assert str(again.told(task)[0]).startswith("7 天后　变好　20 → 5，没有变化时后一个数95%落在 ")


@pytest.mark.parametrize(
    ("done", "told"),
    [("GD-1 GD-2", "都办了　2 行都不在原来的清单里了"), ("GD-1", "办了一部分　2 行里还有 1 行"), ("", "没有动　2 行里还有 2 行")],
)  # fmt: skip
def test_rows_are_looked_for_in_their_list(own_data: Path, done: str, told: str) -> None:
    rows = "".join(
        f"{name},150105001000,A,供热供暖,2025-09-20 09:00,暖气,示例一局,{'2025-10-03 09:00' if name in done else ''}\n"
        for name in ("GD-1", "GD-2", "GD-3")
    )
    publish_texts(serving.store(), {"tickets": f"{HEADERS}\n{rows}"}, as_of=datetime(2025, 11, 4, 18))
    view = view_of("tickets/overdue")
    asked: dict[str, str | None] = {"state": "overdue", "step": "report"}
    found = view.rows("tickets/overdue", as_of="2025-10-01", **asked)[:2]
    came_of = cause.of_rows(
        view, found, "tickets/overdue", ("title", "hours_left"), Again("ticket_id", asked)
    )
    assert came_of.things == ["GD-1", "GD-2"]
    assert str(again.told(task_of(came_of, MADE))[0]).startswith(f"7 天后　{told}")


@pytest.mark.parametrize(
    ("size", "count"),
    [(Size(), 3), (Size("distinct", "a"), 2), (Size("sum", "n"), 5), (Size("entries", "l"), 3)],
)
def test_the_size_of_rows_is_a_value(size: Size, count: int) -> None:
    rows: list[Row] = [
        {"a": 1, "n": 2, "l": ["x"]},
        {"a": 1, "n": 3, "l": ["y", "z"]},
        {"a": 2, "n": None, "l": None},
    ]
    assert size(rows) == count
    assert Size(**json.loads(json.dumps({"how": size.how, "column": size.column}))) == size


def test_a_slip_says_what_the_task_says(opened: Opened) -> None:
    opened("tasks/list")
    (task,) = [one for one in tasks.seen_by(view_of("tasks/list")) if one.number == "演示-4"]
    made = papers.slip(view_of("tasks/list"), task, again.told(task))
    document = Document(io.BytesIO(word.written(made)))
    told = "\n".join(one.text for one in document.paragraphs)
    assert "督办单" in told
    assert "编号 演示-4" in told
    assert task.message in told
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert {task.unit, task.post, *task.cause["things"]} <= set(cells)
    assert made.mark == "演示数据，非真实情况　内部使用"


def test_the_reminders_hold_every_task_that_waits_a_section_a_unit(opened: Opened) -> None:
    opened("tasks/list")
    open_ones = [one for one in tasks.seen_by(view_of("tasks/list")) if one.is_open]
    made = papers.reminders(view_of("tasks/list"), open_ones, clock.now())
    assert [one.title for one in made.sections] == sorted({one.unit for one in open_ones})
    numbers = [row[0].text for _section, _chapter, grid in made.grids() for row in grid.rows]
    assert sorted(numbers) == sorted(one.number for one in open_ones)


def test_today_shows_the_tasks_that_fall_due(opened: Opened) -> None:
    app = opened("overview/today")
    labels = [one.proto.label for one in app.get("page_link")]
    due = [label for label in labels if "演示" in label]
    assert len(due) == 3
    assert "示例七局" in due[0]
    assert "超" in due[0]


def test_who_gives_no_tasks_sees_no_way_to_one(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    own = User("七局", frozenset({LEADER}), "150105", unit="示例七局")
    monkeypatch.setattr(at_screen, "current_user", lambda: own)
    app = opened("tickets/overdue")
    assert [one for one in app.button if one.label == "转督办"] == []
    app = opened("tickets/funnel")
    app.button("explain-key-overdue_tickets").click().run()
    assert [one.label for one in app.toggle if one.label == "转督办"] == []


def test_of_very_many_tasks_the_first_are_shown_and_the_file_holds_all(opened: Opened) -> None:
    opened("tasks/list")
    came_of = cause.of_figure(view_of(), "overdue_tickets", sentences.BEHIND_OVERDUE.of(20), {})
    one = task_of(came_of, clock.now())
    with serving.state().writing() as connection:
        many = [vars(replace(one, number=f"2025-{place:04}")) for place in range(1, 1002)]
        connection.execute(TASKS.insert(), many)
    app = opened("tasks/list")
    assert "1,007 件督办" in texts(app)
    assert "下面是前1000行；下载的文件是全部。" in texts(app)
    assert len(app.dataframe[0].value) == 1000
