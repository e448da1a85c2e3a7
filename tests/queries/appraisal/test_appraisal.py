"""Appraisals of the hand-made files: two groups of 150105, two years, three terms, every case once.

The latest term is 2025上半年. Towns (推动高质量发展), weights Z01 40, Z02 30, Z03 30, Z09 outside the 100:
T01 Z01 90/100 -> 90, Z02 2 of 2-6, turned -> 100, Z03 80: .4*90 + .3*100 + .3*80 = 90
T02 Z01 45 of its own 50 -> 90, Z02 2 -> 100, Z03 80: 90, a tie
T03 Z01 130/100 -> the cap 120, Z02 6 -> 0, Z03 missing: 70 % present, not ranked; (40*120 + 30*0)/70 = 68.57
T04 Z01 60, Z02 not applicable, Z03 90: (40*60 + 30*90)/70 = 72.86
Departments (服务高质量发展), weights F01 50, F02 30, F03 18 (98 in all); F02 is 5 for all, so it has no spread:
D01 F01 40 of its own 50 -> 80, F03 10/8, at most 100: (50*80 + 18*100)/68 = 85.29
D02 F01 without a target, F03 10/20 -> 50: 48 of 98 present, not ranked
D03 F01 55/50 and F03 0 days -> the cap 100 both: 100
"""

from datetime import date, datetime
from typing import Any

import pytest

from tests.publishing import published
from tests.queries.conftest import DATA_AT, WORKED, OpenedStore
from zhiping.access.permissions import DEMO_USER, LEADER, PEOPLE, Access, User
from zhiping.asking.questions import filters_for, question_of, questions
from zhiping.asking.run import run
from zhiping.contracts.kinds import Row
from zhiping.store.publishing import Store

EVERYTHING = Access(DEMO_USER)
TOWNS, OFFICES = "推动高质量发展", "服务高质量发展"
FILES = (
    *("appraisal_schemes", "appraisal_units", "appraisal_indicators", "appraisal_values"),
    *("appraisal_people", "peer_ratings", "appraisal_outcomes", "rectifications"),
)
RANKED_IN_GROUP = ("sheet", "ranking", "intervals", "sensitivity", "moves", "history", "leaders")
SPECIAL_FILES = {
    "appraisal_units": (
        "年度,单位编号,单位名称,考核组,区划代码\n"
        "2025,A1,甲街道,组,150105001\n2025,A2,乙街道,组,150105002\n"
        "2025,B1,丙街道,组,150102001\n2025,C1,丁街道,组,150121001\n"
        "2025,X1,外市街道,组,150202001\n2025,Y1,另组单位,另组,150105001\n"
        "2025,A,子镇,约谈,150105001\n2025,B,丑镇,约谈,150105001\n2025,C,寅镇,约谈,150105001\n"
    ),
    "appraisal_indicators": (
        "区划代码,年度,考核组,指标编号,指标名称,维度,权重,方向,计分方法,是否重点任务\n"
        "150100,2025,组,M1,市指标,维度,100,正向,直接得分,否\n"
        "150105,2025,组,Q1,区指标,维度,100,正向,直接得分,否\n"
        "150105,2025,三分之一,Z1,指标,维度,33.33,正向,直接得分,否\n"
        "150105,2025,三分之一,Z2,指标,维度,33.33,正向,直接得分,否\n"
        "150105,2025,三分之一,Z3,指标,维度,33.34,正向,直接得分,否\n"
        "150105,2025,差一分,Z1,指标,维度,60,正向,直接得分,否\n"
        "150105,2025,差一分,Z2,指标,维度,39.99,正向,直接得分,否\n"
        "150105,2025,多一分,Z1,指标,维度,60,正向,直接得分,否\n"
        "150105,2025,多一分,Z2,指标,维度,40.01,正向,直接得分,否\n"
        "150105,2025,差一点,Z1,指标,维度,99.996,正向,直接得分,否\n"
    ),
    "appraisal_schemes": (
        "区划代码,年度,考核组,重点任务权重(%),指标(服务标准)项数\n150105,2025,没有指标,40,22\n"
    ),
    "appraisal_values": (
        "年度,考核期,单位编号,指标编号,数值\n"
        "2025,全年,A1,Q1,1\n2025,全年,A2,Q1,2\n2025,全年,B1,M1,3\n2025,全年,C1,M1,4\n"
        "2025,全年,X1,M1,5\n2025,全年,Y1,Q1,6\n"
    ),
    "appraisal_outcomes": (
        "结果编号,年度,单位编号,人员代号,结果类型,决定日期\n"
        "JG-1,2025,A,,约谈提醒,2025-06-01\nJG-2,2025,A,,约谈提醒,2025-06-02\n"
        "JG-3,2025,B,R-1,二次约谈,2025-06-03\n"
        "JG-4,2025,C,R-2,约谈提醒,2025-06-04\nJG-5,2025,C,R-3,约谈提醒,2025-06-05\n"
    ),
}


