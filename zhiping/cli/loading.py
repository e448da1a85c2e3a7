"""check and load: a file from the terminal, by the same functions as the pages."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from zhiping.asking.filters import FILTERS
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
from zhiping.cli.printing import progress
from zhiping.cli.reports import published_words, report_of, show
from zhiping.contracts.admin import Act
from zhiping.contracts.kinds import Dataset
from zhiping.upload.checking.check import Options
from zhiping.upload.checking.dates import ORDERS
from zhiping.upload.data_date import doubts
from zhiping.upload.intake import Intake, NothingToPublish
from zhiping.upload.matching import column_named
from zhiping.upload.personal import personal_words
from zhiping.upload.preview import is_count_typed, preview_doubts, preview_words
from zhiping.upload.reading.texttable import UnreadableFile
from zhiping.upload.reports import fault_row, unsound_rows
from zhiping.upload.wishes import Wishes
from zhiping.words import _


class Mode(StrEnum):
    upsert = "upsert"
    replace_scope = "replace-scope"
    replace_all = "replace-all"


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
    typer.Option(
        "--date-order",
        help="11/04/2025、25-11-4 这样的日期：mdy 月在前，dmy 日在前，ymd 年在前",
        show_default=False,
    ),
]
ModeOption = Annotated[Mode, typer.Option("--mode", help="新增或更新、替换涉及的地区和时段、全部替换")]
YearOption = Annotated[
    int | None,
    typer.Option("--year", help="11月4日 这样没有年份的日期是哪一年", min=1900, max=2200, show_default=False),
]
DittoOption = Annotated[bool, typer.Option("--ditto", help="同上、〃 照抄上一行")]
HeaderOption = Annotated[
    int | None, typer.Option("--header-row", help="表头在第几行", min=1, max=1000, show_default=False)
]
SheetOption = Annotated[str | None, typer.Option("--sheet", help="读哪一个工作表", show_default=False)]


def _pairs(dataset: Dataset, given: list[str] | None, option: str) -> dict[str, str]:
    """OUR=VALUE texts -> our column's name -> value."""
    found = {}
    for text in given or []:
        ours, sign, value = text.partition("=")
        if not sign:
            fail(
                Exit.WRONG_USE,
                _("{option} 应写成 我方列名=值，现在是“{text}”。").format(option=option, text=text),
            )
        found[column_named(dataset, ours.strip()).name] = value.strip()
    return found


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment: datetime = FILTERS["as-of"].read(text)[0]
    except (ValueError, OverflowError):
        fail(
            Exit.WRONG_USE,
            _("--as-of 应写成 2025-01-31 或 2025-01-31T18:00，现在是“{text}”。").format(text=text),
        )
    return moment


