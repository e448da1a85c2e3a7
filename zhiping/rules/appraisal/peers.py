"""班子互评: peer scores freed of how strict each rater is. Who rated what never leaves this file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan

import numpy as np
import numpy.typing as npt

from zhiping.contracts.kinds import Row
from zhiping.rules.appraisal.scores import number
from zhiping.rules.rounding import FloatArray, carried_digits, places, rounded

Rating = tuple[str, str, float]
Positions = npt.NDArray[np.intp]

ENOUGH_RATERS = 3
MOST_DIGITS = 2
_EXACT, _CLOSE = 1e-13, 1e-9  # of the largest score: what is aimed at, and what is told
_STARTS, _MOST_ROUNDS = 3, 2_000  # 73,421 ratings in a ring of neighbours: 8 s


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
    by = np.array([rater_at[rater] for rater, _, _ in kept])
    of = np.array([ratee_at[ratee] for _, ratee, _ in kept])
    levels, leniency = _least_squares(by, of, np.array([score for _, _, score in kept], dtype=np.float64))

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


def _least_squares(by: Positions, of: Positions, scores: FloatArray) -> tuple[FloatArray, FloatArray]:
    """A (level of each ratee, leniency of each rater) whose sums fit `scores`, rating by rating, best.

    Each rater's leniency is the mean of what the levels leave of their scores; put into the normal equations
    that leaves the levels alone, which conjugate gradients solve without a matrix: memory as the ratings', and a
    few dozen rounds where people rate each other as they do. The equations are singular (levels may be moved
    against leniencies) and consistent, which the method does not mind (Hestenes and Stiefel 1952, section 18).
    All nan where they are not solved after `_MOST_ROUNDS`: thousands of people who rate but their neighbours are
    tied too weakly to be held against each other.
    """
    given, received = np.bincount(by), np.bincount(of)
    scale = max(1.0, float(np.abs(scores).max()))
    rounds = 0

    def leniency_of(rest: FloatArray) -> FloatArray:
        return np.asarray(np.bincount(by, rest) / given, dtype=np.float64)

    def sums(rest: FloatArray) -> FloatArray:
        """What is left of the ratings of each ratee, the raters' own means taken off."""
        return np.asarray(np.bincount(of, rest - leniency_of(rest)[by]), dtype=np.float64)

    levels = np.zeros(len(received))
    wanted = sums(scores)
    for _start in range(_STARTS):  # anew from where rounding has brought the last one to
        left = wanted - sums(levels[of])
        step = left / received
        direction, size = step, float(left @ step)
        for _round in range(len(received) + 1):  # without rounding errors so many are enough
            if rounds == _MOST_ROUNDS or np.abs(left).max() <= _EXACT * scale:
                break
            rounds += 1
            curved = sums(direction[of])
            length = size / float(direction @ curved)
            levels = levels + length * direction
            left = left - length * curved
            step = left / received
            size, former = float(left @ step), size
            direction = step + size / former * direction
    if np.abs(wanted - sums(levels[of])).max() > _CLOSE * scale:
        levels = np.full_like(levels, nan)
    return levels, leniency_of(scores - levels[of])


def _components(ratings: Sequence[Rating]) -> list[tuple[frozenset[str], frozenset[str]]]:
    """The (ratees, raters) that ratings tie together, directly or through others, by their first ratee."""
    above: dict[tuple[int, str], tuple[int, str]] = {}

    def top(one: tuple[int, str]) -> tuple[int, str]:
        above.setdefault(one, one)
        while above[one] != one:
            above[one] = above[above[one]]  # shorter for the next who asks
            one = above[one]
        return one

    for rater, ratee, _ in ratings:
        above[top((1, rater))] = top((0, ratee))
    parts: dict[tuple[int, str], tuple[set[str], set[str]]] = {}
    for kind, name in above:
        parts.setdefault(top((kind, name)), (set(), set()))[kind].add(name)
    found = [(frozenset(ratees), frozenset(raters)) for ratees, raters in parts.values()]
    return sorted(found, key=lambda part: min(part[0]))


def rated_rows(rows: list[Row]) -> list[Row]:
    """One row per rated person of a team and year, from one row per rating; nothing in it is of a rater.

    Added: person_id, rater_count, raw_mean, score_spread (the standard deviation of the ratings) and
    adjusted_score (all None when withheld, with one decimal more than the ratings were written with, at most two),
    is_withheld (fewer than 3 raters beside oneself), is_connected (False: the team's ratings do not tie
    all its members together, or so weakly that no score could be told exactly; nobody is adjusted), raw_place and adjusted_place within the team, of scores as shown.
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
    is_connected = len(fit.components) < 2 and not (ratings and isnan(fit.mean))

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