@pytest.fixture(scope="module")
def store(opened_store: OpenedStore) -> Store:
    store = opened_store("appraisal")
    published(store, "areas", WORKED / "areas.csv", as_of=DATA_AT)
    for name in FILES:
        published(store, name, WORKED / f"{name}.csv", area="150105", as_of=DATA_AT)
    return store


@pytest.fixture(scope="module")
def empty(opened_store: OpenedStore) -> Store:
    return opened_store("no-appraisal")


def asked(store: Store, name: str, access: Access = EVERYTHING, **filters: Any) -> list[Row]:
    return run(store, f"appraisal/{name}", access, **filters).rows


def cell(store: Store, unit: str, indicator: str, **filters: Any) -> Row:
    found = asked(store, "sheet", **filters)
    return next(row for row in found if (row["unit_id"], row["indicator_id"]) == (unit, indicator))


def ranks(rows: list[Row]) -> list[tuple[str, float, int | None, int]]:
    return [(row["unit_id"], row["score"], row["rank"], row["unit_count"]) for row in rows]


def scalar(store: Store, call: str, *arguments: Any) -> Any:
    with store.versions.at() as (cursor, _number):
        return cursor.execute(f"select {call}", list(arguments)).fetchall()[0][0]


@pytest.fixture(scope="module")
def special(opened_store: OpenedStore, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """What the hand-made files leave out.

    组: a city and one of its districts appraise a group of the same name; X1 lies in another city, and
    nobody appraises 另组. The other groups have odd schemes; A, B and C were talked to.
    """
    store, folder = opened_store("special"), tmp_path_factory.mktemp("special-files")
    for name, text in SPECIAL_FILES.items():
        file = folder / f"{name}.csv"
        file.write_text(text, "utf-8")
        published(store, name, file, as_of=DATA_AT)
    return store


# Sheets and ranks


def test_units_are_ranked_only_within_their_group(store):
    assert ranks(asked(store, "ranking")) == [
        ("T01", 90.0, 1, 3),
        ("T02", 90.0, 1, 3),
        ("T04", 72.86, 3, 3),
        ("T03", 68.57, None, 3),
        ("D03", 100.0, 1, 2),
        ("D01", 85.29, 2, 2),
        ("D02", 50.0, None, 2),
    ]


@pytest.mark.parametrize(
    ("unit", "indicator", "state", "target"),
    [
        ("T01", "Z01", "scored", 100.0),
        ("T02", "Z01", "scored", 50.0),  # its own target goes before the indicator's
        ("T03", "Z03", "missing", None),  # a row without a value
        ("T02", "Z09", "outside", None),  # no row at all, outside the 100
        ("T04", "Z02", "not_applicable", None),
        ("D01", "F02", "no_spread", None),
        ("D02", "F01", "no_target", None),
    ],
)
def test_every_cell_says_what_it_is(store, unit, indicator, state, target):
    found = cell(store, unit, indicator)
    assert (found["state"], found["target"]) == (state, target)


def test_a_cell_leads_back_to_its_row_in_the_file(store):
    uploads = {row["upload_id"]: row["file_name"] for row in run(store, "uploads/history", EVERYTHING).rows}
    found = cell(store, "T01", "Z01")
    assert (found["data_source"], found["source_row"]) == ("统计局", 30)
    assert uploads[found["upload_id"]] == "appraisal_values.csv"
    assert cell(store, "T02", "Z09")["upload_id"] is None


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({}, {(2025, "上半年")}),
        ({"year": "2024"}, {(2024, "全年")}),
        ({"term": "一季度"}, {(2025, "一季度")}),
        ({"term": "全年"}, {(2024, "全年")}),  # the latest year that has it
        ({"year": "2025", "term": "全年"}, set()),  # not on record
        ({"year": "2023"}, set()),
        ({"group": OFFICES, "term": "一季度"}, set()),  # the departments have none
    ],
)
def test_the_latest_term_with_values_is_shown_unless_one_is_asked(store, filters, shown):
    assert {(row["year"], row["term"]) for row in asked(store, "ranking", **filters)} == shown


