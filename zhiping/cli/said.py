"""What a clerk says beside a file, as options of the terminal."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from zhiping.cli.exits import Exit
from zhiping.cli.opening import fail
from zhiping.contracts.kinds import Dataset
from zhiping.upload.checking.dates import FIRST_YEAR, LAST_YEAR
from zhiping.upload.wishes import MOST_HEADER_ROW, WishError, Wishes, wishes_said
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
    typer.Option(
        "--year", help="11月4日 这样没有年份的日期是哪一年", min=FIRST_YEAR, max=LAST_YEAR, show_default=False
    ),
]
DittoOption = Annotated[bool, typer.Option("--ditto", help="同上、〃 照抄上一行")]
HeaderOption = Annotated[
    int | None,
    typer.Option("--header-row", help="表头在第几行", min=1, max=MOST_HEADER_ROW, show_default=False),
]
AnswerOption = Annotated[
    Path | None,
    typer.Option(
        "--answer",
        help="有错误或提醒时，把标好的原表写到这个 .xlsx 文件",
        metavar="FILE.xlsx",
        show_default=False,
    ),
]
ReasonOption = Annotated[
    str | None, typer.Option("--reason", help="改动已关账的时段时：更正原因", show_default=False)
]
SheetOption = Annotated[
    list[str] | None,
    typer.Option("--sheet", help="读哪一个工作表，可多次；'*' 读全部能读的", show_default=False),
]
WithoutOption = Annotated[
    list[str] | None,
    typer.Option("--without", help="几个文件里不要哪一个，可多次", metavar="FILE", show_default=False),
]


def wishes_of(dataset: Dataset, said: dict[str, Any]) -> Wishes:
    """The options of a command, by the names of wishes.SAID, as the intake takes them; ends the command where one is wrong."""
    pairs = {key: _pairs(said[key], f"--{key}") for key in ("match", "set", "fill")}
    try:
        return wishes_said(dataset, said | pairs)
    except WishError as error:
        option = f"--{error.key.replace('_', '-')}"
        fail(Exit.WRONG_USE, _("{option} {problem}。").format(option=option, problem=error))


def _pairs(given: list[str] | None, option: str) -> dict[str, str]:
    """OUR=VALUE texts -> our column as it was written -> value."""
    found = {}
    for text in given or []:
        ours, sign, value = text.partition("=")
        if not sign:
            fail(
                Exit.WRONG_USE,
                _("{option} 应写成 我方列名=值，现在是“{text}”。").format(option=option, text=text),
            )
        found[ours.strip()] = value.strip()
    return found
