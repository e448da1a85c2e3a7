"""The questions: the files of queries/<system>/, what each reads and which filters it takes.

A question's SQL never names a schema and reads nothing but datasets, through macros too; one that does
is refused before it is ever run.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

import duckdb

from zhiping.asking.filters import filters_of
from zhiping.asking.finishers import FINISHERS
from zhiping.settings import QUERIES
from zhiping.store.literals import literal
from zhiping.store.macros import VARIABLE, macro_datasets, macro_variables, rules_called
from zhiping.store.tables import TABLES
from zhiping.words import _

_WORD = re.compile(r"\w+")
_PLAIN_TABLE_FUNCTIONS = frozenset({"unnest", "range", "generate_series"})


class NoSuchQuery(KeyError):
    """There is no question of that name; the message lists those near it."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnsafeQuery(ValueError):
    """A question's SQL names a schema or reads something that is no dataset."""


@dataclass(frozen=True)
class Question:
    """One file of queries/, with its finisher: its SQL, parameters and datasets (through macros too).

    `parameters` are all that its answer hangs on; `sql_parameters` those that its own SQL names, and
    `variables` those that its macros read from the session of the cursor that asks. `rules` are the scripts of
    queries/rules that it calls, each after those it calls itself.
    """

    name: str
    sql: str
    summary: str
    parameters: frozenset[str]
    sql_parameters: frozenset[str]
    variables: frozenset[str]
    datasets: frozenset[str]
    rules: tuple[str, ...]
    is_guarded: bool = False

    @cached_property
    def is_restricted(self) -> bool:
        """Whether its answer tells of single persons: it reads rows about them, and no finisher guards what it says."""
        return not self.is_guarded and any(TABLES[name].is_restricted for name in self.datasets)


@cache
def questions() -> tuple[str, ...]:
    """The names of all questions, `<system>/<question>`: the files, and what finishes the rows of another one.

    To look through the folders takes a tenth of the run of a page, which asks for them several times.
    """
    files = {
        str(path.relative_to(QUERIES).with_suffix(""))
        for path in QUERIES.glob("*/*.sql")
        if path.parent.name != "derived"
    }
    return tuple(sorted(files.union(name for name, one in FINISHERS.items() if one.source)))


def filters_for(name: str) -> list[str]:
    """The keys of the filters that a question takes."""
    return [one.key for one in filters_of(question_of(name).parameters)]


def finisher_of(name: str) -> str:
    """The rule in Python that finishes the rows of a question, as `zhiping.rules.appraisal.ranks.ranking_rows`; or ""."""
    if name not in FINISHERS:
        return ""
    rule = FINISHERS[name].rule
    return f"{rule.__module__}.{rule.__qualname__}"


def rules_of(name: str) -> str:
    """The macros of queries/rules that a question calls, through others too, as SQL."""
    return "\n".join(question_of(name).rules)


@cache
def question_of(name: str) -> Question:
    """The question `<system>/<question>`. Raises NoSuchQuery, UnsafeQuery."""
    if name not in questions():
        raise NoSuchQuery(
            _("没有查询“{name}”。可用的有：{known}。").format(name=name, known=_("、").join(questions()))
        )
    finisher = FINISHERS.get(name)
    sql = (QUERIES / f"{finisher and finisher.source or name}.sql").read_text("utf-8")
    summary = finisher and finisher.summary or sql.split("\n", 1)[0].removeprefix("--").strip()
    question = _question(name, sql, summary)
    if not finisher:
        return question
    return replace(
        question,
        parameters=question.parameters.union(finisher.parameters),
        datasets=question.datasets.union(
            *(question_of(other).datasets for other in finisher.beside.values())
        ),
        is_guarded=finisher.is_guarded,
    )


def with_sql(question: Question, sql: str) -> Question:
    """A question of the same name that gives part of the other's answer. Raises UnsafeQuery."""
    return replace(_question(question.name, sql, question.summary), is_guarded=question.is_guarded)


def _question(name: str, sql: str, summary: str) -> Question:
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        raise UnsafeQuery(name)
    in_sql, variables = frozenset(statements[0].named_parameters), _variables_read(sql)
    return Question(
        name, sql, summary, in_sql | variables, in_sql, variables, _tables_read(sql), rules_called(sql)
    )


def _variables_read(sql: str) -> frozenset[str]:
    """The session variables that a text reads, by itself or through macros."""
    called = macro_variables().keys() & set(_WORD.findall(sql))
    return frozenset(VARIABLE.findall(sql)).union(*(macro_variables()[name] for name in called))


def _tables_read(sql: str) -> frozenset[str]:
    """The datasets that a select reads. Raises UnsafeQuery where it names a schema or another source."""
    tables: set[str] = set()
    names: set[str] = set()
    for node in nodes(parsed(sql)):
        names.update(entry["key"] for entry in node.get("cte_map", {}).get("map", ()))
        if node.get("type") == "BASE_TABLE":
            if node["schema_name"] or node["catalog_name"]:
                raise UnsafeQuery(f"{node['schema_name']}.{node['table_name']}")
            tables.add(node["table_name"])
        if node.get("type") == "TABLE_FUNCTION":
            function = node["function"]["function_name"]
            if function in macro_datasets():
                tables |= macro_datasets()[function]
            elif function not in _PLAIN_TABLE_FUNCTIONS:
                raise UnsafeQuery(function)
    unknown = tables - names - TABLES.keys()
    if unknown:
        raise UnsafeQuery(", ".join(sorted(unknown)))
    return frozenset(tables & TABLES.keys())


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    """An engine without data; to start one takes ten times as long as to parse a question."""
    return duckdb.connect(config={"threads": 1})


def parsed(sql: str) -> Any:
    """A text as the engine's own tree of it, which may be changed and `written`. Raises UnsafeQuery."""
    with _parser().cursor() as parser:
        row = parser.execute(f"select json_serialize_sql({literal(sql)})").fetchone()
    tree = json.loads(row[0]) if row else {"error": True}
    if tree["error"]:
        raise UnsafeQuery(tree.get("error_message", sql))
    return tree


def written(tree: Any) -> str:
    """A tree as SQL."""
    with _parser().cursor() as parser:
        ((sql,),) = parser.execute(f"select json_deserialize_sql({literal(json.dumps(tree))})").fetchall()
    return str(sql)


def nodes(tree: Any, inner: bool = True) -> Iterator[dict[str, Any]]:
    """All nodes of a tree or of a part of it; `inner`: those of selects within expressions too."""
    if isinstance(tree, dict):
        yield tree
        tree = [part for key, part in tree.items() if inner or key != "subquery"]
    if isinstance(tree, list):
        for part in tree:
            yield from nodes(part, inner)
