"""The funnel: how many reached each stage, and in which state."""

from collections.abc import Sequence
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import (
    MUTED,
    PLAIN,
    SMALL,
    Click,
    Figure,
    Trace,
    bar_trace,
    framed,
    label,
    pattern_over,
    shortened,
    silent,
    text_width,
)
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html, coloured
from zhiping.ui.look.states import LATE, ON_TIME, STATES, UNRECORDED, State, Theme
from zhiping.words import N_, _, bracketed

_ROW = 54  # pixels a stage: a line of words above its bar, so that nothing is cut on a phone
_BAR = 0.40
_KEY_LINE = 22
_GAP = 6
# Who reached a stage that has a limit; whoever did not has no place in a bar of those who did.
_REACHED = (ON_TIME, LATE)
_PHONE = 358  # pixels a line of words may take: a phone of 390 less the page's edges


def _count(row: Row, state: State) -> int:
    return row.get(f"{state.key}_count") or 0


def _has_states(row: Row) -> bool:
    return any(row.get(f"{state.key}_count") is not None for state in STATES)


def _is_unrecorded(row: Row) -> bool:
    """No file had this stage: its 0 says nothing."""
    return row.get("recorded_count") == 0


def _length(row: Row) -> int:
    """How many reached the stage, of those to which it applies."""
    return sum(_count(row, state) for state in _REACHED) if _has_states(row) else row["ticket_count"]


def _reached_words(row: Row) -> str:
    return _(UNRECORDED.label) if _is_unrecorded(row) else numbers.exact_count(_length(row))


def _rate_words(row: Row, first: Row) -> str:
    if _is_unrecorded(row):
        return ""
    if _has_states(row):
        judged = sum(row.get(f"{key}_count") or 0 for key in ("on_time", "late", "overdue"))
        return _("按时 {rate}").format(rate=numbers.rate(row.get("on_time_count") or 0, judged))
    if row is first:
        return ""
    return _("占{first} {share}").format(
        first=first["label"], share=numbers.brief_rate(row["ticket_count"], first["ticket_count"])
    )


def _hover(row: Row, words: str, number: int, share: float | None) -> str:
    lines = [f"<b>{as_html(row['label'])}</b>", f"{as_html(words)} {numbers.exact_count(number)}"]
    if share is not None:
        lines[-1] += bracketed(as_html(numbers.share(share)))
    return "<br>".join(lines) + "<extra></extra>"


def state_marker(state: State, theme: Theme) -> dict[str, Any]:
    """The marker of a bar in `state`: its colour and its pattern."""
    colour = state.colour.on(theme)
    if not state.is_hollow:
        # An edge around it would swallow a part that is only a few pixels long.
        return {"color": colour, "pattern": pattern_over(state.pattern, theme)}
    pattern = {"shape": state.pattern, "fillmode": "replace", "fgcolor": colour}
    return {"color": colour, "pattern": pattern, "line": {"color": colour, "width": 1}}


def _key_lines(states: Sequence[State], theme: Theme) -> list[str]:
    """The states in the picture, sign and word in their colour, in lines no wider than a phone."""
    lines: list[str] = []
    used = _PHONE + 1
    for state in states:
        words = f"{state.sign} {_(state.label)}"
        width = text_width(words + "  ", SMALL)
        if used + width > _PHONE:
            lines.append("")
            used = 0
        lines[-1] += ("　" if lines[-1] else "") + coloured(as_html(words), state.text.on(theme))
        used += width
    return lines


def _state_bar(rows: Sequence[Row], state: State, theme: Theme, click: Click) -> Trace:
    totals = [_length(row) for row in rows]
    return bar_trace(
        name=_(state.label),
        orientation="h",
        x=[_count(row, state) for row in rows],
        y=[index + 0.17 for index in range(len(rows))],
        width=_BAR,
        marker=state_marker(state, theme),
        customdata=[click(row, state.key) for row in rows],
        hovertemplate=[
            _hover(row, _(state.label), _count(row, state), _count(row, state) / total if total else None)
            for row, total in zip(rows, totals, strict=True)
        ],
    )


def _plain_bar(rows: Sequence[Row], theme: Theme, click: Click) -> Trace:
    return bar_trace(
        name=_("到达"),
        orientation="h",
        x=[0 if _has_states(row) else row["ticket_count"] for row in rows],
        y=[index + 0.17 for index in range(len(rows))],
        width=_BAR,
        marker={"color": PLAIN.on(theme)},
        customdata=[click(row, "") for row in rows],
        hovertemplate=[_hover(row, _("到达"), row["ticket_count"], row.get("first_share")) for row in rows],
    )


def funnel(
    stages: Sequence[Row], theme: Theme = "light", *, unit: str = N_("件"), click: Click = silent
) -> Figure | None:
    """How many reached each stage, in the order given; stages with a limit are split by whether in time.

    Row: label, ticket_count, first_share (0-1 or None) and, for stages with a limit, `<state>_count` for each state
    (all None for a stage without): their bar is as long as the tickets to which the limit applies and that met the
    stage, in time or late. None without rows.
    """
    if not stages:
        return None
    first = stages[0]
    present = [state for state in _REACHED if any(_count(row, state) for row in stages)]
    key = _key_lines(present, theme)
    longest = max(map(_length, stages))
    alt = _("；").join(
        " ".join(
            [
                row["label"],
                _reached_words(row),
                "" if _is_unrecorded(row) else _(unit),
                _rate_words(row, first),
            ]
        ).strip()
        for row in stages
    )
    return framed(
        theme,
        [*(_state_bar(stages, state, theme, click) for state in present), _plain_bar(stages, theme, click)],
        alt=_("横条图，各环节到达数：{stages}。").format(stages=alt),
        height=len(key) * _KEY_LINE + len(stages) * _ROW + 8,
        margin=(len(key) * _KEY_LINE + 4, 2, 4, 2),
        barmode="stack",
        xaxis={"range": [0, longest or 1], "visible": False},
        yaxis={"range": [len(stages) - 0.5, -0.5], "visible": False},
        annotations=_words(stages, key, theme, unit),
    )


def _words(stages: Sequence[Row], key: Sequence[str], theme: Theme, unit: str) -> list[dict[str, Any]]:
    first = stages[0]
    above = {"xref": "paper", "yref": "y", "yanchor": "bottom"}
    words = []
    for index, row in enumerate(stages):
        rate = _rate_words(row, first)
        reached = _reached_words(row) + (f" {_(unit)}" if row is first else "")
        name = shortened(row["label"], _PHONE - _GAP - text_width(f"　{reached}{rate}"))
        words.append(
            label(f"<b>{as_html(name)}</b>　{reached}", 0, index - 0.06, xanchor="left", xshift=-2, **above)
        )
        if rate:
            colour = {} if _has_states(row) else {"font": {"color": MUTED.on(theme)}}
            words.append(label(as_html(rate), 1, index - 0.06, xanchor="right", xshift=2, **above, **colour))
    if key:
        at_top = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left"}
        words.append(label("<br>".join(key), 0, 1, name="key", font={"size": SMALL}, **at_top))
    return words
