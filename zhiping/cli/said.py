"""What a clerk says beside a file, as options of the terminal."""

from enum import StrEnum
from typing import Annotated

import typer

from zhiping.cli.exits import Exit
from zhiping.cli.opening import fail
from zhiping.contracts.kinds import Dataset
from zhiping.upload.checking.check import Options
from zhiping.upload.checking.dates import ORDERS
from zhiping.upload.matching import column_named
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


def wishes_of(
    dataset: Dataset,
    *,
    match: list[str] | None,
    set_: list[str] | None,
    fill: list[str] | None,
    area_names: bool,
    date_order: str | None,
    year: int | None,
    ditto: bool,
    sheet: str | None,
    header_row: int | None,
) -> Wishes:
    """The options of a command as the intake takes them; ends the command where one is written wrong."""
    if date_order not in {None, *ORDERS}:
        fail(Exit.WRONG_USE, _("--date-order 只能是 {orders}。").format(orders=_("、").join(ORDERS)))
    return Wishes(
        corrections=_pairs(dataset, match, "--match"),
        options=Options(
            set_values=_pairs(dataset, set_, "--set"),
            fill_values=_pairs(dataset, fill, "--fill"),
            area_names=area_names,
            date_order=date_order,
            year=year,
            ditto=ditto,
        ),
        sheet=sheet,
        header_row=header_row,
    )


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
