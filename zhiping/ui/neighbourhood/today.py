"""What 今日态势 says of the neighbourhood: how much, three figures, and what is not as it should be."""

from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.matter import Matter, Things
from zhiping.ui.neighbourhood import figures, sentences, venues
from zhiping.words import _


def whole_told(view: View) -> str:
    """How many there are, as a part of a sentence."""
    return _("{n} 个邻里项目").format(
        n=numbers.count(view.row("neighbourhood/key_figures", "project_count")["project_count"])
    )


def card_figures(view: View) -> list[KeyFigure]:
    """Whom the projects served, which needs were met, and how venues are used."""
    return [figures.visits_figure(view), figures.needs_figure(view), figures.members_figure(view)]


def exceptions(view: View) -> list[Matter]:
    """Needs that no project meets, and venues that have fewer visits an hour than before their renovation."""
    found = [_unmet(view), _worse(view)]
    return [matter for matter in found if matter]


def _unmet(view: View) -> Matter | None:
    count = view.row("neighbourhood/key_figures", "unmet_need_count")["unmet_need_count"]
    if not count:
        return None
    things = Things(
        "neighbourhood/need_rows",
        lambda: [row for row in view.rows("neighbourhood/need_rows") if not row["is_met"]],
        "need_id",
        sentences.NEED_COLUMNS,
    )
    text = _("{n} 条居民需求还没有项目回应").format(n=numbers.exact_count(count))
    return Matter("unmet", "late", text, sentences.PAGE, count, things=things)


def _worse(view: View) -> Matter | None:
    count = view.row("neighbourhood/venue_totals", "worse_venue_count")["worse_venue_count"]
    if not count:
        return None
    things = Things(
        "neighbourhood/venues",
        lambda: [
            row
            for row in view.rows("neighbourhood/venues")
            if row["visits_per_hour_change"] is not None and row["visits_per_hour_change"] < 0
        ],
        "venue_id",
        venues.VENUE_COLUMNS,
        venues.OPENS,
    )
    text = _("{n} 个阵地改造后每开放小时的人次不如改造前").format(n=numbers.exact_count(count))
    return Matter("worse", "late", text, venues.PAGE, count, things=things)
