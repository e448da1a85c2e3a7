"""A cell that is not what stands in it: text that Excel has turned into something else, a formula without a result."""

from zhiping.upload.reading.cell import DATE, FLAG, INEXACT, PERCENT, UNCALCULATED
from zhiping.words import _

# By the letter that TextTable gives such a cell; keys of KIND_LABELS.
_BY_MARK = {
    DATE: "cell_date",
    FLAG: "cell_flag",
    INEXACT: "cell_number",
    PERCENT: "cell_percent",
    UNCALCULATED: "cell_formula",
}
KINDS = frozenset(_BY_MARK.values())


def kind_of(mark: str) -> str:
    """SQL: the kind of fault of a cell whose letter is the SQL `mark`."""
    cases = " ".join(f"when '{letter}' then '{kind}'" for letter, kind in _BY_MARK.items())
    return f"case {mark} {cases} end"


def words(kind: str, written: str) -> tuple[str, str]:
    """What is wrong with a cell of one of KINDS that reads `written`, and how to mend it."""
    told = {
        "cell_date": _(
            "“{value}”在表格里是日期或时间，不是文字：Excel 会把 3-1 这样的门牌号、编号自动改成日期。"
        ),
        "cell_flag": _("“{value}”在表格里是逻辑值（TRUE 或 FALSE），不是文字，原来写的是什么已经看不出。"),
        "cell_number": _(
            "“{value}”在表格里是小数或过长的数字，不是文字：3.10 这样的编号会丢掉末尾的 0，15 位以后的数字也会丢掉。"
        ),
        "cell_percent": _("“{value}”在表格里是百分数，不是文字，原来写的是什么已经看不出。"),
        "cell_formula": _("“{value}”是没有算出结果的公式，这一格的值不知道。"),
    }
    if kind == "cell_formula":
        remedy = _("请用 Excel 或 WPS 打开文件、保存一次后重新上传，或直接填入结果。")
        return told[kind].format(value=written), remedy
    return (
        told[kind].format(value=written),
        _("请在 Excel 里把这一列设为“文本”格式，再把这一格原来的内容重新填写一遍。"),
    )
