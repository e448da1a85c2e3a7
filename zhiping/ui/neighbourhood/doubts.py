"""What may be asked of how the use of venues is reported: visits carried over from the month before."""

from zhiping.ui.kit.carried_over import carried_over
from zhiping.ui.kit.view import View
from zhiping.ui.look.matter import Matter
from zhiping.ui.neighbourhood.venues import OPENS, PAGE
from zhiping.words import _

COLUMNS = (
    "venue_name",
    "earlier_month",
    "earlier_visit_count",
    "month",
    "visit_count",
    "is_equal",
    "source_sheet",
    "source_row",
)


def doubts(view: View) -> list[Matter]:
    """Venues of which nearly all months report as many visits as the month before."""
    return carried_over(
        view,
        "neighbourhood/copied_venues",
        "neighbourhood/copied_visits",
        key="venue_id",
        name="venue_name",
        page=PAGE,
        columns=COLUMNS,
        opens=OPENS,
        brief=_("{n} 个阵地的到访人次九成以上与上月相同"),
        asks=_("确实没有变化，还是沿用了上月？"),
    )
