"""What 今日态势 says of the appraisal: how many units, its figures, and what is not as it should be."""

from zhiping.access.permissions import may_see_people
from zhiping.ui.appraisal import outcomes, sentences
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.matter import Matter, Things
from zhiping.words import _

MOST_UNITS = 3


def whole_told(view: View) -> str:
    """How many units are under appraisal, as a part of a sentence."""
    return _("{n} 个考核单位").format(
        n=numbers.count(view.row("appraisal/key_figures", "unit_count")["unit_count"])
    )


def why_nothing(view: View) -> str:
    """Why who sees only a part of an area sees no appraisal; "" for who sees all."""
    if not view.access.areas:
        return ""
    return _("考核由制定方案的地区整组排名，您的查看范围不含整组，所以这里不显示。请联系上级查看。")


def exceptions(view: View) -> list[Matter]:
    """Rectification past its date, units that cannot be ranked, and schemes that do not agree."""
    found = []
    if may_see_people(view.access):
        late = view.row("appraisal/outcome_key_figures", "overdue_count")["overdue_count"]
        if late:
            text = _("{n} 个考核整改问题已过时限没有完成").format(n=numbers.count(late))
            things = Things(
                "appraisal/rectification_rows",
                lambda: [
                    row for row in view.rows("appraisal/rectification_rows") if row["state"] == "overdue"
                ],
                "item_id",
                outcomes.RECTIFICATION_COLUMNS,
            )
            found.append(Matter("rectification", "overdue", text, "appraisal/outcomes", late, things=things))
    unranked = [row for row in view.rows("appraisal/ranking") if not row["is_ranked"]]
    if unranked:
        text = _("{n} 个考核单位缺数据过多，不参加排名（{names}）").format(
            n=numbers.count(len(unranked)),
            names=_("、").join(row["unit_name"] for row in unranked[:MOST_UNITS]),
        )
        columns = ("unit_name", "unit_group", "present_share", "missing_count", "score", "unit_id")
        things = Things(
            "appraisal/ranking", lambda: unranked, "unit_id", columns, ("appraisal/unit", "office", "unit_id")
        )
        found.append(Matter("unranked", "fault", text, "appraisal/ranking", len(unranked), things=things))
    if failing := sentences.failing_count(view):
        text = _("{n} 项考核方案检查没有通过").format(n=numbers.count(failing))
        found.append(Matter("checks", "fault", text, "appraisal/ranking", failing))
    return found
