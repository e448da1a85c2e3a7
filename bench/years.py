"""What years of uploads leave behind.

Opening a store after UPLOADS uploads against an empty one; publishing and undoing there against a store that got
the same rows in one upload, for more rows cost more wherever they came from.
"""

import resource
import tempfile
import time
from datetime import datetime
from pathlib import Path
from statistics import median

from zhiping.contracts import DATASETS
from zhiping.rules.areas import area_range
from zhiping.settings import settings_from
from zhiping.store.drafts import Draft, Receipt
from zhiping.store.publishing import Store

UPLOADS = 2_000
UNDOS = 500
ROWS = 500
TIDIED_EVERY = 10  # uploads; a server does it every 20 seconds
MEASURED = 20  # changes whose median is taken
NOW = datetime(2025, 11, 4, 18)
OPENING_LIMIT, CHANGE_LIMIT = 2.0, 1.5


def _published(store: Store, folder: Path, number: int, rows: int = ROWS) -> Receipt:
    """An upload of tickets: of ROWS half are new, half change those of the upload before.

    Many rows at once are as the uploads that they stand for would have made them.
    """
    file = folder / "file.csv"
    file.write_text(f"{number}", "utf-8")
    with store.workspace() as con:
        con.execute(
            f"""
            create temp table draft as
            select 'GD' || ({number} * {ROWS // 2} + i) as ticket_id, '150105000000' as area_code, 'A' as ticket_class,
                '供热供暖' as category, timestamp '2024-01-01' + to_hours({number} + i // {ROWS // 2}) as dispatched_at,
                format('第 {number} 次 {{}}', i // {ROWS // 2}) as title, '' as source_sheet, i as source_row, true as is_sound
            from range({rows}) as r (i)
            """
        )
        given = [row[0] for row in con.execute("describe draft").fetchall()]
        for column in DATASETS["tickets"].columns:
            if column.name not in given:
                con.execute(f"alter table draft add column {column.name} {column.sql_type}")
        return store.publish(
            con,
            Draft(
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
            ),
        )


def _opening(folder: Path) -> float:
    """Processor time of opening a store, in seconds: the median of five."""
    times = []
    for _round in range(5):
        began = time.process_time()
        store = Store(settings_from({}, data=folder))
        times.append(time.process_time() - began)
        store.close()
    return median(times)


def _changes(
    store: Store, folder: Path, numbers: range, undone_every: int
) -> tuple[list[float], list[float]]:
    """Processor times of publishing each of `numbers`, and of undoing the one before every so many; tidied between."""
    publishing, undoing = [], []
    before = _published(store, folder, numbers.start)
    for number in numbers[1:]:
        began = time.process_time()
        receipt = _published(store, folder, number)
        publishing.append(time.process_time() - began)
        if number % undone_every == 0:
            began = time.process_time()
            store.undo(before.receipt, user="bench", now=NOW)
            undoing.append(time.process_time() - began)
        before = receipt
        if number % TIDIED_EVERY == 0:
            store.tidy()
    return publishing, undoing


def _serving(folder: Path) -> Store:
    store = Store(settings_from({}, data=folder))
    store.versions.serve()
    store.versions.number()
    return store


def bench(folder: Path, uploads: int = UPLOADS, undos: int = UNDOS) -> None:
    """Print how opening, publishing and undoing have grown, and what lies on the disk."""
    store = _serving(folder / "years")
    began = time.process_time()
    publishing, undoing = _changes(store, folder, range(uploads), uploads // undos)
    whole = time.process_time() - began
    store.close()
    files = sum(1 for file in (folder / "years" / "rows").rglob("*") if file.is_file())
    size = sum(file.stat().st_size for file in (folder / "years").glob("catalogue*")) / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000

    store = _serving(folder / "at-once")
    _published(store, folder, 0, rows=(uploads + 1) * ROWS // 2)
    first_publishing, first_undoing = _changes(store, folder, range(uploads, uploads + 2 * MEASURED), 2)
    store.close()
    Store(settings_from({}, data=folder / "empty")).close()
    print(f"{uploads} uploads of {ROWS} rows, {undos} undos ({whole:.0f} s CPU with tidying):")
    for name, first, last, limit in (
        ("opening", _opening(folder / "empty"), _opening(folder / "years"), OPENING_LIMIT),
        ("publish", median(first_publishing[-MEASURED:]), median(publishing[-MEASURED:]), CHANGE_LIMIT),
        ("undo", median(first_undoing[-MEASURED:]), median(undoing[-MEASURED:]), CHANGE_LIMIT),
    ):
        print(
            f"  {name}: {1000 * first:.0f} -> {1000 * last:.0f} ms CPU, {last / first:.2f} x (limit {limit} x)"
        )
    print(f"  {files} row files, catalogue {size:.1f} MB, peak {memory:.0f} MB")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        bench(Path(name))
