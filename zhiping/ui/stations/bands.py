"""How far people and merchants are from their nearest station, by bands of distance."""

from collections.abc import Sequence
from dataclasses import replace

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.charts.frame import PLAIN, SERIES
from zhiping.ui.kit.clicks import opens_rows
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, summed
from zhiping.ui.stations.coverage import BEHIND_PEOPLE, BEHIND_PLACES
from zhiping.ui.stations.sentences import distance
from zhiping.words import N_, _

WITHIN_PARTS = (
    charts.Part("within_count", N_("所选距离内"), "●", PLAIN, PLAIN),
    charts.Part("beyond_count", N_("所选距离外"), "◆", SERIES[3], SERIES[3], pattern="/"),
)
BAND_COLUMNS = ("band", "within_count", "beyond_count", "reached_so_far_share")
# Of each kind of place the rows behind its bands, which have the parts of its share within the radius.
BEHIND_BANDS = {
    "area": replace(BEHIND_PEOPLE, filters={"figure": "covered_workers"}),
    "merchant": replace(BEHIND_PLACES, filters={"figure": "covered_merchants"}),
}


CLICKS = {
    kind: opens_rows(
        behind,
        N_("点一段，看这一段里的地点。"),
        parts={"within_count": {"is_within": "True"}, "beyond_count": {"is_within": "False"}},
        band_from_metres="from_metres",
    )
    for kind, behind in BEHIND_BANDS.items()
}


def band_rows(view: View, kind: str) -> list[Row]:
    """Rows of stations/distance_bands of one kind of place for a picture of WITHIN_PARTS and its table.

    With label and band in words, and note; of areas within_count, beyond_count and reached_so_far_share are
    of the people there.
    """
    name = "worker_count" if kind == "area" else "count"
    share = "reached_worker_share" if kind == "area" else "reached_share"
    return [
        {
            **row,
            "label": (band := _band_words(row["from_metres"], row["to_metres"])),
            "band": band,
            "note": _("累计 {share}").format(
                share=numbers.brief_rate(row[f"reached_{name}"], row[f"known_{name}"])
            ),
            "within_count": row[f"within_{name}"],
            "beyond_count": row[f"beyond_{name}"],
            "reached_so_far_share": row[share],
        }
        for row in view.rows("stations/distance_bands")
        if row["place_kind"] == kind and row[share] is not None
    ]


def behind_bands(kind: str, bands: Sequence[Row]) -> Behind:
    """The rows behind the bands of one kind of place. `bands`: of band_rows."""
    return BEHIND_BANDS[kind].of(summed(bands, "within_count"), summed(bands, "within_count", "beyond_count"))


def _band_words(low: int, high: int | None) -> str:
    if high is None:
        return _("{low}以外").format(low=distance(low))
    if not low:
        return _("{high}以内").format(high=distance(high))
    return _("{low}至{high}").format(low=distance(low), high=distance(high))
