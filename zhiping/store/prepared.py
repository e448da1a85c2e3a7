"""Prepared macros: what hangs on a version alone is made once for all its questions.

A macro without parameters that reads datasets and no session variable but the viewer's moment (the clocks) gives every
question of a version the same rows, unless the viewer names a moment or may not see them all. On small data its plan
costs ten times what its rows do, and a page asks some ninety questions; on large data its rows cost more than what is
then asked of them. So a server makes its rows with the version, and
a macro of the same name in the version's schema reads them; whoever sees less finds the one in `rules` first (see
`search_path`).
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb

from zhiping.contracts import DATASETS
from zhiping.contracts.filters import END
from zhiping.store.macros import Rules, macro_datasets, macro_variables, rule_scripts, rules_called
from zhiping.store.schemas import last_change, make_table, read_with, search_path

MOMENT = "as_of"
# Of all datasets that it reads. A publish waits for them: two seconds a million rows, which a page then saves each time.
MOST_ROWS = 5_000_000
_GIVEN = re.compile(r"\bas (\w+)")
_WORD = re.compile(r"\w+")
# Operators of a plan that make of each row at most one, whatever other rows there are.
_ROW_BY_ROW = frozenset({"PROJECTION", "FILTER", "SEQ_SCAN", "EMPTY_RESULT"})
_WITHOUT_PARAMETERS = re.compile(r"\bmacro (\w+)\(\) as table")


@dataclass(frozen=True)
class Prepared:
    """One such macro: what it reads, through others too, and the scripts of queries/rules that make it."""

    name: str
    datasets: frozenset[str]
    rules: tuple[str, ...]

    def keeps(self, condition: str) -> bool:
        """Whether all columns that a condition names are in its rows as the dataset has them: none is given anew."""
        given = {name for script in self.rules for name in _GIVEN.findall(script)}
        return not given & set(_WORD.findall(condition))


@cache
def prepared_macros() -> tuple[Prepared, ...]:
    """All of them, each after those that it calls."""
    names = (name for script in rule_scripts() for name in _WITHOUT_PARAMETERS.findall(script))
    return tuple(
        Prepared(name, macro_datasets()[name], rules_called(f"{name}()"))
        for name in names
        if macro_datasets()[name] and macro_variables()[name] <= {MOMENT}
    )


def prepare(
    engine: duckdb.DuckDBPyConnection,
    rules: Rules,
    number: int,
    changed: Mapping[str, int],
    rows: Mapping[str, int],
    standing: Mapping[str, int],
    without: frozenset[str],
) -> dict[str, int]:
    """Make the prepared macros of a version whose schema stands as native tables, `rows`; the tables that they read.

    As in `make_schema`: of each how many rows it holds, and those among `standing` are taken as they are. Left out are
    macros over no rows, over too many, and over lake tables whose files are broken (`without`); one that fails is left
    to fail where it is asked.
    """
    tables = {}
    with engine.cursor() as cursor:
        cursor.execute(
            f"set search_path = '{search_path(number, is_whole=True)}'; set variable {MOMENT} = timestamp '{END}'"
        )
        for macro in prepared_macros():
            if without & read_with(macro.datasets):
                continue
            own = [name for name in macro.datasets if name in DATASETS]
            count = sum(rows[f"{name}_{last_change(name, changed)}"] for name in own)
            if not 0 < count <= MOST_ROWS:
                continue
            table = f"{macro.name}_{max(last_change(name, changed) for name in own)}"
            with suppress(duckdb.Error):
                rules.need(macro.rules)
                made = standing.get(table)
                tables[table] = make_table(cursor, table, f"from {macro.name}()") if made is None else made
                cursor.execute(f"create macro v{number}.{macro.name}() as table (from memory.native.{table})")
    return tables


def is_row_by_row(cursor: duckdb.DuckDBPyConnection, macro: str) -> bool:
    """Whether each row of a macro is made of one row of what it reads alone, as the engine plans it for this cursor."""

    def operators(plan: dict[str, Any]) -> Iterator[str]:
        yield plan["name"].strip()
        for child in plan["children"]:
            yield from operators(child)

    ((_kind, told),) = cursor.execute(f"explain (format json) from {macro}()").fetchall()
    return all(name in _ROW_BY_ROW for plan in json.loads(told) for name in operators(plan))
