"""演示数据: the files that a first start shows, the same on every run (`python -m zhiping.demo`).

A first start moves their times to end within the week before it (`moving`).

Everything in them is invented; only the numbers in published_figures and the holidays were ever
announced. The rows hold every case that a page must show well: late, waiting, paused, skipped, faulty,
withdrawn tickets; silent courtyards and an odd month; ties, gaps and cautions in an appraisal; stations
suspended, stale or with hours that nobody can read, and towns without one.
"""

import csv
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Row
from zhiping.settings import DEMO
from zhiping.walking import modules_of


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows, column name -> value; a dataset stands after its parent, and all after the areas.

    Every file of this folder with rows says them in a `demo_rows` of its own. Two may have rows of one dataset:
    a system adds the places that only it lies in.
    """
    found: dict[str, list[Row]] = {}
    for module in modules_of(__name__, __path__, but=("__main__", "loading", "moving")):
        if hasattr(module, "demo_rows"):
            for name, rows in module.demo_rows().items():
                found.setdefault(name, []).extend(rows)
    return {name: found[name] for name in _in_order(found)}


def demo_files(folder: Path = DEMO) -> dict[str, Path]:
    """Dataset -> its file, in the order in which they are loaded (areas first)."""
    there = {file.stem for file in folder.glob("*.csv")}
    return {name: folder / f"{name}.csv" for name in _in_order(there)}


def _in_order(names: Collection[str]) -> list[str]:
    """The datasets that ship, then the others as their contracts come; a child after its parent."""
    ordered: dict[str, None] = {}

    def put(name: str) -> None:
        parent = DATASETS[name].parent
        if parent and parent.dataset in names:
            put(parent.dataset)
        ordered[name] = None

    for dataset in sorted(DATASETS.values(), key=lambda dataset: not dataset.ships):
        if dataset.name in names:
            put(dataset.name)
    return list(ordered)


def _written(value: Any) -> str:
    """A value as a clerk writes it into a cell."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case tuple():
            return "、".join(value)
        case _:
            return str(value)


def _write(path: Path, dataset: str, rows: Iterable[Row]) -> None:
    columns = DATASETS[dataset].columns
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.label for column in columns)
        writer.writerows([_written(row.get(column.name)) for column in columns] for row in rows)


def write_demo(folder: Path = DEMO) -> None:
    """Write every file of the demonstration into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for dataset, rows in demo_rows().items():
        _write(folder / f"{dataset}.csv", dataset, rows)
