"""Several versions at once: what each reader's names mean, and who waits for whom."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.templates import copied
from tests.upload.drafts import AS_OF, put, rows_of, ticket
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import forget_answers, run
from zhiping.settings import settings_from
from zhiping.store import versions
from zhiping.store.errors import StoreError
from zhiping.store.macros import rule_scripts
from zhiping.store.publishing import Store
from zhiping.store.schemas import make_schema

SECONDS = 60
EVERYTHING = Access(DEMO_USER)


@pytest.fixture
def store(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(settings_from({}, data=copied(tmp_path_factory, tmp_path / "store")))
    opened.versions.serve()
    yield opened
    opened.close()


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the versions whose schemas are made from here on."""
    made: list[int] = []

    def make(engine: Any, number: int, *given: Any, really: Callable[..., Any] = make_schema) -> Any:
        made.append(number)
        return really(engine, number, *given)

    monkeypatch.setattr(versions, "make_schema", make)
    return made


class Gate:
    """Stops whoever makes a schema: `came` is set once it is made, and it is nobody's before `go` is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.came, self.go = threading.Event(), threading.Event()
        really = vars(versions)["make_schema"]

        def make(*given: Any) -> Any:
            found = really(*given)
            self.came.set()
            assert self.go.wait(SECONDS)
            return found

        monkeypatch.setattr(versions, "make_schema", make)


class Asker(threading.Thread):
    """Asks at once, beside the test."""

    def __init__(self, ask: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self._ask = ask
        self._found: list[Any] = []
        self.start()

    def run(self) -> None:
        try:
            self._found.append(self._ask())
        except Exception as error:
            self._found.append(error)

    def found(self) -> Any:
        """What came out, an error too."""
        self.join(SECONDS)
        return self._found[0]


def _titles(cursor: duckdb.DuckDBPyConnection, source: str = "titles()") -> list[str]:
    return [title for (title,) in cursor.execute(f"select title from {source} order by all").fetchall()]


def test_one_macro_reads_each_cursors_version_and_what_it_may_see(store: Store, tmp_path: Path) -> None:
    first = put(store, tmp_path, ticket("T1", title="甲"), ticket("T2", title="乙")).version
    put(store, tmp_path, ticket("T1", title="丙"))
    with store.versions.at(first) as (old, _first), store.versions.at() as (new, number):
        new.execute("create macro rules.titles() as table (select title from tickets)")
        new.execute("create macro rules.titles_of_titles() as table (from titles())")
        assert (_titles(old), _titles(new)) == (["乙", "甲"], ["丙", "乙"])
        new.execute(f"create temp view tickets as from memory.v{number}.tickets where ticket_id = 'T1'")
        assert (_titles(old), _titles(new)) == (["乙", "甲"], ["丙"])
        assert _titles(new, "titles_of_titles()") == ["丙"]
        old.execute(f"create temp view tickets as from memory.v{first}.tickets where ticket_id = 'T2'")
        assert (_titles(old), _titles(new)) == (["乙"], ["丙"])
        assert _titles(old, "titles_of_titles()") == ["乙"]


def test_a_question_gives_two_versions_at_once(store: Store, tmp_path: Path) -> None:
    first = put(store, tmp_path, ticket("T1"), ticket("T2")).version
    put(store, tmp_path, ticket("T3"))
    locked = Access(DEMO_USER, {"area": "150105"})
    for access in (EVERYTHING, locked):
        assert len(run(store, "tickets/rows", access, version=first).rows) == 2
        assert len(run(store, "tickets/rows", access).rows) == 3
    elsewhere = Access(DEMO_USER, {"area": "150102"})
    assert run(store, "tickets/rows", elsewhere, version=first).rows == []


def test_what_a_reader_may_see_does_not_change_derived_columns(store: Store, tmp_path: Path) -> None:
    """An older version derives as it is read: by then a narrowed view bears the name of each source."""
    first = put(store, tmp_path, ticket("T1")).version
    put(store, tmp_path, ticket("T2"))
    with store.versions.at(first) as (old, _first):
        whole = old.execute("select claim_limit_at, data_at from tickets").fetchall()
        for name in ("coverage", "uploads", "ticket_limits", "ticket_pauses"):
            old.execute(f"create temp view {name} as from memory.v{first}.{name} where false")
        assert old.execute("select claim_limit_at, data_at from tickets").fetchall() == whole
        assert whole[0][1] == AS_OF


def test_macros_are_made_once_as_they_are_first_called(store: Store, tmp_path: Path) -> None:
    def made() -> set[str]:
        with store.versions.at() as (cursor, _number):
            found = cursor.execute(
                "select function_name, count(*) from duckdb_functions()"
                " where schema_name = 'rules' and function_type = 'table_macro' group by all"
            ).fetchall()
        assert {count for _name, count in found} <= {1}
        return {name for name, _count in found}

    assert made() == set()
    first = put(store, tmp_path, ticket("T1")).version
    run(store, "tickets/funnel", EVERYTHING)
    called = made()
    assert {"chosen_tickets", "ticket_clock"} <= called
    put(store, tmp_path, ticket("T2"))
    run(store, "tickets/funnel", EVERYTHING)
    run(store, "tickets/funnel", EVERYTHING, version=first)
    assert made() == called
    run(store, "stations/list", EVERYTHING)
    assert called | {"chosen_stations"} <= made()
    store.versions.need_rules(rule_scripts())
    assert len(made()) > 50


def test_questions_that_are_first_asked_at_once_beside_a_publish_each_find_their_macros(
    store: Store, tmp_path: Path
) -> None:
    put(store, tmp_path, ticket("T1"))
    names = ("tickets/funnel", "tickets/months", "stations/list", "courtyards/list", "college/sessions")
    askers = [Asker(partial(run, store, name, EVERYTHING)) for name in 2 * names]
    put(store, tmp_path, ticket("T2"))
    assert [asker.found().columns for asker in askers] == [
        run(store, name, EVERYTHING).columns for name in 2 * names
    ]


def test_five_questions_on_an_older_version_cost_one_build_and_hold_nobody_up(
    store: Store, tmp_path: Path, built: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = put(store, tmp_path, ticket("T1", title="甲")).version
    put(store, tmp_path, ticket("T2", title="乙"))
    built.clear()
    gate = Gate(monkeypatch)
    askers = [Asker(lambda: rows_of(store, version=first)) for _n in range(5)]
    assert gate.came.wait(SECONDS)
    newest = Asker(lambda: rows_of(store))  # while the older version is being made
    assert newest.found() == [("T1", "甲"), ("T2", "乙")]
    assert not gate.go.is_set()
    gate.go.set()
    assert [asker.found() for asker in askers] == [[("T1", "甲")]] * 5
    assert built == [first]


def test_a_publish_does_not_wait_for_an_older_version(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = put(store, tmp_path, ticket("T1", title="甲")).version
    put(store, tmp_path, ticket("T2", title="乙"))
    with monkeypatch.context() as patched:
        gate = Gate(patched)
        asker = Asker(lambda: rows_of(store, version=first))
        assert gate.came.wait(SECONDS)
    put(store, tmp_path, ticket("T3", title="丙"))
    assert len(rows_of(store)) == 3
    gate.go.set()
    assert asker.found() == [("T1", "甲")]


def test_a_build_that_fails_is_tried_again_by_who_waited(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = put(store, tmp_path, ticket("T1", title="甲")).version
    put(store, tmp_path, ticket("T2"))
    really, came, go = make_schema, threading.Event(), threading.Event()
    tries: list[int] = []

    def make(engine: Any, number: int, *given: Any) -> Any:
        tries.append(number)
        if len(tries) == 1:
            came.set()
            assert go.wait(SECONDS)
            raise duckdb.OutOfMemoryException("no room")
        return really(engine, number, *given)

    monkeypatch.setattr(versions, "make_schema", make)
    failing = Asker(lambda: rows_of(store, version=first))
    assert came.wait(SECONDS)
    waiting = Asker(lambda: rows_of(store, version=first))
    go.set()
    assert isinstance(failing.found(), duckdb.OutOfMemoryException)
    assert waiting.found() == [("T1", "甲")]
    assert tries == [first, first]


def test_a_kept_answer_enters_no_version(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = put(store, tmp_path, ticket("T1")).version
    put(store, tmp_path, ticket("T2"))
    asked = [run(store, "tickets/rows", EVERYTHING, version=version) for version in (first, None)]

    def entered(*_given: Any) -> None:
        raise AssertionError("a kept answer needs no cursor")

    monkeypatch.setattr(versions.Versions, "reader", entered)
    assert [run(store, "tickets/rows", EVERYTHING, version=version) for version in (first, None)] == asked
    forget_answers()
    with pytest.raises(AssertionError, match="no cursor"):
        run(store, "tickets/rows", EVERYTHING, version=first)


def test_an_older_version_shares_the_answers_of_what_has_not_changed_since(
    store: Store, tmp_path: Path, built: list[int]
) -> None:
    first = put(store, tmp_path, ticket("T1")).version
    area = {"area_code": "150105000000", "area_name": "赛罕区", "level": "county"}
    put(store, tmp_path, area, dataset="areas")
    second = store.versions.latest()
    put(store, tmp_path, ticket("T2"))
    assert store.versions.changed_at(frozenset({"areas"}), second) == (second,)
    assert store.versions.changed_at(frozenset({"areas"}), second + 1) == (second,)
    assert store.versions.changed_at(frozenset({"areas", "tickets"}), second) == (second,)
    assert store.versions.changed_at(frozenset({"tickets"}), first) == (first,)
    built.clear()
    asked = run(store, "areas/tree", EVERYTHING)
    assert run(store, "areas/tree", EVERYTHING, version=second).rows is asked.rows
    assert built == []


def test_the_last_few_older_versions_stay(store: Store, tmp_path: Path, built: list[int]) -> None:
    older = [put(store, tmp_path, ticket(f"T{n}")).version for n in range(versions.MOST_OLDER + 1)]
    put(store, tmp_path, ticket("last"))
    built.clear()
    for number in older[:-1]:
        rows_of(store, version=number)
    for number in older[:-1]:
        rows_of(store, version=number)
    assert built == older[:-1]
    rows_of(store, version=older[-1])  # the longest unused makes room
    rows_of(store, version=older[1])
    assert built == older
    rows_of(store, version=older[0])
    assert built == [*older, older[0]]
    assert _schemas(store) == {store.versions.latest(), *older} - {older[2]}


def test_a_version_that_is_read_outlasts_newer_ones(store: Store, tmp_path: Path) -> None:
    older = [put(store, tmp_path, ticket(f"T{n}")).version for n in range(versions.MOST_OLDER + 2)]
    put(store, tmp_path, ticket("last"))
    with store.versions.at(older[0]) as (cursor, _number):
        for number in older[1:]:
            rows_of(store, version=number)
        assert cursor.execute("select ticket_id from tickets").fetchall() == [("T0",)]
        assert older[0] in _schemas(store)
    assert older[0] not in _schemas(store)
    assert len(_schemas(store)) == versions.MOST_OLDER + 1


def _schemas(store: Store) -> set[int]:
    with store.workspace() as cursor:
        found = cursor.execute("select schema_name from duckdb_schemas() where database_name = 'memory'")
        return {int(name[1:]) for (name,) in found.fetchall() if name[1:].isdigit()}


def test_nothing_is_dropped_that_a_coming_version_stands_on(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last reader of the version before ends while a new one, which nobody reads yet, takes its tables."""
    area = {"area_code": "150105000000", "area_name": "赛罕区", "level": "county"}
    put(store, tmp_path, area, dataset="areas")
    with store.versions.at():
        with monkeypatch.context() as patched:
            patched.setattr(versions, "make_schema", _no_room)
            put(store, tmp_path, ticket("T1"))
        gate = Gate(monkeypatch)
        asker = Asker(lambda: rows_of(store, "area_name", dataset="areas"))
        assert gate.came.wait(SECONDS)
    gate.go.set()
    assert asker.found() == [("赛罕区",)]
    assert rows_of(store, "ticket_id") == [("T1",)]
    assert _schemas(store) == {store.versions.latest()}


