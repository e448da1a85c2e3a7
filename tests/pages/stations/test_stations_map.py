"""驿站地图 as a leader meets it: what is said of which minute, what can be chosen, and one station whole."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.courtyards.test_courtyards import told, visited
from tests.pages.test_pages import address, button, chips
from tests.publishing import published
from zhiping import clock, serving
from zhiping.access.permissions import DEMO_USER, Access, User
from zhiping.asking.run import run
from zhiping.ui.kit import visitor as at_screen
from zhiping.ui.look import numbers

MAP = "stations/map"
CITY = "1505"  # whose totals were announced
TUESDAY = "2025-11-04T15:00"
NIGHT = "2025-11-05T03:00"
STATION = "YZ-001"


def rows(question: str, **filters: Any) -> list[dict[str, Any]]:
    return run(serving.store(), f"stations/{question}", Access(DEMO_USER), **filters).rows


def count(found: list[dict[str, Any]], state: str) -> int:
    return sum(row["state"] == state for row in found)


def listed(app: AppTest) -> Any:
    """The list: the last table of the page."""
    return app.dataframe[-1].value


def test_the_finding_and_the_figures_are_of_the_chosen_moment(opened: Opened) -> None:
    app = opened(MAP, area=CITY, at=TUESDAY)
    now = rows("list", area=CITY, at=TUESDAY)
    is_open, unknown = count(now, "open"), count(now, "unknown")
    stale, undated = (sum(row["is_stale"] is one for row in now) for one in (True, None))
    assert f"2025年11月4日 15:00，209 个驿站中 **{is_open} 个营业**" in told(app)
    assert is_open > 100
    assert f":red[**{unknown} 个营业时间未知**]；:red[**{stale} 个信息超过 30 天没有更新**]" in told(app)
    soon = sum(row["closes_at"] is not None and row["closes_at"] <= datetime(2025, 11, 4, 16) for row in now)
    assert [one.value for one in app.metric] == [
        f"{is_open} 个",
        f"{soon} 个",
        f":red[{unknown} 个]",
        f":red[{stale} 个]",
    ]
    assert f"占知道何时更新的 {numbers.rate(stale, 209 - undated)}，另有 {undated} 个未知" in told(app)
    assert "营业状态、多少天没更新都按 2025年11月4日 15:00 计算" in told(app)
    at_night = rows("list", area=CITY, at=NIGHT)
    assert f"**{count(at_night, 'open')} 个营业**" in told(opened(MAP, area=CITY, at=NIGHT))
    assert count(at_night, "open") < is_open


def test_without_a_choice_the_moment_is_this_minute_and_not_in_the_address(opened: Opened) -> None:
    before = clock.now().replace(second=0)
    app = opened(MAP)
    said = told(app)
    minutes = (before + timedelta(minutes=n) for n in range(3))
    assert any(
        f"营业状态、多少天没更新都按 {m.year}年{m.month}月{m.day}日 {m:%H:%M} 计算" in said for m in minutes
    )
    assert chips(app) == ["地区　全部地区", "服务项目　不限", "何时营业　现在", "营业状态　全部"]
    assert address(app) == {}


def test_day_and_hour_are_chosen_in_one_field_and_dropped_there(opened: Opened) -> None:
    app = opened(MAP)
    app.datetime_input(key="filter-at").set_value(datetime(2025, 11, 4, 15)).run()
    assert not app.exception
    assert address(app) == {"at": TUESDAY}
    assert "何时营业　2025年11月4日 15:00" in chips(app)
    app.datetime_input(key="filter-at").set_value(None).run()
    assert address(app) == {}


def test_a_moment_in_the_address_stands_in_the_field(opened: Opened) -> None:
    app = opened(MAP, at="2025-11-04T15:20")
    assert app.datetime_input(key="filter-at").value == datetime(2025, 11, 4, 15, 20)
    assert "2025年11月4日 15:20，" in told(app)


def test_all_chosen_services_must_be_there(opened: Opened) -> None:
    app = opened(MAP, at=TUESDAY)
    app.pills(key="filter-services").set_value(["充电", "母婴"]).run()
    assert address(app) == {"at": TUESDAY, "services": "充电,母婴"}
    assert "服务项目　有充电、母婴" in chips(app)
    both = {row["station_id"] for row in rows("list") if {"充电", "母婴"} <= set(row["services"] or ())}
    assert 0 < len(both) < 209
    assert set(listed(app)["station_id"]) == both
    assert f"{len(both)} 个驿站中" in told(app)


def test_a_state_narrows_map_and_list_but_not_the_finding(opened: Opened) -> None:
    app = opened(MAP, at=TUESDAY)
    everything = told(app).split("。")[0]
    app.radio(key="filter-opening").set_value("unknown").run()
    assert address(app) == {"at": TUESDAY, "opening": "unknown"}
    assert told(app).split("。")[0].split("，", 1)[1] == everything.split("，", 1)[1]
    unknown = count(rows("list", at=TUESDAY), "unknown")
    assert list(listed(app)["state_told"]) == ["◎ 营业时间未知"] * unknown
    assert f"名单（{unknown} 个）" in told(app)


def test_what_nothing_answers_to_is_said(opened: Opened) -> None:
    app = opened(MAP, at=NIGHT, services="法律援助,母婴,热饭,药箱,阅读,工会服务,其他")
    assert not app.exception
    assert "没有符合筛选条件的驿站。" in told(app)


def test_the_list_begins_with_what_needs_a_person(opened: Opened) -> None:
    app = opened(MAP, area=CITY, at=TUESDAY)
    now = rows("list", area=CITY, at=TUESDAY)
    unknown, suspended = count(now, "unknown"), count(now, "suspended")
    states = list(listed(app)["state_told"])
    assert len(states) == 209
    assert states[: unknown + suspended] == ["◎ 营业时间未知"] * unknown + ["▲ 暂停服务"] * suspended
    assert states[-1] == "○ 已关门"


def test_a_station_in_the_address_shows_its_card_and_stands_first_in_the_list(opened: Opened) -> None:
    app = opened(MAP, at=TUESDAY, station=STATION)
    (card,) = [row for row in rows("list", at=TUESDAY) if row["station_id"] == STATION]
    (source,) = rows("station", station=STATION)
    said = told(app)
    for part in (
        card["address"],
        card["phone"],
        card["operator"],
        "、".join(card["services"]),
        "；".join(card["hours_words"]),
        f"座位 {card['capacity']}",
        f"回执号 {source['receipt']}",
        f"文件第 {card['source_row']} 行",
    ):
        assert part in said
    assert f":green[**● 营业中**]（2025年11月4日 15:00）　当天 {card['closes_at'].hour}:00 关门" in said
    assert "**11月4日（周二）** 09:00–21:00" in said
    assert listed(app)["station_name"].iloc[0] == f"▶ {card['station_name']}"
    app = button(app, "收起驿站")
    assert address(app) == {"at": TUESDAY}
    assert "回执号" not in told(app).split("数据截至")[0]


def test_three_links_lead_to_the_station_and_open_only_when_pressed(opened: Opened) -> None:
    app = opened(MAP, station=STATION)
    (card,) = [row for row in rows("list") if row["station_id"] == STATION]
    links = {link.proto.label: link.proto.url for link in app.get("link_button")}
    assert list(links) == ["高德地图", "百度地图", "腾讯地图"]
    x, y = f"{card['longitude']:.6f}", f"{card['latitude']:.6f}"
    assert f"to={x},{y}," in links["高德地图"]
    assert f"latlng:{y},{x}%7C" in links["百度地图"]
    assert f"tocoord={y},{x}" not in links["腾讯地图"], "it has a datum of its own"


def test_distance_is_measured_from_the_middle_of_the_area_shown(opened: Opened) -> None:
    for area, middle in (("150502", "科尔沁区"), ("1505", "通辽市")):
        assert f"距{middle}中心 **" in told(opened(MAP, station=STATION, area=area))
    assert "距科尔沁区中心 **" in told(opened(MAP, station=STATION)), "of its own area where none is chosen"


def test_a_card_is_shown_whatever_the_map_is_narrowed_to(opened: Opened) -> None:
    app = opened(MAP, at=TUESDAY, station=STATION, area="150523", services="饮水")
    assert "09:00–21:00" in told(app)
    assert not listed(app)["station_name"].str.startswith("▶").any()


def test_a_suspended_station_is_neither_open_nor_closed(opened: Opened) -> None:
    suspended = next(row for row in rows_of(opened, "suspended"))
    app = opened(MAP, at=TUESDAY, station=suspended["station_id"])
    assert ":orange[**▲ 暂停服务**]" in told(app)


def test_unreadable_hours_are_shown_as_written_and_never_open(opened: Opened) -> None:
    unknown = next(row for row in rows_of(opened, "unknown"))
    app = opened(MAP, at=TUESDAY, station=unknown["station_id"])
    said = told(app)
    assert ":gray[**◎ 营业时间未知**]" in said
    assert f":red[**营业时间“{unknown['opening_hours']}”读不懂，请更正**]" in said


def rows_of(opened: Opened, state: str) -> list[dict[str, Any]]:
    """The stations of the demonstration in a state on that Tuesday."""
    opened(MAP)
    return rows("list", at=TUESDAY, opening=state)


@pytest.mark.parametrize("station", ["YZ-9999", "*"])
def test_a_station_that_is_not_there_is_said_so(opened: Opened, station: str) -> None:
    app = opened(MAP, station=station)
    assert not app.exception
    assert station in "\n".join(str(one.value) for one in [*app.info, *app.warning]).replace("\\", "")


def test_a_station_outside_the_scope_neither_opens_nor_stands_in_the_list(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_screen, "current_user", lambda: User("开鲁县", DEMO_USER.roles, "150523"))
    app = opened(MAP, station=STATION)
    assert not app.exception
    assert "科尔沁商圈" not in told(app)
    assert STATION not in set(listed(app)["station_id"])
    assert 0 < len(listed(app)) < 209


def test_merchants_are_a_layer_of_their_own_that_can_be_shown(opened: Opened) -> None:
    app = opened(MAP, area="150502")
    assert "合作商家" not in map_alt(app)
    app.toggle(key="stations-merchants").set_value(True).run()
    assert f"合作商家 {len(rows('shops', area='150502'))}（商家" in map_alt(app)


def map_alt(app: AppTest) -> str:
    """The map as those hear it who do not see it."""
    (chart,) = app.get("deck_gl_json_chart")
    return str(chart.proto.alt)


def test_the_map_tells_its_states_in_words(opened: Opened) -> None:
    app = opened(MAP, area=CITY, at=TUESDAY)
    now = rows("list", area=CITY, at=TUESDAY)
    words = {"open": "营业中", "closed": "已关门", "unknown": "营业时间未知", "suspended": "暂停服务"}
    parts = "、".join(f"{word} {count(now, state)}" for state, word in words.items())
    assert map_alt(app) == f"地图：驿站 209（{parts}）"


def test_without_stations_the_page_says_what_to_do(opened: Opened) -> None:
    app = opened(MAP, "empty")
    assert not app.exception
    assert "还没有驿站数据。" in told(app)
    assert not app.dataframe


@pytest.fixture
def two_stations(own_data: Path, tmp_path: Path) -> None:
    """A store with two stations, one of them bare, and nothing else of the system."""
    file = tmp_path / "stations.csv"
    file.write_text(
        "驿站编号,驿站名称,区划代码,经度,纬度,坐标系,营业时间,状态\n"
        "YZ-1,甲驿站,150105001000,111.70,40.84,WGS-84,24/7,正常\n"
        "YZ-2,乙驿站,150105001000,111.71,40.84,WGS-84,24/7,暂停\n",
        "utf-8",
    )
    published(serving.store(), "stations", file, as_of=datetime(2025, 11, 4, 18))


@pytest.mark.usefixtures("two_stations")
def test_bare_stations_are_shown_as_far_as_they_are_known() -> None:
    app = visited(MAP)
    assert not app.exception
    assert "2 个驿站中 **1 个营业**；1 个暂停服务；2 个不知道何时更新。" in told(app)
    assert [one.value for one in app.metric] == ["1 个", "0 个", "0 个", "0 个"]
    app.query_params["station"] = "YZ-1"
    app.run()
    assert not app.exception
    said = told(app)
    assert ":green[**● 营业中**]（此刻 " in said
    assert "）　两周内不关门" in said
    assert "没有填信息更新时间" in said
    assert "电话" not in said
