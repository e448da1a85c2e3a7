"""考核: the questions whose rows a rule in Python finishes."""

from zhiping.asking.finishing import Finisher
from zhiping.rules.appraisal import figure_parts, moves, peers, ranks, scores

_CELLS = "appraisal/cells"
_FIGURE_CELLS = "appraisal/figure_cells"

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
    "appraisal/rank_totals": Finisher(
        ranks.total_rows,
        source=_CELLS,
        summary="How many units are ranked at all, and how much of what their ranks need is missing."
        " One row per question.",
    ),
    "appraisal/dimensions": Finisher(
        scores.dimension_rows,
        source=_CELLS,
        summary="Where the points of each unit come from, dimension by dimension."
        " One row per chosen unit and dimension of its group.",
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
    "appraisal/figure_units": Finisher(
        figure_parts.unit_rows,
        source=_FIGURE_CELLS,
        summary="The units behind a figure: which met it, which are counted and did not, which are not counted."
        " One row per chosen unit.",
    ),
    "appraisal/figure_values": Finisher(
        figure_parts.value_rows,
        source=_FIGURE_CELLS,
        summary="The cells of the score sheets behind a figure, each with its row in the clerk's file."
        " One row per chosen unit and indicator.",
    ),
    "appraisal/moves": Finisher(moves.move_rows),
    "appraisal/unit_moves": Finisher(
        moves.unit_move_rows,
        source="appraisal/moves",
        summary="How each unit moved since the term before, and which indicators raised and lowered it most."
        " One row per chosen unit, those whose rank moved most first.",
    ),
    "appraisal/history": Finisher(ranks.history_rows),
    "appraisal/peers": Finisher(peers.rated_rows),
    "appraisal/peer_teams": Finisher(
        peers.team_rows,
        source="appraisal/peers",
        summary="How far freeing peer scores from the raters' leniency changes the order within each team."
        " One row per rated team; whoever rated is in no answer.",
    ),
}
