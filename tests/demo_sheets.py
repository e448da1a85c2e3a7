"""The committed files of the demonstration, read as plain tables of text."""

import csv
from datetime import datetime
from pathlib import Path

from zhiping.contracts import DATASETS
from zhiping.demo import demo_files
from zhiping.rules.areas import is_within

FILES = demo_files()
Sheet = list[dict[str, str]]


def sheet(path: Path) -> Sheet:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SHEETS = {name: sheet(path) for name, path in FILES.items()}


def within(scope: str, name: str) -> Sheet:
    """The rows of a dataset that lie in an area, by their own code or that of the row that they hang on."""
    dataset = DATASETS[name]
    if dataset.area_column:
        label = dataset.column(dataset.area_column).label
        return [row for row in SHEETS[name] if is_within(row[label], scope)]
    assert dataset.parent
    label, parent_label = (
        each.column(dataset.parent.column).label for each in (dataset, DATASETS[dataset.parent.dataset])
    )
    parents = {row[parent_label] for row in within(scope, dataset.parent.dataset)}
    return [row for row in SHEETS[name] if row[label] in parents]


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M")


def announced(system: str) -> dict[str, float]:
    """What was announced for a system: measure -> number; a number with another bound than 等于 is left out."""
    return {
        row["指标"]: float(row["数值"])
        for row in SHEETS["published_figures"]
        if row["所属板块"] == system and row["界限"] == "等于"
    }


def total(rows: Sheet, label: str) -> int:
    """The sum of a column of whole numbers; blanks count nothing."""
    return sum(int(row[label] or 0) for row in rows)
