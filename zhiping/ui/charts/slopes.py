"""Slopes: where each row stood before and where it stands now, one line a row between two lists of places."""

from collections.abc import Sequence
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import (
    INK,
    MUTED,
    PLAIN,
    SMALL,
    Click,
    Figure,
    Trace,
    framed,
    label,
    scatter_trace,
    shortened,
    silent,
    spread,
    text_width,
)
from zhiping.ui.look.hypertext import as_html
from zhiping.ui.look.states import BACKGROUNDS, Shade, Theme
from zhiping.words import _

_TOP, _BOTTOM = 30, 12
_LINE = 22  # pixels from one name to the next
_TALLEST = 900  # pixels of the places: with more, they stand closer than their names
_NAME = 92
_GAP = 10
_FALLING = Shade("#6b7687", "#8b98a9")


def slopes(
    rows: Sequence[Row],
    theme: Theme = "light",
    *,
    before: str,
    after: str,
    before_words: str,
    after_words: str,
    marked: str = "",
    click: Click = silent,
) -> Figure | None:
    """Two columns of places, 1 at the top, and a line for each row that has both; names stand at its ends.

    Row: `label`, `before` and `after` (names of columns: its place, or None), `marked` (name of a column: whether the
    row is drawn strong). Names keep a line's distance where places are shared. None where no row has both places.
    """
    if not any(row[before] and row[after] for row in rows):
        return None
    last = max(row[column] or 1 for row in rows for column in (before, after))
    pixels = min(_LINE, _TALLEST / max(last, 1))
    strong = [bool(marked) and bool(row[marked]) for row in rows]
    ends = [
        _end(rows, before, after, strong, is_after=False),
        _end(rows, before, after, strong, is_after=True),
    ]
    left, right = (max(text_width(text) for text in texts.values()) + _GAP for texts in ends)
    high = max(last, len(ends[0]), len(ends[1]))
    words = [
        *_names(ends[0], [row[before] for row in rows], 0, strong, _LINE / pixels, high, theme),
        *_names(ends[1], [row[after] for row in rows], 1, strong, _LINE / pixels, high, theme),
    ]
    quiet = {"color": MUTED.on(theme), "size": SMALL}
    for text, x, side in ((before_words, 0, "right"), (after_words, 1, "left")):
        shift = -_GAP if x == 0 else _GAP
        words.append(
            label(as_html(_(text)), x, 1, name="head", xref="paper", yref="paper", xanchor=side, yanchor="bottom",
                  xshift=shift, yshift=6, font=quiet)
        )  # fmt: skip
    return framed(
        theme,
        [
            _slope(row, before, after, theme, click(row, ""), is_strong=strong[one])
            for one, row in enumerate(rows)
            if row[before] and row[after]
        ],
        alt=_alt(rows, before, after, before_words, after_words),
        height=round(high * pixels) + _TOP + _BOTTOM,
        margin=(_TOP, right, _BOTTOM, left),
        xaxis={"range": [0, 1], "visible": False},
        yaxis={"range": [high + 0.5, 0.5], "visible": False},
        annotations=words,
    )


def _end(
    rows: Sequence[Row], before: str, after: str, strong: Sequence[bool], *, is_after: bool
) -> dict[int, str]:
    """The rows that have a place on one side -> what stands at it."""
    column = after if is_after else before
    found = {}
    for one, row in enumerate(rows):
        if row[column]:
            name = shortened(str(row["label"]), _NAME)
            found[one] = (
                f"{row[column]} {name}{_moved(row, before, after)}" if is_after else f"{name} {row[column]}"
            )
    return found


def _moved(row: Row, before: str, after: str) -> str:
    """By how many places a row rose or fell; "" where it stayed."""
    if not row[before]:
        return " " + _("新")
    moved = row[before] - row[after]
    return f" {'▲' if moved > 0 else '▼'}{abs(moved)}" if moved else ""


def _slope(row: Row, before: str, after: str, theme: Theme, carried: str, *, is_strong: bool) -> Trace:
    moved = row[before] - row[after]
    colour = (PLAIN if moved > 0 else _FALLING).on(theme)
    told = _("{before} → {after}").format(before=row[before], after=row[after])
    return scatter_trace(
        name=str(row["label"]),
        x=[0, 1],
        y=[row[before], row[after]],
        mode="lines+markers",
        customdata=[carried, carried],
        line={
            "color": INK.on(theme) if is_strong else colour,
            "width": 3 if is_strong else 2 if moved else 1,
            "dash": "dot" if moved < 0 else "solid",
        },
        marker={
            "size": 9,
            "opacity": 1,
            "color": INK.on(theme) if is_strong else colour,
            "line": {"color": BACKGROUNDS[theme][0], "width": 1},
        },
        hovertemplate=f"<b>{as_html(row['label'])}</b><br>{told}<extra></extra>",
        cliponaxis=False,
    )


def _names(
    texts: dict[int, str],
    places: Sequence[Any],
    x: int,
    strong: Sequence[bool],
    gap: float,
    high: int,
    theme: Theme,
) -> list[dict[str, Any]]:
    heights = spread([places[one] for one in texts], gap, 1, high)
    side, shift = ("right", -_GAP) if x == 0 else ("left", _GAP)
    found = []
    for (one, text), height in zip(texts.items(), heights, strict=True):
        written = f"<b>{as_html(text)}</b>" if strong[one] else as_html(text)
        font = {"color": INK.on(theme), "size": SMALL}
        found.append(
            label(written, x, height, name="before" if x == 0 else "after", xanchor=side, yanchor="middle",
                  xshift=shift, font=font)
        )  # fmt: skip
    return found


def _alt(rows: Sequence[Row], before: str, after: str, before_words: str, after_words: str) -> str:
    told = _("；").join(
        _("{name} {before} → {after}").format(
            name=row["label"], before=row[before] or _("无"), after=row[after] or _("无")
        )
        for row in rows
    )
    return _("斜率图，名次从{before}到{after}：{told}。").format(
        before=_(before_words), after=_(after_words), told=told
    )
