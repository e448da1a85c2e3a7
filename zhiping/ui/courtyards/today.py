"""What 今日态势 says of the courtyards: how many, three figures, and what is not as it should be."""

from zhiping.ui.courtyards import figures, sentences, signals
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.matter import Matter, Things
from zhiping.words import _


def whole_told(view: View) -> str:
    """How many there are, as a part of a sentence."""
    return _("{n} 个小院").format(
        n=numbers.count(view.row("courtyards/key_figures", "courtyard_count")["courtyard_count"])
    )


def card_figures(view: View) -> list[KeyFigure]:
    """How many, what was settled, how many are silent."""
    return [figures.courtyards_figure(view), figures.settled_figure(view), figures.silent_figure(view)]


def exceptions(view: View) -> list[Matter]:
    """Counts that stand out from their ordinary ups and downs, silent courtyards, and faulty rows."""
    now = view.row("courtyards/key_figures", "silent_count", "fault_count", silent="90")
    standing = signals.standing_signals(signals.trends(view))
    found = [
        Matter(
            f"signal_{place}",
            "late",
            _("小院{signal}").format(signal=signals.signal_told(kind, row)),
            "courtyards/indicators",
            1,
            filters={"activity": kind},
        )
        for place, (kind, row) in enumerate(standing.items())
    ]
    if now["silent_count"]:
        text = _("{n} 个小院已 90 天没有活动").format(n=numbers.count(now["silent_count"]))
        things = Things(
            "courtyards/silent",
            lambda: view.rows("courtyards/silent", silent="90"),
            "courtyard_id",
            sentences.SILENT_COLUMNS,
            sentences.OPENS,
        )
        found.append(
            Matter(
                "silent",
                "late",
                text,
                "courtyards/indicators",
                now["silent_count"],
                filters={"silent": "90"},
                things=things,
            )
        )
    if now["fault_count"]:
        text = _("{n} 条小院活动的办结数多于件数，未计入办结率").format(n=numbers.count(now["fault_count"]))
        things = Things(
            "courtyards/rows",
            lambda: [row for row in view.rows("courtyards/rows") if row["settle_state"] == "fault"],
            "activity_id",
            sentences.BEHIND_ACTIVITIES.columns,
            sentences.OPENS,
        )
        found.append(
            Matter("faults", "fault", text, "courtyards/indicators", now["fault_count"], things=things)
        )
    return found
