"""赛罕区 of the demonstration has rows in every system, and so has each of its streets."""

import pytest

from tests.demo_sheets import SHEETS, within
from tests.given import given
from zhiping.demo.tables import HOME

STREETS = [row["区划代码"] for row in within(HOME, "areas") if row["层级"] == "苏木乡镇街道"]
OF_STREETS = (
    "tickets",
    "stations",
    "merchants",
    "workers",
    "redemptions",
    "courtyards",
    "courtyard_activities",
    *given("WORKED"),
)
OF_UNITS = ("appraisal_units", "appraisal_values", "appraisal_people")


@pytest.mark.parametrize("street", STREETS)
def test_every_street_has_rows_of_every_system(street: str) -> None:
    assert {name for name in (*OF_STREETS, *OF_UNITS) if not within(street, name)} == set()


def test_the_district_has_rows_of_every_dataset_that_lies_somewhere() -> None:
    everywhere = {"holidays", "ticket_limits", "rate_weights", "published_figures"}
    assert {name for name in SHEETS if name not in everywhere and not within(HOME, name)} == set()
    assert {row["小院类型"] for row in within(HOME, "courtyards")} == {"红色", "和谐", "振兴", "石榴"}
    assert {row["活动类型"] for row in within(HOME, "courtyard_activities")} == {
        row["活动类型"] for row in SHEETS["courtyard_activities"]
    }