def _no_room(*_given: Any) -> None:
    raise duckdb.OutOfMemoryException("no room")


def test_a_publish_stands_where_its_version_could_not_be_made_at_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(versions, "make_schema", _no_room)
        put(store, tmp_path, ticket("T1", title="甲"))
        with pytest.raises(duckdb.OutOfMemoryException):
            rows_of(store)
    assert rows_of(store) == [("T1", "甲")]


def _expire(store: Store, *numbers: int) -> None:
    with store.workspace() as con:
        con.execute(f"call ducklake_expire_snapshots('lake', versions => {list(numbers)})")


@pytest.mark.parametrize("is_standing", [False, True])
def test_a_version_that_is_kept_no_more_is_said(store: Store, tmp_path: Path, is_standing: bool) -> None:
    first = put(store, tmp_path, ticket("T1")).version
    put(store, tmp_path, ticket("T2"))
    if is_standing:
        rows_of(store, version=first)
    _expire(store, first)
    for _again in range(2):
        with pytest.raises(StoreError, match=f"数据版本 {first} 已不再保存"):
            run(store, "tickets/rows", EVERYTHING, version=first)
    assert len(run(store, "tickets/rows", EVERYTHING).rows) == 2


def test_the_tables_of_a_server_are_compressed_where_there_is_much(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, tmp_path, *(ticket(f"T{i}") for i in range(300)))
    monkeypatch.setattr(versions, "MOST_PLAIN_ROWS", 299)
    store.versions.serve()
    with store.versions.at() as (cursor, number):
        stored = cursor.execute(
            f"select distinct compression from pragma_storage_info('native.tickets_{number}')"
            " where segment_type <> 'VALIDITY'"
        ).fetchall()
    assert stored and ("Uncompressed",) not in stored


def test_a_version_before_the_first_or_after_the_newest_is_said(tmp_path: Path) -> None:
    store = Store(settings_from({}, data=tmp_path / "store"))
    first = put(store, tmp_path, ticket("T1")).version
    _expire(store, *range(first))
    store.close()
    store = Store(settings_from({}, data=tmp_path / "store"))
    for beyond in (first - 1, first + 1):
        with pytest.raises(StoreError, match=f"没有数据版本 {beyond}：现有版本是 {first} 至 {first}"):
            run(store, "tickets/rows", EVERYTHING, version=beyond)
    assert len(run(store, "tickets/rows", EVERYTHING, version=first).rows) == 1
    store.close()
