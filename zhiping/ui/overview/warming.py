"""Warming: what the first page will need, done while its viewer's browser is still loading."""

from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.ui.kit import addresses, dataline, period_choice
from zhiping.ui.kit.systems import areas_with_rows, cards
from zhiping.ui.kit.view import View
from zhiping.ui.overview import quality


def warm() -> None:
    """Ask what the first page will ask: the answers are kept, and what is said of them is thrown away."""
    # On behalf of the process: nobody is at a screen yet, and answers are kept for all who may see as much.
    view = View(addresses.OVERVIEW, Access(DEMO_USER), serving.store().versions.number())
    serving.needs_sign_in()  # where there are accounts, what reads them is imported now
    view.rows("uploads/state")
    view.rows("areas/tree")
    areas_with_rows(view)
    there = [system for system in cards() if view.row(dataline.question_of(system.name))["row_count"]]
    quality.found(view, there)
    for system in there:
        system.exceptions(view)
        system.coming(view)
        system.whole(view)
        system.figures(period_choice.opened(view, system))
