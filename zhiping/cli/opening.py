"""What every command shares: the app, the exit codes, the store of this command and its failures."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import duckdb
import typer

from zhiping import clock
from zhiping.access.permissions import Access, NotAllowed, current_user
from zhiping.asking.filters import FilterError
from zhiping.asking.questions import NoSuchQuery
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Dataset
from zhiping.demo.loading import load_first_data
from zhiping.settings import SettingsError, settings_from
from zhiping.store.lake import StoreError, StoreInUse
from zhiping.store.publishing import Store
from zhiping.upload.matching import MatchError
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


DataOption = Annotated[
    Path | None, typer.Option("--data", help="数据文件夹（也可用环境变量 ZHIPING_DATA）", show_default=False)
]
FormatOption = Annotated[Format, typer.Option("--format", help="输出格式")]
_given_data: list[Path | None] = [None]


@app.callback()
def _common(data: DataOption = None) -> None:
    _given_data[0] = data


def fail(code: int, sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


@contextmanager
def opened(data: Path | None) -> Iterator[tuple[Store, Access, datetime]]:
    """The store of this command, with the shipped areas in it; each failure its sentence and exit code."""
    now = clock.now()
    try:
        store = Store(settings_from(data=data or _given_data[0]))
    except StoreInUse as error:
        fail(IN_USE, str(error))
    except (StoreError, SettingsError) as error:
        fail(WRONG_USE, str(error))
    try:
        load_first_data(store, with_demo=False, now=now)
        yield store, Access(current_user()), now
    except (MatchError, FilterError, StoreError, NotAllowed, NoSuchQuery) as error:
        fail(WRONG_USE, str(error))
    except (duckdb.Error, OSError) as error:
        reason = str(error).splitlines()[0]
        fail(FAULTS, _("没有完成（{reason}）。请检查磁盘空间、内存和文件权限后再试。").format(reason=reason))
    finally:
        store.close()


def dataset_of(name: str) -> Dataset:
    for dataset in DATASETS.values():
        if name in {dataset.name, dataset.label}:
            return dataset
    known = "、".join(f"{dataset.name}（{_(dataset.label)}）" for dataset in DATASETS.values())
    fail(WRONG_USE, _("没有数据集“{name}”。可用的有：{known}。").format(name=name, known=known))
