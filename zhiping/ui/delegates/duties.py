"""履职评分 in words and figures: who did how much, and the points of it that counted."""

from dataclasses import replace

from zhiping.contracts.kinds import Row
from zhiping.rules.periods import named_periods
from zhiping.settings import settings_from
from zhiping.ui.kit import period_choice
from zhiping.ui.kit.comparisons import changes
from zhiping.ui.kit.months import whole_months
from zhiping.ui.kit.view import View, written
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import (
    Behind,
    Change,
    KeyFigure,
    added_up,
    count_change,
    share_change,
)
from zhiping.ui.look.told import Told, as_told
from zhiping.words import N_, _

SCORE_COLUMNS = (
    "delegate_name",
    "area_name",
    "unit",
    "duty_count",
    "points",
    "year_points",
    "capped_count",
    "unscored_count",
    "people_count",
    "last_on",
    "delegate_id",
    "source_sheet",
    "source_row",
)
SHEET_COLUMNS = (
    "happened_on",
    "duty_kind",
    "nth",
    "points_each",
    "points_cap",
    "points",
    "is_capped",
    "people_count",
    "note",
    "duty_id",
    "source_sheet",
    "source_row",
)
KIND_COLUMNS = (
    "duty_kind",
    "duty_count",
    "active_delegate_count",
    "points",
    "capped_count",
    "unscored_count",
)
OPENS = ("delegates/duties", "delegate", "delegate_id")
BEHIND_DUTIES = Behind(
    "delegates/duty_rows", columns=("delegate_name", *SHEET_COLUMNS), opens=OPENS, noun=N_("履职记录")
)
BEHIND_POINTS = replace(BEHIND_DUTIES, size=added_up("points"), unit=N_("分"))
BEHIND_DELEGATES = Behind("delegates/duty_scores", columns=SCORE_COLUMNS, opens=OPENS, noun=N_("党代表"))
_QUESTION = "delegates/duty_key_figures"


REPORTS = {N_("月统计"): N_("上月"), N_("季通报"): N_("上季"), N_("年考评"): N_("本年")}


def reports(view: View) -> dict[str, dict[str, str]]:
    """月统计, 季通报 and 年考评 -> the filters of its period, as seen on the day that the duties reach; empty without any."""
    at = view.stock().row("delegates/duty_data_date")["oldest_data_at"]
    if at is None:
        return {}
    named = named_periods(at.date(), settings_from().month_begins)
    return {_(report): written(named[period]) for report, period in REPORTS.items()}


def points(value: float) -> str:
    """Points with at most one decimal and their unit."""
    return _("{n} 分").format(n=numbers.decimal(value))


def finding(view: View) -> Told:
    """How many delegates did how much in the period, and how that moved, in one sentence."""
    now = view.row(_QUESTION)
    text = as_told(
        _("{period}，{rate} 的党代表有履职记录，共 {n} 次").format(
            period=period_choice.told(view),
            rate=numbers.rate(now["active_delegate_count"], now["delegate_count"]),
            n=numbers.exact_count(now["duty_count"]),
        )
    )
    for change in _count_moved(view):
        text += _("，{against} {change}").format(against=change.against, change=change.text)
    kinds = view.rows("delegates/duty_kinds")
    if kinds:
        text += _("；最多的是{kind}（{n} 次）").format(
            kind=kinds[0]["duty_kind"], n=numbers.exact_count(kinds[0]["duty_count"])
        )
    return text + _("。")


def _count_moved(view: View) -> tuple[Change, ...]:
    now = view.row(_QUESTION)["duty_count"]

    def moved(other: View, against: str) -> Change | None:
        if not _reach_back(view, other):
            return None
        return count_change(now, other.row(_QUESTION)["duty_count"], against, _("次"))

    return changes(view, "delegates", moved)


def _reach_back(view: View, other: View) -> bool:
    """Whether there were records of duties by the first month of another period: suggestions may be older."""
    first = view.stock().row("delegates/duty_data_date")["first_on"]
    return bool(first and other.period and first.replace(day=1) <= other.period[0])


def count_figure(view: View) -> KeyFigure:
    """履职次数, whom it served, by the month."""
    now, months = view.row(_QUESTION), _months(view)
    note = ""
    if now["people_count"] is not None:
        note = _("服务 {n} 人次（各次相加，可能重复）").format(n=numbers.exact_count(now["people_count"]))
    return KeyFigure(
        "duty_count",
        _("{n} 次").format(n=numbers.exact_count(now["duty_count"])),
        note=note,
        changes=_count_moved(view),
        values=[row["duty_count"] for row in months],
        is_share=False,
        unit=N_("次"),
        values_note=_("按月"),
        counted={_("履职记录"): numbers.exact_count(now["duty_count"])},
        behind=BEHIND_DUTIES.of(now["duty_count"]),
    )


def _months(view: View) -> list[Row]:
    return whole_months(view, "delegates/duty_months")


def active_figure(view: View) -> KeyFigure:
    """How many of the delegates have any record in the period."""
    now = view.row(_QUESTION)
    part, whole = now["active_delegate_count"], now["delegate_count"]

    def moved(other: View, against: str) -> Change | None:
        then = other.row(_QUESTION)
        if not _reach_back(view, other) or not (
            numbers.is_enough(whole) and numbers.is_enough(then["delegate_count"])
        ):
            return None
        return share_change(now["active_share"], then["active_share"], against)

    return KeyFigure(
        "duty_active",
        numbers.brief_rate(part, whole),
        note=numbers.parts(part, whole, _("名")),
        changes=changes(view, "delegates", moved),
        counted={_("有记录"): numbers.exact_count(part), _("党代表"): numbers.exact_count(whole)},
        behind=BEHIND_DELEGATES.of(part, whole),
    )


def points_figure(view: View) -> KeyFigure:
    """得分 of all in the period, what the caps and the standard left out of it, by the month."""
    now, months = view.row(_QUESTION), _months(view)
    parts = [_("人均 {n} 分").format(n=numbers.decimal(now["points_per_delegate"]))]
    if now["capped_count"]:
        parts.append(_("{n} 条已到年度上限").format(n=numbers.exact_count(now["capped_count"])))
    if now["unscored_count"]:
        parts.append(_("{n} 条没有评分标准，不计分").format(n=numbers.exact_count(now["unscored_count"])))
    return KeyFigure(
        "duty_points",
        points(now["points"]),
        note=_("；").join(parts),
        values=[row["points"] for row in months],
        is_share=False,
        unit=N_("分"),
        values_note=_("按月"),
        counted={
            _("得分"): numbers.decimal(now["points"]),
            _("到上限的记录"): numbers.exact_count(now["capped_count"]),
            _("没有标准的记录"): numbers.exact_count(now["unscored_count"]),
        },
        behind=BEHIND_POINTS.of(round(now["points"])),
    )


def month_rows(view: View) -> list[Row]:
    """Months up to the period's end: how often, and the points, each series with its `label` and `amount`."""
    months = view.run_up().rows("delegates/duty_months")
    series = (("duty_count", _("履职次数")), ("points", _("得分")))
    return [
        {
            "label": label,
            "month": row["month"],
            "amount": round(row[column]),
            "is_complete": row["is_complete"],
        }
        for column, label in series
        for row in months
    ]


def sheet_told(rows: list[Row], score: Row) -> str:
    """One delegate's sheet in a sentence. `score`: the row of delegates/duty_scores."""
    return _("{name}：所选时段 {n} 次，得 {points}；本年累计 {year}。").format(
        name=score["delegate_name"],
        n=numbers.exact_count(len(rows)),
        points=points(score["points"]),
        year=points(score["year_points"]),
    )
