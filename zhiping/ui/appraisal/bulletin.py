"""What a bulletin tells of the appraisal: units by rank with their intervals, and schemes that do not hold; no persons."""

from collections.abc import Iterator

from zhiping.ui.appraisal import figures, sentences
from zhiping.ui.kit.bulletin import Listed, Part
from zhiping.ui.kit.view import View
from zhiping.words import _

_RANKS = ("rank", "unit_name", "score", "interval", "why")


def _ranking(view: View) -> Iterator[Part]:
    told = _of_year(view)
    groups = sentences.groups(told)
    if not groups:
        return
    yield sentences.ranking_finding(told, groups)
    yield from figures.ranking_figures(told, groups)
    yield _(sentences.CAUTION)
    for one in groups:
        title = _("{group}组").format(group=one.title)
        yield Listed(title, "appraisal/ranking", one.rows, _RANKS, "rank_interval")
    for row in sentences.checks(told):
        if row["is_failing"]:
            yield row["check_told"]


def _of_year(view: View) -> View:
    """The year in which the period ends, where it was appraised; else what the page opens on."""
    if view.period is None:
        return view
    year = view.narrowed(year=f"{view.period[1].year}")
    return year if year.rows("appraisal/ranking") else view


PARTS = {"appraisal/ranking": _ranking}
