"""What SQL cannot say: questions whose rows a rule in Python finishes.

The finisher stands between the store and every reader: page, export, terminal and link get the same
finished rows, and what went in (a single rater's scores) never comes out.
"""

from collections.abc import Callable, Mapping
from typing import Any

from zhiping.rules import control, peers, ranks, scores

Row = dict[str, Any]

FINISHERS: Mapping[str, Callable[[list[Row]], list[Row]]] = {
    "appraisal/sheet": scores.sheet_rows,
    "appraisal/ranking": ranks.ranking_rows,
    "appraisal/intervals": ranks.interval_rows,
    "appraisal/sensitivity": ranks.shift_rows,
    "appraisal/moves": ranks.move_rows,
    "appraisal/history": ranks.history_rows,
    "appraisal/peers": peers.rated_rows,
    "courtyards/trend": control.charted_rows,
}