@pytest.mark.parametrize(
    ("filters", "unit", "rank"),
    [({"area": "150105101"}, "T04", 3), ({"office": "T04"}, "T04", 3), ({"office": "D01"}, "D01", 2)],
)
def test_a_filter_chooses_units_and_never_changes_their_rank(store, filters, unit, rank):
    rows = asked(store, "ranking", **filters)
    assert [(row["unit_id"], row["rank"]) for row in rows] == [(unit, rank)]
    assert rows == [row for row in asked(store, "ranking") if row["unit_id"] == unit]


def test_a_group_filter_drops_the_other_groups(store):
    for name in ("sheet", "ranking", "intervals", "sensitivity", "moves", "history", "leaders"):
        assert {row["unit_group"] for row in asked(store, name, group=OFFICES)} == {OFFICES}, name


def test_only_groups_with_a_chosen_unit_are_told_of(store):
    assert {row["unit_group"] for row in asked(store, "sensitivity", area="150105001")} == {TOWNS}


@pytest.mark.parametrize("name", RANKED_IN_GROUP)
def test_a_reader_below_the_scheme_sees_no_rank_over_a_part_of_the_group(store, name):
    below = Access(User("街道领导", frozenset({LEADER, PEOPLE}), "150105001"))
    at = Access(User("区领导", frozenset({LEADER, PEOPLE}), "150105"))
    assert asked(store, name, below) == []
    assert asked(store, name, at) == asked(store, name) != []


# What-if weights


@pytest.mark.parametrize(
    ("wish", "official", "weight"),
    [
        (None, 40, 40),
        (45, 40, 45),
        (50, 40, 50),
        (50.5, 40, 50),
        (30, 40, 30),
        (29.5, 40, 30),
        (0, 5, 0),  # never below 0
        (0, 0, 0),
        (5, 0, 0),  # what stands outside the 100 stays outside
    ],
)
def test_a_wished_weight_stays_within_ten_points(store, wish, official, weight):
    assert scalar(store, "permitted_weight(?, ?)", wish, official) == weight


def test_a_what_if_changes_the_scores_and_not_the_official_weights(store):
    """Z01 at 50: (50*60 + 30*90)/80 = 71.25 for T04; F01 is not wished for, so the departments stay."""
    wished = {row["unit_id"]: row["score"] for row in asked(store, "ranking", weights="Z01:90,Z02:30")}
    assert (wished["T04"], wished["D01"]) == (71.25, 85.29)
    found = cell(store, "T04", "Z01", weights="Z01:90")
    assert (found["weight"], found["official_weight"]) == (50, 40)
    assert asked(store, "key_figures")[0]["failing_check_count"] == 3


# Terms beside each other


def test_a_group_moves_from_its_own_term_before(store):
    """Towns from 2025一季度; the departments, which have none, from 2024全年."""
    moves = {(row["unit_id"], row["indicator_id"]): row for row in asked(store, "moves")}
    town, office = moves["T01", "Z01"], moves["D01", "F01"]
    # 一季度: T01 has 50, 0 (4 is the most of 2-4) and 70: 20 + 0 + 21 = 41
    assert (town["unit_score_before"], town["unit_score"], town["rank_before"], town["rank"]) == (
        41,
        90,
        3,
        1,
    )
    assert (town["score_before"], town["contribution_change"]) == (50, pytest.approx(16))
    # 2024: D01 has 90 of 100 and 10/12.5: .6*90 + .4*80 = 86
    assert (office["unit_score_before"], office["unit_score"], office["rank_change"]) == (86, 85.29, -1)


def test_a_first_quarter_moves_from_the_whole_year_before(store):
    moves = {row["indicator_id"]: row for row in asked(store, "moves", term="一季度", office="T02")}
    # 2024: 70, 100, 75 and 80 with 40, 20, 20, 20: 28 + 20 + 15 + 16 = 79; 一季度: 20/50, 100, 80: 70
    assert (moves["Z01"]["unit_score_before"], moves["Z01"]["unit_score"]) == (79, 70)
    assert (moves["Z04"]["contribution_before"], moves["Z04"]["contribution_change"]) == (16, -16)


