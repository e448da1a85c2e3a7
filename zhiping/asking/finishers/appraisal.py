"""考核: the questions whose rows a rule in Python finishes."""

from zhiping.asking.finishing import Finisher
from zhiping.rules.appraisal import peers, ranks, scores

FINISHERS = {
    "appraisal/sheet": Finisher(scores.sheet_rows),
    "appraisal/ranking": Finisher(ranks.ranking_rows),
    "appraisal/intervals": Finisher(ranks.interval_rows),
    "appraisal/sensitivity": Finisher(ranks.shift_rows),
    "appraisal/moves": Finisher(ranks.move_rows),
    "appraisal/history": Finisher(ranks.history_rows),
    "appraisal/peers": Finisher(peers.rated_rows),
}
