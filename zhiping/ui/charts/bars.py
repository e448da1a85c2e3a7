"""Sorted bars: which category or area has how many."""

from collections.abc import Sequence
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.charts.frame import (
    GRID,
    MUTED,
    PLAIN,
    SMALL,
    Click,
    Figure,
    Trace,
    bar_trace,
    framed,
    named,
    shortened,
    silent,
    text_width,
)
from zhiping.ui.charts.frame import label as written
from zhiping.ui.charts.funnel import state_marker
from zhiping.ui.look import numbers
from zhiping.ui.look.hypertext import as_html, coloured
from zhiping.ui.look.states import OVERDUE, Shade, Theme
from zhiping.words import N_, _, bracketed

_ROW = 30
_TOP = 26
_NAME_WIDTH = 132
_REST = Shade("#8793a5", "#5d6c80")


def _folded(
    rows: Sequence[Row],
    label: str,
    value: str,
    overdue: str | None,
    most: int,
    click: Click,
    *,
    is_sorted: bool,
) -> list[dict[str, Any]]:
    """Largest first, unless `is_sorted` already; what is beyond `most` rows becomes one row, which says how many it holds."""
    bars = [
        {
            "label": named(row[label]),
            "value": row[value],
            "overdue": (row[overdue] or 0) if overdue else 0,
            "is_rest": False,
            "click": click(row, ""),
        }
        for row in (rows if is_sorted else sorted(rows, key=lambda row: (-row[value], str(row[label]))))
    ]
    if len(bars) <= most:
        return bars
    rest = bars[most - 1 :]
    folded = {
        "label": _("其他（{n}项）").format(n=len(rest)),
        "value": sum(bar["value"] for bar in rest),
        "overdue": sum(bar["overdue"] for bar in rest),
        "is_rest": True,
        "click": "",
    }
    return [*bars[: most - 1], folded]


def _end_text(bar: dict[str, Any]) -> str:
    sign = f"  {OVERDUE.sign} {numbers.count(bar['overdue'])}" if bar["overdue"] else ""
    return numbers.decimal(bar["value"]) + sign


def _marked_end(bar: dict[str, Any], theme: Theme) -> str:
    number, sign, overdue = _end_text(bar).partition(OVERDUE.sign)
    return number + (coloured(sign + overdue, OVERDUE.text.on(theme)) if sign else "")


def _traces(bars: Sequence[dict[str, Any]], unit: str, theme: Theme) -> list[Trace]:
    places = list(range(len(bars)))
    hovers = []
    for bar in bars:
        text = f"<b>{as_html(bar['label'])}</b><br>{numbers.decimal(bar['value'])} {_(unit)}"
        if bar["overdue"]:
            text += f"<br>{_(OVERDUE.label)} {numbers.exact_count(bar['overdue'])} {_(unit)}"
        hovers.append(text + "<extra></extra>")
    shape = {"orientation": "h", "y": places, "width": 0.62, "hovertemplate": hovers}
    shape["customdata"] = [bar["click"] for bar in bars]
    traces = []
    if any(bar["overdue"] for bar in bars):
        # Red first, at the zero line, so that its lengths can be compared.
        traces.append(
            bar_trace(
                name=_(OVERDUE.label),
                x=[bar["overdue"] for bar in bars],
                marker=state_marker(OVERDUE, theme),
                **shape,
            )
        )
    colours = [(_REST if bar["is_rest"] else PLAIN).on(theme) for bar in bars]
    others = [bar["value"] - bar["overdue"] for bar in bars]
    return [*traces, bar_trace(name=_("其余"), x=others, marker={"color": colours}, **shape)]


def bars(
    rows: Sequence[Row],
    theme: Theme = "light",
    *,
    label: str,
    value: str,
    unit: str = N_("件"),
    overdue: str | None = None,
    most: int = 12,
    marked: str = "",
    is_sorted: bool = False,
    click: Click = silent,
) -> Figure | None:
    """Horizontal bars from zero, largest first (`is_sorted`: in the order of the rows), each with its number; more than `most` fold into 其他.

    `label`, `value`, `overdue`: the names of the columns; `overdue` is a part of `value`. Rows
    without a value are left out. The name that is `marked` stands in bold. None where nothing is left.
    """
    known = [row for row in rows if row[value] is not None]
    if not known:
        return None
    shown = _folded(known, label, value, overdue, most, click, is_sorted=is_sorted)
    names = [shortened(bar["label"], _NAME_WIDTH) for bar in shown]
    left = max(text_width(name) for name in names) + 10
    right = max(text_width(_end_text(bar)) for bar in shown) + 12
    yaxis = {
        "range": [len(shown) - 0.5, -0.5],
        "tickvals": list(range(len(shown))),
        "ticktext": [
            f"<b>{as_html(name)}</b> " if bar["label"] == marked else f"{as_html(name)} "
            for bar, name in zip(shown, names, strict=True)
        ],
        "showline": True,
        "linecolor": GRID.on(theme),
    }
    return framed(
        theme,
        _traces(shown, unit, theme),
        alt=_alt(shown, unit),
        height=len(shown) * _ROW + _TOP + 6,
        margin=(_TOP, right, 6, left),
        barmode="stack",
        xaxis={"range": [0, max(bar["value"] for bar in shown) or 1], "visible": False},
        yaxis=yaxis,
        annotations=_words(shown, left, unit, theme),
    )


def _words(shown: Sequence[dict[str, Any]], left: int, unit: str, theme: Theme) -> list[dict[str, Any]]:
    ends = [
        written(_marked_end(bar, theme), bar["value"], place, xanchor="left", yanchor="middle", xshift=4)
        for place, bar in enumerate(shown)
    ]
    head = _("单位：{unit}").format(unit=_(unit))
    if any(bar["overdue"] for bar in shown):
        head += "　" + coloured(
            f"{OVERDUE.sign} " + _("其中{what}").format(what=_(OVERDUE.label)), OVERDUE.text.on(theme)
        )
    at_top = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "xshift": -left}
    font = {"color": MUTED.on(theme), "size": SMALL}
    return [*ends, written(head, 0, 1, name="unit", font=font, **at_top)]


def _alt(shown: Sequence[dict[str, Any]], unit: str) -> str:
    told = []
    for bar in shown:
        text = f"{bar['label']} {numbers.decimal(bar['value'])}"
        if bar["overdue"]:
            text += bracketed(f"{_(OVERDUE.label)} {numbers.count(bar['overdue'])}")
        told.append(text)
    return _("横条图，从多到少（{unit}）：{told}。").format(unit=_(unit), told=_("；").join(told))