def test_the_first_term_on_record_has_nothing_before_it(store):
    rows = asked(store, "moves", year="2024")
    assert {row["unit_score_before"] for row in rows} == {None}


def test_the_history_of_a_unit_holds_every_term_of_its_group(store):
    found = [
        (row["year"], row["term"], row["score"], row["rank"]) for row in asked(store, "history", office="T04")
    ]
    # 一季度: (40*10 + 30*60)/70 = 31.43, the last of four
    assert found == [(2025, "一季度", 31.43, 4), (2025, "上半年", 72.86, 3)]
    assert {row["term"] for row in asked(store, "history", office="D01")} == {"全年", "上半年"}


# Schemes


def test_the_checks_of_a_scheme(store):
    found = {
        (row["year"], row["unit_group"], row["check"]): (
            *(row["expected"], row["found"], row["previous"], row["is_failing"]),
        )
        for row in asked(store, "scheme_checks")
    }
    assert found == {
        (2025, TOWNS, "weight_sum"): (100, 100, None, False),
        (2025, TOWNS, "key_task_weight"): (40, 40, None, False),
        (2025, TOWNS, "indicator_count"): (3, 3, None, False),  # weight 0 is none of them
        (2025, TOWNS, "count_change"): (None, 3, 4, False),
        (2025, OFFICES, "weight_sum"): (100, 98, None, True),
        (2025, OFFICES, "key_task_weight"): (40, 50, None, True),
        (2025, OFFICES, "indicator_count"): (4, 3, None, True),
        (2025, OFFICES, "count_change"): (None, 3, 2, False),
        (2024, TOWNS, "weight_sum"): (100, 100, None, False),
        (2024, TOWNS, "key_task_weight"): (40, 40, None, False),
        (2024, TOWNS, "indicator_count"): (4, 4, None, False),
        (2024, TOWNS, "count_change"): (None, 4, None, False),
        (2024, OFFICES, "weight_sum"): (100, 100, None, False),
        (2024, OFFICES, "key_task_weight"): (None, 60, None, True),  # no scheme was uploaded
        (2024, OFFICES, "indicator_count"): (None, 2, None, True),
        (2024, OFFICES, "count_change"): (None, 2, None, False),
    }


@pytest.mark.parametrize(
    ("area", "count"), [("150105", 8), ("150105001", 8), ("1501", 8), ("150102", 0), ("1502", 0)]
)
def test_a_scheme_is_told_of_in_the_areas_that_it_speaks_for(store, area, count):
    assert len(asked(store, "scheme_checks", area=area, year="2025")) == count


def test_weights_must_sum_to_a_hundred(special):
    found = {
        row["unit_group"]: row["is_failing"]
        for row in asked(special, "scheme_checks", area="150105001")
        if row["check"] == "weight_sum" and row["unit_group"] != "组"
    }
    assert found == {
        "三分之一": False,
        "差一点": False,  # 0.004 is rounding
        "差一分": True,
        "多一分": True,
        "没有指标": True,
    }


def test_a_scheme_without_indicators_fails_every_check(special):
    found = {row["check"]: row["is_failing"] for row in asked(special, "scheme_checks", group="没有指标")}
    assert found == {
        "weight_sum": True,
        "key_task_weight": True,
        "indicator_count": True,
        "count_change": False,
    }


# Which group a unit belongs to


def test_a_unit_belongs_to_the_nearest_scheme_above_it(special):
    found = {row["unit_id"]: (row["scheme_area"], row["rank"]) for row in asked(special, "ranking")}
    assert found == {
        "A2": ("150105000000", 1),
        "A1": ("150105000000", 2),
        "C1": ("150100000000", 1),
        "B1": ("150100000000", 2),
    }


def test_a_reader_of_the_district_sees_its_own_scheme_alone(special):
    district = Access(User("区领导", frozenset({LEADER}), "150105"))
    assert ranks(asked(special, "ranking", district)) == ranks(asked(special, "ranking", area="150105"))
    assert asked(special, "ranking", Access(User("邻区领导", frozenset({LEADER}), "150102"))) == []


# Values, choices and the data date


