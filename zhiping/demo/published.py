"""The figures that were announced: the only numbers here that are not invented.

Nobody wrote down for which period most of them count, or on which day they were announced: those stay blank.
"""

from datetime import date

from zhiping.contracts.kinds import Row
from zhiping.rules.areas import area_code

STAYING = ("published_figures",)
SOURCE = "公开报道"
YEAR = {"since": date(2025, 1, 1), "until": date(2025, 12, 31)}  # of what is announced for a year
# system -> whose figures they are
PLACES = {
    "tickets": "150105",
    "delegates": "150105",
    "courtyards": "150421",
    "appraisal": "152922",
    "stations": "1505",
}

# figure, system, measure, value, bound
FIGURES = """
P-001 tickets 收集诉求 400 不少于
P-002 tickets 满意率 90 不少于
P-003 tickets 办结率 90 不少于
P-004 delegates 提出建议 20 不少于
P-005 delegates 一名党代表结对户数 5 等于
P-006 courtyards 小院数 1037 等于
P-007 courtyards 理论宣讲和红色教育 2816 等于
P-008 courtyards 意见建议 722 等于
P-009 courtyards 化解矛盾纠纷 456 等于
P-010 courtyards 办结民生问题 634 等于
P-011 appraisal 推动高质量发展指标项数 22 等于
P-012 appraisal 服务高质量发展服务标准项数 17 等于
P-013 appraisal 重点任务权重 40 等于
P-014 appraisal 嘉奖 65 等于
P-015 appraisal 记个人三等功 14 等于
P-016 appraisal 晋升职级 56 等于
P-017 appraisal 提拔或进一步使用 25 等于
P-018 appraisal 全盟担当作为好干部 1 等于
P-019 appraisal 约谈提醒 4 等于
P-020 appraisal 靶向式专题培训 32 等于
P-021 stations 驿站数 209 等于
P-022 stations 药店数 572 等于
P-023 stations 新就业群体人数 29198 等于
P-101 delegates 交办推动解决类建议 20 不少于
""".strip().splitlines()


def demo_rows() -> dict[str, list[Row]]:
    """The rows of `published_figures`."""
    return {"published_figures": [_figure_row(line) for line in FIGURES]}


def _figure_row(line: str) -> Row:
    figure_id, system, measure, value, bound = line.split()
    return {
        "figure_id": figure_id,
        "system": system,
        "area_code": area_code(PLACES[system]),
        **(YEAR if system == "appraisal" else {}),
        "measure": measure,
        "value": value,
        "bound": bound,
        "source": SOURCE,
    }
