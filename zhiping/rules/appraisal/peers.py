"""班子互评: peer scores freed of how strict each rater is. Who rated what never leaves this file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from zhiping.contracts.kinds import Row
from zhiping.rules.appraisal.scores import number
from zhiping.rules.rounding import FloatArray, carried_digits, places, rounded

Rating = tuple[str, str, float]

ENOUGH_RATERS = 3
MOST_DIGITS = 2


@dataclass(frozen=True)
class Fit:
    """score = mean + ratee effect + rater effect, by least squares; effects sum to zero.

    `components` are the sets of ratees that can be compared with each other: more than one means that
    the design is disconnected. The rater effects sum to zero within each of them.
    """

    mean: float
    ratee_effects: Mapping[str, float]
    rater_effects: Mapping[str, float]
    components: tuple[frozenset[str], ...]


def additive_fit(ratings: Sequence[Rating]) -> Fit:
    """The additive two-way model of (rater, ratee, score); self-ratings are left out.

    A ratee's adjusted score is mean + effect: what all raters of the component together would give. With
    no rating left the mean is nan.
    """
    kept = [rating for rating in ratings if rating[0] != rating[1]]
    if not kept:
        return Fit(nan, {}, {}, ())
    raters = sorted({rater for rater, _, _ in kept})
    ratees = sorted({ratee for _, ratee, _ in kept})
    rater_at = {rater: at for at, rater in enumerate(raters)}
    ratee_at = {ratee: at for at, ratee in enumerate(ratees)}
    design = np.zeros((len(kept), len(ratees) + len(raters)))
    lines = np.arange(len(kept))
    design[lines, [ratee_at[ratee] for _, ratee, _ in kept]] = 1
    design[lines, [len(ratees) + rater_at[rater] for rater, _, _ in kept]] = 1
    effects = np.linalg.lstsq(design, np.array([score for _, _, score in kept], dtype=np.float64))[0]
    levels, leniency = effects[: len(ratees)], effects[len(ratees) :]

    components = _components(kept)
    for members, their_raters in components:
        ratee_rows = [ratee_at[ratee] for ratee in members]
        rater_rows = [rater_at[rater] for rater in their_raters]
        # The scores say nothing of how far ratees and raters may be moved against each other.
        shift = leniency[rater_rows].mean()
        leniency[rater_rows] -= shift
        levels[ratee_rows] += shift
    mean = float(levels.mean())
    return Fit(
        mean,
        {ratee: float(levels[at] - mean) for ratee, at in ratee_at.items()},
        {rater: float(leniency[at]) for rater, at in rater_at.items()},
        tuple(members for members, _ in components),
    )


def _components(ratings: Iterable[Rating]) -> list[tuple[frozenset[str], frozenset[str]]]:
    """The (ratees, raters) that ratings tie together, directly or through others, by their first ratee."""
    parts: list[tuple[frozenset[str], frozenset[str]]] = []
    for rater, ratee, _ in ratings:
        ratees, raters = frozenset({ratee}), frozenset({rater})
        apart = []
        for part in parts:
            if ratee in part[0] or rater in part[1]:
                ratees, raters = ratees | part[0], raters | part[1]
            else:
                apart.append(part)
        parts = [*apart, (ratees, raters)]
    return sorted(parts, key=lambda part: min(part[0]))


def rated_rows(rows: list[Row]) -> list[Row]:
    """One row per rated person of a team and year, from one row per rating; nothing in it is of a rater.

    Added: person_id, rater_count, raw_mean, score_spread (the standard deviation of the ratings) and
    adjusted_score (all None when withheld, with one decimal more than the ratings were written with, at most two),
    is_withheld (fewer than 3 raters beside oneself), is_connected (False: the team's ratings do not tie
    all its members together, nobody is adjusted), raw_place and adjusted_place within the team, of scores as shown.
    """
    digits = min(carried_digits(float(row["score"]) for row in rows) + 1, MOST_DIGITS)
    teams: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        teams.setdefault((row["year"], row["unit_id"]), []).append(row)
    return [rated for key in sorted(teams) for rated in _team_rows(teams[key], digits)]


def _team_rows(team: list[Row], digits: int) -> list[Row]:
    persons = {row["ratee_id"]: row for row in team}
    # One score a pair, in one order, however the rows came: a score sent twice makes no second rater.
    pairs = {(row["ratee_id"], row["rater_id"]): float(row["score"]) for row in team}
    ratings = [(rater, ratee, score) for (ratee, rater), score in sorted(pairs.items()) if rater != ratee]
    scores: dict[str, list[float]] = {person: [] for person in sorted(persons)}
    for _, ratee, score in ratings:
        scores[ratee].append(score)
    fit = additive_fit(ratings)
    is_connected = len(fit.components) < 2

    is_withheld = np.array([len(given) < ENOUGH_RATERS for given in scores.values()])
    raw = np.array([np.mean(given) if given else nan for given in scores.values()])
    adjusted = np.array([fit.mean + fit.ratee_effects.get(person, nan) for person in scores])
    spread = np.array([np.std(given, ddof=1) if len(given) > 1 else nan for given in scores.values()])
    raw, spread = (rounded(np.where(is_withheld, nan, one), digits) for one in (raw, spread))
    adjusted = rounded(np.where(is_withheld | (not is_connected), nan, adjusted), digits)
    raw_places, adjusted_places = _known_places(raw), _known_places(adjusted)
    return [
        {key: persons[person][key] for key in ("year", "unit_id", "unit_name", "unit_group")}
        | {
            "person_id": person,
            "post": persons[person]["post"],
            "is_leader": persons[person]["is_leader"],
            "rater_count": len(given),
            "raw_mean": number(raw[at]),
            "score_spread": number(spread[at]),
            "adjusted_score": number(adjusted[at]),
            "is_withheld": bool(is_withheld[at]),
            "is_connected": is_connected,
            "raw_place": raw_places[at],
            "adjusted_place": adjusted_places[at],
        }
        for at, (person, given) in enumerate(scores.items())
    ]


def _known_places(scores: FloatArray) -> list[int | None]:
    return [
        None if np.isnan(score) else int(place) for score, place in zip(scores, places(scores), strict=True)
    ]


def team_rows(rows: list[Row]) -> list[Row]:
    """One row per rated team of a year, from one row per rating, those in which the adjustment moved most first.

    person_count, withheld_count, is_connected, is_adjusted (whether anybody has an adjusted score) and
    moved_place_count (by how many places together the adjustment moved its members).
    """
    teams: dict[tuple[int, str], list[Row]] = {}
    for row in rated_rows(rows):
        teams.setdefault((row["year"], row["unit_id"]), []).append(row)
    found = [
        {key: team[0][key] for key in ("year", "unit_id", "unit_name", "unit_group", "is_connected")}
        | {
            "person_count": len(team),
            "withheld_count": sum(row["is_withheld"] for row in team),
            "is_adjusted": any(row["adjusted_score"] is not None for row in team),
            "moved_place_count": sum(
                abs(row["adjusted_place"] - row["raw_place"])
                for row in team
                if row["adjusted_place"] is not None
            ),
        }
        for team in teams.values()
    ]
    return sorted(found, key=lambda row: -row["moved_place_count"])
