"""阵地效能: the finding and the key figures, and how the last whole month moved."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from zhiping.contracts.kinds import Row
from zhiping.rules.periods import calendar_month
from zhiping.ui.kit.comparisons import BEFORE, YEAR_BEFORE
from zhiping.ui.kit.view import View, written
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Change, KeyFigure
from zhiping.ui.look.told import Said, Told, joined, needs_person
from zhiping.ui.neighbourhood.venues import BEHIND_VENUES, BEHIND_VISITS, per_hour
from zhiping.words import N_, _


def finding(view: View) -> Told:
    """What renovation changed in the venues that can be compared, and how many came in the last whole month."""
    totals = view.row("neighbourhood/venue_totals")
    parts: list[Said] = [
        _("阵地 {n} 处，改造过 {renovated} 处").format(
            n=numbers.exact_count(totals["venue_count"]),
            renovated=numbers.exact_count(totals["renovated_venue_count"]),
        )
    ]
    told = joined(_("，"), [*parts, _last_month_told(view)]) + _("。")
    compared = totals["compared_venue_count"]
    if not compared:
        return told + _("没有改造前后都有记录的阵地，还不能比较。")
    text = _("前后都有记录的 {n} 处，每开放小时从 {before} 人次到 {after} 人次").format(
        n=numbers.exact_count(compared),
        before=per_hour(totals["visits_per_hour_before"]),
        after=per_hour(totals["visits_per_hour_after"]),
    )
    worse = totals["worse_venue_count"]
    less = needs_person(_("{n} 处改造后反而少了").format(n=numbers.exact_count(worse))) if worse else ""
    return told + joined(_("，"), [text, less]) + _("；同期别的变化也在里面，不全是改造的效果。")


def venues_figure(view: View) -> KeyFigure:
    """阵地: how many, and how many were renovated."""
    now = view.row("neighbourhood/venue_totals")
    return KeyFigure(
        "venue_count",
        _("{n} 处").format(n=numbers.count(now["venue_count"])),
        note=_("改造过 {n} 处").format(n=numbers.exact_count(now["renovated_venue_count"])),
        unit=N_("处"),
        counted={
            _("阵地"): numbers.exact_count(now["venue_count"]),
            _("改造过"): numbers.exact_count(now["renovated_venue_count"]),
        },
        behind=BEHIND_VENUES.of(now["venue_count"]),
    )


def month_figure(view: View) -> KeyFigure:
    """到访人次 of the last whole month (of the last one where none is whole), against the month before and last year's."""
    months = view.rows("neighbourhood/venue_months")
    whole = [row for row in months if row["is_complete"]]
    if not months:
        return KeyFigure("venue_months", numbers.MISSING, note=_("没有使用记录"), behind=BEHIND_VISITS.of(0))
    last = (whole or months)[-1]
    note = _("{month}，{n} 处阵地有记录").format(
        month=numbers.month(last["month"]), n=numbers.exact_count(last["venue_count"])
    )
    behind = replace(BEHIND_VISITS, filters={"venue": None, **written(calendar_month(last["month"]))})
    return KeyFigure(
        "venue_months",
        _("{n} 人次").format(n=numbers.count(last["visit_count"])),
        note=note if last["is_complete"] else note + _("，未满月"),
        changes=month_moved(whole),
        values=[row["visit_count"] for row in whole],
        is_share=False,
        unit=N_("人次"),
        values_note=_("按月，{first}至{last}").format(
            first=numbers.month(whole[0]["month"]), last=numbers.month(last["month"])
        )
        if len(whole) > 1
        else "",
        counted={
            _("到访人次"): numbers.exact_count(last["visit_count"]),
            _("有记录的阵地"): numbers.exact_count(last["venue_count"]),
        },
        behind=behind.of(last["visit_count"]),
    )


def per_hour_figure(view: View) -> KeyFigure:
    """每开放小时人次 after renovation, beside that of the same venues before it."""
    now = view.row("neighbourhood/venue_totals")
    before, after = now["visits_per_hour_before"], now["visits_per_hour_after"]
    changes: tuple[Change, ...] = ()
    if before is not None and after is not None:
        sign = "+" if after >= before else numbers.MINUS
        moved = _("{sign}{n} 人次/小时").format(sign=sign, n=per_hour(abs(after - before)))
        changes = (Change(moved, _("比改造前"), None if after == before else after > before),)
    return KeyFigure(
        "venue_visits_per_hour",
        numbers.MISSING if after is None else _("{n} 人次").format(n=per_hour(after)),
        note=_("同样 {n} 处阵地改造前 {before} 人次").format(
            n=numbers.exact_count(now["compared_venue_count"]), before=per_hour(before)
        )
        if now["compared_venue_count"]
        else _("没有改造前后都有记录的阵地"),
        changes=changes,
        is_share=False,
        unit=N_("人次/小时"),
        counted={
            _("改造后人次"): numbers.exact_count(now["after_visit_count"]),
            _("改造后开放小时"): numbers.decimal(now["after_hours"]),
            _("改造前人次"): numbers.exact_count(now["before_visit_count"]),
            _("改造前开放小时"): numbers.decimal(now["before_hours"]),
        },
        behind=BEHIND_VISITS.of(now["before_visit_count"] + now["after_visit_count"]),
    )


def worse_figure(view: View) -> KeyFigure:
    """How many venues had fewer visits an hour after their renovation than before: red, for it needs a person."""
    now = view.row("neighbourhood/venue_totals")
    worse, whole = now["worse_venue_count"], now["compared_venue_count"]
    return KeyFigure(
        "venue_worse",
        _("{n} 处").format(n=numbers.count(worse)) if whole else numbers.MISSING,
        note=_("前后都有记录的 {n} 处里").format(n=numbers.exact_count(whole))
        if whole
        else _("没有改造前后都有记录的阵地"),
        unit=N_("处"),
        needs_person=worse > 0,
        counted={
            _("改造后不如改造前"): numbers.exact_count(worse),
            _("前后都有记录"): numbers.exact_count(whole),
        },
        behind=BEHIND_VENUES.of(worse, whole),
    )


def _last_month_told(view: View) -> str:
    whole = [row for row in view.rows("neighbourhood/venue_months") if row["is_complete"]]
    if not whole:
        return ""
    text = _("{month}到访 {n} 人次").format(
        month=numbers.month(whole[-1]["month"]), n=numbers.exact_count(whole[-1]["visit_count"])
    )
    moved = month_moved(whole)
    if not moved:
        return text
    return text + _("（{against} {change}）").format(against=moved[0].against, change=moved[0].text)


def month_moved(whole: Sequence[Row]) -> tuple[Change, ...]:
    """The last month against the one before and that of last year, where as many venues reported."""
    if not whole:
        return ()
    last = whole[-1]
    known = {row["month"]: row for row in whole}
    found = []
    for against, month in (
        (_(BEFORE), _earlier(last["month"], 1)),
        (_(YEAR_BEFORE), _earlier(last["month"], 12)),
    ):
        then = known.get(month)
        if then and then["venue_count"] == last["venue_count"]:
            change = last["visit_count"] - then["visit_count"]
            better = None if not change else change > 0
            found.append(Change(numbers.count_change(change, N_("人次")), against, better))
    return tuple(found)


def _earlier(month: date, months: int) -> date:
    count = month.year * 12 + month.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
