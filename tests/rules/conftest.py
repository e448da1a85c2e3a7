"""The clock alone: tickets go in as rows, states come out; no file, no lake."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import duckdb
import pytest

from zhiping.asking.filters import parameter_values
from zhiping.asking.questions import question_of
from zhiping.asking.run import rows_asked
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Row
from zhiping.store.macros import rule_scripts
from zhiping.store.schemas import derived_sql, read_with
from zhiping.store.tables import TABLES, table_columns
from zhiping.store.unit_names import with_meant_names

Rule = Callable[..., Any]
ALL_COLUMNS = "|" + "|".join(column.name for column in DATASETS["tickets"].columns) + "|"
DISPATCHED = datetime(2025, 10, 1, 9)


class Clock:
    """The tables of the contracts in memory, with the rules and derived columns above them."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self._held = frozenset(TABLES)
        con.execute("create schema raw; create schema derived; set search_path = 'raw'")
        for name, dataset in TABLES.items():
            columns = ", ".join(f"{column} {kind}" for column, kind in table_columns(dataset).items())
            con.execute(f"create table raw.{name} ({columns})")
        for script in rule_scripts():
            if " as table" not in script:
                con.execute(script)
        self.filled({})
        for script in rule_scripts():
            con.execute(script)

    def filled(self, datasets: dict[str, Sequence[Row]], data_at: datetime = datetime(2026, 1, 1)) -> None:
        """Hold these rows and no others; every file is complete up to `data_at`. Columns left out are null."""
        changed = self._held.union(datasets, ("uploads", "coverage"))
        for name in changed:
            self.con.execute(f"delete from raw.{name}")
            for row in datasets.get(name, ()):
                names = ", ".join(row)
                marks = ", ".join("?" * len(row))
                self.con.execute(f"insert into raw.{name} ({names}) values ({marks})", list(row.values()))
        self.con.execute("insert into raw.uploads (upload_id) values (1)")
        self.con.execute("insert into raw.coverage values (1, 'tickets', '', ':', ?)", [data_at])
        self._held = frozenset(datasets)
        self.con.execute("set search_path = 'raw'")
        for name in TABLES:
            if not read_with([name]) & changed:
                continue
            body = (
                derived_sql(name) or with_meant_names(TABLES[name], "select * from raw.{}".format)
            ).rstrip()
            self.con.execute(f"create or replace table derived.{name} as {body}")
        self.con.execute("set search_path = 'derived'")

    def rows(self, question: str, **filters: str) -> list[Row]:
        """The answer of a question of queries/, as rows."""
        return rows_asked(self.con, question_of(question), parameter_values(filters))[0]

    def states(
        self,
        *,
        moment: datetime,
        pauses: Sequence[tuple[datetime, datetime | None]] = (),
        limits: Sequence[tuple[int, str, str, float]] = (),
        recorded: str = ALL_COLUMNS,
        **ticket: Any,
    ) -> dict[str, str]:
        """Step -> state of one ticket of class A dispatched at DISPATCHED, seen at `moment`."""
        row = {"ticket_class": "A", "dispatched_at": DISPATCHED} | ticket
        self.filled(
            {
                "tickets": [ticket_row("T1", **row, recorded=recorded)],
                "ticket_pauses": [
                    {"ticket_id": "T1", "paused_at": since, "resumed_at": until} for since, until in pauses
                ],
                "ticket_limits": [
                    dict(zip(("year", "ticket_class", "step", "hours"), limit, strict=True))
                    for limit in limits
                ],
            },
            moment,
        )
        found = self.rows("tickets/rows")[0]
        return {step: found[f"{step}_state"] for step in ("claim", "contact", "report", "close")}


def ticket_row(ticket_id: str, **columns: Any) -> Row:
    """A ticket with what every ticket has, from a file with all columns; `columns` go before."""
    always = {"area_code": "150105001000", "ticket_class": "A", "category": "其他", "recorded": ALL_COLUMNS}
    return always | {"ticket_id": ticket_id, "upload_id": 1} | columns


@pytest.fixture(scope="module")
def clock() -> Iterator[Clock]:
    with duckdb.connect() as con:
        yield Clock(con)


@pytest.fixture(scope="module")
def rule(clock: Clock) -> Rule:
    """`rule("share(?, ?)", 1, 2)`: what a macro of queries/rules says."""

    def said(call: str, *arguments: Any) -> Any:
        return clock.con.execute(f"select {call}", list(arguments)).fetchall()[0][0]

    return said
