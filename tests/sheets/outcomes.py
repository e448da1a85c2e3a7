"""What became of every cell of a sheet: read exactly, asked about and then exact, refused, or misread in silence."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from tests.demo_sheets import SHEETS
from tests.sheets import layouts, writings
from tests.sheets.sheet import WRITERS, Sheet, clean, subjects
from zhiping.access.permissions import CLERK, PEOPLE, Access, User
from zhiping.contracts.kinds import Column, Dataset
from zhiping.rules.hours.text import normalised
from zhiping.store.publishing import Store
from zhiping.upload.checking.area_names import AreaName
from zhiping.upload.checking.check import Options
from zhiping.upload.intake import Intake
from zhiping.upload.reading.texttable import UnreadableFile
from zhiping.upload.wishes import Wishes

NOW = datetime(2025, 11, 10, 9)
CLERK_OF_ALL = Access(User("总填报员", frozenset({CLERK, PEOPLE})))
EXACT, ASKED, REFUSED, WRONG = "exact", "asked", "refused", "wrong"
Habit = Callable[[Sheet, Random], object]
HABITS: tuple[Habit, ...] = (*writings.WRITINGS, *layouts.LAYOUTS)
# Habits that change what others build on come first: the order of columns, then the header.
_FIRST = (
    layouts.other_order, layouts.synonyms, layouts.headers_with_units, layouts.headers_in_other_dress,
    layouts.two_row_header, layouts.two_row_header_unmerged, layouts.three_row_header,
)  # fmt: skip
_ONLY_XLSX = writings.ONLY_XLSX | layouts.ONLY_XLSX


@dataclass
class Outcome:
    """Cells by what became of them, and what to look at: a line a refusal or misreading."""

    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Case:
    """One sheet to be made: of which dataset, with which habits, in which form."""

    dataset: Dataset
    habits: tuple[Habit, ...]
    form: str
    seed: int

    def __str__(self) -> str:
        names = "+".join(habit_name(habit) for habit in self.habits)
        return f"{self.dataset.name}.{self.form} {names or 'clean'}"

    def sheet(self) -> Sheet:
        rng = Random(self.seed)
        made = clean(self.dataset, rng)
        for habit in sorted(self.habits, key=_order):
            habit(made, rng)
        return made


def habit_name(habit: Habit) -> str:
    return writings.NAMES.get(habit) or habit.__name__


def _order(habit: Habit) -> tuple[int, int]:
    if habit in writings.WRITINGS:
        return 0, HABITS.index(habit)
    return (1, _FIRST.index(habit)) if habit in _FIRST else (2, HABITS.index(habit))


def cases(most: int = 2) -> Iterator[Case]:
    """Every habit alone and, with `most` 2, every two of them; the datasets take turns."""
    datasets = subjects()
    number = 0
    for count in range(most + 1):
        for habits in combinations(HABITS, count):
            only_xlsx = any(habit in _ONLY_XLSX for habit in habits)
            forms = (
                ("xlsx",) if only_xlsx else ("xlsx", "csv") if count < 2 else (("xlsx", "csv")[number % 2],)
            )
            turns = len(datasets) if not count else 3 if count == 1 else 1
            for _turn in range(turns):
                number += 1
                for form in forms:
                    yield Case(datasets[number * 7 % len(datasets)], habits, form, number)


def areas() -> list[AreaName]:
    """The areas of the demonstration, as the store would give them."""
    names = {row["区划代码"]: row["名称"] for row in SHEETS["areas"]}
    return [
        AreaName(row["区划代码"], row["名称"], names.get(row["上级代码"], ""), row["名称"])
        for row in SHEETS["areas"]
    ]


def outcome(case: Case, store: Store, folder: Path, known_areas: Sequence[AreaName]) -> Outcome:
    """Take the sheet in as a clerk would who answers each question once; nothing is published."""
    sheet = case.sheet()
    path = folder / f"sheet.{case.form}"
    path.write_bytes(WRITERS[case.form](sheet))
    found = Outcome()
    first = _taken(sheet, store, path, Wishes(), known_areas, found)
    if not (first[REFUSED] and sheet.answers):
        found.counts = first
        return found
    options = {name: value for name, value in sheet.answers.items() if hasattr(Options(), name)}
    found.notes.clear()
    wishes = Wishes(options=Options(**options))
    second = _taken(sheet, store, path, wishes, known_areas, found)
    found.counts = second
    if not second[REFUSED]:
        found.counts = Counter({ASKED: second[EXACT], WRONG: second[WRONG] + first[WRONG]})
    return found


def _taken(
    sheet: Sheet, store: Store, path: Path, wishes: Wishes, known: Sequence[AreaName], found: Outcome
) -> Counter[str]:
    cells = sum(column is not None for column in sheet.columns) * len(sheet.rows)
    try:
        intake = Intake(store, CLERK_OF_ALL, sheet.dataset, path, now=NOW, wishes=wishes, areas=known)
    except UnreadableFile as error:
        found.notes.append(str(error))
        return Counter({REFUSED: cells})
    try:
        return _compared(sheet, intake, found)
    finally:
        intake.close()


def _compared(sheet: Sheet, intake: Intake, found: Outcome) -> Counter[str]:
    names = [column.name for column in sheet.columns if column]
    query = f"select source_row, is_sound, {', '.join(names)} from {intake.checked.table}"
    rows = {row[0]: row for row in intake._con.execute(query).fetchall()}
    counts: Counter[str] = Counter()
    faults = {(fault.row, fault.label): fault.problem for fault in intake.checked.faults}
    left_out = {name for name in names if name not in intake.chosen.parts[0].matching.columns}
    for number, line in enumerate(sheet.lines, 1):
        read = rows.pop(number, None)
        if line.truth is None:
            if read is not None and read[1]:
                counts[WRONG] += 1
                found.notes.append(f"row {number} is no data: {read}")
            elif read is not None:
                counts["taken for data"] += 1
                found.notes.append(f"row {number} is no data but refused: {line.cells[:4]}")
            continue
        if read is None:
            counts[WRONG] += len(names)
            found.notes.append(f"row {number} is data and was skipped: {line.cells[:4]}")
            continue
        for name, value in zip(names, read[2:], strict=True):
            column = sheet.dataset.column(name)
            wanted = true_value(sheet.rows[line.truth][name], column)
            if read[1] and value == wanted and name not in left_out:
                counts[EXACT] += 1
            elif not read[1] or name in left_out:
                counts[REFUSED] += 1
                why = faults.get((number, column.label)) or faults.get((0, column.label))
                if why or name in left_out:
                    found.notes.append(f"row {number} {name}: {why or 'left out'}")
            else:
                counts[WRONG] += 1
                found.notes.append(f"row {number} {name}: {value!r}, not {wanted!r}")
    for number, read in rows.items():
        counts[WRONG] += read[1]
        found.notes.append(f"row {number} stands nowhere: {read}")
    return counts


def true_value(text: str, column: Column) -> Any:
    """The value of a canonical writing of the demonstration's files."""
    if not text:
        return None
    match column.kind:
        case "integer":
            return int(text)
        case "number":
            return float(text)
        case "date":
            return date.fromisoformat(text)
        case "time":
            return datetime.fromisoformat(text)
        case "flag":
            return text == "是"
        case "list":
            return text.split("、")
        case "hours":
            return normalised(text) or text
        case _:
            return text
