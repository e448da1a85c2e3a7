"""What one appraisal of the demonstration is drawn from; two places have one each, with nothing in common but this."""

from typing import NamedTuple

TOWNS, OFFICES = "推动高质量发展", "服务高质量发展"
YEARS = (2024, 2025)  # the first is finished, the second under way
FINISHED = YEARS[0]
# year, term -> share of the year's targets that is due by then
TERMS = {(2024, "全年"): 1.0, (2025, "一季度"): 0.2, (2025, "上半年"): 0.5, (2025, "前三季度"): 0.8}
EXCELLENT_CAP = 25  # of 100 people under appraisal may be 优秀


class Appraisal(NamedTuple):
    """The tables of one place; a line is split at blanks, and - stands for nothing.

    `seed`: any number; another one draws other values, and with them another order of the units.
    `first_number`: of its people, outcomes and items, so that two places never share one.
    """

    seed: int
    area: str  # whose scheme it is, 12 digits
    first_number: int
    staff: int  # of each unit, beside its team

    # unit, name, area, leader's post, how able it is, members of its team beside the leader
    units: tuple[str, ...]
    towns: frozenset[str]  # the units whose group is TOWNS
    names_in_2024: dict[str, str]
    posts: dict[str, tuple[str, ...]]  # group -> what the members of a team are, seat by seat

    # group -> its lines: indicator, name, dimension, weight in 2024 and 2025 (-: not in that year), direction,
    # method, target (*: each unit's own), usual value, spread (or, with own targets: a unit's usual target for the
    # year), digits, 重点任务, source
    indicators: dict[str, tuple[str, ...]]
    outside: dict[str, str]  # group -> the indicator of 加减分
    outside_source: str
    key_task_weights: dict[int, int]
    floors_and_caps: dict[str, tuple[int, int]]
    not_applicable: frozenset[str]  # "unit indicator"
    exceptions: tuple[
        str, ...
    ]  # year, term, unit, indicator, value (-: handed in without one, x: not handed in)
    carried_over: str  # the unit whose values of the last term are those of the term before
    extra_points: tuple[str, ...]  # bonus and deduction stand outside the 100: year, term, unit, points

    excellent: tuple[int, int]  # how many leaders and how many others got 优秀 in the finished year
    peer_teams: int  # how many of the first units rate each other
    awarded: dict[str, int]
    award_days: dict[str, str]
    good_official: str  # the unit whose leader is named 全盟担当作为好干部
    talks: tuple[str, ...]  # unit, whom (the unit itself or its leader), kind, day
    trainings: tuple[str, ...]  # topic, how many units were trained in it
    training_days: str
    # unit talked to, problem, measure, who answers for it, due, done, looked back, result
    rectifications: tuple[str, ...]

    def group(self, unit_id: str) -> str:
        """The group in which a unit is ranked."""
        return TOWNS if unit_id in self.towns else OFFICES

    def unit_ids(self) -> list[str]:
        """The units in their order."""
        return [line.split()[0] for line in self.units]
