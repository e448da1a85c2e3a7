"""A locked filter narrows the rows of every question that reads its dataset, or says why it narrows none."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.given import given
from zhiping.access.permissions import DEMO_USER, LEADER, Access, NotAllowed, User
from zhiping.asking.filters import FILTERS, SYSTEM_OF
from zhiping.asking.questions import filters_for, question_of, questions
from zhiping.asking.run import run
from zhiping.contracts.filters import Filter
from zhiping.store.publishing import Store
from zhiping.store.tables import TABLES

# A value of each filter that no planted row has; `to` alone cannot keep planted rows out.
HERE = {
    "area": "150105",
    "class": "B",
    "category": "供水排水",
    "unit": "水务局",
    "ticket": "G15",
    "kind": "石榴",
    "activity": "理论宣讲",
    "courtyard": "K10",
    "year": "2024",
    "term": "前三季度",
    "group": "推动高质量发展",
    "office": "T01",
    "services": "充电",
    "station": "S01",
    "shop": "餐饮",
    "dataset": "ticket_limits",
    **given("LOCKED"),
}
# A value that planted rows have, where it is not the word itself.
PLANTED_VALUES = {
    "class": "A",
    "kind": "和谐",
    "activity": "矛盾纠纷",
    "year": "2025",
    "term": "一季度",
    "services": "阅读",
    "shop": "药店",
    **given("PLANTED_VALUES"),
}
MOMENT: dict[str, Any] = {"at": "2025-11-04T12:00"}
NARROWING = [one for one in FILTERS.values() if one.narrows or one.keeps]


def _reading(one: Filter) -> list[str]:
    """The questions about the datasets that a filter narrows, or keeps rows of; children are reached by parents."""
    if one.keeps:
        datasets = {name for name, dataset in TABLES.items() if dataset.system == SYSTEM_OF[one.key]}
    else:
        datasets = set(one.narrows)
    return [name for name in questions() if question_of(name).datasets & datasets]


def _answers(
    store: Store, one: Filter, locked: dict[str, str]
) -> Iterator[tuple[str, list[dict[str, object]]]]:
    for name in _reading(one):
        given: dict[str, Any] = MOMENT if "at" in filters_for(name) else {}
        if question_of(name).is_restricted:
            with pytest.raises(NotAllowed):
                run(store, name, Access(DEMO_USER, locked), **given)
        else:
            yield name, run(store, name, Access(DEMO_USER, locked), **given).rows


def test_every_filter_says_how_it_locks() -> None:
    silent = [
        one.key for one in FILTERS.values() if bool(one.narrows or one.narrows_every) == one.is_view_only
    ]
    assert silent == [], "a filter narrows rows or says why it is view-only, never both"
    assert [
        (one.key, dataset, column)
        for one in FILTERS.values()
        for dataset, column in one.narrows.items()
        if column not in {c.name for c in TABLES[dataset].columns}
    ] == []


@pytest.mark.parametrize("one", NARROWING, ids=lambda one: one.key)
def test_a_locked_filter_narrows_every_question_that_reads_its_dataset(one: Filter, planted: Store) -> None:
    """Whatever row shows the column, it holds the locked value; and only that value can be chosen."""
    assert _reading(one), "no question reads it"
    (column,) = {one.keeps} if one.keeps else set(one.narrows.values())
    seen = 0
    for name, rows in _answers(planted, one, {one.key: HERE[one.key]}):
        wished = HERE[one.key]
        for row in rows:
            if name.endswith("/choices"):  # its columns are those of every list of choices
                assert row["kind"] != one.key or row["value"] == wished, (name, row)
            elif isinstance(row.get(column), list):
                seen += 1
                assert wished in row[column], (name, row)  # type: ignore[operator]
            elif column in row:
                seen += 1
                assert str(row[column]) == wished, (name, row)
    assert seen or one.key in {"term", "dataset", "shop"}, "no row shows the value"


@pytest.mark.parametrize(
    "one", [o for o in NARROWING if o.key not in ("office", "dataset")], ids=lambda one: one.key
)
def test_a_given_value_does_not_open_a_lock(one: Filter, planted: Store) -> None:
    locked = Access(DEMO_USER, {one.key: HERE[one.key]})
    for name in _reading(one):
        if question_of(name).is_restricted or one.key not in filters_for(name):
            continue
        given = MOMENT if "at" in filters_for(name) else {}
        other: dict[str, Any] = {one.key: PLANTED_VALUES.get(one.key, "PLANTED")}
        assert run(planted, name, locked, **given, **other) == run(planted, name, locked, **given), name


@pytest.mark.parametrize("one", [o for o in NARROWING if o.narrows], ids=lambda one: one.key)
def test_what_is_counted_under_a_lock_holds_no_other_row(one: Filter, planted: Store, clean: Store) -> None:
    """For figures that show no value: the planted rows, which the lock keeps out, change nothing."""
    locked = {one.key: HERE[one.key]}
    children = {name for name, d in TABLES.items() if d.parent and d.parent.dataset in one.narrows}
    whole = {*one.narrows, *children, "ticket_limits", "rate_weights", "holidays"}
    for name, rows in _answers(planted, one, locked):
        if question_of(name).datasets <= whole:
            given: dict[str, Any] = MOMENT if "at" in filters_for(name) else {}
            assert rows == run(clean, name, Access(DEMO_USER, locked), **given).rows, name


def test_one_locked_ticket_is_all_that_is_read(planted: Store) -> None:
    """The case that showed the kind: a link to one ticket gave all rows."""
    locked = Access(DEMO_USER, {"ticket": "G15"})
    assert [row["ticket_id"] for row in run(planted, "tickets/rows", locked).rows] == ["G15"]
    assert run(planted, "tickets/key_figures", locked).rows[0]["ticket_count"] == 1


def test_through_a_link_no_person_is_told_of_and_all_are_counted(planted: Store) -> None:
    leader = User("领导", frozenset({LEADER}))
    hidden: set[str] = set()
    for name in questions():
        given: dict[str, Any] = MOMENT if "at" in filters_for(name) else {}
        if question_of(name).is_restricted:
            with pytest.raises(NotAllowed):  # who may read about people at home may not through a link
                run(planted, name, Access(DEMO_USER, link="x"), **given)
            continue
        columns = [c for dataset in question_of(name).datasets for c in TABLES[dataset].columns]
        personal = {c.name for c in columns if c.is_personal} - {c.name for c in columns if not c.is_personal}
        own, linked = (run(planted, name, Access(leader, link=link), **given).rows for link in ("", "x"))
        assert _without(personal, linked) == _without(personal, own), name
        for column in personal & set(own[0] if own else ()):
            told = {row[column] for row in own} - {None}
            assert told.isdisjoint(row[column] for row in linked), (name, column)
            hidden |= {column} if told else set()
    assert "title" in hidden
    (ticket,) = run(planted, "tickets/ticket", Access(leader, link="x"), ticket="G15").rows
    assert (ticket["title"], ticket["longitude"], ticket["latitude"]) == (None, None, None)


def _without(columns: set[str], rows: list[dict[str, Any]]) -> Counter[str]:
    return Counter(str({key: value for key, value in row.items() if key not in columns}) for row in rows)


def test_a_state_without_its_step_is_any_step_in_that_state(planted: Store) -> None:
    every = run(planted, "tickets/rows", Access(DEMO_USER)).rows
    steps = ("claim_state", "contact_state", "report_state", "close_state")
    overdue = [row["ticket_id"] for row in every if "overdue" in {row[step] for step in steps}]
    found = run(planted, "tickets/rows", Access(DEMO_USER), state="overdue").rows
    assert 0 < len(found) < len(every)
    assert [row["ticket_id"] for row in found] == overdue
