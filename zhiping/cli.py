"""The same from a terminal: check, load, query, history, undo, template. `python -m zhiping --help`."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from zhiping import clock
from zhiping import query as queries
from zhiping.access import Access, NotAllowed, check_may_undo, current_user
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Dataset
from zhiping.filters import FILTERS, FilterError
from zhiping.intake import (
    Intake,
    NothingToPublish,
    Wishes,
    empty_demo,
    fault_row,
    load_first_data,
    unsound_rows,
)
from zhiping.lake import StoreError, StoreInUse
from zhiping.output import progress, written
from zhiping.settings import SettingsError, settings_from
from zhiping.store import Store
from zhiping.upload.check import Options
from zhiping.upload.match import MatchError, column_named
from zhiping.upload.read import UnreadableFile
from zhiping.upload.template import template as template_of
from zhiping.words import _

DONE, FAULTS, WRONG_USE, IN_USE = 0, 1, 2, 3

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="治屏：从终端核对、上传、查询和撤销数据。退出码：0 完成，1 有错误且没有载入，2 用法不对，3 数据正被另一个程序使用。",
)


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


class Mode(StrEnum):
    upsert = "upsert"
    replace_scope = "replace-scope"
    replace_all = "replace-all"


DataOption = Annotated[
    Path | None, typer.Option("--data", help="数据文件夹（也可用环境变量 ZHIPING_DATA）", show_default=False)
]
FormatOption = Annotated[Format, typer.Option("--format", help="输出格式")]
Pairs = Annotated[list[str] | None, typer.Option(show_default=False)]
_given_data: list[Path | None] = [None]


@app.callback()
def _common(data: DataOption = None) -> None:
    _given_data[0] = data


def _fail(code: int, sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


@contextmanager
def _opened(data: Path | None) -> Iterator[tuple[Store, Access, datetime]]:
    """The store of this command, with the shipped areas in it; each failure its sentence and exit code."""
    now = clock.now()
    try:
        store = Store(settings_from(data=data or _given_data[0]))
    except StoreInUse as error:
        _fail(IN_USE, str(error))
    except (StoreError, SettingsError) as error:
        _fail(WRONG_USE, str(error))
    try:
        load_first_data(store, with_demo=False, now=now)
        yield store, Access(current_user()), now
    except (MatchError, FilterError, StoreError, NotAllowed, queries.NoSuchQuery) as error:
        _fail(WRONG_USE, str(error))
    finally:
        store.close()


def _dataset(name: str) -> Dataset:
    for dataset in DATASETS.values():
        if name in {dataset.name, dataset.label}:
            return dataset
    known = "、".join(f"{dataset.name}（{_(dataset.label)}）" for dataset in DATASETS.values())
    _fail(WRONG_USE, _("没有数据集“{name}”。可用的有：{known}。").format(name=name, known=known))


def _pairs(dataset: Dataset, given: list[str] | None, option: str) -> dict[str, str]:
    """OUR=VALUE texts -> our column's name -> value."""
    found = {}
    for text in given or []:
        ours, sign, value = text.partition("=")
        if not sign:
            _fail(
                WRONG_USE, _("{option} 应写成 我方列名=值，现在是“{text}”。").format(option=option, text=text)
            )
        found[column_named(dataset, ours.strip()).name] = value.strip()
    return found


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        _fail(
            WRONG_USE, _("--as-of 应写成 2025-01-31 或 2025-01-31T18:00，现在是“{text}”。").format(text=text)
        )


