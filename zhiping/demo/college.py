"""The invented 社区学院 of 海勃湾区: as many lecturers and learners as were announced, and what they did in a year.

Lecturers are 示例讲师001 …: nothing invented here is said of a person who exists.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from zhiping.contracts.kinds import Row
from zhiping.demo.areas import area_row
from zhiping.demo.college_requests import requests
from zhiping.demo.college_tables import (
    AHEAD_DAYS,
    ANNOUNCED,
    AROUND,
    AUDIENCES,
    CHANNELS,
    FIELDS,
    FIRST_DAY,
    FORMS,
    HOURS,
    NUMBERS,
    ORDERS,
    PLACE,
    PLACES,
    PLAN_DAYS,
    RATED_SHARE,
    RATINGS,
    SOURCES,
    SUMMER_BREAK,
    TOWNS,
    UNRECORDED_EVERY,
    USUAL_SEATS,
    Numbers,
    drawn,
)
from zhiping.demo.published import SOURCE
from zhiping.demo.tables import DATA_DATE
from zhiping.rules.areas import area_code

SEED = 382


def published_rows() -> list[Row]:
    """The rows of `published_figures`."""
    figures = (line.split() for line in ANNOUNCED)
    return [
        {
            "figure_id": f"P-SQ-{number:02}",
            "system": "college",
            "area_code": area_code(PLACE),
            "measure": measure,
            "value": value,
            "bound": bound,
            "source": SOURCE,
        }
        for number, (measure, value, bound) in enumerate(figures, 1)
    ]


def numbered(rows: Sequence[Row], column: str, prefix: str, digits: int) -> None:
    """Give rows their numbers, in their order."""
    for number, row in enumerate(rows, 1):
        row[column] = f"{prefix}-{number:0{digits}}"


def lecturers(rng: Random, places: Sequence[str], sources: Sequence[str], prefix: str) -> list[Row]:
    """Rows of `lecturers`; `is_idle` marks those who teach nothing in a year. `sources`: lines of SOURCES."""
    fields = {line.split()[0]: int(line.split()[2]) for line in FIELDS}
    rows: list[Row] = []
    for source, count, idle, institutions, ways in (line.split() for line in sources):
        for number in range(int(count)):
            rows.append(
                {
                    "lecturer_name": f"示例讲师{len(rows) + 1:03}",
                    "area_code": area_code(places[len(rows) % len(places)]),
                    "source_kind": source,
                    "field": drawn(rng, fields),
                    "hired_on": date(2023, 9, 1) + timedelta(days=rng.randrange(360)),
                    "institution": rng.choice(institutions.split("、")),
                    "selected_by": rng.choice(ways.split("、")),
                    "is_idle": number < int(idle),
                }
            )
    numbered(rows, "lecturer_id", prefix, 3)
    return rows


def courses(rng: Random, places: Sequence[str], prefix: str) -> list[Row]:
    """Rows of `courses`: of each field as many as FIELDS says, each kind of order in turn."""
    kinds = {line.split()[0]: int(line.split()[1]) for line in ORDERS}
    rows: list[Row] = []
    for field, count, _sessions, _requests, _met, *titles in (line.split() for line in FIELDS):
        for number in range(int(count)):
            title = titles[number % len(titles)]
            rows.append(
                {
                    "title": title if number < len(titles) else f"{title}（进阶）",
                    "field": field,
                    "area_code": area_code(places[len(rows) % len(places)]),
                    "order_kind": list(kinds)[number] if number < len(kinds) else drawn(rng, kinds),
                    "form": rng.choice(FORMS),
                    "audience": drawn(rng, AUDIENCES),
                }
            )
    numbered(rows, "course_id", prefix, 3)
    return rows


def session(rng: Random, course: Row, lecturer: Row, place: Sequence[str], held_at: datetime) -> Row:
    """A row of `class_sessions` without its number; `place`: code, name, longitude, latitude."""
    seats = next(line.split()[2] for line in ORDERS if line.startswith(course["order_kind"]))
    code, name, longitude, latitude = place[:4]
    return {
        "course_id": course["course_id"],
        "lecturer_id": lecturer["lecturer_id"],
        "held_at": held_at,
        "hours": rng.choice((1.5, 2, 2, 3, 4)),
        "place": name + rng.choice(PLACES),
        "area_code": area_code(code),
        "capacity": int(rng.choice(seats.split("、"))),
        "status": "已开课" if held_at <= DATA_DATE else "计划",
        "longitude": round(float(longitude) + rng.uniform(-AROUND, AROUND), 4),
        "latitude": round(float(latitude) + rng.uniform(-0.75 * AROUND, 0.75 * AROUND), 4),
        "coord_datum": "WGS-84",
        "course": course,
    }


def moments(rng: Random, a_month: int, first: date = FIRST_DAY) -> list[datetime]:
    """When sessions are held, in order: workdays up to some weeks after the data date, fewer in summer."""
    last = DATA_DATE.date() + timedelta(days=PLAN_DAYS)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    days = [day for day in days if day.weekday() < 5 and (day not in SUMMER_BREAK or day.weekday() == 0)]
    count = round(a_month * (last - first).days / 30)
    found = [
        datetime(day.year, day.month, day.day, rng.choice(HOURS), rng.choice((0, 30)))
        for day in rng.choices(days, k=count)
    ]
    return sorted(found)


def sessions(
    rng: Random,
    given: Sequence[Row],
    teachers: Sequence[Row],
    places: Sequence[Sequence[str]],
    times: Sequence[datetime],
) -> list[Row]:
    """Rows of `class_sessions`, by time; the teachers who are not idle take turns, the places too."""
    weights = {line.split()[0]: int(line.split()[2]) for line in FIELDS}
    active = [row for row in teachers if not row["is_idle"]]
    rng.shuffle(active)
    rows = []
    for number, held_at in enumerate(times):
        course = rng.choices(given, [weights[row["field"]] for row in given])[0]
        teacher = active[number % len(active)]
        rows.append(session(rng, course, teacher, places[number % len(places)], held_at))
    return rows


def some_called_off(rng: Random, rows: Sequence[Row], cancelled: int, unconfirmed: int, blank: int) -> None:
    """Cancel some, leave some a plan although their time is past, and forget the seats of some."""
    past = [row for row in rows if row["status"] == "已开课"]
    picked = rng.sample(past, cancelled + unconfirmed + blank)
    for row in picked[:cancelled]:
        row["status"] = "取消"
    for row in picked[cancelled : cancelled + unconfirmed]:
        row["status"] = "计划"
    for row in picked[cancelled + unconfirmed :]:
        row["capacity"] = None


def booking(rng: Random, row: Row, learner: str, stays_away: float) -> Row:
    """A row of `bookings` without its number, for a session that has its own."""
    before = timedelta(minutes=rng.randrange(60, AHEAD_DAYS * 24 * 60))
    status = "已参加"
    if rng.random() < 0.05:
        status = "已取消"
    elif row["status"] == "计划":
        status = "已预约"
    elif rng.random() < stays_away:
        status = "未到"
    is_rated = status == "已参加" and rng.random() < RATED_SHARE
    return {
        "session_id": row["session_id"],
        "learner_id": learner,
        "channel": drawn(rng, CHANNELS),
        "booked_at": min(row["held_at"] - before, DATA_DATE - timedelta(hours=rng.randrange(2, 60))),
        "status": status,
        "rating": rng.choice(RATINGS) if is_rated else None,
    }


def bookings(rng: Random, rows: Sequence[Row], learners: int, prefix: str) -> list[Row]:
    """Rows of `bookings`, by session: some who come for the first time, and some who have been there before."""
    orders = {line.split()[0]: tuple(map(float, line.split()[3:])) for line in ORDERS}
    fresh = [f"{prefix}-{number:05}" for number in range(1, learners + 1)]
    rng.shuffle(fresh)
    known: list[str] = []
    found = []
    for row in rows:
        if row["status"] == "取消":
            continue
        booked, away = orders[row["course"]["order_kind"]]
        seats = row["capacity"] or USUAL_SEATS
        size = min(seats, round(seats * booked * rng.uniform(0.7, 1.2)))
        is_past = row["status"] == "已开课"
        new = fresh[: round(size * 0.7)] if is_past else []
        del fresh[: len(new)]
        back = rng.sample(known, min(len(known), size - len(new)))
        # who is new comes, so that as many are trained as were announced
        found += [booking(rng, row, one, 0) | {"status": "已参加"} for one in new]
        found += [booking(rng, row, one, away) for one in back]
        known += new
    return found


def faults(rows: list[Row], booked: list[Row], asked: list[Row]) -> None:
    """Some of each that a page must tell.

    More bookings than seats, a rating of one who stayed away, bookings of which nobody wrote down who came, a request
    met before it was made, and one that was solved without a session.
    """
    full = next(row for row in rows if row["status"] == "已开课" and row["capacity"])
    its = [one for one in booked if one["session_id"] == full["session_id"] and one["status"] != "已取消"]
    full["capacity"] = len(its) - 2
    away = [one for one in booked if one["status"] == "未到"]
    away[0]["rating"] = 4
    for one in away[1::UNRECORDED_EVERY]:
        one["status"] = "已预约"
    met = next(one for one in reversed(asked) if one["solved"])
    met["session_id"] = rows[0]["session_id"]
    undated = next(one for one in asked if one["solved"] is None)
    undated |= {"session_id": None, "solved": True}


def college(
    rng: Random,
    places: Sequence[Sequence[str]],
    at: Sequence[str],
    sources: Sequence[str],
    numbers: Numbers,
) -> dict[str, list[Row]]:
    """The rows of one college. `places`: where it teaches; `at`: the codes at which its lecturers and courses are."""
    teachers = lecturers(rng, at, sources, f"{numbers.prefix}SZ")
    given = courses(rng, at, f"{numbers.prefix}KC")
    rows = sessions(rng, given, teachers, places, moments(rng, numbers.month_sessions))
    some_called_off(rng, rows, numbers.cancelled, numbers.unconfirmed, numbers.blank)
    numbered(rows, "session_id", f"{numbers.prefix}KK", 4)
    booked = bookings(rng, rows, numbers.learners, f"{numbers.prefix}L")
    asked = requests(rng, rows, places, numbers.month_requests, numbers.longest_open)
    faults(rows, booked, asked)
    numbered(booked, "booking_id", f"{numbers.prefix}YY", 5)
    numbered(asked, "request_id", f"{numbers.prefix}DD", 4)
    datasets = {
        "lecturers": teachers,
        "courses": given,
        "class_sessions": rows,
        "bookings": booked,
        "course_requests": asked,
    }
    drawing = ("is_idle", "course")
    return {
        name: [{key: value for key, value in row.items() if key not in drawing} for row in its]
        for name, its in datasets.items()
    }


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: streets, lecturers, courses, sessions, bookings, requests, and what was announced."""
    places = [line.split() for line in TOWNS]
    return {
        "areas": [area_row(line) for line in TOWNS],
        "published_figures": published_rows(),
        **college(Random(SEED), places, [PLACE], SOURCES, NUMBERS),
    }
