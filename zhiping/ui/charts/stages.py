"""Stages: how many units and how many persons came to each stage of a loop, side by side."""

from collections.abc import Sequence
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import SERIES, Figure, Trace, bar_trace, framed, label, shortened, text_width
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html
from zhiping.ui.look.states import Theme
from zhiping.words import _

_ROW = 92  # pixels a stage: a line of words, and two bars below it
_BAR = 0.2
_PLACES = (0.05, 0.33)  # of the two bars, below the middle of their stage
_PHONE = 358  # pixels a line of words may take: a phone of 390 less the page's edges
_GAP = 8


def _end(count: int | None, unit: str) -> str:
    return f"{numbers.count(count)} {_(unit)}"


def stages(
    rows: Sequence[Row], theme: Theme = "light", *, counts: Sequence[tuple[str, str]] = ()
) -> Figure | None:
    """The stages in the order given; each has a bar from zero for every one of `counts`.

    Row: `label`, `told` (how many things stood at this stage, in words), `note` (words at the right
    end, may be ""), and the columns of `counts`: (column, unit), as ("unit_count", "个单位"). All bars
    are on one scale; later stages may be longer than earlier ones. None where all counts are 0.
    """
    longest = max((row[column] or 0 for row in rows for column, _unit in counts), default=0)
    if not longest:
        return None
    right = max(text_width(_end(row[column], unit)) for row in rows for column, unit in counts) + 12
    return framed(
        theme,
        [_bars(rows, place, column, unit, theme) for place, (column, unit) in enumerate(counts)],
        alt=_alt(rows, counts),
        height=len(rows) * _ROW + 4,
        margin=(0, right, 4, 2),
        barmode="overlay",
        xaxis={"range": [0, longest], "visible": False},
        yaxis={"range": [len(rows) - 0.5, -0.5], "visible": False},
        annotations=[*_ends(rows, counts, theme), *_heads(rows, right)],
    )


def _bars(rows: Sequence[Row], place: int, column: str, unit: str, theme: Theme) -> Trace:
    """One of the counts, at every stage."""
    return bar_trace(
        name=_(unit),
        orientation="h",
        x=[row[column] or 0 for row in rows],
        y=[stage + _PLACES[place] for stage in range(len(rows))],
        width=_BAR,
        marker={"color": SERIES[place].on(theme)},
        hovertemplate=[
            f"<b>{as_html(row['label'])}</b><br>{_end(row[column], unit)}<extra></extra>" for row in rows
        ],
    )


def _ends(rows: Sequence[Row], counts: Sequence[tuple[str, str]], theme: Theme) -> list[dict[str, Any]]:
    """What each bar counts, at its end, in its colour."""
    return [
        label(
            _end(row[column], unit),
            row[column] or 0,
            stage + below,
            name="end",
            xanchor="left",
            yanchor="middle",
            xshift=4,
            font={"color": SERIES[place].on(theme)},
        )
        for stage, row in enumerate(rows)
        for place, ((column, unit), below) in enumerate(zip(counts, _PLACES, strict=False))
    ]


def _heads(rows: Sequence[Row], right: int) -> list[dict[str, Any]]:
    above = {"xref": "paper", "yref": "y", "yanchor": "bottom"}
    words = []
    for stage, row in enumerate(rows):
        name = shortened(row["label"], _PHONE - _GAP - text_width(f"　{row['told']}{row['note']}"))
        text = f"<b>{as_html(name)}</b>　{as_html(row['told'])}"
        words.append(label(text, 0, stage - 0.08, name="stage", xanchor="left", xshift=-2, **above))
        if row["note"]:
            note = as_html(row["note"])
            words.append(
                label(note, 1, stage - 0.08, name="note", xanchor="right", xshift=right - 2, **above)
            )
    return words


def _alt(rows: Sequence[Row], counts: Sequence[tuple[str, str]]) -> str:
    told = _("；").join(
        " ".join(
            [row["label"], row["told"], _("、").join(_end(row[column], unit) for column, unit in counts)]
            + ([row["note"]] if row["note"] else [])
        )
        for row in rows
    )
    return _("横条图，各环节的单位和人员：{stages}。").format(stages=told)
