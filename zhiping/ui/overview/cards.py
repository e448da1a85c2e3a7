"""What the overview says of all systems together: the finding of the day, and a card of key figures each."""

from collections.abc import Sequence

from zhiping.ui.kit import addresses, chosen, key_figures, page
from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.ui.look.matter import Matter
from zhiping.ui.look.told import Said, Told, joined, needs_person, told
from zhiping.words import _


def finding(view: View, systems: Sequence[Card], found: Sequence[Matter]) -> Told:
    """The day in one sentence: how much there is, and what of it needs a person."""
    whole = "、".join(system.whole(view) for system in systems)
    if not found:
        return told(_("{whole}中没有需要处理的事项。"), whole=whole)
    parts: list[Said] = [said for system in systems if (said := system.urgent(view))]
    urgent = sum(matter.state == "overdue" for matter in found)
    if urgent:
        parts.append(needs_person(_("{n} 项已经逾期").format(n=urgent)))
    if rest := len(found) - urgent:
        parts.append(_("{n} 项需要留意").format(n=rest))
    return told(_("{whole}中，{parts}。"), whole=whole, parts=joined("，", parts))


def draw_card(view: View, system: Card) -> None:
    """A system in its figures, and the way to its pages."""
    name, label = system.more
    page.heading(system.label)
    key_figures.draw(view, system.figures(view))
    addresses.link(name, _(label), chosen.shared(view))
