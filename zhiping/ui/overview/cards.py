"""What the overview says of all systems together: the finding of the day, and a card of key figures each."""

from collections.abc import Sequence

from zhiping.ui.kit import addresses, chosen, dataline, key_figures, page, period_choice
from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.matter import URGENCY, Matter
from zhiping.ui.look.told import Told, as_told, joined, needs_person
from zhiping.words import _

MOST_NAMED = 3  # of what is not urgent, one a system: the list below names all


def finding(view: View, systems: Sequence[Card], found: Sequence[Matter]) -> Told:
    """The day in one sentence: as of when, what is overdue, and what comes next."""
    reached = [reach[1] for system in systems if (reach := dataline.reach(view, system))]
    moment = _("截至{day}").format(day=numbers.day(min(reached))) if reached else ""
    late = [needs_person(matter.brief) for matter in found if matter.state == URGENCY[0]]
    next_of: dict[str, str] = {}
    for matter in found:
        if matter.state == URGENCY[1]:
            next_of.setdefault(matter.page.split("/")[0], matter.brief)
    rest = list(next_of.values())[:MOST_NAMED]
    if not found:
        whole = "、".join(system.whole(view) for system in systems)
        return joined("，", [moment, _("{whole}中没有需要处理的事项").format(whole=whole)]) + "。"
    told = joined("，", late) if late else as_told(_("没有已经逾期的事项"))
    return joined("，", [moment, joined("；", [told, joined("，", rest)])]) + "。"


def draw_card(view: View, system: Card) -> None:
    """A system in its figures, of the period that its pages open on, and the way to them."""
    name, label = system.more
    page.heading(system.label)
    opened = period_choice.opened(view, system)
    key_figures.draw(opened, system.figures(opened))
    addresses.link(name, _(label), chosen.shared(view))
