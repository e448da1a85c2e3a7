"""我的填报任务: what is asked for, 零报告 by one click with its receipt, and its undo."""

from datetime import date, datetime
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.test_pages import texts
from tests.pages.visiting import visitor
from tests.publishing import publish_texts
from zhiping import serving
from zhiping.ui.look import numbers

TICKETS = "工单编号,区划代码,工单类别,诉求类别,派单时间,标题\nGD-1,150105001000,A,供热供暖,2025-11-01 09:00,暖气不热\n"
CALENDAR = "数据集,区划代码,频次,期满后第几天\n工单,150105,年,1\n小院,150105,年,1\n"
YEAR = numbers.period(date(2025, 1, 1), date(2025, 12, 31))


def pressed(app: AppTest, key: str) -> AppTest:
    return next(one for one in app.button if one.key == key).click().run()


def test_nothing_to_report_is_one_click_and_its_undo_another(own_data: Path) -> None:
    store = serving.store()
    publish_texts(
        store,
        {"tickets": TICKETS, "reporting_calendar": CALENDAR},
        area="150105",
        as_of=datetime(2025, 12, 30),
    )
    app = visitor("overview/today").run()
    assert f"工单（赛罕区，年报）　{YEAR}" in texts(app)
    app = pressed(app, "zero-tickets-150105000000")
    (done,) = [str(one.value) for one in app.success]
    receipt = done.replace("\\", "").split("回执号 ")[1].split("：")[0]
    assert f"工单（赛罕区，年报）　{YEAR}" not in texts(app)
    assert "工单（赛罕区，年报）　已报到2025年12月31日" in texts(app)
    newest = store.versions.latest()
    app = pressed(app, "zero-undo")
    assert [str(one.value).replace("\\", "") for one in app.success] == [f"已撤销零报告 {receipt}。"]
    assert store.versions.latest() == newest + 1
    assert f"工单（赛罕区，年报）　{YEAR}" in texts(app)


def test_without_a_calendar_it_says_how_to_get_one(opened: Opened) -> None:
    assert "上传“填报日历”以后，这里列出该报的数据" in texts(opened("overview/today", area="150426"))


def test_a_task_opens_the_upload_of_its_dataset(opened: Opened) -> None:
    app = opened("upload/new", dataset="courtyards")
    assert app.selectbox(key="upload-dataset").value == "courtyards"
    app = app.selectbox(key="upload-dataset").select("stations").run()
    assert app.selectbox(key="upload-dataset").value == "stations"
    assert app.query_params["dataset"] in ("stations", ["stations"])
    usual = opened("upload/new").selectbox(key="upload-dataset").value
    assert opened("upload/new", dataset="nothing").selectbox(key="upload-dataset").value == usual
