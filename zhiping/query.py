"""The only road from the store to a page, an export or the terminal.

`run` reads one question of queries/<system>/<question>.sql on behalf of an Access. The question's SQL
never names a schema: it sees temporary views of the datasets, narrowed to the user's scope and the
locked filters, so no question can see more than its reader may.
"""

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb

from zhiping.access import Access
from zhiping.contracts.kinds import Dataset
from zhiping.filters import filters_of, parameter_values
from zhiping.lake import TABLES
from zhiping.rules.areas import area_range
from zhiping.settings import QUERIES
from zhiping.store import Store
from zhiping.versions import rule_scripts
from zhiping.words import _

_KEPT_ANSWERS = 512
_WORD = re.compile(r"\w+")
_PLAIN_TABLE_FUNCTIONS = frozenset({"unnest", "range", "generate_series"})
# What a locked filter of a link narrows, beside the area: the column of a dataset that has it.
_LOCKED_COLUMNS = {"class": "ticket_class", "category": "category", "unit": "lead_unit"}


class NoSuchQuery(KeyError):
    """There is no question of that name; the message lists those near it."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnsafeQuery(ValueError):
    """A question's SQL names a schema or reads something that is no dataset."""


@dataclass(frozen=True)
class Question:
    """One file of queries/: its SQL, its parameters and the datasets that it reads (through macros too)."""

    name: str
    sql: str
    summary: str
    parameters: frozenset[str]
    datasets: frozenset[str]


