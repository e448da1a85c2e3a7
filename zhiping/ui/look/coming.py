"""What comes due within the next hours: plain values, each a limit that somebody still has to keep."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhiping.ui.look.key_figure import Behind

HOURS_AHEAD = 24  # how far the line of 今日态势 looks


@dataclass(frozen=True)
class Limit:
    """One limit: `thing` that it is of, the unit (`whose`, None where none is written down) that has to keep it.

    `hours`: from the data date, 0 to HOURS_AHEAD; `told`: what has to be done, where.
    """

    thing: str
    whose: str | None
    hours: float
    told: str


@dataclass(frozen=True)
class Coming:
    """All limits of one system that fall within HOURS_AHEAD of its data date.

    `title`: what falls due; `unit`: what the things are counted in; `measure`, `behind`: as of a figure. `page` lists
    the limits of one unit under `filters` and `filter`, which names the unit.
    """

    title: str
    unit: str
    limits: Sequence[Limit]
    measure: str
    behind: Behind
    page: str
    filters: dict[str, str]
    filter: str
