"""query, history, undo, redo, template and the rest of the terminal."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from zhiping.access.permissions import check_may_undo
from zhiping.asking.filters import FILTERS
from zhiping.asking.questions import filters_for, questions
from zhiping.asking.run import Answer, run
from zhiping.cli.exits import Exit
from zhiping.cli.opening import (
    DataOption,
    Format,
    FormatOption,
    app,
    dataset_of,
    fail,
    note,
    opened,
    telling_of,
)
from zhiping.cli.printing import written
from zhiping.cli.said import ReasonOption
from zhiping.contracts import DATASETS
from zhiping.contracts.admin import Act
from zhiping.demo.loading import empty_demo
from zhiping.store.closed import closed_words
from zhiping.store.disk import reason_of
from zhiping.ui.look.headings import headings
from zhiping.upload.preview import preview_doubts, preview_words
from zhiping.upload.restoring import foresee, overtaken_words, restore
from zhiping.words import _


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    epilog="筛选条件写成 --area 150105 --since 2025-01-01 --until 2025-03-31 等；query list 列出全部查询和各自的筛选条件。",
)
def query(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="查询，例如 tickets/funnel；list 列出全部")],
    version: Annotated[
        int | None, typer.Option("--version", help="数据版本（默认最新）", show_default=False)
    ] = None,
    format_: FormatOption = Format.table,
    data: DataOption = None,
) -> None:
    """执行一个查询，与页面上的数字相同。"""
    if name == "list":
        for known in questions():
            typer.echo(f"{known}  {' '.join('--' + key for key in filters_for(known))}")
        return
    filters = _filters(context.args)
    with opened(data) as (store, access, _now):
        taken = filters_for(name)
        for key in filters:
            if key not in taken:
                options = _("、").join(f"--{one}" for one in taken) or _("（没有）")
                fail(
                    Exit.WRONG_USE,
                    _("{name} 没有筛选条件 --{key}。可用的有：{known}。").format(
                        name=name, key=key, known=options
                    ),
                )
        answer = run(store, name, access, version=version, **filters)
        typer.echo(written(answer.rows, list(answer.columns), format_.value, _called(name, answer, format_)))


def _called(question: str, answer: Answer, format_: Format) -> dict[str, str]:
    """Column -> its heading, for a table; a program that reads the other formats wants names."""
    if format_ is not Format.table:
        return {}
    return headings(answer.columns, question)


def _filters(arguments: list[str]) -> dict[str, str]:
    """`--area 150105` or `--area=150105` -> {"area": "150105"}."""
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        key, sign, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or key not in FILTERS or (not sign and not rest):
            known = _("、").join(f"--{one}" for one in FILTERS)
            fail(
                Exit.WRONG_USE,
                _("不明白“{word}”。筛选条件有：{known}，每个后面跟一个值。").format(word=word, known=known),
            )
        found[key] = value if sign else rest.pop(0)
    return found


@app.command()
def history(
    dataset: Annotated[
        str | None, typer.Option("--dataset", help="只列一个数据集", show_default=False)
    ] = None,
    format_: FormatOption = Format.table,
    data: DataOption = None,
) -> None:
    """列出全部上传：回执号、谁、何时、文件、行数、是否撤销。"""
    chosen: dict[str, Any] = {"dataset": dataset_of(dataset).name} if dataset else {}
    with opened(data) as (store, access, _now):
        answer = run(store, "uploads/history", access, **chosen)
        columns = list(answer.columns)
        if format_ is Format.table:
            columns = [
                "receipt",
                "dataset",
                "published_at",
                "published_by",
                "file_name",
                "rows_published",
                "as_of",
                "undone_at",
            ]
        called = _called("uploads/history", answer, format_)
        typer.echo(written(answer.rows, columns, format_.value, called))


@app.command()
def undo(
    receipt: Annotated[str, typer.Argument(help="回执号")],
    reason: ReasonOption = None,
    format_: FormatOption = Format.table,
    data: DataOption = None,
) -> None:
    """撤销一次上传；之后的上传保留。"""
    with opened(data) as (store, access, now):
        rows = run(store, "uploads/history", access).rows
        known = [row for row in rows if row["receipt"] == receipt]
        if known:
            upload, dataset = known[0], DATASETS.get(known[0]["dataset"])
            check_may_undo(access.user, upload["area_code"], upload["published_by"], dataset)
        undone = store.undo(receipt, user=access.user.name, now=now, reason=reason)
        note(store, access, Act.UNDID, receipt, now)
        sentence = _("已撤销 {receipt}：撤下 {gone} 行，恢复原值 {back} 行，数据版本 {version}。").format(
            receipt=receipt, gone=undone.rows_removed, back=undone.rows_restored, version=undone.version
        )
        with telling_of(sentence):
            if format_ is Format.json:
                typer.echo(json.dumps(vars(undone), ensure_ascii=False))
                return
            typer.echo(sentence)
            if undone.rows_kept:
                typer.echo(
                    _("有 {n} 行已被之后的上传（{later}）更新，保持不变。").format(
                        n=undone.rows_kept, later=_("、").join(undone.kept_receipts)
                    )
                )


@app.command("redo")
def redo_command(
    receipt: Annotated[str, typer.Argument(help="撤销过的回执号")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不再询问")] = False,
    reason: ReasonOption = None,
    format_: FormatOption = Format.table,
    data: DataOption = None,
) -> None:
    """恢复一次撤销过的上传：按它当时的内容重新发布，得到新的回执号。"""
    with opened(data) as (store, access, now):
        found = foresee(store, access, receipt)
        told = [preview_words(found.preview), overtaken_words(found), closed_words(found.closed)]
        told += preview_doubts(found.preview)
        typer.echo("\n".join(filter(None, told)), err=True)
        if not yes and not typer.confirm(_("恢复 {receipt}？").format(receipt=receipt)):
            fail(Exit.DONE, _("没有恢复，数据保持原样。"))
        done = restore(store, access, receipt, now=now, removes=found.preview.removed, reason=reason)
        note(store, access, Act.RESTORED, f"{receipt} {done.receipt}", now)
        sentence = _("已恢复 {receipt}：{n} 行重新发布，新的回执号 {new}，数据版本 {version}。").format(
            receipt=receipt, n=done.rows_published, new=done.receipt, version=done.version
        )
        with telling_of(sentence):
            typer.echo(json.dumps(vars(done)) if format_ is Format.json else sentence)


@app.command()
def template(
    dataset: Annotated[str, typer.Argument(help="数据集")],
    out: Annotated[Path | None, typer.Option("--out", help="写到哪个文件", show_default=False)] = None,
) -> None:
    """写出一个数据集的 Excel 模板。"""
    from zhiping.upload.template import (
        template as template_of,
    )  # openpyxl is a quarter of what all commands import

    chosen = dataset_of(dataset)
    path = out or Path(f"{_(chosen.label)}.xlsx")
    try:
        path.write_bytes(template_of(chosen))
    except OSError as error:
        fail(
            Exit.WRONG_USE,
            _("{path} 写不进去（{reason}）。请换一个位置。").format(path=path, reason=reason_of(error)),
        )
    typer.echo(_("已写出模板 {path}").format(path=path))


@app.command("empty-demo")
def empty_demo_command(data: DataOption = None) -> None:
    """清空演示数据；您自己上传的数据保留。"""
    with opened(data) as (store, access, now):
        receipts = empty_demo(store, access.user, now)
        note(store, access, Act.UNDID, _("演示数据"), now)
        sentence = _("已清空演示数据：撤销了 {n} 次上传。").format(n=len(receipts))
        with telling_of(sentence):
            typer.echo(sentence)


@app.command()
def docs() -> None:
    """由合同和指标重写 docs/ 里生成的文档。"""
    from zhiping.documents import write_documents

    for path in write_documents():
        typer.echo(path)
