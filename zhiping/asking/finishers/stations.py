"""驿站: the questions whose rows a rule in Python finishes."""

from zhiping.asking.finishing import Finisher
from zhiping.rules.geo import coverage
from zhiping.rules.hours import opening

_POINTS = "stations/points"

FINISHERS = {
    "stations/list": Finisher(
        opening.stations_now, ("open_at", "opening"), {"holidays": "stations/holidays"}
    ),
    "stations/figure_rows": Finisher(
        opening.figure_rows,
        ("open_at", "figure"),
        {"holidays": "stations/holidays"},
        source="stations/list",
        summary="The stations behind a figure of the chosen moment: what met it, what is counted and did not, and what"
        " is not counted. One row per station.",
    ),
    "stations/now": Finisher(
        opening.now_rows,
        ("open_at",),
        {"holidays": "stations/holidays"},
        source="stations/list",
        summary="How many stations are open at the chosen moment, close soon, are suspended, or cannot be said."
        " One row per question.",
    ),
    "stations/distances": Finisher(
        coverage.distance_rows,
        ("radius_m",),
        source=_POINTS,
        summary="How far every active merchant and every area with enrolled workers is from its nearest station"
        " in operation. One row per merchant or area.",
    ),
    "stations/reached_rows": Finisher(
        coverage.reached_rows,
        ("radius_m", "figure"),
        source=_POINTS,
        summary="The places behind a figure of who has a station within reach: what met it, what is counted and did"
        " not, and what has no place. One row per merchant or area.",
    ),
    "stations/coverage": Finisher(
        coverage.coverage_rows,
        ("radius_m",),
        source=_POINTS,
        summary="Which share of the merchants, areas and workers has a station in operation within reach."
        " One row per kind of what is to be reached.",
    ),
    "stations/distance_bands": Finisher(
        coverage.band_rows,
        ("radius_m",),
        source=_POINTS,
        summary="How many areas, workers and merchants lie how far from their nearest station."
        " One row per kind of place and band of distance, near to far.",
    ),
    "stations/next_sites": Finisher(
        coverage.site_rows,
        ("radius_m", "site_count"),
        source=_POINTS,
        summary="Where the next stations would bring the most workers within reach of one."
        " One row per site, the most useful first.",
    ),
    "stations/open_hours": Finisher(opening.open_hour_rows, ("open_at",)),
}
