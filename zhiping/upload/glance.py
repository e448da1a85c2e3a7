"""What is wrong in the first rows of a large upload, told while all of it is still read and checked.

Only what the whole check will say again: what a cell says by itself. Everything else hangs on rows that nobody has
read yet.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import duckdb

from zhiping.contracts.kinds import Column, Dataset
from zhiping.upload.checking import turned, values
from zhiping.upload.checking.check import Checked, Options
from zhiping.upload.checking.dates import ORDERS
from zhiping.upload.checking.faults import Fault, Unreadable
from zhiping.upload.matching import MatchError, match
from zhiping.upload.no_data import without_no_data
from zhiping.upload.parts import Part
from zhiping.upload.reading.texttable import TextTable, UnreadableFile
from zhiping.upload.wishes import Recall, Wishes, recalled
from zhiping.words import _

_OF_CELLS = turned.KINDS | {
    "blank", "unreadable", "excel_error", "date_impossible", "date_year", "ditto", "bound", "choice", "range",
    "area_unknown", "area_ambiguous", "area_outside", "place_zero", "place_half", "place_no_datum",
}  # fmt: skip
_OF_COLUMNS = frozenset({"missing_column", "ambiguous_column"})


@dataclass(frozen=True)
class Glance:
    """The faults of the first `row_count` rows that are certain already; of several files those of `file`.

    `is_clean`: nothing at all was found in them.
    """

    file: str | None
    row_count: int
    faults: tuple[Fault, ...]
    is_clean: bool


Checking = Callable[..., Checked]  # of parts and options


def glance(
    con: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    wishes: Wishes,
    recall: Recall | None,
    checking: Checking,
    tell: Callable[[Glance], None],
    text: TextTable,
) -> None:
    """Tell what is certain of `text`, the first rows of an upload, which is used up; nothing where it cannot be said yet."""
    try:
        found = _glance(con, dataset, wishes, recall, checking, text)
    except (UnreadableFile, MatchError):  # which the whole upload meets too, and tells
        return
    except Exception:
        logging.getLogger(__name__).exception("the first rows of a file of %s", dataset.name)
        return
    finally:
        con.execute(f"drop table if exists {text.table}")
    if found:
        tell(found)


def _glance(
    con: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    wishes: Wishes,
    recall: Recall | None,
    checking: Checking,
    text: TextTable,
) -> Glance | None:
    if text.file in wishes.without:
        return None
    if recall and wishes == Wishes():
        wishes = recalled(recall, [text]) or wishes
        if text.file and wishes == Wishes():
            return None  # what was said of the next file holds for this one too
    matching = match(text.headers, dataset, wishes.of_headers(text.headers, [text.headers]))
    # Whether a row with one cell is a heading hangs on what the keys of all rows look like.
    filled = " + ".join(f"(c{index} is not null)::integer" for index in range(len(text.headers)))
    ((unsure,),) = con.execute(f"delete from {text.table} where {filled} < 2").fetchall()
    rows = without_no_data(con, text, dataset, matching)
    checked = checking([Part(rows, matching)], options=wishes.options)
    con.execute(f"drop table {checked.table}")
    columns = {_(column.label): column for column in dataset.columns}
    faults = tuple(
        fault for fault in checked.faults if _is_certain(fault, columns.get(fault.label), wishes.options)
    )
    is_clean = checked.rows_read > 0 and not checked.fault_count and not unsure
    return Glance(text.file, text.row_count, faults, is_clean)


def _is_certain(fault: Fault, column: Column | None, options: Options) -> bool:
    if not fault.row:
        return fault.kind in _OF_COLUMNS
    if fault.kind not in _OF_CELLS:
        return False
    if column is None or column.kind not in {"date", "time"} or fault.kind in {"blank", *turned.KINDS}:
        return True
    return set(_kinds(fault.value, column, options)) == {fault.kind}


def _kinds(written: str, column: Column, options: Options) -> Iterator[str]:
    """As what a day or time is refused, by each order that the whole column may turn out to have; "" where it is read."""
    for order in (options.date_order,) if options.date_order else (None, *ORDERS):
        try:
            values.value(written, column, order, options.year)
        except Unreadable as error:
            yield error.kind
        else:
            yield ""
