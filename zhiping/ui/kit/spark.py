"""The spark line: how a key figure came to be what it is, in the height of two lines of text.

SVG written by hand, so that a page of key figures asks the browser for no charting library. Streamlit
lets it through `st.markdown` only (`st.html` drops it), and only on one line: a blank one would end it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from zhiping.ui.look import numbers
from zhiping.words import N_, _

HEIGHT = 56  # pixels; the line has the middle 24, a word of 12 fits above and below
_TOP, _BOTTOM = 16, 40
_DOT = 3
SMALL_HEIGHT = 16  # pixels, of the line without words
_SMALL_DOT = 2.5
# Pixels of a character in the small size: a Chinese one is a square, a digit a good half of it.
_SQUARE, _NARROW = 12, 7.5


@dataclass(frozen=True)
class Spark:
    """A line, ready to draw. `places`: where "first", "last", "highest" and "lowest" stand, the latest of equals.

    `words`: these four as text; `told`: every value as text with its unit, None where it is not known.
    """

    values: tuple[float | None, ...]
    places: dict[str, int]
    words: dict[str, str]
    told: tuple[str | None, ...]
    low: float
    high: float
    alt: str

    @property
    def is_course(self) -> bool:
        """Whether the line says something without a word: three values at least, and no gap between them."""
        known = [value is not None for value in self.values[self.places["first"] : self.places["last"] + 1]]
        return len(known) > 2 and all(known)

    @property
    def is_line(self) -> bool:
        """Whether there are three values: of two each rise is a straight line, and one alone is none."""
        return sum(value is not None for value in self.values) > 2

    @property
    def named(self) -> list[str]:
        """Which of the four are written: none twice, and no highest and lowest where all are equal."""
        found = ["last"] if self.places["first"] == self.places["last"] else ["first", "last"]
        ends = {self.places["first"], self.places["last"]}
        if self.words["highest"] != self.words["lowest"]:
            found += [name for name in ("highest", "lowest") if self.places[name] not in ends]
        return found

    def x(self, place: int) -> float:
        """How far right a value stands, 0 to 100."""
        return round(100 * place / max(len(self.values) - 1, 1), 2)

    def y(self, value: float) -> float:
        """How far down a value stands, in pixels."""
        return round(_BOTTOM - (value - self.low) / (self.high - self.low) * (_BOTTOM - _TOP), 2)


def spark_of(values: Sequence[float | None], *, unit: str = N_("件"), is_share: bool = False) -> Spark | None:
    """The line of these values. None where no value is known; an unknown one in between breaks the line.

    Counts start at zero; shares (`is_share`, 0 to 1, written as %) do not, so that a change of a few
    points is seen.
    """
    known = [place for place, value in enumerate(values) if value is not None]
    if not known:
        return None
    places = {
        "first": known[0],
        "last": known[-1],
        "highest": max(known, key=lambda place: (values[place], place)),
        "lowest": min(known, key=lambda place: (values[place], -place)),
    }
    written = numbers.share if is_share else numbers.decimal
    words = {name: written(values[place]) for name, place in places.items()}
    low, high = _range([value for value in values if value is not None], is_share)
    of_what = "" if is_share else _(unit)
    told = tuple(None if value is None else f"{written(value)} {of_what}".strip() for value in values)
    alt = _("走势，{n}个时段从{first}到{last}，最高{highest}，最低{lowest}{unit}。").format(
        n=len(values), unit=_("（{unit}）").format(unit=of_what) if of_what else "", **words
    )
    return Spark(tuple(values), places, words, told, low, high, alt)


def _range(known: Sequence[float], is_share: bool) -> tuple[float, float]:
    low, high = (min(known) if is_share else min(0, *known)), max(known)
    return (low, high) if high > low else (low - 1, high + 1)


def html_of(one: Spark) -> str:
    """The line as HTML on one line, as wide as its card; zhiping/ui/browser/page.css gives its words their size.

    Three pictures side by side: the first value, the line, the last value. Only the line is stretched to
    the width, by a picture of its own inside, so that words and dots keep their shape at every width.
    """
    first = one.words["first"] if "first" in one.named else ""
    return (
        f'<div class="zp-spark" role="img" aria-label="{escape(one.alt)}">'
        f"{_end(first, one.y(_value(one, 'first')), x='100%', anchor='end', cls='zp-quiet')}"
        f'<svg class="zp-line" height="{HEIGHT}" aria-hidden="true">'
        f'<svg viewBox="0 0 100 {HEIGHT}" width="100%" height="{HEIGHT}" preserveAspectRatio="none">'
        f"{''.join(_lines(one))}</svg>{''.join(_dots(one))}{''.join(_inner_words(one))}"
        f"{''.join(_tips(one))}</svg>"
        f"{_end(one.words['last'], one.y(_value(one, 'last')), x='0', anchor='start', cls='zp-loud')}</div>"
    )


def small_html_of(one: Spark) -> str:
    """The line alone, in the height of one line of text: for where its last value and its change are written beside it."""
    scale = SMALL_HEIGHT / (_BOTTOM - _TOP)
    last = (one.y(_value(one, "last")) - _TOP) * scale
    return (
        f'<div class="zp-spark zp-small" role="img" aria-label="{escape(one.alt)}">'
        f'<svg class="zp-line" height="{SMALL_HEIGHT}" aria-hidden="true">'
        f'<svg viewBox="0 {_TOP} 100 {_BOTTOM - _TOP}" width="100%" height="{SMALL_HEIGHT}" '
        f'preserveAspectRatio="none" overflow="visible">{"".join(_lines(one))}</svg>'
        f'<circle cx="{one.x(one.places["last"]):g}%" cy="{last:g}" r="{_SMALL_DOT}" fill="currentColor"></circle>'
        "</svg></div>"
    )


def _value(one: Spark, name: str) -> float:
    value = one.values[one.places[name]]
    assert value is not None, "a named place has a value"
    return value


def _end(word: str, y: float, *, x: str, anchor: str, cls: str) -> str:
    width = round(sum(_SQUARE if ord(letter) > 0x2000 else _NARROW for letter in word))
    return (
        f'<svg width="{width}" height="{HEIGHT}" aria-hidden="true">'
        f'<text class="{cls}" x="{x}" y="{y + 4}" text-anchor="{anchor}">{escape(word)}</text></svg>'
    )


def _runs(values: Sequence[float | None]) -> list[list[int]]:
    """The places of values that follow each other without a gap."""
    runs: list[list[int]] = []
    for place, value in enumerate(values):
        if value is not None:
            if place and runs and runs[-1][-1] == place - 1:
                runs[-1].append(place)
            else:
                runs.append([place])
    return runs


def _at(one: Spark, place: int) -> tuple[float, float]:
    value = one.values[place]
    assert value is not None, "only known values are drawn"
    return one.x(place), one.y(value)


def _lines(one: Spark) -> list[str]:
    found = []
    for run in _runs(one.values):
        if len(run) > 1:
            points = " ".join("{:g},{:g}".format(*_at(one, place)) for place in run)
            found.append(
                f'<polyline points="{points}" fill="none" stroke="currentColor" stroke-width="2" '
                'stroke-linejoin="round" vector-effect="non-scaling-stroke"></polyline>'
            )
    return found


def _dots(one: Spark) -> list[str]:
    # A value without neighbours has no line and is seen by its dot alone.
    alone = {run[0] for run in _runs(one.values) if len(run) == 1}
    places = sorted({*one.places.values(), *alone})
    return [
        '<circle cx="{:g}%" cy="{:g}" r="{}" fill="currentColor"></circle>'.format(*_at(one, place), _DOT)
        for place in places
    ]


def _inner_words(one: Spark) -> list[str]:
    found = []
    for name in one.named:
        if name in ("highest", "lowest"):
            x, y = _at(one, one.places[name])
            # Written away from the nearer end, where the first or the last value stands.
            anchor = "start" if one.places[name] * 2 < len(one.values) - 1 else "end"
            below = y + 15 if name == "lowest" else y - 6
            found.append(
                f'<text class="zp-quiet" x="{x:g}%" y="{below:g}" text-anchor="{anchor}">'
                f"{escape(one.words[name])}</text>"
            )
    return found


def _tips(one: Spark) -> list[str]:
    """A clear strip over each known value, whose title the browser shows under the pointer."""
    wide = round(100 / len(one.values), 2)
    return [
        f'<rect x="{max(one.x(place) - wide / 2, 0):g}%" y="0" width="{wide:g}%" height="{HEIGHT}" '
        f'fill="transparent"><title>{escape(told)}</title></rect>'
        for place, told in enumerate(one.told)
        if told is not None
    ]
