"""The appraisal of the demonstration: sound schemes, the announced outcomes, and every case a rank may meet."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from tests.demo_sheets import SHEETS, Sheet, announced, within
from tests.templates import copied, demonstration
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.contracts.appraisal import METHODS
from zhiping.contracts.appraisal_people import OUTCOME_KINDS
from zhiping.demo.tables import DATA_DATE
from zhiping.settings import settings_from
from zhiping.store.publishing import Store

TOWNS, OFFICES = "推动高质量发展", "服务高质量发展"
COUNTS = {("2024", TOWNS): 24, ("2024", OFFICES): 19, ("2025", TOWNS): 22, ("2025", OFFICES): 17}
BANNER, DISTRICT = "152922", "150105"
VALUES = within(BANNER, "appraisal_values")
PEOPLE = within(BANNER, "appraisal_people")
RATINGS = within(BANNER, "peer_ratings")
OUTCOMES = within(BANNER, "appraisal_outcomes")
ITEMS = within(BANNER, "rectifications")
Rows = list[dict[str, Any]]
Asked = Callable[[str], Rows]


def of_group(dataset: str, year: str, group: str) -> Sheet:
    return [row for row in within(BANNER, dataset) if (row["年度"], row["考核组"]) == (year, group)]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The rows of a question about the loaded demonstration."""
    folder = copied(tmp_path_factory, tmp_path_factory.mktemp("demo"), demonstration)
    store = Store(settings_from({}, data=folder))
    yield lambda question: run(store, question, Access(DEMO_USER), area=BANNER).rows
    store.close()


@pytest.mark.parametrize("scope", [BANNER, DISTRICT])
def test_weights_sum_to_100_and_key_tasks_weigh_40_now_and_less_the_year_before(scope: str) -> None:
    for scheme in within(scope, "appraisal_schemes"):
        year, group = scheme["年度"], scheme["考核组"]
        indicators = [
            row
            for row in within(scope, "appraisal_indicators")
            if (row["年度"], row["考核组"]) == (year, group)
        ]
        key_tasks = sum(float(row["权重"]) for row in indicators if row["是否重点任务"] == "是")
        assert sum(float(row["权重"]) for row in indicators) == 100
        assert key_tasks == float(scheme["重点任务权重(%)"])
        assert key_tasks == 40 if year == "2025" else key_tasks < 40
        counted = [row for row in indicators if float(row["权重"]) > 0]
        assert len(counted) == int(scheme["指标(服务标准)项数"])
        assert scope == DISTRICT or len(counted) == COUNTS[year, group]


def test_the_announced_numbers_of_the_scheme_are_those_of_2025() -> None:
    numbers = announced("appraisal")
    assert numbers["推动高质量发展指标项数"] == COUNTS["2025", TOWNS]
    assert numbers["服务高质量发展服务标准项数"] == COUNTS["2025", OFFICES]
    assert numbers["重点任务权重"] == 40


def test_the_announced_outcomes_come_out_exactly_and_one_unit_was_talked_to_twice() -> None:
    found = Counter(row["结果类型"] for row in OUTCOMES)
    assert found == {
        "嘉奖": 65,
        "记个人三等功": 14,
        "晋升职级": 56,
        "提拔或进一步使用": 25,
        "全盟担当作为好干部": 1,
        "约谈提醒": 4,
        "靶向式专题培训": 32,
        "二次约谈": 1,
    }
    numbers = announced("appraisal")
    assert {kind: numbers[kind] for kind in OUTCOME_KINDS if kind in numbers} == {
        kind: count for kind, count in found.items() if kind != "二次约谈"
    }
    assert {row["年度"] for row in OUTCOMES} == {"2025"}


