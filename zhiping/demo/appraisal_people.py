"""The invented people under appraisal: grades, ratings among each other, and what followed. Pseudonyms only."""

from collections.abc import Sequence
from datetime import date
from random import Random

from zhiping.contracts.kinds import Row
from zhiping.demo.appraisal import APPRAISALS
from zhiping.demo.appraisal_shape import FINISHED, YEARS, Appraisal

SEED = 65145625
PEER_SEED = 5
STAYING = ("appraisal_people", "peer_ratings", "appraisal_outcomes", "rectifications")
NEWCOMERS = 7  # members who are somebody else in 2025
LENIENCY = (6, 4, 2, 0, -2, -4, -6)  # points that one rater gives more or less than the others
SELF_RATING_TEAM, PARTIAL_TEAM, THIN_TEAM, SPLIT_TEAM = "T02", "T06", "T07", "T08"


def _people(rng: Random, of: Appraisal) -> list[Row]:
    """Each unit's leader and team in both years, with scores; the grades come from the scores."""
    number = of.first_number - 1
    rows = []
    for unit_id, _name, _area, leader_post, ability, members in (line.split() for line in of.units):
        for seat in range(int(members) + 1):
            number += 1
            mean = 86 + 1.6 * float(ability) + (2.5 if seat == 0 else 0) + rng.gauss(0, 3)
            for year in YEARS:
                row: Row = {"year": year, "unit_id": unit_id, "is_leader": seat == 0}
                row |= {"person_id": f"R-{number:03}", "score": round(min(mean + rng.gauss(0, 1.2), 99), 1)}
                row["post"] = leader_post if seat == 0 else _post(of, unit_id, leader_post, seat)
                rows.append(row)
    new = rng.sample([row for row in rows if row["year"] == YEARS[1] and not row["is_leader"]], NEWCOMERS)
    for extra, row in enumerate(new, number + 1):
        row["person_id"] = f"R-{extra:03}"
    return sorted(rows, key=lambda row: row["year"])


def _post(of: Appraisal, unit_id: str, leader_post: str, seat: int) -> str:
    post = of.posts[of.group(unit_id)][seat - 1]
    return "副职" if post == "副镇长" and not leader_post.startswith("镇") else post


def _staff(rng: Random, of: Appraisal, first_number: int) -> list[Row]:
    """Who is appraised beside the team, and rates nobody in it."""
    rows: list[Row] = []
    for unit_id, ability in ((line.split()[0], line.split()[4]) for line in of.units):
        for _one in range(of.staff):
            person_id = f"R-{first_number + len(rows) // len(YEARS):03}"
            mean = 85 + 1.6 * float(ability) + rng.gauss(0, 3)
            for year in YEARS:
                row: Row = {"year": year, "unit_id": unit_id, "is_leader": False, "person_id": person_id}
                rows.append(row | {"post": "干部", "score": round(min(mean + rng.gauss(0, 1.2), 99), 1)})
    return rows


def _graded(of: Appraisal, people: Sequence[Row]) -> None:
    """Grades by score, in the finished year alone."""
    for is_leader, excellent in zip((True, False), of.excellent, strict=True):
        its = [row for row in people if row["year"] == FINISHED and row["is_leader"] == is_leader]
        its.sort(key=lambda row: -row["score"])
        for place, row in enumerate(its):
            row["grade"] = "优秀" if place < excellent else "称职"
        for row in its[-1:] if is_leader else its[-3:]:
            row["grade"] = "基本称职"
        if not is_leader:
            its[-1]["grade"] = "不称职"


