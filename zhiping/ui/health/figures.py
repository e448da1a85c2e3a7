"""The key figures of the fairs, each with how it moved and how it came to be."""

from datetime import timedelta

from zhiping.contracts.filters import can_be_asked
from zhiping.contracts.kinds import Row
from zhiping.ui.health import sentences
from zhiping.ui.kit.comparisons import changes
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Change, KeyFigure, share_change
from zhiping.words import N_, _

REACHED_DAYS = 90


def fairs_figure(view: View) -> KeyFigure:
    """健康大集: how many, of which kinds."""
    now = view.row("health/key_figures")
    kinds = "、".join(
        f"{_(row['fair_kind'])} {numbers.exact_count(row['fair_count'])}" for row in view.rows("health/kinds")
    )
    months = _whole_months(view)
    return KeyFigure(
        "fair_count",
        _("{n} 场").format(n=numbers.count(now["fair_count"])),
        note=kinds,
        changes=_count_moved(view, "fair_count", N_("场")),
        values=[row["fair_count"] for row in months],
        is_share=False,
        unit=N_("场"),
        values_note=_months_told(months),
        counted={
            _("大集"): numbers.exact_count(now["fair_count"]),
            _("没有坐标"): numbers.exact_count(now["unplaced_count"]),
        },
        behind=sentences.BEHIND_FAIRS.of(now["fair_count"]),
    )


def visits_figure(view: View) -> KeyFigure:
    """服务人次: how many, and how many a fair."""
    now = view.row("health/key_figures")
    months = _whole_months(view)
    return KeyFigure(
        "fair_visits",
        _("{n} 人次").format(n=numbers.count(now["visit_count"])),
        note=sentences.per_fair(now["visits_per_fair"]),
        changes=_count_moved(view, "visit_count", N_("人次")),
        values=[row["visit_count"] for row in months],
        is_share=False,
        unit=N_("人次"),
        values_note=_months_told(months),
        counted={
            _("服务人次"): numbers.exact_count(now["visit_count"]),
            _("大集"): numbers.exact_count(now["fair_count"]),
        },
        behind=sentences.BEHIND_VISITS.of(now["visit_count"]),
    )


def follow_up_figure(view: View) -> KeyFigure:
    """转诊随访率 of those whose thirty days ended in the period, with what is not known or not over beside it."""
    now = view.row("health/key_figures")
    part, whole = now["due_followed_up_count"], now["due_referral_count"]
    counts = {"part": numbers.exact_count(part), "whole": numbers.exact_count(whole)}
    notes = [_("期满的转诊 {part}/{whole} 人次").format(**counts) if whole else _("没有期满的转诊")]
    if now["due_unknown_count"]:
        notes.append(_("没有填随访的 {n} 人次").format(n=numbers.exact_count(now["due_unknown_count"])))
    if now["waiting_referral_count"]:
        notes.append(_("期限没到的 {n} 人次").format(n=numbers.exact_count(now["waiting_referral_count"])))
    return KeyFigure(
        "follow_up_share",
        numbers.share(now["follow_up_share"]) if numbers.is_enough(whole) else numbers.rate(part, whole),
        note="；".join(notes),
        changes=_follow_up_moved(view),
        counted={
            _("已随访(人次)"): numbers.exact_count(part),
            _("期满的转诊人次"): numbers.exact_count(whole),
            _("没有填随访的转诊人次"): numbers.exact_count(now["due_unknown_count"]),
            _("随访多于转诊的大集"): numbers.exact_count(now["fault_count"]),
        },
        behind=sentences.BEHIND_FOLLOW_UPS.of(part, whole),
    )


def reached_figure(view: View) -> KeyFigure:
    """90天内有大集的街道 at the data date, whatever the period: red where one is left out, for it needs a person."""
    now = view.stock().row("health/key_figures")
    part, whole, missing = now["reached_street_count"], now["street_count"], now["unreached_street_count"]
    if not whole:
        note = _("按苏木乡镇街道判断，这里没有可判断的")
    elif not missing:
        note = _("{n} 个苏木乡镇街道都有").format(n=numbers.exact_count(whole))
    else:
        note = _("{part}/{whole} 个；没有的 {missing} 个").format(
            part=numbers.exact_count(part),
            whole=numbers.exact_count(whole),
            missing=numbers.exact_count(missing),
        )
        if now["never_reached_count"]:
            note += _("，其中从没办过 {n} 个").format(n=numbers.exact_count(now["never_reached_count"]))
    return KeyFigure(
        "reached_share",
        numbers.share(now["reached_share"]) if numbers.is_enough(whole) else numbers.rate(part, whole),
        note=note,
        changes=_reached_moved(view.stock()),
        needs_person=missing > 0,
        counted={
            _("90天内有大集"): numbers.exact_count(part),
            _("苏木乡镇街道"): numbers.exact_count(whole),
        },
        behind=sentences.BEHIND_STREETS.of(part, whole),
    )


def _whole_months(view: View) -> list[Row]:
    return [row for row in view.run_up().rows("health/months") if row["is_complete"]]


def _months_told(months: list[Row]) -> str:
    if len(months) < 2:
        return ""
    return _("按月，{first}至{last}").format(
        first=numbers.month(months[0]["month"]), last=numbers.month(months[-1]["month"])
    )


def _count_moved(view: View, column: str, unit: str) -> tuple[Change, ...]:
    """Against the other periods, without a colour: fairs go with the season."""
    now = view.row("health/key_figures")[column]

    def moved(other: View, against: str) -> Change:
        change = now - other.row("health/key_figures")[column]
        return Change(numbers.count_change(change, unit), against, None)

    return changes(view, sentences.SYSTEM, moved)


def _follow_up_moved(view: View) -> tuple[Change, ...]:
    now = view.row("health/key_figures")

    def moved(other: View, against: str) -> Change | None:
        then = other.row("health/key_figures")
        if not (
            numbers.is_enough(now["due_referral_count"]) and numbers.is_enough(then["due_referral_count"])
        ):
            return None
        return share_change(now["follow_up_share"], then["follow_up_share"], against)

    return changes(view, sentences.SYSTEM, moved)


def _reached_moved(view: View) -> tuple[Change, ...]:
    """Against as many days ago, once the records are old enough to say who was reached then."""
    reach = view.row("health/data_date")
    if reach["newest_data_at"] is None or reach["oldest_data_at"] != reach["newest_data_at"]:
        return ()
    then = reach["newest_data_at"].date() - timedelta(days=REACHED_DAYS)
    if reach["first_on"] > then - timedelta(days=REACHED_DAYS) or not can_be_asked(then):
        return ()
    now = view.row("health/key_figures")
    moved = (
        now["reached_street_count"] - view.row("health/key_figures", as_of=f"{then}")["reached_street_count"]
    )
    against = _("比 {days} 天前").format(days=REACHED_DAYS)
    return (Change(numbers.count_change(moved, N_("个")), against, None if not moved else moved > 0),)
