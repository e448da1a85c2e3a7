"""The invented 社区学院 of 赛罕区: lecturers, courses, sessions and requests in every street and town."""

from random import Random

from zhiping.contracts.kinds import Row
from zhiping.demo.college import college
from zhiping.demo.college_tables import Numbers
from zhiping.demo.tables import AREAS, HOME
from zhiping.rules.areas import area_prefix

SEED = 150105
TOWN_DIGITS = 9

# As SOURCES of zhiping/demo/college.py.
SOURCES = """
高校教师 12 3 示例大学丙、示例学院乙 签约、推荐
骨干教师 16 4 示例中学、示例党校 比武、推荐
各领域师资 27 11 示例律所、示例医院、示例社工机构 推荐、比武
""".strip().splitlines()
NUMBERS = Numbers("SH", 700, 7, 11, cancelled=3, unconfirmed=1, blank=2, longest_open=75)


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: lecturers, courses, sessions, bookings and requests."""
    places = [line.split() for line in AREAS if line.startswith(HOME)]
    towns = [place for place in places if len(area_prefix(place[0])) == TOWN_DIGITS]
    return college(Random(SEED), towns, [place[0] for place in towns], SOURCES, NUMBERS)