def _is_rated(rng: Random, unit_id: str, rater: int, ratee: int, count: int) -> bool:
    """Whether one seat of a team rates another there."""
    if rater == ratee:
        return unit_id == SELF_RATING_TEAM and rater < 4
    if unit_id == PARTIAL_TEAM:
        return rng.random() < 0.65
    if unit_id == THIN_TEAM:
        return ratee != count - 1 or rater < 2  # two only rated the last
    return unit_id != SPLIT_TEAM or (rater < count // 2) == (ratee < count // 2)


def _peer_ratings(rng: Random, of: Appraisal, people: Sequence[Row]) -> list[Row]:
    """Ratings of the first teams in 2025: strict and lenient raters, so that raw means mislead."""
    rows = []
    for unit_id in of.unit_ids()[: of.peer_teams]:
        team = [row["person_id"] for row in people if row["unit_id"] == unit_id and row["year"] == YEARS[1]]
        truths = rng.sample([93 - 1.3 * place for place in range(len(team))], len(team))
        lenient = rng.sample([*LENIENCY, 1][: len(team)], len(team))
        for rater, rater_id in enumerate(team):
            for ratee, ratee_id in enumerate(team):
                if not _is_rated(rng, unit_id, rater, ratee, len(team)):
                    continue
                score = truths[ratee] + lenient[rater] + rng.gauss(0, 0.4) + (4 if rater == ratee else 0)
                row = {"year": YEARS[1], "unit_id": unit_id, "rater_id": rater_id, "ratee_id": ratee_id}
                rows.append(row | {"score": min(round(score), 100)})
    return rows


def _days(texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts.split()]


def _awards(rng: Random, of: Appraisal, people: Sequence[Row]) -> list[Row]:
    """嘉奖 or 三等功 for everybody with 优秀 in 2024; the others by lot among those who did well."""
    past = [row for row in people if row["year"] == FINISHED]
    excellent = rng.sample(
        [row for row in past if row["grade"] == "优秀"], sum(row["grade"] == "优秀" for row in past)
    )
    still_there = {row["person_id"] for row in people if row["year"] == YEARS[1]}
    talked = {line.split()[0] for line in of.talks}
    able = [
        row
        for row in past
        if row["grade"] in {"优秀", "称职"}
        and row["person_id"] in still_there
        and not (row["is_leader"] and row["unit_id"] in talked)
    ]
    merits = of.awarded["记个人三等功"]
    chosen = {
        "记个人三等功": excellent[:merits],
        "嘉奖": excellent[merits:],
        "晋升职级": rng.sample(able, of.awarded["晋升职级"]),
        "提拔或进一步使用": rng.sample(
            [row for row in able if row["grade"] == "优秀"], of.awarded["提拔或进一步使用"]
        ),
    }
    if of.good_official:
        chosen["全盟担当作为好干部"] = [
            row for row in excellent if row["unit_id"] == of.good_official and row["is_leader"]
        ]
    return [
        _outcome(row["unit_id"], row["person_id"], kind, rng.choice(_days(of.award_days[kind])))
        for kind, rows in chosen.items()
        for row in rows
    ]


def _outcome(unit_id: str, person_id: str | None, kind: str, day: date, topic: str | None = None) -> Row:
    row: Row = {"year": YEARS[1], "unit_id": unit_id, "person_id": person_id}
    return row | {"outcome_kind": kind, "topic": topic, "decided_on": day}


def _talks(of: Appraisal, people: Sequence[Row]) -> list[Row]:
    leaders = {row["unit_id"]: row["person_id"] for row in people if row["is_leader"]}
    return [
        _outcome(unit_id, leaders[unit_id] if whom == "一把手" else None, kind, date.fromisoformat(day))
        for unit_id, whom, kind, day in (line.split() for line in of.talks)
    ]


def _trainings(rng: Random, of: Appraisal) -> list[Row]:
    units = of.unit_ids()
    rows = []
    for topic, count in (line.split() for line in of.trainings):
        day = rng.choice(_days(of.training_days))
        rows += [
            _outcome(unit_id, None, "靶向式专题培训", day, topic)
            for unit_id in sorted(rng.sample(units, int(count)))
        ]
    return rows


def _rectifications(of: Appraisal, outcomes: Sequence[Row]) -> list[Row]:
    talks = {row["unit_id"]: row for row in outcomes if row["outcome_kind"] == "约谈提醒"}
    rows = []
    for number, line in enumerate(of.rectifications, of.first_number):
        unit_id, problem, measure, responsible, due, done, looked_back, result = line.split()
        talk = talks[unit_id]
        row: Row = {"item_id": f"ZG-{number:03}", "year": YEARS[1], "unit_id": unit_id}
        row |= {"person_id": talk["person_id"], "talk_id": talk["outcome_id"], "problem": problem}
        row |= {"measure": measure, "responsible": responsible, "due_on": due}
        row |= {
            name: None if written == "-" else written
            for name, written in (
                ("done_on", done),
                ("looked_back_on", looked_back),
                ("look_back_result", result),
            )
        }
        rows.append(row)
    return rows


def _rows_of(of: Appraisal) -> dict[str, list[Row]]:
    rng = Random(SEED + of.first_number - 1)
    team = _people(rng, of)
    last = max(int(row["person_id"].removeprefix("R-")) for row in team)
    people = sorted(team + _staff(rng, of, last + 1), key=lambda row: row["year"])
    _graded(of, people)
    ratings = _peer_ratings(Random(PEER_SEED), of, team)
    outcomes = _awards(rng, of, people) + _talks(of, people) + _trainings(rng, of)
    outcomes.sort(key=lambda row: row["decided_on"])
    for number, row in enumerate(outcomes, of.first_number):
        row["outcome_id"] = f"JG-{number:03}"
    return {
        "appraisal_people": people,
        "peer_ratings": ratings,
        "appraisal_outcomes": outcomes,
        "rectifications": _rectifications(of, outcomes),
    }


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: people, ratings among peers, outcomes by day, and lists of rectification."""
    found: dict[str, list[Row]] = {}
    for each in APPRAISALS:
        for name, rows in _rows_of(each).items():
            found.setdefault(name, []).extend(rows)
    return found
