"""The invented tickets: each lives from its dispatch to its end, or to the data date."""

from datetime import date, datetime, timedelta
from random import Random

from zhiping.contracts.kinds import Row
from zhiping.demo.tables import (
    ANSWERS,
    AREAS,
    CATEGORIES,
    CHANNELS,
    CLOSING_DAYS,
    DATA_DATE,
    DISTRICTS,
    FIRST_DAY,
    HOME,
    OPEN,
    OUTCOMES,
    PAUSE_REASONS,
    STEMS,
    WORKING_DAYS,
)
from zhiping.demo.talks import talk_before, talks
from zhiping.demo.ticket_notices import complete
from zhiping.demo.ticket_reporting import written_down
from zhiping.rules.areas import area_code

Pause = tuple[Row, datetime, datetime | None, str]  # the ticket's row, from, to (None: still paused), why

EVENTS = ("claimed_at", "contacted_at", "surveyed_at", "reported_at", "closed_at", "called_back_at")
SEED = 20251104
STAYING = ("ticket_limits",)
TOWN_DIGITS = 9
TALK = "民情恳谈日"
LED_BY_NOBODY = 7  # of so many tickets of class A that came in otherwise one is led by no delegate
LIMIT_YEARS = range(2024, 2036)  # whichever year the first start is in


