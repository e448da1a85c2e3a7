"""考核，人员部分: how the grades fall on leaders and members, and how the share of 优秀 stands against its cap."""

from zhiping.contracts.kinds import Row
from zhiping.ui.appraisal.outcomes import numbered_part
from zhiping.ui.charts import Part
from zhiping.ui.kit.clicks import opens_rows
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, summed
from zhiping.ui.look.states import UNRECORDED
from zhiping.ui.look.told import Said, joined, needs_person
from zhiping.words import N_, _

POST_COLUMNS = (
    "year",
    "unit_group",
    "post_kind",
    "person_count",
    "graded_count",
    "excellent_count",
    "competent_count",
    "basic_count",
    "poor_count",
    "ungraded_count",
    "note",
)
GRADE_COLUMNS = (
    "unit_group",
    "unit_name",
    "person_id",
    "post",
    "is_leader",
    "grade",
    "score",
    "source_sheet",
    "source_row",
)
GRADE_PARTS = (
    numbered_part(0, "excellent_count", N_("优秀")),
    numbered_part(1, "competent_count", N_("称职")),
    numbered_part(2, "basic_count", N_("基本称职")),
    numbered_part(3, "poor_count", N_("不称职")),
    Part("ungraded_count", N_("未定等次"), UNRECORDED.sign, UNRECORDED.colour, UNRECORDED.text, state=UNRECORDED),
)  # fmt: skip
_GRADES = {
    "excellent_count": "优秀",
    "competent_count": "称职",
    "basic_count": "基本称职",
    "poor_count": "不称职",
}
_BEHIND = Behind("appraisal/grade_rows", columns=GRADE_COLUMNS, opens=None, noun=N_("考核人员"))
CLICK = opens_rows(
    _BEHIND,
    N_("点一段，看这些人员。"),
    parts={**{part: {"grade": grade} for part, grade in _GRADES.items()}, "ungraded_count": {"grade": ""}},
    unit_group="unit_group",
    is_leader="is_leader",
)


def grade_rows(view: View) -> list[Row]:
    """The rows of appraisal/posts with `label`, `post_kind` and `note`, the share of 优秀."""
    rows = view.rows("appraisal/posts")
    return [
        {
            **row,
            "post_kind": _post_kind(row),
            "label": f"{row['unit_group']}　{_post_kind(row)}",
            "note": _excellent_told(row["excellent_count"], row["graded_count"]),
        }
        for row in rows
    ]


def _post_kind(row: Row) -> str:
    return _("一把手") if row["is_leader"] else _("班子成员")


def _excellent_told(excellent: int, graded: int) -> str:
    return _("优秀 {rate}").format(rate=numbers.rate(excellent, graded)) if graded else ""


def excellent_told(view: View) -> str:
    """The share of 优秀 among leaders and among members, over all groups, and how many have no grade, in one sentence."""
    rows = view.rows("appraisal/post_kinds")
    rates = {row["is_leader"]: _share_of_excellent(row) for row in rows}
    return _("{year}年度优秀等次：一把手 {leaders}；班子成员 {members}。").format(
        year=rows[0]["year"],
        leaders=rates.get(True, numbers.MISSING),
        members=rates.get(False, numbers.MISSING),
    )


def caps_told(view: View) -> list[Said]:
    """How the share of 优秀 of each whole group stands against its scheme's cap, a sentence a group."""
    rows = view.rows("appraisal/excellent_caps")
    has_several = len({row["scheme_area"] for row in rows}) > 1
    return [_cap_told(row, has_several=has_several) for row in rows]


def _cap_told(row: Row, *, has_several: bool) -> Said:
    name = f"{row['area_name']} · {row['unit_group']}" if has_several else row["unit_group"]
    rate = numbers.rate(row["excellent_count"], row["graded_count"])
    text = _("{year}年度{group}全组优秀 {rate}，").format(year=row["year"], group=name, rate=rate)
    if row["excellent_cap"] is None:
        return text + _("方案没有填优秀比例上限。")
    cap = _("上限 {cap}%").format(cap=numbers.decimal(row["excellent_cap"]))
    return joined(
        "", [text, needs_person(_("超过") + cap) if row["is_over"] else _("没有超过") + cap, _("。")]
    )


def _share_of_excellent(row: Row) -> str:
    rate = numbers.rate(row["excellent_count"], row["graded_count"])
    if not row["ungraded_count"]:
        return rate
    return _("{rate}，另有 {n} 人未定等次").format(rate=rate, n=numbers.count(row["ungraded_count"]))


def graded_counted(view: View) -> dict[str, str]:
    """How many persons have the grade 优秀, any grade, and none, by name."""
    names = ((N_("优秀"), "excellent"), (N_("已定等次"), "graded"), (N_("未定等次"), "ungraded"))
    return {_(name): numbers.exact_count(_total(view, key)) for name, key in names}


def _total(view: View, name: str) -> int:
    return summed(view.rows("appraisal/post_kinds"), f"{name}_count")


def behind(view: View) -> Behind:
    """The persons behind the share of 优秀."""
    return _BEHIND.of(_total(view, "excellent"), _total(view, "graded"))
