"""The calendar of reports of the demonstration: what its districts have to report, and how often."""

from zhiping.contracts.kinds import Row
from zhiping.rules.areas import area_code

STAYING = ("reporting_calendar",)
# dataset, area, frequency, days after the period
CALENDAR = """
tickets 150105 日 1
courtyard_activities 150105 周 1
health_fairs 150105 周 2
stations 150105 月 5
class_sessions 150105 月 5
tickets 150102 周 1
courtyard_activities 150421 月 3
redemptions 1505 周 1
""".strip().splitlines()


def demo_rows() -> dict[str, list[Row]]:
    """The rows of `reporting_calendar`."""
    rows = []
    for line in CALENDAR:
        dataset, area, frequency, due_day = line.split()
        rows.append(
            {
                "dataset": dataset,
                "area_code": area_code(area),
                "frequency": frequency,
                "due_day": int(due_day),
            }
        )
    return {"reporting_calendar": rows}
