"""The stations of the hand-made rows, each figure counted by hand; the names of stations and merchants say their case."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from tests.publishing import published
from tests.queries.conftest import DATA_AT, NEIGHBOUR_DATA_AT, WORKED, OpenedStore
from zhiping.access.permissions import DEMO_USER, LEADER, Access, User
from zhiping.asking.questions import filters_for, questions
from zhiping.asking.run import run
from zhiping.contracts.kinds import Row
from zhiping.store.publishing import Store

HERE = "150105"
WORKERS_AT = datetime(2025, 11, 3, 18)  # the registers of companies end a day before the rest
LATER = datetime(2025, 11, 6, 18)
NEIGHBOUR_REDEMPTIONS_AT = datetime(2025, 10, 31, 18)
AT_DATES = {
    "stations": DATA_AT,
    "merchants": DATA_AT,
    "workers": WORKERS_AT,
    "redemptions": DATA_AT,
}
QUESTIONS = [name for name in questions() if name.startswith("stations/")]
Asked = Callable[..., list[Row]]


@pytest.fixture(scope="module")
def station_store(opened_store: OpenedStore) -> Store:
    """150105 up to AT_DATES, with a later mistake undone; 150102 with redemptions that end earlier than the rest."""
    store = opened_store("stations")
    published(store, "areas", WORKED / "stations-areas.csv", as_of=DATA_AT)
    published(store, "holidays", WORKED / "holidays.csv", as_of=DATA_AT)
    for dataset, as_of in AT_DATES.items():
        published(store, dataset, WORKED / f"{dataset}.csv", area=HERE, as_of=as_of)
    mistake = published(store, "redemptions", WORKED / "redemptions-undone.csv", area=HERE, as_of=LATER)
    store.undo(mistake.receipt, user="填报员", now=datetime(2025, 11, 6, 20))
    for dataset in ("stations", "merchants", "workers"):
        published(store, dataset, WORKED / f"{dataset}-neighbour.csv", area="150102", as_of=NEIGHBOUR_DATA_AT)
    published(
        store,
        "redemptions",
        WORKED / "redemptions-neighbour.csv",
        area="150102",
        as_of=NEIGHBOUR_REDEMPTIONS_AT,
        is_demo=True,
    )
    return store


@pytest.fixture(scope="module")
def asked(station_store: Store) -> Asked:
    """`asked("shops", area="150105")`: the rows of stations/shops."""

    def rows(question: str, **filters: Any) -> list[Row]:
        return run(station_store, f"stations/{question}", Access(DEMO_USER), **filters).rows

    return rows


def _part(row: Row, *keys: str) -> tuple[Any, ...]:
    return tuple(row[key] for key in keys)


def _by(rows: list[Row], key: str, *keys: str) -> dict[Any, Any]:
    return {row[key]: _part(row, *keys) if len(keys) > 1 else row[keys[0]] for row in rows}


def test_the_figures_counted_by_hand(asked: Asked) -> None:
    assert asked("key_figures", area=HERE) == [
        {
            "station_count": 6,  # all but S07, which was withdrawn
            "suspended_count": 1,  # S06
            "stale_count": 2,  # S03, S06
            "undated_count": 2,  # S04, S05
            "oldest_data_at": DATA_AT,
            "newest_data_at": DATA_AT,
            "merchant_count": 5,  # without M04 (out of force) and M05 (joins the day after)
            "pharmacy_count": 3,  # M01, M02, M07
            "unplaced_merchant_count": 1,  # M02
            "worker_count": 7,  # W01, W02, W04, W07, W08, W09, W11
            "verified_count": 4,  # W01, W04, W08, W11; W07 only the day after
            "verified_share": 4 / 7,
            "registration_count": 9,  # W01 and W11 twice
            "workers_per_station": 7 / 6,
            "workers_per_merchant": 7 / 5,
            "workers_per_pharmacy": 7 / 3,
            "redemption_count": 12,  # without R09, a second after the data date
            "saved_yuan": 29.95,
            "used_worker_count": 6,  # the enrolled but W07
            "used_share": 6 / 7,
        }
    ]


def test_the_figures_of_the_discounts_counted_by_hand(asked: Asked) -> None:
    assert asked("benefit_key_figures", area=HERE) == [
        {
            "redemption_count": 12,
            "redeemed_merchant_count": 6,
            "amount_yuan": 320.5,
            "saved_yuan": 29.95,
            "unknown_saved_count": 2,  # R03 left it empty, R10 saved 9 of 8 yuan
            "used_worker_count": 6,
            "enrolled_worker_count": 7,
            "used_share": 6 / 7,
            "merchant_count": 5,
            "unused_merchant_count": 1,  # M06
            "used_merchant_count": 4,
            "saved_yuan_per_redemption": pytest.approx(29.95 / 10),
            "unknown_worker_count": 3,  # R06 by W05, R08 by W99, R13 by W06; W03 of R07 was enrolled then
            "future_count": 1,
        }
    ]


@pytest.mark.parametrize(
    ("moment", "enrolled"),
    [
        ("2025-01-01T00:00:00", 2),  # W03 and W04
        ("2025-02-10T00:00:00", 4),  # and W01, W02
        ("2025-03-01T00:00:00", 4),  # W01 a second time
        ("2025-08-01T00:00:00", 8),  # and W08, W09, W10 and W11
        ("2025-09-30T23:59:59", 8),
        ("2025-10-01T00:00:00", 7),  # W10 is 在册 still, but has left
        ("2025-11-02T23:59:59", 7),
        ("2025-11-03T00:00:00", 7),  # W03 has left, W07 has come
        ("2025-11-04T12:00:00", 7),  # the register ends on the third: W06 has not come, W04 has not left
    ],
)
def test_a_worker_counts_from_the_day_of_enrolling_until_the_day_of_leaving(
    moment: str, enrolled: int, asked: Asked
) -> None:
    assert asked("key_figures", area=HERE, as_of=moment)[0]["worker_count"] == enrolled


def test_a_person_of_two_companies_or_areas_is_one_person(asked: Asked) -> None:
    keys = ("registration_count", "verified_count", "left_count")
    assert _by(asked("companies", area=HERE), "company", *keys) == {
        "甲外卖": (6, 3, 2),
        "乙快递": (2, 0, 1),
        "丙网约车": (1, 1, 0),
    }
    here, there, both = (asked("key_figures", area=area)[0] for area in (HERE, "150102", ""))
    assert [one["worker_count"] for one in (here, there, both)] == [7, 2, 8]  # W02 rides in both
    assert [one["verified_count"] for one in (here, there, both)] == [4, 1, 5]  # and is verified in one
    villages = _by(asked("areas", area="150105002"), "area_code", "worker_count")
    assert sum(villages.values()) == 5
    assert asked("key_figures", area="150105002")[0]["worker_count"] == 4  # W11 is in two villages


def test_each_dataset_and_area_is_judged_at_its_own_date(asked: Asked) -> None:
    keys = ("stale_count", "undated_count", "oldest_data_at", "newest_data_at")
    there, both = (asked("key_figures", area=area)[0] for area in ("150102", ""))
    assert _part(there, *keys) == (1, 0, NEIGHBOUR_DATA_AT, NEIGHBOUR_DATA_AT)  # T02; T01 is 30 days old
    assert _part(both, *keys) == (3, 2, NEIGHBOUR_DATA_AT, DATA_AT)
    there = asked("benefit_key_figures", area="150102")[0]
    keys = ("redemption_count", "used_worker_count", "enrolled_worker_count", "unknown_worker_count")
    assert _part(there, *keys) == (2, 1, 2, 1)  # W01 of Q03 is enrolled across the border only
    assert there["future_count"] == 1  # Q02
    line = asked("data_date")[0]
    assert _part(line, "oldest_data_at", "newest_data_at") == (NEIGHBOUR_REDEMPTIONS_AT, DATA_AT)
    assert _part(line, "row_count", "upload_count", "future_count", "has_demo") == (8, 8, 2, True)
    assert _part(line, "first_on", "last_on") == (date(2025, 8, 5), date(2025, 11, 4))
    here = asked("data_date", area=HERE)[0]
    assert _part(here, "oldest_data_at", "row_count", "has_demo") == (WORKERS_AT, 6, False)


def test_an_undone_upload_moves_no_date_and_leaves_no_row(asked: Asked) -> None:
    rows = _by(asked("benefit_rows", area=HERE), "redemption_id", "saved_yuan")
    assert rows.keys() == {f"R{n:02}" for n in range(1, 14)} - {"R09"}
    assert rows["R01"] == 3.3
    assert asked("data_date", area=HERE)[0]["newest_data_at"] == DATA_AT


def test_a_viewer_may_go_back_in_time(asked: Asked) -> None:
    then = asked("benefit_key_figures", area=HERE, as_of="2025-09-15T09:00:00")[0]
    assert _part(then, "redemption_count", "used_worker_count", "future_count") == (2, 2, 0)  # R05, R11
    listed = asked("list", area=HERE, as_of="2025-10-05T17:59:59", at="2025-10-05T17:59:59")
    assert listed[1]["stale_days"] is None  # S02 later on
    joined = [row["merchant_id"] for row in asked("shops", area=HERE, as_of="2025-11-03")]
    assert joined == ["M01", "M02", "M03", "M07"]


@pytest.mark.parametrize(
    ("services", "found"),
    [
        ("休息", {"S01", "S02", "S05", "S06"}),
        ("饮水,休息", {"S01", "S02", "S06"}),  # all of them, in whatever order
        ("充电", {"S01", "S03"}),
        ("休息,充电,饮水,热饭", {"S01"}),
        ("母婴", set()),  # S07 was withdrawn
    ],
)
def test_a_station_is_chosen_when_it_has_all_the_asked_services(
    services: str, found: set[str], asked: Asked
) -> None:
    assert {row["station_id"] for row in asked("list", area=HERE, services=services)} == found


def test_the_list_says_what_is_open_at_the_asked_minute(asked: Asked) -> None:
    states = _by(asked("list", area=HERE, at="2025-11-04T17:59"), "station_id", "state")
    assert states == {
        "S01": "open",
        "S02": "open",
        "S03": "closed",
        "S04": "unknown",
        "S05": "open",
        "S06": "suspended",
    }
    keys = (
        "station_count",
        "open_count",
        "closing_soon_count",
        "closed_count",
        "unknown_count",
        "suspended_count",
    )
    # S02 and S05 close at 18:00
    assert _part(asked("now", area=HERE, at="2025-11-04T17:59")[0], *keys) == (6, 3, 2, 1, 1, 1)
    assert _part(asked("now", area=HERE, at="2025-11-04T16:59")[0], *keys) == (6, 3, 0, 1, 1, 1)
    noon, evening = (asked("now", area=HERE, at=f"2025-11-04T{at}")[0] for at in ("12:00", "18:00"))
    assert _part(noon, "stale_count", "undated_count") == (1, 2)  # S06; S04 and S05
    assert _part(evening, "stale_count", "undated_count") == (2, 2)  # S03 is 30 days old since six hours
    # a holiday of the table, though a Wednesday
    assert _by(asked("list", area=HERE, at="2025-10-08T12:00"), "station_id", "state")["S02"] == "closed"
    closed = asked("list", area=HERE, at="2025-11-04T18:00", opening="closed")
    assert [row["station_id"] for row in closed] == ["S02", "S05", "S03"]
    assert [row["day"] for row in asked("holidays")][:2] == [date(2025, 10, 1), date(2025, 10, 8)]


def test_how_old_a_record_is_is_judged_at_the_minute_of_the_opening_hours(asked: Asked) -> None:
    def stale(moment: str) -> dict[str, tuple[Any, ...]]:
        return _by(asked("list", at=moment), "station_id", "stale_days", "is_stale")

    at_data_date = {
        "S01": (3, False),
        "S02": (30, False),
        "S03": (30, True),
        "S04": (None, None),
        "S05": (None, None),  # an update after the data date tells nothing, then and later
        "S06": (64, True),
        "T01": (31, True),  # at its own area's date, a day before, it was not
        "T02": (32, True),
    }
    assert stale("2025-11-04T18:00") == at_data_date
    later = {
        key: (days and days + 387, key not in ("S04", "S05") or None)
        for key, (days, _is) in at_data_date.items()
    }
    assert stale("2026-11-26T18:00") == later
    assert stale("2025-10-01T18:00")["S01"] == (None, None)  # nothing had been said of it yet


def test_stations_open_by_weekday_and_hour(asked: Asked) -> None:
    hours = {(row["weekday"], row["hour"]): row for row in asked("open_hours", area=HERE)}
    keys = ("open_count", "unknown_count", "station_count", "worker_count")
    assert _part(hours[2, 8], *keys) == (3, 1, 5, 7)  # S01, S02, S05; S04 is unknown, S06 suspended
    assert _part(hours[2, 20], *keys) == (2, 1, 5, 7)  # S01, S03
    assert hours[2, 20]["workers_per_open_station"] == 3.5
    assert len(hours) == 168


def test_places_are_those_of_the_area_and_stations_of_everywhere(asked: Asked, station_store: Store) -> None:
    """The withdrawn S07 stands in the village of 150105002003, the suspended S06 in that of 150105002002."""
    rows = {row["place_id"]: row for row in asked("distances", area=HERE)}
    nearest = {key: (row["nearest_station_id"], row["worker_count"]) for key, row in rows.items()}
    assert nearest == {
        "150105001001": ("S01", 2),
        "150105001002": (None, 1),  # without a place
        "150105002001": ("S03", 2),
        "150105002002": ("S05", 1),
        "150105002003": ("T02", 2),  # the neighbour's
        "M01": ("S01", None),
        "M02": (None, None),
        "M03": ("T01", None),
        "M06": ("S05", None),
        "M07": ("T02", None),
    }
    assert rows["150105002003"]["metres"] == pytest.approx(1093.9, abs=0.1)
    own = Access(User("赛罕区领导", frozenset({LEADER}), HERE))
    seen = run(station_store, "stations/distances", own).rows
    assert next(row for row in seen if row["place_id"] == "M07")["nearest_station_id"] == "S05"


def test_coverage_within_a_radius(asked: Asked) -> None:
    keys = ("place_count", "unplaced_count", "within_count", "worker_count", "within_worker_count")
    near = _by(asked("coverage", area=HERE, radius="1000"), "place_kind", *keys)
    assert near == {"area": (4, 1, 3, 7, 5), "merchant": (4, 1, 3, None, None)}
    far = _by(asked("coverage", area=HERE, radius="1200"), "place_kind", *keys)
    assert far == {"area": (4, 1, 4, 7, 7), "merchant": (4, 1, 4, None, None)}
    sites = asked("next_sites", area=HERE, radius="1000")
    assert [_part(row, "place_id", "gained_worker_count", "gained_merchant_count") for row in sites] == [
        ("150105002003", 2, 1)
    ]
    assert _part(sites[0], "covered_worker_count_after", "placed_worker_count", "gained_so_far_count") == (
        7,
        7,
        2,
    )
    assert asked("next_sites", area=HERE, radius="1200") == []
    bands = asked("distance_bands", area=HERE, radius="1000")
    for kind, (places, workers) in {"area": (4, 7), "merchant": (4, None)}.items():
        own = [row for row in bands if row["place_kind"] == kind]
        assert sum(row["within_count"] for row in own) == 3
        assert {_part(row, "known_count", "known_worker_count") for row in own} == {(places, workers)}
        assert own[-1]["reached_share"] == 1


def test_the_areas_one_level_below(asked: Asked) -> None:
    keys = ("area_name", "station_count", "suspended_count", "merchant_count", "worker_count")
    assert [_part(row, *keys) for row in asked("areas", area="150105002")] == [
        ("乌兰察布东路街道", 1, 0, 1, 0),  # recorded at the street itself
        ("学苑社区", 2, 0, 1, 2),
        ("桥靠社区", 1, 1, 0, 1),
        ("没有小院的社区", 0, 0, 1, 2),
    ]
    assert [row["workers_per_station"] for row in asked("areas", area="150105002")] == [0, 1, 1, None]
    figures = [_part(row, "redemption_count", "saved_yuan") for row in asked("areas", area=HERE)]
    assert figures == [(6, 9.8), (6, 20.15)]
    assert [row["area_name"] for row in asked("areas")] == ["新城区", "赛罕区"]


def test_the_redemptions_of_a_merchant_stay_whatever_becomes_of_it(asked: Asked) -> None:
    keys = ("merchant_count", "used_merchant_count", "redemption_count", "saved_yuan", "worker_count")
    assert _by(asked("benefit_kinds", area=HERE), "kind", *keys) == {
        "药店": (3, 3, 7, 9.9, 4),  # W01, W02, W08, W11; W99 and W06 are not enrolled
        "餐饮": (1, 1, 4, 10.0, 2),  # one of them at M05, before the day on which it joins
        "超市": (0, 0, 1, 10.05, 1),  # M04 is out of force
        "理发": (1, 0, 0, 0, 0),
    }
    assert [row["kind"] for row in asked("benefit_kinds", area=HERE, shop="超市")] == ["超市"]
    assert "M04" not in _by(asked("shops", area=HERE), "merchant_id", "redemption_count")


def test_a_merchant_is_unused_in_the_asked_period(asked: Asked) -> None:
    ever = _by(asked("unused_merchants", area=HERE), "merchant_id", "last_redeemed_at")
    assert ever == {"M06": None}
    autumn = {"since": "2025-09-01", "until": "2025-11-03"}  # M06 joins only after it
    found = _by(asked("unused_merchants", area=HERE, **autumn), "merchant_id", "last_redeemed_at")
    assert found == {"M02": datetime(2025, 11, 4, 9), "M07": datetime(2025, 8, 5, 10)}
    figures = asked("benefit_key_figures", area=HERE, **autumn)[0]
    assert _part(figures, "merchant_count", "unused_merchant_count") == (4, 2)
    assert _by(asked("shops", area=HERE, shop="药店", **autumn), "merchant_id", "redemption_count") == {
        "M01": 4,
        "M02": 0,
        "M07": 0,
    }


def test_months_without_a_redemption_count_nothing_and_one_that_has_not_ended_is_incomplete(
    asked: Asked,
) -> None:
    rows = asked("benefit_months", area=HERE)
    shops = [_part(row, "month", "redemption_count", "saved_yuan") for row in rows if row["kind"] == "药店"]
    assert shops == [
        (date(2025, 8, 1), 1, 0.1),
        (date(2025, 9, 1), 0, 0),
        (date(2025, 10, 1), 4, 6.8),
        (date(2025, 11, 1), 2, 3),
    ]
    assert {row["month"].month: row["is_complete"] for row in rows} == {8: True, 9: True, 10: True, 11: False}
    assert {row["kind"] for row in rows} == {"药店", "餐饮", "超市"}


def test_the_months_of_all_kinds_of_merchants_together(asked: Asked) -> None:
    rows = asked("benefit_month_totals", area=HERE)
    keys = ("month", "redemption_count", "saved_yuan", "is_complete")
    assert [_part(row, *keys) for row in rows] == [
        (date(2025, 8, 1), 1, 0.1, True),  # R11
        (date(2025, 9, 1), 1, 10.05, True),  # R05
        (date(2025, 10, 1), 6, pytest.approx(9.8), True),  # R03 left its saving empty
        (
            date(2025, 11, 1),
            4,
            pytest.approx(10),
            False,
        ),  # R09 came after the data date, R10 saved 9 of 8 yuan
    ]
    (only_unknown,) = asked("benefit_month_totals", area=HERE, since="2025-10-30", until="2025-10-30")
    assert _part(only_unknown, "redemption_count", "saved_yuan") == (1, None)


def test_weekdays_and_hours_of_redemptions(asked: Asked) -> None:
    rows = asked("benefit_hours", area=HERE)
    assert len(rows) == 168
    used = {_part(row, "weekday", "hour"): row["redemption_count"] for row in rows if row["redemption_count"]}
    assert used == {
        (1, 9): 1,  # R05
        (1, 18): 1,  # R04
        (1, 20): 1,  # R07
        (2, 9): 1,  # R13
        (2, 10): 1,  # R11
        (2, 18): 1,  # R10
        (2, 20): 1,  # R08
        (3, 12): 1,  # R01
        (4, 8): 1,  # R03
        (4, 12): 1,  # R02
        (5, 20): 1,  # R06
        (7, 10): 1,  # R12
    }


def test_one_station_says_where_its_record_comes_from(asked: Asked) -> None:
    station = asked("station", station="S07")[0]
    assert _part(station, "status", "data_at", "published_by", "source_row") == ("撤销", DATA_AT, "填报员", 8)
    assert asked("station", station="none") == []


def test_the_choices_are_those_that_occur(asked: Asked) -> None:
    rows = [_part(row, "kind", "value", "row_count") for row in asked("choices", area="150102")]
    assert rows == [
        ("services", "阅读", 2),
        ("services", "休息", 1),
        ("shop", "药店", 1),
        ("shop", "餐饮", 1),
    ]


def test_where_nothing_is_there_are_no_stations_and_no_shares(asked: Asked) -> None:
    figures = asked("key_figures", area="150103")[0]
    assert _part(figures, "station_count", "worker_count", "saved_yuan", "used_share") == (0, 0, 0, None)
    assert _part(figures, "workers_per_station", "workers_per_pharmacy") == (None, None)
    assert asked("data_date", area="150103")[0]["row_count"] == 0
    for question in ("benefit_months", "benefit_hours", "open_hours", "areas", "next_sites"):
        assert asked(question, area="150103") == [], question
    assert [row["place_count"] for row in asked("coverage", area="150103")] == [0, 0]


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_answer_tells_one_worker_from_another(name: str, station_store: Store) -> None:
    """The code of a person is in no column, under whatever name."""
    taken = filters_for(name)
    given = {"station": "S01", "sought": "S0"}
    filters: dict[str, Any] = {key: value for key, value in given.items() if key in taken}
    answer = run(station_store, name, Access(DEMO_USER), **filters)
    assert answer.rows
    assert not {"worker_id", "occupation", "enrolled_on", "verified_on", "left_on"} & set(answer.columns)
    codes = {"V01", *(f"W{n:02}" for n in (*range(1, 12), 99))}
    assert not codes & {value for row in answer.rows for value in row.values() if isinstance(value, str)}


def test_a_reader_of_one_district_is_told_its_dates_though_a_wider_upload_gave_them(
    opened_store: OpenedStore,
) -> None:
    store = opened_store("wider stations")
    for dataset in AT_DATES:
        published(store, dataset, WORKED / f"{dataset}.csv", as_of=DATA_AT)
    own = Access(User("赛罕区领导", frozenset({LEADER}), HERE))
    figures = run(store, "stations/key_figures", own).rows[0]
    assert _part(figures, "station_count", "merchant_count", "redemption_count") == (6, 5, 12)
    assert run(store, "stations/data_date", own).rows[0]["last_receipt"] is None
