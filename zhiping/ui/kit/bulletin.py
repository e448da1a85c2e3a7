"""What a system puts into a bulletin, as plain values. Whoever writes Word, Excel or PDF knows these and no system.

A sentence is a text or a Told, a number a KeyFigure, what needs a person a Matter; a table is Listed, a picture Drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import Figure
from zhiping.ui.kit.view import View
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.told import Told


@dataclass(frozen=True)
class Listed:
    """A table: the rows of `question` under the headings and in the words of the pages' tables.

    `columns`: as few as a sheet of paper has room for. `meaning`: the key of the measure that it shows, "" for none.
    `of`: whose rows they are, where it is not the page's own view (a year beside a month).
    """

    title: str
    question: str
    rows: Sequence[Row]
    columns: tuple[str, ...]
    meaning: str = ""
    of: View | None = None


@dataclass(frozen=True)
class Drawn:
    """A picture of zhiping/ui/charts, in the light theme; None for nothing to draw. `meaning`: the measure's key."""

    title: str
    figure: Figure | None
    meaning: str


Part = str | Told | KeyFigure | Listed | Drawn
