"""Summaries: what the overview says of each system, the finding of the day and a card of key figures."""

from zhiping.ui.appraisal.figures import summary_figures
from zhiping.ui.courtyards import figures as courtyard_figures
from zhiping.ui.kit import addresses, chosen, key_figures, page
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.told import Said, Told, joined, needs_person, told
from zhiping.ui.overview.exceptions import Matter
from zhiping.ui.stations import benefit_figures, load
from zhiping.ui.tickets import figures as ticket_figures
from zhiping.words import N_, _

# System -> the page that tells more, and what the link to it says.
_MORE = {
    "tickets": ("tickets/funnel", N_("看工单漏斗")),
    "stations": ("stations/map", N_("看驿站地图")),
    "courtyards": ("courtyards/indicators", N_("看小院指标")),
    "appraisal": ("appraisal/ranking", N_("看考核排名")),
}


def finding(view: View, systems: tuple[str, ...], found: list[Matter]) -> Told:
    """The day in one sentence: how much there is, and what of it needs a person."""
    whole = "、".join(_whole_told(view, system) for system in systems)
    if not found:
        return told(_("{whole}中没有需要处理的事项。"), whole=whole)
    urgent = [matter for matter in found if matter.state == "overdue"]
    parts: list[Said] = [needs_person(_("{n} 项已经逾期").format(n=len(urgent)))] if urgent else []
    if rest := len(found) - len(urgent):
        parts.append(_("{n} 项需要留意").format(n=rest))
    if "tickets" in systems and (late := view.row("tickets/key_figures")["overdue_ticket_count"]):
        parts.insert(0, needs_person(_("{n} 件工单已超时未办").format(n=numbers.count(late))))
    return told(_("{whole}中，{parts}。"), whole=whole, parts=joined("，", parts))


def _whole_told(view: View, system: str) -> str:
    if system == "tickets":
        return _("{n} 件工单").format(n=numbers.count(view.row("tickets/key_figures")["ticket_count"]))
    if system == "stations":
        return _("{n} 个驿站").format(n=numbers.count(view.row("stations/key_figures")["station_count"]))
    if system == "courtyards":
        return _("{n} 个小院").format(n=numbers.count(view.row("courtyards/key_figures")["courtyard_count"]))
    return _("{n} 个考核单位").format(n=numbers.count(view.row("appraisal/key_figures")["unit_count"]))


def draw_card(view: View, system: str) -> None:
    """A system in three figures, and the way to its pages."""
    name, label = _MORE[system]
    page.heading(page.system_name(system))
    key_figures.draw(view, _figures(view, system))
    addresses.link(name, _(label), chosen.shared(view))


def _figures(view: View, system: str) -> list[KeyFigure]:
    if system == "tickets":
        return [
            ticket_figures.closed_figure(view),
            ticket_figures.report_figure(view),
            ticket_figures.satisfied_figure(view),
        ]
    if system == "stations":
        return [load.load_figure(view), *benefit_figures.key_figures(view)[:2]]
    if system == "courtyards":
        return [
            courtyard_figures.courtyards_figure(view),
            courtyard_figures.settled_figure(view),
            courtyard_figures.silent_figure(view),
        ]
    return summary_figures(view)
