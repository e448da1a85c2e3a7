"""The courtyards of the hand-made rows, each figure counted by hand; the names of the courtyards say their case."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from tests.publishing import published
from tests.queries.conftest import DATA_AT, NEIGHBOUR_DATA_AT, WORKED, OpenedStore
from zhiping.access.permissions import CLERK, DEMO_USER, LEADER, Access, User
from zhiping.asking.run import run
from zhiping.contracts.kinds import Row
from zhiping.store.publishing import Store

HERE = "150105"
LATER = datetime(2025, 11, 6, 18)
NEIGHBOUR_ACTIVITIES_AT = datetime(2025, 10, 31, 18)
Asked = Callable[..., list[Row]]


@pytest.fixture(scope="module")
def courtyard_store(opened_store: OpenedStore) -> Store:
    """150105 up to DATA_AT, with a later mistake undone; 150102 with activities of one of its two streets."""
    store = opened_store("courtyards")
    published(store, "areas", WORKED / "courtyards-areas.csv", as_of=DATA_AT)
    published(store, "courtyards", WORKED / "courtyards.csv", area=HERE, as_of=DATA_AT)
    published(store, "courtyard_activities", WORKED / "courtyard_activities.csv", area=HERE, as_of=DATA_AT)
    mistake = published(
        store, "courtyard_activities", WORKED / "courtyard_activities-undone.csv", area=HERE, as_of=LATER
    )
    store.undo(mistake.receipt, user="填报员", now=datetime(2025, 11, 6, 20))
    published(
        store, "courtyards", WORKED / "courtyards-neighbour.csv", area="150102", as_of=NEIGHBOUR_DATA_AT
    )
    published(
        store,
        "courtyard_activities",
        WORKED / "courtyard_activities-neighbour.csv",
        area="150102001",
        as_of=NEIGHBOUR_ACTIVITIES_AT,
        is_demo=True,
    )
    return store


@pytest.fixture(scope="module")
def asked(courtyard_store: Store) -> Asked:
    """`asked("silent", area="150105")`: the rows of courtyards/silent."""

    def rows(question: str, **filters: Any) -> list[Row]:
        return run(courtyard_store, f"courtyards/{question}", Access(DEMO_USER), **filters).rows

    return rows


def _part(row: Row, *keys: str) -> tuple[Any, ...]:
    return tuple(row[key] for key in keys)


def _ids(rows: list[Row]) -> list[str]:
    return sorted(row["courtyard_id"] for row in rows)


def test_the_figures_counted_by_hand(asked: Asked) -> None:
    assert asked("key_figures", area=HERE) == [
        {
            "courtyard_count": 14,  # all but K08
            "open_count": 12,  # without K07 and K13
            "activity_count": 19,  # without H11 (closing day), H12 (K08) and H18 (the day after)
            "case_count": 38,
            "lecture_count": 6,  # H01 2, H02 3, H20 1
            "opinion_count": 6,  # H03 4, H09 0, H10 2
            "opinion_settled_count": 5,
            "dispute_count": 4,  # H04 2, H05 1, H19 1
            "dispute_settled_count": 3,
            "livelihood_count": 9,  # H06 3, H07 5, H17 1
            "livelihood_settled_count": 1,  # H06 says 4 of 3 and counts in no share
            "settleable_count": 15,  # 6 + (4 - 1) + (9 - 3)
            "settled_count": 9,
            "settled_share": 0.6,
            "unknown_settled_count": 1,  # H05
            "fault_count": 1,  # H06
            "lectures_per_courtyard": 6 / 14,
            "opinions_per_courtyard": 6 / 14,
            "disputes_settled_per_courtyard": 3 / 14,
            "livelihood_settled_per_courtyard": 1 / 14,
            "visit_count": 307,
            "population": 5000,
            "cases_per_1000": 7.6,
            "silent_count": 5,
            "never_active_count": 4,  # K04, K05, K06, K09
            "unplaced_count": 2,  # K06, K11
            "village_count": 5,
            "village_with_courtyard_count": 3,  # in 展览馆社区 both have closed
            "village_share": 0.6,
            "missing_village_count": 2,
            "after_closing_count": 1,  # H11
            "not_yet_open_count": 1,  # K08
            "future_count": 1,  # H18
        }
    ]


@pytest.mark.parametrize(
    ("days", "silent"),
    [
        ("30", {"K03": 31, "K05": 31, "K06": None, "K14": 90, "K15": 91}),
        ("90", {"K06": None, "K15": 91}),
    ],
)
def test_silent_is_longer_than_so_many_days(days: str, silent: dict[str, int | None], asked: Asked) -> None:
    rows = asked("silent", area=HERE, silent=days)
    assert {row["courtyard_id"]: row["silent_days"] for row in rows} == silent
    assert asked("key_figures", area=HERE, silent=days)[0]["silent_count"] == len(silent)
    assert [row["silent_days"] for row in rows] == sorted(silent.values(), key=lambda n: -(n or 999))
    listed = {row["courtyard_id"]: row for row in asked("list", area=HERE, silent=days)}
    assert {key: row["silent_days"] for key, row in listed.items() if row["is_silent"]} == silent
    assert _part(listed["K01"], "longitude", "latitude") == (111.68, 40.8)
    assert _part(listed["K06"], "longitude", "latitude") == (None, None)
    points = asked("points", area=HERE, silent=days)
    assert {row["courtyard_id"] for row in points if row["is_silent"]} == silent.keys() - {"K06"}


def test_each_area_is_judged_at_its_own_date(asked: Asked) -> None:
    """Activities of 150102001 end on 31 October; of 150102002 none ever came, so its register's date holds."""
    listed = {row["courtyard_id"]: row for row in asked("list", area="150102")}
    assert listed.keys() == {"L01", "L02"}  # L03 opened the day after the activities' date
    points = {row["courtyard_id"]: row["silent_days"] for row in asked("points", area="150102")}
    assert points == {"L01": 1}
    assert asked("courtyard", courtyard="L02")[0]["silent_days"] == 1
    assert asked("courtyard", courtyard="L02")[0]["data_at"] == NEIGHBOUR_DATA_AT
    date_line = asked("data_date")[0]
    assert _part(date_line, "oldest_data_at", "newest_data_at") == (NEIGHBOUR_ACTIVITIES_AT, DATA_AT)
    assert _part(date_line, "row_count", "upload_count", "future_count") == (20, 2, 2)  # H18 and I02
    assert _part(date_line, "first_on", "last_on") == (date(2025, 6, 29), date(2025, 11, 4))
    assert date_line["has_demo"]
    assert not asked("data_date", area=HERE)[0]["has_demo"]