def test_the_key_figures_of_the_shown_term(store):
    assert asked(store, "key_figures") == [
        {
            "year": 2025,
            "term": "上半年",
            "unit_count": 7,
            "group_count": 2,
            # 12 cells of the towns less one missing and one not applicable, 9 of the departments
            "value_count": 19,
            "missing_count": 1,
            "failing_check_count": 3,
            "unmatched_count": 1,
        }
    ]
    towns = asked(store, "key_figures", group=TOWNS)[0]
    assert (towns["unit_count"], towns["value_count"], towns["failing_check_count"]) == (4, 10, 0)


def test_a_value_without_an_indicator_is_listed_and_counts_nowhere(store):
    listed = [row for row in asked(store, "rows") if row["indicator_name"] is None]
    assert [(row["unit_id"], row["indicator_id"], row["value"]) for row in listed] == [("T01", "Z99", 1)]
    assert "Z99" not in {row["indicator_id"] for row in asked(store, "sheet")}
    assert asked(store, "data_date")[0]["row_count"] == len(asked(store, "rows")) - 1 == 22


def test_the_data_date_is_that_of_the_values_shown(store):
    found = asked(store, "data_date")[0]
    assert (found["oldest_data_at"], found["newest_data_at"]) == (DATA_AT, DATA_AT)
    assert (found["first_on"], found["last_on"]) == (date(2025, 1, 1), date(2025, 6, 30))
    assert asked(store, "data_date", year="2024")[0]["last_on"] == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("term", "end"),
    [("一季度", (3, 31)), ("上半年", (6, 30)), ("前三季度", (9, 30)), ("全年", (12, 31))],
)
def test_a_term_counts_from_the_first_of_january(store, term, end):
    assert scalar(store, "term_end(2025, ?)", term) == date(2025, *end)


def test_the_choices_are_those_of_the_shown_year(store):
    def values(kind: str, **filters: Any) -> list[str]:
        return [row["value"] for row in asked(store, "choices", **filters) if row["kind"] == kind]

    assert values("year") == values("year", year="2024") == ["2025", "2024"]
    assert (values("term"), values("term", year="2024")) == (["上半年", "一季度"], ["全年"])
    assert set(values("group")) == {TOWNS, OFFICES}
    assert values("office", group=TOWNS) == ["T01", "T02", "T03", "T04"]
    assert values("office", year="2024") == ["D01", "D02", "T01", "T02", "T03"]
    assert values("office", area="150105001") == ["T01"]


@pytest.mark.parametrize(
    "name", ["key_figures", "data_date", "outcome_key_figures", "outcome_data_date", "rectification_stages"]
)
def test_without_data_the_heads_of_pages_still_answer(empty, name):
    rows = asked(empty, name)
    assert len(rows) == (4 if name == "rectification_stages" else 1)
    assert {value for row in rows for key, value in row.items() if key.endswith("_count")} <= {0, None}


# Persons


def test_leaders_are_ranked_among_the_leaders_of_their_group(store):
    found = [
        (row["person_id"], row["score"], row["rank"], row["person_count"]) for row in asked(store, "leaders")
    ]
    assert found == [
        ("P-1", 92.0, 1, 3),
        ("P-5", 92.0, 1, 3),  # 92.001 is a tie once rounded
        ("P-7", 88.0, 3, 3),
        ("P-8", None, None, 3),
        ("P-11", 95.0, 1, 2),
        ("P-13", 81.5, 2, 2),
    ]
    assert [row["rank"] for row in asked(store, "leaders", office="T03")] == [3]
    assert [row["person_id"] for row in asked(store, "leaders", year="2024")] == ["P-1"]


def test_members_are_ranked_within_their_team(store):
    found = [
        (row["unit_id"], row["person_id"], row["rank"], row["person_count"])
        for row in asked(store, "members")
    ]
    assert found == [
        ("T01", "P-2", 1, 3),
        ("T01", "P-3", 1, 3),
        ("T01", "P-4", 3, 3),
        ("T02", "P-6", 1, 1),
        ("D01", "P-12", 1, 1),
    ]


