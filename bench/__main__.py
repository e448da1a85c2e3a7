"""`make bench`: what the product costs beside DuckDB itself, as ratios from one run.

1. Checking, and checking + preview + publishing, 1,000,000 tickets, in CPU time beside DuckDB's own typed
   `read_csv` of the same file; checking 100,000 of them as .xlsx beside calamine's bare read; each in a process of
   its own, with its peak memory.
2. The page's queries, unfiltered, beside the same SQL by hand on a bare DuckDB table.
3. A page of 200 units, beside an empty page and its own queries.
4. The map of 60,000 points in a browser, beside that of 209 stations.
5. A question on the newest version while somebody asks an older one, beside the same question alone.
6. The questions of 今日态势 where no answer is kept, and the slowest of them (`python -m bench.questions all`: every page).
7. Opening a store after years of uploads, publishing and undoing there (`python -m bench.years --help`).
8. Sheets as offices make them, every habit alone and every two together: how many cells are read exactly, and how
   many are misread in silence, which is none (`python -m bench.sheets 1`: each alone).
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from bench import maps, pages, questions, sheets, tickets, versions, years
from zhiping import clock
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.filters import parameter_values
from zhiping.asking.questions import question_of
from zhiping.asking.run import forget_answers, rows_asked, run
from zhiping.contracts import DATASETS
from zhiping.settings import settings_from
from zhiping.store.macros import rule_scripts
from zhiping.store.publishing import Store
from zhiping.store.tables import TABLES
from zhiping.upload.intake import Intake

TICKETS = 1_000_000
ROUNDS = 5
PAGE_QUERIES = tuple(
    f"tickets/{name}"
    for name in (
        "key_figures",
        "funnel",
        "on_time",
        "trend",
        "months",
        "categories",
        "areas",
        "overdue",
        "data_date",
    )
)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _typed_read(file: Path, _store: Path) -> None:
    with duckdb.connect() as con:
        con.execute(f"create table tickets as select * from read_csv('{file}')")


def _check(file: Path, store: Path, *, publish: bool = False) -> None:
    lake = Store(settings_from(data=store))
    # As on the page, which is told of the first rows.
    intake = Intake(
        lake, Access(DEMO_USER), DATASETS["tickets"], file, now=clock.now(), on_glance=lambda _seen: None
    )
    assert intake.checked.fault_count == 0, intake.checked.faults[:3]
    if publish:
        intake.preview("upsert")
        intake.publish()
    intake.close()
    lake.close()


def _check_and_publish(file: Path, store: Path) -> None:
    _check(file, store, publish=True)


def _bare_read(file: Path, _store: Path) -> None:
    CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()


TASKS: dict[str, Callable[[Path, Path], None]] = {
    "typed_read": _typed_read,
    "bare_read": _bare_read,
    "check": _check,
    "check_and_publish": _check_and_publish,
}


def _measured(task: str, file: Path, store: Path) -> dict[str, float]:
    """CPU seconds and peak MB of a task in a process of its own, less those of the imports."""
    command = [sys.executable, "-m", "bench", task, str(file), str(store)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _run_task(task: str, file: str, store: str) -> None:
    before = _cpu()
    TASKS[task](Path(file), Path(store))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"cpu": _cpu() - before, "peak_mb": peak}))


def _by_hand(con: duckdb.DuckDBPyConnection, name: str) -> Any:
    return rows_asked(con, question_of(name), parameter_values({}))


def _bare_tables(store: Store) -> duckdb.DuckDBPyConnection:
    """The same rows in plain tables of a plain DuckDB, with the same macros: what a person would write by hand."""
    con = duckdb.connect()
    with store.versions.at() as (cursor, _number):
        for name in TABLES:
            rows = cursor.execute(f"from {name}").to_arrow_table()
            con.register("rows_of_table", rows)
            con.execute(f"create table {name} as from rows_of_table")
            con.unregister("rows_of_table")
    for script in rule_scripts():
        con.execute(script)
    return con


def _milliseconds(action: Any) -> float:
    took = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        action()
        took.append(time.perf_counter() - began)
    return 1000 * median(took)


def _bench_upload(file: Path, folder: Path) -> None:
    _bench_against("typed_read", file, folder, {"check": 3.5, "check_and_publish": 6})


def _bench_workbook(file: Path, folder: Path) -> None:
    """The first tickets of `file` as a workbook: texts that are shared, times that are numbers in a format."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    with duckdb.connect() as con:
        rows = con.execute(
            f"from read_csv('{file}', types = {{'区划代码': 'varchar'}}) limit {TICKETS // 10}"
        )
        sheet.append([column[0] for column in con.description or ()])
        for row in rows.fetchall():
            sheet.append(row)
    workbook.save(folder / "tickets.xlsx")
    _bench_against("bare_read", folder / "tickets.xlsx", folder / "workbook", {"check": 8})


def _bench_against(base_task: str, file: Path, folder: Path, limits: Mapping[str, float]) -> None:
    base = _measured(base_task, file, folder)
    print(f"{base_task:<20} {base['cpu']:6.2f} s CPU  {base['peak_mb']:6.0f} MB")
    for task, limit in limits.items():
        found = _measured(task, file, folder / task)
        ratio = found["cpu"] / base["cpu"]
        print(
            f"{task:<20} {found['cpu']:6.2f} s CPU  {found['peak_mb']:6.0f} MB  {ratio:5.2f} x (limit {limit} x, 2048 MB)"
        )


def _bench_queries(folder: Path) -> None:
    store = Store(settings_from(data=folder))
    store.versions.serve()
    access = Access(DEMO_USER)
    bare = _bare_tables(store)
    for name in PAGE_QUERIES:
        by_hand = _milliseconds(lambda name=name: _by_hand(bare, name))

        def ours(name: str = name) -> None:
            forget_answers()
            run(store, name, access)

        product = _milliseconds(ours)
        began = time.perf_counter()
        run(store, name, access)
        again = 1000 * (time.perf_counter() - began)
        print(
            f"{name:<22} {product:8.1f} ms  by hand {by_hand:8.1f} ms  {product / by_hand:5.2f} x (limit 2 x)"
            f"  asked again {again:6.2f} ms"
        )
    bare.close()
    store.close()


def main() -> None:
    """Print every ratio of one run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "tickets.csv"
        tickets.write_sheet(file, TICKETS)
        print(f"{TICKETS:,} tickets, {file.stat().st_size / 1e6:.0f} MB")
        _bench_upload(file, folder)
        _bench_workbook(file, folder)
        _bench_queries(folder / "check_and_publish")
        pages.bench(folder)
        maps.bench(folder)
        versions.bench(folder)
        questions.bench(folder)
        years.bench(folder)
    print(sheets.report(sheets.run()))


if __name__ == "__main__":
    described = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    described.add_argument("task", nargs="*", help=argparse.SUPPRESS)  # of one process: see `_measured`
    if task := described.parse_args().task:
        _run_task(*task)
    else:
        main()
