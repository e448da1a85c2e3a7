"""What college/courses says: the finding, ratings, parts of its pictures."""

from collections.abc import Sequence

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.charts.frame import MUTED, PLAIN, SERIES
from zhiping.ui.college.figures import HEAD, learners_told
from zhiping.ui.kit import period_choice
from zhiping.ui.kit.comparisons import comparable
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.states import LATE
from zhiping.ui.look.told import Told, as_told, joined, strong, told
from zhiping.words import N_, _

SOURCE_PARTS = (
    charts.Part("teaching_count", N_("一年内讲过课"), "●", PLAIN, PLAIN),
    charts.Part("idle_count", N_("一年内没有讲课"), "◆", MUTED, MUTED, pattern="/"),
)
TEACHING = {"teaching_count": {"is_teaching": "True"}, "idle_count": {"is_teaching": "False"}}
SEAT_PARTS = (
    charts.Part("seated_count", N_("坐了人"), "●", PLAIN, PLAIN),
    charts.Part("missed_count", N_("约了没来"), LATE.sign, LATE.colour, LATE.text, state=LATE),
    charts.Part("free_count", N_("没人约"), "□", SERIES[2], SERIES[2], pattern="-"),
)


def finding(view: View) -> Told:
    """What was taught in the period, against the one before; then who of the lecturers teaches."""
    return joined("", [_taught_told(view), _lecturers_told(view)])


def _taught_told(view: View) -> Told:
    now = view.row(HEAD)
    when = period_choice.told(view) if view.has_period else _("至今")
    if not now["session_count"]:
        return as_told(_("{period}没有开课记录。").format(period=when))
    text = told(
        _("{period}开课 {n} 次，到课 {visits}"),
        period=when,
        n=numbers.exact_count(now["session_count"]),
        visits=strong(_("{n} 人次").format(n=numbers.exact_count(now["visit_count"]))),
    )
    text += _("（不同的人 {n}）").format(n=learners_told(now["learner_count"])) if now["visit_count"] else ""
    others = comparable(view, "college")
    for against, other in others[:1]:
        moved = now["visit_count"] - other.row(HEAD)["visit_count"]
        text += _("，{against} {change}").format(
            against=against, change=numbers.count_change(moved, _("人次"))
        )
    if now["seat_count"]:
        text += _("，满座率 {rate}").format(rate=numbers.rate(now["seated_count"], now["seat_count"]))
    if now["recorded_count"]:
        text += _("，未到率 {rate}").format(rate=numbers.rate(now["absent_count"], now["recorded_count"]))
    return text + _("。")


def _lecturers_told(view: View) -> Told | str:
    now = view.stock().row(HEAD)
    if not now["lecturer_count"]:
        return ""
    reached = view.stock().row("college/course_data_date")["oldest_data_at"]
    moment = _("截至{day}，").format(day=numbers.day(reached)) if reached else ""
    return _("{moment}在库师资一年内讲过课的 {rate}。").format(
        moment=moment, rate=numbers.rate(now["teaching_count"], now["lecturer_count"])
    )


def source_rows(view: View) -> list[Row]:
    """Rows of college/sources for a picture of SOURCE_PARTS."""
    return [
        {
            **row,
            "label": _(row["source_kind"]),
            "note": _("讲过课 {rate}").format(
                rate=numbers.rate(row["teaching_count"], row["lecturer_count"])
            ),
        }
        for row in view.rows("college/sources")
    ]


def order_rows(view: View) -> list[Row]:
    """Rows of college/orders for a picture of SEAT_PARTS, the mean rating to one decimal."""
    return [
        {
            **row,
            "label": _order(row),
            "note": _("满座 {rate}").format(rate=numbers.rate(row["seated_count"], row["seat_count"]))
            if row["seat_count"]
            else "",
            "rating_mean": None if row["rating_mean"] is None else round(row["rating_mean"], 1),
        }
        for row in view.rows("college/orders")
    ]


def month_rows(view: View) -> list[Row]:
    """Rows of college/months up to the end of the period, each kind of order by its word."""
    return [{**row, "label": _order(row)} for row in view.run_up().rows("college/months")]


def _order(row: Row) -> str:
    return _(row["order_kind"]) if row["order_kind"] else _("课程表里没有的课")


def ratings_told(rows: Sequence[Row]) -> list[Told]:
    """The ratings of each kind of course with their number; kinds that nobody rated are left out."""
    return [_rating_told(row) for row in rows if row["rating_count"]]


def _rating_told(row: Row) -> Told:
    name = strong(_order(row))
    many = _("{n} 人次评分").format(n=numbers.exact_count(row["rating_count"]))
    if row["rating_mean"] is None:
        return name + _("：{many}，不足 5 个，不说平均").format(many=many)
    return name + _("：{many}，平均 {mean} 分").format(many=many, mean=numbers.decimal(row["rating_mean"]))