def test_an_undone_upload_moves_no_date_and_leaves_no_row(asked: Asked) -> None:
    assert asked("courtyard", courtyard="K01")[0]["data_at"] == DATA_AT
    assert {row["activity_id"] for row in asked("rows", courtyard="K05")} == set()
    assert [row["case_count"] for row in asked("rows", courtyard="K01")] == [3, 2]


def test_a_viewer_may_go_back_in_time(asked: Asked) -> None:
    """At the end of 29 June K07 was open, and only its activity of that day was known."""
    then = asked("key_figures", area=HERE, as_of="2025-06-29")[0]
    assert _part(then, "activity_count", "case_count", "after_closing_count", "future_count") == (1, 2, 0, 0)
    standing = {"K01", "K02", "K03", "K06", "K07", "K10", "K12", "K13", "K14", "K15"}
    assert set(_ids(asked("list", area=HERE, as_of="2025-06-29"))) == standing
    assert then["open_count"] == 10
    assert asked("courtyard", courtyard="K07", as_of="2025-06-29")[0]["is_open"]
    assert not asked("courtyard", courtyard="K07", as_of="2025-06-30T00:00:00")[0]["is_open"]
    life = _part(asked("courtyard", courtyard="K07")[0], "last_held_on", "activity_count", "silent_days")
    assert life == (date(2025, 6, 29), 1, None)
    assert asked("courtyard", courtyard="K08")[0]["is_open"] is None


@pytest.mark.parametrize(
    ("since", "until", "has_k07", "has_k11"),
    [
        ("2025-06-29", "2025-12-31", True, True),
        ("2025-06-30", "2025-12-31", False, True),  # closed on the first day of the period
        ("2025-01-01", "2025-08-15", True, True),  # K11 opened in September but held H16 on 15 August
        ("2025-01-01", "2025-08-14", True, False),
    ],
)
def test_a_courtyard_counts_while_it_stood(
    since: str, until: str, has_k07: bool, has_k11: bool, asked: Asked
) -> None:
    ids = _ids(asked("list", area=HERE, since=since, until=until))
    assert ("K07" in ids, "K11" in ids) == (has_k07, has_k11)
    assert asked("key_figures", area=HERE, since=since, until=until)[0]["courtyard_count"] == len(ids)


