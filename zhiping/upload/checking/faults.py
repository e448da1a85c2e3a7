"""What is wrong with a file: where it is, what it is, how to mend it."""

from dataclasses import dataclass

from zhiping.words import N_

MAX_LISTED = 10_000

KIND_LABELS: dict[str, str] = {
    "file": N_("没有读的文件"),
    "unlike_columns": N_("和别的表缺列不一"),
    "missing_column": N_("缺少必填列"),
    "ambiguous_column": N_("两列对应同一项"),
    "set_present": N_("设定的值与文件里的列冲突"),
    "unknown_column": N_("没有这一项"),
    "blank": N_("必填项为空"),
    "unreadable": N_("无法识别"),
    "excel_error": N_("Excel 错误值"),
    "cell_date": N_("应为文字，却是日期"),
    "cell_flag": N_("应为文字，却是逻辑值"),
    "cell_number": N_("应为文字，却是小数"),
    "cell_percent": N_("应为文字，却是百分数"),
    "cell_formula": N_("没有结果的公式"),
    "date_impossible": N_("不存在的日期时间"),
    "date_order": N_("日月顺序不明"),
    "date_year": N_("日期没有年份"),
    "ditto": N_("同上"),
    "scale": N_("百分数写法不明"),
    "bound": N_("不是确切数字"),
    "choice": N_("不在选项内"),
    "range": N_("超出范围"),
    "duplicate": N_("重复"),
    "name_chain": N_("对照绕圈或接力"),
    "area_unknown": N_("未知的行政区"),
    "area_changed": N_("旧区划代码"),
    "area_split": N_("已拆分的行政区"),
    "change_circle": N_("变更绕圈"),
    "change_to_come": N_("变更还没有生效"),
    "area_ambiguous": N_("行政区不唯一"),
    "area_outside": N_("超出管辖范围"),
    "area_parent": N_("上级代码与区划代码不符"),
    "area_level": N_("层级与区划代码不符"),
    "order": N_("时间先后可疑"),
    "to_come": N_("还没有到的时间"),
    "part": N_("部分多于整体"),
    "need": N_("缺少配套的内容"),
    "hours_unread": N_("营业时间读不出"),
    "place_zero": N_("坐标为零"),
    "place_no_datum": N_("缺坐标系"),
    "place_half": N_("经纬度缺一个"),
    "place_swapped": N_("经纬度可能填反"),
    "place_datum": N_("坐标系可疑"),
    "place_far": N_("坐标不在本区划"),
}


class Unreadable(ValueError):
    """A written value that has no reading; `kind` is a key of KIND_LABELS, the rest whole sentences."""

    def __init__(self, kind: str, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.kind = kind
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True)
class Fault:
    """One fault or warning. `row` is 1-based as Excel shows it, 0 for a whole column or file.

    `column` is the letter in the file ("" for a column that the file lacks), `label` ours.
    """

    sheet: str | None
    row: int
    column: str
    label: str
    value: str
    kind: str
    problem: str
    remedy: str
