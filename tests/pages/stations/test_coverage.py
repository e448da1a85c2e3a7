"""覆盖与缺口 as a leader meets it: what is said, and what can be chosen."""

import pytest

from tests.pages.conftest import Opened
from tests.pages.stations.told import COVERAGE, everything, rows, table, told
from tests.pages.test_pages import address
from zhiping.ui.look import numbers
from zhiping.ui.stations.sentences import distance


def test_the_finding_says_both_shares_with_counts_and_names_the_largest_gap(opened: Opened) -> None:
    app = opened(COVERAGE)
    people, shops = rows("coverage")
    gap = next(row for row in rows("distances") if not row["is_within"])
    said = told(app)
    assert numbers.rate(people["within_worker_count"], people["worker_count"]) in said
    assert numbers.rate(shops["within_count"], shops["place_count"]) in said
    assert f"最大的缺口是 **{gap['place_name']}**，{gap['worker_count']:,} 人" in said
    assert f"离最近的驿站 {distance(gap['metres'])}" in said
    assert "按登记地区的中心点算，是估计" in said


def test_the_key_figures_are_those_of_the_queries(opened: Opened) -> None:
    app = opened(COVERAGE, area="1505")
    people, shops = rows("coverage", area="1505")
    assert [one.value for one in app.metric] == [
        f"{people['within_worker_share']:.1%}",
        f"{shops['within_share']:.1%}",
        distance(people["median_worker_metres"]),
        "139.7 人/站",
    ]
    assert "每家药店 51.0 人" in told(app)


def test_the_radius_is_written_when_it_is_not_the_usual_one(opened: Opened) -> None:
    app = opened(COVERAGE)
    assert address(app) == {}
    app.slider(key="filter-radius").set_value(500).run()
    assert address(app) == {"radius": "500"}
    assert "500 米内有驿站的" in told(app)
    assert app.metric[0].value == f"{rows('coverage', radius='500')[0]['within_worker_share']:.1%}"
    app.slider(key="filter-radius").set_value(1000).run()
    assert address(app) == {}


def test_a_radius_between_the_steps_of_the_slider_holds(opened: Opened) -> None:
    app = opened(COVERAGE, radius="1234")
    assert not app.exception
    assert address(app) == {"radius": "1234"}
    assert app.metric[1].value == f"{rows('coverage', radius='1234')[1]['within_share']:.1%}"


@pytest.mark.parametrize("filters", [{"radius": "200"}, {"radius": "x"}, {"sites": "21"}])
def test_what_no_slider_can_say_is_dropped_with_a_notice(opened: Opened, filters: dict[str, str]) -> None:
    app = opened(COVERAGE, **filters)
    assert not app.exception
    assert address(app) == {}
    assert len(app.warning) == 1


def test_the_gaps_are_all_places_beyond_the_radius_most_people_first(opened: Opened) -> None:
    app = opened(COVERAGE, radius="500")
    beyond = [row for row in rows("distances", radius="500") if row["is_within"] is False]
    areas = [row for row in beyond if row["place_kind"] == "area"]
    shops = [row for row in beyond if row["place_kind"] == "merchant"]
    listed = [one.value for one in app.dataframe if "metres" in one.value.columns]
    assert [list(one["place_name"]) for one in listed] == [
        [row["place_name"] for row in areas],
        [row["place_name"] for row in shops],
    ]
    workers = list(listed[0]["worker_count"])
    assert workers == sorted(workers, reverse=True)
    assert f"有人没有驿站的地区（{len(areas)} 个）" in told(app)
    assert f"附近没有驿站的商家（{len(shops)} 家）" in told(app)


def test_merchants_without_a_place_are_counted_in_words(opened: Opened) -> None:
    app = opened(COVERAGE)
    unplaced = rows("coverage")[1]["unplaced_count"]
    assert unplaced
    assert f"{unplaced} 家没有坐标的商家" in told(app)


def test_the_next_sites_gain_what_the_query_says_and_promise_no_optimum(opened: Opened) -> None:
    app = opened(COVERAGE, sites="2")
    sites = rows("next_sites", sites="2")
    gained = sum(row["gained_worker_count"] for row in sites)
    assert f"再建 **2** 个，附近有驿站的人多 **{gained:,}** 人" in told(app)
    assert "逐处选：每次选新增人数最多的一处，不保证最优" in told(app)
    assert [row["place_name"] for row in table(app, "gained_worker_count")] == [
        row["place_name"] for row in sites
    ]
    app.slider(key="filter-sites").set_value(20).run()
    assert address(app) == {"sites": "20"}
    assert "再多也不会增加" in told(app)
    app.slider(key="filter-sites").set_value(5).run()
    assert address(app) == {}


def test_enrolled_and_verified_stand_apart_and_companies_are_told_in_numbers(opened: Opened) -> None:
    app = opened(COVERAGE)
    now = rows("key_figures")[0]
    said = told(app)
    assert f"扫码认证 **{numbers.rate(now['verified_count'], now['worker_count'])}**" in said
    assert "同一人在几家企业的登记只算一个人" in said
    companies = table(app, "registration_count")
    assert {row["company"] for row in companies} == {row["company"] for row in rows("companies")}
    assert all(isinstance(value, int) for row in companies for key, value in row.items() if key != "company")
    assert sum(row["registration_count"] for row in companies) == now["registration_count"]


def test_areas_without_a_station_are_named_and_averages_are_never_folded(opened: Opened) -> None:
    app = opened(COVERAGE, area="150502")
    without = [
        row for row in rows("areas", area="150502") if row["worker_count"] and not row["station_count"]
    ]
    assert without
    assert all(
        f"{row['area_name']}（{numbers.count(row['worker_count'])} 人）" in told(app) for row in without
    )
    assert "其他（" not in everything(app)


def test_open_stations_are_told_by_hour_of_the_week(opened: Opened) -> None:
    app = opened(COVERAGE)
    hours = rows("open_hours")
    most = max(row["open_count"] for row in hours)
    shown = table(app, "open_station_count")
    assert len(shown) == 168
    assert max(row["open_station_count"] for row in shown) == most
    assert f"，{most} 个开门，每个" in told(app)
    assert f"有 {hours[0]['unknown_count']} 个驿站的营业时间读不懂" in told(app)


def test_bands_are_told_as_shares_and_of_few_as_counts(opened: Opened) -> None:
    app = opened(COVERAGE)
    for kind, known in (("area", "known_worker_count"), ("merchant", "known_count")):
        bands = [row for row in rows("distance_bands") if row["place_kind"] == kind]
        assert bands[0][known] >= 10
    shown = [frame.value for frame in app.dataframe if "band" in frame.value.columns]
    assert [list(frame["band"])[0] for frame in shown] == ["300 米以内"] * 2
    assert [list(frame["reached_so_far_share"])[-1] for frame in shown] == [1, 1]
    assert sum(shown[0]["within_count"]) == rows("coverage")[0]["within_worker_count"]
    assert sum(shown[1]["within_count"]) == rows("coverage")[1]["within_count"]


def test_the_page_of_a_street_does_not_repeat_its_name_as_the_finding(opened: Opened) -> None:
    app = opened(COVERAGE, area="150521102", radius="300")
    assert "登记在这里的" in told(app)
    assert "最大的缺口是" not in told(app)
    assert "和周边的一起看" in everything(app)
