"""覆盖与缺口 and 优惠核销 as a leader meets them: what is said, what can be chosen, and who is never shown."""

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.test_pages import address, texts
from tests.pages.visiting import visitor
from tests.publishing import published
from tests.templates import filling
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.settings import PROJECT
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.look import numbers
from zhiping.ui.stations import benefits, coverage
from zhiping.ui.stations.sentences import distance

COVERAGE, BENEFITS = "stations/coverage", "stations/benefits"

AREAS = "区划代码,名称,上级代码,层级,经度,纬度\n"
AREA = "150105001000,人民路街道,150105000000,苏木乡镇街道,111.70,40.80\n"
STATIONS = "驿站编号,驿站名称,区划代码,经度,纬度,坐标系,营业时间,状态\n"
STATION = "YZ-1,人民路驿站,150105001000,111.70,40.80,WGS-84,周一至周五 8:00-18:00,正常\n"
MERCHANTS = "商家编号,商家名称,商家类别,区划代码,经度,纬度,坐标系,状态\n"
MERCHANT = "SJ-1,人民路药店,药店,150105001000,111.70,40.80,WGS-84,有效\n"
WORKERS = "人员编码,企业,职业,区划代码,录入日期,扫码认证日期,状态\n"
WORKER = "W-1,甲平台,外卖骑手,150105001000,2025-01-01,2025-01-02,在册\n"
REDEMPTIONS = "核销编号,商家编号,人员编码,核销时间,原价(元),优惠(元)\n"
REDEMPTION = "HX-1,SJ-1,W-1,2025-10-06 12:15,32.5,3.3\n"


def rows(question: str, **filters: Any) -> list[dict[str, Any]]:
    return run(serving.store(), f"stations/{question}", Access(DEMO_USER), **filters).rows


def told(app: AppTest) -> str:
    """All sentences and headings, without Markdown's escapes."""
    headings = "\n".join(str(one.value) for one in app.subheader)
    return f"{texts(app)}\n{headings}".replace("\\", "")


def table(app: AppTest, column: str, nth: int = 0) -> list[dict[str, Any]]:
    """The rows of the nth table that has this column."""
    rows: list[dict[str, Any]] = [one.value for one in app.dataframe if column in one.value.columns][
        nth
    ].to_dict("records")
    return rows


def everything(app: AppTest) -> str:
    """All that a run sends to the browser: sentences, pictures, the map, and the cells of every table."""
    found = [one.value.to_csv() for one in app.dataframe]
    left = [app._tree]
    while left:
        node = left.pop()
        found.append(str(getattr(node, "proto", "")))
        left += getattr(node, "children", {}).values()
    return "\n".join(found)


@pytest.fixture
def small(own_data: Path, tmp_path: Path) -> Callable[..., AppTest]:
    """`small("stations/coverage", stations=…)`: the page over a store that holds just these sheets."""

    def run(name: str, **sheets: str) -> AppTest:
        with filling(own_data) as store:
            for dataset in ("areas", "stations", "merchants", "workers", "redemptions"):
                if dataset in sheets:
                    file = tmp_path / f"{dataset}.csv"
                    file.write_text(sheets[dataset], "utf-8")
                    published(store, dataset, file, as_of=datetime(2025, 11, 4, 18))
        return visitor(name).run()

    return run


def one_of_all() -> dict[str, str]:
    return {
        "areas": AREAS + AREA,
        "stations": STATIONS + STATION,
        "merchants": MERCHANTS + MERCHANT,
        "workers": WORKERS + WORKER,
        "redemptions": REDEMPTIONS + REDEMPTION,
    }


# 覆盖与缺口


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


# 优惠核销


