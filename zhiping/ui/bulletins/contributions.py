"""What each system puts into a bulletin: `PARTS` of zhiping/ui/<system>/bulletin.py, found by walking.

`PARTS`: page -> what it tells, a generator of parts (zhiping/ui/kit/bulletin.py) made with the page's own functions.
A system without such a file is told by its card: the figures of 今日态势.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec

from zhiping import ui
from zhiping.ui.kit.bulletin import Part
from zhiping.ui.kit.systems import Card, card_of, cards
from zhiping.ui.kit.view import View

Chapters = Mapping[str, Callable[[View], Iterator[Part]]]


def chapters_of(system: Card) -> Chapters:
    """The pages of a system that a bulletin tells of, in the order of their file."""
    name = f"{ui.__name__}.{system.name}.bulletin"
    if find_spec(name) is None:
        return {system.more[0]: lambda view: iter(system.figures(view))}
    found: Chapters = import_module(name).PARTS
    return found


def named(view: View) -> tuple[Card, ...]:
    """The systems that the address names; all where it names none."""
    wanted = view.filters.get("systems", "").split(",")
    found = tuple(one for name in wanted if (one := card_of(name)))
    return found or cards()
