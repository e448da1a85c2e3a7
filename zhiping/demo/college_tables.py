"""What the demonstration of 社区学院 is drawn from: streets, where lecturers come from, fields, kinds of orders, days."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

PLACE = "150302"

# code, name, longitude, latitude (WGS-84), residents, of these 65 and older
TOWNS = """
150302001 新华街道 106.815 39.676 41200 6900
150302002 新华西街道 106.793 39.669 36800 6100
150302003 凤凰岭街道 106.829 39.66 48700 5800
150302004 海北街道 106.807 39.698 39500 5600
150302005 滨河街道 106.783 39.652 52300 4700
150302006 林荫街道 106.836 39.682 27400 4400
150302100 千里山镇 106.872 39.764 14600 2300
""".strip().splitlines()

# source, how many, of these without a session in a year, institutions, ways in
SOURCES = """
高校教师 32 7 示例大学甲、示例大学乙、示例学院甲 签约、签约、推荐
骨干教师 120 48 示例中学、示例党校、示例职校 比武、比武、推荐
各领域师资 230 128 示例律所、示例医院、示例社工机构、示例企业、示例机关 推荐、比武、签约
""".strip().splitlines()

# field, courses, weight of its sessions, weight of what is asked for, share of requests that are met
FIELDS = """
党建引领 6 16 9 0.93 支部组织生活 党员教育管理 社区党建品牌
矛盾调解 6 18 24 0.9 矛盾调解十步法 物业纠纷处置 信访接待技巧
应急处置 4 10 12 0.85 消防安全演练 急救技能 突发事件处置
养老服务 4 12 14 0.82 居家养老照护 老年健康管理 适老化改造
法律法规 4 12 13 0.9 民法典进社区 劳动争议处理 反诈普法
智慧社区 3 9 11 0.72 网格数据采集 智能终端使用 新媒体运营
心理服务 3 8 12 0.55 心理疏导入门 危机识别 情绪管理
民族团结 3 9 5 0.95 三交案例研讨 国家通用语言 民俗体验
""".strip().splitlines()

# order kind, weight, seats, share of the seats that are booked, share of those booked who stay away
ORDERS = """
点单式选课 40 16、20、24 0.86 0.12
订单式培训 25 20、24、30 0.8 0.07
主题培训 22 24、30、40 0.72 0.16
沙龙 13 10、12、15 0.9 0.1
""".strip().splitlines()
FORMS = ("课堂教学", "课堂教学", "案例研讨", "场景模拟", "现场演示")
AUDIENCES = {"社区工作者": 45, "网格员": 25, "居民": 30}
CHANNELS = {"手机预约": 62, "组织选派": 30, "现场": 8}
RATINGS = (5, 5, 5, 5, 4, 4, 4, 3, 3, 2)
RATED_SHARE = 0.45
PLACES = ("党群服务中心", "社区学院教室", "新时代文明实践所", "居民议事厅")

FIRST_DAY = date(2024, 9, 2)
SUMMER_BREAK = {date(2025, 7, 21) + timedelta(days=day) for day in range(28)}
HOURS = (9, 9, 14, 15, 19)
PLAN_DAYS = 21
USUAL_SEATS = 24  # where nobody wrote them down
AROUND = 0.008  # degrees around the middle of a street
AHEAD_DAYS = 12  # a booking is made so long before, at most
MEAN_WAIT_DAYS = 8
UNRECORDED_EVERY = 9  # of those who stayed away


class Numbers(NamedTuple):
    """How much there is of a college: a month, of what is called off or not written down, and how its ids begin."""

    prefix: str
    learners: int
    month_sessions: int
    month_requests: int
    cancelled: int
    unconfirmed: int
    blank: int
    longest_open: int  # days


NUMBERS = Numbers("", 1600, 14, 17, cancelled=6, unconfirmed=2, blank=4, longest_open=97)

# measure, value, bound
ANNOUNCED = """
师资 382 不少于
高校教师 32 等于
骨干教师 120 不少于
各领域师资 230 不少于
培训人数 1600 不少于
""".strip().splitlines()


def drawn(rng: Random, weights: dict[str, int]) -> str:
    """One of the keys, each as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]
