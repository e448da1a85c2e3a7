"""考核: the questions whose rows a rule in Python finishes."""

from zhiping.asking.finishing import Finisher
from zhiping.rules.appraisal import peers, ranks, scores

_CELLS = "appraisal/cells"

FINISHERS = {
    "appraisal/sheet": Finisher(
        scores.sheet_rows,
        source=_CELLS,
        summary="The score sheet of every chosen unit: what was scored, how, and where the figure came from."
        " One row per unit and indicator.",
    ),
    "appraisal/ranking": Finisher(
        ranks.ranking_rows,
        source=_CELLS,
        summary="How the units of each group rank by their scores. One row per chosen unit.",
    ),
    "appraisal/intervals": Finisher(
        ranks.interval_rows,
        source=_CELLS,
        summary="How far a unit's rank could move if weights, method and values were a little different."
        " One row per ranked chosen unit.",
    ),
    "appraisal/sensitivity": Finisher(
        ranks.shift_rows,
        source=_CELLS,
        summary="How much each indicator decides the ranks of its group: what moves when it is left out."
        " One row per group and indicator.",
    ),
    "appraisal/moves": Finisher(ranks.move_rows),
    "appraisal/history": Finisher(ranks.history_rows),
    "appraisal/peers": Finisher(peers.rated_rows),
}
