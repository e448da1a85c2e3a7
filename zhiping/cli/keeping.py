"""backup, restore, verify, repair: a copy of the store, whether it is whole, and going on without what is lost."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from zhiping import clock
from zhiping.cli.exits import Exit
from zhiping.cli.opening import DataOption, Format, FormatOption, app, data_folder, fail, opened, said
from zhiping.cli.printing import written
from zhiping.settings import settings_from
from zhiping.store.backup import restore as restore_store
from zhiping.store.beside import ask
from zhiping.store.errors import StoreInUse
from zhiping.store.publishing import Store
from zhiping.store.repairing import Loss, accept, is_refused, losses
from zhiping.words import _

_LOSS = ("receipt", "act", "file_name", "kept_original")
_PROBLEM = ("what", "path", "dataset", "receipts")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="备份文件", dir_okay=False)], data: DataOption = None
) -> None:
    """把全部数据备份成一个文件；服务运行时也可以。"""
    with said():
        settings, target = settings_from(data=data_folder(data)), file.resolve()
        if target.exists():
            fail(Exit.WRONG_USE, _("{file} 已经存在，没有备份。请换一个文件名。").format(file=file))
        try:
            with closing(Store(settings)) as store:
                store.back_up(target)
        except StoreInUse:
            answered = ask(settings.store, str(target))
            if answered is None:
                raise
            if answered:
                fail(Exit.UNUSABLE, answered)
    typer.echo(_("已备份到 {file}（{size:,} 字节）。").format(file=file, size=target.stat().st_size))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="备份文件", exists=True, dir_okay=False)],
    data: DataOption = None,
) -> None:
    """从备份恢复到一个新的数据文件夹（--data）。"""
    with said():
        settings = settings_from(data=data_folder(data))
        restore_store(file, settings.store)
        with closing(Store(settings)) as store:
            found = store.problems()
        if found:
            fail(
                Exit.DAMAGED,
                _("已恢复，但发现 {n} 处问题，备份之前就有。运行 verify 查看。").format(n=len(found)),
            )
    typer.echo(_("已恢复到 {path}，核对无误。").format(path=settings.store))


@app.command()
def verify(data: DataOption = None, shape: FormatOption = Format.table) -> None:
    """逐个核对数据文件、原文件和目录是否完好。"""
    with opened(data) as (store, _access, _now):
        found = store.problems()
        rows = [{**vars(one), "what": _(one.what), "receipts": "、".join(one.receipts)} for one in found]
        if found or shape is not Format.table:
            typer.echo(written(rows, _PROBLEM, shape))
        if found:
            fail(Exit.DAMAGED, _("发现 {n} 处问题。请从备份恢复。").format(n=len(found)))
        typer.echo(_("数据完好。"), err=True)


@app.command()
def repair(
    data: DataOption = None,
    accept_loss: Annotated[
        bool, typer.Option("--accept-loss", help="按现有的数据继续使用，缺少的上传要重新上传")
    ] = False,
    shape: FormatOption = Format.table,
) -> None:
    """目录文件缺失、不完整或是旧的：列出缺少哪些上传；加 --accept-loss 才继续使用。"""
    with said():
        settings = settings_from(data=data_folder(data))
        lost, refused = losses(settings), is_refused(settings)
        if lost:
            typer.echo(written([_row(one) for one in lost], _LOSS, shape))
        if refused and not accept_loss:
            sentence = _("缺少 {n} 次上传或撤销，或者目录文件不见了。有备份时请先恢复备份。")
            fail(Exit.DAMAGED, sentence.format(n=len(lost)))
        aside = accept(settings, clock.now()) if refused else None
    if aside:
        typer.echo(
            _("已按现有的数据继续使用。不再用到的文件移到了 {folder}，没有删除。").format(folder=aside.name),
            err=True,
        )
    else:
        typer.echo(_("没有缺少的上传。"), err=True)


def _row(loss: Loss) -> dict[str, str]:
    change = loss.change
    return {
        "receipt": change.receipt,
        "act": _("撤销") if change.is_undo else _("上传"),
        "file_name": change.file_name,
        "kept_original": f"files/{change.file_hash}" if loss.has_original else _("没有"),
    }
