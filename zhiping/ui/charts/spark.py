"""The spark line: how a key figure came to be what it is, in the height of two lines of text."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from zhiping.ui.charts.frame import INK, MUTED, PLAIN, SMALL, framed, label, plain, text_width
from zhiping.ui.look import numbers
from zhiping.ui.look.states import Theme
from zhiping.words import N_, _

_HEIGHT = 84
_TOP_AND_BOTTOM = 24


def _marked_places(values: Sequence[float | None]) -> dict[str, int]:
    """Where the first, last, highest and lowest value stand; the latest of equals."""
    known = [place for place, value in enumerate(values) if value is not None]
    return {
        "first": known[0],
        "last": known[-1],
        "highest": max(known, key=lambda place: (values[place], place)),
        "lowest": min(known, key=lambda place: (values[place], -place)),
    }


def _is_alone(values: Sequence[float | None], place: int) -> bool:
    """Whether no line leads to or from this value, so that only a dot can show it."""
    before = values[place - 1] if place else None
    after = values[place + 1] if place + 1 < len(values) else None
    return before is None and after is None


def _y_range(values: Sequence[float | None], is_share: bool) -> tuple[float, float]:
    known = [value for value in values if value is not None]
    low, high = (min(known) if is_share else min(0, *known)), max(known)
    return (low, high) if high > low else (low - 1, high + 1)


def spark(
    values: Sequence[float | None],
    theme: Theme = "light",
    *,
    unit: str = N_("件"),
    is_share: bool = False,
) -> go.Figure | None:
    """A small line with its first, last, highest and lowest value written beside it.

    Counts start at zero; shares (`is_share`, 0 to 1, written as %) do not, so that a change of a
    few points is seen. None where no value is known; an unknown one in between breaks the line.
    """
    if not any(value is not None for value in values):
        return None
    places = _marked_places(values)
    words = {
        name: (numbers.share if is_share else numbers.decimal)(values[place])
        for name, place in places.items()
    }
    low, high = _y_range(values, is_share)
    one = places["first"] == places["last"]
    figure = framed(
        theme,
        alt=_alt(values, words, "" if is_share else unit),
        height=_HEIGHT,
        margin=(
            _TOP_AND_BOTTOM,
            text_width(words["last"]) + 10,
            _TOP_AND_BOTTOM,
            text_width(words["first"], SMALL) + 8,
        ),
    )
    told = [(numbers.share if is_share else numbers.decimal)(value) for value in values]
    figure.add_trace(
        go.Scatter(
            x=list(range(len(values))),
            y=list(values),
            mode="lines+markers",
            line={"color": PLAIN.on(theme), "width": 2},
            marker={
                "color": PLAIN.on(theme),
                "size": [
                    6 if place in places.values() or _is_alone(values, place) else 0
                    for place in range(len(values))
                ],
                "opacity": 1,
                "line": {"width": 0},
            },
            cliponaxis=False,
            hovertemplate=[f"{plain(text)} {'' if is_share else _(unit)}<extra></extra>" for text in told],
        )
    )
    last = max(len(values) - 1, 1)
    figure.update_xaxes(visible=False, range=[0, last])
    figure.update_yaxes(visible=False, range=[low, high])
    figure.update_layout(annotations=_words(values, places, words, one, last, theme))
    return figure


def _words(
    values: Sequence[float | None],
    places: dict[str, int],
    words: dict[str, str],
    one: bool,
    last: int,
    theme: Theme,
) -> list[dict[str, Any]]:
    quiet = {"color": MUTED.on(theme), "size": SMALL}
    loud = {"color": INK.on(theme)}

    def at(name: str, **options: Any) -> dict[str, Any]:
        place = places[name]
        return label(plain(words[name]), place, values[place], name=name, **options)

    found = [at("last", xanchor="left", yanchor="middle", xshift=6, font=loud)]
    if not one:
        found.append(at("first", xanchor="right", yanchor="middle", xshift=-6, font=quiet))
    for name, yanchor in (("highest", "bottom"), ("lowest", "top")):
        # Written away from the nearer end, where the first or the last value stands.
        is_left = places[name] * 2 < last
        if places[name] not in (places["first"], places["last"]) and words["highest"] != words["lowest"]:
            side = {"xanchor": "left", "xshift": -6} if is_left else {"xanchor": "right", "xshift": 6}
            found.append(
                at(name, yanchor=yanchor, yshift=3 if yanchor == "bottom" else -3, font=quiet, **side)
            )
    return found


def _alt(values: Sequence[float | None], words: dict[str, str], unit: str) -> str:
    return _("走势，{n}个时段从{first}到{last}，最高{highest}，最低{lowest}{unit}。").format(
        n=len(values), unit=_("（{unit}）").format(unit=_(unit)) if unit else "", **words
    )