def test_redemptions_savings_people_and_unused_merchants_stand_in_the_finding(opened: Opened) -> None:
    app = opened(BENEFITS, period="all")
    now = rows("benefit_key_figures")[0]
    said = told(app)
    assert f"商家优惠核销 **{numbers.count(now['redemption_count'])} 次**" in said
    assert f"**{numbers.rate(now['used_worker_count'], now['enrolled_worker_count'])}**" in said
    assert f"{now['merchant_count']} 家商家中 **{now['unused_merchant_count']} 家没有核销**" in said
    assert [one.value for one in app.metric] == [
        f"{numbers.count(now['redemption_count'])} 次",
        f"{numbers.decimal(now['saved_yuan'])} 元",
        f"{now['used_share']:.1%}",
        f"{now['unused_merchant_count']} 家",
    ]


def test_redemptions_of_people_who_are_not_enrolled_are_counted_in_words(opened: Opened) -> None:
    said = told(opened(BENEFITS, period="all"))
    now = rows("benefit_key_figures")[0]
    assert now["unknown_worker_count"]
    assert now["unknown_saved_count"]
    assert f"{now['unknown_worker_count']} 次核销的人那时不在当地名册里" in said
    assert f"{now['unknown_saved_count']} 次没有填优惠金额或比原价还多" in said


def test_a_kind_of_merchant_narrows_every_figure(opened: Opened) -> None:
    app = opened(BENEFITS, period="all")
    app.radio(key="filter-shop").set_value("餐饮").run()
    assert address(app) == {"shop": "餐饮", "period": "all"}
    now = rows("benefit_key_figures", shop="餐饮")[0]
    assert f"餐饮优惠核销 **{numbers.count(now['redemption_count'])} 次**" in told(app)
    assert {row["kind"] for row in table(app, "is_complete")} == {"餐饮"}
    assert {row["kind"] for row in table(app, "last_redeemed_at")} == {"餐饮"}


@pytest.mark.parametrize(
    ("first", "last", "is_compared"),
    [
        ("2025-09-01", "2025-09-30", True),
        ("2024-11-01", "2024-11-30", False),  # there were no records before
        ("2025-11-01", "2025-11-30", False),  # not over yet
    ],
)
def test_only_periods_that_the_records_cover_are_compared(
    opened: Opened, first: str, last: str, is_compared: bool
) -> None:
    app = opened(BENEFITS, since=first, until=last)
    assert ("环比" in told(app)) == is_compared
    assert ("空心的月份没有满" in told(app)) == (last > "2025-11-04")


def test_the_list_of_unused_merchants_is_that_of_the_query(opened: Opened) -> None:
    app = opened(BENEFITS, area="150502", period="all")
    unused = rows("unused_merchants", area="150502")
    assert unused
    assert [row["merchant_id"] for row in table(app, "last_redeemed_at")] == [
        row["merchant_id"] for row in unused
    ]
    assert f"没有核销的商家（{len(unused)} 家）" in told(app)


# Who is never shown


@pytest.mark.parametrize(
    ("name", "filters", "known"),
    [
        (COVERAGE, {}, "YZ-001"),
        (COVERAGE, {"area": "150502", "radius": "300", "sites": "20"}, "YZ-001"),
        (BENEFITS, {}, "SJ-0538"),
        (BENEFITS, {"area": "150581", "since": "2025-09-01", "until": "2025-09-30"}, "SJ-0749"),
    ],
)
def test_no_worker_id_leaves_the_store(
    opened: Opened, name: str, filters: dict[str, str], known: str
) -> None:
    with (PROJECT / "data" / "demo" / "workers.csv").open(encoding="utf-8-sig") as file:
        ids = [row["人员编码"] for row in csv.DictReader(file)]
    assert all(one.startswith("W-") for one in ids)
    sent = everything(opened(name, **filters))
    assert known in sent  # of the map's points, or of the list of merchants
    assert "平均一天各小时" in sent
    assert "W-" not in sent