@dataclass(frozen=True)
class Answer:
    """Rows as dicts, in the order of the SQL; shared between readers, so never change them."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    version: int


def run(store: Store, name: str, access: Access, *, version: int | None = None, **filters: str) -> Answer:
    """The rows of a question for one reader. `filters` as written in an address (see zhiping/filters.py).

    `as_of` is the filter "as-of", `class_` the filter "class" and `from_` "from". A locked filter goes
    before a given one. Raises NoSuchQuery, FilterError, StoreError (no such version).
    """
    question = question_of(name)
    written = {key.rstrip("_").replace("_", "-"): value for key, value in filters.items()} | dict(
        access.locked
    )
    values = parameter_values(written)
    parameters = {key: values[key] for key in question.parameters}
    with store.reading(version) as (cursor, number):
        stamp = store.changed_at(question.datasets, number)
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
            cursor.execute(question.sql, parameters or None)
            columns = tuple(column[0] for column in cursor.description or ())
            found = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()], columns
            _answers.put(key, found)
    return Answer(found[1], found[0], number)


def questions() -> list[str]:
    """The names of all questions, `<system>/<question>`."""
    return sorted(
        str(path.relative_to(QUERIES).with_suffix(""))
        for path in QUERIES.glob("*/*.sql")
        if path.parent.name not in {"rules", "derived"}
    )


def filters_for(name: str) -> list[str]:
    """The keys of the filters that a question takes."""
    return [one.key for one in filters_of(question_of(name).parameters)]


@cache
def question_of(name: str) -> Question:
    """The question `<system>/<question>`. Raises NoSuchQuery, UnsafeQuery."""
    if name not in questions():
        raise NoSuchQuery(
            _("没有查询“{name}”。可用的有：{known}。").format(name=name, known="、".join(questions()))
        )
    sql = (QUERIES / f"{name}.sql").read_text("utf-8")
    summary = sql.split("\n", 1)[0].removeprefix("--").strip()
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        raise UnsafeQuery(name)
    return Question(name, sql, summary, frozenset(statements[0].named_parameters), _tables_read(sql))


def _tables_read(sql: str) -> frozenset[str]:
    """The datasets that a select reads. Raises UnsafeQuery where it names a schema or another source."""
    tables: set[str] = set()
    names: set[str] = set()
    for node in _nodes(_parsed(sql)):
        names.update(entry["key"] for entry in node.get("cte_map", {}).get("map", ()))
        if node.get("type") == "BASE_TABLE":
            if node["schema_name"] or node["catalog_name"]:
                raise UnsafeQuery(f"{node['schema_name']}.{node['table_name']}")
            tables.add(node["table_name"])
        if node.get("type") == "TABLE_FUNCTION":
            function = node["function"]["function_name"]
            if function in _table_macros():
                tables |= _table_macros()[function]
            elif function not in _PLAIN_TABLE_FUNCTIONS:
                raise UnsafeQuery(function)
    unknown = tables - names - TABLES.keys()
    if unknown:
        raise UnsafeQuery(", ".join(sorted(unknown)))
    return frozenset(tables & TABLES.keys())


@cache
def _table_macros() -> Mapping[str, frozenset[str]]:
    """Table macros of queries/rules -> the datasets that each reads, by itself or through another macro."""
    macros: dict[str, frozenset[str]] = {}
    for script in rule_scripts():  # a macro stands after those that it calls
        if " as table" in script:
            head, body = script.split(" as table", 1)
            name = head.rsplit("macro", 1)[1].split("(")[0].strip()
            words = set(_WORD.findall(body))
            macros[name] = frozenset(TABLES.keys() & words).union(
                *(macros[one] for one in macros.keys() & words)
            )
    return macros


def _parsed(sql: str) -> Any:
    with duckdb.connect() as parser:
        literal = sql.replace("'", "''")  # binding a parameter would import pandas, a quarter of a second
        row = parser.execute(f"select json_serialize_sql('{literal}')").fetchone()
    tree = json.loads(row[0]) if row else {"error": True}
    if tree["error"]:
        raise UnsafeQuery(tree.get("error_message", sql))
    return tree


def _nodes(tree: Any) -> Any:
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from _nodes(part)


def _narrowing(access: Access) -> tuple[Any, ...]:
    return (access.user.scope, tuple(sorted(access.locked.items())))


def _narrow(cursor: duckdb.DuckDBPyConnection, names: frozenset[str], access: Access, number: int) -> None:
    """Give the cursor temporary views of the datasets, narrowed to what `access` may see."""
    parents = {p.dataset for name in names if (p := TABLES[name].parent)}
    for name in sorted(names | parents, key=lambda one: TABLES[one].parent is not None):
        conditions = _conditions(TABLES[name], access)
        if conditions:
            cursor.execute(
                f"create temp view {name} as select * from memory.v{number}.{name} where {' and '.join(conditions)}"
            )


def _conditions(dataset: Dataset, access: Access) -> list[str]:
    if dataset.parent and _conditions(TABLES[dataset.parent.dataset], access):
        return [f"{dataset.parent.column} in (select {dataset.parent.column} from {dataset.parent.dataset})"]
    conditions = []
    if dataset.area_column:
        for code in access.areas:
            start, end = area_range(code)
            conditions.append(f"{dataset.area_column} >= '{start}' and {dataset.area_column} < '{end}'")
    if dataset.area_column and not dataset.ships:
        values = parameter_values(access.locked)
        if dataset.period and "from" in access.locked:
            conditions.append(f"{dataset.period} >= timestamp '{values['since']}'")
        if dataset.period and "to" in access.locked:
            conditions.append(f"{dataset.period} < timestamp '{values['until']}'")
        names = {column.name for column in dataset.columns}
        for key, column in _LOCKED_COLUMNS.items():
            if key in access.locked and column in names:
                written = access.locked[key].replace("'", "''")
                conditions.append(f"{column} = '{written}'")
    return conditions


class _Answers:
    """The newest answers, by everything that they depend on: nothing expires and nothing is stale."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Any, Any] = OrderedDict()

    def get(self, key: Any) -> Any:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Any, found: Any) -> None:
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _KEPT_ANSWERS:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


_answers = _Answers()


def forget_answers() -> None:
    """Ask the store anew from here on: for measuring, never for being right."""
    _answers.clear()