MatchOption = Annotated[
    list[str] | None,
    typer.Option(
        "--match", help="我方列名=文件里的表头（或列字母），可多次", metavar="OUR=THEIRS", show_default=False
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", help="文件缺的列统一取一个值，可多次", metavar="OUR=VALUE", show_default=False),
]
FillOption = Annotated[
    list[str] | None,
    typer.Option("--fill", help="空白格统一取一个值，可多次", metavar="OUR=VALUE", show_default=False),
]
NamesOption = Annotated[bool, typer.Option("--area-names", help="地区写的是名称")]
OrderOption = Annotated[
    str | None,
    typer.Option("--date-order", help="11/04/2025 这样的日期：mdy 月在前，dmy 日在前", show_default=False),
]
SheetOption = Annotated[str | None, typer.Option("--sheet", help="读哪一个工作表", show_default=False)]


@contextmanager
def _taken_in(
    data: Path | None, name: str, file: Path, shape: Format, wish: dict[str, Any]
) -> Iterator[tuple[Intake, dict[str, Any]]]:
    """The checked file and its report; an unreadable file is a report with one fault."""
    dataset = _dataset(name)
    if not file.is_file():
        _fail(WRONG_USE, _("没有文件 {file}。请检查路径。").format(file=file))
    with _opened(data) as (store, access, now):
        if wish["order"] not in {None, "mdy", "dmy"}:
            _fail(WRONG_USE, _("--date-order 只能是 mdy 或 dmy。"))
        wishes = Wishes(
            corrections=_pairs(dataset, wish["match"], "--match"),
            options=Options(
                set_values=_pairs(dataset, wish["set"], "--set"),
                fill_values=_pairs(dataset, wish["fill"], "--fill"),
                area_names=wish["names"],
                date_order=wish["order"],
            ),
            sheet=wish["sheet"],
        )
        with progress() as on_stage:
            try:
                intake = Intake(store, access, dataset, file, now=now, wishes=wishes, on_stage=on_stage)
            except UnreadableFile as error:
                fault = {
                    "sheet": None,
                    "row": 0,
                    "column": "",
                    "label": "",
                    "value": "",
                    "problem": str(error),
                    "remedy": "",
                }
                _show(_report(dataset, [fault], 1), shape)
                raise typer.Exit(FAULTS) from error
            try:
                checked = intake.checked
                report = _report(
                    dataset, [fault_row(fault) for fault in checked.faults], checked.fault_count,
                    rows_read=checked.rows_read, skipped=intake.skipped(),
                    warnings=[fault_row(fault) for fault in checked.warnings], warning_count=checked.warning_count,
                )  # fmt: skip
                yield intake, report
            finally:
                intake.close()


def _report(dataset: Dataset, faults: list[dict[str, Any]], fault_count: int, **more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"rows_read": 0, "rows_published": 0, "skipped": []}
    tail: dict[str, Any] = {"warnings": [], "warning_count": 0, "version": None, "receipt": None}
    return {"dataset": dataset.name, **empty, "faults": faults, "fault_count": fault_count, **tail, **more}


@app.command()
def check(
    dataset: Annotated[str, typer.Argument(help="数据集，例如 tickets")],
    file: Annotated[Path, typer.Argument(help="要核对的文件")],
    match: MatchOption = None,
    set_: SetOption = None,
    fill: FillOption = None,
    area_names: NamesOption = False,
    date_order: OrderOption = None,
    sheet: SheetOption = None,
    format_: FormatOption = Format.table,
    data: DataOption = None,
) -> None:
    """核对一个文件，列出全部错误；什么都不载入。"""
    wish = {
        "match": match,
        "set": set_,
        "fill": fill,
        "names": area_names,
        "order": date_order,
        "sheet": sheet,
    }
    with _taken_in(data, dataset, file, format_, wish) as (intake, report):
        _show(report, format_)
        if not intake.may_publish_whole:
            raise typer.Exit(FAULTS)


@app.command()
def load(
    dataset: Annotated[str, typer.Argument(help="数据集，例如 tickets")],
    file: Annotated[Path, typer.Argument(help="要上传的文件")],
    match: MatchOption = None,
    set_: SetOption = None,
    fill: FillOption = None,
    area_names: NamesOption = False,
    date_order: OrderOption = None,
    sheet: SheetOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="文件完整到什么时候", show_default=False)
    ] = None,
    mode: Annotated[
        Mode, typer.Option("--mode", help="新增或更新、替换涉及的地区和时段、全部替换")
    ] = Mode.upsert,
    sound_rows_only: Annotated[bool, typer.Option("--sound-rows-only", help="只载入没有错误的行")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不再询问")] = False,
    format_: FormatOption = Format.table,
    data: DataOption = None,
) -> None:
    """核对一个文件，确认后载入；整个上传要么全部生效，要么什么都不变。"""
    moment = _moment(as_of)
    wish = {
        "match": match,
        "set": set_,
        "fill": fill,
        "names": area_names,
        "order": date_order,
        "sheet": sheet,
    }
    with _taken_in(data, dataset, file, format_, wish) as (intake, report):
        if not intake.checked.sound_count or (intake.checked.fault_count and not sound_rows_only):
            _show(report, format_)
            raise typer.Exit(FAULTS)
        if not yes:
            _confirm(intake, report, format_)
        try:
            receipt = intake.publish(mode=mode.value, sound_rows_only=sound_rows_only, as_of=moment)
        except NothingToPublish as error:
            _fail(FAULTS, str(error))
        report |= {
            "rows_published": receipt.rows_published,
            "skipped": intake.skipped() + unsound_rows(intake.checked),
            "version": receipt.version,
            "receipt": receipt.receipt,
        }
        _show(report, format_)


def _confirm(intake: Intake, report: dict[str, Any], shape: Format) -> None:
    if not sys.stdin.isatty():
        _show(report, shape)
        _fail(WRONG_USE, _("核对完毕，没有载入。确认载入请加 --yes。"))
    question = _("载入 {n} 行（新增 {new}，更新 {known}）？").format(
        n=intake.checked.sound_count, new=intake.new_count, known=intake.known_count
    )
    if not typer.confirm(question):
        _fail(DONE, _("没有载入，数据保持原样。"))