@pytest.mark.parametrize(
    "behind",
    [
        coverage.BEHIND_PLACES,
        benefits.BEHIND_REDEMPTIONS,
        benefits.BEHIND_MERCHANTS,
    ],
    ids=lambda behind: behind.question,
)
def test_the_rows_behind_a_figure_name_no_worker(opened: Opened, behind: Any) -> None:
    opened(BENEFITS, period="all")
    found = rows(behind.question.removeprefix("stations/"))
    assert set(behind.columns) <= found[0].keys()
    assert "worker_id" not in found[0]
    assert not any(str(value).startswith("W-") for row in found for value in row.values())


# Few rows


def test_one_of_everything_shows_counts_instead_of_rates(small: Callable[..., AppTest]) -> None:
    app = small(BENEFITS, **one_of_all())
    assert [one.value for one in app.metric] == ["1 次", "3.3 元", "1/1", "0 家"]
    assert "没有这样的商家" in told(app)
    app.switch_page(PAGES[COVERAGE].path).run()
    assert not app.exception
    assert "新就业群体 **1/1**，合作商家 **1/1**。" in told(app)
    assert "认证 1/1" in everything(app)
    assert [one.value for one in app.metric][:2] == ["1/1", "1/1"]
    assert app.metric[3].value == "1 人/站"


def test_people_without_any_station_are_the_gap(small: Callable[..., AppTest]) -> None:
    app = small(COVERAGE, areas=AREAS + AREA, workers=WORKERS + WORKER, merchants=MERCHANTS + MERCHANT)
    said = told(app)
    assert "新就业群体 **0/1**，合作商家 **0/1**；最大的缺口是 **人民路街道**，1 人，还没有一个驿站。" in said
    assert "有人没有驿站的地区（1 个）" in said
    assert "附近没有驿站的商家（1 家）" in said
    assert "再建 **1** 个，附近有驿站的人多 **1** 人，从 0/1 到 **1/1**。再多也不会增加。" in said
    assert [one.value for one in app.metric] == ["0/1", "0/1", "—", "—"]


def test_people_whose_area_has_no_place_are_in_no_share_but_in_words(small: Callable[..., AppTest]) -> None:
    app = small(COVERAGE, stations=STATIONS + STATION, workers=WORKERS + WORKER)
    said = told(app)
    assert "没有算进去的：1 个没有坐标的地区（1 人）" in said
    assert "没有知道位置的；另有 1 人不知道位置" in said
    assert "没有知道位置的新就业群体和合作商家" in said
    assert "没有知道位置的新就业群体，说不出建在哪里好" in said
    assert [one.value for one in app.metric] == ["—", "—", "—", "1 人/站"]


def test_stations_alone_have_nobody_to_reach(small: Callable[..., AppTest]) -> None:
    app = small(COVERAGE, stations=STATIONS + STATION)
    assert "没有知道位置的新就业群体和合作商家" in told(app)
    app.switch_page(PAGES[BENEFITS].path).run()
    assert not app.exception
    assert "没有有效的商家，也没有优惠核销记录" in told(app)
    assert "没有核销的商家（" not in told(app)


def test_merchants_that_nobody_used_are_all_listed(small: Callable[..., AppTest]) -> None:
    app = small(BENEFITS, stations=STATIONS + STATION, merchants=MERCHANTS + MERCHANT)
    assert "1 家商家，没有优惠核销记录" in told(app)
    assert [one.value for one in app.metric] == ["0 次", "0 元", "—", "1 家"]
    assert [row["merchant_id"] for row in table(app, "last_redeemed_at")] == ["SJ-1"]


@pytest.mark.parametrize("name", [COVERAGE, BENEFITS])
def test_without_data_a_sentence_says_what_to_do(opened: Opened, name: str) -> None:
    app = opened(name, "empty")
    assert not app.exception
    assert "还没有驿站数据" in told(app)


def test_the_page_of_a_street_does_not_repeat_its_name_as_the_finding(opened: Opened) -> None:
    app = opened(COVERAGE, area="150521102", radius="300")
    assert "登记在这里的" in told(app)
    assert "最大的缺口是" not in told(app)
    assert "和周边的一起看" in everything(app)
