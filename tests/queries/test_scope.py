"""Nobody sees a row outside their scope or a link's locked filters: not listed, not counted, not through a cache."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

import pytest

from tests.effort import IS_WHOLE
from tests.given import given
from tests.publishing import published
from tests.queries.conftest import DATA_AT, WORKED, OpenedStore
from zhiping.access.permissions import CLERK, DEMO_USER, LEADER, PEOPLE, Access, NotAllowed, User
from zhiping.asking.questions import filters_for, question_of, questions
from zhiping.asking.run import run
from zhiping.store.publishing import Store

HERE = "150105"
FILTER_VALUES = {
    "area": ("150102", "150102001000", "15"),
    "since": ("2023-01-01",),
    "until": ("2026-12-31",),
    "class": ("A",),
    "category": ("PLANTED", "供热供暖"),
    "unit": ("PLANTED", "住建局"),
    "step": ("close",),
    "state": ("overdue",),
    "within": ("8784",),
    "ticket": ("PLANTED-1", "PLANTED-4", "G15"),
    "kind": ("和谐",),
    "activity": ("矛盾纠纷",),
    "silent": ("90",),
    "courtyard": ("PLANTED-1", "K10"),
    "year": ("2025", "2024"),
    "term": ("一季度",),
    "group": ("PLANTED", "推动高质量发展"),
    "office": ("PLANTED-U1", "T01"),
    "weights": ("PLANTED:90",),
    "services": ("阅读", "休息,饮水"),
    "at": ("2025-11-04T03:30",),
    "opening": ("open", "closed", "unknown", "suspended"),
    "station": ("PLANTED-1", "S01"),
    "radius": ("300", "3000"),
    "shop": ("药店", "维修"),
    "sites": ("1", "20"),
    "dataset": ("tickets", "areas"),
    "as-of": ("2025-11-02",),
    "sought": ("PLANTED", "G1"),
    **given("TRIED"),
}
FILTERS: list[Mapping[str, str]] = [
    {},
    *({key: value} for key, values in FILTER_VALUES.items() for value in values),
    {"area": "150102", "category": "PLANTED", "unit": "PLANTED", "ticket": "PLANTED-1"},
    {"step": "close", "state": "overdue"},
]
SCOPED = Access(User("赛罕区领导", frozenset({LEADER, CLERK, PEOPLE}), HERE))
SCOPE = "scope"
READERS = {
    SCOPE: SCOPED,
    "locked area": Access(DEMO_USER, {"area": HERE}),
    "scope and a wider locked area": Access(SCOPED.user, {"area": "1501"}),
    "wider scope and a locked area": Access(User("市领导", frozenset({LEADER}), "1501"), {"area": HERE}),
}


def _asked(name: str) -> Iterator[dict[str, str]]:
    """The filters of FILTERS that a question takes, each set once."""
    keys = set(filters_for(name))
    seen: list[dict[str, str]] = []
    for filters in FILTERS:
        taken = {key: value for key, value in filters.items() if key in keys}
        if "at" in keys:  # else an answer hangs on the minute
            taken.setdefault("at", "2025-11-04T12:00")
        if taken not in seen:
            seen.append(taken)
            yield taken


def _telling(name: str, keys: Collection[str]) -> list[dict[str, str]]:
    """Of the filters that a question takes those that could open what is closed: these keys, or planted values.

    Every filter is tried for the reader with a scope; under a lock the narrowing is the same, and only what meets
    it differs.
    """
    return [
        one
        for one in _asked(name)
        if not one.keys() - {"at"} or one.keys() & {*keys} or "PLANTED" in str(one)
    ]


def _opening(name: str) -> list[dict[str, str]]:
    """Of the filters that a question takes those that ask for the most that is closed: none, everywhere, the planted rows.

    For readers whose narrowing is that of the reader with a scope, for whom every filter is tried.
    """
    asked = [
        {},
        {"area": "15"},
        {key: values[0] for key, values in FILTER_VALUES.items() if "PLANTED" in values[0]},
    ]
    keys = set(filters_for(name))
    found = [{key: value for key, value in filters.items() if key in keys} for filters in asked]
    at = {"at": "2025-11-04T12:00"} if "at" in keys else {}  # else an answer hangs on the minute
    return [at | one for number, one in enumerate(found) if one not in found[:number]]


def _tried(name: str) -> list[dict[str, str]]:
    """Every filter that a question takes; in `make test` those that ask for the most, and of the others a quarter.

    Which quarter goes on from question to question, so each filter is tried with many of them.
    """
    most = _opening(name)
    others = [one for one in _asked(name) if one not in most]
    begin = sorted(questions()).index(name) % 4
    return most + (others if IS_WHOLE else others[begin::4])


def _is_refused(name: str, access: Access) -> bool:
    """Whether a question about single persons is asked through a link."""
    return bool(access.locked) and question_of(name).is_restricted


def _rows(store: Store, name: str, access: Access, filters: Mapping[str, Any]) -> list[dict[str, object]]:
    return run(store, name, access, **filters).rows


# What everybody may see whole: no row of it belongs to an area.
FOR_EVERYBODY = {"stations/holidays"}


@pytest.mark.parametrize("name", sorted(set(questions()) - FOR_EVERYBODY))
def test_the_planted_rows_would_be_seen_without_a_scope(name: str, planted: Store, clean: Store) -> None:
    everything = Access(DEMO_USER)
    assert any(
        _rows(planted, name, everything, filters) != _rows(clean, name, everything, filters)
        for filters in _asked(name)
    ), "this question could not show a leak"


# Each question with each reader; in `make test` with the one who has a scope, with all who are refused, and with one of
# the others in turn.
ASKED_BY = [
    (name, reader)
    for row, name in enumerate(sorted(questions()))
    for column, reader in enumerate(READERS)
    if IS_WHOLE
    or reader == SCOPE
    or _is_refused(name, READERS[reader])
    or row % (len(READERS) - 1) == column - 1
]


@pytest.mark.parametrize(("name", "reader"), ASKED_BY)
def test_rows_outside_are_neither_listed_nor_counted(
    name: str, reader: str, planted: Store, clean: Store
) -> None:
    if _is_refused(name, READERS[reader]):
        with pytest.raises(NotAllowed):
            _rows(planted, name, READERS[reader], {})
        return
    for filters in _tried(name) if reader == SCOPE else _opening(name):
        rows = _rows(planted, name, READERS[reader], filters)
        assert "PLANTED" not in str(rows), filters
        assert rows == _rows(clean, name, READERS[reader], filters), filters


@pytest.mark.parametrize(
    ("locked", "other"),
    [
        ({"category": "供水排水"}, {"category": "PLANTED"}),
        ({"class": "B"}, {"class": "A"}),
        ({"unit": "水务局"}, {"unit": "PLANTED"}),
        ({"until": "2023-12-31", "since": "2023-12-01"}, {"since": "2023-01-01", "until": "2026-01-01"}),
    ],
    ids=str,
)
@pytest.mark.parametrize("name", [name for name in questions() if name.startswith("tickets/")])
def test_a_locked_filter_goes_before_a_given_one(
    name: str, locked: dict[str, str], other: dict[str, str], planted: Store, clean: Store
) -> None:
    access = Access(DEMO_USER, locked)
    for filters in [*_telling(name, locked), {key: other[key] for key in other if key in filters_for(name)}]:
        rows = _rows(planted, name, access, filters)
        assert "PLANTED" not in str(rows), filters
        assert rows == _rows(clean, name, access, filters), filters


def test_a_locked_filter_narrows_questions_that_do_not_take_it(planted: Store) -> None:
    access = Access(DEMO_USER, {"unit": "水务局"})
    assert "unit" not in filters_for("tickets/areas_with_rows")
    assert sum(row["row_count"] for row in run(planted, "tickets/areas_with_rows", access).rows) == 4
    assert {row["value"] for row in run(planted, "tickets/choices", access).rows} == {
        "水务局",
        "供水排水",
        "12345热线",
    }


def test_persons_are_read_with_a_permission_only(planted: Store) -> None:
    leader = Access(User("领导", frozenset({LEADER, CLERK})))
    restricted = [name for name in questions() if question_of(name).is_restricted]
    assert "appraisal/peers" in restricted
    for name in restricted:
        with pytest.raises(NotAllowed, match="人员考核"):
            run(planted, name, leader)


def test_no_question_names_a_rater(planted: Store) -> None:
    """PLANTED-P3 has rated and was never rated, so only the rater's column holds that code."""
    for name in questions():
        reads_raters = "peer_ratings" in question_of(name).datasets
        for filters in _asked(name) if reads_raters else [next(_asked(name))]:
            given: dict[str, Any] = {**filters}
            answer = run(planted, name, Access(DEMO_USER), **given)
            assert "rater_id" not in answer.columns, name
            assert "PLANTED-P3" not in str(answer.rows), name


