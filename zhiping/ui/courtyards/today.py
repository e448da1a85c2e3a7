"""What 今日态势 says of the courtyards: how many, three figures, and what is not as it should be."""

from zhiping.ui.courtyards import figures, signals
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.matter import Matter
from zhiping.words import _


def whole_told(view: View) -> str:
    """How many there are, as a part of a sentence."""
    return _("{n} 个小院").format(n=numbers.count(view.row("courtyards/key_figures")["courtyard_count"]))


def card_figures(view: View) -> list[KeyFigure]:
    """How many, what was settled, how many are silent."""
    return [figures.courtyards_figure(view), figures.settled_figure(view), figures.silent_figure(view)]


def exceptions(view: View) -> list[Matter]:
    """Counts that stand out from their ordinary ups and downs, silent courtyards, and faulty rows."""
    now = view.row("courtyards/key_figures", silent="90")
    standing = signals.standing_signals(signals.trends(view))
    found = [
        Matter(
            "late",
            _("小院{signal}").format(signal=signals.signal_told(kind, row)),
            "courtyards/indicators",
            {"activity": kind},
        )
        for kind, row in standing.items()
    ]
    if now["silent_count"]:
        text = _("{n} 个小院已 90 天没有活动").format(n=numbers.count(now["silent_count"]))
        found.append(Matter("late", text, "courtyards/indicators", {"silent": "90"}))
    if now["fault_count"]:
        text = _("{n} 条小院活动的办结数多于件数，未计入办结率").format(n=numbers.count(now["fault_count"]))
        found.append(Matter("fault", text, "courtyards/indicators"))
    return found