@contextmanager
def _taken_in(
    data: Path | None, name: str, file: Path, shape: Format, wish: dict[str, Any]
) -> Iterator[tuple[Intake, dict[str, Any]]]:
    """The checked file and its report; an unreadable file is a report with one fault."""
    dataset = dataset_of(name)
    if not file.is_file():
        fail(Exit.WRONG_USE, _("没有文件 {file}。请检查路径。").format(file=file))
    with opened(data) as (store, access, now):
        if wish["order"] not in {None, *ORDERS}:
            fail(Exit.WRONG_USE, _("--date-order 只能是 {orders}。").format(orders=_("、").join(ORDERS)))
        wishes = Wishes(
            corrections=_pairs(dataset, wish["match"], "--match"),
            options=Options(
                set_values=_pairs(dataset, wish["set"], "--set"),
                fill_values=_pairs(dataset, wish["fill"], "--fill"),
                area_names=wish["names"],
                date_order=wish["order"],
                year=wish["year"],
                ditto=wish["ditto"],
            ),
            sheet=wish["sheet"],
            header_row=wish["header"],
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
                show(report_of(dataset, [fault], 1), shape)
                raise typer.Exit(Exit.FAULTS) from error
            try:
                checked = intake.checked
                report = report_of(
                    dataset, [fault_row(fault) for fault in checked.faults], checked.fault_count,
                    rows_read=checked.rows_read, skipped=intake.skipped(), remarks=intake.remarks(),
                    warnings=[fault_row(fault) for fault in checked.warnings], warning_count=checked.warning_count,
                    unused_headers=list(intake.matching.unused), converted=dict(checked.converted), readings=[asdict(reading) for reading in checked.readings],
                    reading_count=checked.reading_count, **_foreseen(intake, wish["mode"]),
                )  # fmt: skip
                yield intake, report
            finally:
                intake.close()


def _foreseen(intake: Intake, mode: str) -> dict[str, Any]:
    """What publishing would do, and what to look at before."""
    found = intake.preview(mode)
    changes = {name: getattr(found, name) for name in ("new", "changed", "unchanged", "removed")}
    advice = [*doubts(intake.data_date), *personal_words(intake.personal), *preview_doubts(found)]
    advice += intake.advice(mode)
    return {"changes": changes, "changes_told": preview_words(found), "advice": advice}


@app.command()
def check(
    dataset: Annotated[str, typer.Argument(help="数据集，例如 tickets")],
    file: Annotated[Path, typer.Argument(help="要核对的文件")],
    match: MatchOption = None,
    set_: SetOption = None,
    fill: FillOption = None,
    area_names: NamesOption = False,
    date_order: OrderOption = None,
    year: YearOption = None,
    ditto: DittoOption = False,
    sheet: SheetOption = None,
    header_row: HeaderOption = None,
    mode: ModeOption = Mode.upsert,
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
        "year": year,
        "ditto": ditto,
        "sheet": sheet,
        "header": header_row,
        "mode": mode.value,
    }
    with _taken_in(data, dataset, file, format_, wish) as (intake, report):
        show(report, format_)
        if not intake.may_publish_whole:
            raise typer.Exit(Exit.FAULTS)


@app.command()
def load(
    dataset: Annotated[str, typer.Argument(help="数据集，例如 tickets")],
    file: Annotated[Path, typer.Argument(help="要上传的文件")],
    match: MatchOption = None,
    set_: SetOption = None,
    fill: FillOption = None,
    area_names: NamesOption = False,
    date_order: OrderOption = None,
    year: YearOption = None,
    ditto: DittoOption = False,
    sheet: SheetOption = None,
    header_row: HeaderOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="文件完整到什么时候", show_default=False)
    ] = None,
    mode: ModeOption = Mode.upsert,
    sound_rows_only: Annotated[bool, typer.Option("--sound-rows-only", help="只载入没有错误的行")] = False,
    masked: Annotated[bool, typer.Option("--mask", help="手机号、身份证号、门牌号遮盖后载入")] = False,
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
        "year": year,
        "ditto": ditto,
        "sheet": sheet,
        "header": header_row,
        "mode": mode.value,
    }
    with _taken_in(data, dataset, file, format_, wish) as (intake, report):
        if not intake.may_publish(sound_rows_only=sound_rows_only):
            show(report, format_)
            raise typer.Exit(Exit.FAULTS)
        if not yes:
            _confirm(intake, report, format_)
        try:
            told = None if yes else report["changes"]["removed"]
            receipt = intake.publish(
                mode=mode.value, sound_rows_only=sound_rows_only, as_of=moment, removes=told, is_masked=masked
            )
        except NothingToPublish as error:
            fail(Exit.FAULTS, str(error))
        note(
            intake.store, intake.access, Act.UPLOADED, f"{receipt.receipt} {intake.dataset.name}", intake.now
        )
        report |= {
            "rows_published": receipt.rows_published,
            "skipped": intake.skipped() + unsound_rows(intake.checked),
            "version": receipt.version,
            "receipt": receipt.receipt,
        }
        with telling_of(published_words(report)):
            show(report, format_)


def _confirm(intake: Intake, report: dict[str, Any], shape: Format) -> None:
    if not sys.stdin.isatty():
        show(report, shape)
        fail(Exit.WRONG_USE, _("核对完毕，没有载入。确认载入请加 --yes。"))
    for sentence in report["advice"]:
        typer.echo(sentence, err=True)
    removed = report["changes"]["removed"]
    if removed:
        typed = typer.prompt(
            _("{changes}会移除 {n} 行，确认请输入这个行数").format(changes=report["changes_told"], n=removed)
        )
        is_sure = is_count_typed(typed, removed)
    else:
        is_sure = typer.confirm(_("{changes}载入？").format(changes=report["changes_told"]))
    if not is_sure:
        fail(Exit.DONE, _("没有载入，数据保持原样。"))
