"""backup, restore, verify, repair: a copy of the store, whether it is whole, and going on without what is lost."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from zhiping import clock
from zhiping.cli.exits import Exit
from zhiping.cli.opening import DataOption, Format, FormatOption, app, data_folder, fail, opened, said
from zhiping.cli.printing import written
from zhiping.contracts import DATASETS
from zhiping.settings import settings_from
from zhiping.store.backup import restore as restore_store
from zhiping.store.beside import ask
from zhiping.store.errors import StoreInUse
from zhiping.store.publishing import Store
from zhiping.store.rebuilding import LostRows, rebuild_records, rebuild_rows
from zhiping.store.repairing import Loss, accept, is_refused, losses
from zhiping.words import _

_LOSS = ("receipt", "act", "rows", "file_name", "kept_original")
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
            answered = ask(settings.store, {"do": "back_up", "target": str(target)})
            if answered is None:
                raise
            if answered["error"]:
                fail(Exit.UNUSABLE, answered["error"])
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
        rows = [{**vars(one), "what": _(one.what), "receipts": _("、").join(one.receipts)} for one in found]
        if found or shape is not Format.table:
            typer.echo(written(rows, _PROBLEM, shape))
        if found:
            fail(
                Exit.DAMAGED,
                _(
                    "发现 {n} 处问题。请从备份恢复；rows 下的文件可以运行 python -m zhiping repair 重建。"
                ).format(n=len(found)),
            )
        typer.echo(_("数据完好。"), err=True)


@app.command()
def repair(
    data: DataOption = None,
    accept_loss: Annotated[
        bool, typer.Option("--accept-loss", help="按现有的数据继续使用，缺少的上传要重新上传")
    ] = False,
    shape: FormatOption = Format.table,
) -> None:
    """目录或数据文件缺失、损坏：能重建的重建，列出缺少哪些上传；加 --accept-loss 才不要缺少的继续使用。"""
    with said():
        settings, now = settings_from(data=data_folder(data)), clock.now()
        has_records = rebuild_records(settings)
        lost, refused = losses(settings), is_refused(settings)
        rows = [_row(one) for one in lost]
        if refused and not accept_loss:
            _tell(rows, shape)
            sentence = _("缺少 {n} 次上传或撤销，或者目录文件不见了。有备份时请先恢复备份。")
            fail(Exit.DAMAGED, sentence.format(n=len(lost)))
        aside = accept(settings, now) if refused else None
        done = rebuild_rows(settings, now, accept_loss=accept_loss)
        _tell(rows + [_lost_row(one) for one in done.lost], shape)
        if done.lost and not accept_loss:
            sentence = _(
                "有 {n} 行数据已无从重建，什么都没有改。有备份时请先恢复备份；"
                "没有时加 --accept-loss 继续使用，再把所列的原文件按先后重新上传；"
                "之后的文件有相同编号的行，也要在它们后面再传一遍。"
            )
            fail(Exit.DAMAGED, sentence.format(n=sum(one.rows for one in done.lost)))
        if done.pinned and not accept_loss:
            sentence = _(
                "数据版本 {versions} 要用到损坏的文件，重建后不能再看，而有链接或标记指着它们，什么都没有改。"
                "有备份时请先恢复备份；没有时加 --accept-loss 继续使用。"
            )
            fail(Exit.DAMAGED, sentence.format(versions=_("、").join(map(str, done.pinned))))
    if aside:
        typer.echo(
            _("已按现有的数据继续使用。不再用到的文件移到了 {folder}，没有删除。").format(folder=aside.name),
            err=True,
        )
    if has_records:
        typer.echo(_("已重建上传记录。"), err=True)
    if done.tables:
        typer.echo(_("已重建：{tables}。").format(tables=_("、").join(map(_label, done.tables))), err=True)
    if done.versions:
        sentence = _("{n} 个旧的数据版本要用到损坏的文件，已不再保存。")
        typer.echo(sentence.format(n=len(done.versions)), err=True)
    if not (aside or has_records or done.tables or done.versions):
        typer.echo(_("没有缺少的上传。"), err=True)


def _tell(rows: list[dict[str, str | int]], shape: Format) -> None:
    if rows:
        typer.echo(written(rows, _LOSS, shape))


def _label(table: str) -> str:
    return _(DATASETS[table].label) if table in DATASETS else _("替换上传所涉及的上级")


def _lost_row(lost: LostRows) -> dict[str, str | int]:
    return {
        "receipt": lost.receipt,
        "act": _("上传"),
        "rows": lost.rows,
        "file_name": lost.file_name,
        "kept_original": f"files/{lost.file_hash}" if lost.has_original else _("没有"),
    }


def _row(loss: Loss) -> dict[str, str | int]:
    change = loss.change
    return {
        "receipt": change.receipt,
        "act": _("撤销") if change.is_undo else _("上传"),
        "rows": _("全部"),
        "file_name": change.file_name,
        "kept_original": f"files/{change.file_hash}" if loss.has_original else _("没有"),
    }
