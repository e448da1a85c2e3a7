"""What is asked for of the invented 社区学院, and the sessions that meet it."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from zhiping.contracts.kinds import Row
from zhiping.demo.college_tables import FIELDS, FIRST_DAY, MEAN_WAIT_DAYS, drawn
from zhiping.demo.tables import DATA_DATE
from zhiping.rules.areas import area_code


def requests(
    rng: Random, rows: Sequence[Row], places: Sequence[Sequence[str]], a_month: int, longest_open: int
) -> list[Row]:
    """Rows of `course_requests`, by day: most met by a session of their field, some in time, some not at all.

    `longest_open`: the oldest of those that nobody has met was made so many days before the data date.
    """
    fields = {line.split()[0]: int(line.split()[3]) for line in FIELDS}
    met_share = {line.split()[0]: float(line.split()[4]) for line in FIELDS}
    by_field: dict[str, list[Row]] = {}
    for row in rows:
        if row["status"] == "已开课" or row["held_at"] > DATA_DATE and row["status"] != "取消":
            by_field.setdefault(row["course"]["field"], []).append(row)
    days = (DATA_DATE.date() - FIRST_DAY).days
    made = sorted(
        FIRST_DAY + timedelta(days=rng.randrange(days)) for _one in range(round(a_month * days / 30))
    )
    found = []
    for number, day in enumerate(made):
        field = drawn(rng, fields)
        age = (DATA_DATE.date() - day).days
        is_open = rng.random() > met_share[field] and age <= longest_open
        wish = day + timedelta(days=1 + round(rng.expovariate(1 / MEAN_WAIT_DAYS)))
        its = None if is_open else _next_session(by_field.get(field, ()), wish)
        found.append(
            {
                "area_code": area_code(places[number % len(places)][0]),
                "field": field,
                "requested_on": day,
                "people_count": rng.choice((None, 12, 15, 20, 20, 25, 30, 40)),
                "session_id": its["session_id"] if its else None,
                "lecturer_id": its["lecturer_id"] if its else None,
                "solved": _solved(rng, its),
            }
        )
    return found


def _next_session(rows: Sequence[Row], wish: date) -> Row | None:
    return next((row for row in rows if row["held_at"].date() >= wish), None)


def _solved(rng: Random, its: Row | None) -> bool | None:
    if its is None or its["status"] != "已开课" or rng.random() < 0.2:
        return None
    return rng.random() < 0.88
