"""What SQL cannot say: questions whose rows a rule in Python finishes.

The finisher stands between the store and every reader: page, export, terminal and link get the same
finished rows, and what went in (a single rater's scores) never comes out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from zhiping.contracts.kinds import Row
from zhiping.rules import control
from zhiping.rules.appraisal import peers, ranks, scores
from zhiping.rules.geo import coverage
from zhiping.rules.hours import opening


@dataclass(frozen=True)
class Finisher:
    """`rule(rows, **parameters, **beside)` gives the finished rows.

    `parameters`: those of the question that the rule needs too. `beside`: an argument of the rule ->
    the question whose rows it takes.
    """

    rule: Callable[..., list[Row]]
    parameters: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)


FINISHERS: Mapping[str, Finisher] = {
    "appraisal/sheet": Finisher(scores.sheet_rows),
    "appraisal/ranking": Finisher(ranks.ranking_rows),
    "appraisal/intervals": Finisher(ranks.interval_rows),
    "appraisal/sensitivity": Finisher(ranks.shift_rows),
    "appraisal/moves": Finisher(ranks.move_rows),
    "appraisal/history": Finisher(ranks.history_rows),
    "appraisal/peers": Finisher(peers.rated_rows),
    "courtyards/trend": Finisher(control.charted_rows),
    "stations/list": Finisher(
        opening.stations_now, ("open_at", "opening"), {"holidays": "stations/holidays"}
    ),
    "stations/distances": Finisher(coverage.distance_rows, ("radius_m",)),
    "stations/coverage": Finisher(coverage.coverage_rows, ("radius_m",)),
    "stations/next_sites": Finisher(coverage.site_rows, ("radius_m", "site_count")),
    "stations/open_hours": Finisher(opening.open_hour_rows, ("open_at",)),
}