def test_two_readers_of_one_question_get_an_answer_each(planted: Store) -> None:
    # Tickets, and those dated after their data, of which no figure tells.
    readers = [
        (Access(DEMO_USER), 27 + 2),
        (SCOPED, 24 + 1),
        (Access(User("新城区领导", frozenset({LEADER}), "150102")), 3 + 1),
        (Access(DEMO_USER, {"class": "A"}), 13 + 1),
        (Access(DEMO_USER, {"unit": "水务局"}), 4),
    ]
    for _again in range(2):
        # one that takes none of the locked filters, so that they are in no parameter of what is kept
        found = [run(planted, "tickets/areas_with_rows", one).rows for one, _n in readers]
        counts = [sum(row["row_count"] for row in rows) for rows in found]
        assert counts == [expected for _one, expected in readers]
    for reader, expected in readers:
        now = run(planted, "tickets/key_figures", reader).rows[0]
        assert now["ticket_count"] + now["future_count"] == expected


def test_an_older_version_gives_its_own_figures(opened_store: OpenedStore) -> None:
    store = opened_store("versions")
    published(store, "tickets", WORKED / "tickets.csv", area="150105", as_of=DATA_AT)
    before = run(store, "tickets/key_figures", SCOPED)
    assert before.rows[0]["ticket_count"] == 24
    mistake = published(store, "tickets", WORKED / "tickets-undone.csv", area="150105", as_of=DATA_AT)
    assert run(store, "tickets/key_figures", SCOPED).rows[0]["ticket_count"] == 25
    older = run(store, "tickets/key_figures", SCOPED, version=before.version)
    assert (older.version, older.rows) == (before.version, before.rows)
    assert mistake.version > before.version