def _drawn(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _by_day(rng: Random, start: datetime, earliest: float, latest: float) -> datetime:
    """A minute `earliest` to `latest` hours after `start`, between 8 and 18 o'clock where one is found."""
    minutes = int(earliest * 60), max(int(earliest * 60), int(latest * 60))
    drawn = [start + timedelta(minutes=rng.randint(*minutes)) for _draw in range(25)]
    return next((time for time in drawn if 8 <= time.hour < 18), drawn[0])


def _is_heating(day: date) -> bool:
    return (day.month, day.day) < (4, 16) or (day.month, day.day) > (10, 14)


def _dispatch_times(rng: Random, count: int) -> list[datetime]:
    """`count` minutes from FIRST_DAY to the eve of the data date: fewer at weekends, more when it is cold."""
    days = [FIRST_DAY + timedelta(days=n) for n in range((DATA_DATE.date() - FIRST_DAY).days)]
    weights = [
        (0.4 if day.weekday() >= 5 else 1) * (1.35 if _is_heating(day) else 1) * (0.9 + n / 1500)
        for n, day in enumerate(days)
    ]
    chosen = rng.choices(days, weights, k=count)
    first_minutes = (
        rng.randint(480, 1050) if rng.random() < 0.92 else rng.randint(1050, 1230) for _day in chosen
    )
    return [
        datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
        for day, minute in zip(chosen, first_minutes, strict=True)
    ]


def _office(streets: list[list[str]], street: list[str]) -> str:
    """What the office of a street or town is called, also of one that a community lies in."""
    its = [each[0] for each in streets if len(each[0]) == TOWN_DIGITS]
    is_town = street[0][6] != "0"
    stem = STEMS[its.index(street[0][:TOWN_DIGITS]) - is_town * sum(code[6] == "0" for code in its)]
    return f"{stem}镇" if is_town else f"{stem}街道办"


def _ticket(rng: Random, district: str, dispatched_at: datetime, ticket_class: str) -> Row:
    """A ticket as it is when it is dispatched; the number comes last, in order of dispatch."""
    streets = [line.split() for line in AREAS if line.startswith(district)]
    street = rng.choice(streets)
    code, _name, longitude, latitude = street[:4]
    weight_column = 2 if _is_heating(dispatched_at.date()) else 1
    kinds = [line.split() for line in CATEGORIES]
    kind = rng.choices(kinds, [int(kind[weight_column]) for kind in kinds])[0]
    delegates = (1, 32) if district == HOME else (33, 40)
    is_difficult = ticket_class != "C" and rng.random() < (0.4 if ticket_class == "A" else 0.12)
    unit = DISTRICTS[district]
    has_support = ticket_class == "A" or rng.random() < 0.15
    return {
        "area_code": area_code(code),
        "ticket_class": ticket_class,
        "category": kind[0],
        "is_difficult": is_difficult,
        "received_at": dispatched_at - timedelta(minutes=rng.randint(5, 110)),
        "channel": _drawn(rng, CHANNELS),
        "title": rng.choice(kind[5:]),
        "delegate_id": f"D-{rng.randint(*delegates):03}",
        "lead_unit": unit + kind[3],
        "support_units": (unit + kind[4], unit + _office(streets, street))[: rng.randint(1, 2)]
        if has_support
        else (),
        "dispatched_at": dispatched_at,
        "reopened_count": 0,
        "due_at": dispatched_at + timedelta(days=CLOSING_DAYS[ticket_class]),
        "longitude": round(float(longitude) + rng.uniform(-0.005, 0.005), 4),
        "latitude": round(float(latitude) + rng.uniform(-0.005, 0.005), 4),
        "coord_datum": "WGS-84",
    }


def _with_stages(rng: Random, row: Row) -> Row:
    """The ticket lived to its end, cut off at the data date."""
    start: datetime = row["dispatched_at"]
    is_slow = (
        row["lead_unit"].endswith("三局") and rng.random() < 0.3
    )  # one unit stands out on the funnel plot

    def late(share: float) -> bool:
        return rng.random() < share * (3 if is_slow else 0.8)

    def after(event: datetime | None) -> float:  # hours
        return ((event or start) - start) / timedelta(hours=1)

    claimed = _by_day(rng, start, 1.1, 7) if late(0.04) else start + timedelta(minutes=rng.randint(3, 58))
    contacted = max(claimed + timedelta(minutes=10), _by_day(rng, start, 0.5, 18))
    surveyed = reported = None
    if row["ticket_class"] != "C" or rng.random() < 0.3:  # C is done on the spot, often by telephone alone
        surveyed = _by_day(rng, start, *((24.5, 60) if late(0.06) else (after(contacted), 23.9)))
    if row["ticket_class"] != "C" or rng.random() < 0.7:
        earliest = after(surveyed or contacted)
        reported = _by_day(
            rng, start, *((max(earliest, 48.2), 110) if late(0.08) else (earliest + 0.5, 47.8))
        )
    closed = _by_day(rng, reported or contacted, 2, 24 * WORKING_DAYS[row["ticket_class"]])
    if rng.random() < 0.05:
        closed = _by_day(rng, row["due_at"], 2, 96)
    called_back = _by_day(rng, closed, 4, 72) if rng.random() < 0.94 else None
    times = (claimed, contacted, surveyed, reported, closed, called_back)
    row |= {
        name: time if time and time <= DATA_DATE else None for name, time in zip(EVENTS, times, strict=True)
    }
    if row["closed_at"]:
        row["outcome"] = _drawn(rng, OUTCOMES)
    if row["called_back_at"]:
        row["satisfaction"] = _drawn(rng, ANSWERS)
    return row


def _hours_ago(hours: float | None) -> datetime | None:
    return None if hours is None else DATA_DATE - timedelta(hours=hours)


def _open_tickets(rng: Random) -> list[Row]:
    """The rows of OPEN; every fifth lies in a neighbouring district."""
    rows = []
    for number, (ticket_class, due_in, ages) in enumerate(OPEN):
        district = rng.choice(list(DISTRICTS)) if number % 5 == 0 else HOME
        row = _ticket(rng, district, DATA_DATE - timedelta(hours=ages[0] or 0), ticket_class)
        row |= dict(zip(EVENTS, map(_hours_ago, ages[1:]), strict=False))
        rows.append(row | {"due_at": DATA_DATE + timedelta(hours=due_in)})
    rows[-2]["reopened_count"] = 1
    return rows


def _ended_early(rng: Random, rows: list[Row]) -> None:
    """Some finished tickets were never worked on: withdrawn, refused, sent back or double."""
    outcomes = ("撤回",) * 5 + ("不予受理",) * 4 + ("退单",) * 4 + ("重复",) * 4
    for row, outcome in zip(rng.sample(rows, len(outcomes)), outcomes, strict=True):
        row.update(dict.fromkeys(EVENTS[1:]), outcome=outcome, satisfaction=None)
        row["closed_at"] = _by_day(rng, row["claimed_at"], 0.5, 8)
        if outcome == "撤回" and rng.random() < 0.3:
            row["closed_at"] = None  # the caller took it back and nobody closed it


def _skipped_and_faulty(rng: Random, rows: list[Row]) -> None:
    """Some finished tickets lack a stage, some have impossible times, some were opened again."""
    chosen = rng.sample(rows, 21)
    skipped = ("claimed_at", "claimed_at", "claimed_at", "contacted_at", "surveyed_at", "reported_at")
    for row, event in zip(chosen, skipped, strict=False):
        row[event] = None
    for row in chosen[6:8]:
        row["closed_at"] = row["dispatched_at"] - timedelta(days=2)
    for row in chosen[8:10]:
        row["claimed_at"] = row["dispatched_at"] - timedelta(minutes=40)
    chosen[10]["called_back_at"] = chosen[10]["closed_at"] - timedelta(days=1)
    for row in chosen[11:]:
        row["reopened_count"] = rng.choice((1, 1, 2))
    for row in chosen[13:]:  # of the first two the record kept the last closing alone
        row["first_closed_at"] = row["closed_at"] - min(
            timedelta(days=3), (row["closed_at"] - row["reported_at"]) / 2
        )


def _long_pauses(rng: Random, rows: list[Row]) -> list[Pause]:
    """Some tickets stood still between survey and report, on good grounds."""
    pauses: list[Pause] = []
    slow = [row for row in rows if row["reported_at"] - row["surveyed_at"] > timedelta(hours=30)]
    for row in rng.sample(slow, 9):
        resumed = row["reported_at"] - timedelta(hours=1)
        pauses.append((row, row["surveyed_at"] + timedelta(hours=1), resumed, rng.choice(PAUSE_REASONS)))
    return pauses


def _paused_cases(rng: Random) -> tuple[list[Row], list[Pause]]:
    """The four cases in which a pause is easily misjudged, each a ticket of its own."""
    at = datetime
    ended = _ticket(rng, HOME, at(2025, 3, 10, 9), "A")  # 47.5 h on the clock once its pauses are merged
    ended |= {"claimed_at": at(2025, 3, 10, 9, 20), "contacted_at": at(2025, 3, 10, 14)}
    ended |= {"surveyed_at": at(2025, 3, 10, 16), "reported_at": at(2025, 3, 16, 8, 30)}
    ended |= {"closed_at": at(2025, 3, 26, 10), "outcome": "已解决"}
    ended |= {"called_back_at": at(2025, 3, 27, 9, 30), "satisfaction": "满意"}
    still = _ticket(rng, HOME, at(2025, 11, 1, 16), "B") | {"claimed_at": at(2025, 11, 1, 16, 20)}
    twice = _ticket(rng, HOME, at(2025, 10, 27, 9), "A") | {"claimed_at": at(2025, 10, 27, 9, 30)}
    twice |= {"contacted_at": at(2025, 10, 27, 15), "surveyed_at": at(2025, 10, 28, 8, 30)}
    too_late = _ticket(rng, HOME, at(2025, 10, 28, 10), "B") | {"claimed_at": at(2025, 10, 28, 10, 30)}
    pauses: list[Pause] = [
        (ended, at(2025, 3, 11, 8), at(2025, 3, 13, 8), PAUSE_REASONS[0]),
        (ended, at(2025, 3, 12, 12), at(2025, 3, 15, 8), PAUSE_REASONS[3]),
        (still, at(2025, 11, 1, 18), None, PAUSE_REASONS[1]),
        (twice, at(2025, 10, 28, 14), at(2025, 10, 30, 10), PAUSE_REASONS[0]),
        (twice, at(2025, 10, 29, 9), None, PAUSE_REASONS[2]),
        (too_late, at(2025, 10, 30, 10), None, PAUSE_REASONS[1]),  # 24 h had passed already
    ]
    return [ended, still, twice, too_late], pauses


def _last_event(rng: Random) -> Row:
    """A ticket closed at the data date itself, so that the file ends where it says that it ends."""
    row = _ticket(rng, HOME, DATA_DATE - timedelta(minutes=40), "C")
    return row | {
        "claimed_at": DATA_DATE - timedelta(minutes=35),
        "closed_at": DATA_DATE,
        "outcome": "已解决",
    }


def _talked_about(rows: list[Row]) -> None:
    """What came of a 民情恳谈日 names it; some tickets of class A are led by no delegate."""
    those = talks()
    for row in rows:
        if row["channel"] == TALK:
            row["talk_id"] = talk_before(those[row["delegate_id"]], row["received_at"].date())
    for row in [row for row in rows if row["ticket_class"] == "A" and row["channel"] != TALK][
        ::LED_BY_NOBODY
    ]:
        row["delegate_id"] = None


def tickets_and_pauses() -> tuple[list[Row], list[Row]]:
    """The rows of `tickets`, by time of dispatch, and of `ticket_pauses`."""
    rng = Random(SEED)
    rows = []
    for district, count in ((HOME, 400), ("150102", 40), ("150103", 24), ("150104", 22)):
        for dispatched_at in _dispatch_times(rng, count):
            ticket_class = rng.choices("ABC", (20, 40, 40))[0]
            rows.append(_with_stages(rng, _ticket(rng, district, dispatched_at, ticket_class)))
    finished = [row for row in rows if row["called_back_at"] and row["ticket_class"] != "C"]
    rng.shuffle(finished)
    _ended_early(rng, finished[:40])
    _skipped_and_faulty(rng, finished[40:80])
    pauses = _long_pauses(rng, finished[80:])
    cases, their_pauses = _paused_cases(rng)
    rows = sorted(
        [*rows, *cases, *_open_tickets(rng), _last_event(rng)], key=lambda row: row["dispatched_at"]
    )
    written_down(rows)
    for number, row in enumerate(rows, 1):
        row["ticket_id"] = f"GD-2025-{number:04}"
    _talked_about(rows)
    complete(rows)
    return rows, [
        {"ticket_id": row["ticket_id"], "paused_at": paused, "resumed_at": resumed, "reason": reason}
        for row, paused, resumed, reason in sorted([*pauses, *their_pauses], key=lambda pause: pause[1])
    ]


def _limit_rows() -> list[Row]:
    hours = {"认领": 1, "对接勘察": 24, "反馈": 48}  # closing has a limit of each ticket's own
    return [
        {"year": year, "ticket_class": ticket_class, "step": step, "hours": limit}
        for year in LIMIT_YEARS
        for ticket_class in ("A", "B")  # C is settled on the spot and has no steps
        for step, limit in hours.items()
    ]


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: the limits, the tickets and their pauses."""
    tickets, pauses = tickets_and_pauses()
    return {"ticket_limits": _limit_rows(), "tickets": tickets, "ticket_pauses": pauses}
