"""The key figures of the ticket pages, each with how it moved and how it came to be."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zhiping.contracts.kinds import Row
from zhiping.definitions import measure_of
from zhiping.ui.kit.comparisons import BEFORE, YEAR_BEFORE, changes
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers, periods
from zhiping.ui.look.key_figure import Change, KeyFigure, share_change
from zhiping.ui.look.told import joined
from zhiping.ui.tickets import sentences
from zhiping.words import _


@dataclass(frozen=True)
class Share:
    """A share with what it is made of, as SQL answered it; `share` is None where `whole` is 0."""

    part: int
    whole: int
    share: float | None

    @property
    def is_enough(self) -> bool:
        return numbers.is_enough(self.whole)

    def __str__(self) -> str:
        return numbers.share(self.share) if self.is_enough else numbers.rate(self.part, self.whole)


def _closed_share(row: Row) -> Share:
    return Share(row["closed_count"], row["accepted_count"], row["closed_share"])


def _mature_share(row: Row) -> Share:
    return Share(row["mature_closed_count"], row["mature_count"], row["mature_closed_share"])


def _satisfied_share(row: Row) -> Share:
    return Share(row["satisfied_count"], row["answered_count"], row["satisfied_share"])


def _report_share(row: Row) -> Share:
    """Of a row of tickets/months."""
    return Share(row["report_on_time_count"], row["report_counted_count"], row["report_on_time_share"])


def _on_time_share(row: Row) -> Share:
    """Of a row of tickets/on_time."""
    return Share(row["on_time_count"], row["counted_count"], row["on_time_share"])


def share_moved(now: Share, then: Share, against: str, *, is_higher_better: bool = True) -> Change | None:
    """The change of a share; None where either is of too few."""
    if not (now.is_enough and then.is_enough):
        return None
    return share_change(now.share, then.share, against, is_higher_better=is_higher_better)


def _whole_months(view: View) -> list[Row]:
    return [row for row in view.rows("tickets/months") if row["is_complete"]]


def _share_moved(
    view: View, of_view: Callable[[View], Share], of_month: Callable[[date], Share], only: str = ""
) -> tuple[Change, ...]:
    """Against the other periods; with no period chosen the last whole month against the other months.

    `only`: what the comparison leaves out, in words.
    """
    if view.period is None:
        return _month_moved({row["month"] for row in _whole_months(view)}, of_month, only)
    now = of_view(view)
    return changes(view, "tickets", lambda other, against: share_moved(now, of_view(other), against + only))


def _month_moved(whole: set[date], of_month: Callable[[date], Share], only: str) -> tuple[Change, ...]:
    """The last whole month against the month before and the same month of last year."""
    if not whole:
        return ()
    last = max(whole)
    days = periods.months_from(last, 1)
    found = []
    for word, other in ((BEFORE, periods.period_before(*days)), (YEAR_BEFORE, periods.year_before(*days))):
        if other and other[0] in whole:
            against = _("{month}{against}").format(month=_month_name(last), against=_(word)) + only
            found.append(share_moved(of_month(last), of_month(other[0]), against))
    return tuple(change for change in found if change)


def _of_month(view: View, of: Callable[[Row], Share]) -> Callable[[date], Share]:
    """The share of a month of tickets/months."""
    months = {row["month"]: row for row in view.rows("tickets/months")}
    return lambda month: of(months[month])


def _month_name(month: date) -> str:
    return _("{month}月").format(month=month.month)


def _month_shares(view: View, of: Callable[[Row], Share]) -> list[float | None]:
    shares = [of(row) for row in _whole_months(view)]
    return [one.share if one.is_enough else None for one in shares]


def _months_told(months: list[Row]) -> str:
    if not months:
        return ""
    first, last = months[0]["month"], months[-1]["month"]
    if first == last:
        return _("{month}派单").format(month=numbers.month(first))
    end = _month_name(last) if first.year == last.year else numbers.month(last)
    return _("按派单月，{first}至{last}").format(first=numbers.month(first), last=end)


def _mature_moved(view: View) -> tuple[Change, ...]:
    """The change of the mature cohort's share: tickets that are not due yet would make every fresh month fall."""

    def of_view(one: View) -> Share:
        return _mature_share(one.row("tickets/key_figures"))

    def of_month(month: date) -> Share:
        first, last = periods.months_from(month, 1)
        return of_view(view.narrowed(from_=f"{first}", to=f"{last}"))

    return _share_moved(view, of_view, of_month, _("，只看到期的"))


