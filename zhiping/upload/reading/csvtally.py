"""How many records and fields Python's csv finds in a text file, counted without reading them into rows."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper

import numpy as np

from zhiping.upload.reading.budget import MAX_COLUMNS, MAX_LINE, too_long_line
from zhiping.upload.reading.csvfile import CsvFile
from zhiping.upload.reading.texttable import UnreadableFile

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Tally:
    """What Python's csv finds in a file, blank lines at its end left out; `tail` counts those."""

    records: int
    fields: int
    tail: int
    has_quotes: bool


def tally_of(file: CsvFile) -> Tally | None:
    """None where DuckDB may read otherwise than csv: a lone CR, blanks before a quote, a wrong quote."""
    if not 2 <= len(file.head[-1]) <= MAX_COLUMNS or len(file.delimiter.encode()) > 1:
        return None
    line_breaks = returns = pairs = delimiters = 0
    has_quotes, end = False, b""
    before_quote = _blanks_before_quote(file.delimiter)
    with file.path.open("rb") as text:
        while chunk := text.read(_CHUNK):
            chunk += text.readline()  # so that no pattern is cut in two
            if b"\r" in chunk:
                returns += chunk.count(b"\r")
                pairs += chunk.count(b"\r\n")
            has_quotes = has_quotes or b'"' in chunk
            if has_quotes:  # then _counted() counts
                if (b' "' in chunk or b'\t"' in chunk) and before_quote.search(chunk):
                    return None
            else:
                # So many of them are found faster by comparing every byte than one after the other.
                letters = np.frombuffer(chunk, np.uint8)
                line_breaks += int(np.count_nonzero(letters == ord("\n")))
                delimiters += int(np.count_nonzero(letters == ord(file.delimiter)))
            end = chunk if len(chunk) >= _CHUNK else (end + chunk)[-_CHUNK:]
    if returns != pairs:
        return None
    ending = end[len(end.rstrip(b"\r\n")) :].count(b"\n")
    tail = max(ending - 1, 0)
    if has_quotes:
        counted = _counted(file)
        if counted is None:
            return None
        records, fields = counted
    else:
        records = line_breaks + (not ending)
        blank_lines = tail + sum(not record for record in file.head)  # in which csv finds no field
        fields = delimiters + records - blank_lines
    return Tally(records - tail, fields, tail, has_quotes)


def _blanks_before_quote(delimiter: str) -> re.Pattern[bytes]:
    """Where DuckDB drops blanks before an opening quote; for csv such a quote is a letter as any other."""
    blank = " " if delimiter == "\t" else "[ \\t]"
    return re.compile(rf'(?:^|[{re.escape(delimiter)}\n]){blank}+"'.encode())


def _lines(text: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(text, 1):
        if len(line) > MAX_LINE:
            raise too_long_line(number, len(line))
        yield line


def _counted(file: CsvFile) -> tuple[int, int] | None:
    """How many records and fields Python's csv finds; None where a quote is wrong."""
    # Latin-1 has the same delimiters, quotes and line breaks at the same places, and decodes faster.
    with file.path.open("rb") as binary, TextIOWrapper(binary, "latin-1", newline="") as text:
        binary.seek(len(codecs.BOM_UTF8) if file.has_bom else 0)
        try:
            lengths = Counter(map(len, csv.reader(_lines(text), delimiter=file.delimiter, strict=True)))
        except (csv.Error, UnreadableFile):
            return None
    return lengths.total(), sum(length * count for length, count in lengths.items())
