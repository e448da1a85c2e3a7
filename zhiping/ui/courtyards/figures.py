"""The key figures of the courtyard pages, each with how it moved and how it came to be."""

from dataclasses import replace
from datetime import timedelta

from zhiping.contracts.filters import can_be_asked
from zhiping.contracts.kinds import Row
from zhiping.ui.courtyards import sentences
from zhiping.ui.kit.comparisons import changes
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Change, KeyFigure, share_change
from zhiping.words import N_, _


def courtyards_figure(view: View) -> KeyFigure:
    """小院: how many, and in how many of the villages."""
    now = view.row("courtyards/key_figures")
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
        changes=_count_moved(view, "courtyard_count", _("个")),
        counted={
            _("小院"): numbers.exact_count(now["courtyard_count"]),
            _("没有坐标"): numbers.exact_count(now["unplaced_count"]),
        },
        behind=sentences.BEHIND_COURTYARDS.of(now["courtyard_count"]),
    )


def lectures_figure(view: View) -> KeyFigure:
    """宣讲和红色教育: how many, and how many a courtyard."""
    now = view.row("courtyards/key_figures")
    months = [row for row in view.run_up().rows("courtyards/month_totals") if row["is_complete"]]
    return KeyFigure(
        "lecture_count",
        _("{n} 次").format(n=numbers.count(now["lecture_count"])),
        note=_("平均每院 {n} 次").format(n=sentences.per_one(now["lectures_per_courtyard"])),
        changes=_count_moved(view, "lecture_count", _("次")),
        values=[row["lecture_count"] for row in months],
        is_share=False,
        unit=N_("次"),
        values_note=_months_told(months),
        counted={
            _("次数"): numbers.exact_count(now["lecture_count"]),
            _("小院"): numbers.exact_count(now["courtyard_count"]),
        },
        behind=sentences.BEHIND_CASES.of(now["lecture_count"]),
    )


def settled_figure(view: View) -> KeyFigure:
    """办结和化解率 of opinions, disputes and problems, with what is not known beside it."""
    now = view.row("courtyards/key_figures")
    part, whole = now["settled_count"], now["settleable_count"]
    note = _("{part}/{whole} 件").format(part=numbers.count(part), whole=numbers.count(whole))
    if now["unknown_settled_count"]:
        note += _("；另有 {n} 件没有填办结数").format(n=numbers.count(now["unknown_settled_count"]))
    return KeyFigure(
        "case_settled_share",
        numbers.share(now["settled_share"]) if numbers.is_enough(whole) else numbers.rate(part, whole),
        note=note,
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
    now = view.stock().row("courtyards/key_figures")
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


def _count_moved(view: View, column: str, unit: str) -> tuple[Change, ...]:
    """Against the other periods."""
    now = view.row("courtyards/key_figures")[column]

    def moved(other: View, against: str) -> Change:
        change = now - other.row("courtyards/key_figures")[column]
        return Change(numbers.count_change(change, unit), against, None)

    return changes(view, "courtyards", moved)


def _months_told(months: list[Row]) -> str:
    if len(months) < 2:
        return ""
    return _("按月，{first}至{last}").format(
        first=numbers.month(months[0]["month"]), last=numbers.month(months[-1]["month"])
    )


def _settled_moved(view: View) -> tuple[Change, ...]:
    """Without a colour: what came in lately is still being settled, so time alone mends a fall."""
    now = view.row("courtyards/key_figures")

    def moved(other: View, against: str) -> Change | None:
        then = other.row("courtyards/key_figures")
        if not (numbers.is_enough(now["settleable_count"]) and numbers.is_enough(then["settleable_count"])):
            return None
        change = share_change(now["settled_share"], then["settled_share"], against)
        return replace(change, is_better=None) if change else None

    return changes(view, "courtyards", moved)


def _silent_moved(view: View, days: int) -> tuple[Change, ...]:
    """Against as many days ago, once the records are old enough to say who was silent then."""
    reach = view.row("courtyards/data_date")
    if reach["newest_data_at"] is None or reach["oldest_data_at"] != reach["newest_data_at"]:
        return ()
    then = reach["newest_data_at"].date() - timedelta(days=days)
    if reach["first_on"] > then - timedelta(days=days) or not can_be_asked(then):
        return ()
    now = view.row("courtyards/key_figures")["silent_count"]
    moved = now - view.row("courtyards/key_figures", as_of=f"{then}")["silent_count"]
    against = _("比 {days} 天前").format(days=days)
    return (Change(numbers.count_change(moved, _("个")), against, None if not moved else moved < 0),)