def closed_figure(view: View) -> KeyFigure:
    """办结率, with the mature cohort's beside it."""
    now = view.row("tickets/key_figures")
    return KeyFigure(
        "closed_share",
        str(_closed_share(now)),
        values=_month_shares(view, _closed_share),
        values_note=_months_told(_whole_months(view)) + _("，近月多未到期"),
        changes=_mature_moved(view),
        note=_("{part}/{whole} 件受理；到期的办结 {mature}").format(
            part=numbers.count(now["closed_count"]),
            whole=numbers.count(now["accepted_count"]),
            mature=_mature_share(now),
        ),
        counted={
            _("已办结"): numbers.exact_count(now["closed_count"]),
            _("受理"): numbers.exact_count(now["accepted_count"]),
        },
        behind=sentences.BEHIND_TICKETS,
    )


def satisfied_figure(view: View) -> KeyFigure:
    """满意率, with its interval, judged against the reference on the rate."""
    now = view.row("tickets/key_figures")
    share = _satisfied_share(now)
    note = _("{part}/{whole} 人接通").format(part=numbers.count(share.part), whole=numbers.count(share.whole))
    if share.is_enough:
        note += _("，95%区间 {low}–{high}").format(
            low=numbers.share(now["satisfied_low"]), high=numbers.share(now["satisfied_high"])
        )
    note += _("；回访率 {rate}").format(rate=numbers.rate(now["called_back_count"], now["finished_count"]))
    return KeyFigure(
        "satisfied_share",
        str(share),
        values=_month_shares(view, _satisfied_share),
        values_note=_months_told(_whole_months(view)),
        changes=_share_moved(
            view,
            lambda one: _satisfied_share(one.row("tickets/key_figures")),
            _of_month(view, _satisfied_share),
        ),
        note=note,
        target=_satisfied_judged(now),
        counted={
            _("满意"): numbers.exact_count(share.part),
            _("回访接通"): numbers.exact_count(share.whole),
            _("未接通"): numbers.exact_count(now["reached_not_count"]),
            _("谨慎满意率"): numbers.share(now["cautious_share"]),
            _("回访率"): numbers.rate(now["called_back_count"], now["finished_count"]),
        },
        behind=sentences.BEHIND_TICKETS,
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
    share = _on_time_share(row)
    return KeyFigure(
        "report_on_time",
        str(share),
        values=_month_shares(view, _report_share),
        values_note=_months_told(_whole_months(view)),
        changes=_share_moved(
            view,
            lambda one: _on_time_share(sentences.step_row(one, "report")),
            _of_month(view, _report_share),
        ),
        note=joined(
            "；",
            [
                _("{part}/{whole} 件").format(
                    part=numbers.count(share.part), whole=numbers.count(share.whole)
                ),
                sentences.uncounted_told(row),
            ],
        ),
        counted={
            _("按时"): numbers.exact_count(row["on_time_count"]),
            _("逾期办理"): numbers.exact_count(row["late_count"]),
            _("逾期未办"): numbers.exact_count(row["overdue_count"]),
        },
        behind=sentences.BEHIND_REPORTS,
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
        changes=_overdue_moved(view, count),
        target=_("目标 0"),
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


def _overdue_moved(view: View, count: int) -> tuple[Change, ...]:
    def moved(other: View, against: str) -> Change:
        change = count - other.row("tickets/key_figures")["overdue_ticket_count"]
        return Change(numbers.count_change(change, _("件")), against, None if not change else change < 0)

    return changes(view, "tickets", moved)
