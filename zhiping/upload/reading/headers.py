"""Where the header of a table stands, and what it says where it takes two or three rows."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from zhiping.upload.reading.texttable import (
    HEADER_SEARCH_ROWS,
    UnreadableFile,
    header_text,
    is_blank,
    label_form,
)
from zhiping.words import _

JOINT = " / "  # between a heading and what stands below it; the words of a contract have no blanks
_MOST_ROWS = 3
_NOTE = re.compile(r"[(（\[【][^()（）]*[)）\]】]")
_SAID = re.compile(r"[:：]|^(?:填|制|报送|上报|编制|单位|日期|时间|数据|截)")
UNIT_WORDS = frozenset(
    "件 次 人 个 户 家 名 项 处 条 场 位 座 所 间 辆 台 份 篇 期 对 组 批 分 天 日 时 小时 分钟 年 月 元 万元 千元 亿元 百元 % ‰ "
    "人次 平方米 m2 ㎡ 公里 千米 米 公顷 亩 吨 公斤 千克 度 ° 件次 户次 人天 百分比 - / —".split()
)
Merge = tuple[int, int, int, int]  # top, left, bottom, right: rows from 1, columns from 0
Line = tuple[int, Sequence[str]]  # the number of a row from 1, and its cells


@dataclass(frozen=True)
class Sought:
    """What is known of a header before it is found: labels that it may have, and the `row` that the clerk points at."""

    known: frozenset[str] = frozenset()
    row: int | None = None

    @property
    def most_rows(self) -> int:
        """How many rows are looked through."""
        return max(HEADER_SEARCH_ROWS, self.row or 0)


NOTHING_KNOWN = Sought()


@dataclass(frozen=True)
class Header:
    """`first` and `last`: its rows, as positions in the rows that were looked through. `texts`: one a column."""

    first: int
    last: int
    texts: tuple[str, ...]


def found_header(lines: Sequence[Line], sought: Sought, merges: Sequence[Merge] = ()) -> Header:
    """The header among the first `lines` (none of them blank). Raises UnreadableFile where it cannot be where it is said.

    It is the rows, at most three that follow each other, in which most columns have a known label; the fewest
    of these, and of several the first. Headings right above them belong to them. Without any known label it is
    the first row that is nearly as full as the fullest: a title above it fills a cell or two.
    """
    windows = [
        (first, last)
        for height in range(1, _MOST_ROWS + 1)
        for first in range(len(lines) - height + 1)
        if lines[last := first + height - 1][0] - lines[first][0] == height - 1
    ]
    known = sought.known
    if sought.row is not None:
        windows = [(at, at) for at, (number, _texts) in enumerate(lines) if number == sought.row]
        if not windows:
            raise UnreadableFile(
                _("第 {row} 行是空的，不能作表头。请改为写着列名的那一行。").format(row=sought.row)
            )
    hits = {window: known_hits(joined(lines, window, merges), known) for window in windows}
    best = max(windows, key=hits.__getitem__)
    if not hits[best] and sought.row is None:
        filled = [sum(not is_blank(cell) for cell in cells) for _row, cells in lines]
        best = next((i, i) for i, count in enumerate(filled) if 3 * count >= 2 * max(filled) and count)
    first, last = best
    while (
        hits[best]
        and last + 1 < len(lines)
        and last - first + 1 < _MOST_ROWS
        and _goes_on(lines, last, merges)
    ):
        if known_hits(joined(lines, (first, last + 1), merges), known) < hits[best]:
            break  # a row of data: the merge is refused where the rows are read
        last += 1
    while first and last - first + 1 < _MOST_ROWS and _is_heading(lines, first - 1, merges):
        first -= 1
    return Header(first, last, joined(lines, (first, last), merges))


def joined(lines: Sequence[Line], window: tuple[int, int], merges: Sequence[Merge]) -> tuple[str, ...]:
    """What the rows of `window` say of each column: headings first, each once; no blank ones at the end."""
    rows = [[header_text(cell) for cell in lines[at][1]] for at in range(window[0], window[1] + 1)]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    for row in rows[1:]:
        if {unit_in(cell) for cell in row if cell} <= UNIT_WORDS:
            row[:] = [cell and f"({unit_in(cell)})" for cell in row]
    _spread(rows, lines[window[0]][0], merges)
    texts = []
    for parts in zip(*rows, strict=True):
        said = ""
        for part in dict.fromkeys(filter(None, parts)):
            said += part if not said or _NOTE.fullmatch(part) else f"{JOINT}{part}"
        texts.append(said)
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _spread(rows: list[list[str]], top_row: int, merges: Sequence[Merge]) -> None:
    """Write what merged cells say into all of them; without merges a heading goes on over blank cells beside it."""
    bottom_row = top_row + len(rows) - 1
    within = [merge for merge in merges if merge[0] <= bottom_row and merge[2] >= top_row]
    for top, left, bottom, right in within:
        if top >= top_row and left < len(rows[0]):
            text = rows[top - top_row][left]
            for row in rows[top - top_row : min(bottom, bottom_row) - top_row + 1]:
                row[left : right + 1] = [text] * (min(right + 1, len(row)) - left)
    if within:
        return
    for upper, lower in zip(rows, rows[1:], strict=False):
        for index in range(1, len(upper)):
            if not upper[index] and lower[index] and upper[index - 1] and lower[index - 1]:
                upper[index] = upper[index - 1]


def _goes_on(lines: Sequence[Line], at: int, merges: Sequence[Merge]) -> bool:
    """Whether a cell of the row at `at` is merged with the one below it."""
    row = lines[at][0]
    return lines[at + 1][0] == row + 1 and any(top <= row < bottom for top, _left, bottom, _right in merges)


def _is_heading(lines: Sequence[Line], at: int, merges: Sequence[Merge]) -> bool:
    """Whether the row at `at` heads groups of the columns below it: no title, and no line of 填报单位."""
    number, cells = lines[at]
    below_number, below = lines[at + 1]
    filled = [index for index, cell in enumerate(cells) if not is_blank(cell)]
    if number + 1 != below_number or any(_SAID.search(cells[index].strip()) for index in filled):
        return False
    width = sum(not is_blank(cell) for cell in below)
    spans = [right - left + 1 for top, left, _bottom, right in merges if top == number]
    if any(2 <= span < width for span in spans):
        return True
    is_above_columns = all(index < len(below) and not is_blank(below[index]) for index in filled)
    return not spans and is_above_columns and (len(filled) > 1 or filled[0] > 1) and len(filled) < width


def known_hits(texts: Sequence[str], known: frozenset[str]) -> int:
    """How many of the headers are a known label."""
    return sum(
        any(form in known for way in ways(text) for form in (label_form(way), label_form(_NOTE.sub("", way))))
        for text in texts
        if text
    )


def ways(header: str) -> list[str]:
    """How a header of several rows may be said in one: whole either way round, and its lowest row."""
    parts = header.split(JOINT)
    return list(dict.fromkeys(["".join(parts), "".join(reversed(parts)), parts[-1]]))


def unit_in(cell: str) -> str:
    """What a cell of a row of units says: （件） and 单位：件 are 件."""
    plain = unicodedata.normalize("NFKC", cell).strip("() \u3000[]")
    return re.sub(r"^(?:计量)?单位[:]\s*", "", plain)
