"""What a version prepares for its questions is what the macros say of it, also after uploads were undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.templates import NOW, copied, demonstration
from tests.upload.drafts import put, ticket
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.questions import question_of, questions
from zhiping.asking.run import forget_answers, run
from zhiping.contracts.filters import END
from zhiping.settings import settings_from
from zhiping.store import prepared, readers
from zhiping.store.macros import rule_scripts
from zhiping.store.prepared import is_row_by_row, prepared_macros
from zhiping.store.publishing import Store
from zhiping.store.schemas import search_path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demonstration, with its versions made as a server makes them."""
    opened = Store(
        settings_from({}, data=copied(tmp_path_factory, tmp_path_factory.mktemp("prepared"), demonstration))
    )
    opened.versions.serve()
    yield opened
    opened.close()


def _prepared(store: Store) -> set[str]:
    with store.versions.at() as (cursor, number):
        rows = cursor.execute(
            f"select function_name from duckdb_functions() where schema_name = 'v{number}'"
        ).fetchall()
    return {name for (name,) in rows}


def _differing(store: Store) -> list[str]:
    """The macros whose prepared rows are not those that schema `rules` gives."""
    store.versions.need_rules(rule_scripts())
    found = []
    with store.versions.at() as (cursor, number):
        cursor.execute(f"set variable as_of = timestamp '{END}'")
        for macro in prepared_macros():
            rows = []
            for is_whole in (False, True):
                cursor.execute(f"set search_path = '{search_path(number, is_whole=is_whole)}'")
                rows.append(
                    cursor.execute(
                        f"select count(*), bit_xor(hash(m)), sum(hash(m)) from {macro.name}() as m"
                    ).fetchall()
                )
            found += [macro.name] if rows[0] != rows[1] else []
    return found


@contextmanager
def _saying_nothing(store: Store) -> Iterator[None]:
    """The tickets' clock that the version has prepared is without a row meanwhile."""
    with store.versions.at() as (cursor, number):
        name = f"v{number}.ticket_clock"
        ((prepared_rows,),) = cursor.execute(
            f"select macro_definition from duckdb_functions() where schema_name || '.' || function_name = '{name}'"
        ).fetchall()
        cursor.execute(
            f"create or replace macro {name}() as table (select * from rules.ticket_clock() where false)"
        )
        yield
        cursor.execute(f"create or replace macro {name}() as table ({prepared_rows})")


