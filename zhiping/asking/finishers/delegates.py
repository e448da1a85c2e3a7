"""党代表履职: the counts of pairings that anybody may see, made of rows that few may."""

from zhiping.asking.finishing import Finisher
from zhiping.rules import delegate_pairs

_CELLS = "delegates/pairing_cells"

FINISHERS = {
    "delegates/pairing_areas": Finisher(
        delegate_pairs.street_rows,
        source=_CELLS,
        summary="How many pairings each street of the asked area has, small counts hidden. One row per street.",
        is_guarded=True,
    ),
    "delegates/pairing_totals": Finisher(
        delegate_pairs.total_rows,
        source=_CELLS,
        summary="How many pairings there are, and of the last whole month how many were due and visited, small counts"
        " hidden. One row per question.",
        is_guarded=True,
    ),
    "delegates/pairing_months": Finisher(
        delegate_pairs.month_rows,
        source="delegates/pairing_month_cells",
        summary="How many pairings were due and visited in each whole month, small counts hidden. One row per month.",
        is_guarded=True,
    ),
}
