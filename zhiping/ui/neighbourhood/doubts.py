"""What may be asked of how the use of venues is reported: visits carried over from the month before."""

from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.matter import Matter, Things
from zhiping.ui.neighbourhood.venues import OPENS, PAGE
from zhiping.words import _

MOST_VENUES = 3
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
    venues = [row for row in view.rows("neighbourhood/copied_venues") if row["is_copied"]]
    if not venues:
        return []
    ids = {row["venue_id"] for row in venues}
    brief = _("{n} 个阵地的到访人次九成以上与上月相同").format(n=numbers.exact_count(len(venues)))
    told = _("、").join(
        _("{unit} {rate}").format(unit=row["venue_name"], rate=f"{row['equal_count']}/{row['both_count']}")
        for row in venues[:MOST_VENUES]
    )
    things = Things(
        "neighbourhood/copied_visits",
        lambda: [row for row in view.rows("neighbourhood/copied_visits") if row["venue_id"] in ids],
        "venue_id",
        COLUMNS,
        OPENS,
    )
    more = told + _("；") + _("确实没有变化，还是沿用了上月？")
    return [Matter("copied", "fault", brief, PAGE, len(venues), more=more, things=things)]
