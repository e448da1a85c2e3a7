"""小院指标 and 小院地图 as a leader meets them: what is said, what can be chosen, what leads where."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.test_pages import address, button, texts
from tests.pages.visiting import visitor
from tests.publishing import published
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access, User
from zhiping.asking.run import run
from zhiping.ui.kit import visitor as at_screen
from zhiping.ui.kit.addresses import PAGES

CANTEEN = "XY-0262"
INDICATORS, MAP = "courtyards/indicators", "courtyards/map"
BANNER = "150421"  # whose totals were announced


def rows(question: str, **filters: Any) -> list[dict[str, Any]]:
    return run(serving.store(), f"courtyards/{question}", Access(DEMO_USER), **filters).rows


def told(app: AppTest) -> str:
    """All sentences and headings, without Markdown's escapes."""
    headings = "\n".join(str(one.value) for one in app.subheader)
    return f"{texts(app)}\n{headings}".replace("\\", "")


def link_labels(app: AppTest) -> list[str]:
    return [str(getattr(one, "label", "")) for one in app.get("page_link")]


# 小院指标


def test_the_published_totals_stand_in_the_finding_and_the_key_figures(opened: Opened) -> None:
    app = opened(INDICATORS, area=BANNER, period="all")
    assert (
        "1,037 个小院开展宣讲和红色教育 2,816 次，收到意见建议 722 件，化解矛盾纠纷 456 件，办结民生问题 634 件"
        in told(app)
    )
    now = rows("key_figures", area=BANNER)[0]
    assert [one.value for one in app.metric] == [
        "1,037 个",
        "2,816 次",
        f"{now['settled_share']:.1%}",
        f":red[{now['silent_count']} 个]",
    ]
    assert "平均每院 2.716 次" in told(app)
    for per_courtyard in ("0.696", "0.681", "0.492"):  # of what came in, settled or not
        assert f"每院 {per_courtyard} 件" in told(app)


def test_what_needs_a_person_is_red_and_a_signal_is_named_in_words(opened: Opened) -> None:
    said = told(opened(INDICATORS, area=BANNER))
    assert "**意见建议连续7个月上升**" in said
    assert f":red[**{len(rows('silent', area=BANNER))} 个小院超过 30 天没有活动**]" in said


def test_a_signal_that_has_passed_is_not_in_the_finding_but_under_its_chart(opened: Opened) -> None:
    app = opened(INDICATORS, area=BANNER, until="2025-09-30", activity="意见建议")
    assert "个月上升" not in told(app).split("；")[0]
    later = opened(INDICATORS, area=BANNER, activity="意见建议")
    assert "1. 2025年4月至10月：连续7个月上升" in told(later)


def test_the_chart_shows_what_stands_out_until_another_kind_is_chosen(opened: Opened) -> None:
    app = opened(INDICATORS, area=BANNER)
    assert "控制图：意见建议" in told(app)
    app.pills(key="pick-activity").set_value("民生问题").run()
    assert address(app) == {"area": BANNER, "activity": "民生问题"}
    assert "控制图：民生问题" in told(app)
    assert any("意见建议连续7个月上升" in label for label in link_labels(app))


def test_limits_from_too_few_months_are_said_to_be_trials(opened: Opened) -> None:
    assert "界限是试行的" not in told(opened(INDICATORS))
    assert "只有 10 个满月，不足 12 个，界限是试行的" in told(
        opened(INDICATORS, since="2025-08-01", until="2025-08-31")  # they rest on all months before
    )
    assert "满月不足2个" in told(opened(INDICATORS, until="2024-12-15"))


@pytest.mark.parametrize(
    ("first", "last", "is_compared"),
    [
        ("2025-06-01", "2025-06-30", True),
        ("2024-12-01", "2024-12-31", True),  # the records begin on the first day of the month before
        ("2024-11-01", "2024-11-30", False),
        ("2025-01-01", "2025-10-31", False),  # ten months before there were no records
        ("2025-11-01", "2025-11-30", False),  # not over yet
    ],
)
def test_only_periods_that_the_records_cover_are_compared(
    opened: Opened, first: str, last: str, is_compared: bool
) -> None:
    assert ("环比" in told(opened(INDICATORS, since=first, until=last))) == is_compared