def test_the_share_of_excellent_is_of_those_graded(store):
    found = {
        (row["unit_group"], row["is_leader"]): (
            row["excellent_count"],
            row["graded_count"],
            row["person_count"],
        )
        for row in asked(store, "posts")
    }
    assert found == {
        (TOWNS, True): (2, 3, 4),
        (TOWNS, False): (1, 3, 4),
        (OFFICES, True): (1, 2, 2),
        (OFFICES, False): (0, 1, 1),
    }
    assert next(row for row in asked(store, "posts"))["excellent_share"] == pytest.approx(2 / 3)
    assert [row["ungraded_count"] for row in asked(store, "posts")] == [1, 1, 0, 0]
    keys = ("is_leader", "person_count", "graded_count", "excellent_count", "excellent_share")
    assert [tuple(row[key] for key in keys) for row in asked(store, "post_kinds")] == [
        (True, 6, 5, 3, pytest.approx(0.6)),
        (False, 5, 4, 1, pytest.approx(0.25)),
    ]


def test_grades_are_those_of_the_last_year_that_has_any(
    opened_store: OpenedStore, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = opened_store("grades")
    files = {
        "appraisal_units": "年度,单位编号,单位名称,考核组,区划代码\n"
        + "".join(f"{year},A1,甲街道,组,150105001\n" for year in (2023, 2024, 2025)),
        "appraisal_people": "年度,人员代号,单位编号,是否一把手,等次\n"
        "2023,R-1,A1,是,称职\n2024,R-1,A1,是,优秀\n2025,R-1,A1,是,\n",
    }
    folder = tmp_path_factory.mktemp("grades")
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
        published(store, name, folder / f"{name}.csv", area="150105", as_of=DATA_AT)

    def shown(**filters: Any) -> list[tuple[int, int, int]]:
        rows = asked(store, "posts", **filters)
        return [(row["year"], row["excellent_count"], row["ungraded_count"]) for row in rows]

    assert shown() == shown(year="2025") == shown(year="2024") == [(2024, 1, 0)]
    assert shown(year="2023") == [(2023, 0, 0)]


def test_peers_are_rated_without_their_raters_leniency(store):
    """T01: truth 90, 85, 80, 75 with leniency +2, -1, -1, 0; T02 has one rater each, D01 falls into two halves."""
    found = {row["person_id"]: row for row in asked(store, "peers")}
    adjusted = [found[person]["adjusted_score"] for person in ("P-1", "P-2", "P-3", "P-4")]
    assert adjusted == pytest.approx([90, 85, 80, 75])
    assert {person for person, row in found.items() if row["is_withheld"]} == {"P-5", "P-6"}
    assert {
        person for person, row in found.items() if not row["is_connected"] and not row["is_withheld"]
    } == {
        "P-11",
        "P-12",
    }


def test_teams_say_whether_their_order_moved(store):
    keys = ("unit_id", "person_count", "withheld_count", "is_connected", "moved_place_count")
    assert [tuple(row[key] for key in keys) for row in asked(store, "peer_teams")] == [
        ("D01", 2, 0, False, 0),
        ("T01", 4, 0, True, 0),
        ("T02", 2, 2, False, 0),
    ]


def test_the_points_of_a_unit_by_dimension_are_its_score(store):
    scores = {row["unit_id"]: row["score"] for row in asked(store, "ranking")}
    points: dict[str, float] = {}
    for row in asked(store, "dimensions"):
        points[row["unit_id"]] = points.get(row["unit_id"], 0) + (row["points"] or 0)
    assert points == {unit: pytest.approx(score, abs=0.005) for unit, score in scores.items()}
    assert {row["dimension"] for row in asked(store, "dimensions", group=OFFICES)} == {"服务质效", "作风建设"}


def test_each_unit_moved_once_with_what_moved_it(store):
    moves, units = asked(store, "moves"), asked(store, "unit_moves")
    assert sorted(row["unit_id"] for row in units) == sorted({row["unit_id"] for row in moves})
    first = next(row for row in units if row["unit_id"] == "T01")
    assert (first["raised_by"], first["raised_points"]) == (["信访件次", "设施农业产值"], [30, 16])
    assert (first["rank_before"], first["rank"], first["lowered_by"]) == (3, 1, [])


def test_the_totals_of_the_ranking(store):
    assert asked(store, "rank_totals") == [
        {
            "group_count": 2,
            "unit_count": 7,
            "ranked_count": 5,
            "unranked_count": 2,  # T03 lacks a third of its weight, D02 half
            "missing_count": 2,
            "missing_unit_count": 2,
            "above_full_count": 1,  # T03 in Z01, whose cap is 120
        }
    ]
    assert asked(store, "rank_totals", group=OFFICES)[0]["unit_count"] == 3


def test_no_answer_names_a_rater(store):
    """P-21 to P-26 only ever rated."""
    for name in questions():
        if name.startswith("appraisal/"):
            is_search = "sought" in filters_for(name)
            filters: dict[str, Any] = {"sought": "局"} if is_search else {}
            answer = run(store, name, EVERYTHING, **filters)
            assert answer.rows, name
            assert not (is_search and run(store, name, EVERYTHING, sought="P-2").rows), name
            assert "rater_id" not in answer.columns, name
            assert "P-2" not in {
                str(value)[:3] for row in answer.rows for value in row.values() if len(str(value)) == 4
            }


@pytest.mark.parametrize(
    "name",
    [
        *("posts", "leaders", "members", "peers", "outcomes", "outcome_rows", "trainings"),
        *("outcome_key_figures", "outcome_data_date", "rectification_stages", "rectification_rows"),
        *("post_kinds", "award_kinds", "peer_teams", "rectification_units"),
    ],
)
def test_what_is_about_persons_is_restricted(name):
    assert question_of(f"appraisal/{name}").is_restricted


def test_what_is_about_units_is_not_restricted():
    restricted = {name for name in questions() if question_of(name).is_restricted}
    for name in (
        "sheet",
        "ranking",
        "intervals",
        "sensitivity",
        "moves",
        "history",
        "rows",
        "key_figures",
        "dimensions",
    ):
        assert f"appraisal/{name}" not in restricted
    for name in ("scheme_checks", "choices", "data_date"):
        assert f"appraisal/{name}" not in restricted


# Outcomes and rectification


def test_outcomes_are_counted_by_group_and_kind_in_the_order_of_the_loop(store):
    found = [
        (row["unit_group"], row["outcome_kind"], row["outcome_count"]) for row in asked(store, "outcomes")
    ]
    assert found == [
        (TOWNS, "嘉奖", 2),
        (TOWNS, "记个人三等功", 1),
        (TOWNS, "晋升职级", 1),
        (TOWNS, "约谈提醒", 2),
        (TOWNS, "靶向式专题培训", 1),
        (TOWNS, "二次约谈", 1),  # that of 11-05 lies after the data date
        (OFFICES, "提拔或进一步使用", 1),
        (OFFICES, "全盟担当作为好干部", 1),
        (OFFICES, "约谈提醒", 1),
        (OFFICES, "靶向式专题培训", 2),
    ]
    awards = [
        (row["outcome_kind"], row["outcome_count"], row["person_count"])
        for row in asked(store, "award_kinds")
    ]
    assert awards == [
        ("嘉奖", 2, 2),
        ("记个人三等功", 1, 1),
        ("晋升职级", 1, 1),
        ("提拔或进一步使用", 1, 1),
        ("全盟担当作为好干部", 1, 1),
    ]
    assert len(asked(store, "outcome_rows")) == sum(count for _group, _kind, count in found)
    assert [row["outcome_id"] for row in asked(store, "outcome_rows", year="2024")] == ["JG-01"]


def test_trainings_by_topic(store):
    found = [(row["topic"], row["training_count"], row["unit_count"]) for row in asked(store, "trainings")]
    assert found == [("项目审批与要素保障", 2, 2), (None, 1, 1)]


def test_an_outcome_after_the_data_date_is_counted_apart(store):
    found = asked(store, "outcome_data_date")[0]
    assert (found["row_count"], found["upload_count"], found["future_count"]) == (19, 2, 1)
    assert (found["first_on"], found["last_on"]) == (date(2025, 7, 10), date(2025, 11, 4))


@pytest.mark.parametrize(
    ("due", "done", "moment", "state"),
    [
        (date(2025, 9, 30), date(2025, 9, 30), DATA_AT, "on_time"),
        (date(2025, 9, 30), date(2025, 10, 1), DATA_AT, "late"),
        (date(2025, 11, 4), None, datetime(2025, 11, 4, 23, 59, 59), "waiting"),  # the day counts whole
        (date(2025, 11, 4), None, datetime(2025, 11, 5), "overdue"),
        (date(2025, 9, 30), date(2025, 8, 1), datetime(2025, 12, 1), "on_time"),
    ],
)
def test_the_state_of_a_rectification(store, due, done, moment, state):
    assert scalar(store, "rectification_state(?, ?, ?)", due, done, moment) == state


def test_every_item_has_its_state_at_the_data_date(store):
    found = {
        row["item_id"]: (row["state"], row["days_left"], row["has_second_talk"])
        for row in asked(store, "rectification_rows")
    }
    assert found == {
        "ZG-1": ("on_time", None, True),
        "ZG-2": ("late", None, True),
        "ZG-3": ("waiting", 0, False),
        "ZG-4": ("overdue", -1, False),
        "ZG-5": ("waiting", 27, False),  # done four days after the data date: not known yet
        "ZG-6": ("on_time", None, False),
    }


def test_the_stages_of_rectification(store):
    found = {row.pop("stage"): row for row in (dict(one) for one in asked(store, "rectification_stages"))}
    counts = {
        stage: (row["item_count"], row["unit_count"], row["person_count"]) for stage, row in found.items()
    }
    assert counts == {
        "talk": (3, 3, 1),
        "rectify": (6, 4, 2),
        "look_back": (3, 2, 1),
        "second_talk": (1, 1, 0),
    }
    names = ("on_time_count", "late_count", "overdue_count", "waiting_count", "counted_count")
    assert [found["rectify"][name] for name in names] == [2, 1, 1, 2, 4]
    assert found["look_back"]["look_back_unknown_count"] == 0
    assert {found[stage][name] for stage in ("talk", "look_back", "second_talk") for name in names} == {None}
    assert found["look_back"]["effective_count"] == 2
    assert [row["talked_unit_share"] for row in found.values()] == pytest.approx([1, 4 / 3, 2 / 3, 1 / 3])


def test_rectification_by_unit_those_with_most_overdue_first(store):
    keys = (
        "unit_id",
        "item_count",
        "on_time_count",
        "late_count",
        "waiting_count",
        "overdue_count",
        "on_time_share",
    )
    assert [tuple(row[key] for key in keys) for row in asked(store, "rectification_units")] == [
        ("D02", 2, 0, 0, 1, 1, 0),  # ZG-3 is due on the data date, ZG-4 the day before
        ("T04", 1, 0, 0, 1, 0, None),  # ZG-5 was done after the data date
        ("T01", 1, 1, 0, 0, 0, 1),
        ("T03", 2, 1, 1, 0, 0, 0.5),  # ZG-1 on its day, ZG-2 the day after
    ]


def test_the_key_figures_of_outcomes(store):
    assert asked(store, "outcome_key_figures") == [
        {
            "award_count": 6,
            "talk_count": 3,
            "training_count": 3,
            "item_count": 6,
            "open_count": 3,
            "overdue_count": 1,
            "closed_on_time_count": 2,
            "closed_share_numerator": 2,
            "closed_share_denominator": 4,
            "closed_share": 0.5,
            "waiting_count": 2,  # ZG-3 and ZG-5
            "looked_back_count": 3,
            "effective_count": 2,
            "second_talk_count": 1,
            "look_back_known_count": 3,
            "talked_twice_unit_count": 1,
            "talked_twice_person_count": 0,
        }
    ]


def test_only_what_had_happened_by_the_moment_counts(store):
    """2025-09-30: no second talk, no look-back but ZG-6's, ZG-2 not done, and the talk of 11-04 not yet held."""
    found = {
        row["item_id"]: (row["state"], row["look_back_result"], row["has_second_talk"])
        for row in asked(store, "rectification_rows", as_of="2025-09-30")
    }
    assert found == {
        "ZG-1": ("on_time", None, False),
        "ZG-2": ("waiting", None, False),
        "ZG-3": ("waiting", None, False),
        "ZG-4": ("waiting", None, False),
        "ZG-6": ("on_time", "整改到位", False),
    }
    assert asked(store, "outcome_key_figures", as_of="2025-07-11")[0]["talk_count"] == 1
    assert [row["outcome_id"] for row in asked(store, "outcome_rows", as_of="2024-12-31")] == ["JG-01"]


def test_persons_and_units_talked_to_twice(special):
    """A: two talks; B: a second talk whose first was last year; C: two persons talked to once each."""
    found = asked(special, "outcome_key_figures")[0]
    assert (found["talked_twice_unit_count"], found["talked_twice_person_count"]) == (2, 1)
