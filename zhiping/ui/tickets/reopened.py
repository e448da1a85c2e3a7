"""The key figures of tickets that came again, reopened or repeated: how many, how often, and what is not known of them."""

from dataclasses import replace

from zhiping.ui.kit.comparisons import share_moved
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure, added_up
from zhiping.ui.tickets import sentences
from zhiping.words import N_, _

_BEHIND_REOPENINGS = replace(
    sentences.BEHIND_TICKETS,
    columns=("reopened_count", *sentences.BEHIND_TICKETS.columns),
    size=added_up("reopened_count"),
    unit=N_("次"),
)


def reopened_figure(view: View) -> KeyFigure:
    """重办率, with what is open again, and what is not known."""
    now = view.row("tickets/reopened")
    part, whole = now["reopened_ticket_count"], now["closed_once_count"] - now["unknown_reopened_count"]
    parts = [
        _("{part}/{whole} 件办结过").format(part=numbers.exact_count(part), whole=numbers.exact_count(whole))
        if whole
        else _("没有办结过的")
    ]
    if now["unknown_reopened_count"]:
        parts.append(
            _("另有 {n} 件没有填重办次数").format(n=numbers.exact_count(now["unknown_reopened_count"]))
        )
    if now["unplaced_count"]:
        parts.append(
            _("{n} 件重办过却没有办结时间，归不到时段").format(n=numbers.exact_count(now["unplaced_count"]))
        )
    return KeyFigure(
        "reopened_share",
        numbers.brief_rate(part, whole),
        note=_("；").join(parts),
        changes=share_moved(
            view, "tickets/rates", "reopened_share", "known_reopened_count", is_higher_better=False
        ),
        counted={
            _("重办过的工单"): numbers.exact_count(part),
            _("办结过的受理工单"): numbers.exact_count(whole),
            _("重办次数未知"): numbers.exact_count(now["unknown_reopened_count"]),
            _("没有办结时间"): numbers.exact_count(now["unplaced_count"]),
        },
        behind=sentences.BEHIND_TICKETS.of(part, whole),
    )


def reopening_figure(view: View) -> KeyFigure:
    """重办次数, with those that were opened again more than once, are open still, or cannot be judged."""
    now = view.row("tickets/reopened")
    parts = [_("二次重办 {n} 件").format(n=numbers.exact_count(now["reopened_twice_count"]))]
    if now["open_again_count"]:
        open_again = _("{n} 件重办后还没有办结").format(n=numbers.exact_count(now["open_again_count"]))
        if now["kept_closing_count"]:
            open_again += _("，其中 {n} 件留着办结时间，不算办结").format(
                n=numbers.exact_count(now["kept_closing_count"])
            )
        parts.append(open_again)
    if now["unjudged_count"]:
        parts.append(
            _("{n} 件没有首次办结时间，不计入办结按时率").format(n=numbers.exact_count(now["unjudged_count"]))
        )
    return KeyFigure(
        "reopenings",
        _("{n} 次").format(n=numbers.count(now["reopening_count"])),
        note=_("；").join(parts),
        counted={
            _("重办次数"): numbers.exact_count(now["reopening_count"]),
            _("重办过的工单"): numbers.exact_count(now["reopened_ticket_count"]),
            _("二次重办"): numbers.exact_count(now["reopened_twice_count"]),
        },
        behind=_BEHIND_REOPENINGS.of(now["reopening_count"] or 0),
    )


def repeated_figure(view: View) -> KeyFigure:
    """重复率 of what was dispatched."""
    now = view.row("tickets/rates")
    part, whole = now["repeated_count"], now["ticket_count"]
    return KeyFigure(
        "repeated_share",
        numbers.brief_rate(part, whole),
        note=numbers.parts(part, whole, _("件")),
        changes=share_moved(view, "tickets/rates", "repeated_share", "ticket_count", is_higher_better=False),
        behind=sentences.BEHIND_TICKETS.of(part, whole),
    )
