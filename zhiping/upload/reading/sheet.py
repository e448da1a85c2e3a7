"""A sheet of a workbook as every reader gives it: rows of texts with their marks, and what is hidden or merged."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from zhiping.upload.reading.headers import Merge

NOTHING_SHOWN: Mapping[int, str] = {}


class Row(NamedTuple):
    """`number` as Excel shows it, `cells` from column A on; `marks` has a letter a cell or is "" where all are plain.

    `shown`: by column, whole numbers that are shown otherwise than their text says (000123).
    """

    number: int
    cells: list[str]
    marks: str = ""
    shown: Mapping[int, str] = NOTHING_SHOWN
    is_hidden: bool = False


@dataclass(frozen=True)
class Sheet:
    """`rows` reads the sheet from its start, each time anew; rows without cells may be left out.

    `knows_formats`: whether number formats and hidden rows are known; else whole numbers may be shown otherwise.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    is_hidden: bool = False
    merges: tuple[Merge, ...] = ()
    hidden_columns: tuple[int, ...] = ()
