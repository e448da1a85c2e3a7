"""The only road from the store to a page, an export or the terminal.

`run` reads one question of queries/<system>/<question>.sql on behalf of an Access. The question's SQL
never names a schema: it sees temporary views of the datasets, narrowed to the user's scope and the
locked filters, so no question can see more than its reader may.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import duckdb

from zhiping import clock
from zhiping.access.permissions import Access, check_may_read, check_may_see_people
from zhiping.asking.answer_cache import Answers
from zhiping.asking.filters import parameter_values
from zhiping.asking.finishers import FINISHERS
from zhiping.asking.narrowing import kept, narrow, narrowing, rows_seen
from zhiping.asking.parts import part_of
from zhiping.asking.questions import Question, question_of
from zhiping.contracts.filters import END, by_key
from zhiping.store.literals import literal
from zhiping.store.prepared import MOMENT
from zhiping.store.publishing import Store
from zhiping.store.readers import Reader
from zhiping.store.schemas import search_path, version_of

_PART = "part"  # of what is kept under a key
_Rows = tuple[list[dict[str, Any]], tuple[str, ...]]  # and their columns


@dataclass(frozen=True)
class Answer:
    """Rows as dicts, in the order of the SQL; shared between readers, so never change them."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    version: int


def run(store: Store, name: str, access: Access, *, version: int | None = None, **filters: str) -> Answer:
    """The rows of a question for one reader. `filters` as written in an address (see zhiping/asking/filters.py).

    `as_of` is the filter "as-of", `class_` the filter "class". A locked filter goes
    before a given one. Where zhiping/asking/finishers/ has a finisher for the question, the rows are its.
    Raises NoSuchQuery, FilterError, NotAllowed, StoreError (no such version, or files that are damaged).
    """
    return run_first(store, name, access, None, version=version, **filters)


def run_first(
    store: Store,
    name: str,
    access: Access,
    most: int | None,
    *,
    version: int | None = None,
    columns: Collection[str] = (),
    **filters: str,
) -> Answer:
    """As `run`, but no more than the first `most` rows in the order of the question; its SQL finds no more than these.

    `columns`: those that are needed of a question that always has one row; the row has them at least.
    """
    check_may_read(access.user)
    question = question_of(name)
    if question.is_restricted:
        check_may_see_people(access)
    values = parameter_values(by_key(filters) | dict(access.locked))
    if values["open_at"] is None:  # the one figure that is about this minute, not about the data's own time
        values["open_at"] = clock.now().replace(second=0, microsecond=0)
    asked = (*_asked(store, name, question.parameters, values, access), most)
    number = store.versions.number(version)
    found = _kept_answer((*asked, store.versions.changed_at(question.datasets, number)), columns)
    if found is None:
        store.versions.need_rules(question.rules)
        with store.versions.reader(version, _seen(access, values)) as reader:
            number = reader.number  # the newest may be a newer one by now
            store.check_sound(question.datasets, number)
            key = (*asked, store.versions.changed_at(question.datasets, number))
            if name in FINISHERS:
                all_rows, names = _finished(store, name, access, values, reader)
                found = all_rows[:most], names
            elif columns:
                key, found = _part(key, reader, name, access, values, columns)
            else:
                found = _narrowed_rows(reader, question, access, values, most)
            rows = kept(found[0], access.locked)
            found = rows, found[1]
            _answers.put(key, found, len(rows))
    return Answer(found[1], found[0], number)


def _kept_answer(key: tuple[Any, ...], columns: Collection[str]) -> _Rows | None:
    """The answer that is kept under a key, or as much of it as has these columns."""
    found: _Rows | None = _answers.get(key)
    if found is None and columns:
        part: _Rows | None = _answers.get((*key, _PART))
        found = part if part and set(columns) <= set(part[1]) else None
    return found


def _part(
    key: tuple[Any, ...],
    reader: Reader,
    name: str,
    access: Access,
    values: dict[str, Any],
    columns: Collection[str],
) -> tuple[tuple[Any, ...], _Rows]:
    """The one row of a question with these columns and all that was asked of it before, and under which key to keep it."""
    known: _Rows | None = _answers.get((*key, _PART))
    part = part_of(name, frozenset(columns).difference(known[1] if known else ()))
    rows, names = _narrowed_rows(reader, part, access, values)
    if part is question_of(name):
        return key, (rows, names)
    if known:
        rows = [before | now for before, now in zip(known[0], rows, strict=True)]
    return (*key, _PART), (rows, tuple(rows[0]))


