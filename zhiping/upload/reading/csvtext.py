"""A text file -> one text table: encoding, delimiter and header decided here, the rows read by DuckDB
where it provably reads what Python's csv reads, else by Python's csv itself.
"""

import csv
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from io import StringIO
from itertools import islice
from pathlib import Path

import duckdb

from zhiping.upload.reading.budget import MAX_LETTERS, check_width
from zhiping.upload.reading.csvfile import CsvFile
from zhiping.upload.reading.csvtally import tally_of
from zhiping.upload.reading.first_rows import FirstRows
from zhiping.upload.reading.headers import NOTHING_KNOWN, Sought, found_header
from zhiping.upload.reading.loading import (
    LoadedRows,
    begins_with_blank,
    dropped_totals,
    loaded_rows,
    new_table_name,
    null_if_blank,
)
from zhiping.upload.reading.noted import noted
from zhiping.upload.reading.sheet import Row
from zhiping.upload.reading.textencoding import DELIMITERS, text_encoding
from zhiping.upload.reading.texttable import (
    HEADER_SEARCH_ROWS,
    Rows,
    TextTable,
    UnreadableFile,
    is_blank_row,
    known_cells,
    skipped_rows,
)
from zhiping.words import _

_CHUNK = 1 << 20
_SAMPLE = 1 << 17
_SAMPLE_RECORDS = 50


def csv_table(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    folder: Path,
    sought: Sought = NOTHING_KNOWN,
    *,
    first: FirstRows | None = None,
    may_be_fast: bool = True,
) -> tuple[str, str, TextTable]:
    """(encoding, delimiter, table) of the text file at `path`; work files go into `folder`.

    `may_be_fast=False` reads by Python's csv alone: the same table, slower. Raises UnreadableFile.
    """
    encoding = text_encoding(path)
    file = _csv_file(_utf8_copy(path, encoding, folder), encoding == "utf-8-sig", sought)
    if first:
        first.show(file.rows(), len(file.headers), lambda rows: _slow_table(con, file, rows))
    table = (_fast_table(con, file) if may_be_fast else None) or _slow_table(con, file, file.rows())
    if not table.row_count:
        con.execute(f"drop table {table.table}")
        raise UnreadableFile(_("文件里只有表头，没有数据。请填好数据后重新上传。"))
    return encoding, file.delimiter, table


