"""What one reader of an older version costs the readers of the newest, on the demonstration data."""

import tempfile
import threading
import time
from pathlib import Path
from statistics import median

from zhiping import clock
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import forget_answers, run
from zhiping.demo.loading import load_first_data
from zhiping.settings import settings_from
from zhiping.store.publishing import Store

QUESTION = "tickets/key_figures"
ROUNDS = 60
LIMIT = 2.2


def _medians(store: Store, older: int) -> tuple[float, float]:
    """Median ms of the question at the newest version: alone, and beside one who asks at `older` without a pause."""
    access, ended = Access(DEMO_USER), threading.Event()

    def newest() -> float:
        took = []
        for _round in range(ROUNDS):
            forget_answers()
            began = time.perf_counter()
            run(store, QUESTION, access)
            took.append(time.perf_counter() - began)
        return 1000 * median(took)

    def beside() -> None:
        while not ended.is_set():
            forget_answers()
            run(store, QUESTION, access, version=older)

    newest()  # the first ones warm up
    alone = newest()
    neighbour = threading.Thread(target=beside)
    neighbour.start()
    try:
        return alone, newest()
    finally:
        ended.set()
        neighbour.join()


def bench(folder: Path) -> None:
    """Print the median of the newest version alone and beside a reader of an older one."""
    store = Store(settings_from({}, data=folder / "older"))
    load_first_data(store, with_demo=True, now=clock.now())
    store.versions.serve()
    older = store.versions.number()
    with store.workspace() as con:
        (receipt,) = con.execute("select max(receipt) from lake.uploads").fetchall()[0]
    store.undo(receipt, user="bench", now=clock.now())
    alone, beside = _medians(store, older)
    print(
        f"{QUESTION} at the newest version {alone:6.1f} ms, beside an older one {beside:6.1f} ms"
        f"  {beside / alone:5.2f} x (limit {LIMIT} x)"
    )
    store.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        bench(Path(name))