def test_silence_is_counted_in_30_or_90_days(opened: Opened) -> None:
    app = opened(INDICATORS)
    thirty, ninety = len(rows("silent")), len(rows("silent", silent="90"))
    assert thirty > ninety > 0
    assert f"长期无活动小院（超30天，{thirty} 个）" in told(app)
    app.segmented_control(key="filter-silent").set_value("90").run()
    assert address(app) == {"silent": "90"}
    assert f"长期无活动小院（超90天，{ninety} 个）" in told(app)
    assert f":red[**{ninety} 个小院超过 90 天没有活动**]" in told(app)


def test_villages_without_a_courtyard_are_counted_where_they_are(opened: Opened) -> None:
    app = opened(INDICATORS)
    now = rows("key_figures")[0]
    missing = now["village_count"] - now["village_with_courtyard_count"]
    assert f"有小院的嘎查村 {now['village_share']:.1%}" in told(app)
    assert f"还有 {missing} 个没有" in told(app)
    assert "还没有和谐小院的嘎查村" in told(opened(INDICATORS, kind_="和谐"))


def test_the_canteen_tells_meals_and_reach_and_that_visits_are_not_people(opened: Opened) -> None:
    (canteen,) = rows("canteens", area=BANNER)
    said = told(opened(INDICATORS, area=BANNER, period="all"))
    assert f"**{canteen['courtyard_name']}**（1,000 平方米）" in said
    assert f"所在地65岁及以上 {canteen['population_65']} 人" in said
    assert f"**{canteen['reached_share']:.1%}**" in said
    assert "人次不是人数" in said


def test_without_a_canteen_nothing_is_said_of_meals(opened: Opened) -> None:
    assert "小院助餐" not in told(opened(INDICATORS, kind_="红色"))


def test_a_kind_narrows_every_figure(opened: Opened) -> None:
    app = opened(INDICATORS, kind_="石榴", period="all")
    now = rows("key_figures", kind="石榴")[0]
    assert app.metric[0].value == f"{now['courtyard_count']} 个"
    assert app.metric[1].value == f"{now['lecture_count']} 次"
    assert address(app) == {"kind": "石榴", "period": "all"}


def test_one_case_shows_counts_instead_of_a_rate(opened: Opened) -> None:
    app = opened(INDICATORS, "one")
    assert not app.exception
    assert [one.value for one in app.metric] == ["1 个", "0 次", "1/1", "0 个"]
    assert "没有超过 30 天不活动的小院" in told(app)
    assert "满月不足2个，还算不出界限" in told(app)
    assert "没有信号" not in told(app)


@pytest.fixture
def register_only(own_data: Path, tmp_path: Path) -> None:
    """A store with courtyards and not one activity."""
    file = tmp_path / "courtyards.csv"
    file.write_text(
        "小院编号,小院名称,区划代码,小院类型,建院日期\n"
        "XY-1,同心小院,150105001000,和谐,2025-01-01\nXY-2,先锋小院,150105001000,红色,\n",
        "utf-8",
    )
    published(serving.store(), "courtyards", file, as_of=datetime(2025, 11, 4, 18))


def visited(name: str) -> AppTest:
    return visitor(name).run()


@pytest.mark.usefixtures("register_only")
def test_courtyards_without_any_activity_are_shown_and_silent() -> None:
    app = visited(INDICATORS)
    assert not app.exception
    assert "2 个小院没有活动记录。:red[**2 个小院超过 30 天没有活动**]。" in told(app)
    assert [one.value for one in app.metric] == ["2 个", "0 次", "—", ":red[2 个]"]
    assert "控制图" not in told(app)
    app = visited(MAP)
    assert not app.exception
    assert "2 个没有坐标，只在名单里" in told(app)
    assert list(app.dataframe[0].value["silence_told"]) == ["■ 从没有活动"] * 2


