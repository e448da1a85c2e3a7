"""Appraisals of the hand-made files: two groups of 150105, two years, three terms, every case once.

The latest term is 2025上半年. Towns (推动高质量发展), weights Z01 40, Z02 30, Z03 30, Z09 outside the 100:
T01 Z01 90/100 -> 90, Z02 2 of 2-6, turned -> 100, Z03 80: .4*90 + .3*100 + .3*80 = 90
T02 Z01 45 of its own 50 -> 90, Z02 2 -> 100, Z03 80: 90, a tie
T03 Z01 130/100 -> the cap 120, Z02 6 -> 0, Z03 missing: 70 % present, not ranked; (40*120 + 30*0)/70 = 68.57
T04 Z01 60, Z02 not applicable, Z03 90: (40*60 + 30*90)/70 = 72.86
Departments (服务高质量发展), weights F01 50, F02 30, F03 18 (98 in all); F02 is 5 for all, so it has no spread:
D01 F01 40 of its own 50 -> 80, F03 10/8, at most 100: (50*80 + 18*100)/68 = 85.29
D02 F01 without a target, F03 10/20 -> 50: 48 of 98 present, not ranked
D03 F01 55/50 and F03 0 days -> the cap 100 both: 100
"""

from typing import Any

from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.contracts.kinds import Row
from zhiping.store.publishing import Store

EVERYTHING = Access(DEMO_USER)
TOWNS, OFFICES = "推动高质量发展", "服务高质量发展"
FILES = (
    *("appraisal_schemes", "appraisal_units", "appraisal_indicators", "appraisal_values"),
    *("appraisal_people", "peer_ratings", "appraisal_outcomes", "rectifications"),
)
SPECIAL_FILES = {
    "appraisal_units": (
        "年度,单位编号,单位名称,考核组,区划代码\n"
        "2025,A1,甲街道,组,150105001\n2025,A2,乙街道,组,150105002\n"
        "2025,B1,丙街道,组,150102001\n2025,C1,丁街道,组,150121001\n"
        "2025,X1,外市街道,组,150202001\n2025,Y1,另组单位,另组,150105001\n"
        "2025,A,子镇,约谈,150105001\n2025,B,丑镇,约谈,150105001\n2025,C,寅镇,约谈,150105001\n"
    ),
    "appraisal_indicators": (
        "区划代码,年度,考核组,指标编号,指标名称,维度,权重,方向,计分方法,是否重点任务\n"
        "150100,2025,组,M1,市指标,维度,100,正向,直接得分,否\n"
        "150105,2025,组,Q1,区指标,维度,100,正向,直接得分,否\n"
        "150105,2025,三分之一,Z1,指标,维度,33.33,正向,直接得分,否\n"
        "150105,2025,三分之一,Z2,指标,维度,33.33,正向,直接得分,否\n"
        "150105,2025,三分之一,Z3,指标,维度,33.34,正向,直接得分,否\n"
        "150105,2025,差一分,Z1,指标,维度,60,正向,直接得分,否\n"
        "150105,2025,差一分,Z2,指标,维度,39.99,正向,直接得分,否\n"
        "150105,2025,多一分,Z1,指标,维度,60,正向,直接得分,否\n"
        "150105,2025,多一分,Z2,指标,维度,40.01,正向,直接得分,否\n"
        "150105,2025,差一点,Z1,指标,维度,99.996,正向,直接得分,否\n"
    ),
    "appraisal_schemes": (
        "区划代码,年度,考核组,重点任务权重(%),指标(服务标准)项数\n150105,2025,没有指标,40,22\n"
    ),
    "appraisal_values": (
        "年度,考核期,单位编号,指标编号,数值\n"
        "2025,全年,A1,Q1,1\n2025,全年,A2,Q1,2\n2025,全年,B1,M1,3\n2025,全年,C1,M1,4\n"
        "2025,全年,X1,M1,5\n2025,全年,Y1,Q1,6\n"
    ),
    "appraisal_outcomes": (
        "结果编号,年度,单位编号,人员代号,结果类型,决定日期\n"
        "JG-1,2025,A,,约谈提醒,2025-06-01\nJG-2,2025,A,,约谈提醒,2025-06-02\n"
        "JG-3,2025,B,R-1,二次约谈,2025-06-03\n"
        "JG-4,2025,C,R-2,约谈提醒,2025-06-04\nJG-5,2025,C,R-3,约谈提醒,2025-06-05\n"
    ),
}


def asked(store: Store, name: str, access: Access = EVERYTHING, **filters: Any) -> list[Row]:
    return run(store, f"appraisal/{name}", access, **filters).rows


def cell(store: Store, unit: str, indicator: str, **filters: Any) -> Row:
    found = asked(store, "sheet", **filters)
    return next(row for row in found if (row["unit_id"], row["indicator_id"]) == (unit, indicator))


def ranks(rows: list[Row]) -> list[tuple[str, float, int | None, int]]:
    return [(row["unit_id"], row["score"], row["rank"], row["unit_count"]) for row in rows]


def scalar(store: Store, call: str, *arguments: Any) -> Any:
    with store.versions.at() as (cursor, _number):
        return cursor.execute(f"select {call}", list(arguments)).fetchall()[0][0]