def test_a_scope_holds_in_an_older_version(planted: Store, clean: Store) -> None:
    """One question for each set of datasets: rows are held back by dataset, and an older version is slow to read."""
    newest = run(planted, "tickets/areas_with_rows", SCOPED).version
    for name in {question_of(name).datasets: name for name in questions()}.values():
        filters = {"ticket": "PLANTED-1"} if "ticket" in filters_for(name) else {}
        older = run(planted, name, SCOPED, version=newest - 1, **filters)
        assert older.version == newest - 1
        assert older.rows == _rows(clean, name, SCOPED, filters), name


def test_only_what_had_happened_by_the_moment_counts(worked_store: Store) -> None:
    """G01 at 2025-10-02 08:59:59: dispatched, claimed, contacted, but not surveyed; nothing after that is known."""
    access = Access(SCOPED.user, {"category": "供热供暖", "area": "150105001"})
    figures = run(worked_store, "tickets/funnel", access, as_of="2025-10-02T08:59:59").rows
    assert {row["stage"]: row["ticket_count"] for row in figures} == {
        "dispatch": 1,
        "claim": 1,
        "contact": 0,
        "report": 0,
        "close": 0,
        "call_back": 0,
        "satisfied": 0,
    }
    assert next(row for row in figures if row["stage"] == "contact")["waiting_count"] == 1
    then = run(worked_store, "tickets/rows", access, as_of="2025-10-08T08:59:59").rows[0]
    assert (then["outcome"], then["satisfaction"], then["close_at"]) == (None, None, None)
    assert then["report_at"] == datetime(2025, 10, 3, 9)
    assert run(worked_store, "tickets/rows", access, as_of="2025-10-01T08:59:59").rows == []
    assert run(worked_store, "tickets/rows", access, as_of="2025-10-01T09:00:00").rows[0]["claim_at"] is None


def test_a_withdrawal_is_not_known_before_it_happened(worked_store: Store) -> None:
    access = Access(SCOPED.user, {"area": "150105002", "since": "2025-10-16", "until": "2025-10-16"})
    before = run(worked_store, "tickets/key_figures", access, as_of="2025-10-16T11:59:59").rows[0]
    after = run(worked_store, "tickets/key_figures", access, as_of="2025-10-16T12:00:00").rows[0]
    assert (before["accepted_count"], before["open_count"]) == (1, 1)
    assert (after["accepted_count"], after["open_count"]) == (0, 0)
