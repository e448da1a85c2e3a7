"""健康大集 as a leader meets it: what is said of the period, what of the data date, and what a street shows without a fair."""

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.test_pages import address, texts
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run

PAGE = "health/fairs"
SHOWN: dict[str, Any] = {"since": "2025-10-01", "until": "2025-11-04"}
LEFT_OUT = "150105100"  # its last fair was in July


def row(question: str, **filters: Any) -> dict[str, Any]:
    return run(serving.store(), f"health/{question}", Access(DEMO_USER), **filters).rows[0]


def values(app: AppTest) -> list[str]:
    return [str(one.value) for one in app.metric]


def test_the_finding_and_the_key_figures_are_those_of_the_queries(opened: Opened) -> None:
    app = opened(PAGE, area="150105")
    now, stock = row("key_figures", area="150105", **SHOWN), row("key_figures", area="150105")
    assert values(app) == [
        f"{now['fair_count']} 场",
        f"{now['visit_count']:,} 人次",
        f"{now['follow_up_share']:.1%}",
        f":red[{stock['reached_share']:.1%}]",
    ]
    said = texts(app)
    assert f"2025年10月1日至11月4日，举办健康大集 {now['fair_count']} 场（环比 " in said
    assert (
        f"截至2025年11月4日，:red[**{stock['unreached_street_count']} 个苏木乡镇街道 90 天内没有大集**]"
        in said
    )
    assert f"期限没到的 {now['waiting_referral_count']} 人次" in said


def test_a_street_without_a_fair_in_the_period_says_how_long_it_has_none(opened: Opened) -> None:
    app = opened(PAGE, area=LEFT_OUT)
    days = row("streets", area=LEFT_OUT)["days_since"]
    assert days > 90
    assert f"已过去 {days} 天**]" in texts(app)
    assert values(app)[0] == "0 场"


def test_another_kind_has_its_own_streets(opened: Opened) -> None:
    app = opened(PAGE, **{"fair-kind": "中医夜市"}, period="all")
    assert "90 天内没有中医夜市" in texts(app)
    assert address(app) == {"fair-kind": "中医夜市", "period": "all"}


def test_a_fair_in_the_address_is_told_whole_with_its_source(opened: Opened) -> None:
    said = texts(opened(PAGE, fair="SHDJ-001"))
    fair = row("fair", fair="SHDJ-001")
    assert f"服务 {fair['visit_count']} 人次" in said
    assert f"文件第 {fair['source_row']} 行" in said
