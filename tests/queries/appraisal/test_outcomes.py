"""Outcomes of the hand-made appraisals, and what is to be put right."""

from datetime import date, datetime

import pytest

from tests.queries.appraisal.appraised import OFFICES, TOWNS, asked, scalar
from tests.queries.conftest import DATA_AT

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