def test_each_says_what_its_macro_says_whatever_is_uploaded_and_undone(store: Store, tmp_path: Path) -> None:
    assert _prepared(store) == {macro.name for macro in prepared_macros()}
    assert _differing(store) == []
    with store.workspace() as con:
        receipts = con.execute(
            "select max(receipt) from lake.uploads where is_demo group by dataset order by dataset"
        ).fetchall()
    for (receipt,) in receipts[:: max(1, len(receipts) // 4)]:
        store.undo(receipt, user="test", now=NOW)
    put(store, tmp_path, ticket("T1", title="甲"))
    assert _differing(store) == []


def test_whoever_sees_less_or_asks_of_another_moment_is_not_answered_by_it(store: Store) -> None:
    """What is prepared is made to say nothing: only who sees all at the data's own time may notice."""
    asked: list[dict[str, Any]] = [{}, {"area": "150105"}, {"as_of": "2025-10-31T12:00"}]
    locked = Access(DEMO_USER, {"area": "150105"})

    def answers() -> list[Any]:
        forget_answers()
        return [run(store, "tickets/key_figures", Access(DEMO_USER), **one).rows for one in asked] + [
            run(store, "tickets/key_figures", locked).rows
        ]

    before = answers()
    with _saying_nothing(store):
        after = answers()
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, False, True, True]


def test_who_sees_less_is_told_the_same_from_what_their_reader_keeps(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked in turn by some who see different rows, now and of a moment, each is answered as by a reader that keeps nothing.

    Also where there are too many rows to keep, so that the version's own are read under a condition.
    """
    accesses = [
        Access(DEMO_USER, {"area": "150105"}),
        Access(DEMO_USER, {"area": "150102", "class": "A"}),
        Access(replace(DEMO_USER, unit="赛罕区民政局")),
    ]
    asked: list[dict[str, Any]] = [{}, {"as_of": "2025-08-31T12:00"}, {"area": "150105001"}]

    def answers() -> list[Any]:
        forget_answers()
        return [
            run(store, name, access, **one).rows
            for name in questions()
            if name.endswith("/key_figures")
            for one in asked
            for access in accesses
        ]

    kept, again = answers(), answers()
    with monkeypatch.context() as patched:
        patched.setattr(readers, "MOST_KEPT", 0)
        patched.setattr(readers, "MOST_ROWS", -1)
        under_conditions = answers()
        patched.setattr(readers.Reader, "prepare", lambda _reader, _rules, _seen: None)
        anew = answers()
    assert kept == again == under_conditions == anew
    assert kept[0] != kept[1]


def test_too_many_rows_to_keep_are_read_as_the_version_has_them_under_a_condition(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is prepared is made to say nothing: who sees some of the rows, each as it is, notices; who gets them masked does not."""
    monkeypatch.setattr(readers, "MOST_ROWS", -1)
    monkeypatch.setattr(readers, "MOST_KEPT", 0)
    locked = {"area": "150105"}
    accesses = [Access(DEMO_USER, locked), Access(DEMO_USER, locked, link="a link")]

    def answers() -> list[Any]:
        forget_answers()
        return [run(store, "tickets/key_figures", access).rows for access in accesses]

    before = answers()
    with _saying_nothing(store):
        after = answers()
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True]


def test_a_condition_is_put_to_rows_only_that_are_made_one_of_one_and_have_its_columns(store: Store) -> None:
    macros = {macro.name: macro for macro in prepared_macros()}
    assert macros["ticket_clock"].keeps("area_code >= '150105'")
    assert not macros["ticket_clock"].keeps("outcome = '已解决'"), "which is not known before the ticket ends"
    with store.versions.at() as (cursor, number):
        cursor.execute(f"set search_path = 'rules,v{number}'; set variable as_of = timestamp '{END}'")
        found = {name for name in macros if is_row_by_row(cursor, name)}
    assert found >= {"ticket_clock", "talk_tickets"}
    assert found.isdisjoint({"lecturer_clock", "courtyard_lives", "session_clock", "duty_credits"})


def test_a_reader_on_which_something_failed_is_not_used_again(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.versions.reader(None, "mine") as failed:
        raise ZeroDivisionError
    with store.versions.reader(None, "mine") as first:
        first.cursor.execute("set variable kept = 1")
    with store.versions.reader(None, "another's") as other:
        assert other is not first
    with store.versions.reader(None, "mine") as second:
        assert failed is not second is first


def test_a_publish_does_not_wait_for_the_clocks_of_too_many_rows(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "MOST_ROWS", 1)
    store = Store(settings_from({}, data=copied(tmp_path_factory, tmp_path / "store")))
    store.versions.serve()
    put(store, tmp_path, ticket("T1"))
    assert _prepared(store) == {"ticket_clock", "talk_tickets"}
    put(store, tmp_path, ticket("T2"))
    assert _prepared(store) == set()
    assert len(run(store, "tickets/rows", Access(DEMO_USER)).rows) == 2
    store.close()


def test_whoever_is_given_a_macro_s_rows_sees_its_datasets_narrowed() -> None:
    """A reader who sees less keeps the rows of each macro whose scripts a question needs: it must read what they read."""
    unread = [
        (name, macro.name)
        for name in questions()
        for macro in prepared_macros()
        if set(macro.rules) <= set(question_of(name).rules)
        and not macro.datasets <= question_of(name).datasets
    ]
    assert unread == []
