"""The key figures of college/courses, each with how it moved and how it came to be."""

from collections.abc import Callable

from zhiping.contracts.kinds import Row
from zhiping.ui.college import behind
from zhiping.ui.kit.comparisons import count_moved, days_ago, share_moved
from zhiping.ui.kit.months import month_shares, months_told, whole_months
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Change, KeyFigure, share_change
from zhiping.ui.look.told import joined
from zhiping.words import N_, _

HEAD = "college/key_figures"
_BEFORE_DAYS = 30
# Of the head: what is told of the courses that were held, and how full they were.
_TAUGHT = (
    "session_count",
    "visit_count",
    "learner_count",
    "cancelled_count",
    "unconfirmed_count",
    "seat_count",
    "seated_count",
    "fill_share",
    "known_seat_count",
    "no_capacity_count",
    "no_record_count",
    "fault_count",
)


def learners_told(count: int | None) -> str:
    """How many different persons; fewer than five are not counted aloud."""
    return _("不到 5 人") if count is None else _("{n} 人").format(n=numbers.exact_count(count))


def sessions_figure(view: View) -> KeyFigure:
    """开课: how many, how many came, and how many persons those are."""
    now, months = view.row(HEAD, *_TAUGHT), whole_months(view, "college/month_totals")
    note = _("到课 {visits} 人次，其中不同的人 {learners}").format(
        visits=numbers.exact_count(now["visit_count"]), learners=learners_told(now["learner_count"])
    )
    return KeyFigure(
        "session_count",
        _("{n} 次").format(n=numbers.count(now["session_count"])),
        note=note if now["visit_count"] else "",
        changes=count_moved(view, HEAD, "session_count", _("次")),
        values=[row["session_count"] for row in months],
        is_share=False,
        unit=N_("次"),
        values_note=months_told(months),
        counted={
            _("已开课"): numbers.exact_count(now["session_count"]),
            _("到课人次"): numbers.exact_count(now["visit_count"]),
            _("不同的学员"): learners_told(now["learner_count"]),
            _("取消（不计）"): numbers.exact_count(now["cancelled_count"]),
            _("过了时间仍为计划（不计）"): numbers.exact_count(now["unconfirmed_count"]),
        },
        behind=behind.SESSIONS.of(now["session_count"]),
    )


def _left_out_told(row: Row, words: dict[str, str], told: Callable[[str, str], str]) -> str:
    parts = [told(numbers.exact_count(row[name]), word) for name, word in words.items() if row[name]]
    return _("另有 {parts}，不计").format(parts=_("、").join(parts)) if parts else ""


def fill_figure(view: View) -> KeyFigure:
    """满座率, with the sessions of which it is not known beside it."""
    now, months = view.row(HEAD, *_TAUGHT), whole_months(view, "college/month_totals")
    words = {
        "no_capacity_count": _("没有填名额"),
        "no_record_count": _("没有记到课"),
        "fault_count": _("预约多于名额"),
    }
    return KeyFigure(
        "course_fill",
        numbers.brief_rate(now["seated_count"], now["seat_count"]),
        note=joined(
            _("；"),
            [
                numbers.parts(now["seated_count"], now["seat_count"], _("个名额"))
                if now["seat_count"]
                else _("没有可以算的名额"),
                _left_out_told(now, words, lambda n, word: _("{n} 次课{why}").format(n=n, why=word)),
            ],
        ),
        changes=share_moved(view, HEAD, "fill_share", "seat_count"),
        values=month_shares(months, "fill_share", "seat_count"),
        values_note=months_told(months),
        counted={
            _("到课"): numbers.exact_count(now["seated_count"]),
            _("名额"): numbers.exact_count(now["seat_count"]),
            _("计入的课"): numbers.exact_count(now["known_seat_count"]),
            **{word: numbers.exact_count(now[name]) for name, word in words.items()},
        },
        behind=behind.SESSIONS.of(now["known_seat_count"]),
    )


def absent_figure(view: View) -> KeyFigure:
    """未到率 of those who had booked, with those of whom nobody wrote it down beside it."""
    now, months = view.row(HEAD), whole_months(view, "college/month_totals")
    words = {"unrecorded_count": _("没有记来没来")}
    return KeyFigure(
        "absent_share",
        numbers.brief_rate(now["absent_count"], now["recorded_count"]),
        note=joined(
            _("；"),
            [
                numbers.parts(now["absent_count"], now["recorded_count"], _("人次")),
                _left_out_told(now, words, lambda n, word: _("{n} 人次{why}").format(n=n, why=word)),
            ],
        ),
        changes=share_moved(view, HEAD, "absent_share", "recorded_count", is_higher_better=False),
        values=month_shares(months, "absent_share", "recorded_count"),
        values_note=months_told(months),
        counted={
            _("未到"): numbers.exact_count(now["absent_count"]),
            _("到课"): numbers.exact_count(now["visit_count"]),
            _("没有记来没来"): numbers.exact_count(now["unrecorded_count"]),
        },
        behind=behind.BOOKINGS.of(now["absent_count"], now["recorded_count"]),
    )


def lecturers_figure(view: View) -> KeyFigure:
    """在库师资授课比例 in the year before the data date, whatever the period."""
    stock = view.stock()
    now = stock.row(HEAD)
    part, whole = now["teaching_count"], now["lecturer_count"]
    return KeyFigure(
        "lecturers_teaching",
        numbers.brief_rate(now["teaching_count"], now["lecturer_count"]),
        note=_("{part}/{whole} 位在库师资一年内讲过课；不限时段").format(
            part=numbers.exact_count(part), whole=numbers.exact_count(whole)
        ),
        changes=_teaching_moved(stock),
        counted={
            _("一年内讲过课"): numbers.exact_count(part),
            _("在库师资"): numbers.exact_count(whole),
        },
        behind=behind.LECTURERS.of(part, whole),
    )


def _teaching_moved(stock: View) -> tuple[Change, ...]:
    """Against some days ago, once the records are old enough to say who had taught within a year then."""
    found = days_ago(stock, "college/course_data_date", _BEFORE_DAYS, known_days=366)
    if not found:
        return ()
    against, then = found
    now, before = stock.row(HEAD), stock.row(HEAD, as_of=f"{then}")
    if not (numbers.is_enough(now["lecturer_count"]) and numbers.is_enough(before["lecturer_count"])):
        return ()
    change = share_change(now["teaching_share"], before["teaching_share"], against)
    return (change,) if change else ()
