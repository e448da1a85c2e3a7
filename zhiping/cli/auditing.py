"""audit verify: whether what the audit holds is what was noted."""

from contextlib import closing
from typing import Annotated

import typer

from zhiping.cli.exits import Exit
from zhiping.cli.opening import DataOption, Format, FormatOption, app, data_folder, fail, said
from zhiping.cli.printing import written
from zhiping.settings import settings_from
from zhiping.words import _

audit = typer.Typer(no_args_is_help=True, help=_("审计日志。"))
app.add_typer(audit, name="audit")
_FAULT = ("number", "what")


@audit.callback()
def _only_named() -> None:
    """One command alone would take the place of its group."""


@audit.command()
def verify(
    noted: Annotated[
        str | None,
        typer.Option("--noted", help="以前核对时另处记下的“条数:指纹”", metavar="N:HASH", show_default=False),
    ] = None,
    data: DataOption = None,
    shape: FormatOption = Format.table,
) -> None:
    """逐条核对审计日志：改过、删过、换过次序或截短的都列出来；服务运行时也可以。"""
    from zhiping.access.audit import Audit, Reach  # SQLAlchemy takes long to import
    from zhiping.access.state import State

    with said():
        try:
            known = Reach.read(noted) if noted else None
        except ValueError:
            fail(Exit.WRONG_USE, _("--noted 应写成上次核对时给出的“条数:指纹”。"))
        settings = settings_from(data=data_folder(data))
        with closing(State(settings.state)) as state:
            found = Audit(state, settings.audit_mark)
            reach, faults = found.reach(), [vars(fault) for fault in found.faults(known)]
    if faults or shape is not Format.table:
        typer.echo(written(faults, _FAULT, shape))
    if faults:
        fail(Exit.DAMAGED, _("审计日志有 {n} 处不对，见上。请保留现场，并与备份比对。").format(n=len(faults)))
    sentence = _("审计日志完好，共记过 {n} 条。请另处记下 {reach}，以后加 --noted 核对。")
    typer.echo(sentence.format(n=reach.count, reach=reach), err=True)
