"""The key figures of the ticket pages, each with how it moved and how it came to be."""

from dataclasses import replace
from datetime import date
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.definitions import measure_of
from zhiping.ui.kit.comparisons import comparable
from zhiping.ui.kit.explain import Behind
from zhiping.ui.kit.page import Change, KeyFigure, share_change
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers, periods
from zhiping.ui.tickets import sentences
from zhiping.words import _


def _share_moved(view: View, months: list[Row], part: str, whole: str) -> Change | None:
    """Against the period before; with no period chosen the last whole month against the one before it."""
    if view.period:
        before = comparable(view, "tickets")
        if before is None:
            return None
        now, then = _totals(months, part, whole), _totals(before.rows("tickets/months"), part, whole)
        return _moved(now, then, _("比上期"))
    if len(months) < 2:
        return None
    last, earlier = months[-1], months[-2]
    against = _("{month}比上月").format(month=_month_name(last["month"]))
    return _moved((last[part], last[whole]), (earlier[part], earlier[whole]), against)


def _month_name(month: date) -> str:
    return _("{month}月").format(month=month.month)


def _totals(months: list[Row], part: str, whole: str) -> tuple[int, int]:
    return sum(row[part] for row in months), sum(row[whole] for row in months)


def _moved(now: tuple[int, int], then: tuple[int, int], against: str) -> Change | None:
    if not (numbers.is_enough(now[1]) and numbers.is_enough(then[1])):
        return None
    return share_change(now[0] / now[1], then[0] / then[1], against)


def _value(part: int, whole: int) -> str:
    return numbers.share(part / whole) if numbers.is_enough(whole) else numbers.rate(part, whole)


def _share_figure(
    view: View, measure: str, part: str, whole: str, counts: tuple[int, int], **more: Any
) -> KeyFigure:
    every = view.rows("tickets/months")
    months = [row for row in every if row["is_complete"]]
    return KeyFigure(
        measure,
        _value(*counts),
        values=[row[part] / row[whole] if numbers.is_enough(row[whole]) else None for row in months],
        values_note=_months_told(months),
        change=_share_moved(view, every if view.period else months, part, whole),
        **more,
    )


def _months_told(months: list[Row]) -> str:
    if not months:
        return ""
    first, last = months[0]["month"], months[-1]["month"]
    if first == last:
        return _("{month}派单").format(month=numbers.month(first))
    end = _month_name(last) if first.year == last.year else numbers.month(last)
    return _("按派单月，{first}至{last}").format(first=numbers.month(first), last=end)


def _mature_moved(view: View) -> Change | None:
    """The change of the mature cohort's share: tickets that are not due yet would make every fresh month fall."""
    before = comparable(view, "tickets")
    now: View | None = view
    if view.period is None:
        whole = [row["month"] for row in view.rows("tickets/months") if row["is_complete"]]
        if len(whole) < 2:
            return None
        before, now = (_month_of(view, month) for month in whole[-2:])
        against = _("{month}比上月，只看到期的").format(month=_month_name(whole[-1]))
    else:
        against = _("比上期，只看到期的")
    if before is None or now is None:
        return None
    later, earlier = (one.row("tickets/key_figures") for one in (now, before))
    return _moved(
        (later["mature_closed_count"], later["mature_count"]),
        (earlier["mature_closed_count"], earlier["mature_count"]),
        against,
    )


def _month_of(view: View, month: date) -> View:
    first, last = periods.months_from(month, 1)
    return view.narrowed(from_=f"{first}", to=f"{last}")


def closed_figure(view: View) -> KeyFigure:
    """办结率, with the mature cohort's beside it."""
    now = view.row("tickets/key_figures")
    figure = _share_figure(
        view,
        "closed_share",
        "closed_count",
        "accepted_count",
        (now["closed_count"], now["accepted_count"]),
        note=_("{part}/{whole} 件受理；到期的办结 {mature}").format(
            part=numbers.count(now["closed_count"]),
            whole=numbers.count(now["accepted_count"]),
            mature=_value(now["mature_closed_count"], now["mature_count"]),
        ),
        counted={
            _("已办结"): numbers.exact_count(now["closed_count"]),
            _("受理"): numbers.exact_count(now["accepted_count"]),
        },
        behind=Behind(),
    )
    return replace(figure, change=_mature_moved(view), values_note=figure.values_note + _("，近月多未到期"))


