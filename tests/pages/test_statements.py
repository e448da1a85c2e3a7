"""情况说明 and 申诉: written to a figure, a ticket or a score, told where it stands, decided, put right by an upload."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.pages.conftest import Opened
from tests.pages.test_pages import button, texts
from tests.pages.test_tasks import pressed_in_dialog, view_of
from tests.publishing import publish_texts
from zhiping import clock, serving
from zhiping.access import statements as kept
from zhiping.access.permissions import LEADER, Access, NotAllowed, User
from zhiping.access.statement import Statement
from zhiping.contracts.admin import Act
from zhiping.ui.kit import cause, statements, task_making
from zhiping.ui.kit import visitor as at_screen
from zhiping.ui.kit.cause import Again
from zhiping.ui.kit.view import View

TICKETS = "工单编号,区划代码,工单类别,诉求类别,派单时间,标题,主办单位,反馈时间\nGD-1,150105001000,A,供热供暖,{time},暖气,示例一局,\n"


def written(view: View, words: str, *, kind: str = "explanation", thing: int = 0) -> Statement:
    rows = view.rows("tickets/overdue", state="overdue")[thing : thing + 1]
    came_of = cause.of_rows(view, rows, "tickets/overdue", ("title", "ticket_id"), Again("ticket_id"))
    (one,) = statements.write(view, came_of, kind=kind, unit=rows[0]["lead_unit"], words=words)
    return one


def test_a_figure_is_explained_where_it_is_explained(opened: Opened) -> None:
    opens = "explain-key-overdue_tickets"
    app = pressed_in_dialog(opened("tickets/funnel", area="150105"), opens)
    next(one for one in app.toggle if one.label == "写情况说明").set_value(True)
    app = pressed_in_dialog(app, opens)
    assert "还没有责任单位" in texts(app)
    next(one for one in app.selectbox if one.label == "责任单位").set_value("示例七局")
    next(one for one in app.text_area if one.label == "写一两句话").set_value("系统停了一天")
    app = pressed_in_dialog(pressed_in_dialog(app, opens), opens, "state-key-")
    assert "已提交情况说明" in app.success[0].value
    assert "系统停了一天（示例七局，" in texts(app)
    assert "系统停了一天" in texts(app)
    (one,) = kept.listed(serving.state())
    assert (one.about, one.state) == ("figure:overdue_tickets:150105", "given")
    assert [row["act"] for row in serving.audit().found(most=9)].count(Act.STATED) == 1
    other = pressed_in_dialog(opened("tickets/funnel", area="150102"), opens)
    assert "系统停了一天" not in texts(other), "of another area"


def test_an_overdue_line_shows_the_latest_sentence(opened: Opened) -> None:
    app = opened("tickets/overdue", area="150105")
    assert "statement" not in app.dataframe[0].value.columns
    view = view_of("tickets/overdue", area="150105")
    first, last, taken_back = (written(view, words) for words in ("等配件", "配件到了", "写错了"))
    kept.take(serving.state(), taken_back, "take-back", who="示例", now=clock.now(), said="写错")
    app = opened("tickets/overdue", area="150105")
    shown = app.dataframe[0].value
    ticket = last.about.partition(":")[2]
    told = shown[shown["ticket_id"] == ticket]["statement"].iloc[0]
    assert told == statements.told(last)
    assert told.startswith("配件到了（")
    assert shown[shown["ticket_id"] != ticket]["statement"].isna().all()
    said = texts(opened("tickets/overdue", area="150105", ticket=ticket))
    assert first.words in said
    assert last.words in said


def test_rows_become_statements_each_to_its_thing(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_making, "_pick", lambda rows, *_rest: range(2))
    own = User("一局", frozenset({LEADER}), "150105", unit="示例一局")
    monkeypatch.setattr(at_screen, "current_user", lambda: own)
    app = opened("tickets/overdue")
    app = pressed_in_dialog(app, "task-overdue")
    assert [one.label for one in app.segmented_control if one.label == "做什么"] == []
    next(one for one in app.text_area if one.label == "写一两句话").set_value("正在协调")
    pressed_in_dialog(pressed_in_dialog(app, "task-overdue"), "task-overdue", "state-overdue")
    rows = view_of("tickets/overdue").rows("tickets/overdue", state="overdue", unit="示例一局")[:2]
    found = kept.listed(serving.state())
    assert {one.about for one in found} == {f"ticket_id:{row['ticket_id']}" for row in rows}
    assert {(one.unit, one.writer) for one in found} == {("示例一局", "一局")}


def test_a_unit_writes_for_itself_alone(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    opened("tickets/overdue")
    own = User("一局", frozenset({LEADER}), "150105", unit="示例一局")
    monkeypatch.setattr(at_screen, "current_user", lambda: own)
    view = View("tickets/overdue", Access(own), view_of().version, {}, {})
    rows = view.rows("tickets/overdue", state="overdue")[:1]
    came_of = cause.of_rows(view, rows, "tickets/overdue", ("ticket_id",), Again("ticket_id"))
    with pytest.raises(NotAllowed, match="只能替“示例一局”写"):
        statements.write(view, came_of, kind="appeal", unit="示例二局", words="不对")


def test_a_score_is_known_by_unit_year_and_term() -> None:
    row = {"unit_id": "T01", "indicator_id": "Z01", "year": 2025, "term": "全年", "score": 90.0}
    assert cause.thing_key(row, "indicator_id") == "indicator_id:Z01/T01/2025/全年"
    assert cause.thing_key(row, "unit_id") == "unit_id:T01/2025/全年"
    assert cause.thing_key({"ticket_id": "GD-1"}, "ticket_id") == "ticket_id:GD-1"
    assert cause.thing_column([row], ("indicator_name", "indicator_id")) == "indicator_id"


def test_an_appeal_is_decided_on_its_page(opened: Opened) -> None:
    opened("tickets/overdue")
    one = written(view_of("tickets/overdue"), "派单时间录错了", kind="appeal")
    app = button(opened("statements/list", statement=one.number), "复核")
    assert "已开始复核" in app.success[0].value
    app = button(app, "确定采纳")
    assert app.error[0].value == "没有执行：请写采纳理由。"
    app.text_area(f"said-accept-{one.number}").set_value("经核对属实").run()
    app = button(app, "确定采纳")
    said = texts(app)
    assert "已采纳：经核对属实" in said
    assert "1 件已采纳还没有更正" in said
    assert "数字不在这里改" in said
    ways = [link.proto for link in app.get("page_link") if link.proto.label.startswith("去上传更正")]
    assert any("dataset=tickets" in way.query_string for way in ways)


def test_an_accepted_appeal_is_put_right_by_an_upload_made_since(own_data: Path) -> None:
    store, before = serving.store(), datetime(2025, 11, 4, 18)
    publish_texts(store, {"tickets": TICKETS.format(time="2025-11-01 09:00")}, as_of=before)
    one = written(view_of("tickets/overdue"), "派单时间录错了", kind="appeal")
    for step in ("review", "accept"):
        one = statements.take(view_of("statements/list"), one, step, "属实")
    first = view_of("upload/history").rows("uploads/history")[0]["receipt"]
    for wrong, why in (("ZP0", "没有回执号 ZP0 的上传"), (first, "不是采纳以后对这些数据的上传")):
        with pytest.raises(NotAllowed, match=why):
            statements.take(view_of("statements/list"), one, "correct", wrong)
    since = clock.now().replace(year=clock.now().year + 1)
    publish_texts(store, {"tickets": TICKETS.format(time="2025-11-04 09:00")}, prefix="again-", as_of=since)
    receipt = view_of("upload/history").rows("uploads/history")[0]["receipt"]
    assert receipt != first
    one = statements.take(view_of("statements/list"), one, "correct", receipt)
    assert one.state == "corrected"
    assert [done.said for done in statements.steps_of(one)][-1] == receipt


def test_the_list_says_what_waits(opened: Opened) -> None:
    opened("statements/list")
    view = view_of("tickets/overdue")
    written(view, "等配件")
    written(view, "不该算我们的", kind="appeal", thing=1)
    said = texts(opened("statements/list"))
    assert "1 条情况说明，1 件申诉，" in said
    assert "1 件待复核或复核中" in said
    assert "没有符合筛选条件的说明和申诉" in texts(
        opened("statements/list", **{"statement-state": "refused"})
    )
    assert "1 条情况说明，0 件申诉。" in texts(opened("statements/list", **{"statement-kind": "explanation"}))
