"""How rows and progress look in a terminal."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from zhiping.ui.look.inert import inert, without_codes


def written(
    rows: Sequence[dict[str, Any]],
    columns: Sequence[str],
    shape: str,
    called: Mapping[str, str] | None = None,
) -> str:
    """Rows as "table", "csv" or "json" (a list of objects); times in ISO form, missing is empty or null.

    A text that begins like a formula is inert in CSV; JSON has every value as it is.

    `called`: column -> its heading in a table, for people; a program that reads the others finds names.
    """
    if shape == "json":
        return json.dumps(
            [{c: _plain(row[c], keep=True) for c in columns} for row in rows], ensure_ascii=False, indent=1
        )
    if shape == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[inert(_plain(row[c])) for c in columns] for row in rows])
        return out.getvalue().rstrip("\n")
    # As Text, since a plain string may hold markup of rich's, which "[/x]" in a cell is not.
    table = Table(show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(Text((called or {}).get(column, column)))
    for row in rows:
        table.add_row(*[Text(without_codes(str(_plain(row[c])))) for c in columns])
    page = io.StringIO()
    console = Console(file=page, width=max(80, 24 * len(columns)) if rows else 80)
    console.print(table)
    return page.getvalue().rstrip("\n")


def _plain(value: Any, *, keep: bool = False) -> Any:
    if value is None:
        return None if keep else ""
    if isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, (list, dict)):
        return (
            json.loads(json.dumps(value, default=str))
            if keep
            else json.dumps(value, ensure_ascii=False, default=str)
        )
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A moving bar on standard error, for people only; gives the function that names the stage."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda words: bar.update(task, description=words)