def satisfied_figure(view: View) -> KeyFigure:
    """满意率, with its interval, judged against the reference on the rate."""
    now = view.row("tickets/key_figures")
    answered = now["answered_count"]
    note = _("{part}/{whole} 人接通").format(
        part=numbers.count(now["satisfied_count"]), whole=numbers.count(answered)
    )
    if numbers.is_enough(answered):
        note += _("，95%区间 {low}–{high}").format(
            low=numbers.share(now["satisfied_low"]), high=numbers.share(now["satisfied_high"])
        )
    return _share_figure(
        view,
        "satisfied_share",
        "satisfied_count",
        "answered_count",
        (now["satisfied_count"], answered),
        note=note,
        target=_satisfied_judged(now),
        counted={
            _("满意"): numbers.exact_count(now["satisfied_count"]),
            _("回访接通"): numbers.exact_count(answered),
            _("未接通"): numbers.exact_count(now["reached_not_count"]),
            _("谨慎满意率"): numbers.share(now["cautious_share"]),
            _("回访率"): numbers.rate(now["called_back_count"], now["finished_count"]),
        },
        behind=Behind(),
    )


def _satisfied_judged(now: Row) -> str:
    target = measure_of("satisfied_share").target
    if target is None or not numbers.is_enough(now["answered_count"]):
        return ""
    if now["satisfied_share"] < target:
        judged = _("未达到")
    elif now["satisfied_low"] < target:
        judged = _("达到，样本尚小")
    else:
        judged = _("达到")
    return _("参考值 {target}：{judged}").format(target=numbers.share(target), judged=judged)


def report_figure(view: View) -> KeyFigure:
    """48小时反馈按时率, with what is not counted beside it."""
    row = sentences.step_row(view, "report")
    whole = sentences.counted(row)
    return _share_figure(
        view,
        "report_on_time",
        "report_on_time_count",
        "report_counted_count",
        (row["on_time_count"], whole),
        note=_("{part}/{whole} 件；另有办理中 {waiting} 件").format(
            part=numbers.count(row["on_time_count"]),
            whole=numbers.count(whole),
            waiting=numbers.count(row["waiting_count"]),
        ),
        counted={
            _("按时"): numbers.exact_count(row["on_time_count"]),
            _("逾期办理"): numbers.exact_count(row["late_count"]),
            _("逾期未办"): numbers.exact_count(row["overdue_count"]),
        },
        behind=Behind(step="report"),
    )


def overdue_figure(view: View) -> KeyFigure:
    """已超时未办: red as soon as there is one, for each needs a person."""
    now = view.row("tickets/key_figures")
    count = now["overdue_ticket_count"]
    months = view.rows("tickets/months")
    return KeyFigure(
        "overdue_tickets",
        _("{n} 件").format(n=numbers.count(count)),
        note=_("共 {steps} 个环节；24小时内将超时 {near} 件").format(
            steps=numbers.count(now["overdue_step_count"]), near=numbers.count(now["near_24_count"])
        ),
        change=_overdue_moved(view, count),
        target=_("应为 0 件"),
        values=[row["overdue_ticket_count"] for row in months],
        is_share=False,
        values_note=_months_told(months),
        needs_person=count > 0,
        counted={
            _("工单"): numbers.exact_count(count),
            _("环节"): numbers.exact_count(now["overdue_step_count"]),
        },
        behind=sentences.BEHIND_OVERDUE,
    )


def _overdue_moved(view: View, count: int) -> Change | None:
    before = comparable(view, "tickets")
    if before is None:
        return None
    moved = count - before.row("tickets/key_figures")["overdue_ticket_count"]
    return Change(numbers.count_change(moved, _("件")), _("比上期"), None if not moved else moved < 0)
