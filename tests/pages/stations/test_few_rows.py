"""覆盖与缺口 and 优惠核销 over stores with one of everything, of some things alone, and of nothing."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.stations.told import BENEFITS, COVERAGE, everything, table, told
from tests.pages.visiting import visitor
from tests.publishing import published
from tests.templates import filling
from zhiping.ui.kit.addresses import PAGES

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
