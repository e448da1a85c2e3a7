"""What may be asked of how appraisal data are reported: values carried over from the term before."""

from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.matter import Matter, Things
from zhiping.words import _

MOST_UNITS = 3
COLUMNS = (
    "unit_name",
    "indicator_name",
    "earlier_year",
    "earlier_term",
    "earlier_value",
    "year",
    "term",
    "value",
    "is_equal",
    "source",
    "source_sheet",
    "source_row",
)


def doubts(view: View) -> list[Matter]:
    """Units of which nearly all values equal those of the term before."""
    units = [row for row in view.rows("appraisal/copied_units") if row["is_copied"]]
    if not units:
        return []
    ids = {row["unit_id"] for row in units}
    brief = _("{n} 个单位的考核数据九成以上与上期相同").format(n=numbers.exact_count(len(units)))
    told = _("、").join(
        _("{unit} {rate}").format(unit=row["unit_name"], rate=f"{row['equal_count']}/{row['both_count']}")
        for row in units[:MOST_UNITS]
    )
    things = Things(
        "appraisal/copied_rows",
        lambda: [row for row in view.rows("appraisal/copied_rows") if row["unit_id"] in ids],
        "unit_id",
        COLUMNS,
        ("appraisal/unit", "office", "unit_id"),
    )
    more = told + _("；") + _("确实没有变化，还是沿用了上期？")
    return [Matter("copied", "fault", brief, "appraisal/ranking", len(units), more=more, things=things)]
