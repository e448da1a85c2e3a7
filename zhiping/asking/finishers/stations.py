"""驿站: the questions whose rows a rule in Python finishes."""

from zhiping.asking.finishing import Finisher
from zhiping.rules.geo import coverage
from zhiping.rules.hours import opening

FINISHERS = {
    "stations/list": Finisher(
        opening.stations_now, ("open_at", "opening"), {"holidays": "stations/holidays"}
    ),
    "stations/distances": Finisher(coverage.distance_rows, ("radius_m",)),
    "stations/coverage": Finisher(coverage.coverage_rows, ("radius_m",)),
    "stations/next_sites": Finisher(coverage.site_rows, ("radius_m", "site_count")),
    "stations/open_hours": Finisher(opening.open_hour_rows, ("open_at",)),
}