def test_awards_go_to_persons_trainings_to_units_with_a_topic_and_talks_to_either() -> None:
    for row in OUTCOMES:
        match row["结果类型"]:
            case "靶向式专题培训":
                assert (bool(row["人员代号"]), bool(row["培训主题"])) == (False, True)
            case "约谈提醒" | "二次约谈":
                assert row["培训主题"] == ""
            case _:
                assert (bool(row["人员代号"]), bool(row["培训主题"])) == (True, False)
    talked = Counter(bool(row["人员代号"]) for row in OUTCOMES if row["结果类型"] == "约谈提醒")
    assert talked == {True: 2, False: 2}


def test_merit_goes_to_the_excellent_only_and_to_nobody_talked_to() -> None:
    excellent = {row["人员代号"] for row in PEOPLE if (row["年度"], row["等次"]) == ("2024", "优秀")}
    merits = [row["人员代号"] for row in OUTCOMES if row["结果类型"] in {"嘉奖", "记个人三等功"}]
    talked = {row["人员代号"] for row in OUTCOMES if row["结果类型"] == "约谈提醒"}
    assert sorted(merits) == sorted(excellent)
    assert talked.isdisjoint(
        row["人员代号"]
        for row in OUTCOMES
        if row["结果类型"] not in {"约谈提醒", "二次约谈"} and row["人员代号"]
    )


def test_all_methods_both_directions_and_targets_of_single_units_occur() -> None:
    for group in (TOWNS, OFFICES):
        indicators = of_group("appraisal_indicators", "2025", group)
        assert {row["计分方法"] for row in indicators} == set(METHODS)
        assert {row["方向"] for row in indicators} == {"正向", "负向"}
    assert sum(row["本单位目标"] != "" for row in VALUES) > 300
    assert {row["维度"] for row in within(BANNER, "appraisal_indicators") if row["权重"] == "0"} == {"加减分"}


def test_terms_are_last_year_and_three_of_this() -> None:
    assert {(row["年度"], row["考核期"]) for row in VALUES} == {
        ("2024", "全年"),
        ("2025", "一季度"),
        ("2025", "上半年"),
        ("2025", "前三季度"),
    }


def test_the_latest_ranking_has_a_tie_a_unit_without_rank_and_gaps(asked: Asked) -> None:
    ranking = asked("appraisal/ranking")
    assert {row["term"] for row in ranking} == {"前三季度"}
    assert [row["unit_id"] for row in ranking if row["is_tied"]] == ["D03", "D06"]
    assert len({row["score"] for row in ranking if row["is_tied"]}) == 1
    assert [row["unit_id"] for row in ranking if not row["is_ranked"]] == ["T08"]
    assert {row["unit_id"] for row in ranking if row["missing_count"]} == {"T04", "T08", "D10", "D23"}
    assert {row["unit_id"] for row in ranking if row["not_applicable_count"]} == {
        "T01",
        "T08",
        "T09",
        "D17",
        "D19",
        "D23",
    }


def test_one_indicator_has_no_spread_and_extra_points_stand_outside(asked: Asked) -> None:
    cells = asked("appraisal/sheet")
    assert {row["indicator_id"] for row in cells if row["state"] == "no_spread"} == {"Z18"}
    assert {row["indicator_id"] for row in cells if row["state"] == "outside"} == {"Z99", "S99"}


def test_no_check_of_a_scheme_fails(asked: Asked) -> None:
    assert not any(row["is_failing"] for row in asked("appraisal/scheme_checks"))


def test_leaders_are_excellent_more_often_than_members() -> None:
    share = {}
    for is_leader in "是否":
        grades = [row["等次"] for row in PEOPLE if (row["年度"], row["是否一把手"]) == ("2024", is_leader)]
        share[is_leader] = grades.count("优秀") / len(grades)
    assert share["是"] > 1.5 * share["否"]


