"""The places of 阿鲁科尔沁旗: its towns under their real names, and villages under invented ones.

All codes below the banner and all numbers are examples.
"""

from itertools import product
from random import Random

SEED = 150421

# code, name, longitude, latitude (WGS-84), degrees around it, villages, residents of one, what a village is called
TOWNS = """
150421100 天山镇 120.06 43.87 0.12 10 1650 村
150421101 天山口镇 119.92 43.76 0.07 11 1480 村
150421102 双胜镇 120.3 43.76 0.13 12 1560 村
150421103 坤都镇 119.95 44.18 0.14 9 1240 嘎查
150421104 巴彦花镇 120.3 44.1 0.14 10 1310 嘎查
150421105 绍根镇 120.7 43.63 0.07 10 1350 嘎查
150421106 扎嘎斯台镇 120.47 43.53 0.09 9 1180 嘎查
150421200 新民乡 119.82 43.67 0.05 10 1420 村
150421201 先锋乡 120.12 43.5 0.06 11 1510 村
150421202 罕苏木苏木 120.02 44.46 0.11 8 1020 嘎查
150421203 赛罕塔拉苏木 119.68 44.7 0.12 8 940 嘎查
150421204 巴拉奇如德苏木 120.12 44.02 0.06 9 1190 嘎查
150421205 乌兰哈达乡 119.82 43.99 0.07 10 1440 村
150421206 巴彦温都尔苏木 119.42 44.93 0.09 8 880 嘎查
""".strip().splitlines()
NEIGHBOURHOODS = "天元 东城 西城 汉林 民生 绿洲 罕山 滨河 育才 站前".split()  # 社区 of 天山镇
FIELDS = [a + b for a, b in product("新东永双兴福向长青平", "升胜合井河山林丰安") if a != b]
STEPPES = [
    a + b
    for a, b in product(
        "查干 乌兰 呼和 阿拉坦 那仁 沙日 额尔敦 宝日 阿日".split(),
        "塔拉 诺尔 高勒 宝力格 敖包 浩绕 温都尔 花".split(),
    )
]


def _near(rng: Random, degrees: str, spread: str) -> str:
    return f"{float(degrees) + rng.uniform(-1, 1) * float(spread):.4f}"


def _place(rng: Random, town: list[str], code: str, name: str, residents: float) -> str:
    _code, _name, longitude, latitude, spread = town[:5]
    population = round(residents * rng.uniform(0.6, 1.4))
    old = round(population * rng.uniform(0.11, 0.21))
    return f"{code} {name} {_near(rng, longitude, spread)} {_near(rng, latitude, spread)} {population} {old}"


def banner_lines() -> tuple[list[str], list[str]]:
    """Towns and villages in order of code: code, name, longitude, latitude, residents, of these 65 and older.

    A town has as many residents as its villages together.
    """
    rng = Random(SEED)
    names = {"村": rng.sample(FIELDS, len(FIELDS)), "嘎查": rng.sample(STEPPES, len(STEPPES))}
    towns: list[str] = []
    villages: list[str] = []
    for town in (line.split() for line in TOWNS):
        code, name, longitude, latitude, _spread, count, residents, suffix = town
        its = [
            _place(rng, town, f"{code}{number:03}", f"{each}社区", 3800)
            for number, each in enumerate(NEIGHBOURHOODS if name == "天山镇" else (), 1)
        ]
        its += [
            _place(rng, town, f"{code}{200 + number}", names[suffix].pop() + suffix, float(residents))
            for number in range(int(count))
        ]
        population, old = (sum(int(line.split()[column]) for line in its) for column in (4, 5))
        towns.append(f"{code} {name} {longitude} {latitude} {population} {old}")
        villages += its
    return towns, villages
