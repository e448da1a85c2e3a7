"""What the figure or the rows of a task say a week and a month later, read as its maker read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from zhiping import serving
from zhiping.access.permissions import Access
from zhiping.access.task import Task
from zhiping.asking.questions import filters_for
from zhiping.definitions import MEASURES, measure_of
from zhiping.rules.moved import AFTER_DAYS, Moved, count_moved, share_moved
from zhiping.ui.kit import dataline, explain, matters
from zhiping.ui.kit.cause import Cause
from zhiping.ui.kit.systems import card_of
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, Size
from zhiping.ui.look.told import BETTER, MUTED, Told, as_told, badge, joined, needs_person
from zhiping.words import N_, _

_WORDS = {
    "better": N_("变好"),
    "worse": N_("变差"),
    "changed": N_("有变化"),
    "level": N_("看不出变化"),
    "few": N_("例数太少，不作判断"),
}


@dataclass(frozen=True)
class Reading:
    """What a figure said later: `met` of `whole`, over so many days before and after (equal for what stands at a moment)."""

    met: int
    whole: int | None
    days: tuple[int, int] | None


def cause_of(task: Task) -> Cause | None:
    """What a task came of; None for one whose figure is not known to this version of the product any more."""
    try:
        found = Cause(**task.cause)
    except TypeError:
        return None
    return None if found.measure and found.measure not in MEASURES else found


def told(task: Task) -> list[Told]:
    """Whether what a task came of moved, a line for each look: after a week and after a month."""
    cause = cause_of(task)
    if cause is None:
        return [as_told(_("这件督办的指标已经不在了，不能再核对。"))]
    view = _view(task, cause)
    if cause.measure and cause.met is None:
        return [as_told(_("这个指标不列明细，不能自动核对，请到它的页面看。"))]
    if not (cause.measure or cause.column):
        return [as_told(_("这些行没有编号，不能自动核对，请到它的页面看。"))]
    return [_line(view, cause, task.made_at.date(), days) for days in AFTER_DAYS]


def _view(task: Task, cause: Cause) -> View:
    return View(
        cause.page,
        Access(task.made_as),
        serving.store().versions.number(),
        dict(cause.filters),
        dict(cause.filters),
    )


def _line(view: View, cause: Cause, made_on: date, days: int) -> Told:
    when = as_told(_("{days} 天后").format(days=days) + "　")
    end = made_on + timedelta(days=days)
    reached = _reached(view, cause)
    if reached is None or reached < end:
        now = numbers.day(reached) if reached else _("没有数据")
        return when + _("数据到{end}才能看，现在到{now}。").format(end=numbers.day(end), now=now)
    if not cause.measure:
        return when + _rows_told(len(cause.things), len(still_there(view, cause, end)))
    reading = read(view, cause, made_on, end)
    return when + _figure_told(cause, reading)


def _reached(view: View, cause: Cause) -> date | None:
    card = card_of(cause.question.partition("/")[0]) or card_of(view.system)
    found = dataline.reach(view, card) if card else None
    return found[1] if found else None


def read(view: View, cause: Cause, made_on: date, end: date) -> Reading:
    """The figure again: of the days after the task was made up to `end`; what stands at a moment, as of that day's end."""
    keys, behind = filters_for(cause.question), _behind(cause)
    is_flow = "since" in keys and not cause.is_stock
    if is_flow:
        first = made_on + timedelta(days=1)
        later = view.narrowed(since=f"{first}", until=f"{end}")
        days = _days(cause, end - made_on)
    else:
        later = view.narrowed(as_of=f"{end}") if "as-of" in keys else view
        days = (1, 1)
    parts = explain.rows_behind(later, cause.measure, behind)
    met = behind.size(parts["met"])
    whole = None if cause.whole is None else met + behind.size(parts.get("missed", ()))
    return Reading(met, whole, days)


def _behind(cause: Cause) -> Behind:
    size: dict[str, Any] = dict(cause.size)
    return Behind(
        cause.question,
        dict(cause.asked),
        dict(cause.having),
        is_stock=cause.is_stock,
        size=Size(**size),
        whole=cause.whole,
    )


def _days(cause: Cause, after: timedelta) -> tuple[int, int] | None:
    """Over how many days a figure counted before and after; None where it began with the data."""
    if "since" not in cause.filters or cause.read_until is None:
        return None
    last = min(date.fromisoformat(cause.filters.get("until", cause.data_on)), cause.read_until)
    before = (last - date.fromisoformat(cause.filters["since"])).days + 1
    return (before, after.days) if before > 0 else None


def moved(cause: Cause, reading: Reading) -> Moved | None:
    """Whether a figure moved; None for a count of all times, which has nothing to be held against."""
    direction = measure_of(cause.measure).direction
    if cause.met is None:
        return None
    if cause.whole is not None and reading.whole is not None:
        return share_moved((cause.met, cause.whole), (reading.met, reading.whole), direction)
    if reading.days is None:
        return None
    return count_moved(cause.met, reading.met, direction, days=reading.days)


def _figure_told(cause: Cause, reading: Reading) -> Told:
    found = moved(cause, reading)
    if cause.whole is not None and reading.whole is not None:
        values = [numbers.rate(cause.met, cause.whole), numbers.rate(reading.met, reading.whole)]
    else:
        values = [numbers.exact_count(cause.met), numbers.exact_count(reading.met)]
    text = as_told(_("{before} → {after}").format(before=values[0], after=values[1]))
    if found is None:
        return text + _("（原来的数是全部时间的，没有可比的时段）")
    return verdict_told(found) + "　" + joined(_("，"), [text, _interval_told(cause, found)])


def verdict_told(found: Moved) -> Told:
    """The verdict as a badge, with its words."""
    words = _(_WORDS[found.verdict])
    if found.verdict == "worse":
        return needs_person(words)
    return badge(words, BETTER if found.verdict == "better" else MUTED)


def _interval_told(cause: Cause, found: Moved) -> str:
    if found.low is None or found.high is None:
        return ""
    if cause.whole is not None:
        return _("变化的95%区间 {low} 至 {high}").format(
            low=numbers.point_change(found.low), high=numbers.point_change(found.high)
        )
    return _("没有变化时后一个数95%落在 {low} 至 {high}").format(
        low=numbers.decimal(round(found.low, 1)), high=numbers.decimal(round(found.high, 1))
    )


def still_there(view: View, cause: Cause, end: date) -> frozenset[str]:
    """Which of the things of a task still stand in its list as of a day's end."""
    if cause.matter:
        card = card_of(view.system)
        found = (
            next((one for one in matters.named(card, view) if one.name == cause.matter), None)
            if card
            else None
        )
        rows = found.things.rows() if found and found.things else ()
    else:
        asked: Mapping[str, str | None] = dict(cause.asked)
        if "as-of" in filters_for(cause.question):
            asked = {**asked, "as_of": f"{end}"}
        rows = view.rows(cause.question, **asked)
    return frozenset(cause.things) & {str(row[cause.column]) for row in rows}


def _rows_told(before: int, after: int) -> Told:
    """Rows are counted, not drawn by lot: what is gone from the list is gone."""
    if after == 0:
        return badge(_("都办了"), BETTER) + "　" + _("{n} 行都不在原来的清单里了").format(n=before)
    text = _("{n} 行里还有 {left} 行在原来的清单里").format(n=before, left=after)
    if after < before:
        return badge(_("办了一部分"), MUTED) + "　" + text
    return needs_person(_("没有动")) + "　" + text