def test_a_month_without_an_activity_counts_nothing_and_a_month_that_has_not_ended_is_incomplete(
    asked: Asked,
) -> None:
    rows = asked("trend", area=HERE)
    found = [
        (month, sum(row["value"] for row in rows if row["month"] == month), is_complete)
        for month, is_complete in dict.fromkeys(_part(row, "month", "is_complete") for row in rows)
    ]
    assert found == [
        (date(2025, 6, 1), 2, True),
        (date(2025, 7, 1), 0, True),
        (date(2025, 8, 1), 11, True),
        (date(2025, 9, 1), 4, True),
        (date(2025, 10, 1), 11, True),
        (date(2025, 11, 1), 10, False),
    ]


def test_the_months_of_one_kind_run_to_the_moment(asked: Asked) -> None:
    found = [_part(row, "month", "value") for row in asked("trend", area=HERE, activity="红色教育")]
    counts = {6: 0, 7: 0, 8: 0, 9: 3, 10: 0, 11: 0}  # from the first activity of any kind: silence counts
    assert found == [(date(2025, month, 1), count) for month, count in counts.items()]
    cut = asked("trend", area=HERE, activity="红色教育", until="2025-10-30")
    assert [_part(row, "month", "is_complete") for row in cut] == [
        *((date(2025, month, 1), True) for month in (6, 7, 8, 9)),
        (date(2025, 10, 1), False),
    ]


def test_what_is_not_settled_has_no_settled_count(asked: Asked) -> None:
    kinds = {row["activity_kind"]: row for row in asked("activities", area=HERE)}
    keys = ("activity_count", "case_count", "settleable_count", "settled_count", "unknown_settled_count")
    assert _part(kinds["民生问题"], *keys) == (3, 9, 6, 1, 0)
    assert _part(kinds["矛盾纠纷"], *keys) == (3, 4, 3, 3, 1)
    assert _part(kinds["民族团结"], *keys) == (3, 3, None, None, None)  # H08 says that 1 was settled
    assert kinds["民族团结"]["settled_share"] is None
    assert kinds["助餐"]["per_1000"] == 1.8
    months = asked("months", area=HERE)
    assert {row["settled_count"] for row in months if row["activity_kind"] == "民族团结"} == {None}
    july = {row["activity_kind"]: row["settled_count"] for row in months if row["month"] == date(2025, 7, 1)}
    assert july["矛盾纠纷"] == 0


def test_the_months_of_all_kinds_together(asked: Asked) -> None:
    rows = asked("month_totals", area=HERE)
    assert [_part(row, "month", "activity_count", "lecture_count", "is_complete") for row in rows] == [
        (date(2025, 6, 1), 1, 0, True),  # H10; H11 was held on the closing day
        (date(2025, 7, 1), 0, 0, True),
        (date(2025, 8, 1), 5, 0, True),
        (date(2025, 9, 1), 2, 3, True),  # H02, H05
        (date(2025, 10, 1), 7, 3, True),  # H01 2, H20 1
        (date(2025, 11, 1), 4, 0, False),  # H13 to H15, H17
    ]
    assert asked("month_totals", area="150105003") == []


def test_visits_that_nobody_counted_are_unknown_and_not_none(asked: Asked) -> None:
    visits = {row["activity_kind"]: row["visit_count"] for row in asked("activities", area=HERE)}
    assert (visits["意见建议"], visits["助餐"]) == (None, 150)
    assert asked("key_figures", area=HERE, since="2025-07-01", until="2025-07-31")[0]["visit_count"] == 0


def test_the_kinds_of_courtyards(asked: Asked) -> None:
    keys = ("courtyard_count", "open_count", "activity_count", "case_count", "settled_share", "silent_count")
    rows = asked("kinds", area=HERE)
    assert {row["courtyard_kind"]: _part(row, *keys) for row in rows} == {
        "红色": (3, 3, 5, 14, None, 0),
        "和谐": (4, 3, 9, 18, 0.5, 1),
        "振兴": (3, 3, 2, 2, 1.0, 1),
        "石榴": (4, 3, 3, 4, 1.0, 3),
    }
    parts = ("active_courtyard_count", "closed_courtyard_count")
    assert {row["courtyard_kind"]: _part(row, *parts) for row in rows} == {
        "红色": (3, 0),
        "和谐": (2, 1),
        "振兴": (2, 0),
        "石榴": (0, 1),
    }
    assert asked("key_figures", area=HERE, kind="和谐")[0]["case_count"] == 18


