"""The only road from the store to a page, an export or the terminal.

`run` reads one question of queries/<system>/<question>.sql on behalf of an Access. The question's SQL
never names a schema: it sees temporary views of the datasets, narrowed to the user's scope and the
locked filters, so no question can see more than its reader may.
"""

from dataclasses import dataclass
from typing import Any

import duckdb

from zhiping import clock
from zhiping.access.permissions import Access, User, check_may_see_people
from zhiping.asking.answer_cache import Answers
from zhiping.asking.filters import parameter_values
from zhiping.asking.finishing import FINISHERS
from zhiping.asking.questions import question_of
from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import area_range
from zhiping.store.lake import TABLES
from zhiping.store.publishing import Store

_OPEN_TO_COMPANIES = frozenset({"stations", "areas", "upload"})
# What a locked filter of a link narrows, beside the area: the column of a dataset that has it.
_LOCKED_COLUMNS = {
    "class": "ticket_class",
    "category": "category",
    "unit": "lead_unit",
    "kind": "courtyard_kind",
    "activity": "activity_kind",
    "courtyard": "courtyard_id",
    "station": "station_id",
    "year": "year",
    "group": "unit_group",
}


@dataclass(frozen=True)
class Answer:
    """Rows as dicts, in the order of the SQL; shared between readers, so never change them."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    version: int


def run(store: Store, name: str, access: Access, *, version: int | None = None, **filters: str) -> Answer:
    """The rows of a question for one reader. `filters` as written in an address (see zhiping/asking/filters.py).

    `as_of` is the filter "as-of", `class_` the filter "class" and `from_` "from". A locked filter goes
    before a given one. Where zhiping/asking/finishing.py has a finisher for the question, the rows are its.
    Raises NoSuchQuery, FilterError, NotAllowed, StoreError (no such version).
    """
    question = question_of(name)
    if question.is_restricted:
        check_may_see_people(access)
    written = {key.rstrip("_").replace("_", "-"): value for key, value in filters.items()} | dict(
        access.locked
    )
    values = parameter_values(written)
    if values["open_at"] is None:  # the one figure that is about this minute, not about the data's own time
        values["open_at"] = clock.now().replace(second=0, microsecond=0)
    parameters = {key: values[key] for key in question.parameters}
    with store.versions.at(version) as (cursor, number):
        stamp = store.versions.changed_at(question.datasets, number)
        key = (
            id(store),
            name,
            tuple(sorted(parameters.items(), key=lambda p: p[0])),
            _narrowing(access),
            stamp,
        )
        found = _answers.get(key)
        if found is None:
            _narrow(cursor, question.datasets, access, number)
            cursor.execute(question.sql, {key: values[key] for key in question.sql_parameters} or None)
            columns = tuple(column[0] for column in cursor.description or ())
            rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
            if name in FINISHERS:  # its rows have columns of their own
                finisher = FINISHERS[name]
                given: dict[str, Any] = {key: values[key] for key in finisher.parameters}
                for argument, other in finisher.beside.items():
                    given[argument] = run(store, other, access, version=number).rows
                rows = finisher.rule(rows, **given)
                columns = tuple(rows[0]) if rows else ()
            found = rows, columns
            _answers.put(key, found, len(rows))
    return Answer(found[1], found[0], number)


def run_as_if_published(
    con: duckdb.DuckDBPyConnection,
    store: Store,
    name: str,
    access: Access,
    dataset: Dataset,
    table: str,
    replaced: str = "false",
) -> list[dict[str, Any]]:
    """The rows of a question as they would be once a checked file was published. Nothing is changed.

    `table`: the checked rows, a temp table of `con`, a workspace of the store. `replaced`: SQL, which of
    the rows that stand (as `old`) would go, beside those of the same keys. Only for questions that are
    neither about persons nor finished in Python: ValueError for others.
    """
    question = question_of(name)
    if question.is_restricted or name in FINISHERS:
        raise ValueError(name)
    values = parameter_values(access.locked)
    same = " and ".join(f"new.{key} = old.{key}" for key in dataset.key)
    columns = ", ".join(column.name for column in dataset.columns)
    with store.versions.at() as (_cursor, number):
        con.execute(f"set search_path = 'v{number}'")
        views = _narrow(con, question.datasets | {dataset.name}, access, number) | {dataset.name}
        kept = " and ".join(["true", *_conditions(dataset, access)])
        con.execute(
            f"create or replace temp view {dataset.name} as"
            f" select * from memory.v{number}.{dataset.name} as old where {kept} and ({replaced}) is not true"
            f" and not exists (select 1 from {table} as new where new.is_sound and {same})"
            f" union all by name select {columns} from {table} where is_sound"
        )
        try:
            con.execute(question.sql, {key: values[key] for key in question.sql_parameters} or None)
            names = [column[0] for column in con.description or ()]
            return [dict(zip(names, row, strict=True)) for row in con.fetchall()]
        finally:
            for view in views:
                con.execute(f"drop view temp.{view}")
            con.execute("reset search_path")


def _narrowing(access: Access) -> tuple[Any, ...]:
    mine = (access.user.company, access.user.name) if access.user.company else ()
    return (access.user.scope, *mine, tuple(sorted(access.locked.items())))


def _narrow(
    cursor: duckdb.DuckDBPyConnection, names: frozenset[str], access: Access, number: int
) -> set[str]:
    """Give the cursor temporary views of the datasets, narrowed to what `access` may see; the names of those made."""
    made = set()
    parents = {p.dataset for name in names if (p := TABLES[name].parent)}
    for name in sorted(names | parents, key=lambda one: TABLES[one].parent is not None):
        conditions = _conditions(TABLES[name], access)
        if conditions:
            cursor.execute(
                f"create temp view {name} as select * from memory.v{number}.{name} where {' and '.join(conditions)}"
            )
            made.add(name)
    return made


def _conditions(dataset: Dataset, access: Access) -> list[str]:
    conditions = []
    if dataset.parent and _conditions(TABLES[dataset.parent.dataset], access):
        column = dataset.parent.column
        conditions.append(f"{column} in (select {column} from {dataset.parent.dataset})")
    if access.user.company:
        conditions += _company_conditions(dataset, access.user)
    if dataset.area_column:
        for code in access.areas:
            start, end = area_range(code)
            conditions.append(f"{dataset.area_column} >= '{start}' and {dataset.area_column} < '{end}'")
    if (dataset.area_column or dataset.parent) and not dataset.ships:
        values = parameter_values(access.locked)
        # A pause belongs to the period of its ticket; an activity has its own, for its courtyard has none.
        is_timed = not (dataset.parent and TABLES[dataset.parent.dataset].period)
        if dataset.period and is_timed and "from" in access.locked:
            conditions.append(f"{dataset.period} >= timestamp '{values['since']}'")
        if dataset.period and is_timed and "to" in access.locked:
            conditions.append(f"{dataset.period} < timestamp '{values['until']}'")
        names = {column.name for column in dataset.columns}
        for key, column in _LOCKED_COLUMNS.items():
            if key in access.locked and column in names:
                conditions.append(f"{column} = '{_quoted(access.locked[key])}'")
    return conditions


def _company_conditions(dataset: Dataset, user: User) -> list[str]:
    """Who writes for one company sees its workers and their own uploads; of other systems nothing.

    Nor what the workers redeemed: an employer has no business in a person's visits to a pharmacy.
    """
    if dataset.system not in _OPEN_TO_COMPANIES:
        return ["false"]
    names = {column.name for column in dataset.columns}
    if "company" in names:
        return [f"company = '{_quoted(user.company)}'"]
    if "worker_id" in names:
        return ["false"]
    return [f"published_by = '{_quoted(user.name)}'"] if dataset.name == "uploads" else []


def _quoted(text: str) -> str:
    return text.replace("'", "''")


_answers = Answers(most_answers=512, most_rows=300_000)  # a row takes about a kilobyte


def forget_answers() -> None:
    """Ask the store anew from here on: for measuring, never for being right."""
    _answers.clear()
