"""The filter of the courtyard pages that stands in the page itself."""

from zhiping.contracts.courtyards import SILENT_DAYS
from zhiping.ui.kit import filterbar
from zhiping.ui.kit.view import View
from zhiping.words import _


def draw_silent(view: View) -> int:
    """How many days without activity make a courtyard silent; the days chosen."""
    return filterbar.draw_numbers(
        view, "silent", _("长期无活动"), SILENT_DAYS, lambda days: _("{days} 天没有活动").format(days=days)
    )
