"""The key figures of reopened tickets: how many, how often, and what is not known of them."""

from dataclasses import replace

from zhiping.contracts.kinds import Row
from zhiping.ui.kit.comparisons import changes
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Change, KeyFigure, added_up
from zhiping.ui.tickets import sentences
from zhiping.ui.tickets.figures import Share, share_moved
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
    share = _reopened_share(now)
    parts = [
        _("{part}/{whole} 件办结过").format(
            part=numbers.exact_count(share.part), whole=numbers.exact_count(share.whole)
        )
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
        str(share),
        note="；".join(parts),
        changes=_reopened_moved(view),
        counted={
            _("重办过的工单"): numbers.exact_count(share.part),
            _("办结过的受理工单"): numbers.exact_count(share.whole),
            _("重办次数未知"): numbers.exact_count(now["unknown_reopened_count"]),
            _("没有办结时间"): numbers.exact_count(now["unplaced_count"]),
        },
        behind=sentences.BEHIND_TICKETS.of(share.part, share.whole),
    )


def _reopened_moved(view: View) -> tuple[Change, ...]:
    now = _reopened_share(view.row("tickets/reopened"))

    def moved(other: View, against: str) -> Change | None:
        then = _reopened_share(other.row("tickets/reopened"))
        return share_moved(now, then, against, is_higher_better=False)

    return changes(view, "tickets", moved)


def _reopened_share(row: Row) -> Share:
    """Of a row of tickets/reopened."""
    return Share(
        row["reopened_ticket_count"],
        row["closed_once_count"] - row["unknown_reopened_count"],
        row["reopened_share"],
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
        note="；".join(parts),
        counted={
            _("重办次数"): numbers.exact_count(now["reopening_count"]),
            _("重办过的工单"): numbers.exact_count(now["reopened_ticket_count"]),
            _("二次重办"): numbers.exact_count(now["reopened_twice_count"]),
        },
        behind=_BEHIND_REOPENINGS.of(now["reopening_count"] or 0),
    )
