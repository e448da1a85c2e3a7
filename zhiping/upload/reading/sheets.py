"""The sheets of a workbook -> one text table each, and what of it was left out or is to be known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import duckdb

from zhiping.upload.reading.budget import check_width
from zhiping.upload.reading.first_rows import FirstRows
from zhiping.upload.reading.headers import NOTHING_KNOWN, Header, Merge, Sought, found_header, known_hits
from zhiping.upload.reading.loading import loaded_rows
from zhiping.upload.reading.sheet import Row, Sheet
from zhiping.upload.reading.texttable import (
    SkippedRows,
    TextTable,
    UnreadableFile,
    column_letter,
    is_blank,
    is_blank_row,
    row_ranges,
    skipped_rows,
)
from zhiping.words import _

EXPORT_NOTES = "导出说明"  # beside the rows that a page gave out
FAULTS_SHEET = "错误说明"  # in the workbook that answers a faulty file
NOTES_SHEETS = ("填写说明", FAULTS_SHEET, EXPORT_NOTES)
_MAX_NAMED = 5


class NoSuchSheet(UnreadableFile):
    """A sheet that is asked for and that the workbook does not have."""


def sheet_tables(
    con: duckdb.DuckDBPyConnection,
    sheets: Sequence[Sheet],
    names: Sequence[str] = (),
    sought: Sought = NOTHING_KNOWN,
    first: FirstRows | None = None,
) -> list[TextTable]:
    """One table for each visible sheet with data, or those of `names` alone.

    `first` sees the rows of an only one: of several nobody knows yet which are meant. Sheets left out are named in `skipped` of the first table. Raises UnreadableFile.
    """
    chosen, left_out = _chosen_sheets(sheets, names)
    tables: list[TextTable] = []
    refused: list[tuple[int, str, UnreadableFile]] = []
    try:
        filled = [(one, head) for one in chosen if (head := _head(one, sought))]
        for one, head in filled:
            lines = [(row.number, row.cells) for row in head]
            header = found_header(lines, sought, one.merges)
            try:
                watcher = first if len(filled) == 1 else None
                tables.append(_sheet_table(con, one, head, header, watcher))
            except UnreadableFile as error:
                refused.append((known_hits(header.texts, sought.known), one.name, error))
        # A sheet that fits as well as any other may be the one that is meant.
        fit = max((known_hits(table.headers, sought.known) for table in tables), default=0)
        for hits, _name, refusal in refused:
            if hits >= fit:
                raise refusal
    except BaseException:
        drop(con, tables)
        raise
    left_out += [SkippedRows(name, "", str(refusal)) for _hits, name, refusal in refused]
    header_only = [table for table in tables if not table.row_count]
    drop(con, header_only)
    left_out += [SkippedRows(table.sheet, "", _("只有表头，没有数据")) for table in header_only]
    full = [table for table in tables if table.row_count]
    if not full:
        raise UnreadableFile(
            _("文件里只有表头，没有数据。请填好数据后重新上传。")
            if header_only
            else _(
                "文件里没有可读的工作表：全是空表、说明页或隐藏的工作表。请把数据放在一张可见的工作表里重新上传。"
            )
        )
    return [replace(full[0], skipped=(*full[0].skipped, *left_out)), *full[1:]]


def drop(con: duckdb.DuckDBPyConnection, tables: Sequence[TextTable]) -> None:
    """Let go of tables that were read into `con`."""
    for table in tables:
        con.execute(f"drop table {table.table}")


def _chosen_sheets(sheets: Sequence[Sheet], names: Sequence[str]) -> tuple[list[Sheet], list[SkippedRows]]:
    if names:
        by_name: dict[str, Sheet] = {}
        for one in sheets:
            by_name.setdefault(one.name, one)
        if missing := [name for name in names if name not in by_name]:
            raise NoSuchSheet(
                _("文件里没有叫“{sheet}”的工作表，只有：{sheets}。请从这些里选一张。").format(
                    sheet=_("、").join(missing), sheets=_("、").join(one.name for one in sheets)
                )
            )
        return [one for one in by_name.values() if one.name in names], []
    chosen, left_out = [], []
    for one in sheets:
        if one.name in NOTES_SHEETS:
            left_out.append(SkippedRows(one.name, "", _("说明页，不是数据")))
        elif one.is_hidden:
            left_out.append(SkippedRows(one.name, "", _("隐藏的工作表")))
        else:
            chosen.append(one)
    return chosen, left_out


def _sheet_table(
    con: duckdb.DuckDBPyConnection, sheet: Sheet, head: list[Row], header: Header, first: FirstRows | None
) -> TextTable:
    place = _("工作表“{sheet}”").format(sheet=sheet.name)
    header_row, headers = head[header.last].number, header.texts
    check_width(len(headers), place)
    _check_header_merges(sheet.merges, header_row, len(headers), place)
    below = _Below(sheet, header_row, len(headers))
    titles = [row.number for row in head[: header.first]]
    of_header = {row.number for row in head[header.first : header.last]}
    above = [(row, row) for row in range(1, header_row) if row not in {*titles, *of_header}]

    def table_of(rows: Iterable[Row]) -> TextTable:
        loaded = loaded_rows(con, rows, len(headers), place=place, first_row=header_row + 1)
        return TextTable(
            loaded.table,
            sheet.name,
            headers,
            header_row,
            loaded.row_count,
            skipped_rows(sheet.name, titles, [*above, *loaded.blanks], loaded.totals),
            loaded.marked,
            tuple(tuple(row.cells) for row in head[: header.last + 1]),
            loaded.shown,
            below.remarks(),
        )

    return table_of(first.passing(below.rows(), len(headers), table_of) if first else below.rows())


def _head(sheet: Sheet, sought: Sought) -> list[Row]:
    """The first rows that say something; the header is one of them."""
    filled = (row for row in sheet.rows() if not is_blank_row(row.cells))
    return list(islice(filled, sought.most_rows))


class _Below:
    """The rows below the header, vertically merged cells filled down; notes what the clerk should know of them."""

    def __init__(self, sheet: Sheet, header_row: int, width: int) -> None:
        self._sheet, self._header_row = sheet, header_row
        self._merges = [one for one in sheet.merges if one[2] > header_row and one[1] < width]
        self._hidden_columns = [index for index in sheet.hidden_columns if index < width]
        self._width = width
        self._hidden_rows: list[int] = []
        self._beyond: dict[int, int] = {}
        self._filled: dict[Merge, str] = {}
        self._covered: dict[Merge, int] = {}

    def rows(self) -> Iterator[Row]:
        waiting = sorted((one for one in self._merges if one[0] > self._header_row), reverse=True)
        open_merges: list[tuple[Merge, str, str]] = []
        below = (row for row in self._sheet.rows() if row.number > self._header_row)
        for row in map(self._within, below):
            if is_blank_row(row.cells):  # a gap between the others, as a row that the file leaves out
                continue
            if row.is_hidden:
                self._hidden_rows.append(row.number)
            while waiting and waiting[-1][0] <= row.number:
                merge = waiting.pop()
                if merge[0] == row.number and merge[1] < len(row.cells) and row.cells[merge[1]]:
                    text = row.cells[merge[1]]
                    mark = row.marks[merge[1]] if row.marks else " "
                    open_merges.append((merge, row.shown.get(merge[1], text), mark))
                    if merge[3] > merge[1]:
                        self._covered[merge] = row.number
            if open_merges:
                open_merges = [one for one in open_merges if one[0][2] >= row.number]
            yield self._filled_down(row, open_merges) if open_merges else row

    def _within(self, row: Row) -> Row:
        """`row` without what stands beyond the header: no shift can have brought it there, as in a CSV."""
        width = self._width
        if len(row.cells) <= width:
            return row
        for index in range(width, len(row.cells)):
            if not is_blank(row.cells[index]):
                self._beyond.setdefault(index, row.number)
        shown = {index: text for index, text in row.shown.items() if index < width}
        return row._replace(cells=row.cells[:width], marks=row.marks[:width], shown=shown)

    def _filled_down(self, row: Row, merges: list[tuple[Merge, str, str]]) -> Row:
        cells, marks = list(row.cells), list(row.marks)
        for merge, text, mark in merges:
            top, left, _bottom, _right = merge
            if top < row.number:
                cells += [""] * (left + 1 - len(cells))
                marks += [" "] * (len(cells) - len(marks))
                cells[left], marks[left] = text, mark
                self._filled[merge] = text
        return row._replace(cells=cells, marks="".join(marks) if marks else "")

    def remarks(self) -> tuple[SkippedRows, ...]:
        """What was read and is to be known: hidden rows and columns, merged cells."""
        name = self._sheet.name
        found = []
        if self._hidden_rows:
            why = _("隐藏或被筛选掉的行，共 {n} 行，照常读取").format(n=len(self._hidden_rows))
            found.append(SkippedRows(name, row_ranges([(row, row) for row in self._hidden_rows]), why))
        if self._hidden_columns:
            letters = _("、").join(map(column_letter, self._hidden_columns[:_MAX_NAMED]))
            found.append(SkippedRows(name, "", _("隐藏的列 {letters}，照常读取").format(letters=letters)))
        if self._beyond:
            letters = _("、").join(map(column_letter, sorted(self._beyond)[:_MAX_NAMED]))
            why = _("{letters} 列没有表头，里面的内容没有读取").format(letters=letters)
            found.append(SkippedRows(name, str(min(self._beyond.values())), why))
        for merge, text in list(self._filled.items())[:_MAX_NAMED]:
            why = _("{cells} 是合并单元格，每一行都按“{value}”读取").format(cells=_cells(merge), value=text)
            found.append(SkippedRows(name, f"{merge[0]}-{merge[2]}", why))
        for merge, row in list(self._covered.items())[:_MAX_NAMED]:
            why = _("{cells} 是合并单元格，只有最左一列有内容，其余的列按空白读取").format(
                cells=_cells(merge)
            )
            found.append(SkippedRows(name, str(row), why))
        return tuple(found)


def _cells(merge: Merge) -> str:
    top, left, bottom, right = merge
    return f"{column_letter(left)}{top}:{column_letter(right)}{bottom}"


def _check_header_merges(merges: Sequence[Merge], header_row: int, width: int, place: str) -> None:
    """Refuse a header that is merged with a row of data: nobody can say where it ends."""
    for merge in merges:
        top, left, bottom, _right = merge
        if left < width and top <= header_row < bottom:
            raise UnreadableFile(
                _(
                    "{place}里 {cells} 是合并单元格，只有第一格有内容，其余会读成空白。请取消合并、把每一格填好后重新上传。"
                ).format(place=place, cells=_cells(merge))
            )
