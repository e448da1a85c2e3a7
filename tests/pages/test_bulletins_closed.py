"""关账 and 作废: what becomes of an issued bulletin, what is corrected after it, and how the next one says so."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_bulletins import MONTH_SHOWN
from tests.pages.test_bulletins_issued import ISSUER, pressed
from tests.pages.upload.clerk import given, is_ready, press, quiet, said, uploads
from tests.pages.upload.clerk import opened as upload_page
from tests.pages.visiting import visitor
from tests.publishing import publish_texts
from zhiping import clock, serving
from zhiping.access.bulletins import Issued
from zhiping.access.issuing import may_close, may_withdraw
from zhiping.access.permissions import ADMIN, DEMO_USER, LEADER, Access, NotAllowed, User
from zhiping.contracts.admin import Act
from zhiping.ui.bulletins import archive, corrections, making
from zhiping.ui.bulletins.closing import DOINGS, closings_by_number
from zhiping.ui.bulletins.contributions import named
from zhiping.ui.bulletins.written import Bulletin
from zhiping.ui.kit.view import View

HEAD = "工单编号,区划代码,工单类别,诉求类别,派单时间,办结时间,办理结果,办结时限\n"
OCTOBER = MONTH_SHOWN | {"systems": "tickets"}
NOVEMBER = OCTOBER | {"since": "2025-11-01", "until": "2025-11-30"}


def row(number: int, dispatched: str, closed: str = "") -> str:
    ended = f"2025-{closed},已解决" if closed else ","
    return f"G{number},150105001000,C,供热供暖,2025-{dispatched},{ended},2025-11-20 09:00\n"


FIRST = row(1, "10-03 09:00", "10-05 09:00") + row(2, "10-31 23:59")


@pytest.fixture(autouse=True)
def _tickets(own_data: Path) -> None:
    put(FIRST, 4)


def put(text: str, day: int, **how: Any) -> None:
    publish_texts(
        serving.store(), {"tickets": HEAD + text}, area="150105", as_of=datetime(2025, 11, day, 18), **how
    )


def view_of(**filters: str) -> View:
    chosen = OCTOBER | filters
    return View("bulletins/make", Access(DEMO_USER), serving.store().versions.number(), chosen, chosen)


def made(**filters: str) -> Bulletin:
    view = view_of(**filters)
    return making.make(view, named(view), now=clock.now())


def issued(**filters: str) -> Issued:
    return archive.issue(view_of(**filters), made(**filters), clock.now())


def done(act: Act, one: Issued, why: str = "", by: User = DEMO_USER) -> str:
    return DOINGS[act](replace(view_of(), access=Access(by)), one, why, clock.now())


def lines_of(bulletin: Bulletin) -> list[str]:
    return [
        line.text for _section, chapter, line in bulletin.lines() if chapter.title == "对已关账时段的更正"
    ]


def corrected(one: Issued) -> list[tuple[str, str, str]]:
    found = corrections.corrections(view_of(), one, named(view_of()))
    return [(each.name, each.old, each.new) for each in found]


def test_what_happened_later_is_no_correction_and_what_was_put_right_is() -> None:
    one = issued()
    assert corrected(one) == []
    # The second ticket was closed after the bulletin, a third came in November.
    put(row(2, "10-31 23:59", "11-06 09:00") + row(3, "11-05 09:00"), 7)
    assert corrected(one) == []
    done(Act.CLOSED, one)
    put(row(2, "10-31 23:59", "11-06 09:00") + row(4, "11-08 09:00"), 9)
    with pytest.raises(Exception, match="已由演示用户于"):
        put(row(5, "10-20 09:00"), 10)
    put(row(5, "10-20 09:00"), 10, reason="漏报")
    assert ("供热供暖 工单数", "2", "3") in corrected(one)
    assert archive.derived(view_of(), one, clock.now(), lambda _s, _w: None).digest == one.digest


def test_the_next_bulletin_says_what_was_corrected_and_the_one_after_it_does_not() -> None:
    one = issued()
    done(Act.CLOSED, one)
    put(row(3, "11-05 09:00"), 6)
    assert lines_of(made(**NOVEMBER)) == []
    put(row(5, "10-20 09:00"), 10, reason="漏报")
    (line,) = lines_of(made(**NOVEMBER))
    assert line.startswith("赛罕区基层治理月统计（2025年10月）更正 ")
    assert "供热供暖 工单数（诉求类别）2 → 3" in line
    # The bulletin of the closed period itself, or of another area, is not the next one.
    assert lines_of(made()) == []
    assert lines_of(made(**NOVEMBER | {"area": "150102"})) == []
    following = issued(**NOVEMBER)
    assert archive.derived(view_of(), following, clock.now(), lambda _s, _w: None).digest == following.digest
    put(row(6, "11-11 09:00"), 12)
    assert lines_of(made(since="2025-12-01", until="2025-12-31")) == []
    # What is corrected back is told too.
    receipt = next(str(upload["receipt"]) for upload in uploads() if upload["reason"])
    serving.store().undo(receipt, user="填报员", now=datetime(2025, 11, 13), reason="本来没有")
    assert lines_of(made(since="2025-12-01", until="2025-12-31")) == [
        "赛罕区基层治理月统计（2025年10月）关账后有更正的上传，通报里的数字没有变。"
    ]


def test_a_withdrawn_bulletin_stays_and_its_number_is_never_given_again() -> None:
    one = issued()
    done(Act.CLOSED, one)
    with pytest.raises(NotAllowed, match="已关账，不能作废"):
        done(Act.WITHDREW, one, "算错")
    done(Act.REOPENED, one, "要作废")
    for why in ("", "  "):
        with pytest.raises(NotAllowed, match="请写明为什么作废"):
            done(Act.WITHDREW, one, why)
    done(Act.WITHDREW, one, "算错")
    with pytest.raises(NotAllowed, match="已经作废"):
        done(Act.WITHDREW, one, "再来")
    with pytest.raises(NotAllowed, match="已经作废，不能关账"):
        done(Act.CLOSED, one)
    (kept,) = archive.seen_by(view_of())
    assert (kept.is_withdrawn, kept.withdrawn_by, kept.withdrawn_why) == (True, "演示用户", "算错")
    assert archive.content_of(view_of(), kept, "xlsx")
    year, place = one.number.split("-")
    assert issued().number == f"{year}-{int(place) + 1:04}"


@pytest.mark.parametrize(
    ("reader", "closes", "withdraws"),
    [
        (Access(DEMO_USER), True, True),
        (Access(User("管理员", frozenset({ADMIN}))), True, True),
        (Access(User("管理员", frozenset({ADMIN}), "1501")), True, True),
        (Access(User("管理员", frozenset({ADMIN}), "150102")), False, False),
        (Access(User("管理员", frozenset({ADMIN}), "150105001")), False, False),
        (Access(replace(DEMO_USER, viewed_by="管理员")), False, False),
        (Access(User("领导", frozenset({ADMIN, LEADER}), viewed_by="管理员")), False, False),
        (Access(DEMO_USER, {}, "link"), False, False),
        (Access(User("领导", frozenset({LEADER}))), False, False),
        (Access(ISSUER), False, True),
        (Access(ISSUER, {}, "link"), False, False),
        (Access(replace(ISSUER, viewed_by="管理员")), False, False),
    ],
)
def test_who_closes_a_period_and_withdraws_a_bulletin(reader: Access, closes: bool, withdraws: bool) -> None:
    assert may_close(reader, "150105") == closes
    assert may_withdraw(reader, ISSUER.name, "150105") == withdraws


def test_only_who_may_closes_opens_and_withdraws() -> None:
    one = issued()
    other = User("领导", frozenset({LEADER}))
    for act in DOINGS:
        with pytest.raises(NotAllowed):
            done(act, one, "为什么", by=other)
    assert closings_by_number() == {}
    with pytest.raises(NotAllowed, match="没有关账，不用打开"):
        done(Act.REOPENED, one, "为什么")
    done(Act.CLOSED, one)
    with pytest.raises(NotAllowed, match="已经关账"):
        done(Act.CLOSED, one)
    with pytest.raises(NotAllowed, match="请写明为什么打开"):
        done(Act.REOPENED, one, " ")


def test_the_page_closes_opens_and_withdraws(own_data: Path) -> None:
    at = pressed(pressed(bulletins(), "生成通报"), "签发并存档")
    assert "更正" not in said(at)
    at = pressed(at, "关账")
    assert "已关账：赛罕区基层治理月统计（2025年10月，编号" in said(at)

    clerk = given(upload_page("new"), HEAD + row(5, "10-20 09:00"))
    assert "其中 1 行会改动" in said(clerk)
    assert not is_ready(clerk)
    quiet(clerk.text_input(key="reason-upload-upsert").set_value("漏报一件").run())
    press(clerk, "确认发布")
    history = upload_page("history")
    assert "更正原因：漏报一件" in said(history)

    at = pressed(bulletins(), "与现在的数据比对")
    assert "更正 " in said(at)
    history = press(history, "撤销")
    assert "其中 1 行会改动" in said(history)
    assert next(one for one in history.button if one.label == "确认撤销").disabled
    quiet(history.text_input(key=f"reason-undo-{uploads()[0]['upload_id']}").set_value("其实没有").run())
    press(history, "确认撤销")
    assert "撤销原因：其实没有" in said(history)
    history = press(history, "恢复")
    assert next(one for one in history.button if one.label == "确认恢复").disabled
    quiet(history.text_input(key=f"reason-restore-{uploads()[0]['upload_id']}").set_value("又有了").run())
    press(history, "确认恢复")
    assert uploads()[0]["reason"] == "又有了"

    at = bulletins()
    assert next(one for one in at.button if one.label == "打开账期").disabled
    (why,) = (one for one in at.text_input if one.label.startswith("原因"))
    at = pressed(quiet(why.set_value("年底清理").run()), "打开账期")
    assert "的账期，之后的上传不再要写更正原因" in said(at)
    (why,) = (one for one in at.text_input if one.label.startswith("原因"))
    at = pressed(quiet(why.set_value("重发").run()), "作废")
    assert "已作废：演示用户于" in said(at)
    assert {"关账", "作废", "打开账期"}.isdisjoint(one.label for one in at.button)
    acts = [one["act"] for one in serving.audit().found(most=20)]
    assert {Act.CLOSED, Act.REOPENED, Act.WITHDREW} <= set(acts)


def bulletins() -> AppTest:
    return visitor("bulletins/make", **OCTOBER).run()


def test_a_bulletin_comes_out_the_same_after_thirty_uploads_an_undo_and_compaction(own_data: Path) -> None:
    one, said = issued(), made()
    store = serving.store()
    files = set((own_data / "rows").rglob("*.parquet"))
    for number in range(30):  # each changes what the bulletin told, in its own month
        put(row(1, f"10-{number % 28 + 1:02} 10:00") + row(100 + number, "10-20 09:00"), 5 + number % 20)
    receipt = str(uploads()[3]["receipt"])
    store.undo(receipt, user="填报员", now=datetime(2025, 11, 28))
    assert store.tidy()
    assert files - set((own_data / "rows").rglob("*.parquet")), "nothing was compacted"
    assert made().digest != one.digest
    again = archive.derived(view_of(), one, clock.now(), lambda _s, _w: None)
    assert again.digest == one.digest
    assert list(again.grids()) == list(said.grids())
    assert [line.text for _s, _c, line in again.lines()] == [line.text for _s, _c, line in said.lines()]
    # What makes it hold is the pin: a version that nothing needs has been let go.
    assert one.version < store.versions.latest() - 30
    kept = {number for number, _at in versions_kept(store)}
    assert one.version in kept
    assert one.version + 1 not in kept


def versions_kept(store: Any) -> list[tuple[int, Any]]:
    with store.workspace() as con:
        found: list[tuple[int, Any]] = con.execute(
            "select snapshot_id, snapshot_time from lake.snapshots()"
        ).fetchall()
    return found
