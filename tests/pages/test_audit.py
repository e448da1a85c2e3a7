"""审计日志: what pages note, once each and without a value of a cell, and how it is found again."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.pages.test_links import shared
from tests.pages.test_pages import chips, texts
from tests.pages.visiting import visitor
from tests.publishing import publish_texts
from zhiping import serving
from zhiping.contracts.admin import Act

TICKETS = "工单编号,区划代码,工单类别,诉求类别,派单时间,标题\nGD-1,150105001000,A,供热供暖,2025-11-01 09:00,暖气不热\n"


def noted() -> list[tuple[str, str, str]]:
    """Act, page and what it was about, the oldest first."""
    return [(row["act"], row["page"], row["about"]) for row in reversed(serving.audit().found(most=99))]


def test_an_opening_is_noted_once_and_begins_no_audit(own_data: Path) -> None:
    app = visitor("tickets/funnel", area="150105", nonsense="1").run()
    assert noted() == []
    assert not serving.has_state()
    serving.note(Act.UPLOADED, who="甲", page="upload/new", about="R-1 tickets")
    app.run()
    assert len(noted()) == 1, "a page that stays open was opened before"
    app = visitor("tickets/funnel", area="150105", nonsense="1").run()
    app.run()
    assert noted()[1:] == [("opened", "tickets/funnel", "area=150105")]
    app = visitor("upload/history").run()
    assert noted()[2:] == [("opened", "upload/history", "")]
    assert list(serving.audit().faults()) == []


def test_what_is_taken_shared_and_undone_is_noted_without_values(
    own_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[bytes] = []

    def pressed(label: str, made: Any, **_options: Any) -> bool:
        taken.append(made())
        return False

    publish_texts(serving.store(), {"tickets": TICKETS}, as_of=datetime(2025, 11, 4, 18))
    app = visitor("tickets/overdue", class_="A").run()
    token = shared(app)
    with monkeypatch.context() as patch:
        patch.setattr("streamlit.download_button", pressed)
        visitor("upload/history").run()
    assert taken
    app = visitor("upload/history").run()
    next(one for one in app.button if one.key and one.key.startswith("undo-")).click().run()
    app.button(key="taking-back-confirmed").click().run()
    acts = [act for act, _page, _about in noted()]
    assert acts.count("exported") == len(taken)
    assert acts.count("undid") == 1
    assert ("shared", "tickets/overdue", f"…{token[-4:]} class=A") in noted()
    written = str(serving.audit().found(most=99))
    assert token not in written
    assert "暖气" not in written


def test_an_upload_stands_where_the_audit_cannot_be_written(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_data.joinpath("state.sqlite").mkdir()
    serving.note(Act.UPLOADED, who="甲", page="upload/new", about="R-1 tickets")
    assert "R-1 tickets" in capsys.readouterr().err
    own_data.joinpath("state.sqlite").rmdir()
    serving.keep_up_audit()
    assert noted() == [("uploaded", "upload/new", "R-1 tickets")]


def test_the_page_finds_acts_by_its_filters(own_data: Path) -> None:
    empty = visitor("admin/audit").run()
    assert "还没有记下任何操作" in texts(empty)
    for who, act, page in (
        ("甲", Act.UPLOADED, "upload/new"),
        ("乙", Act.OPENED, "tickets/funnel"),
        ("甲", Act.UNDID, "terminal"),
    ):
        serving.note(act, who=who, page=page, about="R-1")
    assert "4 次操作，3 人" in texts(visitor("admin/audit").run())
    app = visitor("admin/audit", who="甲", act="undid", days="7").run()
    assert re.search(r"1 次操作，1 人；最近一次是甲于.*：撤销上传。", texts(app))
    assert [chip.split("　")[1] for chip in chips(app)] == ["撤销上传", "甲", "全部", "最近7天"]
    assert app.dataframe[0].value["页面"].to_list() == ["终端"]
    app = visitor("admin/audit", **{"on-page": "tickets/funnel"}, who="甲").run()
    assert "没有符合筛选条件的操作" in texts(app)
    app.button(key="clear-here").click().run()
    assert len(app.dataframe[0].value) > 3
