"""What a bulletin does not hold: what was not reported, what data do not reach, what is to be looked at. Missing is not zero."""

from collections.abc import Mapping, Sequence

from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Row
from zhiping.rules.bulletins import last_closed
from zhiping.rules.periods import Period
from zhiping.settings import settings_from
from zhiping.ui.kit import dataline, matters, period_choice
from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.overview import tasks
from zhiping.words import _


def chapters(view: View, systems: Sequence[Card]) -> list[tuple[str, list[str]]]:
    """What is missing and what is to be decided, each a title with its lines."""
    return [
        (_("没有报送和没有覆盖的"), missing(view, systems)),
        (_("请核对后决定是否计入"), doubtful(view, systems)),
    ]


def last_periods(view: View, systems: Sequence[Card]) -> Mapping[str, Period]:
    """Kind of bulletin -> its last period that the data of these systems are past; none without data."""
    ends = [found[1] for one in systems if (found := dataline.reach(view, one))]
    return last_closed(max(ends), settings_from().month_begins) if ends else {}


def missing(view: View, systems: Sequence[Card]) -> list[str]:
    """What the period lacks: systems without rows, data that end before it does, reports that nobody has made."""
    return [
        *(nothing_told(view, one) for one in systems if not dataline.with_rows(view, [one])),
        *(line for one in systems if (line := _short_told(view, one))),
        *(f"{tasks.task_told(row)}{_('。')}" for row in _unreported(view, systems)),
    ]


def doubtful(view: View, systems: Sequence[Card]) -> list[str]:
    """What is asked of how things were reported, and what came after the day on which it was due."""
    return [f"{one.text}" for system in systems for one in matters.doubts(system, _of(view, system))]


def nothing_told(view: View, system: Card) -> str:
    """That a system has nothing in the period, which is not that nothing happened."""
    return _("{system}：{period}没有数据，不等于没有发生。").format(
        system=system.label, period=period_choice.told(view)
    )


def _of(view: View, system: Card) -> View:
    return View(system.more[0], view.access, view.version, view.filters, view.chosen)


def _short_told(view: View, system: Card) -> str:
    reach = dataline.reach(view, system)
    if reach is None or view.period is None or reach[1] >= view.period[1]:
        return ""
    return _("{system}：数据只到{day}，之后到期末的没有计入。").format(
        system=system.label, day=numbers.day(reach[1])
    )


def _unreported(view: View, systems: Sequence[Card]) -> list[Row]:
    names = {system.name for system in systems}
    return [
        row
        for row in tasks.rows(view)
        if row["state"] != "reported"
        and DATASETS[row["dataset"]].system in names
        and (view.period is None or row["period_from"] <= view.period[1])
    ]
