"""The macros of queries/rules in the engine: schema `rules`, for all versions.

A macro finds the datasets, and a dataset's derived columns find the macros, through the search path of the cursor
that asks.
"""

import re
import threading
from collections.abc import Collection, Mapping
from functools import cache
from graphlib import TopologicalSorter

import duckdb

from zhiping.settings import QUERIES
from zhiping.store.schemas import no_rows, with_derived
from zhiping.store.tables import TABLES

MACRO = re.compile(r"\bmacro (\w+)\(")
VARIABLE = re.compile(r"getvariable\('(\w+)'\)")
_CALL = re.compile(r"\b(\w+)\(")
_WORD = re.compile(r"\w+")


@cache
def rule_scripts() -> tuple[str, ...]:
    """The SQL of queries/rules: scripts of `create macro`, each after those whose macros it calls."""
    scripts = {path.name: path.read_text("utf-8") for path in sorted((QUERIES / "rules").glob("*/*.sql"))}
    makes = {name: set(MACRO.findall(script)) for name, script in scripts.items()}
    calls = {name: set(_CALL.findall(script)) for name, script in scripts.items()}
    needs = {
        name: [other for other in scripts if other != name and makes[other] & calls[name]] for name in scripts
    }
    return tuple(scripts[name] for name in TopologicalSorter(needs).static_order())


def rules_called(sql: str) -> tuple[str, ...]:
    """The scripts of the macros that a text calls, through others too; each after those it calls."""
    words = set(_WORD.findall(sql))
    called: list[str] = []
    for script, makes, says in reversed(_scripts_by_words()):
        if words & makes:
            words |= says
            called.insert(0, script)
    return tuple(called)


@cache
def _scripts_by_words() -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Each script, in its order, with the macros that it makes and all words in it."""
    return tuple(
        (script, frozenset(MACRO.findall(script)), frozenset(_WORD.findall(script)))
        for script in rule_scripts()
    )


@cache
def macro_variables() -> Mapping[str, frozenset[str]]:
    """Macro of queries/rules -> the session variables that it reads, by itself or through another macro."""
    macros: dict[str, frozenset[str]] = {}
    for script in rule_scripts():  # a macro stands after those that it calls
        called = macros.keys() & set(_WORD.findall(script))
        found = frozenset(VARIABLE.findall(script)).union(*(macros[one] for one in called))
        macros |= dict.fromkeys(MACRO.findall(script), found)
    return macros


@cache
def macro_datasets() -> Mapping[str, frozenset[str]]:
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


class Rules:
    """Schema `rules` of one engine. Thread-safe.

    The macros that derived columns call, which read no dataset, are there from `begin` on; the others are made as they
    are first called: to make all takes longer than all else of an opening and a question.
    """

    def __init__(self, engine: duckdb.DuckDBPyConnection) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._made: frozenset[str] = frozenset()

    def begin(self) -> None:
        """Make the schema with the macros that read no dataset, where that is still to be done."""
        with self._lock:
            if not self._made:
                scripts = [script for script in rule_scripts() if not _reads(script)]
                with self._engine.cursor() as cursor:  # closing it rolls back what was not committed
                    cursor.execute("begin; create schema rules; set search_path = 'rules'")
                    for script in scripts:
                        cursor.execute(script)
                    cursor.execute("commit")
                self._made = frozenset(scripts)

    def need(self, scripts: Collection[str]) -> None:
        """Make those of these scripts that are not there yet; each stands after those it calls, which are among them.

        A macro is bound once as it is made, so it is shown empty datasets meanwhile.
        """
        self.begin()
        if self._made.issuperset(scripts):
            return
        words = set(_WORD.findall("\n".join(scripts)))
        with self._lock, self._engine.cursor() as cursor:
            cursor.execute("begin; create schema shapes; set search_path = 'rules,shapes'")
            for name in TABLES.keys() & words:
                cursor.execute(f"create table shapes.{name} as {with_derived(name, no_rows)}")
            for script in scripts:
                if script not in self._made:
                    cursor.execute(script)
            cursor.execute("drop schema shapes cascade; commit")
            self._made |= frozenset(scripts)


def _reads(script: str) -> bool:
    """Whether the macros of a script read datasets."""
    return " as table" in script
