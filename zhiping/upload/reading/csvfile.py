"""A text file on disk, record by record, as Python's csv reads it: what is a row of it, and what is refused."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhiping.upload.reading.budget import MAX_LINE, too_long, too_long_line
from zhiping.upload.reading.sheet import Row
from zhiping.upload.reading.texttable import UnreadableFile
from zhiping.words import _


@dataclass(frozen=True)
class CsvFile:
    """A UTF-8 text file on disk and how it is written.

    `head`: its first records, to the header, which says `headers` and begins at the record `header_from`.
    """

    path: Path
    has_bom: bool
    delimiter: str
    head: tuple[tuple[str, ...], ...]
    headers: tuple[str, ...]
    header_from: int = 1

    def rows(self) -> Iterator[Row]:
        """The records below the header, numbered, as loaded_rows() takes them. Raises UnreadableFile.

        The rule of what is a row: each has exactly as many fields as the header as it is written, blank
        ones counted, and no quote opens in one unquoted field and closes in another. A delimiter too many
        or too few shifts every field behind it, and what was shifted may read well: 1,500 unquoted is a 1
        and a remark 500. Spreadsheets that write trailing empty columns write them in the header too.
        Only records above the header (titles, notes) and blank ones may be of any length: nothing in
        them can be taken for another column.
        """
        first, number, record = len(self.head), 0, list[str]()
        for number, record in enumerate(self.records(), 1):
            if record and number > first:
                yield Row(number, record)
        if number > first and not record:  # blank lines between rows are those that are missing
            yield Row(number, record)

    def records(self) -> Iterator[list[str]]:
        """Every record, by Python's csv. Raises UnreadableFile for a wrong quote, naming the record."""
        number = 0
        with self.path.open(encoding="utf-8-sig" if self.has_bom else "utf-8", newline="") as file:
            lines: list[str] = []
            try:
                for record in csv.reader(_kept(file, lines), delimiter=self.delimiter, strict=True):
                    number += 1
                    if record and number >= len(self.head) > 0:
                        _check_quotes(record, lines, number)
                    lines.clear()
                    yield record
            except csv.Error as error:
                if "field larger" in str(error):
                    raise too_long(number + 1, None, csv.field_size_limit()) from error
                raise _wrong_quote(number + 1) from error


def _kept(file: Iterable[str], lines: list[str]) -> Iterator[str]:
    """The lines of `file`, each noted in `lines` as it is taken. Raises UnreadableFile for an endless one."""
    for number, line in enumerate(file, 1):
        if len(line) > MAX_LINE:
            raise too_long_line(number, len(line))
        lines.append(line)
        yield line


def _check_quotes(record: Sequence[str], lines: Sequence[str], number: int) -> None:
    """Refuse a record whose quotes open in one unquoted field and close in another; `lines`: as written."""
    if sum(field.count('"') % 2 for field in record) < 2:
        return
    written, at, halves = "".join(lines), 0, 0
    for field in record:
        is_quoted = written.startswith('"', at)
        halves += field.count('"') % 2 and not is_quoted
        at += len(field) + (field.count('"') + 2 if is_quoted else 0) + 1
    if halves > 1:
        raise _wrong_quote(number)


def _wrong_quote(number: int) -> UnreadableFile:
    return UnreadableFile(
        _(
            "第 {row} 行的双引号不成对或位置不对，后面的内容无法分清。请检查这一行的引号，改正后重新上传。"
        ).format(row=number)
    )