def _show(report: dict[str, Any], shape: Format) -> None:
    """A report of check or load: JSON whole; as a table the sentence on standard error, then the faults."""
    if shape is Format.json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=1, default=str))
        return
    sentence = _("{dataset}：读取 {read} 行，载入 {published} 行，错误 {faults} 处，提醒 {warnings} 处。").format(
        dataset=report["dataset"], read=report["rows_read"], published=report["rows_published"],
        faults=report["fault_count"], warnings=report["warning_count"],
    )  # fmt: skip
    if report["receipt"]:
        sentence += _("回执号 {receipt}，数据版本 {version}。").format(
            receipt=report["receipt"], version=report["version"]
        )
    typer.echo(sentence, err=shape is Format.csv)
    rows = [{"kind": _("错误"), **fault} for fault in report["faults"]]
    rows += [{"kind": _("提醒"), **fault} for fault in report["warnings"]]
    if rows:
        typer.echo(written(rows, list(rows[0]), shape.value))


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    epilog="筛选条件写成 --area 150105 --from 2025-01-01 --to 2025-03-31 等；query list 列出全部查询和各自的筛选条件。",
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
        for known in queries.questions():
            typer.echo(f"{known}  {' '.join('--' + key for key in queries.filters_for(known))}")
        return
    filters = _filters(context.args)
    with _opened(data) as (store, access, _now):
        taken = queries.filters_for(name)
        for key in filters:
            if key not in taken:
                options = "、".join(f"--{one}" for one in taken) or _("（没有）")
                _fail(
                    WRONG_USE,
                    _("{name} 没有筛选条件 --{key}。可用的有：{known}。").format(
                        name=name, key=key, known=options
                    ),
                )
        answer = queries.run(store, name, access, version=version, **filters)
        typer.echo(written(answer.rows, list(answer.columns), format_.value))


def _filters(arguments: list[str]) -> dict[str, str]:
    """`--area 150105` or `--area=150105` -> {"area": "150105"}."""
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        key, sign, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or key not in FILTERS or (not sign and not rest):
            known = "、".join(f"--{one}" for one in FILTERS)
            _fail(
                WRONG_USE,
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
    chosen = {"dataset": _dataset(dataset).name} if dataset else {}
    with _opened(data) as (store, access, _now):
        answer = queries.run(store, "uploads/history", access, **chosen)
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
        typer.echo(written([{c: row[c] for c in columns} for row in answer.rows], columns, format_.value))


@app.command()
def undo(
    receipt: Annotated[str, typer.Argument(help="回执号")],
    format_: FormatOption = Format.table,
    data: DataOption = None,
) -> None:
    """撤销一次上传；之后的上传保留。"""
    with _opened(data) as (store, access, now):
        rows = queries.run(store, "uploads/history", access).rows
        known = [row for row in rows if row["receipt"] == receipt]
        check_may_undo(access.user, known[0]["area_code"] if known else None)
        undone = store.undo(receipt, user=access.user.name, now=now)
        if format_ is Format.json:
            typer.echo(json.dumps(vars(undone), ensure_ascii=False))
            return
        typer.echo(
            _("已撤销 {receipt}：撤下 {gone} 行，恢复原值 {back} 行，数据版本 {version}。").format(
                receipt=receipt, gone=undone.rows_removed, back=undone.rows_restored, version=undone.version
            )
        )
        if undone.rows_kept:
            typer.echo(
                _("有 {n} 行已被之后的上传（{later}）更新，保持不变。").format(
                    n=undone.rows_kept, later="、".join(undone.kept_receipts)
                )
            )


@app.command()
def template(
    dataset: Annotated[str, typer.Argument(help="数据集")],
    out: Annotated[Path | None, typer.Option("--out", help="写到哪个文件", show_default=False)] = None,
) -> None:
    """写出一个数据集的 Excel 模板。"""
    chosen = _dataset(dataset)
    path = out or Path(f"{_(chosen.label)}.xlsx")
    path.write_bytes(template_of(chosen))
    typer.echo(_("已写出模板 {path}").format(path=path))


@app.command("empty-demo")
def empty_demo_command(data: DataOption = None) -> None:
    """清空演示数据；您自己上传的数据保留。"""
    with _opened(data) as (store, access, now):
        receipts = empty_demo(store, access.user, now)
        typer.echo(_("已清空演示数据：撤销了 {n} 次上传。").format(n=len(receipts)))


@app.command()
def docs() -> None:
    """由合同和指标重写 docs/ 里生成的文档。"""
    from zhiping.documents import write_documents

    for path in write_documents():
        typer.echo(path)