@pytest.mark.parametrize("scope", [BANNER, DISTRICT])
def test_grades_exist_for_the_finished_year_alone_and_keep_to_the_cap(scope: str) -> None:
    people = within(scope, "appraisal_people")
    assert {row["年度"] for row in people if row["等次"]} == {"2024"}
    grades = [row["等次"] for row in people if row["年度"] == "2024"]
    assert "" not in grades
    (cap,) = {float(row["优秀比例上限(%)"]) for row in within(scope, "appraisal_schemes")}
    assert 0 < 100 * grades.count("优秀") / len(grades) <= cap


def test_units_have_no_name_that_a_real_one_has() -> None:
    for name in ("appraisal_units", "tickets"):
        for row in SHEETS[name]:
            names = [row.get("单位名称") or row["主办单位"], *row.get("协办单位", "").split("、")]
            assert all(each.startswith("示例") for each in names if each)


def test_every_unit_has_one_leader_a_year_and_people_are_pseudonyms() -> None:
    leaders = Counter((row["年度"], row["单位编号"]) for row in PEOPLE if row["是否一把手"] == "是")
    assert leaders == Counter((row["年度"], row["单位编号"]) for row in within(BANNER, "appraisal_units"))
    assert all(row["人员代号"].startswith("R-") and row["人员代号"][2:].isdigit() for row in PEOPLE)


def test_raters_and_rated_belong_to_the_team() -> None:
    people = {(row["年度"], row["单位编号"], row["人员代号"]) for row in PEOPLE}
    for label in ("评分人代号", "被评人代号"):
        assert {(row["年度"], row["班子所在单位"], row[label]) for row in RATINGS} <= people


def test_adjusting_for_strict_raters_changes_the_order_in_several_teams(asked: Asked) -> None:
    teams = defaultdict(list)
    for row in asked("appraisal/peers"):
        teams[row["unit_id"]].append(row)
    turned = {
        unit for unit, rows in teams.items() if any(row["raw_place"] != row["adjusted_place"] for row in rows)
    }
    assert {"T01", "T03", "T04", "T05"} <= turned
    assert sum(row["is_withheld"] for row in teams["T07"]) == 1
    assert not any(row["is_connected"] for row in teams["T08"])
    assert {row["rater_count"] for row in teams["T06"]} == {3, 4, 5, 6}


def test_some_rated_themselves() -> None:
    own = [row for row in RATINGS if row["评分人代号"] == row["被评人代号"]]
    assert {row["班子所在单位"] for row in own} == {"T02"}


def test_every_item_hangs_on_a_talk_with_the_same_unit() -> None:
    talks = {row["结果编号"]: row for row in OUTCOMES if row["结果类型"] == "约谈提醒"}
    assert {row["对应约谈"] for row in ITEMS} == set(talks)
    for row in ITEMS:
        talk = talks[row["对应约谈"]]
        assert (row["单位编号"], row["人员代号"]) == (talk["单位编号"], talk["人员代号"])
        assert row["整改时限"] > talk["决定日期"]


def test_items_are_done_in_time_late_overdue_and_waiting() -> None:
    today = DATA_DATE.date().isoformat()

    def state(row: dict[str, str]) -> str:
        if row["完成日期"]:
            return "on_time" if row["完成日期"] <= row["整改时限"] else "late"
        return "waiting" if today <= row["整改时限"] else "overdue"

    assert Counter(map(state, ITEMS)) == {"on_time": 5, "late": 2, "overdue": 2, "waiting": 3}


def test_what_was_found_wanting_at_the_look_back_led_to_a_second_talk() -> None:
    results = Counter(row["回头看结果"] for row in ITEMS)
    assert results == {"整改到位": 4, "整改不力": 1, "": 7}
    (wanting,) = [row for row in ITEMS if row["回头看结果"] == "整改不力"]
    (second,) = [row for row in OUTCOMES if row["结果类型"] == "二次约谈"]
    assert (second["单位编号"], second["人员代号"]) == (wanting["单位编号"], wanting["人员代号"])
    assert second["决定日期"] > wanting["回头看日期"]
