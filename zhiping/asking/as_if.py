"""A question asked as if a checked file were published already: what is said before it is."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread

import duckdb

from zhiping.access.permissions import Access
from zhiping.asking.filters import parameter_values
from zhiping.asking.finishers import FINISHERS
from zhiping.asking.narrowing import narrow
from zhiping.asking.questions import question_of
from zhiping.asking.run import rows_asked
from zhiping.contracts.area_changes import area_changes
from zhiping.contracts.filters import by_key
from zhiping.contracts.kinds import Row
from zhiping.store.drafts import Draft, rows_to_put
from zhiping.store.homes import at_home, read_changes
from zhiping.store.literals import literal
from zhiping.store.publishing import Store
from zhiping.store.replay import replaced_rows
from zhiping.store.schemas import read_with, search_path, version_of, with_derived
from zhiping.store.tables import TABLES

_AGAIN = 0.02  # seconds


class TooLong(Exception):  # noqa: N818 - reads as a sentence
    """An answer that would keep a clerk waiting; nothing is wrong with the data."""


def run_as_if_published(
    con: duckdb.DuckDBPyConnection,
    store: Store,
    name: str,
    access: Access,
    draft: Draft,
    *,
    seconds: float | None = None,
    **filters: str,
) -> list[Row]:
    """The rows of a question as they would be once `draft` was published. Nothing is changed.

    `draft.table`: the checked rows, a temp table of `con`, a workspace of the store. What stands is joined with them
    and what a publish records, and everything that is derived from it is made anew, by the statements that make a
    version. Only for questions that are neither about persons nor finished in Python: ValueError for others. Raises
    TooLong where it is not there within `seconds`.
    """
    question = question_of(name)
    if question.is_restricted or name in FINISHERS:
        raise ValueError(name)
    values = parameter_values(by_key(filters) | dict(access.locked))
    store.versions.need_rules(question.rules)
    with as_if_published(con, store, question.datasets, access, draft, seconds=seconds):
        return rows_asked(con, question, values)[0]


@contextmanager
def as_if_published(
    con: duckdb.DuckDBPyConnection,
    store: Store,
    datasets: Collection[str],
    access: Access,
    draft: Draft,
    *,
    seconds: float | None = None,
) -> Iterator[None]:
    """Under their plain names `con` reads these datasets, as far as `access` sees them, as they would be."""
    with store.versions.at() as (_cursor, number):
        store.check_sound({*datasets, draft.dataset.name}, number)
        con.execute(f"set search_path = '{search_path(number)}'")
        made: list[str] = []
        try:
            with _within(con, seconds):
                changed = _make_changed(con, datasets, draft, made)

                def place(dataset: str) -> str:
                    return changed.get(dataset) or version_of(number)(dataset)

                narrowed = narrow(con, datasets, access, place)
                made += [f"view temp.{one}" for one in narrowed]
                for dataset in changed.keys() - narrowed:
                    con.execute(f"create temp view {dataset} as from {changed[dataset]}")
                    made.append(f"view temp.{dataset}")
                yield
        finally:
            for one in reversed(made):
                con.execute(f"drop {one}")
            con.execute("reset search_path")


def _make_changed(
    con: duckdb.DuckDBPyConnection, datasets: Collection[str], draft: Draft, made: list[str]
) -> Mapping[str, str]:
    """Dataset -> the temp table that holds it as it would be, of those that the draft changes; notes them in `made`."""
    stored = _stored_rows(con, draft)

    def raw(name: str) -> str:
        return stored.get(name, f"select * from lake.{name}")

    changes = read_changes(con, f"({raw(area_changes.name)})")

    def rows(name: str) -> str:
        return at_home(TABLES[name], raw(name), changes.homes)

    parents = {parent.dataset for name in datasets if (parent := TABLES[name].parent)}
    found = {}
    for name in sorted({*datasets} | parents):
        if read_with([name]) & stored.keys():
            table = f"as_if_{name}"
            con.execute(f"create temp table {table} as {with_derived(name, rows)}")
            made.append(f"table temp.{table}")
            found[name] = f"temp.{table}"
    return found


def _stored_rows(con: duckdb.DuckDBPyConnection, draft: Draft) -> Mapping[str, str]:
    """Lake table -> the select of its rows as they would be, of those that a publish writes."""
    dataset = draft.dataset
    same = " and ".join(f"new.{key} = old.{key}" for key in dataset.key)
    replaced = replaced_rows(con, dataset, draft.table, draft.mode, draft.areas)
    (number,) = con.execute("select coalesce(max(upload_id), 0) + 1 from lake.uploads").fetchall()[0]
    record = {"upload_id": number, "dataset": dataset.name, "area_code": draft.common_area}
    record |= {name: getattr(draft, name) for name in ("as_of", "published_by", "published_at", "is_demo")}
    listed = ", ".join(f"{literal(value)} as {name}" for name, value in record.items())
    covered = " union all by name ".join(
        f"select {number} as upload_id, {literal(dataset.name)} as dataset, {literal(start)} as area_from,"
        f" {literal(end)} as area_to, {literal(draft.as_of)} as as_of"
        for start, end in draft.areas
    )
    return {
        dataset.name: f"select * from lake.{dataset.name} as old where ({replaced}) is not true"
        f" and not exists (select 1 from {draft.table} as new where new.is_sound and {same})"
        f" union all by name {rows_to_put(draft, number, f'lake.{dataset.name}')}",
        "uploads": f"select * from lake.uploads union all by name select {listed}",
        "coverage": "select * from lake.coverage" + (covered and f" union all by name {covered}"),
    }


@contextmanager
def _within(con: duckdb.DuckDBPyConnection, seconds: float | None) -> Iterator[None]:
    """Break off what takes longer, raising TooLong."""
    done = Event()

    def watch() -> None:
        pause = seconds
        while not done.wait(pause):
            con.interrupt()
            pause = _AGAIN  # between two statements there is nothing to interrupt

    watcher = Thread(target=watch, daemon=True)
    if seconds is not None:
        watcher.start()
    try:
        yield
    except duckdb.InterruptException as error:
        raise TooLong from error
    finally:
        done.set()
        if seconds is not None:
            watcher.join()
