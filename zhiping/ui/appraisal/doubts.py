"""What may be asked of how appraisal data are reported: values carried over from the term before."""

from zhiping.ui.kit.carried_over import carried_over
from zhiping.ui.kit.view import View
from zhiping.ui.look.matter import Matter
from zhiping.words import _

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
    return carried_over(
        view,
        "appraisal/copied_units",
        "appraisal/copied_rows",
        key="unit_id",
        name="unit_name",
        page="appraisal/ranking",
        columns=COLUMNS,
        opens=("appraisal/unit", "office", "unit_id"),
        brief=_("{n} 个单位的考核数据九成以上与上期相同"),
        asks=_("确实没有变化，还是沿用了上期？"),
    )