def _asked(
    store: Store, name: str, parameters: Collection[str], values: dict[str, Any], access: Access
) -> tuple[Any, ...]:
    """What an answer hangs on, but for the version. The store itself, not its id(): that of a closed one may be another's."""
    return (store, name, tuple((key, values[key]) for key in sorted(parameters)), narrowing(access))


def _finished(
    store: Store,
    name: str,
    access: Access,
    values: dict[str, Any],
    reader: Reader,
) -> _Rows:
    """The rows of a question's finisher, which have columns of their own.

    What it is given is kept too: several finish the same rows (a page of the appraisal asks five such), and a
    question about this minute is asked every minute.
    """
    question, finisher = question_of(name), FINISHERS[name]
    asked = _asked(store, question.sql, question.sql_parameters | question.variables, values, access)
    key = (*asked, store.versions.changed_at(question.datasets, reader.number))
    found = _answers.get(key)
    if found is None:
        found = _narrowed_rows(reader, question, access, values)
        _answers.put(key, found, len(found[0]))
    given: dict[str, Any] = {one: values[one] for one in finisher.parameters}
    for argument, other in finisher.beside.items():
        given[argument] = run(store, other, access, version=reader.number).rows
    rows = finisher.rule(found[0], **given)
    return rows, tuple(rows[0]) if rows else ()


def _seen(access: Access, values: dict[str, Any]) -> tuple[Any, ...]:
    """What the views and clocks of a reader hang on, but for the version."""
    return narrowing(access), _is_now(values)


def _is_now(values: dict[str, Any]) -> bool:
    """Whether the data are seen at their own time, not at a moment that the viewer names."""
    return bool(values[MOMENT] == END)


def _narrowed_rows(
    reader: Reader,
    question: Question,
    access: Access,
    values: dict[str, Any],
    most: int | None = None,
) -> _Rows:
    """The rows of a question's SQL for one reader, from what is prepared: of the version for who sees all of it."""
    views = narrow(reader.cursor, question.datasets, access, version_of(reader.number), reader.narrowed)
    reader.narrowed |= views
    reader.look_in(search_path(reader.number, is_whole=not views and _is_now(values)))
    _set_variables(reader.cursor, question, values, reader.variables)
    if views and _is_now(values):
        reader.prepare(question.rules, rows_seen(views, access))
    return _rows(reader.cursor, question, values, most)


def rows_asked(
    cursor: duckdb.DuckDBPyConnection, question: Question, values: dict[str, Any], most: int | None = None
) -> _Rows:
    """The rows and columns of a question's SQL; the macros find their part of `values` in session variables."""
    _set_variables(cursor, question, values, {})
    return _rows(cursor, question, values, most)


def _set_variables(
    cursor: duckdb.DuckDBPyConnection, question: Question, values: dict[str, Any], known: dict[str, str]
) -> None:
    """Set what a question's macros read, as far as the cursor does not have it: `known`, variable -> its value as SQL."""
    for name in question.variables:
        written = literal(values[name])
        if known.get(name) != written:
            # one that is unset is null of no type yet; null would be one of integers
            cursor.execute(
                f"reset variable {name}" if values[name] is None else f"set variable {name} = {written}"
            )
            known[name] = written


def _rows(
    cursor: duckdb.DuckDBPyConnection, question: Question, values: dict[str, Any], most: int | None
) -> _Rows:
    sql = question.sql if most is None else f"select * from (\n{question.sql}\n) limit {most}"
    cursor.execute(sql, {key: values[key] for key in question.sql_parameters} or None)
    columns = tuple(column[0] for column in cursor.description or ())
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()], columns


_answers = Answers(most_answers=512, most_rows=300_000)  # a row takes about a kilobyte


def forget_answers() -> None:
    """Ask the store anew from here on: for measuring, never for being right."""
    _answers.clear()
