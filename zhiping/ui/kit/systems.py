"""The systems on screen, found by walking zhiping/ui: `SYSTEM` of zhiping/ui/<system>/ is its card.

What is shared asks here and names none of them. A page imports its own system; only what is about all of
them (今日态势, its warming) brings in all.
"""

import pkgutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module

from zhiping import ui
from zhiping.asking.questions import questions
from zhiping.contracts import SYSTEMS
from zhiping.rules.periods import Period, quarter_so_far
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.coming import Coming
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.matter import Matter
from zhiping.ui.look.watched import Watched
from zhiping.words import _


def _nothing(_view: View) -> str:
    return ""


def _none(_view: View) -> None:
    return None


@dataclass(frozen=True)
class Control:
    """A widget that only one system has. `draw` draws it; `told`: what is chosen, in words, "" for nothing."""

    draw: Callable[[View], None]
    told: Callable[[View], str]


@dataclass(frozen=True)
class Announced:
    """Our own count of what is announced: the page whose figure it is, and where the count stands.

    `column` of the rows of `question` that hold the values of `where`: summed, or for percentages the one value
    that they share. A column of shares (0-1) is a percentage.
    """

    page: str
    question: str
    column: str
    where: Mapping[str, str] = field(default_factory=dict)
    is_percent: bool = False

    def own(self, view: View) -> float | None:
        """Our count under a view's filters, a percentage from 0 to 100; None where there is nothing to count."""
        found = [
            row[self.column]
            for row in view.rows(self.question)
            if row[self.column] is not None and all(row[name] == value for name, value in self.where.items())
        ]
        if not self.is_percent:
            return sum(found) if found else None
        if len(set(found)) != 1:
            return None
        return float(found[0]) * (100 if self.column.endswith("_share") else 1)

    def number(self, value: float) -> str:
        """The value as a sentence says it."""
        return f"{numbers.decimal(value)}%" if self.is_percent else numbers.exact_count(round(value))


@dataclass(frozen=True)
class Card:
    """One system as 今日态势 and the kit know it. What it says is plain values; nothing is drawn here.

    `name`: its word in every layer. `whole`: how much there is of it ("524 件工单"). `figures`: at most four; `exceptions`: what is not
    as it should be. `more`: the page that tells more and what the link to it says.

    `value_words`: column -> its values that are keys -> what they are called (what columns are called is in zhiping/labels).
    `decimals`: column -> how many decimals its tables show at most.

    `usual_period`: the period that its pages open on, as seen on the last day that all data reach.

    `controls`: filter -> the widget that only this system has. `why_nothing`: why a reader sees none of its
    rows though there may be some. `announced`: the measures of 公布数字 that it counts itself.
    `watched`: the counts of <system>/key_figures whose change since the last look is told; only where those figures take
    a moment can it be said whether it happened since or was put right.
    `doubts`: what may be wrong with how its rows were reported, each worded as a question; asked of the last year (see
    matters.doubts).
    `coming`: the limits that fall within the next hours; None where it has none that are told by the hour.
    """

    name: str
    whole: Callable[[View], str]
    figures: Callable[[View], Sequence[KeyFigure]]
    exceptions: Callable[[View], Sequence[Matter]]
    more: tuple[str, str]
    value_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    decimals: Mapping[str, int] = field(default_factory=dict)
    usual_period: Callable[[date], Period] = quarter_so_far
    controls: Mapping[str, Control] = field(default_factory=dict)
    why_nothing: Callable[[View], str] = _nothing
    announced: Mapping[str, Announced] = field(default_factory=dict)
    coming: Callable[[View], Coming | None] = _none
    watched: Sequence[Watched] = ()
    doubts: Callable[[View], Sequence[Matter]] = lambda _view: ()

    @property
    def label(self) -> str:
        """What the system is called, in the language spoken now."""
        return _(SYSTEMS[self.name].label)


@cache
def _names() -> tuple[str, ...]:
    """The packages of zhiping/ui that may be systems: those of a contract, in the order of the menu."""
    packages = {module.name for module in pkgutil.iter_modules(ui.__path__) if module.ispkg}
    in_menu = dict.fromkeys(page.split("/")[0] for page in PAGES)
    known = dict.fromkeys((*in_menu, *sorted(SYSTEMS)))
    return tuple(name for name in known if name in packages and name in SYSTEMS)


@cache
def card_of(system: str) -> Card | None:
    """The card of a system; None for what is none: 今日态势, the uploads."""
    if system not in _names():
        return None
    found: Card | None = getattr(import_module(f"{ui.__name__}.{system}"), "SYSTEM", None)
    return found


def cards() -> tuple[Card, ...]:
    """The cards of all systems, in the order of the menu."""
    return tuple(card for card in map(card_of, _names()) if card)


def of_page(view: View) -> tuple[Card, ...]:
    """The systems that a page is about: its own, or all of them where it has none."""
    own = card_of(view.system)
    return (own,) if own else cards()


def areas_with_rows(view: View) -> Mapping[str, int]:
    """The codes of the areas at which the systems of a page have rows -> how many; what a system does not tell is left out."""
    found: Counter[str] = Counter()
    for system in of_page(view):
        if (name := f"{system.name}/areas_with_rows") in questions():
            found.update({row["area_code"]: row["row_count"] for row in view.rows(name)})
    return found
