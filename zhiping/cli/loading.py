"""check and load: a file from the terminal, by the same functions as the pages."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import datetime
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
from zhiping.cli.said import (
    AnswerOption,
    DittoOption,
    FillOption,
    HeaderOption,
    MatchOption,
    Mode,
    ModeOption,
    NamesOption,
    OrderOption,
    ReasonOption,
    SetOption,
    SheetOption,
    WithoutOption,
    YearOption,
    wishes_of,
)
from zhiping.contracts.admin import Act
from zhiping.contracts.kinds import Dataset
from zhiping.store.disk import reason_of
from zhiping.ui.look.headings import headings
from zhiping.upload.data_date import doubts
from zhiping.upload.figures import FigureChange
from zhiping.upload.intake import Intake, NothingToPublish
from zhiping.upload.personal import personal_words
from zhiping.upload.preview import is_count_typed, preview_doubts, preview_words, written
from zhiping.upload.reading.members import as_one
from zhiping.upload.reading.texttable import UnreadableFile
from zhiping.upload.reports import fault_row, unsound_rows
from zhiping.words import _


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
    data: Path | None,
    dataset: Dataset,
    files: Sequence[Path],
    shape: Format,
    said: dict[str, Any],
    mode: Mode,
    answer_file: Path | None,
) -> Iterator[tuple[Intake, dict[str, Any]]]:
    """The checked files, taken as one upload, and their report; an unreadable one is a report with one fault."""
    for file in files:
        if not file.is_file():
            fail(Exit.WRONG_USE, _("没有文件 {file}。请检查路径。").format(file=file))
    with opened(data) as (store, access, now), progress() as on_stage, ExitStack() as held:
        wishes = wishes_of(dataset, said)
        try:
            file, name = held.enter_context(as_one(files, store.settings.scratch))
            intake = Intake(
                store, access, dataset, file, now=now, file_name=name, wishes=wishes, on_stage=on_stage
            )
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
                unused_headers=list(intake.chosen.unused), converted=dict(checked.converted), readings=[asdict(reading) for reading in checked.readings],
                reading_count=checked.reading_count, **_foreseen(intake, mode.value),
            )  # fmt: skip
            yield intake, report | {"answer": _answered(intake, answer_file)}
        finally:
            intake.close()


def _answered(intake: Intake, file: Path | None) -> str | None:
    """Write the marked workbook, as the page gives it, before anything is published; where it is, None for none.

    A workbook with macros is written as .xlsm, which alone may hold them.
    """
    if file is None or not (intake.checked.fault_count or intake.checked.warning_count):
        return None
    from zhiping.upload.answer import answer, answer_name  # openpyxl is a quarter of what all commands import

    place = file.with_suffix(Path(answer_name(intake)).suffix)
    try:
        place.write_bytes(answer(intake))
    except OSError as error:
        fail(
            Exit.WRONG_USE,
            _("{path} 写不进去（{reason}）。请换一个位置。").format(path=place, reason=reason_of(error)),
        )
    return str(place)


def _foreseen(intake: Intake, mode: str) -> dict[str, Any]:
    """What publishing would do, and what to look at before."""
    found = intake.preview(mode)
    changes = {name: getattr(found, name) for name in ("new", "changed", "unchanged", "removed")}
    advice = [*doubts(intake.data_date), *personal_words(intake.personal), *preview_doubts(found)]
    advice += [*intake.advice(mode), *filter(None, [intake.closed(mode)])]
    figures = intake.figures(mode) or ()
    return {
        "changes": changes,
        "changes_told": preview_words(found),
        "advice": advice,
        "figures": [asdict(one) | {"is_jump": one.is_jump} for one in figures],
        "figures_told": _figures_told(intake, figures),
    }


def _figures_told(intake: Intake, figures: Sequence[FigureChange]) -> str:
    """The key figures that would change, by what they are called; "" for none."""
    if not figures:
        return ""
    question = f"{intake.dataset.system}/key_figures"
    labels = headings([one.column for one in figures], question)
    changes = [
        _("{label} {old} → {new}").format(
            label=labels[one.column], old=written(one.old), new=written(one.new)
        )
        + (_("（变化很大，请核对）") if one.is_jump else "")
        for one in figures
    ]
    return _("关键数字：{changes}。").format(changes=_("；").join(changes))


@app.command()
def check(
    dataset: Annotated[str, typer.Argument(help="数据集，例如 tickets")],
    files: Annotated[list[Path], typer.Argument(help="要核对的文件；几个文件作为一次上传")],
    match: MatchOption = None,
    set_: SetOption = None,
    fill: FillOption = None,
    area_names: NamesOption = False,
    date_order: OrderOption = None,
    year: YearOption = None,
    ditto: DittoOption = False,
    sheet: SheetOption = None,
    without: WithoutOption = None,
    header_row: HeaderOption = None,
    answer: AnswerOption = None,
    mode: ModeOption = Mode.upsert,
    format_: FormatOption = Format.table,
    data: DataOption = None,
) -> None:
    """核对一个或几个文件，列出全部错误；什么都不载入。"""
    contract = dataset_of(dataset)
    said = {
        "match": match, "set": set_, "fill": fill, "area_names": area_names, "date_order": date_order,
        "year": year, "ditto": ditto, "sheet": sheet or (), "header_row": header_row, "without": without or (),
    }  # fmt: skip
    with _taken_in(data, contract, files, format_, said, mode, answer) as (intake, report):
        show(report, format_)
        if not intake.may_publish_whole:
            raise typer.Exit(Exit.FAULTS)


@app.command()
def load(
    dataset: Annotated[str, typer.Argument(help="数据集，例如 tickets")],
    files: Annotated[list[Path], typer.Argument(help="要上传的文件；几个文件作为一次上传")],
    match: MatchOption = None,
    set_: SetOption = None,
    fill: FillOption = None,
    area_names: NamesOption = False,
    date_order: OrderOption = None,
    year: YearOption = None,
    ditto: DittoOption = False,
    sheet: SheetOption = None,
    without: WithoutOption = None,
    header_row: HeaderOption = None,
    answer: AnswerOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="文件完整到什么时候", show_default=False)
    ] = None,
    mode: ModeOption = Mode.upsert,
    sound_rows_only: Annotated[bool, typer.Option("--sound-rows-only", help="只载入没有错误的行")] = False,
    masked: Annotated[bool, typer.Option("--mask", help="手机号、身份证号、门牌号遮盖后载入")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不再询问")] = False,
    reason: ReasonOption = None,
    format_: FormatOption = Format.table,
    data: DataOption = None,
) -> None:
    """核对一个或几个文件，确认后载入；整个上传要么全部生效，要么什么都不变。"""
    moment = _moment(as_of)
    contract = dataset_of(dataset)
    said = {
        "match": match, "set": set_, "fill": fill, "area_names": area_names, "date_order": date_order,
        "year": year, "ditto": ditto, "sheet": sheet or (), "header_row": header_row, "without": without or (),
    }  # fmt: skip
    with _taken_in(data, contract, files, format_, said, mode, answer) as (intake, report):
        if not intake.may_publish(sound_rows_only=sound_rows_only):
            show(report, format_)
            raise typer.Exit(Exit.FAULTS)
        if not yes:
            _confirm(intake, report, format_)
        try:
            told = None if yes else report["changes"]["removed"]
            receipt = intake.publish(
                mode=mode.value,
                sound_rows_only=sound_rows_only,
                as_of=moment,
                removes=told,
                is_masked=masked,
                reason=reason,
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
