"""What a hand, or a program, writes where there is nothing; 无 is a word, and stays one."""

import re

from zhiping.store.literals import literal
from zhiping.upload.checking.faults import Unreadable
from zhiping.words import _

_DASHES = re.compile(r"[\s/／\\＼\-－—–―─━‐‑−﹣]+")
# As databases and programs write that there is no value: taken for text it would be a unit or a category.
WORDS = (
    "NULL", "Null", "null", "None", "NaN", "nan", "NaT", "N/A", "n/a", "<NA>", "\\N", "(null)", "(NULL)", "[NULL]", "[null]",
)  # fmt: skip
_LONGEST = max(map(len, WORDS))


def is_nothing(text: str) -> bool:
    """Whether a text without blanks at its ends is a dash or blank. Raises Unreadable for one of WORDS."""
    if text in WORDS:
        raise Unreadable(
            "unreadable",
            _("“{value}”是程序导出时写的空值，不是数据。").format(value=text),
            _("没有就留空：可以在表格里把“{value}”全部替换为空白；确是这个内容请写得具体一些。").format(
                value=text
            ),
        )
    return bool(_DASHES.fullmatch(text))


def is_no_word(cell: str) -> str:
    """SQL that is true where `cell` is none of WORDS; most texts are longer, which costs less to ask."""
    return f"(strlen({cell}) > {_LONGEST} or {cell} not in ({', '.join(map(literal, WORDS))}))"
