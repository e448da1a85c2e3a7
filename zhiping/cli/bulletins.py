"""bulletin: the files of a 月统计, 季通报 or 年考评 from the terminal."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zhiping import serving
from zhiping.cli.exits import Exit
from zhiping.cli.opening import DataOption, app, fail, note, opened
from zhiping.contracts.admin import Act, filters_told
from zhiping.rules.bulletins import MONTH, QUARTER, YEAR
from zhiping.store.disk import reason_of
from zhiping.words import _


class Kind(StrEnum):
    month = "month"
    quarter = "quarter"
    year = "year"


_KINDS = {Kind.month: MONTH, Kind.quarter: QUARTER, Kind.year: YEAR}


@app.command()
def bulletin(
    kind: Annotated[
        Kind, typer.Option("--kind", help="month 月统计、quarter 季通报、year 年考评：数据里最近一个已结束的")
    ] = Kind.month,
    area: Annotated[str | None, typer.Option("--area", help="区划代码", show_default=False)] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="时段起，替代 --kind", show_default=False)
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="时段止（含当天）", show_default=False)] = None,
    systems: Annotated[
        str | None, typer.Option("--systems", help="写哪些系统，例如 tickets,stations", show_default=False)
    ] = None,
    version: Annotated[
        int | None, typer.Option("--version", help="数据版本（默认最新）", show_default=False)
    ] = None,
    issue: Annotated[bool, typer.Option("--issue", help="签发并存档，得到编号")] = False,
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件夹")] = Path(),
    data: DataOption = None,
) -> None:
    """生成通报的 Word、Excel 和 PDF，数字和说法与页面相同。"""
    from zhiping.ui.bulletins import (  # what draws is a quarter of what all commands import
        archive,
        gaps,
        making,
    )
    from zhiping.ui.bulletins.contributions import named
    from zhiping.ui.bulletins.forms import FORMS
    from zhiping.ui.kit.view import View, written

    if bool(since) != bool(until):
        fail(Exit.WRONG_USE, _("--since 和 --until 要一起写。"))
    chosen = {"area": area, "systems": systems, "since": since, "until": until}
    filters = {key: value for key, value in chosen.items() if value}
    with opened(data) as (store, access, now), serving.lent(store):
        if version is None:
            store.versions.serve()  # a hundred questions, for which making its tables pays
        view = View("bulletins/make", access, store.versions.number(version), filters, filters)
        taken = named(view)
        if not since:
            periods = gaps.last_periods(view, taken)
            if not periods:
                fail(Exit.WRONG_USE, _("这里还没有数据，写不了通报。请先上传，或换一个地区。"))
            view = view.narrowed(**written(periods[_KINDS[kind]]))
        made = making.make(view, taken, now=now)
        for form in FORMS:
            if why := form.why_not():
                typer.echo(why, err=True)
                continue
            path = out / f"{made.title}{made.head[0]}.{form.ending}"
            try:
                out.mkdir(parents=True, exist_ok=True)
                path.write_bytes(form.written(made))
            except OSError as error:
                fail(
                    Exit.WRONG_USE,
                    _("{path} 写不进去（{reason}）。请换一个位置。").format(
                        path=path, reason=reason_of(error)
                    ),
                )
            typer.echo(path)
        if issue:
            issued = archive.issue(view, made, now)
            note(store, access, Act.ISSUED, issued.number, now)
            typer.echo(archive.issued_told(issued))
            return
        note(store, access, Act.EXPORTED, f"{made.title} {filters_told(view.filters)}", now)