# 小院地图


def test_the_list_holds_every_open_courtyard_and_the_silent_first(opened: Opened) -> None:
    app = opened(MAP, area=BANNER)
    listed = app.dataframe[0].value
    silent = len(rows("silent", area=BANNER))
    assert len(listed) == 1037
    assert [told.startswith("■") for told in listed["silence_told"]] == [True] * silent + [False] * (
        1037 - silent
    )
    assert f":red[**{silent} 个超过 30 天没有活动**]" in told(app)


def test_those_without_a_place_are_in_the_list_and_counted_in_words(opened: Opened) -> None:
    app = opened(MAP, area=BANNER)
    (now,) = rows("key_figures", area=BANNER)
    assert now["unplaced_count"]
    assert f"{now['unplaced_count']} 个没有坐标，只在名单里" in told(app)
    assert len(rows("points", area=BANNER)) + now["unplaced_count"] == len(app.dataframe[0].value)


def test_a_courtyard_in_the_address_shows_its_card_and_stands_first_in_the_list(opened: Opened) -> None:
    app = opened(MAP, courtyard=CANTEEN)
    (card,) = rows("courtyard", courtyard=CANTEEN)
    said = told(app)
    assert card["courtyard_name"] in [str(one.value) for one in app.subheader]
    assert f"{card['courtyard_kind']}小院" in said
    assert "面积 1,000 平方米" in said
    assert f"回执号 {card['receipt']}" in said
    assert f"文件第 {card['source_row']} 行" in said
    assert f"活动（{card['activity_count']} 场）" in [str(one.label) for one in app.expander]
    assert app.dataframe[-1].value["courtyard_name"].iloc[0] == f"▶ {card['courtyard_name']}"
    app = button(app, "收起小院")
    assert address(app) == {}
    assert "回执号" not in told(app).split("数据截至")[0]


def test_a_card_is_shown_whatever_the_map_is_narrowed_to(opened: Opened) -> None:
    app = opened(MAP, courtyard=CANTEEN, kind_="石榴", area="150421100")
    (card,) = rows("courtyard", courtyard=CANTEEN)
    assert f"活动（{card['activity_count']} 场）" in [str(one.label) for one in app.expander]


def test_a_courtyard_that_is_not_there_is_dropped_with_a_notice(opened: Opened) -> None:
    app = opened(MAP, courtyard="XY-9999")
    assert not app.exception
    assert address(app) == {}
    assert len(app.warning) == 1


def test_a_courtyard_outside_the_scope_neither_opens_nor_stands_in_the_list(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_screen, "current_user", lambda: User("天山镇", DEMO_USER.roles, "150421100"))
    app = opened(MAP, courtyard=CANTEEN)
    assert len(app.warning) == 1
    assert "夕阳红" not in told(app)
    assert not app.dataframe[0].value["courtyard_name"].str.contains("夕阳红").any()


def test_the_area_travels_to_the_map_and_what_the_map_does_not_take_waits(opened: Opened) -> None:
    app = opened(INDICATORS, area="150421", kind_="和谐", silent="90", since="2025-01-01")
    app.query_params.clear()
    app.switch_page(PAGES[MAP].path).run()
    assert not app.exception
    assert not app.warning
    assert address(app) == {"area": "150421", "kind": "和谐", "silent": "90"}
    app.query_params.clear()
    app.switch_page(PAGES[INDICATORS].path).run()
    assert address(app) == {"area": "150421", "kind": "和谐", "silent": "90", "since": "2025-01-01"}


def test_one_village_stands_among_its_neighbours(opened: Opened) -> None:
    app = opened(INDICATORS, area="150421203200", period="all")
    assert "和周边的一起看；带圈或粗体的是" in texts(app)
    assert "和周边的一起看" not in texts(opened(INDICATORS, area="150421"))