def _utf8_copy(path: Path, encoding: str, folder: Path) -> Path:
    copy = folder / "utf8.csv"
    if encoding in {"utf-8", "utf-8-sig"}:
        # DuckDB takes * ? [ in a path for a pattern; this name has none. A symbolic link would not do: the
        # engine of a store follows it, and reads nothing that lies elsewhere.
        try:
            copy.hardlink_to(path.resolve())
        except OSError:  # on another disk, or somebody else's
            shutil.copyfile(path, copy)
        return copy
    with (
        path.open(encoding=encoding, newline="") as source,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        while text := source.read(_CHUNK):
            target.write(text)
    return copy


def _csv_file(path: Path, has_bom: bool, sought: Sought) -> CsvFile:
    with path.open(encoding="utf-8-sig" if has_bom else "utf-8", newline="") as file:
        sample = file.read(_SAMPLE)
    if len(sample) == _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    delimiter = _delimiter(sample, sought.known)
    unread = CsvFile(path, has_bom, delimiter, (), ())
    head = list(islice(unread.records(), sought.most_rows))
    if all(map(is_blank_row, head)):
        more = unread.records()
        if all(map(is_blank_row, more)):
            raise UnreadableFile(_("文件是空的，没有表头也没有数据。请填好数据后重新上传。"))
        raise UnreadableFile(
            _("前 {n} 行都是空的，找不到表头。请删去开头的空行后重新上传。").format(n=sought.most_rows)
        )
    check_width(max(sum(map(bool, record)) for record in head))
    said = [(number, cells) for number, cells in enumerate(head, 1) if not is_blank_row(cells)]
    header = found_header(said, sought)
    head = head[: said[header.last][0]]
    return CsvFile(path, has_bom, delimiter, tuple(map(tuple, head)), header.texts, said[header.first][0])


def _delimiter(sample: str, known: frozenset[str]) -> str:
    """The delimiter by which most records have one and the same number of fields, the header too."""

    def fit(delimiter: str) -> tuple[int, float, int]:
        try:
            reader = csv.reader(StringIO(sample, newline=""), delimiter=delimiter)
            records = [record for record in islice(reader, _SAMPLE_RECORDS) if not is_blank_row(record)]
        except csv.Error:
            return 0, 0.0, 0
        counts = Counter(map(len, records))
        count = max(counts, key=lambda length: (counts[length], length), default=0)
        if count < 2:
            return 0, 0.0, 0
        hits = max(known_cells(record, known) for record in records[:HEADER_SEARCH_ROWS])
        return hits, counts[count] / len(records), count

    return max(DELIMITERS, key=fit)


def _slow_table(con: duckdb.DuckDBPyConnection, file: CsvFile, rows: Iterable[Row]) -> TextTable:
    return _table(
        file,
        loaded_rows(
            con,
            rows,
            len(file.headers),
            first_row=len(file.head) + 1,
            written_width=len(file.head[-1]),
        ),
    )


def _table(file: CsvFile, rows: LoadedRows) -> TextTable:
    header_row = len(file.head)
    above = file.head[: file.header_from - 1]
    titles = [number for number, record in enumerate(above, 1) if not is_blank_row(record)]
    blanks = [(number, number) for number, record in enumerate(above, 1) if is_blank_row(record)]
    skipped = skipped_rows(None, titles, [*blanks, *rows.blanks], rows.totals)
    return TextTable(rows.table, None, file.headers, header_row, rows.row_count, skipped, head=file.head)


def _fast_table(con: duckdb.DuckDBPyConnection, file: CsvFile) -> TextTable | None:
    """The table as DuckDB reads it; None unless it has exactly the rows and fields that csv finds."""
    tally = tally_of(file)
    if tally is None:
        return None
    table, raw_width, width = new_table_name(), len(file.head[-1]), len(file.headers)
    types = ", ".join(f"'c{index}': 'varchar'" for index in range(raw_width))
    path = str(file.path).replace("'", "''")
    try:
        con.execute(
            f"create temp table {table} as from read_csv('{path}', auto_detect = false, strict_mode = true, header = false,"
            f" skip = {len(file.head)}, delim = '{file.delimiter}', quote = '\"', escape = '\"', comment = '',"
            f" columns = {{{types}}})"  # new_line is not said: given '\\r\\n', DuckDB 1.5 finds no rows at all
        )
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return None
    # Rows of a new table are numbered from 0 as the file has them. A window that counts them would be one task
    # for one thread, for which the engine's own Python client waits in a loop, at full load.
    con.execute(f"alter table {table} add column source_row bigint")
    con.execute(f"update {table} set source_row = rowid + {len(file.head) + 1}")
    _null_blanks(con, table, raw_width)
    count = _first(con, f"select count(*) from {table}")
    beyond = " or ".join(f"c{index} is not null" for index in range(width, raw_width)) or "false"
    is_proved = (
        count == tally.records - len(file.head)
        and tally.fields == count * raw_width + sum(map(len, file.head))
        and not _first(con, f"select count(*) from {table} where {beyond}")
        and not (tally.has_quotes and _may_break_a_quote(con, table, file.head[-1]))
        and not _has_long_cells(con, table, width)
    )
    if not is_proved:
        con.execute(f"drop table {table}")
        return None
    for index in range(width, raw_width):
        con.execute(f"alter table {table} drop column c{index}")
    blanks = _dropped_blank_rows(con, table, width)
    tail = [(tally.records + 1, tally.records + tally.tail)] if tally.tail else []
    totals = dropped_totals(con, table, width)
    count -= sum(last - first + 1 for first, last in blanks) + len(totals)
    return _table(file, LoadedRows(table, count, (*blanks, *tail), totals))


def _may_break_a_quote(con: duckdb.DuckDBPyConnection, table: str, header: Sequence[str]) -> bool:
    """Whether a record may have a quote that opens in one unquoted field and closes in another."""

    def halves(cell: str) -> str:
        return f"ifnull((length({cell}) - length(replace({cell}, '\"', ''))) % 2, 0)"

    odd = " + ".join(halves(f"c{index}") for index in range(len(header)))
    in_header = sum(cell.count('"') % 2 for cell in header) > 1
    return in_header or bool(_first(con, f"select count(*) from {table} where {odd} > 1"))


def _has_long_cells(con: duckdb.DuckDBPyConnection, table: str, width: int) -> bool:
    columns = [f"c{index}" for index in range(width)]
    known = [one.longest for one in noted(con, table, columns).values()]
    if all(one is not None and one <= MAX_LETTERS for one in known):
        return False
    longest = ", ".join(f"max(strlen({column}))" for column in columns)
    return bool(_first(con, f"select coalesce(greatest({longest}), 0) > {MAX_LETTERS} from {table}"))


def _null_blanks(con: duckdb.DuckDBPyConnection, table: str, width: int) -> None:
    """Make cells of blanks alone NULL, in the columns that have any that begins with a blank."""
    known = noted(con, table, [f"c{index}" for index in range(width)])
    columns = [column for column, one in known.items() if one.may_begin_blank]
    if not columns:
        return
    begins_blank = [f"({begins_with_blank(column)})" for column in columns]
    # Most files have no such cell, which one look at all columns tells at half the price of counting each.
    if not _first(con, f"select count(*) from {table} where {' or '.join(begins_blank)}"):
        return
    counts = con.execute(
        f"select {', '.join(map('count_if({})'.format, begins_blank))} from {table}"
    ).fetchall()
    for column, count in zip(columns, counts[0], strict=True):
        if count:
            con.execute(
                f"update {table} set {column} = null"
                f" where {column} is not null and ({null_if_blank(column)}) is null"
            )


def _dropped_blank_rows(con: duckdb.DuckDBPyConnection, table: str, width: int) -> list[Rows]:
    """Delete the rows in which every cell is blank; which those were."""
    where = " and ".join(f"c{index} is null" for index in range(width))
    found = con.execute(
        f"select min(source_row), max(source_row) from (select source_row,"
        f" source_row - row_number() over (order by source_row) as run from {table} where {where})"
        f" group by run order by 1"
    ).fetchall()
    if found:
        con.execute(f"delete from {table} where {where}")
    return [(first, last) for first, last in found]


def _first(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0
