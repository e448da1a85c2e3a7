"""The key figures of the ticket pages, each with how it moved and how it came to be."""

from collections.abc import Callable
from dataclasses import dataclass

from zhiping.contracts.kinds import Row
from zhiping.definitions import measure_of
from zhiping.ui.kit.comparisons import changes, since_month_end
from zhiping.ui.kit.months import whole_months
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Change, KeyFigure, share_change
from zhiping.ui.look.told import joined
from zhiping.ui.tickets import sentences
from zhiping.words import _

# Columns of tickets/due and tickets/key_figures: of what a share is made, and what is told beside it.
_IN_TIME = ("in_time_count", "due_count", "in_time_share")
_SATISFIED = ("satisfied_count", "answered_count", "satisfied_share")
_SATISFIED_BESIDE = (
    "satisfied_low",
    "satisfied_high",
    "finished_count",
    "called_back_count",
    "reached_not_count",
    "cautious_share",
)


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
        return numbers.brief_rate(self.part, self.whole)


def _in_time_share(row: Row) -> Share:
    """Of a row of tickets/due or tickets/due_months."""
    return Share(row["in_time_count"], row["due_count"], row["in_time_share"])


def _satisfied_share(row: Row) -> Share:
    return Share(row["satisfied_count"], row["answered_count"], row["satisfied_share"])


def _report_share(row: Row) -> Share:
    """Of a row of tickets/months."""
    return Share(row["report_on_time_count"], row["report_counted_count"], row["report_on_time_share"])


def _on_time_share(row: Row) -> Share:
    """Of a row of tickets/on_time or tickets/funnel."""
    return Share(row["on_time_count"], row["counted_count"], row["on_time_share"])


def share_moved(now: Share, then: Share, against: str, *, is_higher_better: bool = True) -> Change | None:
    """The change of a share; None where either is of too few."""
    if not (now.is_enough and then.is_enough):
        return None
    return share_change(now.share, then.share, against, is_higher_better=is_higher_better)


def _share_moved(view: View, of_view: Callable[[View], Share]) -> tuple[Change, ...]:
    """Against the other periods."""
    now = of_view(view)
    return changes(view, "tickets", lambda other, against: share_moved(now, of_view(other), against))


def _month_shares(months: list[Row], of: Callable[[Row], Share]) -> list[float | None]:
    shares = map(of, months)
    return [one.share if one.is_enough else None for one in shares]


def _months_told(months: list[Row], what: str) -> str:
    """What a line over months shows: `what` is "按派单月" or the like."""
    if not months:
        return ""
    first, last = months[0]["month"], months[-1]["month"]
    return f"{what}{_('，')}{numbers.months(first, last)}"


def in_time_figure(view: View) -> KeyFigure:
    """按期办结率 of what fell due in the period; the plain 办结率 stands in its note and is compared with nothing."""
    now = view.row("tickets/due")
    whole = view.row("tickets/key_figures", "closed_count", "accepted_count")
    share = _in_time_share(now)
    months = whole_months(view, "tickets/due_months")
    note = joined(
        _("；"),
        [
            numbers.parts(share.part, share.whole, _("件到期")) if share.whole else _("没有到期的"),
            _("办结率 {plain}").format(plain=numbers.rate(whole["closed_count"], whole["accepted_count"])),
        ],
    )
    return KeyFigure(
        "closed_in_time",
        str(share),
        values=_month_shares(months, _in_time_share),
        values_note=_months_told(months, _("按到期月")),
        changes=_share_moved(view, lambda one: _in_time_share(one.row("tickets/due", *_IN_TIME))),
        note=note,
        counted={
            _("按期办结"): numbers.exact_count(now["in_time_count"]),
            _("逾期办结"): numbers.exact_count(now["late_count"]),
            _("到期未办结"): numbers.exact_count(now["overdue_count"]),
            _("提前办结（未到期，不计）"): numbers.exact_count(now["early_count"]),
            _("无时限（不计）"): numbers.exact_count(now["no_limit_count"]),
        },
        behind=sentences.BEHIND_TICKETS.of(share.part, share.whole),
    )


def satisfied_figure(view: View) -> KeyFigure:
    """满意率, with its interval, judged against the reference on the rate."""
    now = view.row("tickets/key_figures", *_SATISFIED, *_SATISFIED_BESIDE)
    share, months = _satisfied_share(now), whole_months(view, "tickets/months")
    note = _("没有接通的回访")
    if share.whole:
        note = _("{part}/{whole} 人接通").format(
            part=numbers.exact_count(share.part), whole=numbers.exact_count(share.whole)
        )
    if share.is_enough:
        note += _("，95%区间 {low}–{high}").format(
            low=numbers.share(now["satisfied_low"]), high=numbers.share(now["satisfied_high"])
        )
    if now["finished_count"]:
        note += _("；回访率 {rate}").format(
            rate=numbers.rate(now["called_back_count"], now["finished_count"])
        )
    return KeyFigure(
        "satisfied_share",
        str(share),
        values=_month_shares(months, _satisfied_share),
        values_note=_months_told(months, _("按派单月")),
        changes=_share_moved(view, lambda one: _satisfied_share(one.row("tickets/key_figures", *_SATISFIED))),
        note=note,
        target=_satisfied_judged(now),
        counted={
            _("满意"): numbers.exact_count(share.part),
            _("回访接通"): numbers.exact_count(share.whole),
            _("未接通"): numbers.exact_count(now["reached_not_count"]),
            _("谨慎满意率"): numbers.share(now["cautious_share"]),
            _("回访率"): numbers.rate(now["called_back_count"], now["finished_count"]),
        },
        behind=sentences.BEHIND_TICKETS.of(share.part, share.whole),
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
    share, months = _on_time_share(row), whole_months(view, "tickets/months")
    return KeyFigure(
        "report_on_time",
        str(share),
        values=_month_shares(months, _report_share),
        values_note=_months_told(months, _("按派单月")),
        changes=_share_moved(view, lambda one: _on_time_share(sentences.step_row(one, "report"))),
        note=joined(
            _("；"),
            [
                numbers.parts(share.part, share.whole, _("件")),
                sentences.uncounted_told(row),
            ],
        ),
        counted={
            _("按时"): numbers.exact_count(row["on_time_count"]),
            _("逾期办理"): numbers.exact_count(row["late_count"]),
            _("逾期未办"): numbers.exact_count(row["overdue_count"]),
        },
        behind=sentences.BEHIND_TICKETS.of(share.part, share.whole),
    )


def overdue_figure(view: View) -> KeyFigure:
    """已超时未办 at the data date, whenever dispatched: red as soon as there is one, for each needs a person."""
    stock = view.stock()
    now, months = stock.row("tickets/key_figures"), stock.rows("tickets/overdue_months")
    count = now["overdue_ticket_count"]
    return KeyFigure(
        "overdue_tickets",
        _("{n} 件").format(n=numbers.exact_count(count)),
        note=_("共 {steps} 个环节；24小时内将超时 {near} 件；不限时段").format(
            steps=numbers.exact_count(now["overdue_step_count"]),
            near=numbers.exact_count(now["near_24_count"]),
        ),
        changes=since_month_end(count, months, "overdue_ticket_count", _("件"), is_higher_better=False),
        target=_("目标 0"),
        values=[row["overdue_ticket_count"] for row in months],
        is_share=False,
        values_note=_months_told(months, _("各月末")),
        needs_person=count > 0,
        counted={
            _("工单"): numbers.exact_count(count),
            _("环节"): numbers.exact_count(now["overdue_step_count"]),
        },
        behind=sentences.BEHIND_OVERDUE.of(count),
    )
