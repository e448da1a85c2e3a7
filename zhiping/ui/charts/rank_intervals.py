"""Ranks with their intervals, one in each row of a table: the official rank, and how firm it is."""

from collections.abc import Sequence

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import GRID, INK, whole_ticks
from zhiping.ui.look import numbers
from zhiping.ui.look.cell_picture import HEIGHT, CellPicture
from zhiping.ui.look.states import BACKGROUNDS, Shade, Theme
from zhiping.words import _

_WIDTH, _SIDE = 140, 9  # a phone has room for no more beside rank and name
_BAND = Shade("#7f97b8", "#5a7396")
_MIDDLE = HEIGHT / 2


def rank_intervals(rows: Sequence[Row], theme: Theme = "light") -> list[CellPicture]:
    """One picture a row: a dot on the official rank, a band from P5 to P95 of the draws; all on one scale.

    Row: rank (None: not ranked), rank_low, rank_high (None: no interval). Rank 1 stands at the left, the last one
    that these rows reach at the right; grey lines mark whole ranks alike in all rows.
    """
    last = max((max(row["rank"] or 1, row["rank_high"] or 1) for row in rows), default=1)
    ticks = [1, *(tick for tick in whole_ticks(last) if 1 < tick <= last)]
    lines = "".join(_line(tick, last, theme) for tick in ticks)
    return [CellPicture(lines + _drawn(row, last, theme), _WIDTH, interval_words(row)) for row in rows]


def interval_words(row: Row) -> str:
    """Between which ranks a unit lies: "第 2–5 名"; MISSING without an interval."""
    low, high = row["rank_low"], row["rank_high"]
    if low is None:
        return numbers.MISSING
    return (
        _("第 {low}–{high} 名").format(low=low, high=high) if low < high else _("第 {low} 名").format(low=low)
    )


def _x(rank: int, last: int) -> float:
    return round(_SIDE + (_WIDTH - 2 * _SIDE) * (rank - 1) / max(last - 1, 1), 1)


def _line(rank: int, last: int, theme: Theme) -> str:
    x = _x(rank, last)
    return f'<path d="M{x} 0V{HEIGHT}" stroke="{GRID.on(theme)}"/>'


def _drawn(row: Row, last: int, theme: Theme) -> str:
    svg = ""
    if row["rank_low"] is not None:
        low, high = _x(row["rank_low"], last), _x(row["rank_high"], last)
        svg += (
            f'<rect x="{low - 3:.1f}" y="{_MIDDLE - 4:g}" width="{high - low + 6:.1f}" height="8" rx="3"'
            f' fill="{_BAND.on(theme)}"/>'
        )
    if row["rank"]:
        svg += (
            f'<circle cx="{_x(row["rank"], last)}" cy="{_MIDDLE:g}" r="5.5" fill="{INK.on(theme)}"'
            f' stroke="{BACKGROUNDS[theme][0]}" stroke-width="1.5"/>'
        )
    return svg
