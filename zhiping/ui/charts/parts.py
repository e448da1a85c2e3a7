"""Parts: one bar a row, made of parts, with the words above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import (
    INK,
    SMALL,
    Click,
    Figure,
    Trace,
    bar_trace,
    framed,
    label,
    named,
    pattern_over,
    shortened,
    silent,
    text_width,
)
from zhiping.ui.charts.funnel import state_marker
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html, coloured
from zhiping.ui.look.states import Shade, State, Theme
from zhiping.words import N_, _, bracketed

_ROW = 50  # pixels a row: a line of words above its bar, so that nothing is cut on a phone
_BAR = 0.36
_KEY_LINE = 22
_PHONE = 358  # pixels a line of words may take: a phone of 390 less the page's edges
_GAP = 8


@dataclass(frozen=True)
class Part:
    """A part of every bar: the column of its counts, its name, sign and colours, the pattern of its fill."""

    column: str
    label: str
    sign: str
    colour: Shade
    text: Shade
    pattern: str = ""
    state: State | None = None

    def marker(self, theme: Theme) -> dict[str, Any]:
        if self.state:
            return state_marker(self.state, theme)
        return {"color": self.colour.on(theme), "pattern": pattern_over(self.pattern, theme)}


def state_part(state: State) -> Part:
    """The part that counts what is in `state`, looking as that state looks everywhere."""
    return Part(f"{state.key}_count", state.label, state.sign, state.colour, state.text, state=state)


def _total(row: Row, parts: Sequence[Part]) -> int:
    return sum(row[part.column] or 0 for part in parts)


def _bar(rows: Sequence[Row], part: Part, unit: str, theme: Theme, click: Click) -> Trace:
    return bar_trace(
        name=_(part.label),
        orientation="h",
        x=[row[part.column] or 0 for row in rows],
        y=[place + 0.2 for place in range(len(rows))],
        width=_BAR,
        marker=part.marker(theme),
        customdata=[click(row, part.column) for row in rows],
        hovertemplate=[
            f"<b>{as_html(named(row['label']))}</b><br>{as_html(_(part.label))} "
            f"{numbers.exact_count(row[part.column] or 0)} {_(unit)}<extra></extra>"
            for row in rows
        ],
    )


def _key_lines(rows: Sequence[Row], parts: Sequence[Part], theme: Theme) -> list[str]:
    """The parts with their sums, sign and word in their colour, in lines no wider than a phone."""
    lines: list[str] = []
    used = _PHONE + 1
    for part in parts:
        words = f"{part.sign} {_(part.label)} {numbers.count(sum(row[part.column] or 0 for row in rows))}"
        width = text_width(words + "　", SMALL)
        if used + width > _PHONE:
            lines.append("")
            used = 0
        lines[-1] += ("　" if lines[-1] else "") + coloured(as_html(words), part.text.on(theme))
        used += width
    return lines


def part_bars(
    rows: Sequence[Row],
    theme: Theme = "light",
    *,
    parts: Sequence[Part],
    unit: str = N_("件"),
    click: Click = silent,
) -> Figure | None:
    """One bar a row from zero, all on one scale, stacked of `parts` that occur, in the order given.

    Row: `label`, `note` (words at the right end, may be ""), and a count (or None) in the column of
    each part. None where all counts are 0.
    """
    present = [part for part in parts if any(row[part.column] for row in rows)]
    if not present:
        return None
    key = _key_lines(rows, present, theme)
    head = len(key) * _KEY_LINE + 4
    return framed(
        theme,
        [_bar(rows, part, unit, theme, click) for part in present],
        alt=_alt(rows, present, unit),
        height=head + len(rows) * _ROW + 6,
        margin=(head, 2, 6, 2),
        barmode="stack",
        xaxis={"range": [0, max(_total(row, present) for row in rows)], "visible": False},
        yaxis={"range": [len(rows) - 0.5, -0.5], "visible": False},
        annotations=_words(rows, present, key, unit, theme),
    )


def _words(
    rows: Sequence[Row], parts: Sequence[Part], key: Sequence[str], unit: str, theme: Theme
) -> list[dict[str, Any]]:
    above = {"xref": "paper", "yref": "y", "yanchor": "bottom"}
    words = []
    for place, row in enumerate(rows):
        total = numbers.count(_total(row, parts)) + (f" {_(unit)}" if place == 0 else "")
        name = shortened(named(row["label"]), _PHONE - _GAP - text_width(f"　{total}{row['note']}"))
        text = f"<b>{as_html(name)}</b>　{total}"
        words.append(label(text, 0, place - 0.06, name="row", xanchor="left", xshift=-2, **above))
        if row["note"]:
            note = as_html(row["note"])
            words.append(label(note, 1, place - 0.06, name="note", xanchor="right", xshift=2, **above))
    at_top = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left"}
    font = {"color": INK.on(theme), "size": SMALL}
    return [*words, label("<br>".join(key), 0, 1, name="key", xshift=-2, font=font, **at_top)]


def _alt(rows: Sequence[Row], parts: Sequence[Part], unit: str) -> str:
    told = []
    for row in rows:
        counts = _("、").join(
            f"{_(part.label)} {numbers.count(row[part.column])}" for part in parts if row[part.column]
        )
        note = bracketed(row["note"]) if row["note"] else ""
        told.append(f"{named(row['label'])} {counts}{note}".strip())
    return _("横条图（{unit}）：{rows}。").format(unit=_(unit), rows=_("；").join(told))
