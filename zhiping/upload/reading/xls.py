"""An .xls -> its sheets: values read in a process of its own, and what the records of the file say besides."""

import marshal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from zhiping.upload.reading.biff import SheetFacts, sheet_facts
from zhiping.upload.reading.budget import Budget, check_sheets
from zhiping.upload.reading.cell import Cell
from zhiping.upload.reading.ole import ole_streams
from zhiping.upload.reading.sheet import NOTHING_SHOWN, Row, Sheet
from zhiping.upload.reading.texttable import UnreadableFile, corrupt, password_protected
from zhiping.upload.reading.xls_apart import ENCRYPTED, Apart
from zhiping.words import _

_MAX_RECTANGLE = 4_000_000
_PROJECT = Path(__file__).parents[3]
_MOST_SECONDS = 300


def xls_sheets(path: Path, budget: Budget) -> list[Sheet]:
    """Its sheets of cells. Raises UnreadableFile; struct.error, IndexError, KeyError or ValueError where it is broken."""
    streams = ole_streams(path.read_bytes())
    facts = sheet_facts(streams.get("Workbook") or streams["Book"])
    check_sheets(len(facts))
    for name, known in facts.items():
        _check_extent(name, known)
    return [_sheet(one, facts.get(one[0]) or SheetFacts(), budget) for one in _read_apart(path)]


def _check_extent(name: str, facts: SheetFacts) -> None:
    """The reader holds the whole rectangle of a sheet, blank cells too."""
    if facts.height * facts.width > _MAX_RECTANGLE:
        raise UnreadableFile(
            _(
                "工作表“{sheet}”的内容一直伸到第 {row} 行、第 {column} 列，范围过大。请删去远处的零散内容，或另存为 .xlsx 后重新上传。"
            ).format(sheet=name, row=facts.height, column=facts.width)
        )


def _read_apart(path: Path) -> list[Apart]:
    command = [sys.executable, "-m", "zhiping.upload.reading.xls_apart", str(path.resolve())]
    try:
        done = subprocess.run(
            command,
            cwd=_PROJECT,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise corrupt() from error
    if done.returncode == ENCRYPTED:
        raise password_protected()
    if done.returncode:
        raise corrupt()
    sheets: list[Apart] = marshal.loads(done.stdout)
    return sheets


def _sheet(one: Apart, facts: SheetFacts, budget: Budget) -> Sheet:
    name, is_hidden, merges, rows = one
    return Sheet(
        name, lambda: _rows(rows, facts, budget), is_hidden, tuple(merges), tuple(facts.hidden_columns)
    )


def _rows(rows: list[tuple[list[str], str]], facts: SheetFacts, budget: Budget) -> Iterator[Row]:
    """The rows as they were read, what the records know better in the place of their cells."""
    for number, (texts, marks) in enumerate(rows, 1):
        budget.take_cells(len(texts))
        yield _row(number, texts, marks, facts)
    for row in sorted(row for row in facts.cells if row >= len(rows)):
        yield _row(row + 1, [], "", facts)


def _row(number: int, texts: list[str], marks: str, facts: SheetFacts) -> Row:
    known = facts.cells.get(number - 1, {})
    if known:
        width = max(max(known) + 1, len(texts))
        cells = [*map(Cell, texts, marks), *[Cell("")] * (width - len(texts))]
        cells = [known.get(index, cell) for index, cell in enumerate(cells)]
        texts, marks = [cell.text for cell in cells], "".join(cell.mark for cell in cells)
    shown = {index: cell.shown for index, cell in known.items() if cell.shown is not None}
    is_hidden = number - 1 in facts.hidden_rows
    return Row(number, list(texts), marks if marks.strip() else "", shown or NOTHING_SHOWN, is_hidden)