def test_the_areas_one_level_below(asked: Asked) -> None:
    keys = ("area_name", "courtyard_count", "case_count", "population", "cases_per_1000", "village_count")
    assert [_part(row, *keys) for row in asked("areas", area=HERE)] == [
        ("赛罕区", 1, 2, None, None, 0),  # recorded at the district itself: not among all its residents
        ("大学西路街道", 6, 24, None, None, 2),  # one of its two villages has no population
        ("乌兰察布东路街道", 7, 12, 2000, 6.0, 3),
    ]
    villages = asked("areas", area="150105002")
    at_village = (
        "area_name",
        "courtyard_count",
        "population",
        "village_count",
        "village_with_courtyard_count",
    )
    assert [_part(row, *at_village) for row in villages] == [
        ("乌兰察布东路街道", 1, None, 0, 0),
        ("学苑社区", 4, 1000, 1, 1),
        ("桥靠社区", 2, 500, 1, 1),
        ("没有小院的社区", 0, 300, 1, 0),
    ]
    assert [_part(row, "area_name", "population") for row in asked("areas", area="150105002002")] == [
        ("桥靠社区", 500)
    ]
    assert [row["area_name"] for row in asked("areas")] == ["新城区", "赛罕区"]


@pytest.mark.parametrize(
    ("area", "population"),
    [
        ("150105", 5000),
        ("150105002", 2000),  # its own figure, not the 1,800 of its villages
        ("150105001", None),  # one part is unknown
        ("150105001002", None),
        ("", 7000),  # the smallest area that holds all: the sum of its two districts
        ("1501", 7000),
        ("15", None),  # the city has no figure, and a sum of sums is not made
    ],
)
def test_the_population_is_known_or_it_is_not(area: str, population: int | None, asked: Asked) -> None:
    figures = asked("key_figures", area=area)[0]
    assert figures["population"] == population
    assert (figures["cases_per_1000"] is None) == (population is None)


def test_meals_and_whom_they_reach(asked: Asked) -> None:
    keys = ("courtyard_id", "meal_count", "visit_count", "visits_per_meal", "population_65", "day_count")
    rows = asked("canteens")
    assert [_part(row, *keys) for row in rows] == [("K10", 9, 150, 25.0, 60, 3)]  # H15 counted no visitors
    assert rows[0]["reached_share"] == pytest.approx(25 / 60)
    assert _part(rows[0], "first_held_on", "last_held_on") == (date(2025, 11, 1), date(2025, 11, 3))


def test_the_map_shows_what_is_open_and_has_a_place(asked: Asked) -> None:
    placed = _ids(asked("points", area=HERE))
    assert placed == ["K01", "K02", "K03", "K04", "K05", "K09", "K10", "K12", "K14", "K15"]
    figures = asked("key_figures", area=HERE)[0]
    assert figures["open_count"] == len(placed) + figures["unplaced_count"]


def test_the_rows_say_what_their_settled_number_is_worth(asked: Asked) -> None:
    rows = {row["activity_id"]: row["settle_state"] for row in asked("rows", courtyard="K02")}
    assert rows == {"H03": "known", "H04": "known", "H05": "unknown", "H06": "fault", "H07": "known"}
    assert {row["settle_state"] for row in asked("rows", activity="民族团结")} == {None}


def test_the_choices_are_those_that_occur(asked: Asked) -> None:
    rows = [_part(row, "kind", "value", "row_count") for row in asked("choices", area="150102")]
    assert rows == [("activity", "矛盾纠纷", 2), ("kind", "红色", 2), ("kind", "和谐", 1)]


def test_where_nothing_is_there_are_no_courtyards_and_no_shares(asked: Asked) -> None:
    figures = asked("key_figures", area="150103")[0]
    assert _part(figures, "courtyard_count", "activity_count", "visit_count", "settled_share") == (
        0,
        0,
        0,
        None,
    )
    assert _part(figures, "lectures_per_courtyard", "village_share", "population") == (None, None, None)
    assert asked("data_date", area="150103")[0]["row_count"] == 0
    assert asked("trend", area="150103") == []


def test_a_reader_of_one_district_is_told_its_dates_though_a_wider_upload_gave_them(
    opened_store: OpenedStore,
) -> None:
    store = opened_store("wider courtyards")
    for dataset in ("courtyards", "courtyard_activities"):
        published(store, dataset, WORKED / f"{dataset}.csv", as_of=DATA_AT)
    here = Access(User("赛罕区领导", frozenset({LEADER, CLERK}), HERE))
    figures = run(store, "courtyards/key_figures", here).rows[0]
    assert _part(figures, "courtyard_count", "activity_count") == (14, 19)
