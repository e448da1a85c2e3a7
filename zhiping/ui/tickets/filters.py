"""The filter of the ticket pages that stands in the page itself."""

from zhiping.contracts.tickets import NEAR_HOURS
from zhiping.ui.kit import filterbar
from zhiping.ui.kit.view import View
from zhiping.words import _


def draw_within(view: View) -> int:
    """How many hours ahead to look; the hours chosen."""
    return filterbar.draw_numbers(
        view, "within", _("预警"), NEAR_HOURS, lambda hours: _("{hours} 小时内").format(hours=hours)
    )
