"""Filters hold where the address says so, are written as they are chosen, and stay within the reader's scope."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.pages.conftest import Opened
from tests.pages.test_pages import MONTH, address, chips, texts
from tests.pages.visiting import visitor
from tests.publishing import published
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access, User
from zhiping.asking.run import run
from zhiping.ui.kit import visitor as at_screen
from zhiping.ui.kit.addresses import PAGES


@pytest.mark.parametrize(
    ("filters", "kept", "told"),
    [
        ({"area": "150105"}, {"area": "150105"}, None),
        ({"area": "150105000000"}, {"area": "150105000000"}, None),
        ({"area": "110000"}, {}, "110000"),
        ({"area": "x"}, {}, "地区"),
        ({"class": "D"}, {}, "工单类别"),
        ({"category": "没有的类别"}, {}, "没有的类别"),
        ({"since": "2025-13-01"}, {}, "时段起"),
        ({"since": "2025-02-01", "until": "2025-01-01"}, {}, "开始晚于结束"),
        ({"since": "2025-02-01"}, {"since": "2025-02-01"}, None),
        ({"bogus": "1", "from": "singlemessage", "isappinstalled": "0", "utm_source": "x"}, {}, None),
        ({"from": "2025-02-01", "to": "20250301"}, {"since": "2025-02-01", "until": "2025-03-01"}, None),
        ({"within": "2"}, {}, "within"),
    ],
)
def test_an_unusable_filter_is_dropped_with_a_notice(
    opened: Opened, filters: dict[str, str], kept: dict[str, str], told: str | None
) -> None:
    app = opened("tickets/funnel", **filters)
    assert not app.exception
    assert address(app) == kept
    said = [str(one.value).replace("\\", "") for one in app.warning]
    assert len(said) == (told is not None)
    assert told is None or told in said[0]


def test_an_area_outside_the_scope_is_dropped_and_its_tickets_stay_hidden(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_screen, "current_user", lambda: User("新城区", DEMO_USER.roles, "150102"))
    app = opened("tickets/funnel", area="150105")
    visible = run(serving.store(), "tickets/rows", Access(DEMO_USER), area="150102", **MONTH).rows
    assert address(app) == {}
    assert len(app.warning) == 1
    assert f"派单 {len(visible)} 件" in texts(app)
    assert "赛罕区" not in texts(app).replace(app.warning[0].value, "")


def test_a_ticket_outside_the_scope_does_not_open(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_screen, "current_user", lambda: User("新城区", DEMO_USER.roles, "150102"))
    app = opened("tickets/overdue", ticket="GD-2025-0001")  # of 150105
    assert "GD-2025-0001" not in "\n".join(str(one.value) for one in app.subheader)
    assert len(app.warning) == 1


def test_a_ticket_in_the_address_shows_its_time_line_and_its_source(opened: Opened) -> None:
    app = opened("tickets/overdue", ticket="GD-2025-0001")
    shown = texts(app)
    assert "2025年1月1日 09:12　**派单**" in shown
    assert "回执号" in shown
    assert "文件第 2 行" in shown


def test_choosing_a_filter_writes_it_and_its_default_is_not_written(opened: Opened) -> None:
    app = opened("tickets/funnel")
    app.radio(key="filter-class").set_value("A").run()
    assert address(app) == {"class": "A"}
    app.radio(key="filter-class").set_value("").run()
    assert address(app) == {}


def test_an_area_is_chosen_down_the_tree(opened: Opened) -> None:
    app = opened("tickets/funnel")
    app.pills(key="filter-area-down").set_value("1501").run()
    app.pills(key="filter-area-down").set_value("150105").run()
    assert address(app) == {"area": "150105"}
    app.button(key="filter-area-up").click().run()
    assert address(app) == {"area": "1501"}
    app.button(key="filter-area-up").click().run()
    assert address(app) == {}
    assert app.pills(key="filter-area-recent").options == ["呼和浩特市", "呼和浩特市 / 赛罕区"]


def test_an_area_is_found_by_its_path(opened: Opened) -> None:
    app = opened("tickets/funnel")
    options = app.selectbox(key="filter-area").options
    assert options[0] == "全部地区"
    assert "呼和浩特市 / 赛罕区 / 敕勒川路街道" in options
    app.selectbox(key="filter-area").set_value("150105008").run()
    assert address(app) == {"area": "150105008"}
    app.selectbox(key="filter-area").set_value("").run()
    assert address(app) == {}


def test_a_viewer_with_a_scope_is_offered_nothing_above_it(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_screen, "current_user", lambda: User("赛罕区", DEMO_USER.roles, "150105"))
    app = opened("tickets/funnel", area="150105008")
    assert all(
        option.startswith("呼和浩特市 / 赛罕区") for option in app.selectbox(key="filter-area").options
    )
    app.button(key="filter-area-up").click().run()
    assert address(app) == {}
    assert [one.key for one in app.button if one.key == "filter-area-up"] == []


@pytest.mark.usefixtures("own_data")
def test_what_an_abolished_code_has_is_opened_as_a_place_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text(
        "工单编号,区划代码,工单类别,诉求类别,派单时间\n"
        "GD-1,150199001000,A,供热供暖,2025-11-01 09:00\n"  # 行政区划 has neither the street nor its district
        "GD-2,150105000000,A,供热供暖,2025-11-01 09:00\n",
        "utf-8",
    )
    published(serving.store(), "tickets", file, as_of=datetime(2025, 11, 4, 18))
    city = visitor("tickets/funnel", area="1501").run()
    assert "2 件在办工单中" in texts(city)
    below = next(pills for pills in city.pills if pills.key == "filter-area-down")
    assert "属地待核 150199" in below.options
    place = below.set_value("150199").run()
    assert address(place) == {"area": "150199"}
    assert "1 件在办工单中" in texts(place)
    assert "地区　呼和浩特市 / 属地待核 150199" in chips(place)
    assert not place.warning
    assert [one.options for one in place.pills if one.key == "filter-area-down"] == [["属地待核 150199001"]]
    elsewhere = visitor("stations/map", area="150199").run()  # the place travels, and no map draws it
    assert address(elsewhere) == {"area": "150199"}
    monkeypatch.setattr(at_screen, "current_user", lambda: User("赛罕区", DEMO_USER.roles, "150105"))
    refused = visitor("tickets/funnel", area="150199").run()
    assert address(refused) == {}
    assert "150199" in str(refused.warning[0].value)


def test_filters_that_pages_share_travel_and_others_stay(opened: Opened) -> None:
    app = opened("tickets/overdue", area="150105", within="2")
    app.query_params.clear()
    app.switch_page(PAGES["tickets/funnel"].path).run()
    assert address(app) == {"area": "150105"}
