"""close, reopen, withdraw: what becomes of an issued bulletin, from the terminal."""

from pathlib import Path
from typing import Annotated

import typer

from zhiping import serving
from zhiping.cli.opening import DataOption, app, note, opened
from zhiping.contracts.admin import Act

NumberArgument = Annotated[str, typer.Argument(help="通报编号，例如 2026-0001")]
WhyOption = Annotated[str, typer.Option("--reason", help="原因，记入审计日志")]


@app.command("close")
def close_command(number: NumberArgument, data: DataOption = None) -> None:
    """关账：通报的地区、时段和系统之后要写更正原因才能改动。"""
    _do(Act.CLOSED, number, "", data)


@app.command("reopen")
def reopen_command(number: NumberArgument, reason: WhyOption, data: DataOption = None) -> None:
    """打开一份通报关过的账期。"""
    _do(Act.REOPENED, number, reason, data)


@app.command("withdraw")
def withdraw_command(number: NumberArgument, reason: WhyOption, data: DataOption = None) -> None:
    """作废一份通报：编号不再使用，文件保留。"""
    _do(Act.WITHDREW, number, reason, data)


def _do(act: Act, number: str, why: str, data: Path | None) -> None:
    from zhiping.ui.bulletins.closing import DOINGS, issued_as  # what draws is imported where it is wanted
    from zhiping.ui.kit.view import View

    with opened(data) as (store, access, now), serving.lent(store):
        issued = issued_as(number)
        view = View("bulletins/make", access, store.versions.number())
        done = DOINGS[act](view, issued, why, now)
        note(store, access, act, f"{number} {why}".strip(), now)
        typer.echo(done)
