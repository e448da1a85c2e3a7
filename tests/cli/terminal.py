"""The terminal as tests use it: sheets of tickets, and what the program answers."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import Result

HEADERS = "工单编号,区划代码,工单类别,诉求类别,派单时间,认领时间"
SOUND = f"{HEADERS}\nC1,150105,A,供热,2025-11-01 09:00,2025-11-01 09:30\nC2,150105,B,供水,2025-11-02 09:00,\n"
FAULTY = f"{HEADERS}\nC1,150105,A,供热,2025-11-01 09:00,\nC2,150105,D,供水,2025-11-31 09:00,\n"
FAULT = ["sheet", "row", "column", "label", "value", "problem", "remedy"]
REPORT = """
    dataset rows_read rows_published skipped faults fault_count warnings warning_count
    unused_headers remarks converted readings reading_count changes changes_told figures figures_told advice answer version receipt
""".split()
Run = Callable[..., Result]


def answer_of(result: Result, exit_code: int = 0) -> Any:
    """The answer on standard output, which holds nothing else."""
    assert result.exit_code == exit_code, result.output
    return json.loads(result.stdout)


def tickets_of(run: Run, *filters: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = answer_of(run("query", "tickets/rows", *filters, "--format", "json"))
    return sorted(rows, key=lambda row: str(row["ticket_id"]))


def loaded(run: Run, file: Path, *options: str | Path) -> dict[str, Any]:
    report: dict[str, Any] = answer_of(run("load", "tickets", file, "--yes", "--format", "json", *options))
    return report
