"""The key figures of 建议办理, each with how it moved and how it came to be."""

from zhiping.ui.delegates import suggestions
from zhiping.ui.kit.comparisons import count_moved, share_moved, since_month_end
from zhiping.ui.kit.months import month_shares, whole_months
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.words import N_, _

HEAD = "delegates/key_figures"
# Of the head: what is told of the suggestions that fell due in the period, and of those of all times.
_DUE = ("due_count", "due_on_time_count", "due_on_time_share", "due_late_count", "due_overdue_count")
STOCK = ("overdue_count", "waiting_count", "fault_count")


def suggestions_figure(view: View) -> KeyFigure:
    """建议: how many, who made them, and what is handed out."""
    now = view.row(HEAD)
    count = now["suggestion_count"]

    note = _("党代表提出 {made} 件；已交办 {assigned} 件").format(
        made=numbers.exact_count(now["delegate_made_count"]),
        assigned=numbers.exact_count(now["assigned_count"]),
    )
    if now["unassigned_count"]:
        note += _("，待交办 {n} 件").format(n=numbers.exact_count(now["unassigned_count"]))
    return KeyFigure(
        "suggestion_count",
        _("{n} 件").format(n=numbers.exact_count(count)),
        note=note,
        changes=count_moved(view, HEAD, "suggestion_count", _("件")),
        counted={
            _("建议"): numbers.exact_count(count),
            _("党代表提出"): numbers.exact_count(now["delegate_made_count"]),
            _("交办市、区级推动解决类"): numbers.exact_count(now["solving_count"]),
        },
        behind=suggestions.BEHIND_SUGGESTIONS.of(count),
    )


def in_time_figure(view: View) -> KeyFigure:
    """按期反馈率 of what fell due in the period."""
    now = view.row(HEAD, *_DUE)
    months = whole_months(view, "delegates/due_months")
    counts = _("到期 {n} 件：按期 {part}，逾期反馈 {late}，未反馈 {overdue}").format(
        n=numbers.exact_count(now["due_count"]),
        part=numbers.exact_count(now["due_on_time_count"]),
        late=numbers.exact_count(now["due_late_count"]),
        overdue=numbers.exact_count(now["due_overdue_count"]),
    )
    if not now["due_count"]:
        counts = _("没有到期的")
    return KeyFigure(
        "suggestion_replied_in_time",
        numbers.brief_rate(now["due_on_time_count"], now["due_count"]),
        note=counts,
        changes=share_moved(view, HEAD, "due_on_time_share", "due_count"),
        values=month_shares(months, "due_on_time_share", "due_count"),
        values_note=_("按到期月"),
        counted={
            _("按期反馈"): numbers.exact_count(now["due_on_time_count"]),
            _("逾期反馈"): numbers.exact_count(now["due_late_count"]),
            _("到期未反馈"): numbers.exact_count(now["due_overdue_count"]),
        },
        behind=suggestions.BEHIND_SUGGESTIONS.of(now["due_on_time_count"], now["due_count"]),
    )


def overdue_figure(view: View) -> KeyFigure:
    """逾期未反馈 at the data date, whenever submitted: red as soon as there is one, for each needs a person."""
    stock = view.stock()
    now, months = (
        stock.row(HEAD, *STOCK),
        stock.rows("delegates/overdue_months"),
    )
    count = now["overdue_count"]
    return KeyFigure(
        "suggestion_overdue",
        _("{n} 件").format(n=numbers.exact_count(count)),
        note=_("另有办理中 {n} 件；不限时段").format(n=numbers.exact_count(now["waiting_count"])),
        changes=since_month_end(count, months, "overdue_count", _("件"), is_higher_better=False),
        target=_("目标 0"),
        values=[row["overdue_count"] for row in months],
        is_share=False,
        values_note=_("各月末"),
        needs_person=count > 0,
        counted={_("逾期未反馈"): numbers.exact_count(count)},
        behind=suggestions.BEHIND_OVERDUE.of(count),
    )


def supervised_figure(view: View) -> KeyFigure:
    """督办 of all times: how many suggestions, how often; beside it what those say who judged the replies."""
    now = view.stock().row(HEAD)
    note = _("不限时段")
    if now["judged_count"]:
        note += _("；评估满意 {rate}").format(rate=numbers.rate(now["satisfied_count"], now["judged_count"]))
    if now["unknown_supervised_count"]:
        note += _("；{n} 件没有填督办次数").format(n=numbers.exact_count(now["unknown_supervised_count"]))
    return KeyFigure(
        "suggestion_supervised",
        _("{n} 件 {times} 次").format(
            n=numbers.exact_count(now["supervised_suggestion_count"]),
            times=numbers.exact_count(now["supervised_count"]),
        ),
        note=note,
        unit=N_("件"),
        counted={
            _("被督办(件)"): numbers.exact_count(now["supervised_suggestion_count"]),
            _("督办(次)"): numbers.exact_count(now["supervised_count"]),
            _("没有填的(件)"): numbers.exact_count(now["unknown_supervised_count"]),
        },
        behind=suggestions.BEHIND_SUPERVISED.of(now["supervised_suggestion_count"]),
    )
