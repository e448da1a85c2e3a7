"""演示数据 brought up to the first start: its times move by whole weeks, so that a Monday stays one.

What is keyed by the calendar (years, holidays, what was announced) stays: `STAYING` of each file of this folder.
"""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

from zhiping import demo
from zhiping.contracts.kinds import Dataset
from zhiping.demo.tables import DATA_DATE
from zhiping.walking import modules_of

_DAY_LETTERS = len("2025-11-04")


def weeks_to_move(now: datetime) -> timedelta:
    """Whole weeks, after which the data date lies 1 to 7 days before the day of `now`."""
    return timedelta(weeks=((now.date() - DATA_DATE.date()).days - 1) // 7)


def staying() -> frozenset[str]:
    """The datasets that are keyed by the calendar."""
    modules = modules_of(demo.__name__, demo.__path__, but=("__main__", "loading", "moving"))
    return frozenset(name for module in modules for name in getattr(module, "STAYING", ()))


def moved(dataset: Dataset, file: Path, by: timedelta, folder: Path) -> Path:
    """A file of the demonstration as a new one in `folder`, with all its days and times moved."""
    labels = {column.label for column in dataset.columns if column.kind in ("date", "time")}
    days = _Days(by)
    target = folder / file.name
    with (
        file.open(encoding="utf-8", newline="") as old,
        target.open("w", encoding="utf-8", newline="") as new,
    ):
        reader, writer = csv.reader(old), csv.writer(new, lineterminator="\n")
        header = next(reader)
        places = [place for place, label in enumerate(header) if label in labels]
        writer.writerow(header)
        for cells in reader:
            for place in places:
                if cell := cells[place]:
                    cells[place] = days[cell[:_DAY_LETTERS]] + cell[_DAY_LETTERS:]
            writer.writerow(cells)
    return target


class _Days(dict[str, str]):
    """Day -> day, as they are written; each is reckoned once, since a file has far fewer days than cells."""

    def __init__(self, by: timedelta) -> None:
        self._by = by

    def __missing__(self, day: str) -> str:
        self[day] = f"{date.fromisoformat(day) + self._by}"
        return self[day]
