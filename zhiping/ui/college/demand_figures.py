"""The key figures of college/demand, each with how it moved and how it came to be."""

from zhiping.contracts.kinds import Row
from zhiping.ui.college import behind
from zhiping.ui.kit.comparisons import count_moved, share_moved
from zhiping.ui.kit.months import month_shares, months_told, whole_months
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.told import joined
from zhiping.words import N_, _

HEAD = "college/demand_key_figures"
# Of the head: what is told of the requests whose thirtieth day fell into the period.
_DUE = (
    "due_count",
    "in_time_count",
    "in_time_share",
    "late_count",
    "unmet_count",
    "undated_count",
    "fault_count",
)


def people_told(row: Row) -> str:
    """How many people the requests are for, as the file adds them up; "" where nobody wrote it down."""
    if not row["people_count"]:
        return ""
    return _("需求人数 {n} 人（各单相加，可能重复）").format(n=numbers.exact_count(row["people_count"]))


def requests_figure(view: View) -> KeyFigure:
    """点单需求: how many, and for how many people."""
    now, months = view.row(HEAD), whole_months(view, "college/demand_months")
    return KeyFigure(
        "request_count",
        _("{n} 单").format(n=numbers.count(now["request_count"])),
        note=people_told(now),
        changes=count_moved(view, HEAD, "request_count", _("单")),
        values=[row["request_count"] for row in months],
        is_share=False,
        unit=N_("单"),
        values_note=months_told(months),
        counted={
            _("需求"): numbers.exact_count(now["request_count"]),
            _("没有填人数"): numbers.exact_count(now["no_people_count"]),
        },
        behind=behind.REQUESTS.of(now["request_count"]),
    )


def in_time_figure(view: View) -> KeyFigure:
    """30天内满足率 of the requests whose thirtieth day fell into the period."""
    now, months = view.row(HEAD, *_DUE), whole_months(view, "college/demand_months")
    note = _("没有满30天的需求")
    if now["due_count"]:
        note = _("{part}/{whole} 单满30天").format(
            part=numbers.exact_count(now["in_time_count"]), whole=numbers.exact_count(now["due_count"])
        )
    return KeyFigure(
        "requests_in_time",
        numbers.brief_rate(now["in_time_count"], now["due_count"]),
        note=joined(_("；"), [note, _late_told(now)]),
        changes=share_moved(view, HEAD, "in_time_share", "due_count"),
        values=month_shares(months, "in_time_share", "due_count"),
        values_note=months_told(months),
        counted={
            _("30天内满足"): numbers.exact_count(now["in_time_count"]),
            _("后来才满足"): numbers.exact_count(now["late_count"]),
            _("还没有满足"): numbers.exact_count(now["unmet_count"]),
            _("已解决，不知哪天（不计）"): numbers.exact_count(now["undated_count"]),
            _("课早于点单（不计）"): numbers.exact_count(now["fault_count"]),
        },
        behind=behind.REQUESTS.of(now["in_time_count"], now["due_count"]),
    )


def _late_told(row: Row) -> str:
    parts = [
        text.format(n=numbers.exact_count(row[name]))
        for name, text in (("late_count", _("{n} 单后来才满足")), ("unmet_count", _("{n} 单还没有满足")))
        if row[name]
    ]
    return _("，").join(parts)


def waiting_figure(view: View) -> KeyFigure:
    """未满足 at the data date, whenever asked for: red as soon as one waits too long, for each needs a person."""
    now = view.stock().row(HEAD)
    parts = []
    if now["overdue_count"]:
        parts.append(
            _("超过30天 {n} 单，最久 {days} 天").format(
                n=numbers.exact_count(now["overdue_count"]),
                days=numbers.exact_count(now["longest_wait_days"]),
            )
        )
    if now["planned_count"]:
        parts.append(_("已排课 {n} 单").format(n=numbers.exact_count(now["planned_count"])))
    return KeyFigure(
        "requests_waiting",
        _("{n} 单").format(n=numbers.count(now["waiting_count"])),
        note=_("；").join([*parts, _("不限时段")]),
        needs_person=now["overdue_count"] > 0,
        counted={
            _("未满足"): numbers.exact_count(now["waiting_count"]),
            _("超过30天"): numbers.exact_count(now["overdue_count"]),
            _("已排课"): numbers.exact_count(now["planned_count"]),
        },
        behind=behind.WAITING.of(now["waiting_count"]),
    )


def wait_figure(view: View) -> KeyFigure:
    """等待时间: after how many days half of the requests made by the period's end were met, those that wait counted too."""
    now = view.row("college/demand_waits")
    is_unknown = now["median_days"] is None or not numbers.is_enough(_followed(now))
    return KeyFigure(
        "request_wait",
        numbers.MISSING if is_unknown else _("{n} 天").format(n=now["median_days"]),
        note=wait_told(now),
        counted={
            _("等到的"): numbers.exact_count(now["event_count"]),
            _("还在等的"): numbers.exact_count(now["censored_count"]),
        },
        behind=behind.REQUESTS.of(now["event_count"], _followed(now)),
    )


def _followed(row: Row) -> int:
    return int(row["event_count"] + row["censored_count"])


def wait_told(row: Row) -> str:
    """How long it takes, of a row of college/demand_waits or college/demand_fields, in words."""
    if not row["event_count"] and not row["censored_count"]:
        return _("没有可以算的需求")
    waiting = (
        _("；{n} 单还在等").format(n=numbers.exact_count(row["censored_count"]))
        if row["censored_count"]
        else ""
    )
    followed = _followed(row)
    if not numbers.is_enough(followed):
        return _("只有 {n} 单，说不出通常要多久").format(n=numbers.exact_count(followed)) + waiting
    if row["median_days"] is None:
        return _("等到的不到一半，说不出通常要多久") + waiting
    text = _("一半在 {n} 天内等到").format(n=row["median_days"])
    if row["p90_days"] is not None:
        text += _("，九成在 {n} 天内").format(n=row["p90_days"])
    return text + waiting
