"""邻里 as a leader meets it: what is said of the period and the data date, and what a renovation changed with its caution."""

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.test_pages import address, texts
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.contracts.kinds import Row
from zhiping.ui.neighbourhood import sentences, venues

OWN = "150204"
SHOWN: dict[str, Any] = {"since": "2025-10-01", "until": "2025-11-04"}


def rows(question: str, **filters: Any) -> list[Row]:
    return run(serving.store(), f"neighbourhood/{question}", Access(DEMO_USER), **filters).rows


def values(app: AppTest) -> list[str]:
    return [str(one.value) for one in app.metric]


def test_visits_and_people_stand_beside_each_other_and_are_never_added(opened: Opened) -> None:
    app = opened("neighbourhood/projects", area=OWN)
    now = rows("key_figures", area=OWN, **SHOWN)[0]
    assert values(app)[0] == f"{now['visit_count']:,} 人次"
    said = texts(app)
    assert f"惠及人数 {now['people_count']:,}（各次相加，可能重复）" in said
    assert f"{now['visit_count'] + now['people_count']:,}" not in said
    assert f"服务 {now['visit_count']:,} 人次（环比 " in said
    assert f":red[**还没有项目回应的 {now['unmet_need_count']} 条**]" in said


def test_members_and_partners_are_told_apart_and_not_of_one_kind_of_projects(opened: Opened) -> None:
    whole = texts(opened("neighbourhood/projects", area=OWN))
    assert "联盟成员 25 个，社区合伙人 12 个，阵地合作单位 14 个。" in whole
    of_kind = opened("neighbourhood/projects", area=OWN, **{"project-kind": "邻里集市"})
    assert "联盟成员 25 个，社区合伙人" not in texts(of_kind)


def test_subsidies_that_nobody_wrote_are_not_said_to_be_none_paid() -> None:
    assert sentences.subsidies_told([{"subsidy_yuan": None, "subsidised_count": 0}]) == "没有填补贴。"
    assert (
        sentences.subsidies_told([{"subsidy_yuan": 0.0, "subsidised_count": 0}])
        == "0 次服务有补贴，共 0 元。"
    )


def test_what_a_venue_gained_is_told_with_what_it_would_have_had(opened: Opened) -> None:
    app = opened("neighbourhood/venues", area=OWN)
    first = rows("venues", area=OWN)[0]
    expected = round(
        first["visits_per_hour_before"] * first["after_visit_count"] / first["visits_per_hour_after"]
    )
    said = texts(app)
    assert f"不改造约有 {expected:,} 人次" in said
    assert "不能都算作改造的效果" in said


def test_a_picked_venue_is_told_whole_and_its_chart_is_drawn(opened: Opened) -> None:
    opened("neighbourhood/venues", area=OWN)
    other = rows("venues", area=OWN)[1]
    app = opened("neighbourhood/venues", area=OWN, venue=other["venue_id"])
    assert f"{other['venue_name']}：每百开放小时人次" in [str(one.value) for one in app.subheader]
    next(one for one in app.button if one.label == "收起阵地").click().run()
    assert address(app) == {"area": OWN}


def test_nothing_is_expected_of_a_venue_without_a_before() -> None:
    never = {"expected_visit_count": None, "after_visit_count": None, "after_month_count": 0}
    assert venues.without_told(never) == ""
