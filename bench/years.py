"""What years of uploads leave behind.

Opening a store after years of uploads against an empty one; publishing and undoing there against a store that got
the same rows in one upload, for more rows cost more wherever they came from. Each of the two is held by a process of
its own, as by a server: the one of years has made all its uploads itself. They take the changes that are measured in
turn, so that whatever else the machine does befalls both alike, and are compared by processor time. What each then has
in memory is the same rows, and what the engine keeps of its past.
"""

import argparse
import ctypes
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any

from zhiping.contracts import DATASETS
from zhiping.rules.areas import area_range
from zhiping.settings import settings_from
from zhiping.store.drafts import Draft, Receipt
from zhiping.store.publishing import Store

UPLOADS = 2_000
UNDOS = 500
ROWS = 500
TIDIED_EVERY = 10  # uploads; a server does it every 20 seconds
MEASURED = 20  # publishes and undos whose median is taken
OPENINGS = 5  # of each store
NOW = datetime(2025, 11, 4, 18)
OPENING_LIMIT, CHANGE_LIMIT = 2.0, 1.5


@dataclass(frozen=True)
class Cost:
    """Seconds that something took: of the processor, all threads together, and of the clock."""

    cpu: float
    wall: float


@contextmanager
def _measured(costs: list[Cost]) -> Iterator[None]:
    """Add what the body costs."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    costs.append(Cost(time.process_time() - cpu, time.perf_counter() - wall))


class Office:
    """A store with what is done there: uploads of tickets, numbered, now and then the undo of one, tidying between.

    Of the `rows` of an upload half are new, half change those of the upload before.
    """

    def __init__(self, folder: Path, rows: int) -> None:
        self._folder, self._rows = folder, rows
        self._store = Store(settings_from({}, data=folder))
        self._store.versions.serve()
        self._store.versions.number()
        self._before: Receipt | None = None
        self.publishing: list[Cost] = []
        self.undoing: list[Cost] = []

    def publish(self, number: int, rows: int) -> None:
        """Upload `number`; many rows at once are as the uploads that they stand for would have made them."""
        file = self._folder / "file.csv"
        file.write_text(f"{number}", "utf-8")
        new = self._rows // 2
        with self._store.workspace() as con:
            con.execute(
                f"""
                create temp table draft as
                select 'GD' || ({number} * {new} + i) as ticket_id, '150105000000' as area_code, 'A' as ticket_class,
                    '供热供暖' as category, timestamp '2024-01-01' + to_hours({number} + i // {new}) as dispatched_at,
                    format('第 {number} 次 {{}}', i // {new}) as title, '' as source_sheet, i as source_row,
                    true as is_sound
                from range({rows}) as r (i)
                """
            )
            given = [row[0] for row in con.execute("describe draft").fetchall()]
            for column in DATASETS["tickets"].columns:
                if column.name not in given:
                    con.execute(f"alter table draft add column {column.name} {column.sql_type}")
            draft = Draft(
                dataset=DATASETS["tickets"],
                table="draft",
                recorded=frozenset(given[:6]),
                areas=(area_range("150105"),),
                common_area="150105000000",
                mode="upsert",
                as_of=NOW,
                published_by="bench",
                published_at=NOW,
                file=file,
                file_name=file.name,
                rows_read=rows,
                fault_count=0,
                warning_count=0,
                skipped="[]",
            )
            self._before = self._store.publish(con, draft)

    def change(self, number: int, undone_every: int) -> None:
        """Upload `number` after the one before, and undo that one every so many."""
        before = self._before
        with _measured(self.publishing):
            self.publish(number, self._rows)
        if before and number % undone_every == 0:
            with _measured(self.undoing):
                self._store.undo(before.receipt, user="bench", now=NOW)
        if number % TIDIED_EVERY == 0:
            self._store.tidy()

    def change_all(self, first: int, last: int, undone_every: int) -> int:
        """Upload `first` to `last`; the memory then, see `memory`."""
        for number in range(first, last + 1):
            self.change(number, undone_every)
        return self.memory()

    def memory(self) -> int:
        """MB that the process has resident, once the C library has given back what nobody uses."""
        ctypes.CDLL(None).malloc_trim(0)
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return pages * resource.getpagesize() // 1_000_000

    def standing(self) -> int:
        """How many tickets there are."""
        with self._store.workspace() as con:
            return int(con.execute("select count(*) from lake.tickets").fetchall()[0][0])

    def costs(self) -> tuple[list[Cost], list[Cost]]:
        """Of the last publishes and undos."""
        return self.publishing[-MEASURED:], self.undoing[-MEASURED:]

    def close(self) -> None:
        self._store.close()


def _serve(pipe: Connection, folder: Path, rows: int) -> None:
    """Do in an office what the other end of the pipe asks for, until it asks to close."""
    office = Office(folder, rows)
    asked = ""
    while asked != "close":
        asked, arguments = pipe.recv()
        pipe.send(getattr(office, asked)(*arguments))


@contextmanager
def _office(folder: Path, rows: int) -> Iterator[Callable[..., Any]]:
    """Ask an office in a process of its own: the name of what it does, and the arguments."""
    folder.mkdir()
    spawning = multiprocessing.get_context("spawn")  # with nothing of this process in its memory
    ours, theirs = spawning.Pipe()
    process = spawning.Process(target=_serve, args=(theirs, folder, rows), daemon=True)
    process.start()
    theirs.close()  # so that its end is heard of

    def ask(what: str, *arguments: int) -> Any:
        ours.send((what, arguments))
        return ours.recv()

    yield ask
    ask("close")
    process.join()


def _openings(*folders: Path) -> list[list[Cost]]:
    """What opening each store costs, in turn."""
    costs: list[list[Cost]] = [[] for _folder in folders]
    for _round in range(OPENINGS):
        for folder, its in zip(folders, costs, strict=True):
            with _measured(its):
                store = Store(settings_from({}, data=folder))
            store.close()
    return costs


def bench(folder: Path, uploads: int = UPLOADS, undos: int = UNDOS, rows: int = ROWS) -> None:
    """Print how opening, publishing and undoing have grown, and what lies on the disk and in memory."""
    years, at_once, empty = (folder / name for name in ("years", "at-once", "empty"))
    Store(settings_from({}, data=empty)).close()
    with _office(years, rows) as grown:
        early = grown("change_all", 0, uploads // 4, uploads // undos)
        late = grown("change_all", uploads // 4 + 1, uploads - 1, uploads // undos)
        with _office(at_once, rows) as fresh:
            fresh("publish", 0, (uploads + 1) * rows // 2)
            for office in (fresh, grown):  # so that no undo takes back what came at once
                office("publish", uploads, rows)
            assert fresh("standing") == grown("standing"), "only what has the same rows can be compared"
            for number in range(uploads + 1, uploads + 1 + 2 * MEASURED):
                for office in (fresh, grown):
                    office("change", number, 2)
            assert fresh("standing") == grown("standing")
            held = fresh("memory"), grown("memory")
            pairs = list(zip(fresh("costs"), grown("costs"), strict=True))
    files = sum(1 for file in (years / "rows").rglob("*") if file.is_file())
    size = sum(file.stat().st_size for file in years.glob("catalogue*")) / 1e6

    print(f"{uploads} uploads of {rows} rows, {undos} undos:")
    for name, (first, last), limit in (
        ("opening", _openings(empty, years), OPENING_LIMIT),
        ("publish", pairs[0], CHANGE_LIMIT),
        ("undo", pairs[1], CHANGE_LIMIT),
    ):
        cpu = [1000 * median(cost.cpu for cost in costs) for costs in (first, last)]
        wall = [1000 * median(cost.wall for cost in costs) for costs in (first, last)]
        print(
            f"  {name}: {cpu[0]:.0f} -> {cpu[1]:.0f} ms CPU, {cpu[1] / cpu[0]:.2f} x (limit {limit} x);"
            f" {wall[0]:.0f} -> {wall[1]:.0f} ms by the clock, {wall[1] / wall[0]:.2f} x"
        )
    print(
        f"  {files} row files, catalogue {size:.1f} MB\n"
        f"  memory: {held[0]} -> {held[1]} MB, {held[1] / held[0]:.2f} x"
        f" ({early} MB after a quarter of the uploads, {late} MB after all)"
    )


def main() -> None:
    described = argparse.ArgumentParser(
        prog="python -m bench.years",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    described.add_argument("--uploads", type=int, default=UPLOADS, help="default: %(default)s")
    described.add_argument("--undos", type=int, default=UNDOS, help="of them undone, default: %(default)s")
    described.add_argument("--rows", type=int, default=ROWS, help="of an upload, default: %(default)s")
    asked = described.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench(Path(name), asked.uploads, asked.undos, asked.rows)


if __name__ == "__main__":
    main()
