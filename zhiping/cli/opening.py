"""What every command shares: the app, the exit codes, the store of this command and its failures."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import duckdb
import typer

from zhiping import clock
from zhiping.access.permissions import DEMO_USER, Access, NotAllowed
from zhiping.asking.filters import FilterError
from zhiping.asking.questions import NoSuchQuery
from zhiping.cli.exits import Exit, exit_for
from zhiping.contracts import DATASETS
from zhiping.contracts.admin import TERMINAL, Act
from zhiping.contracts.kinds import Dataset
from zhiping.demo.loading import load_first_data
from zhiping.settings import SettingsError, settings_from
from zhiping.store.disk import reason_of
from zhiping.store.errors import StoreError, with_notes
from zhiping.store.publishing import Store
from zhiping.upload.matching import MatchError
from zhiping.words import _, bracketed

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=_("治屏：从终端核对、上传、查询和撤销数据。退出码：{codes}。").format(
        codes="；".join(f"{code.value} {_(code.meaning)}" for code in Exit)
    ),
)


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


DataOption = Annotated[
    Path | None, typer.Option("--data", help="数据文件夹（也可用环境变量 ZHIPING_DATA）", show_default=False)
]
FormatOption = Annotated[Format, typer.Option("--format", help="输出格式")]
_given_data: list[Path | None] = [None]


@app.callback()
def _common(data: DataOption = None) -> None:
    _given_data[0] = data


def fail(code: Exit, sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def data_folder(data: Path | None) -> Path | None:
    """The folder that was asked for, after the command or before it."""
    return data or _given_data[0]


@contextmanager
def opened(data: Path | None) -> Iterator[tuple[Store, Access, datetime]]:
    """The store of this command, with the shipped areas in it; each failure its sentence and exit code."""
    now = clock.now()
    with said(), closing(Store(settings_from(data=data_folder(data)))) as store:
        load_first_data(store, with_demo=False, now=now)
        yield store, Access(DEMO_USER), now  # who has the folder has all that is in it


@contextmanager
def said() -> Iterator[None]:
    """Each failure as its sentence and exit code."""
    try:
        yield
    except (StoreError, SettingsError, MatchError, FilterError, NotAllowed, NoSuchQuery) as error:
        fail(exit_for(error), with_notes(error))
    except (duckdb.Error, OSError) as error:
        code = exit_for(error)
        sentence = _("没有完成（{reason}）。请检查磁盘空间、内存和文件权限后再试。")
        if code is Exit.DAMAGED:
            sentence = _("没有完成（{reason}）：数据文件缺失或损坏。请从备份恢复。")
        fail(code, sentence.format(reason=reason_of(error)))


@contextmanager
def telling_of(done: str) -> Iterator[None]:
    """Writing about a change that is made: where that fails, the change stands and so does exit code 0.

    `done`: in a sentence, for standard error where standard output is a closed pipe or a full disk.
    """
    try:
        yield
        if sys.stdout:  # none where it was closed beforehand
            sys.stdout.flush()
    except OSError as error:
        with suppress(OSError, ValueError):
            # What is left in the buffer would fail once more as the process ends, and make an exit code of its own.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        with suppress(OSError):
            typer.echo(done + _("结果没有写出来（{reason}）。").format(reason=reason_of(error)), err=True)


def note(store: Store, access: Access, act: Act, about: str, now: datetime) -> None:
    """Note in the audit what a command did; where that cannot be, what was done stands, and standard error says so."""
    from zhiping.access.audit import (
        Audit,
    )  # SQLAlchemy takes long to import, and most commands change nothing
    from zhiping.access.state import State

    settings = store.settings
    try:
        with closing(State(settings.state)) as state:
            audit = Audit(state, settings.audit_mark)
            audit.note(act, who=access.user.name, now=now, page=TERMINAL, about=about)
    except SettingsError as error:
        typer.echo(error, err=True)


def dataset_of(name: str) -> Dataset:
    for dataset in DATASETS.values():
        if name in {dataset.name, dataset.label}:
            return dataset
    known = _("、").join(f"{dataset.name}{bracketed(_(dataset.label))}" for dataset in DATASETS.values())
    fail(Exit.WRONG_USE, _("没有数据集“{name}”。可用的有：{known}。").format(name=name, known=known))
