"""tasks: the 督办 list from the terminal, and the list of reminders as a file to print."""

from pathlib import Path
from typing import Annotated

import typer

from zhiping import serving
from zhiping.cli.exits import Exit
from zhiping.cli.opening import DataOption, Format, FormatOption, app, fail, note, opened
from zhiping.cli.printing import written
from zhiping.contracts.admin import Act
from zhiping.contracts.tasks import TASK_LIMITS, TASK_STATES
from zhiping.store.disk import reason_of
from zhiping.words import _

COLUMNS = (
    "number",
    "unit",
    "post",
    "what",
    "due_at",
    "state",
    "clock",
    "answered_at",
    "maker",
    "made_at",
    "is_demo",
)


@app.command("tasks")
def listed(
    state: Annotated[
        str | None, typer.Option("--state", help="、".join(TASK_STATES), show_default=False)
    ] = None,
    limit: Annotated[
        str | None, typer.Option("--limit", help="、".join(TASK_LIMITS), show_default=False)
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="责任单位", show_default=False)] = None,
    area: Annotated[str | None, typer.Option("--area", help="区划代码", show_default=False)] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--reminders", help="把没有反馈的写成催办清单（.docx）", metavar="FILE.docx", show_default=False
        ),
    ] = None,
    shape: FormatOption = Format.table,
    data: DataOption = None,
) -> None:
    """列出督办任务：谁、什么、到什么时候、办到哪一步；可以另写一份催办清单。"""
    from zhiping.asking.filters import parameter_values
    from zhiping.ui.bulletins import word  # what draws is a quarter of what all commands import
    from zhiping.ui.kit import tasks as kept
    from zhiping.ui.kit.view import View
    from zhiping.ui.tasks import listed as shown
    from zhiping.ui.tasks import papers

    chosen = {"area": area, "task-state": state, "task-limit": limit, "task-unit": unit}
    filters = {key: value for key, value in chosen.items() if value}
    with opened(data) as (store, access, now), serving.lent(store):
        parameter_values(filters)  # what cannot be used is said as anywhere
        view = View(kept.PAGE, access, store.versions.number(), filters, filters)
        found = shown.under_filters(view, kept.seen_by(view), now)
        rows = [{**vars(one), "clock": one.clock(now)} for one in found]
        typer.echo(written(rows, COLUMNS, shape.value))
        if out is None:
            return
        open_ones = [one for one in found if one.is_open]
        try:
            out.write_bytes(word.written(papers.reminders(view, open_ones, now)))
        except OSError as error:
            fail(
                Exit.WRONG_USE,
                _("{path} 写不进去（{reason}）。请换一个位置。").format(path=out, reason=reason_of(error)),
            )
        note(store, access, Act.EXPORTED, f"{out.name}", now)
