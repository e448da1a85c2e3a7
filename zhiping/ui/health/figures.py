"""The key figures of the fairs, each with how it moved and how it came to be."""

from zhiping.ui.health import sentences
from zhiping.ui.kit.comparisons import count_moved, days_ago, share_moved
from zhiping.ui.kit.months import months_told, whole_months
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Change, KeyFigure, count_change
from zhiping.words import N_, _

HEAD = "health/key_figures"
REACHED_DAYS = 90
# Of the head: what is told of follow-ups, and of streets.
_FOLLOW_UPS = (
    "due_followed_up_count",
    "due_referral_count",
    "follow_up_share",
    "due_unknown_count",
    "waiting_referral_count",
    "fault_count",
)
STREETS = ("reached_street_count", "street_count", "unreached_street_count", "never_reached_count")


def fairs_figure(view: View) -> KeyFigure:
    """健康大集: how many, of which kinds."""
    now = view.row(HEAD)
    kinds = _("、").join(
        f"{_(row['fair_kind'])} {numbers.exact_count(row['fair_count'])}" for row in view.rows("health/kinds")
    )
    months = whole_months(view, "health/months")
    return KeyFigure(
        "fair_count",
        _("{n} 场").format(n=numbers.count(now["fair_count"])),
        note=kinds,
        changes=count_moved(view, HEAD, "fair_count", N_("场")),
        values=[row["fair_count"] for row in months],
        is_share=False,
        unit=N_("场"),
        values_note=months_told(months),
        counted={
            _("大集"): numbers.exact_count(now["fair_count"]),
            _("没有坐标"): numbers.exact_count(now["unplaced_count"]),
        },
        behind=sentences.BEHIND_FAIRS.of(now["fair_count"]),
    )


def visits_figure(view: View) -> KeyFigure:
    """服务人次: how many, and how many a fair."""
    now = view.row(HEAD, "visit_count", "fair_count", "visits_per_fair")
    months = whole_months(view, "health/months")
    return KeyFigure(
        "fair_visits",
        _("{n} 人次").format(n=numbers.count(now["visit_count"])),
        note=sentences.per_fair(now["visits_per_fair"]),
        changes=count_moved(view, HEAD, "visit_count", N_("人次")),
        values=[row["visit_count"] for row in months],
        is_share=False,
        unit=N_("人次"),
        values_note=months_told(months),
        counted={
            _("服务人次"): numbers.exact_count(now["visit_count"]),
            _("大集"): numbers.exact_count(now["fair_count"]),
        },
        behind=sentences.BEHIND_VISITS.of(now["visit_count"]),
    )


def follow_up_figure(view: View) -> KeyFigure:
    """转诊随访率 of those whose thirty days ended in the period, with what is not known or not over beside it."""
    now = view.row(HEAD, *_FOLLOW_UPS)
    part, whole = now["due_followed_up_count"], now["due_referral_count"]
    counts = {"part": numbers.exact_count(part), "whole": numbers.exact_count(whole)}
    notes = [_("期满的转诊 {part}/{whole} 人次").format(**counts) if whole else _("没有期满的转诊")]
    if now["due_unknown_count"]:
        notes.append(_("没有填随访的 {n} 人次").format(n=numbers.exact_count(now["due_unknown_count"])))
    if now["waiting_referral_count"]:
        notes.append(_("期限没到的 {n} 人次").format(n=numbers.exact_count(now["waiting_referral_count"])))
    return KeyFigure(
        "follow_up_share",
        numbers.brief_rate(part, whole),
        note=_("；").join(notes),
        changes=share_moved(view, HEAD, "follow_up_share", "due_referral_count"),
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
    now = view.stock().row(HEAD, *STREETS)
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
        numbers.brief_rate(part, whole),
        note=note,
        changes=_reached_moved(view.stock()),
        needs_person=missing > 0,
        counted={
            _("90天内有大集"): numbers.exact_count(part),
            _("苏木乡镇街道"): numbers.exact_count(whole),
        },
        behind=sentences.BEHIND_STREETS.of(part, whole),
    )


def _reached_moved(stock: View) -> tuple[Change, ...]:
    """Against as many days ago, once the records are old enough to say who was reached then."""
    found = days_ago(stock, "health/data_date", REACHED_DAYS, known_days=REACHED_DAYS)
    if not found:
        return ()
    against, then = found
    now, before = (
        stock.row(HEAD, "reached_street_count", as_of=as_of)["reached_street_count"]
        for as_of in (None, f"{then}")
    )
    change = count_change(now, before, against, N_("个"), is_higher_better=True)
    return (change,) if change else ()
