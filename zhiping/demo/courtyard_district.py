"""The invented courtyards of 赛罕区 and what happened in them: in every street and town some of each kind."""

from datetime import date
from random import Random

from zhiping.contracts.kinds import Row
from zhiping.demo.courtyards import (
    KINDS,
    LEANINGS,
    OTHERWISE,
    SETTLED,
    activity,
    courtyard,
    days_held,
    meals,
    number,
)
from zhiping.demo.tables import AREAS, HOME
from zhiping.rules.areas import area_prefix

SEED = 150106
COMMUNITY_DIGITS = 12
CANTEEN_PLACE = "150105001001"
CANTEEN_OPENED = date(2024, 9, 2)
WORDS = "云杉 白桦 海棠 丁香 青松 杏林 百合 兰草 榆荫 柳岸 梧桐 紫藤".split()
AROUND = 0.003  # degrees: streets are small, and some lie at the edge of the district
SETTLED_SHARE = 0.86
OTHERWISE_WEIGHT = 2  # beside LEANINGS


def _places() -> list[list[str]]:
    """Where courtyards are: the communities that are known, and for the rest of it each street or town itself."""
    return [line.split() for line in AREAS if line.startswith(HOME)]


def _courtyards(rng: Random) -> list[Row]:
    rows = []
    for place in _places():
        kinds = [line.split() for line in KINDS]
        if len(area_prefix(place[0])) == COMMUNITY_DIGITS:
            kinds = rng.sample(kinds, 2)
        words = rng.sample(WORDS, len(kinds))
        rows += [courtyard(rng, place, kind, word, AROUND) for kind, word in zip(kinds, words, strict=True)]
    return rows


def _activities(rng: Random, courtyards: list[Row]) -> list[Row]:
    names = [line.split()[0] for line in KINDS]
    rows = []
    for one in courtyards:
        at = names.index(one["courtyard_kind"])
        weights = {kind: leaning[at] for kind, leaning in LEANINGS.items()} | {OTHERWISE: OTHERWISE_WEIGHT}
        for day in days_held(rng, one["opened_on"]):
            kind = rng.choices(list(weights), list(weights.values()))[0]
            row = activity(rng, one, day, kind, rng.choices((1, 2, 3), (80, 15, 5))[0])
            if kind in SETTLED and rng.random() > SETTLED_SHARE:
                row["settled_count"] -= 1
            rows.append(row)
    return rows


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: the courtyards and what happened in them."""
    rng = Random(SEED)
    place = next(each for each in _places() if each[0] == CANTEEN_PLACE)
    canteen = courtyard(rng, place, KINDS[1].split(), "夕阳红", AROUND) | {
        "host_kind": "其他",
        "opened_on": CANTEEN_OPENED,
    }
    courtyards = _courtyards(rng)
    activities = _activities(rng, courtyards) + meals(rng, canteen, place)
    courtyards.append(canteen)
    number(courtyards, activities, "SHXY", "SHHD")
    return {"courtyards": courtyards, "courtyard_activities": activities}
