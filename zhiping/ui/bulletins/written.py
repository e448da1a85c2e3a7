"""A bulletin as plain values: lines and tables with the numbers of their notes. The writers know nothing else."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhiping.words import _, bracketed

MOST_ROWS = 15  # of a table on paper: half a sheet; the Excel file has all
_HIGHEST = 120  # percent of its width that a picture may be high where it takes the whole
_NARROWEST, _WIDEST = 8, 30  # digits of a column
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML holds them


@dataclass(frozen=True)
class Line:
    """A sentence. `notes`: the numbers of its notes."""

    text: str
    notes: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _UNWRITABLE.sub("", self.text))


@dataclass(frozen=True)
class Cell:
    """`text`: as it is written on paper; `value`: as a program has it; `note`: the number of its note, 0 for none."""

    text: str
    value: Any = None
    note: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _UNWRITABLE.sub("", self.text))


@dataclass(frozen=True)
class Grid:
    """A table. `headings`: on paper; `sheet_headings`: of the values in Excel, whose hours are numbers.

    `formats`: how Excel writes each column's values, "" where they say it. `notes`: of the whole of it.
    """

    title: str
    headings: tuple[str, ...]
    sheet_headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    formats: tuple[str, ...]
    notes: tuple[int, ...] = ()

    @property
    def on_paper(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that stand on paper."""
        return self.rows[:MOST_ROWS]

    @property
    def rest_told(self) -> str:
        """That there are more than these; "" where there are not."""
        if len(self.rows) <= MOST_ROWS:
            return ""
        return _("共 {n} 行，这里是前 {most} 行；全部在同一期的 Excel 里。").format(
            n=len(self.rows), most=MOST_ROWS
        )

    def number_columns(self) -> list[bool]:
        """Which columns hold numbers."""
        return [any(_is_number(cell.value) for cell in column) for column in zip(*self.rows, strict=True)]

    def widths(self) -> list[int]:
        """How wide the columns are on paper, in digits, by what stands in them: what is longer is broken."""
        rows = [tuple(map(Cell, self.headings)), *self.on_paper]
        return [
            min(max(_NARROWEST, *(_width(cell) for cell in column)), _WIDEST)
            for column in zip(*rows, strict=True)
        ]


@dataclass(frozen=True)
class Picture:
    """`svg`: the picture, `width` × `height` pixels; `alt`: the same in words."""

    title: str
    svg: str
    width: int
    height: int
    alt: str
    notes: tuple[int, ...]

    @property
    def share(self) -> int:
        """How much of the width of a sheet it takes, in percent: all, unless it would be too high for one."""
        return min(100, 100 * _HIGHEST * self.width // self.height // 100)


Block = Line | Grid | Picture


@dataclass(frozen=True)
class Chapter:
    """What one page tells: （一）."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Section:
    """One system: 一、. `name`: its word; "" for what is about all of them."""

    name: str
    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Note:
    """Where a figure comes from: its id, what it is called and means, the questions with their filters, its page.

    `number`: by which a figure names it. `page`: what the page that shows it is called. `address`: of the page, with its
    filters, opening what the figure means.
    """

    number: int
    id: str
    name: str
    meaning: str
    formula: str
    questions: tuple[str, ...]
    page: str
    address: str

    @property
    def text(self) -> str:
        """What stands on paper behind the id: nobody reads an address there, and the Excel file has the questions."""
        name = self.name if self.name == self.page else self.name + bracketed(self.page)
        return _("；").join(part.rstrip("。.") for part in (name, self.meaning, self.formula) if part)

    @property
    def is_followed(self) -> bool:
        """Whether its address leads there from outside."""
        return self.address.startswith("http")


@dataclass(frozen=True)
class Bulletin:
    """`head`: lines below the title; `mark`: what stands on every sheet of paper; `basis`: version and data date of the figures."""

    title: str
    head: tuple[str, ...]
    mark: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    basis: str

    def numbered(self, number: str) -> "Bulletin":
        """The same as it is issued under a number, which stands below its period."""
        period, *others = self.head
        return replace(self, head=(period, _("编号 {number}").format(number=number), *others))

    @property
    def digest(self) -> str:
        """A hash of what it says of its period: two of the same version of the data have the same.

        Not who made it when, nor what nobody had reported by then.
        """
        told = [
            self.title,
            *_texts([one for one in self.sections if one.name]),
            *(f"{note.id} {note.text}" for note in self.notes),
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

    def grids(self) -> Iterator[tuple[Section, Chapter, Grid]]:
        """All tables with where they stand."""
        for section, chapter, block in self._blocks():
            if isinstance(block, Grid):
                yield section, chapter, block

    def lines(self) -> Iterator[tuple[Section, Chapter, Line]]:
        """All sentences with where they stand."""
        for section, chapter, block in self._blocks():
            if isinstance(block, Line):
                yield section, chapter, block

    def pictures(self) -> list[Picture]:
        """All pictures, in turn."""
        return [block for _section, _chapter, block in self._blocks() if isinstance(block, Picture)]

    def _blocks(self) -> Iterator[tuple[Section, Chapter, Block]]:
        for section in self.sections:
            for chapter in section.chapters:
                for block in chapter.blocks:
                    yield section, chapter, block


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _width(cell: Cell) -> int:
    """In digits, with the cell's edges and the number of its note; a Chinese letter takes two."""
    return sum(2 if letter > "\u2e7f" else 1 for letter in cell.text) + (7 if cell.note else 4)


def _texts(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        yield section.title
        for chapter in section.chapters:
            yield chapter.title
            for block in chapter.blocks:
                if isinstance(block, Line):
                    yield block.text
                elif isinstance(block, Picture):
                    yield from (block.title, block.alt)
                else:
                    yield from (block.title, *block.headings)
                    yield from (cell.text for row in block.rows for cell in row)
