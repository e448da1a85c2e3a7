"""The key figures of 结果运用, each with what it is made of and the rows behind it."""

from zhiping.ui.appraisal import outcomes
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.words import _


def award_figure(view: View) -> KeyFigure:
    """奖励和使用, by kind."""
    totals = outcomes.award_totals(view)
    count = view.row("appraisal/outcome_key_figures")["award_count"]
    return KeyFigure(
        "awards",
        _("{n} 人次").format(n=numbers.count(count)),
        note=_("、").join(f"{_(kind)} {numbers.count(n)}" for kind, n in totals.items()),
        counted={_(kind): numbers.exact_count(n) for kind, n in totals.items()},
        behind=outcomes.BEHIND_OUTCOMES.of(count),
    )


def talk_figure(view: View) -> KeyFigure:
    """约谈提醒, with whom, and who was talked to twice."""
    now = view.row("appraisal/outcome_key_figures")
    return KeyFigure(
        "talks",
        _("{n} 次").format(n=numbers.count(now["talk_count"])),
        note=_("二次约谈 {n} 次").format(n=numbers.count(now["second_talk_count"])),
        counted={
            _("约谈提醒"): numbers.exact_count(now["talk_count"]),
            _("二次约谈"): numbers.exact_count(now["second_talk_count"]),
        },
        behind=outcomes.BEHIND_OUTCOMES.of(now["talk_count"]),
    )


def on_time_figure(view: View) -> KeyFigure:
    """整改按时率, with what is not due yet beside it."""
    now = view.row("appraisal/outcome_key_figures")
    part, whole = now["closed_share_numerator"], now["closed_share_denominator"]
    waiting = now["waiting_count"]
    note = _("另有办理中 {n} 项").format(n=numbers.count(waiting))
    return KeyFigure(
        "rectification_on_time",
        numbers.brief_rate(part, whole),
        note=f"{numbers.count(part)}/{numbers.count(whole)}　{note}" if numbers.is_enough(whole) else note,
        counted={
            _("按时"): numbers.exact_count(part),
            _("应计"): numbers.exact_count(whole),
            _("办理中"): numbers.exact_count(waiting),
        },
        behind=outcomes.behind_on_time(view),
    )


def overdue_figure(view: View) -> KeyFigure:
    """整改逾期未办: red as soon as there is one, for each needs a person."""
    now = view.row("appraisal/outcome_key_figures")
    count = now["overdue_count"]
    return KeyFigure(
        "rectification_overdue",
        _("{n} 项").format(n=numbers.count(count)),
        note=_("没有完成的共 {n} 项").format(n=numbers.count(now["open_count"])),
        target=_("目标 0"),
        needs_person=count > 0,
        counted={
            _("逾期未办"): numbers.exact_count(count),
            _("没有完成"): numbers.exact_count(now["open_count"]),
            _("整改问题"): numbers.exact_count(now["item_count"]),
        },
        behind=outcomes.BEHIND_ITEMS.of(count),
    )
