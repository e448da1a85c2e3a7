"""The first start: what an empty store gets, once, whole, and how it is emptied again."""

from datetime import datetime, timedelta

import pytest

from tests.templates import copied, demonstration
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.demo import demo_files
from zhiping.demo.loading import empty_demo, load_first_data
from zhiping.settings import settings_from
from zhiping.store.publishing import Store

NOW = datetime(2026, 1, 5, 9, 0)
DEMO = list(demo_files())


@pytest.fixture
def store(tmp_path):
    opened = Store(settings_from({}, data=tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def filled(tmp_path, tmp_path_factory):
    """The store of a first start with 演示数据."""
    opened = Store(settings_from({}, data=copied(tmp_path_factory, tmp_path, demonstration)))
    yield opened
    opened.close()


def uploads(store):
    rows = run(store, "uploads/history", Access(DEMO_USER)).rows
    return [(row["dataset"], row["is_demo"], row["undone_at"] is None) for row in reversed(rows)]


def test_an_empty_store_gets_the_shipped_areas_and_the_demonstration(filled):
    assert uploads(filled) == [("areas", False, True), *((name, True, True) for name in DEMO)]
    assert not filled.is_new()


def test_without_demonstration_only_the_areas(store):
    load_first_data(store, with_demo=False, now=NOW)
    assert uploads(store) == [("areas", False, True)]


def test_a_second_start_loads_nothing_more(store):
    load_first_data(store, with_demo=False, now=NOW)
    load_first_data(store, with_demo=True, now=NOW)
    assert uploads(store) == [("areas", False, True)]


def test_a_first_start_that_was_cut_off_is_finished_by_the_next_and_moves_as_far_as_it_had_begun(store):
    """It ends within the week before; what is kept by the year does not move."""
    load_first_data(store, with_demo=False, now=NOW)
    store.first_start_mark.touch()  # what a killed first start leaves
    load_first_data(store, with_demo=True, now=NOW + timedelta(days=70))
    assert uploads(store) == [("areas", False, True), *((name, True, True) for name in DEMO)]
    assert not store.is_new()
    access = Access(DEMO_USER)
    tickets = run(store, "tickets/data_date", access).rows[0]
    assert (tickets["oldest_data_at"], tickets["newest_data_at"]) == (datetime(2025, 12, 30, 18),) * 2
    assert max(row["dispatched_at"] for row in run(store, "tickets/rows", access).rows) < NOW
    assert run(store, "appraisal/data_date", access).rows[0]["newest_data_at"] == datetime(2025, 11, 4, 18)


def test_emptying_takes_the_demonstration_out_and_leaves_the_shipped_areas(filled):
    assert len(empty_demo(filled, DEMO_USER, NOW)) == len(DEMO)
    assert run(filled, "tickets/data_date", Access(DEMO_USER)).rows[0]["row_count"] == 0
    assert len(run(filled, "areas/tree", Access(DEMO_USER)).rows) == 116
    assert empty_demo(filled, DEMO_USER, NOW) == []
    assert not filled.is_new()
