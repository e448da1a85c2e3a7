"""The key figures of the courtyard pages, each with how it moved and how it came to be."""

from dataclasses import replace

from zhiping.ui.courtyards import sentences
from zhiping.ui.kit.comparisons import count_moved, days_ago, share_moved
from zhiping.ui.kit.months import months_told, whole_months
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Change, KeyFigure, count_change
from zhiping.ui.look.told import joined
from zhiping.words import N_, _

HEAD = "courtyards/key_figures"


def courtyards_figure(view: View) -> KeyFigure:
    """小院: how many, and in how many of the villages."""
    now = view.row(HEAD, "courtyard_count", "village_count", "village_with_courtyard_count", "unplaced_count")
    note = ""
    if now["village_count"]:
        note = _("有{what}的嘎查村 {rate}").format(
            what=sentences.kind_of_courtyard(view),
            rate=numbers.rate(now["village_with_courtyard_count"], now["village_count"]),
        )
    return KeyFigure(
        "courtyard_count",
        _("{n} 个").format(n=numbers.count(now["courtyard_count"])),
        note=note,
        changes=count_moved(view, HEAD, "courtyard_count", _("个")),
        counted={
            _("小院"): numbers.exact_count(now["courtyard_count"]),
            _("没有坐标"): numbers.exact_count(now["unplaced_count"]),
        },
        behind=sentences.BEHIND_COURTYARDS.of(now["courtyard_count"]),
    )


def lectures_figure(view: View) -> KeyFigure:
    """宣讲和红色教育: how many, and how many a courtyard."""
    now = view.row(HEAD)
    months = whole_months(view, "courtyards/month_totals")
    return KeyFigure(
        "lecture_count",
        _("{n} 次").format(n=numbers.count(now["lecture_count"])),
        note=_("平均每院 {n} 次").format(n=sentences.per_one(now["lectures_per_courtyard"])),
        changes=count_moved(view, HEAD, "lecture_count", _("次")),
        values=[row["lecture_count"] for row in months],
        is_share=False,
        unit=N_("次"),
        values_note=months_told(months),
        counted={
            _("次数"): numbers.exact_count(now["lecture_count"]),
            _("小院"): numbers.exact_count(now["courtyard_count"]),
        },
        behind=sentences.BEHIND_CASES.of(now["lecture_count"]),
    )


def settled_figure(view: View) -> KeyFigure:
    """办结和化解率 of opinions, disputes and problems, with what is not known beside it."""
    now = view.row(HEAD, "settled_count", "settleable_count", "unknown_settled_count", "fault_count")
    part, whole = now["settled_count"], now["settleable_count"]
    note = [numbers.parts(part, whole, _("件"))]
    if now["unknown_settled_count"]:
        note.append(_("另有 {n} 件没有填办结数").format(n=numbers.count(now["unknown_settled_count"])))
    return KeyFigure(
        "case_settled_share",
        numbers.brief_rate(part, whole),
        note=joined(_("；"), note),
        changes=_settled_moved(view),
        counted={
            _("办结和化解"): numbers.exact_count(part),
            _("填了办结数的"): numbers.exact_count(whole),
            _("没有填的"): numbers.exact_count(now["unknown_settled_count"]),
            _("办结数多于件数的行"): numbers.exact_count(now["fault_count"]),
        },
        behind=sentences.BEHIND_CASES.of(part, whole),
    )


def silent_figure(view: View) -> KeyFigure:
    """长期无活动小院 at the data date, whatever the period: red as soon as there is one, for each needs a person."""
    now = view.stock().row(HEAD, "silent_count", "open_count", "never_active_count")
    days = sentences.silent_days(view)
    never = now["never_active_count"]
    note = _("超过 {days} 天没有活动，占在用的 {rate}").format(
        days=days, rate=numbers.rate(now["silent_count"], now["open_count"])
    )
    if never:
        note += _("；从没有活动的 {n} 个").format(n=numbers.count(never))
    return KeyFigure(
        "silent_courtyards",
        _("{n} 个").format(n=numbers.count(now["silent_count"])),
        note=note,
        changes=_silent_moved(view.stock(), days),
        needs_person=now["silent_count"] > 0,
        counted={
            _("长期无活动"): numbers.exact_count(now["silent_count"]),
            _("在用"): numbers.exact_count(now["open_count"]),
        },
        behind=sentences.BEHIND_SILENT.of(now["silent_count"]),
    )


def _settled_moved(view: View) -> tuple[Change, ...]:
    """Without a colour: what came in lately is still being settled, so time alone mends a fall."""
    moved = share_moved(view, HEAD, "settled_share", "settleable_count")
    return tuple(replace(change, is_better=None) for change in moved)


def _silent_moved(stock: View, days: int) -> tuple[Change, ...]:
    """Against as many days ago, once the records are old enough to say who was silent then."""
    found = days_ago(stock, "courtyards/data_date", days, known_days=days)
    if not found:
        return ()
    against, then = found
    now, before = (
        stock.row(HEAD, "silent_count", as_of=as_of)["silent_count"] for as_of in (None, f"{then}")
    )
    change = count_change(now, before, against, _("个"), is_higher_better=False)
    return (change,) if change else ()
