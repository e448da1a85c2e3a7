"""What people write -> a value: the complete reading, one function a kind.

check.py reads the plain cases faster in SQL; where both answer they agree, and what SQL leaves
open is read here. Every function takes the cell's text, raises Unreadable with sentences for the
clerk, and never guesses.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from functools import cache

from zhiping.contracts.kinds import UNIT_WRITINGS, Column
from zhiping.rules.areas import area_code
from zhiping.rules.hours.text import normalised
from zhiping.upload.checking import dates
from zhiping.upload.checking.faults import Unreadable
from zhiping.upload.checking.nothing import is_nothing
from zhiping.words import _, in_turn

Value = str | int | float | bool | date | datetime | list[str] | None

_EDGES = "".join(chr(i) for i in range(0x3001) if chr(i).isspace()) + "\u200b\u2060\ufeff"
# Not NFKC for figures and codes: it also reads ① as 1 and 5² as 52.
_HALF_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {ord("　"): " ", ord("−"): "-"}
_HALF_WIDTH_LETTERS = {
    wide: half for wide, half in _HALF_WIDTH.items() if chr(wide).isalnum() or chr(wide) in "－／．＿"
}
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")) | {0xA0: " "}
_EXCEL_ERROR = re.compile(
    r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|#+)", re.IGNORECASE
)
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+\d+", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(
    r"(?P<digits>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:(?<=\d)|(?=\.))(?:\.\d+)?(?:E-\d{1,3})?)\s*(?P<scale>万|亿|%)?",
    re.IGNORECASE | re.ASCII,
)
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "%": Decimal("0.01")}
_LOWER_BOUND = re.compile(r"余|多|以上|\+$|≥|>=?|超过?|不少于|不低于|至少|大于")
_INEXACT = re.compile(rf"{_LOWER_BOUND.pattern}|约|近|左右|上下|不足|不到|以下|≤|<")
_LIST_BREAKS = re.compile(r"[、,，;；\r\n]+")
_DITTO = re.compile(r"同\s*[上前]|[〃″〞\"＂]|''")
DITTO_SQL = "regexp_full_match({cell}, '[\\s\\x{{a0}}\\x{{3000}}]*(同[\\s\\x{{3000}}]*[上前]|[〃″〞\"＂]|)[\\s\\x{{a0}}\\x{{3000}}]*')"
_FORMULA_TEXT = re.compile(r'=\s*"(.*)"', re.DOTALL)
_APOSTROPHES = "'＇‘’"
# What is counted may stand behind the number where a column has no unit.
_COUNTERS = ("人次", *"件人次个户家名项处条场位")
_YEAR = re.compile(r"\d{4}年度?", re.ASCII)
_TRUE = frozenset({"是", "√", "✓", "✔", "☑", "对", "y", "yes", "1", "1.0", "true"})
_FALSE = frozenset({"否", "×", "✗", "✘", "✕", "☐", "□", "错", "x", "n", "no", "0", "0.0", "false"})
_BIGINT_MAX = 2**63 - 1


def stripped(written: str) -> str:
    """`written` without blanks and invisible characters at its ends."""
    return written.strip(_EDGES)


def half_width(written: str) -> str:
    """`written` stripped, its full-width ASCII as plain ASCII."""
    return stripped(written.translate(_HALF_WIDTH))


def cell_text(written: str) -> str:
    """What a cell says: without what keeps it text (="GD-1", a leading '), "" where it says nothing.

    Raises Unreadable for Excel's error values, and for 同上.
    """
    text = stripped(written)
    if text[:1] in _APOSTROPHES and not set(_APOSTROPHES).intersection(text[1:]):
        text = stripped(text[1:])
    if formula := _FORMULA_TEXT.fullmatch(text):
        text = stripped(formula[1].replace('""', '"'))
    if is_nothing(text):
        return ""
    if _DITTO.fullmatch(text):
        raise Unreadable(
            "ditto",
            _("“{value}”要看上一行才知道是什么。").format(value=text),
            _("请选择“同上照抄上一行”，或在这一格里写出完整的内容。"),
        )
    if _EXCEL_ERROR.fullmatch(text):
        raise Unreadable(
            "excel_error",
            _("“{value}”是 Excel 的错误值，不是数据。").format(value=text),
            _("请在 Excel 里改正公式或填入真实的值；没有就留空。"),
        )
    return text


def value(written: str, column: Column, date_order: str | None = None, year: int | None = None) -> Value:
    """The value of one cell of `column`; None where it is blank. Raises Unreadable.

    `date_order` ("mdy", "dmy", "ymd") is what is known of 11/04/2025 and 25-11-4 in this column, `year` of 11月4日.
    """
    text = cell_text(written)
    if not text:
        return None
    if column.is_month and (month := dates.month_value(half_width(text), year)):
        return month
    if column.kind in {"date", "time"}:
        moment = dates.time_value(half_width(text), date_order, year)
        return moment.date() if column.kind == "date" else moment
    return _READERS[column.kind](text, column)


def text_value(text: str, column: Column) -> str:
    """Free text stays as it is written."""
    return text


def code_value(text: str, column: Column) -> str:
    """An identifier, kept letter by letter; only full-width digits, letters and joints become plain, and what nobody sees goes."""
    plain = text.translate(_HALF_WIDTH_LETTERS | _UNSEEN)
    if _SCIENTIFIC.fullmatch(plain):
        raise _scientific(text)
    return plain


def area_value(text: str, column: Column) -> str:
    """The 12-digit division code, from 2, 4, 6, 9 or 12 digits."""
    plain = re.sub(r"\s", "", half_width(text)).removesuffix(".0")
    if _SCIENTIFIC.fullmatch(plain):
        raise _scientific(text)
    try:
        return area_code(plain)
    except ValueError:
        raise Unreadable(
            "unreadable",
            _("“{value}”不是行政区划代码。").format(value=text),
            _("请填写2、4、6、9或12位数字的区划代码；如果填的是名称，请选择“按名称识别行政区”。"),
        ) from None


def number_value(text: str, column: Column) -> float:
    """A number within the column's limits; 85% is 85 where the unit is %, 0.85 where no number is above 1."""
    number = float(_decimal(text, column))
    if number in (float("inf"), float("-inf")):
        raise _no_number(text)
    return number


def integer_value(text: str, column: Column) -> int:
    """A whole number within the column's limits; 3.0 is one, 3.5 is not."""
    number = _decimal(text, column)
    if number != number.to_integral_value() or abs(number) > _BIGINT_MAX:
        raise Unreadable(
            "unreadable", _("“{value}”不是整数。").format(value=text), _("请填写整数，例如 3；没有就留空。")
        )
    return int(number)


def flag_value(text: str, column: Column) -> bool:
    """是 / 否 and the usual other ways to tick a box."""
    plain = half_width(text).casefold()
    if plain in _TRUE:
        return True
    if plain in _FALSE:
        return False
    raise Unreadable(
        "choice", _("“{value}”不能识别为是或否。").format(value=text), _("请填写“是”或“否”；没有就留空。")
    )


def choice_value(text: str, column: Column) -> str:
    """One of the column's choices: as listed, or by its letter or label."""
    if text in column.choices:
        return text
    known = _choice_forms(column)
    plain = _choice_form(text)
    if plain in known:
        return known[plain]
    listed = _("、").join(column.choice_labels or column.choices)  # as they are to be written: no message
    nearest = get_close_matches(plain[:60], known, n=1, cutoff=0.5)
    remedy = _("可填：{choices}。").format(choices=listed)
    if nearest:
        remedy = in_turn(_("是否应为“{nearest}”？").format(nearest=known[nearest[0]]), remedy)
    raise Unreadable(
        "choice", _("“{value}”不在“{label}”的选项内。").format(value=text, label=_(column.label)), remedy
    )


def hours_value(text: str, column: Column) -> str:
    """Opening hours as OSM writes them; what has no reading stays as it is written."""
    return normalised(text) or text


def list_value(text: str, column: Column) -> list[str] | None:
    """The values of one cell in their order, each once; choices where the column has them."""
    parts = (stripped(part) for part in _LIST_BREAKS.split(text))
    values = [choice_value(part, column) if column.choices else part for part in parts if part]
    return list(dict.fromkeys(values)) or None


_READERS: dict[str, Callable[[str, Column], Value]] = {
    "text": text_value,
    "code": code_value,
    "area": area_value,
    "integer": integer_value,
    "number": number_value,
    "flag": flag_value,
    "choice": choice_value,
    "hours": hours_value,
    "list": list_value,
}


def _decimal(text: str, column: Column) -> Decimal:
    plain = half_width(text)
    if _SCIENTIFIC.fullmatch(plain):
        raise _scientific(text)
    number = _exact(plain, column)
    if number is None and _INEXACT.search(plain) and re.search(r"\d", plain, re.ASCII):
        number = _exact(_LOWER_BOUND.sub("", plain), column) if column.takes_bounds else None
        if number is None:
            raise Unreadable(
                "bound",
                _("“{value}”只说明大概或至少有多少，不是确切的数字。").format(value=text),
                _("请填写确切的数字；对外公布的约数请填到“公布数字”，并选择界限。"),
            )
    if number is None:
        raise _no_number(text)
    return _within(text, number, column)


def _exact(plain: str, column: Column) -> Decimal | None:
    parts = _NUMBER.fullmatch(_without_unit(plain, column))
    if parts is None:
        return None
    number = Decimal(parts["digits"].replace(",", ""))
    if parts["scale"] == "%" and (column.maximum is None or column.maximum > 1):
        raise Unreadable(  # in a column of points it may be 90 or 0.9
            "scale",
            _("“{value}”是百分数，而“{label}”不是百分比列。").format(value=plain, label=_(column.label)),
            _("请改写成这一列的数，例如 90 或 0.9；没有就留空。"),
        )
    return number * _SCALES[parts["scale"]] if parts["scale"] else number


def _without_unit(plain: str, column: Column) -> str:
    """A number without what it counts: 120人 in a column of 人, 3件 where the column says nothing, 2025年, ¥12."""
    if column.unit == "元":
        plain = plain.lstrip("¥￥")
    if not column.unit and _YEAR.fullmatch(plain):
        return plain[:4]
    units = (column.unit, *UNIT_WRITINGS.get(column.unit, ())) if column.unit else _COUNTERS
    unit = next((unit for unit in units if plain.endswith(unit)), "")
    return stripped(plain.removesuffix(unit))


def _within(text: str, number: Decimal, column: Column) -> Decimal:
    low, high = column.minimum, column.maximum
    if (low is None or float(number) >= low) and (high is None or float(number) <= high):
        return number
    if high is None:
        limits = _("不能小于{low}").format(low=f"{low:g}")
    elif low is None:
        limits = _("不能大于{high}").format(high=f"{high:g}")
    else:
        limits = _("应在{low}到{high}之间").format(low=f"{low:g}", high=f"{high:g}")
    raise Unreadable(
        "range",
        _("“{value}”超出范围：{label}{limits}。").format(value=text, label=_(column.label), limits=limits),
        _("请核对并改正这个数字；没有就留空。"),
    )


def _choice_form(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum() or letter in "+%")


@cache
def _choice_forms(column: Column) -> dict[str, str]:
    forms: dict[str, str] = {}
    for choice, label in zip(column.choices, column.choice_labels or column.choices, strict=True):
        meaning = label.removeprefix(choice)
        for written in (f"{choice}类", f"{choice}级", meaning, label, choice):
            if form := _choice_form(written):
                forms[form] = choice
    return forms | {_choice_form(choice): choice for choice in column.choices}


def _no_number(text: str) -> Unreadable:
    return Unreadable(
        "unreadable",
        _("“{value}”不是数字。").format(value=text),
        _("请填写数字，例如 1234 或 12.5；没有就留空。"),
    )


def _scientific(text: str) -> Unreadable:
    return Unreadable(
        "unreadable",
        _("“{value}”是科学计数法，后面的数字可能已经丢失。").format(value=text),
        _("请在原始文件里把这一列设为文本格式，重新填写完整的数字。"),
    )
